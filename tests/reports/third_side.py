"""An Khê with somebody known to both sides, a half year that was signed and the one after it; and how people come to
count here no more."""

from __future__ import annotations

from datetime import date

from kit.calendar import PartialDate
from members import procedure as members
from members.models import Member
from reports.reconciliation.models import Round, RoundKind
from tests import builders
from tests.builders import MACHINE, PAPER
from tests.reports import play
from tests.reports.two_rounds import UN

LAST = (date(2025, 7, 1), date(2026, 1, 1))
SIGNED = date(2026, 1, 12)
SINCE, BEFORE = date(2026, 3, 1), date(2025, 12, 1)
STRANGER = {"birth": "9/9/1990", "sex": "Nữ", "card": "99999999", "admitted": "1/1/2020", "official": "1/1/2021"}


class World:
    """An Khê with somebody known to both sides, and a neighbour so that the list is never empty."""

    def __init__(self) -> None:
        self.tree = builders.make_tree()
        self.person = play.person("Sùng A Páo", self.tree.cell, "11111111")
        play.person("Lò Văn Ún", self.tree.cell, "22222222", PartialDate(1970, 2, 9))
        self.own = play.row()
        self.neighbour = UN | {"cell": "Chi bộ Thôn 1"}

    def sign(self, *rows):
        """The half year before, with these rows, signed as the records stand now."""
        last = play.of(play.opened(*LAST), self.tree.committee)
        play.sent(last, play.file(*rows, self.neighbour))
        play.signed(last, SIGNED)

    def compared(self, *rows):
        """What differs now about anybody but the neighbour."""
        one = Round.objects.filter(since=play.SINCE, kind=RoundKind.FULL).first() or play.opened()
        return play.differences(play.sent(play.of(one, self.tree.committee), play.file(*rows, self.neighbour)))


def died(person: Member, day: date, tree: builders.Tree) -> None:
    members.standing.depart(Member.unscoped.get(pk=person.pk), by=MACHINE, day=day, kind="death", decision=PAPER)


def went(person: Member, day: date, tree: builders.Tree) -> None:
    members.places.move(Member.unscoped.get(pk=person.pk), by=MACHINE, organisation=tree.other_cell, day=day)


def went_and_is_a_guest(person: Member, day: date, tree: builders.Tree) -> None:
    """The official place is elsewhere, and the person is here for a while."""
    went(person, day, tree)
    members.places.place_temporarily(
        Member.unscoped.get(pk=person.pk), by=MACHINE, organisation=tree.cell, day=day, until=date(2026, 10, 1)
    )
