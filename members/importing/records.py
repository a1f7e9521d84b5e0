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


class Held(NamedTuple):
    """Columns of `Number`."""

    pk: int
    member_id: int
    kind: str
    value: str


class Stand(NamedTuple):
    """Columns of `Placement`."""

    pk: int
    member_id: int
    organisation_id: int | None
    since: date | None
    until: date | None


def read(kind: Any, rows: QuerySet[Any]) -> Iterator[Any]:
    """Rows of a table as tuples of that kind."""
    return map(kind._make, rows.values_list(*kind._fields))


@dataclass(eq=False, slots=True)
class Record:
    """One person as the register has it on the day of the import. What few have is empty until somebody has it."""

    member: Person
    membership: Spell | None = None
    numbers: dict[str, Held] = field(default_factory=dict)
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

    def was_called(self, name: str) -> bool:
        """Whether this is a name the person bore before a decision."""
        return names.loose(name) in map(names.loose, self.formers)

    @property
    def status(self) -> str:
        if self.departure is not None:
            return self.departure
        return EXEMPT if self.exempt else ACTIVE
