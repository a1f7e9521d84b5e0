"""One row of a plan: what it says, whom it means, what would become of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Any

from members.importing.facts import Given
from members.importing.organisations import Node
from members.importing.problems import Problem
from members.importing.records import Record
from members.importing.vocabulary import LABELS
from members.models.findings import cells_by_field

# Of each new person, of whom a list has a hundred thousand, the same.
NOTHING: Mapping[Any, Any] = MappingProxyType({})


class Outcome(Enum):
    NEW = "thêm mới"
    CHANGED = "sửa"
    SAME = "không đổi"
    REJECTED = "không nhận"


@dataclass(slots=True)
class PlannedRow:
    given: Given
    outcome: Outcome
    problems: list[Problem]
    node: Node | None = None
    record: Record | None = None
    # Somebody else of the register whom the row met and who is named for it.
    met: int | None = None
    # Column → new value, for the rows of a known person that are to be changed.
    member_values: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    membership_values: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    numbers: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    # Key of an assumed place → the day on which it begins by the admission of the list.
    places: Mapping[int, Any] = field(default_factory=lambda: NOTHING)

    @property
    def origin(self) -> tuple[str, int]:
        """Its sheet and its number there, as they are kept with what came of it."""
        return self.given.sheet[:80], self.given.row

    @property
    def corrects(self) -> bool:
        """Whether it says of a known person what a form would take as a correction; a number of a kind that the person
        has none of in this spell is only noted."""
        corrected = self.record is not None and any(self.record.card(kind) for kind in self.numbers)
        return bool(self.member_values or self.membership_values or corrected)

    @property
    def seen(self) -> int | None:
        return self.record.member.changed_by if self.record else None


def tell(row: PlannedRow, kind: str, name: str, written: str = "", other: str = "") -> None:
    """Note a problem at the cell of a fact."""
    one = row.given
    cell = cells_by_field(one.cells).get(name, "")
    blank = {"organisation": one.unit_column, "full_name": one.name_column}
    column = cell.rstrip("0123456789") or blank.get(name, "")
    row.problems.append(Problem(one.sheet, one.row, column, kind, name, written, cell, other, LABELS.get(name, "")))


def reject(row: PlannedRow, kind: str, name: str, written: str = "", other: str = "") -> None:
    """The row can't be taken."""
    row.outcome = Outcome.REJECTED
    tell(row, kind, name, written, other)
