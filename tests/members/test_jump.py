"""The jump to a letter of the given name: of every alphabet that names are written in, also where nobody has it."""

import pytest
import time_machine
from django.urls import reverse

from kit import names
from members import lists, procedure
from members.models import Member, Placement
from tests import builders
from tests.builders import TODAY
from tests.ground import laid
from tests.members.test_session import enter

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
PEOPLE = (
    "Lò Văn An",
    "Hồ Văn Fú",
    "Ksor Giang",
    "Rơ Châm Jung",
    "Y Khoa",
    "Vàng Thị Vân",
    "Ra Lan Wăng",
    "Lý Thị Xuân",
)


NOON = f"{TODAY}T05:00:00Z"


def a_cell():
    here = builders.make_cast().tree.cell
    for name in PEOPLE:
        builders.member(name, here)
    return here


ground = laid(a_cell, NOON)


@pytest.fixture
def cell(ground, db, monkeypatch):
    monkeypatch.setattr(lists, "PAGE", 2)
    with time_machine.travel(NOON, tick=True):
        yield ground.found()


def shown(client, name, cell, **asked):
    context = client.get(reverse(name, args=[cell.pk]), asked).context
    return [row.cells[0].text for row in context["rows"]], context


@pytest.mark.parametrize("name", ["people", "own-list"])
@pytest.mark.parametrize(
    ("letter", "first"),
    [("F", "Hồ Văn Fú"), ("J", "Rơ Châm Jung"), ("W", "Ra Lan Wăng"), ("B", "Hồ Văn Fú"), ("L", "Vàng Thị Vân")],
)
def test_a_letter_leads_to_its_first_name_or_to_the_next_one(client, cell, name, letter, first):
    enter(client)
    assert shown(client, name, cell, chu=letter)[0][0] == first


@pytest.mark.parametrize("name", ["people", "own-list"])
@pytest.mark.parametrize("asked", [{}, {"ngay": "29/06/2026"}])
def test_behind_the_last_name_the_end_of_the_list_is_shown(client, cell, name, asked):
    enter(client)
    found, context = shown(client, name, cell, chu="Z", **asked)
    assert found == ["Ra Lan Wăng", "Lý Thị Xuân"]
    assert context["previous"] and not context["next"]
    assert [one["label"] for one in context["letters"]] == list(names.ALPHABET)
    assert [one["label"] for one in context["letters"] if one["current"]] == ["Z"]


def test_the_page_before_the_end_goes_on_from_there(client, cell):
    enter(client)
    _, context = shown(client, "people", cell, chu="Z")
    before = client.get(context["previous"]).context
    assert [row.cells[0].text for row in before["rows"]] == ["Y Khoa", "Vàng Thị Vân"]
    assert before["next"]


@pytest.mark.parametrize("name", ["people", "own-list"])
@pytest.mark.parametrize("asked", [{}, {"ngay": "29/06/2026"}])
def test_before_the_first_letter_of_all_no_page_is_offered(client, cell, name, asked):
    enter(client)
    found, context = shown(client, name, cell, chu="A", **asked)
    assert found == ["Lò Văn An", "Hồ Văn Fú"]
    assert (context["previous"], context["first"], bool(context["next"])) == ("", "", True)
    assert shown(client, name, cell, chu="F", **asked)[1]["previous"]


def test_before_the_first_letter_a_name_of_that_day_counts_and_not_the_one_of_today(client, cell):
    with builders.whole():
        an = Member.objects.get(full_name="Lò Văn An")
    procedure.name_changes.change_name(
        an, by=builders.MACHINE, full_name="Lò Văn Yên", day=TODAY, decision=builders.PAPER
    )
    enter(client)
    assert shown(client, "people", cell, chu="A")[1]["previous"] == ""
    assert shown(client, "people", cell, chu="F", ngay="29/06/2026")[1]["previous"]
    assert shown(client, "people", cell, chu="A", ngay="29/06/2026")[1]["previous"] == ""


@pytest.mark.parametrize("name", ["people", "own-list"])
@pytest.mark.parametrize("asked", [{}, {"ngay": "29/06/2026"}])
def test_a_page_before_the_first_name_is_the_first_page_and_one_behind_the_last_the_last(client, cell, name, asked):
    enter(client)
    first, last = lists.place_of(at("Lò Văn An")), lists.place_of(at("Lý Thị Xuân"))
    found, context = shown(client, name, cell, truoc=first, **asked)
    assert (found, context["previous"], bool(context["next"])) == (["Lò Văn An", "Hồ Văn Fú"], "", True)
    found, context = shown(client, name, cell, sau=last, **asked)
    assert (found, bool(context["previous"]), context["next"]) == (["Ra Lan Wăng", "Lý Thị Xuân"], True, "")


def at(name):
    return Placement.unscoped.get(member__full_name=name)


def test_an_empty_list_stays_empty_at_every_letter(client, cell):
    enter(client)
    found, _ = shown(client, "people", cell, chu="Z", muc="probationary")
    assert found == []
