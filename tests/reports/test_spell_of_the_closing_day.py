"""Who was in the Party twice: a list is held against the spell that had begun by the closing day, and that one is
corrected; a spell without a day is no newer one, on whichever database."""

from datetime import date

import pytest

from kit.calendar import PartialDate
from members import procedure as members
from members.errors import RuleBroken
from members.models import Membership, Number
from reports.reconciliation.models import Choice, Kind
from tests import builders
from tests.builders import MACHINE, PAPER
from tests.ground import laid
from tests.reports import play, settling
from tests.reports.settling import AnKhe

pytestmark = pytest.mark.django_db
BORN, CARD = PartialDate(1970, 2, 9), "33333333"
LISTED = {"name": "Vừ Mí Kẻ", "birth": "9/2/1970", "card": CARD}
LATER = date(2026, 12, 1)

ground = laid(AnKhe)


@pytest.fixture
def world(ground, db):
    return ground.found()


def spells(someone):
    return {(one.admitted_on, one.official_on) for one in Membership.unscoped.filter(member=someone)}


def sent(world, **listed):
    return world.sent(play.row(), play.row(**settling.UN), play.row(**LISTED | listed))


def test_of_two_spells_the_one_with_a_day_is_corrected_and_not_the_one_without(world):
    """Found on PostgreSQL: what has no day came first there."""
    someone = play.person("Vừ Mí Kẻ", world.tree.cell, CARD, BORN, admitted_on=None, official_on=None,
                          since=date(2001, 3, 3))  # fmt: skip
    members.standing.depart(someone, by=MACHINE, kind="own_wish", day=date(2005, 1, 1), decision=PAPER)
    members.readmitting.readmit(someone, by=MACHINE, organisation=world.tree.cell, day=date(2015, 5, 19))
    members.people.recognise(someone, by=MACHINE, official_on=date(2016, 5, 19), decision=PAPER)
    point = settling.point(sent(world, admitted="19/5/2015", official="20/5/2016"), Kind.DATE)
    settling.answered(point, Choice.FIX_RECORD, by=world.officer, paper=PAPER)
    assert spells(someone) == {(None, None), (date(2015, 5, 19), date(2016, 5, 20))}


def test_who_was_admitted_again_after_the_closing_day_is_compared_and_corrected_as_of_that_day(world):
    someone = play.person("Vừ Mí Kẻ", world.tree.cell, CARD, BORN)
    members.standing.depart(
        someone, by=builders.actor(world.cast.officer, LATER), kind="own_wish", day=date(2026, 7, 5), decision=PAPER
    )
    later = builders.actor(world.cast.officer, LATER)
    members.readmitting.readmit(someone, by=later, organisation=world.tree.cell, day=date(2026, 11, 3))
    one = sent(world, admitted="18/5/2010", official="20/5/2011")
    point = settling.point(one, Kind.DATE)
    assert (point.field, point.record_value) == ("official_on", "2011-05-18")
    settling.answered(point, Choice.FIX_RECORD, by=later, paper=PAPER)
    assert spells(someone) == {(play.ADMITTED, date(2011, 5, 20)), (date(2026, 11, 3), None)}
    assert settling.again(one, by=later) == []


def test_the_card_of_a_second_spell_begins_in_it_and_the_one_of_the_first_stays_as_written(world):
    """Found by reading: the number of the first spell was overwritten."""
    someone = play.person("Vừ Mí Kẻ", world.tree.cell, CARD, BORN)
    members.standing.depart(someone, by=MACHINE, kind="own_wish", day=date(2015, 1, 1), decision=PAPER)
    members.readmitting.readmit(someone, by=MACHINE, organisation=world.tree.cell, day=date(2020, 5, 19))
    members.people.recognise(someone, by=MACHINE, official_on=date(2021, 5, 19), decision=PAPER)
    one = sent(world, admitted="19/5/2020", official="19/5/2021", card="44444444")
    point = settling.point(one, Kind.NUMBER)
    for day in (None, date(2014, 5, 19)):
        with pytest.raises(RuleBroken, match="Số thẻ trong sổ là của lần vào Đảng trước") as refused:
            settling.answered(point, Choice.FIX_RECORD, by=world.officer, paper=PAPER, given={"day": day})
        assert refused.value.field == "day"
    settling.answered(point, Choice.FIX_RECORD, by=world.officer, paper=PAPER, given={"day": date(2021, 7, 1)})
    cards = list(Number.unscoped.filter(member=someone).in_order().values_list("value", "since", "until"))
    assert cards == [(CARD, None, date(2021, 7, 1)), ("44444444", date(2021, 7, 1), None)]
    assert settling.again(one, by=world.officer) == []


def test_who_came_back_after_the_closing_day_had_left_on_the_day_before_it(world):
    """Found by reading: the place that begins after the closing day was taken, which has no end to be told."""
    someone = play.person("Vừ Mí Kẻ", world.tree.cell, CARD, BORN)
    left, back = date(2026, 3, 1), date(2026, 7, 5)
    members.places.move(someone, by=MACHINE, organisation=world.tree.other_cell, day=left, decision=PAPER)
    later = builders.actor(world.cast.officer, LATER)
    members.places.move(someone, by=later, organisation=world.tree.cell, day=back, decision=PAPER)
    point = settling.point(sent(world), Kind.MOVED)
    assert "01/3/2026" in point.record_value
