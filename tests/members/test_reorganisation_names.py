"""Behind a plan's numbers stand the names before and after: of who goes, and of organisations that go with theirs."""

from __future__ import annotations

import pytest
from django.urls import reverse

from members.models import Look, ReorganisationStep
from tests.members.plan_pages import apply, ground, page, play
from tests.members.plans import MERGE, MOVE, drawn, make, step
from tests.members.test_session import enter, words

__all__ = ["ground", "play"]
pytestmark = [pytest.mark.django_db]


def names_of(client, plan, what=MOVE):
    one = ReorganisationStep.unscoped.get(what=what)
    address = reverse("reorganisation-step", args=[plan.pk, one.pk])
    assert f'href="{address}"' in page(client, plan).content.decode()
    return client.get(address)


def counted(answer):
    return {one["name"]: (one["before_count"], one["after_count"]) for one in answer.context["sections"]}


def test_a_move_shows_who_was_under_the_old_parent_and_is_under_the_new(client, play):
    plan = drawn(step(MOVE, play.tree.cell, play.tree.other_committee))
    answer = names_of(client, plan)
    sections = {"Đảng bộ xã An Khê": (6, 3), "Đảng bộ xã Tân Lập": (3, 6)}
    assert counted(answer) == sections
    assert words(answer).count("mới đến") == 3
    assert words(answer).count(">đi<") == 3
    assert "Chi bộ Thôn Đồng" in words(answer), "of each is said in which cell"
    assert Look.objects.order_by("pk").last().count == 9
    apply(client, plan)
    assert counted(names_of(client, plan)) == sections


def test_the_old_parent_stands_among_the_numbers(client, play):
    plan = drawn(step(MOVE, play.tree.cell, play.tree.other_committee))
    rows = {one["name"]: (one["before"], one["after"], one["cells"]) for one in page(client, plan).context["numbers"]}
    assert rows == {
        "Đảng bộ xã An Khê": ("6 (6 chính thức)", "3 (3 chính thức)", "2 → 1"),
        "Đảng bộ xã Tân Lập": ("3 (3 chính thức)", "6 (6 chính thức)", "1 → 2"),
    }
    apply(client, plan)
    done = {one["name"]: (one["before"], one["after"]) for one in page(client, plan).context["applied_rows"]}
    assert {name: rows[name][:2] for name in rows} == {name: done[name] for name in rows}


def test_committees_whose_people_are_others_stand_among_the_numbers_of_a_merger(client, play):
    plan = drawn(step(MERGE, play.tree.cell, play.tree.other_cell))
    rows = {one["name"]: (one["before"], one["after"], one["cells"]) for one in page(client, plan).context["numbers"]}
    assert rows == {
        "Chi bộ Thôn 1": ("3 (3 chính thức)", "–", ""),
        "Chi bộ Thôn Đồng": ("3 (3 chính thức)", "6 (6 chính thức)", ""),
        "Đảng bộ xã An Khê": ("6 (6 chính thức)", "3 (3 chính thức)", "2 → 1"),
        "Đảng bộ xã Tân Lập": ("3 (3 chính thức)", "6 (6 chính thức)", ""),
    }  # fmt: skip
    apply(client, plan)
    done = {one["name"]: (one["before"], one["after"]) for one in page(client, plan).context["applied_rows"]}
    assert {name: rows[name][:2] for name in rows} == done


def test_a_merger_within_a_committee_leaves_its_people_as_they_were(client, play):
    within = drawn(step(MERGE, play.tree.sibling, play.tree.cell), name="Trong một xã")
    assert "Đảng bộ xã An Khê" not in {one["name"] for one in page(client, within).context["numbers"]}


def test_under_the_head_of_the_register_everybody_stands_before_and_after(client, play):
    plan = drawn(step(MOVE, play.tree.committee, play.tree.other_committee))
    assert ReorganisationStep.unscoped.get().what == MOVE
    one = ReorganisationStep.unscoped.get()
    answer = client.get(reverse("reorganisation-step", args=[plan.pk, one.pk]))
    assert "Đảng bộ huyện Vân Sơn" not in counted(answer)


def test_a_committee_that_is_merged_shows_the_people_of_its_cells(client, play):
    new = make("Đảng bộ xã Mới", play.tree.district, "committee")
    plan = drawn(new, step(MERGE, play.tree.committee, new))
    answer = names_of(client, plan, MERGE)
    assert counted(answer) == {"Đảng bộ xã An Khê": (6, 0), "Đảng bộ xã Mới": (0, 6)}
    apply(client, plan)
    assert counted(names_of(client, plan, MERGE)) == {"Đảng bộ xã An Khê": (6, 0), "Đảng bộ xã Mới": (0, 6)}


def test_nobody_but_an_officer_reads_the_names(client, play):
    plan = drawn(step(MOVE, play.tree.cell, play.tree.other_committee))
    address = reverse("reorganisation-step", args=[plan.pk, ReorganisationStep.unscoped.get().pk])
    for username in ("thuong-truc", "bi-thu-xa", "bi-thu-khac"):
        client.logout()
        enter(client, username)
        assert client.get(address).status_code == 403
