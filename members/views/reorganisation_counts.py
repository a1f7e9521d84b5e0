"""The register on one day in numbers, as a plan of reorganisation finds it before and leaves it after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Count, Q

from members.models import Placement, Term


@dataclass
class Counts:
    """A day in numbers: what stands, under what, how many are counted in each and under each."""

    names: dict[int, str] = field(default_factory=dict)
    above: dict[int, int | None] = field(default_factory=dict)
    here: dict[int, tuple[int, int]] = field(default_factory=dict)
    below: dict[int, int] = field(default_factory=dict)

    def members(self, organisation: int) -> tuple[int, int]:
        """(counted, official) in it and everything under it."""
        return self.sums.get(organisation, (0, 0))

    @cached_property
    def sums(self) -> dict[int, tuple[int, int]]:
        found = {pk: [0, 0] for pk in self.names}
        for pk, (total, official) in self.here.items():
            at: int | None = pk
            while at is not None and at in found:
                found[at][0] += total
                found[at][1] += official
                at = self.above.get(at)
        return {pk: (total, official) for pk, (total, official) in found.items()}

    def over(self, organisation: int) -> set[int]:
        """It and everything above it, as far as it stands."""
        found: set[int] = set()
        at: int | None = organisation
        while at is not None and at in self.names and at not in found:
            found.add(at)
            at = self.above.get(at)
        return found


def over_any(pks: Iterable[int], *counts: Counts) -> set[int]:
    """These and everything that stands above one of them in one of these trees."""
    return set().union(*(one.over(pk) for one in counts for pk in pks))


def under(above: Mapping[int, int | None]) -> dict[int, set[int]]:
    """{organisation: itself and everything under it}."""
    found: dict[int, set[int]] = {pk: set() for pk in above}
    for pk in above:
        at: int | None = pk
        while at is not None and pk not in found.setdefault(at, set()):
            found[at].add(pk)
            at = above.get(at)
    return found


def count(day: date) -> Counts:
    """The whole register on that day, in two questions."""
    found = Counts()
    for pk, name, parent in Term.objects.on(day).values_list("organisation", "name", "parent"):
        found.names[pk], found.above[pk] = name, parent
        if parent is not None:
            found.below[parent] = found.below.get(parent, 0) + 1
    official = Q(membership__official_on__lte=day) & ~Q(membership__recognition="")
    rows = Placement.objects.on(day).official().order_by().values_list("organisation")
    for pk, total, some in rows.annotate(total=Count("pk"), some=Count("pk", filter=official)):
        found.here[pk] = (total, some)
    return found
