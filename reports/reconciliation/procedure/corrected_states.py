"""What rows say of somebody on a closing day, under each figure of the minutes: pure, to be walked back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from members.models import PlacementKind, Sex
from members.procedure.signed import Row, day_of, holds
from reports.reconciliation.rules.minutes import TOTAL

# Tables as lines of the history name them.
PLACES, SPELLS, EXEMPTIONS, PEOPLE = "placement", "membership", "exemption", "member"
CELL = "cell"


@dataclass
class Stood:
    """The rows of a person by table, and what stood under the organisation on the day."""

    member: int
    day: date
    rows: dict[str, dict[int, Row]]
    under: frozenset[int]

    def places(self, kind: str) -> Iterator[int | None]:
        """Organisations in which the person is on the day; None for a place outside the register."""
        for row in self.rows[PLACES].values():
            if row.get("member_id") == self.member and row.get("kind") == kind and holds(row, self.day):
                yield row.get("organisation_id")

    def spells(self) -> Iterator[tuple[int, Row]]:
        for pk, row in self.rows[SPELLS].items():
            if row.get("member_id") == self.member:
                yield pk, row


def _official(stood: Stood) -> bool:
    days = (day_of(row.get("official_on")) for _, row in stood.spells())
    return any(day <= stood.day for day in days if day is not None)


def _exempt(stood: Stood) -> bool:
    spells = {pk for pk, _ in stood.spells()}
    rows = stood.rows[EXEMPTIONS].values()
    return any(row.get("membership_id") in spells and holds(row, stood.day) for row in rows)


STATES: dict[str, Callable[[Stood], Any]] = {
    TOTAL: lambda stood: any(place in stood.under for place in stood.places(PlacementKind.OFFICIAL)),
    "official": _official,
    "women": lambda stood: stood.rows[PEOPLE].get(stood.member, {}).get("sex") == Sex.FEMALE,
    "exempt": _exempt,
    "away": lambda stood: any(True for _ in stood.places(PlacementKind.TEMPORARY)),
    "guests": lambda stood: any(place in stood.under for place in stood.places(PlacementKind.TEMPORARY)),
    CELL: lambda stood: sorted(place or 0 for place in stood.places(PlacementKind.OFFICIAL)),
}
# Which rows say it.
TABLES_OF = {
    TOTAL: (PLACES,), "official": (SPELLS,), "women": (PEOPLE,), "exempt": (SPELLS, EXEMPTIONS), "away": (PLACES,),
    "guests": (PLACES,), CELL: (PLACES,),
}  # fmt: skip
