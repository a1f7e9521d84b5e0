"""A record that was changed under an open difference: whoever answers is told, however he answers."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from kit.calendar import PartialDate
from members import procedure as members
from members.errors import Outdated, RuleBroken
from members.models import Member
from reports.reconciliation import procedure
from reports.reconciliation.models import Answer, Choice, Kind
from tests.builders import MACHINE, PAPER
from tests.ground import laid
from tests.reports import play, settling
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
LATER = date(2026, 8, 15)
SAID = {
    Choice.FIX_LIST: {}, Choice.FIX_RECORD: {"paper": PAPER}, Choice.WAIT: {"due_on": LATER},
    Choice.BOTH: {"reason": "khai sinh và thẻ ghi khác nhau"},
}  # fmt: skip

ground = laid(settling.AnKhe)


@pytest.fixture
def world(ground, db):
    return ground.found()


def corrected(world):
    """Our record says by now what the list says."""
    members.people.correct_member(world.person, by=MACHINE, why="khai sinh", birth=PartialDate(1965, 4, 6))


@pytest.mark.parametrize("choice", list(SAID))
def test_nobody_answers_of_a_value_that_our_record_says_no_more(world, choice):
    point = world.one()
    corrected(world)
    with pytest.raises(Outdated):
        settling.answered(point, choice, **SAID[choice])
    assert not Answer.unscoped.exists()
    assert settling.again(point.list) == []


def test_a_committee_asks_for_no_correction_of_what_was_corrected_meanwhile(world):
    point = world.one()
    corrected(world)
    with pytest.raises(Outdated):
        settling.answered(point, Choice.FIX_RECORD, by=world.secretary, paper=PAPER)


def test_another_answer_after_a_correction_of_ours_is_no_change_by_others(world):
    point = world.one()
    settling.answered(point, Choice.FIX_RECORD, paper=PAPER)
    settling.answered(point, Choice.FIX_LIST)
    assert Member.unscoped.get(pk=world.person.pk).birth_on == date(1965, 6, 4)


def test_the_page_compares_anew_where_the_list_was_to_be_corrected(world):
    point = world.one()
    corrected(world)
    address = reverse("difference", args=[world.own.pk, point.pk])
    answer = signed_in(world.cast.committee_secretary).post(
        address, {"choice": "fix_list", "answered": "0"}, follow=True
    )
    assert "Hồ sơ của Sùng A Páo vừa được sửa sau khi so. Đã so lại" in answer.content.decode()
    assert not Answer.unscoped.exists()
    assert play.differences(point.list) == []


# --- spelling alone, together ---


def spelt(world):
    for person, name in ((world.person, "Sùng A Lý"), (world.neighbour, "Lò Văn Mỹ")):
        members.people.correct_member(person, by=MACHINE, why="nhầm", full_name=name)
    return world.sent(play.row("Sùng A Lí"), play.row(**settling.UN | {"name": "Lò Văn Mĩ"}))


def respelt(world):
    members.people.correct_member(world.neighbour, by=MACHINE, why="khai sinh", full_name="Lò Văn Mĩ")


@pytest.mark.parametrize("choice", [Choice.FIX_LIST, Choice.FIX_RECORD])
def test_a_plan_shown_before_a_record_was_changed_is_refused_as_a_whole(world, choice):
    spelt(world)
    mark = procedure.spelling.planned(world.own).mark
    respelt(world)
    with pytest.raises(RuleBroken, match="vừa đổi từ lúc xem"):
        procedure.spelling.answer_spelling(world.own, by=MACHINE, choice=choice, mark=mark)
    assert not Answer.unscoped.exists()


@pytest.mark.parametrize("choice", [Choice.FIX_LIST, Choice.FIX_RECORD])
def test_a_plan_of_records_changed_after_they_were_compared_is_refused_as_a_whole(world, choice):
    sent = spelt(world)
    respelt(world)
    mark = procedure.spelling.planned(world.own).mark
    with pytest.raises(Outdated):
        procedure.spelling.answer_spelling(world.own, by=MACHINE, choice=choice, mark=mark)
    assert not Answer.unscoped.exists()
    assert [one.kind for one in settling.again(sent)] == [Kind.SPELLING]


def test_the_page_of_spelling_compares_anew_and_shows_what_is_left(world):
    spelt(world)
    respelt(world)
    secretary, address = signed_in(world.cast.committee_secretary), reverse("spelling", args=[world.own.pk])
    mark = secretary.get(address).context["form"]["mark"].value()
    answer = secretary.post(address, {"choice": "fix_list", "mark": mark}, follow=True)
    assert "vừa được sửa sau khi so. Đã so lại" in answer.content.decode()
    assert [point.name for point in answer.context["points"]] == ["Sùng A Lý"]
    assert not Answer.unscoped.exists()
