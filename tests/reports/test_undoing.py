"""Until it is signed everything of a round goes back, step by step, until every fact is as before; the lines stay."""

from datetime import date

import pytest

from members.errors import NotAllowed, RuleBroken
from members.models import Act
from reports.reconciliation import procedure
from reports.reconciliation.models import (
    Choice,
    CommitteeNumbers,
    Confirmation,
    Kind,
    Postponement,
    Reconciliation,
    RoundKind,
    Side,
)
from reports.reconciliation.rules.rounds import State, state
from tests import builders
from tests.builders import MACHINE, PAPER
from tests.properties import plain
from tests.reports import play, settling

pytestmark = pytest.mark.django_db
FIRST, LATER = date(2026, 7, 25), date(2026, 8, 1)
STRANGER = play.row("Hạng Thị Chu", birth="9/9/1990", card="99999999")


def postponed(one, due=LATER, by=MACHINE):
    return procedure.rounds.postpone(one, by=by, due_on=due, why="mưa lũ, chưa họp được")


def row_of(one):
    return Reconciliation.unscoped.dated(MACHINE.day).select_related("round").get(pk=one.pk)


@pytest.fixture
def light(cast):
    return play.of(play.opened(kind=RoundKind.NUMBERS), cast.tree.committee)


# --- more time ---


def test_the_time_that_was_asked_before_counts_again(own):
    first, second = postponed(own, FIRST), postponed(own)
    with pytest.raises(RuleBroken, match="vừa có lần gia hạn khác"):
        procedure.rounds.take_back_postponement(first, by=MACHINE)
    procedure.rounds.take_back_postponement(second, by=MACHINE)
    assert row_of(own).due == FIRST
    with pytest.raises(RuleBroken, match="vừa được rút"):
        procedure.rounds.take_back_postponement(second, by=MACHINE)
    procedure.rounds.take_back_postponement(first, by=MACHINE)
    assert row_of(own).due == play.DUE
    assert Act.objects.filter(verb="postpone").count() == 2


def test_too_much_time_is_made_less_by_giving_it_anew(own):
    procedure.rounds.take_back_postponement(postponed(own, LATER), by=MACHINE)
    postponed(own, FIRST)
    assert row_of(own).due == FIRST


def test_more_time_is_taken_back_by_the_officer_alone(cast, own):
    given = postponed(own)
    for who in (cast.committee_secretary, cast.cell_secretary, cast.reader, cast.administrator):
        with pytest.raises(NotAllowed):
            procedure.rounds.take_back_postponement(given, by=builders.actor(who))
    procedure.rounds.take_back_postponement(given, by=builders.actor(cast.officer))
    assert not Postponement.unscoped.exists()


# --- numbers of a light round ---


def test_numbers_taken_back_leave_a_committee_of_which_nothing_has_come(cast, light):
    play.agreed_light(light)
    given = CommitteeNumbers.unscoped.get()
    for who in (cast.outsider, cast.cell_secretary, cast.reader):
        with pytest.raises(NotAllowed):
            procedure.numbers.take_back_numbers(given, by=builders.actor(who))
    procedure.numbers.take_back_numbers(given, by=builders.actor(cast.committee_secretary))
    assert state(procedure.rounds.dates_of(row_of(light))) is State.NOT_RECEIVED
    with pytest.raises(RuleBroken, match="không còn số nào"):
        procedure.numbers.take_back_numbers(given, by=MACHINE)
    assert set(Act.objects.filter(verb__endswith="_numbers").values_list("verb", flat=True)) == {
        "note_numbers", "take_back_numbers",
    }  # fmt: skip


def test_what_one_side_confirmed_ends_with_the_numbers(light):
    play.agreed_light(light, Side.OFFICER)
    procedure.numbers.take_back_numbers(CommitteeNumbers.unscoped.get(), by=MACHINE)
    assert not Confirmation.unscoped.exists()


