"""Two people at one moment: one wins, the other is told with a sentence."""

import threading
import time
from datetime import date

import pytest

from admissions.procedure import taking_over
from members import procedure as members
from members.errors import Outdated
from members.models import Act, Member
from reports.reconciliation import procedure
from reports.reconciliation.models import (
    Answer,
    Choice,
    CommitteeNumbers,
    Confirmation,
    Difference,
    Kind,
    Postponement,
    Reconciliation,
    Round,
    RoundKind,
    SentList,
)
from tests import builders
from tests.builders import MACHINE
from tests.members.test_at_once import at_once, chain_is_whole, refused
from tests.reports import play, settling

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres, pytest.mark.concurrency]


@pytest.fixture
def cast():
    made = builders.make_cast()
    play.person("Sùng A Páo", made.tree.cell, "11111111")
    return made


def receiving(one, data, who):
    """What comes of a file that was kept, from a page on which no list was there yet."""
    upload = procedure.receiving.keep(one, "an-khe.xlsx", data, account=who, at=play.AT)
    return lambda: procedure.receiving.receive(one, upload, by=MACHINE, seen=0)


def test_two_files_for_one_committee(cast):
    own = play.of(play.opened(), cast.tree.committee)
    files = [play.file(play.row(card=card)) for card in ("11111112", "11111113")]
    answers = at_once(*(receiving(own, data, cast.officer) for data in files))
    (told,) = refused(answers)
    assert "Người khác vừa gửi một danh sách khác" in told.sentence
    sent = SentList.unscoped.get()
    assert Difference.unscoped.filter(list=sent).count() == Difference.unscoped.count() == 1
    assert Act.objects.filter(verb="receive_list").count() == 1
    chain_is_whole()


def test_lists_of_two_committees_that_name_the_same_person(cast):
    """Whoever comes second sees the first: the double is said once on the side that knows the person."""
    one = play.opened()
    mine, theirs = play.of(one, cast.tree.committee), play.of(one, cast.tree.other_committee)
    foreign = play.person("Vừ Mí Kẻ", cast.tree.other_cell, "33333333", play.PartialDate(1982, 7, 21))
    rows = play.row(), play.row("Vừ Mí Kẻ", birth="21/7/1982", cell="Chi bộ Thôn Đồng", card="33333333")
    answers = at_once(
        receiving(mine, play.file(rows[0]), cast.officer),
        receiving(theirs, play.file(*rows[::-1], titles=("XÃ TÂN LẬP",)), cast.officer),
    )
    assert refused(answers) == []
    found = sorted(Difference.unscoped.values_list("kind", "list__reconciliation"))
    assert found == [("elsewhere", theirs.pk), ("two_lists", mine.pk)]
    assert foreign.pk
    chain_is_whole()


def test_a_round_opened_by_two(cast):
    answers = at_once(play.opened, play.opened)
    assert len(refused(answers)) == 1
    assert Round.objects.count() == 1
    assert Reconciliation.unscoped.count() == 3
    chain_is_whole()


def test_a_list_that_comes_while_its_round_is_taken_back(cast):
    one = play.opened()
    own = play.of(one, cast.tree.committee)
    receive = receiving(own, play.file(play.row()), cast.officer)
    answers = at_once(receive, lambda: procedure.rounds.take_back_round(one, by=MACHINE))
    assert len(refused(answers)) == 1
    assert SentList.unscoped.count() == Round.objects.count()
    chain_is_whole()


def test_more_time_given_by_two(cast):
    own = play.of(play.opened(), cast.tree.committee)
    day = date(2026, 8, 1)
    answers = at_once(*(lambda: procedure.rounds.postpone(own, by=MACHINE, due_on=day, why="mưa lũ"),) * 2)
    assert len(refused(answers)) == 1
    assert Postponement.unscoped.count() == 1


def test_more_time_taken_back_by_two_who_saw_the_same(cast):
    """The time that was given before is left alone."""
    own = play.of(play.opened(), cast.tree.committee)
    procedure.rounds.postpone(own, by=MACHINE, due_on=date(2026, 7, 25), why="mưa lũ")
    second = procedure.rounds.postpone(own, by=MACHINE, due_on=date(2026, 8, 1), why="mưa lũ")
    (told,) = refused(at_once(*(lambda: procedure.rounds.take_back_postponement(second, by=MACHINE),) * 2))
    assert "vừa được rút" in told.sentence
    assert Postponement.unscoped.get().due_on == date(2026, 7, 25)
    chain_is_whole()


def test_numbers_taken_back_while_a_side_confirms_them(cast):
    """Nobody has confirmed numbers that are not there."""
    own = play.agreed_light(play.of(play.opened(kind=RoundKind.NUMBERS), cast.tree.committee))
    digest = procedure.gathering.gather(own, by=MACHINE).digest
    answers = at_once(
        lambda: procedure.numbers.take_back_numbers(CommitteeNumbers.unscoped.get(), by=MACHINE),
        lambda: procedure.signing.confirm_minutes(own, by=MACHINE, digest=digest),
    )
    assert not isinstance(answers[0], Exception)
    assert {one.sentence for one in refused(answers)} <= {"Chưa có danh sách hoặc số lượng gửi về."}
    assert not CommitteeNumbers.unscoped.exists()
    assert not Confirmation.unscoped.exists()
    chain_is_whole()


# --- settling ---


def one_point(cast):
    """The date of one person differs in the list of An Khê."""
    own = play.of(play.opened(), cast.tree.committee)
    return settling.point(play.sent(own, play.file(play.row(birth="6/4/1965")), who=cast.officer), Kind.DATE)


