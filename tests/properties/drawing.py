"""What a drawn step may choose from: few days, any row, words; mostly as an office might mean it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from members.models import Member, Organisation, Placement

# Few days, so that they meet: beginnings, ends and the day after.
DAYS = [
    date(1999, 12, 31), date(2000, 1, 1), date(2010, 5, 18), date(2011, 5, 18), date(2015, 3, 1), date(2015, 3, 2),
    date(2018, 7, 1), date(2020, 1, 1), date(2022, 8, 9), date(2024, 2, 29), date(2026, 6, 29), date(2026, 6, 30),
]  # fmt: skip
TOMORROW = date(2026, 7, 1)
# Of ten draws so many are aimed at what an office might really mean, the others at anything.
AIMED = 8


@dataclass
class Draw:
    """What a step may choose from: `pick` chooses one of a list; rows are as they stand now."""

    pick: Callable[[list[Any]], Any]

    def among(self, values: Any) -> Any:
        return self.pick(list(values))

    def text(self, values: list[str]) -> str:
        """Mostly one that says something."""
        return self.among([one for one in values if one.strip()] if self.aimed() else values)

    def sometimes(self) -> bool:
        return self.among([False, True])

    def aimed(self) -> bool:
        """Mostly. True first: the shortest example of a failure is one in which every step is meant well."""
        return self.among([True] * AIMED + [False] * (10 - AIMED))

    def day(self) -> date:
        return self.among([*DAYS, *DAYS, *DAYS, TOMORROW])

    def after(self, first: date | None, last: date | None = None) -> date:
        """Mostly a later day than that one, and not after the other."""
        later = [day for day in DAYS if (first is None or day > first) and (last is None or day <= last)]
        return self.among(later) if later and self.aimed() else self.day()

    def before(self, last: date | None) -> date | None:
        """Mostly an earlier day than that one, or none."""
        earlier = [day for day in DAYS if last is None or day < last]
        return self.among(earlier) if earlier and self.aimed() else self.maybe(*DAYS)

    def until(self, first: date | None) -> date | None:
        return self.after(first) if self.sometimes() else None

    def maybe(self, *values: Any) -> Any:
        return self.among([None, *values])

    def row(self, model: Any, **wanted: Any) -> Any:
        """Any row of a table, mostly one that is as wanted; None when it is empty."""
        rows = model._base_manager.order_by("pk")
        ids = list(rows.filter(**wanted).distinct().values_list("pk", flat=True)) if wanted and self.aimed() else []
        ids = ids or list(rows.values_list("pk", flat=True))
        return model._base_manager.get(pk=self.among(ids)) if ids else None

    def cell(self) -> Any:
        return self.row(Organisation, terms__kind__holds_members=True)

    def here(self, **wanted: Any) -> tuple[Member, date | None]:
        """Somebody, mostly one who stands in a cell today, and since when."""
        member = self.row(Member, placements__kind="official", placements__until=None, **wanted)
        place = Placement.unscoped.official().filter(member=member).order_by("pk").last()
        return member, place and place.since

    def open_row(self, model: Any, day: date, **wanted: Any) -> Any:
        """Any row of a table, mostly one that holds that day."""
        return self.row(model, **wanted, pk__in=list(model.unscoped.on(day).values_list("pk", flat=True)))

    def some(self, **choices: Callable[[], Any]) -> dict[str, Any]:
        """A few of these keywords, the others left out."""
        return {name: choose() for name, choose in choices.items() if self.sometimes()}

    def something(self, **choices: Callable[[], Any]) -> dict[str, Any]:
        """As `some`, mostly at least one of them."""
        chosen = self.some(**choices)
        if not chosen and self.aimed():
            name = self.among(choices)
            chosen[name] = choices[name]()
        return chosen


Case = tuple[tuple[Any, ...], dict[str, Any]]
