"""What counts as signed last time: of a committee that was taken in only until its successor has signed for the same
people, and of several periods that end on one day the one signed last."""

from __future__ import annotations

from datetime import date

import pytest

from kit.calendar import PartialDate
from members import procedure as members
from members.models import Member
from reports.reconciliation import procedure
from reports.reconciliation.models import Change, Kind, Round, SignedDifferences
from tests import builders
from tests.builders import MACHINE
from tests.reports import play
from tests.reports.third_side import died

pytestmark = pytest.mark.django_db
SECOND_2023 = (date(2023, 7, 1), date(2024, 1, 1))
SECOND_2024 = (date(2024, 7, 1), date(2025, 1, 1))
FIRST_2025 = (date(2025, 1, 1), date(2025, 7, 1))
TAKEN_IN = date(2024, 4, 1)
PAO = play.row(cell="Chi bộ Thôn Đồng")
NEIGHBOUR = play.row("Lò Văn Ún", birth="9/2/1970", cell="Chi bộ Thôn 1", card="22222222")


class TakenIn:
    """Tân Lập signs the second half of 2023 with Páo, and becomes part of An Khê on 1/4/2024, its cell with it."""

    def __init__(self) -> None:
        self.tree = builders.make_tree()
        self.pao = play.person("Sùng A Páo", self.tree.other_cell, "11111111")
        play.person("Lò Văn Ún", self.tree.cell, "22222222", PartialDate(1970, 2, 9))
        self.sign(SECOND_2023, self.tree.other_committee)
        members.tree.move_organisation(self.tree.other_cell, by=MACHINE, parent=self.tree.committee, day=TAKEN_IN)
        members.tree.close_organisation(
            self.tree.other_committee, by=MACHINE, day=TAKEN_IN, successor=self.tree.committee
        )

    def round(self, period, committee=None):
        where = committee or self.tree.committee
        one = Round.objects.filter(since=period[0], until=period[1]).first()
        if one is None:
            return play.of(play.opened(*period, committees=[where]), where)
        if not one.reconciliations(manager="unscoped").filter(organisation=where).exists():
            procedure.rounds.add_committees(one, by=MACHINE, committees=[where])
        return play.of(one, where)

    def sign(self, period, committee=None):
        one = self.round(period, committee)
        play.signed(one, period[1])
        return one

    def move(self, to, day):
        members.places.move(Member.unscoped.get(pk=self.pao.pk), by=MACHINE, organisation=to, day=day)

    def compared(self, period, *rows):
        """What differs about Páo."""
        sent = play.sent(self.round(period), play.file(*rows, NEIGHBOUR), anyway=True)
        return [one for one in play.differences(sent) if one.name == "Sùng A Páo"]


def test_whom_a_committee_that_was_taken_in_had_is_forgotten_once_its_successor_has_signed_without_him():
    """Died in August 2024; An Khê signed that half year without him. That it lists him now is its own doing."""
    world = TakenIn()
    died(world.pao, date(2024, 8, 10), world.tree)
    world.sign(SECOND_2024)
    (one,) = world.compared(FIRST_2025, PAO)
    assert (one.kind, one.agreed_value, one.change) == (Kind.LEFT, "", Change.THEY)


def test_who_has_come_back_since_the_successor_signed_was_not_signed_for():
    """Our records have him anew; nobody took him from the list."""
    world = TakenIn()
    grass_cell = world.tree.grass_cell
    world.move(grass_cell, date(2024, 6, 1))
    world.sign(SECOND_2024)
    world.move(world.tree.cell, date(2025, 2, 1))
    (one,) = world.compared(FIRST_2025)
    assert (one.kind, one.agreed_value, one.change) == (Kind.ONLY_OURS, "", Change.WE)


def test_a_committee_that_was_taken_in_counts_until_its_successor_has_signed_with_its_people():
    """Also where the successor had signed before it took the other one in."""
    world = TakenIn()
    world.sign(SECOND_2023)
    (one,) = world.compared((date(2024, 1, 1), date(2024, 7, 1)), play.row(cell="Chi bộ Thôn Đồng", card="11111119"))
    assert (one.kind, one.agreed_value, one.change) == (Kind.NUMBER, "11111111", Change.THEY)


