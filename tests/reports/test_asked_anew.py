"""An answer outlives its difference: a corrected list is settled, another value is asked anew, and each thing about a
person is counted once."""

from collections import Counter
from datetime import date

import pytest
from django.urls import reverse

from reports.reconciliation import figures, procedure
from reports.reconciliation.models import Choice, Kind, Standing
from reports.reconciliation.procedure import cases
from reports.reconciliation.procedure.cases import ASKED_ANEW, CORRECTED, GONE
from tests import builders
from tests.builders import MACHINE, PAPER
from tests.ground import laid
from tests.reports import play, settling
from tests.reports.pages import text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
LATER = date(2026, 8, 15)
GIVEN = {Choice.FIX_LIST: {}, Choice.WAIT: {"due_on": LATER}, Choice.BOTH: {"reason": "hai thẻ"}}

ground = laid(settling.AnKhe)


@pytest.fixture
def world(ground, db):
    return ground.found()


def sent(world, card):
    """The list says this of the card of one person, and what the records say of the neighbour."""
    return world.sent(play.row(card=card), play.row(**settling.UN))


def answered(world, card, choice, **given):
    return settling.answered(settling.point(sent(world, card), Kind.NUMBER), choice, **(GIVEN.get(choice, {}) | given))


def told(world):
    return [case.settled for case in cases.cases_of(world.own, cases.told(world.own))]


def minutes(world):
    return procedure.gathering.gather(world.own, by=MACHINE).minutes


def counted(world):
    """(how many cases the overview counts, how they stand)"""
    with builders.whole():
        (one,) = figures.overviews(world.own.round, MACHINE.day)
    stand = Counter[str]()
    for (_, standing), number in one.whole.cases.items():
        stand[standing] += number
    return one.whole.total, stand


@pytest.mark.parametrize(
    ("choice", "said", "standing"),
    [(Choice.BOTH, GONE, Standing.GONE), (Choice.WAIT, GONE, Standing.GONE),
     (Choice.FIX_LIST, CORRECTED, Standing.FIX_LIST)],
)  # fmt: skip
def test_a_list_that_comes_again_without_the_difference_has_settled_it(world, choice, said, standing):
    answered(world, "11111112", choice)
    sent(world, "11111111")
    assert told(world) == [said]
    assert counted(world) == (1, {standing: 1})
    assert minutes(world).settled == 1


@pytest.mark.parametrize("choice", [Choice.BOTH, Choice.WAIT, Choice.FIX_LIST])
def test_another_value_is_told_once_more_and_counted_once(world, choice):
    answered(world, "11111112", choice)
    sent(world, "11111113")
    assert told(world) == [ASKED_ANEW, "Chưa trả lời"]
    assert counted(world) == (1, {Standing.COMMITTEE: 1})
    found = minutes(world)
    assert (found.counted, found.settled, found.unanswered) == (1, 0, 1)


@pytest.mark.parametrize("choice", [Choice.BOTH, Choice.WAIT, Choice.FIX_LIST])
def test_of_two_answers_about_one_thing_the_newest_is_counted(world, choice):
    """Both values are gone: the first was asked anew, the second is settled."""
    answered(world, "11111112", choice)
    answered(world, "11111113", Choice.BOTH)
    assert counted(world) == (1, {Standing.BOTH: 1})
    assert told(world) == [ASKED_ANEW, "Để cả hai, hai thẻ"]
    sent(world, "11111111")
    assert told(world) == [ASKED_ANEW, GONE]
    assert counted(world) == (1, {Standing.GONE: 1})
    assert minutes(world).counted == 1


def test_an_answer_whose_value_has_come_back_is_the_one_that_counts(world):
    answered(world, "11111112", Choice.BOTH)
    answered(world, "11111113", Choice.BOTH, reason="thẻ khác")
    sent(world, "11111112")
    assert told(world) == ["Để cả hai, hai thẻ", ASKED_ANEW]
    assert counted(world) == (1, {Standing.BOTH: 1})


def test_what_was_entered_in_our_record_stays_a_case_of_its_own(world):
    """With its paper; what the list says afterwards is asked and counted beside it."""
    answered(world, "11111112", Choice.FIX_RECORD, paper=PAPER)
    sent(world, "11111113")
    entered, asked = told(world)
    assert entered.startswith("Ghi vào sổ theo danh sách, ") and asked == "Chưa trả lời"
    assert counted(world)[0] == minutes(world).counted == 2


def test_other_things_about_the_same_person_are_not_the_same_thing(world):
    one = world.sent(play.row(card="11111112", birth="6/4/1965"), play.row(**settling.UN))
    for point in play.differences(one):
        settling.answered(point, Choice.BOTH, reason="chưa rõ")
    assert counted(world) == (2, {Standing.BOTH: 2})
    assert told(world) == ["Để cả hai, chưa rõ"] * 2


def test_the_page_of_answers_and_the_paper_say_the_same(world):
    answered(world, "11111112", Choice.BOTH)
    sent(world, "11111111")
    client = signed_in(world.cast.committee_secretary)
    assert "Không còn lệch" in text(client.get(reverse("answers", args=[world.own.pk])))
