"""Of which kind an organisation is to be that a list names: one that the office uses, that may stand there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from members.models import Kind
from members.rules import around, kinds

# Where the office has more than one that fits, the program's own.
OWN = ("area", "committee", "part", "grass_cell", "cell")


class Kinds:
    """Those in use on a day, with what stands under what."""

    def __init__(self, day: date) -> None:
        known = list(Kind.objects.all())
        self.codes = {one.pk: one.code for one in known}
        self.used = [one for one in known if kinds.is_in_use(one, day)]
        self.pairs = {(self.codes[below], self.codes[above]) for below, above in around.pairs()}

    def of_root(self) -> Kind | None:
        """Of the head of a register that has none yet."""
        return _first(one for one in self.used if one.may_be_root and not one.holds_members and not one.is_grass_roots)

    def of_new(self, above: str, *, cell: bool, grass: bool) -> Kind | None:
        """Under an organisation of the kind `above`: `cell` for one in which members stand, `grass` for one that is
        grass-roots itself, where nothing above it is. None where the office uses none that may stand there."""
        wanted = (one for one in self.used if (one.holds_members, one.is_grass_roots) == (cell, grass))
        return _first(one for one in wanted if (one.code, above) in self.pairs)


def _first(some: Iterator[Kind]) -> Kind | None:
    return min(some, key=lambda one: (OWN.index(one.code) if one.code in OWN else len(OWN), one.rank), default=None)