def test_what_both_have_agreed_on_goes_back_only_after_one_takes_its_word_back(light):
    given = postponed(light)
    play.agreed_light(light, *Side)
    numbers = CommitteeNumbers.unscoped.get()
    again = {kind: getattr(numbers, kind) for kind in CommitteeNumbers.KINDS}
    calls = (lambda: procedure.numbers.note_numbers(light, by=MACHINE, numbers=again),
             lambda: procedure.numbers.take_back_numbers(numbers, by=MACHINE),
             lambda: procedure.rounds.take_back_postponement(given, by=MACHINE))  # fmt: skip
    for call in calls:
        with pytest.raises(RuleBroken, match="thống nhất biên bản ngày 30/6/2026; thôi thống nhất trước"):
            call()
    procedure.signing.withdraw_confirmation(light, by=MACHINE)
    for call in calls:
        call()
    assert not CommitteeNumbers.unscoped.exists()
    assert not Postponement.unscoped.exists()


def test_what_was_signed_goes_back_no_more(light):
    given = postponed(light)
    play.signed_light(light)
    for call in (lambda: procedure.numbers.take_back_numbers(CommitteeNumbers.unscoped.get(), by=MACHINE),
                 lambda: procedure.rounds.take_back_postponement(given, by=MACHINE)):  # fmt: skip
        with pytest.raises(RuleBroken, match="đợt này đã khóa"):
            call()


# --- all of it ---


@pytest.mark.postgres
def test_a_whole_round_goes_back_step_by_step_until_every_fact_is_as_before(cast):
    """Opened, postponed, received, answered, a record corrected, somebody chosen, papers waited for, confirmed by one
    side; a light round with its numbers beside it."""
    officer = builders.actor(cast.officer)
    before, line = plain.facts(plain.dump()), Act.objects.order_by("number").last().number

    one = play.opened()
    own = play.of(one, cast.tree.committee)
    given = postponed(own, by=officer)
    rows = play.row(birth="6/4/1965"), play.row(**settling.UN | {"card": "22222223"}), STRANGER
    sent = play.sent(own, play.file(*rows), who=cast.officer)
    corrected = settling.answered(settling.point(sent, Kind.DATE), Choice.FIX_RECORD, by=officer, paper=PAPER)
    waiting = settling.answered(settling.point(sent, Kind.NUMBER), Choice.WAIT, by=officer, due_on=LATER)
    stranger = settling.point(sent, Kind.ONLY_THEIRS)
    chosen = procedure.choosing.choose_person(stranger, by=officer, member=None)
    listed = settling.answered(stranger, Choice.FIX_LIST, by=officer)
    digest = procedure.gathering.gather(own, by=officer).digest
    procedure.signing.confirm_minutes(own, by=officer, digest=digest)
    light = play.of(play.opened(kind=RoundKind.NUMBERS), cast.tree.committee)
    play.agreed_light(light, Side.OFFICER)
    assert plain.facts(plain.dump()) != before
    lines = list(Act.objects.filter(number__gt=line).order_by("number").values_list("number", "seal"))

    with pytest.raises(RuleBroken, match="rút lại những thứ ấy trước"):
        procedure.rounds.take_back_round(light.round, by=officer)
    procedure.numbers.take_back_numbers(CommitteeNumbers.unscoped.get(), by=officer)
    procedure.rounds.take_back_round(light.round, by=officer)
    procedure.signing.withdraw_confirmation(own, by=officer)
    for answer in (listed, waiting, corrected):
        procedure.answering.take_back_answer(answer, by=officer)
    procedure.choosing.take_back_choice(chosen, by=officer)
    procedure.lists.take_back_list(sent, by=officer, why="gửi nhầm")
    procedure.rounds.take_back_postponement(given, by=officer)
    procedure.rounds.take_back_round(one, by=officer)

    assert plain.facts(plain.dump()) == before
    stayed = Act.objects.filter(number__gt=line).order_by("number").values_list("number", "seal")
    assert list(stayed[: len(lines)]) == lines, "the lines stay"
