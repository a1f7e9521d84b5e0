"""What is known of somebody, as a list or a register has it."""

from __future__ import annotations

from dataclasses import dataclass

from kit.calendar import PartialDate
from kit.names import Name

# A date as far as it is known; a text that is no date, as it was written; nothing.
Day = PartialDate | str | None


@dataclass(frozen=True, slots=True)
class Description:
    """Everything but `id` may be missing, and what is missing says nothing.

    `id` is unique in its list. `name` is the whole name as written; `parts` only where the source has them apart.
    `unit` lies within `home`: two units of one name in different homes are two. `texts` are further columns, compared
    as text: (column, value).
    """

    id: str
    name: str = ""
    parts: Name | None = None
    other_names: tuple[str, ...] = ()
    sex: str = ""
    birth: Day = None
    admitted: Day = None
    official: Day = None
    numbers: frozenset[str] = frozenset()
    unit: str = ""
    home: str = ""
    texts: tuple[tuple[str, str], ...] = ()

    def content(self) -> tuple[str, ...]:
        """A key that puts people in one order, whatever the order of rows and columns they came in."""
        days = map(_told, (self.birth, self.admitted, self.official))
        return (
            self.name, *(self.parts or ()), *self.other_names, self.sex, *days, *sorted(self.numbers), self.unit,
            self.home, *(word for pair in sorted(self.texts) for word in pair), self.id,
        )  # fmt: skip


def _told(day: Day) -> str:
    return f"{day.year}-{day.month}-{day.day}" if isinstance(day, PartialDate) else str(day or "")


def same_day(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates agree as far as both are known."""
    parts = zip((one.year, one.month, one.day), (other.year, other.month, other.day), strict=True)
    return all(mine is None or yours is None or mine == yours for mine, yours in parts)
