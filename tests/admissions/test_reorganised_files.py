"""A plan of reorganisation names every open file that it touches, each with what becomes of it."""

from datetime import date

import pytest

from admissions import attention
from admissions.procedure.reading import read
from members.procedure import tree as tree_verbs
from tests.admissions import play as files
from tests.builders import MACHINE
from tests.members import plans
from tests.members.plan_pages import ground, page, play
from tests.members.plans import CLOSE, MERGE, MOVE, RENAME, SPLIT, drawn, step

__all__ = ["ground", "play"]
pytestmark = [pytest.mark.django_db]


@pytest.fixture
def one(play):
    return files.found(play.tree.cell)


def told(client, plan):
    """{whose file: its fate}"""
    return {case.what: case.fate for case in page(client, plan).context["cases"]}


OF_ONE = "Hồ sơ kết nạp của Giàng Thị Mỷ"


def test_a_cell_that_is_merged_hands_its_files_on(client, play, one):
    plan = drawn(step(MERGE, play.tree.cell, play.tree.sibling))
    assert told(client, plan) == {OF_ONE: attention.GOES_ON}
    plans.reorganisation.apply_reorganisation(plan, by=MACHINE)
    assert read(one, MACHINE.day).cell == play.tree.sibling.pk
    plan.refresh_from_db()
    plans.taken_back(plan)
    assert read(one, MACHINE.day).cell == play.tree.cell.pk


def test_a_file_of_a_cell_that_had_gone_into_the_one_that_ends_is_told(client, play):
    """It is led by the one that ends now."""
    files.found(play.tree.grass_cell)
    tree_verbs.close_organisation(
        play.tree.grass_cell, by=MACHINE, day=date(2026, 5, 1), successor=play.tree.other_cell
    )
    plan = drawn(step(MERGE, play.tree.other_cell, play.tree.sibling))
    assert told(client, plan) == {OF_ONE: attention.GOES_ON}


def test_a_cell_under_another_committee_keeps_its_files(client, play, one):
    plan = drawn(step(MOVE, play.tree.cell, play.tree.other_committee))
    assert told(client, plan) == {OF_ONE: attention.CARRIED}


def test_a_cell_that_gives_people_keeps_its_files(client, play, one):
    people = list(play.tree.cell.placements(manager="unscoped").values_list("member", flat=True))[:1]
    plan = drawn(step(SPLIT, play.tree.cell, play.tree.sibling, people=people))
    assert told(client, plan) == {OF_ONE: attention.STAYS}


def test_what_is_not_touched_stopped_or_admitted_is_not_told(client, play, one):
    plan = drawn(step(RENAME, play.tree.cell, name="Chi bộ Thôn Một"))
    assert told(client, plan) == {}
    files.found(play.tree.other_cell, "Vàng Thị Súa")
    files.procedure.stop_file(one, by=MACHINE, kind="withdrawn", day=files.FOUND)
    plan = drawn(step(CLOSE, play.tree.grass_cell, play.tree.cell))
    assert told(client, plan) == {}
