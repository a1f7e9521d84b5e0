"""Which organisations have a line of their own in the year, and to which line each cell belongs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, Subquery

from members import kept, tree
from members.models import Term, TreePlace, TreeState, TreeVersion
from members.models.periods import holds

# Files and people of cells that ended and that nothing in one's part carries on.
NOWHERE = 0


class Line(NamedTuple):
    organisation: int
    name: str


@dataclass(frozen=True)
class Places:
    """`lines`: in the order of the tree; `owner`: {organisation: the line it belongs to}."""

    lines: tuple[Line, ...]
    owner: dict[int, int]

    def line_of(self, organisation: int) -> int:
        return self.owner.get(organisation, NOWHERE)

    def under(self, line: int) -> list[int]:
        """The organisations that belong to that line."""
        return [one for one, owner in self.owner.items() if owner == line]


def places_on(day: date) -> Places:
    """Each organisation of the grass roots that stands on `day` in one's part; a cell, where what is above it is not
    one's own. What has ended by then belongs to what carries it on. Two questions."""
    spans = spans_on(day)
    rows = Term.objects.on(day).filter(Q(kind__is_grass_roots=True) | Q(kind__holds_members=True))
    found = [(spans[pk], is_grass_roots, Line(pk, name)) for pk, name, is_grass_roots in
             rows.values_list("organisation", "name", "kind__is_grass_roots") if pk in spans]  # fmt: skip
    at: dict[int, int] = {}
    lines = []
    # What is of the grass roots first, the wider before what is in it: a cell below one has no line of its own.
    for (lo, hi), is_grass_roots, line in sorted(found, key=lambda one: (not one[1], one[0])):
        if is_grass_roots or lo not in at:
            lines.append((lo, line))
            at |= dict.fromkeys(range(lo, hi), line.organisation)
    owner = {pk: at[lo] for pk, (lo, _) in spans.items() if lo in at}
    return Places(tuple(line for _, line in sorted(lines)), owner)


def versions_of(days: Iterable[date]) -> dict[date, int]:
    """{day: the tree of that day}: one question, and few for each tree that nobody has asked for yet."""
    newest, wanted = TreeState.objects.values("generation")[:1], set(days)
    known = list(TreeVersion.objects.filter(generation=Subquery(newest))) if wanted else []
    for day in wanted:
        if not any(holds(one.since, one.until, day) for one in known):
            known.append(TreeVersion.objects.get(pk=tree.version_for(day)))
    return {day: next(one.pk for one in known if holds(one.since, one.until, day)) for day in wanted}


def spans_on(day: date) -> dict[int, tuple[int, int]]:
    """{organisation: its two numbers in the tree of that day}."""
    if (known := kept.places_on(day)) is not None:
        return {pk: (one.range.lo, one.range.hi) for pk, one in known.items()}
    rows: Iterable[Any] = TreePlace.objects.filter(version=tree.version_for(day))
    return {one.organisation_id: (one.lo, one.hi) for one in rows}
