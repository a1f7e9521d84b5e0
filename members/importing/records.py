"""A person of the register as a list is held against it: plain tuples of what a list may say otherwise.

Everybody who may be meant is held at once, ten thousand and more; a model instance for each row would hold twice as
much again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from kit import names
from members.importing.facts import ACTIVE, EXEMPT
from members.rules import cards


class Person(NamedTuple):
    """Columns of `Member`; `changed_by` is the version that was seen."""

    pk: int
    full_name: str
    other_names: str
    sex: str
    birth_on: date | None
    birth_precision: str
    profile_number: str
    source_id: str
    changed_by: int


class Spell(NamedTuple):
    """Columns of `Membership`."""

    pk: int
    member_id: int
    admitted_on: date | None
    official_on: date | None
    recognition: str


class Former(NamedTuple):
    """A spell before the newest, and the day on which it ended."""

    spell: Spell
    ended: date | None


class Held(NamedTuple):
    """Columns of `Number`."""

    pk: int
    member_id: int
    kind: str
    value: str
    since: date | None
    until: date | None


class Stand(NamedTuple):
    """Columns of `Placement`."""

    pk: int
    member_id: int
    organisation_id: int | None
    since: date | None
    until: date | None


class CardChange(NamedTuple):
    """What a number does that a list brings: `corrects` the one of the same spell, or is a new one of these days; then
    the one of a former spell `ends` where it begins: it was taken back by then, and stays as it is written."""

    corrects: Held | None
    ends: Held | None
    since: date | None
    until: date | None


def read(kind: Any, rows: QuerySet[Any]) -> Iterator[Any]:
    """Rows of a table as tuples of that kind."""
    return map(kind._make, rows.values_list(*kind._fields))


@dataclass(eq=False, slots=True)
class Record:
    """One person as the register has it on the day of the import. What few have is empty until somebody has it."""

    member: Person
    # The last one that had begun by then, and those before it.
    newest: Spell | None = None
    former: tuple[Former, ...] = ()
    numbers: dict[str, Held] = field(default_factory=dict)
    # Those of other days.
    other_numbers: tuple[Held, ...] = ()
    placement: Stand | None = None
    # How the person left.
    departure: str | None = None
    exempt: bool = False
    findings: frozenset[tuple[str, str, str]] = frozenset()
    # Where the person officially stands or once stood.
    organisations: tuple[int, ...] = ()
    # Names given up by decision.
    formers: tuple[str, ...] = ()
    # IDs of records that were merged into this one.
    absorbed: frozenset[str] = frozenset()
    row: int | None = None
    # That of the row which is compared, where it speaks of a former one.
    spoken: Spell | None = None

    @property
    def membership(self) -> Spell | None:
        """The spell that the row is compared with."""
        return self.spoken or self.newest

    @property
    def is_of_former(self) -> bool:
        """Whether it is compared as it was in a former spell."""
        return self.spoken is not None

    def was_admitted(self, day: date | None) -> bool:
        """Whether one of the spells began that day; None where nobody knows when."""
        spells = (self.newest, *(one.spell for one in self.former))
        return day in {one.admitted_on if one else None for one in spells}

    def card(self, kind: str) -> Held | None:
        """The number of that kind that was given in the newest spell."""
        held = self.numbers.get(kind)
        begun = self.membership.admitted_on if self.former and self.membership else None
        return held if held is None or begun is None or cards.is_of(held.since, begun) else None

    def change_of_card(self, kind: str, day: date) -> CardChange:
        """What a number of that kind does that a list of `day` brings: a list gives no day of the card. Beside no other
        one it holds as long as anybody knows; beside another, or a former spell, since the day of the list; and no
        longer than until the next one."""
        card = self.card(kind)
        if card is not None:
            return CardChange(card, None, card.since, card.until)
        others = [one for one in self.other_numbers if one.kind == kind]
        over = any(one.until is not None and one.until <= day for one in others)
        later = min((one.since for one in others if one.since and one.since > day), default=None)
        return CardChange(None, self.numbers.get(kind), day if over or self.former else None, later)

    def was_called(self, name: str) -> bool:
        """Whether this is a name the person bore before a decision."""
        return names.loose(name) in map(names.loose, self.formers)

    @property
    def status(self) -> str:
        if self.departure is not None:
            return self.departure
        return EXEMPT if self.exempt else ACTIVE
