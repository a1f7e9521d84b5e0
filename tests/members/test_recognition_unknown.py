"""An official day without a known decision counts, and is found until the decision is known."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kit.calendar import PartialDate
from members import checks, history, procedure, timeline
from members.models import Act, Membership, Recognition
from tests import builders
from tests.builders import MACHINE, PAPER, TODAY
from tests.ground import laid

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

ground = laid(builders.make_tree)


@pytest.fixture
def tree(ground, db):
    return ground.found()


def entered(tree, **more):
    return builders.member("Giàng Seo Lử", tree.cell, birth=PartialDate(1980, 4, 12), **more)


def spell(one):
    return Membership.unscoped.get(member=one)


def found(one) -> bool:
    with builders.whole():
        return checks.behind("recognition_unknown", TODAY).filter(member=one).exists()


def is_official(one) -> bool:
    return Membership.unscoped.official_on(TODAY).filter(member=one).exists()


def told(one) -> str:
    with builders.whole():
        facts = timeline.facts_of(one)
        every = timeline.moments(facts, timeline.names_in(facts), TODAY, frozenset(), {})
    return next(row.paper for row in every if row.words == "Công nhận đảng viên chính thức")


def test_who_is_entered_with_an_official_day_alone_is_official_and_found(tree):
    one = entered(tree, recognition_decision=None)
    assert spell(one).recognition == Recognition.UNKNOWN
    assert (is_official(one), found(one), told(one)) == (True, True, "Quyết định chưa rõ")


def test_who_is_entered_with_the_decision_is_not_found(tree):
    one = entered(tree)
    assert spell(one).recognition == Recognition.DECIDED
    assert (is_official(one), found(one)) == (True, False)


def test_an_official_day_that_a_correction_brings_in_without_a_paper_is_found(tree):
    one = entered(tree, official_on=None, recognition_decision=None)
    assert not found(one)
    procedure.people.correct_membership(spell(one), by=MACHINE, why="theo hồ sơ", official_on=date(2011, 5, 18))
    assert (is_official(one), found(one), told(one)) == (True, True, "Quyết định chưa rõ")


@pytest.mark.parametrize("known", ["unknown", "imported"])
def test_a_decision_that_is_added_later_lifts_it(tree, known):
    one = entered(tree, recognition_decision=None)
    Membership.unscoped.filter(member=one).update(recognition=known)
    assert found(one)
    procedure.people.correct_membership(spell(one), by=MACHINE, why="tìm thấy", recognition_decision=PAPER)
    assert spell(one).recognition == Recognition.DECIDED
    assert not found(one)


def test_a_decision_that_is_taken_off_leaves_it_unknown(tree):
    one = entered(tree)
    procedure.people.correct_membership(spell(one), by=MACHINE, why="giấy của người khác", recognition_decision=None)
    assert spell(one).recognition == Recognition.UNKNOWN
    assert (is_official(one), found(one)) == (True, True)


def test_another_official_day_leaves_the_decision_known(tree):
    one = entered(tree)
    procedure.people.correct_membership(spell(one), by=MACHINE, why="theo thẻ", official_on=date(2011, 6, 1))
    assert not found(one)


def test_who_turns_out_to_be_a_probationer_keeps_no_decision_of_a_recognition(tree):
    one = entered(tree)
    procedure.people.correct_membership(spell(one), by=MACHINE, why="còn dự bị", official_on=None)
    assert (spell(one).recognition, spell(one).recognition_decision) == ("", None)


def test_the_database_knows_no_recognition_by_a_decision_that_is_not_there(tree):
    one = entered(tree)
    rows = Membership.unscoped.filter(member=one)
    for wrong in ({"recognition_decision": None}, {"recognition": "unknown"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_what_was_decided_is_taken_back_to_what_was_not_known(tree):
    one = entered(tree, recognition_decision=None)
    procedure.people.correct_membership(spell(one), by=MACHINE, why="tìm thấy", recognition_decision=PAPER)
    act = Act.objects.filter(verb="correct_membership").latest("number")
    procedure.revert.revert(act, by=MACHINE, why="giấy của người khác")
    assert spell(one).recognition == Recognition.UNKNOWN
    assert found(one)


def test_a_line_of_an_earlier_version_still_goes_back(tree):
    """It says "decided" of a day that has become one of no known decision since."""
    one = entered(tree, recognition_decision=None)
    with history.act("correct_membership", by=MACHINE, why="theo thẻ") as act:
        history.concerns(member=one.pk)
        history.change(spell(one), official_on=date(2012, 5, 18), recognition="imported")
        act.changes[0]["f"]["recognition"] = ["", "decided"]
    line = Act.objects.get(verb="correct_membership")
    procedure.revert.revert(line, by=MACHINE, why="ngày cũ mới đúng")
    assert (spell(one).official_on, spell(one).recognition) == (date(2011, 5, 18), "unknown")
