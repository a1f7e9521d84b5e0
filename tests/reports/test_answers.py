"""Differences are settled by both sides: who answers what, one answer each, seen by the other side, taken back until
it is signed."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kit.calendar import PartialDate
from members import history_wording
from members import procedure as members
from members.errors import NotAllowed, RuleBroken
from members.models import Act, Member, Placement
from reports.reconciliation import procedure
from reports.reconciliation.models import Answer, Choice, Kind, Side
from tests import builders
from tests.builders import MACHINE, PAPER, TODAY
from tests.ground import laid
from tests.reports import play, settling

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LATER = date(2026, 8, 15)


ground = laid(settling.AnKhe)


@pytest.fixture
def world(ground, db):
    return ground.found()


# --- what is said ---


def test_the_history_masks_the_card_numbers_of_an_answer_as_the_page_does(world):
    sent = world.sent(play.row(card="11111112", birth="6/4/1965"), play.row(**settling.UN))
    for kind in (Kind.NUMBER, Kind.DATE):
        settling.answered(settling.point(sent, kind), Choice.FIX_LIST, by=world.secretary)
    said = str([history_wording.line(act) for act in Act.objects.filter(verb="answer")])
    assert "•• ••• 112" in said and "06/4/1965" in said
    assert "11111112" not in said and "11111111" not in said


@pytest.mark.parametrize(
    ("choice", "given"),
    [
        (Choice.FIX_LIST, {}),
        (Choice.WAIT, {"due_on": LATER}),
        (Choice.BOTH, {"reason": "khai sinh và thẻ ghi khác nhau"}),
    ],
)
def test_the_committee_answers_its_own_point_and_the_register_stays(world, choice, given):
    point = world.one()
    said = settling.answered(point, choice, by=world.secretary, **given)
    assert (said.choice, said.side, said.account, said.answered_on) == (
        choice, Side.COMMITTEE, world.cast.committee_secretary, TODAY,
    )  # fmt: skip
    assert (said.list_value, said.record_value, said.name, said.row) == (
        point.list_value, point.record_value, "Sùng A Páo", point.row,
    )  # fmt: skip
    assert Member.unscoped.get(pk=world.person.pk).changed_by == point.seen, "an answer alone is no change of a record"
    line = Act.objects.order_by("-number").first()
    assert (line.verb, line.actor, line.organisation_id, line.member_id) == (
        "answer", "Nguyễn Thị Hòa", world.tree.committee.pk, None,
    )  # fmt: skip
    assert line.number == said.act


@pytest.mark.parametrize(
    ("choice", "given", "field"),
    [
        (Choice.WAIT, {}, "due_on"),
        (Choice.WAIT, {"due_on": date(2026, 6, 1)}, "due_on"),
        (Choice.BOTH, {}, "reason"),
        (Choice.BOTH, {"reason": "   "}, "reason"),
    ],
)
def test_a_wait_has_its_day_and_two_values_that_stay_their_reason(world, choice, given, field):
    point = world.one()
    with pytest.raises(RuleBroken) as refused:
        settling.answered(point, choice, by=world.secretary, **given)
    assert refused.value.field == field
    assert not Answer.unscoped.exists()


@pytest.mark.parametrize(("choice", "given"), [(Choice.FIX_LIST, {}), (Choice.WAIT, {"due_on": LATER})])
def test_what_was_typed_under_another_choice_is_not_said(world, choice, given):
    """Nobody sees it any more who gives the answer; it would stand in the signed minutes."""
    typed = {"reason": "khai sinh và thẻ ghi khác nhau", "paper": PAPER, "due_on": LATER, **given}
    said = settling.answered(world.one(), choice, by=world.secretary, **typed)
    assert (said.reason, said.paper_number, said.given) == ("", "", {})
    assert (said.due_on is None) == (choice != Choice.WAIT)


def test_the_database_itself_refuses_half_an_answer(world):
    said = settling.answered(world.one(), Choice.FIX_LIST)
    for wrong in ({"choice": "wait"}, {"choice": "both"}, {"due_on": LATER}, {"entered_on": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Answer.unscoped.filter(pk=said.pk).update(**wrong)
    copy = Answer.unscoped.get(pk=said.pk)
    copy.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


# --- who ---


@pytest.mark.parametrize("who", ["cell_secretary", "outsider", "reader", "administrator"])
def test_nobody_else_answers(world, who):
    with pytest.raises(NotAllowed):
        settling.answered(world.one(), Choice.FIX_LIST, by=builders.actor(getattr(world.cast, who)))


def test_what_we_have_changed_the_officer_answers(world):
    """Signed as it was, then corrected by us: the committee is not asked."""
    last = play.of(play.opened(date(2025, 7, 1), date(2026, 1, 1)), world.tree.committee)
    play.signed(last, date(2026, 1, 12))
    members.people.correct_member(world.person, by=MACHINE, why="khai sinh", birth=PartialDate(1965, 4, 6))
    point = settling.point(world.sent(play.row(), play.row(**settling.UN)), Kind.DATE)
    with pytest.raises(RuleBroken, match="cán bộ tổ chức trả lời"):
        settling.answered(point, Choice.FIX_LIST, by=world.secretary)
    assert settling.answered(point, Choice.FIX_LIST, by=world.officer).side == Side.OFFICER


def test_the_officer_answers_everything_and_the_committee_does_not_overrule_him(world):
    point = world.one()
    said = settling.answered(point, Choice.FIX_LIST, by=world.officer)
    for call in (lambda: settling.answered(point, Choice.WAIT, by=world.secretary, due_on=LATER),
                 lambda: procedure.answering.take_back_answer(said, by=world.secretary)):  # fmt: skip
        with pytest.raises(RuleBroken, match="Cán bộ tổ chức đã trả lời"):
            call()
    assert settling.answered(point, Choice.WAIT, by=world.officer, due_on=LATER).due_on == LATER


def test_the_committee_s_correction_of_our_record_waits_on_the_officer(world):
    point = world.one()
    said = settling.answered(point, Choice.FIX_RECORD, by=world.secretary, paper=PAPER)
    assert (said.waits_on_officer, said.lines, said.paper_number) == (True, [], PAPER.number)
    assert Member.unscoped.get(pk=world.person.pk).birth_on == date(1965, 6, 4)
    assert list(Answer.unscoped.asked()) == [said]
    assert not Answer.unscoped.settled().exists()

    said = settling.answered(point, Choice.FIX_RECORD, by=world.officer, paper=PAPER)
    assert Member.unscoped.get(pk=world.person.pk).birth_on == date(1965, 4, 6)
    assert (said.waits_on_officer, said.entered_on, said.side) == (False, TODAY, Side.OFFICER)
    assert list(Answer.unscoped.settled()) == [said]


def test_what_the_committee_may_enter_itself_it_enters(world):
    sent = world.sent(play.row(cell="Chi bộ Thôn 2"), play.row(**settling.UN))
    given = {"organisation": world.tree.sibling, "day": date(2026, 4, 1)}
    said = settling.answered(
        settling.point(sent, Kind.CELL), Choice.FIX_RECORD, by=world.secretary, paper=PAPER, given=given
    )
    assert not said.waits_on_officer
    place = Placement.unscoped.get(member=world.person, until=None)
    assert (place.organisation, place.since, place.decision.number) == (
        world.tree.sibling, date(2026, 4, 1), PAPER.number,
    )  # fmt: skip
    procedure.answering.take_back_answer(said, by=world.secretary)
    assert Placement.unscoped.get(member=world.person).organisation == world.tree.cell


def test_a_committee_moves_nobody_into_another_committee(world):
    sent = world.sent(play.row(cell="Chi bộ Thôn 2"), play.row(**settling.UN))
    given = {"organisation": world.tree.other_cell, "day": date(2026, 4, 1)}
    with pytest.raises(NotAllowed):
        settling.answered(
            settling.point(sent, Kind.CELL), Choice.FIX_RECORD, by=world.secretary, paper=PAPER, given=given
        )
    assert Placement.unscoped.filter(member=world.person).count() == 1


def test_who_has_a_record_elsewhere_is_answered_by_the_officer_alone(world):
    foreign = play.person("Vừ Mí Kẻ", world.tree.other_cell, "33333333", PartialDate(1982, 7, 21))
    sent = world.sent(play.row(), play.row(**settling.UN), play.row("Vừ Mí Kẻ", birth="21/7/1982", card="33333333"))
    point = settling.point(sent, Kind.ELSEWHERE)
    with pytest.raises(RuleBroken, match="cán bộ tổ chức trả lời"):
        settling.answered(point, Choice.FIX_LIST, by=world.secretary)
    said = settling.answered(point, Choice.FIX_LIST, by=world.officer)
    assert (said.member, said.record_value) == (None, ""), "nothing of the record stands in the answer"
    assert foreign.full_name not in Act.objects.select_related("values_row").last().values_row.body.replace(
        point.name, ""
    )


# --- one after the other ---


def test_who_answers_second_is_told_who_was_first(world):
    point = world.one()
    procedure.answering.answer(point, by=world.secretary, choice=Choice.FIX_LIST)
    with pytest.raises(RuleBroken) as told:
        procedure.answering.answer(point, by=world.officer, choice=Choice.WAIT, due_on=LATER)
    assert told.value.sentence.startswith(
        "Nguyễn Thị Hòa (đảng ủy cơ sở), ngày 30/6/2026, vừa trả lời: cơ sở sửa danh sách."
    )
    assert Answer.unscoped.get().choice == Choice.FIX_LIST


def test_an_answer_that_was_taken_back_meanwhile_is_told(world):
    point = world.one()
    said = settling.answered(point, Choice.FIX_LIST, by=world.secretary)
    procedure.answering.take_back_answer(said, by=world.secretary)
    with pytest.raises(RuleBroken, match="vừa được rút"):
        procedure.answering.answer(point, by=world.officer, choice=Choice.FIX_LIST, seen=said.act)


def test_the_same_answer_again_is_refused_not_ignored(world):
    point = world.one()
    settling.answered(point, Choice.FIX_LIST, by=world.secretary)
    with pytest.raises(RuleBroken, match="không có gì khác"):
        settling.answered(point, Choice.FIX_LIST, by=world.secretary)


def test_after_the_signing_nothing_is_answered_or_taken_back(world):
    point = world.one()
    said = settling.answered(point, Choice.FIX_LIST, by=world.secretary)
    play.signed(world.own, TODAY)
    for call in (lambda: settling.answered(point, Choice.WAIT, by=world.officer, due_on=LATER),
                 lambda: procedure.answering.take_back_answer(said, by=world.officer)):  # fmt: skip
        with pytest.raises(RuleBroken, match="đã khóa"):
            call()


def test_a_first_answer_begins_the_settling(world):
    point = world.one()
    before = procedure.rounds.dates_of(procedure.rounds.dated(world.own, TODAY))
    settling.answered(point, Choice.FIX_LIST, by=world.secretary)
    after = procedure.rounds.dates_of(procedure.rounds.dated(world.own, TODAY))
    assert (before.settled_on, after.settled_on) == (None, TODAY)