def test_both_sides_answer_one_difference(cast):
    point = one_point(cast)
    answers = at_once(
        lambda: procedure.answering.answer(point, by=builders.actor(cast.committee_secretary), choice=Choice.FIX_LIST),
        lambda: procedure.answering.answer(
            point, by=builders.actor(cast.officer), choice=Choice.FIX_RECORD, paper=builders.PAPER
        ),
    )
    (told,) = refused(answers)
    said = Answer.unscoped.get()
    assert "vừa trả lời" in told.sentence or "Cán bộ tổ chức đã trả lời" in told.sentence
    born = Member.unscoped.get(full_name="Sùng A Páo").birth_on
    assert born == (date(1965, 4, 6) if said.choice == Choice.FIX_RECORD else date(1965, 6, 4))
    chain_is_whole()


def test_an_answer_while_another_act_changes_the_record(cast):
    """Whoever comes second sees the first: the answer is told that the record has changed, or the correction that it
    is another one by now. Nobody waits in a circle."""
    point = one_point(cast)
    seen = Member.unscoped.get(pk=point.member_id).changed_by
    answers = at_once(
        lambda: procedure.answering.answer(point, by=MACHINE, choice=Choice.FIX_RECORD, paper=builders.PAPER),
        lambda: members.people.correct_member(point.member, by=MACHINE, why="khai sinh", sex="f", seen=seen),
    )
    assert [type(one) for one in refused(answers)] == [Outdated]
    chain_is_whole()


def test_two_points_of_one_person_answered_by_two(cast):
    own = play.of(play.opened(), cast.tree.committee)
    sent = play.sent(own, play.file(play.row(birth="6/4/1965", card="11111112")), who=cast.officer)
    points = [settling.point(sent, kind) for kind in (Kind.DATE, Kind.NUMBER)]
    answers = at_once(*(
        lambda point=point: procedure.answering.answer(
            point, by=MACHINE, choice=Choice.FIX_RECORD, paper=builders.PAPER
        )
        for point in points
    ))  # fmt: skip
    assert refused(answers) == []
    assert settling.again(sent) == []
    chain_is_whole()


def test_an_answer_while_a_corrected_file_comes(cast):
    point = one_point(cast)
    own = point.list.reconciliation
    upload = procedure.receiving.keep(own, "an-khe.xlsx", play.file(play.row()), account=cast.officer, at=play.AT)
    answers = at_once(
        lambda: procedure.answering.answer(point, by=MACHINE, choice=Choice.FIX_LIST),
        lambda: procedure.receiving.receive(own, upload, by=MACHINE, seen=1),
    )
    assert not isinstance(answers[1], Exception)
    assert Answer.unscoped.count() == 2 - len(refused(answers)) - 1
    chain_is_whole()


def test_all_spelling_answered_together_while_one_of_the_records_is_corrected(cast):
    neighbour = play.person("Lò Văn Mỹ", cast.tree.cell, "22222222", play.PartialDate(1970, 2, 9))
    own = play.of(play.opened(), cast.tree.committee)
    person = Member.unscoped.get(full_name="Sùng A Páo")
    members.people.correct_member(person, by=MACHINE, why="nhầm", full_name="Sùng A Lý")
    rows = play.row("Sùng A Lí"), play.row("Lò Văn Mĩ", birth="9/2/1970", card="22222222")
    play.sent(own, play.file(*rows), who=cast.officer)
    mark = procedure.spelling.planned(own).mark
    answers = at_once(
        lambda: procedure.spelling.answer_spelling(own, by=MACHINE, choice=Choice.FIX_RECORD, mark=mark),
        lambda: members.people.correct_member(neighbour, by=MACHINE, why="khai sinh", sex="f"),
    )
    assert not isinstance(answers[1], Exception)
    assert Answer.unscoped.count() == (0 if refused(answers) else 2), "all of it or nothing"
    chain_is_whole()


# By a move alone; by a move and a stay, of which the stay goes back first.
CELL = (Kind.CELL, {"cell": "Chi bộ Thôn 2"}, "sibling")
GUEST = (Kind.STATUS, {"note": "Đến sinh hoạt tạm thời"}, "other_cell")


@pytest.mark.parametrize("asked", [CELL, GUEST], ids=["moved", "guest"])
@pytest.mark.parametrize("otherwise", [True, False], ids=["answered otherwise", "taken back"])
def test_what_was_entered_goes_back_while_a_file_is_opened_on_the_ground_of_it(monkeypatch, cast, asked, otherwise):
    """Found by reading: the person was locked before the tree, by whom everybody else does it the other way round."""
    kind, said, place = asked
    own = play.of(play.opened(), cast.tree.committee)
    point = settling.point(play.sent(own, play.file(play.row(**said)), who=cast.officer), kind)
    given = {"organisation": getattr(cast.tree, place), "day": date(2026, 3, 1), "until": date(2026, 10, 1)}
    settling.answered(point, Choice.FIX_RECORD, paper=builders.PAPER, given=given)
    entered, begun, lock = Answer.unscoped.get(), threading.Event(), taking_over.lock_person

    def slowly(*about, **given):
        begun.set()
        time.sleep(1)
        return lock(*about, **given)

    def goes_back():
        begun.wait(20)
        if otherwise:
            return settling.answered(point, Choice.FIX_LIST)
        return procedure.answering.take_back_answer(entered, by=MACHINE)

    monkeypatch.setattr(taking_over, "lock_person", slowly)
    opened, back = at_once(lambda: taking_over.take_over(point.member, by=MACHINE), goes_back)
    assert refused([opened, back]) == [opened], "nobody official has such a file; nobody waits in a circle"
    said_now = Answer.unscoped.values_list("choice", flat=True)
    assert list(said_now) == ([Choice.FIX_LIST] if otherwise else [])
    chain_is_whole()