def test_what_was_not_kept_of_a_committee_taken_in_spoils_no_later_signing(monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(SignedDifferences.unscoped, "bulk_create", lambda rows: rows)
        world = TakenIn()
    one = world.round(FIRST_2025)
    assert not procedure.agreed.last_signed(one).is_kept
    world.sign(SECOND_2024)
    assert procedure.agreed.last_signed(one).is_kept


def test_whoever_was_taken_in_by_one_that_was_taken_in_itself_is_signed_for_by_that_one():
    """Each step is asked by itself: Bản Sậy signed for Tân Lập's people before it became part of An Khê."""
    world = TakenIn.__new__(TakenIn)
    tree = world.tree = builders.make_tree()
    world.pao = play.person("Sùng A Páo", tree.other_cell, "11111111")
    first = world.sign(SECOND_2023, tree.other_committee)
    middle = builders.organisation("Đảng bộ xã Bản Sậy", "committee", tree.district, code="38.168.055")
    members.tree.move_organisation(tree.other_cell, by=MACHINE, parent=middle, day=TAKEN_IN)
    members.tree.close_organisation(tree.other_committee, by=MACHINE, day=TAKEN_IN, successor=middle)
    day = date(2024, 10, 1)
    assert last(world.round((date(2024, 1, 1), date(2024, 7, 1)), middle)) == [first.pk]
    own = world.sign((date(2024, 1, 1), date(2024, 8, 1)), middle)
    members.tree.move_organisation(tree.other_cell, by=MACHINE, parent=tree.committee, day=day)
    members.tree.close_organisation(middle, by=MACHINE, day=day, successor=tree.committee)
    assert last(world.round(SECOND_2024)) == [own.pk]


def test_a_committee_that_ends_after_the_closing_day_stands_for_itself_then():
    """A list of a day on which both still stood names nobody of the other one."""
    world = TakenIn()
    world.sign(SECOND_2023)
    assert last(world.round((date(2024, 1, 1), date(2024, 3, 1)))) == last(world.round((date(2024, 1, 1), TAKEN_IN)))


def test_a_year_is_held_against_its_second_half_that_ends_on_the_same_day():
    world = TakenIn()
    before = world.sign(SECOND_2024)
    assert last(world.round((date(2024, 1, 1), date(2025, 1, 1)))) == [before.pk]


def test_what_was_signed_afterwards_for_the_same_day_is_no_side_of_what_was_signed_before():
    world = TakenIn()
    half = world.sign((date(2024, 4, 1), date(2024, 7, 1)))
    second = world.sign(SECOND_2024)
    year = world.sign((date(2024, 1, 1), date(2025, 1, 1)))
    assert last(second) == [half.pk]
    assert last(year) == [second.pk]
    assert last(world.round(FIRST_2025)) == [year.pk]


def last(one):
    return [each.reconciliation_id for each in procedure.agreed.signings_before(one)]


# --- the opening of the minutes ---


def test_where_the_period_before_was_not_signed_the_minutes_say_so_and_name_what_was_signed_last():
    """A year is missing between the closing that was signed and this opening; a half year later none is."""
    world = TakenIn()
    world.sign(SECOND_2023)
    found = gathered(world.round(SECOND_2024))
    assert "Đầu kỳ" in found.balance[0].label
    assert found.notes == [
        "Kỳ trước, đến hết ngày 30/6/2024, chưa ký biên bản; biên bản ký lần cuối: ngày 01/01/2024, đến hết ngày "
        "31/12/2023, 1 đảng viên."
    ]
    world.sign(SECOND_2024)
    joined = gathered(world.round(FIRST_2025))
    assert (joined.balance[0].label, joined.notes) == ("Cuối kỳ trước, đã ký ngày 01/01/2025", [])


def test_before_anything_was_signed_the_minutes_name_no_signing():
    assert gathered(TakenIn().round(SECOND_2024)).notes == []


def gathered(one):
    return procedure.gathering.gather(one, by=MACHINE).minutes
