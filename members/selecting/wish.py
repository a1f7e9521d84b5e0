"""What somebody asks an own list for, without the day: as an address, as JSON of a kept list or a job, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from members import checks, figures
from members.models import Organisation, Placement

from . import columns as shown
from . import criteria


@dataclass(frozen=True)
class Wish:
    """`asked`: (criterion, value) in the order of the criteria."""

    figure: str = "total"
    check: str = ""
    asked: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = shown.USUAL

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {"figure": self.figure, "check": self.check, "asked": dict(self.asked), "columns": list(self.columns)}

    def query(self) -> list[tuple[str, str]]:
        """As an address says it: codes, years and days, no name of anybody."""
        said = [(criteria.FIGURE, self.figure)] if self.figure != "total" else []
        said += [(criteria.CHECK, self.check)] if self.check else []
        return [*said, *self.asked, *(("cot", key) for key in self.columns)]

    def words(self, day: date) -> list[tuple[str, str]]:
        """(criterion, how it reads by the rules of that day) of everything asked beyond "đảng viên"."""
        return list(self._said(day))

    def _said(self, day: date) -> Iterator[tuple[str, str]]:
        if self.figure != "total":
            yield criteria.FIGURE, figures.FIGURES[self.figure].title
        if self.check:
            yield criteria.CHECK, checks.BY_KEY[self.check].title_on(day)
        for key, value in self.asked:
            yield key, criteria.BY_KEY[key].words(value)

    def without(self, key: str) -> Wish:
        """The same wish with one criterion less."""
        return Wish(
            figure="total" if key == criteria.FIGURE else self.figure,
            check="" if key == criteria.CHECK else self.check,
            asked=tuple(one for one in self.asked if one[0] != key), columns=self.columns,
        )  # fmt: skip


def of(plain: Mapping[str, Any]) -> Wish:
    """A wish from what JSON kept. What this version of the program does not know any more is left out."""
    asked = plain.get("asked", {})
    known = tuple((key, asked[key]) for key in criteria.BY_KEY if key in asked)
    figure, check = plain.get("figure", "total"), plain.get("check", "")
    return Wish(
        figure=figure if figure in figures.FIGURES else "total", check=check if check in checks.BY_KEY else "",
        asked=known, columns=tuple(key for key in shown.BY_KEY if key in plain.get("columns", ())),
    )  # fmt: skip


def placements(organisation: Organisation, day: date, wish: Wish) -> QuerySet[Placement]:
    """The placements meant, in no order, in the viewer's part."""
    rows = figures.people(wish.figure, organisation, day)
    if wish.check:
        rows = checks.behind(wish.check, day, rows)
    meant = Q()
    for key, value in wish.asked:
        meant &= criteria.BY_KEY[key].condition(value, day)
    return rows.filter(meant)
