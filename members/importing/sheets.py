"""Which sheets of a file are lists, and how each was understood: recognised, or as a person has said."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NoReturn, Self

from kit.names import fold
from kit.reading import Sheet
from kit.reading.heads import LOOKED_AT, Head
from kit.reading.layout import nameless, recognise
from kit.reading.table import Table
from kit.reading.values import written
from kit.reading.workbook import CellValue, column_number
from members.errors import Refusal
from members.importing.organisations import Node
from members.importing.vocabulary import VOCABULARY

NO_LIST = "Tệp không có danh sách đảng viên nào nhận ra được."
NAMELESS = "Trang tính {}, dòng {}: không nhận ra cột nào là họ và tên."


class Nameless(Refusal):
    """No list was found, but a head of which only a person can say where the names stand."""


@dataclass(frozen=True)
class SheetChoice:
    """What a person said about a sheet instead of what was recognised."""

    header_row: int | None = None
    columns: Mapping[str, str] | None = None
    rows: Mapping[int | str, str] | None = None
    # Letter → what stands over it, as `heads_over` says it; empty where it was said of this very sheet.
    heads: Mapping[str, str] | None = None

    def of(self, sheet: Sheet) -> SheetChoice:
        """The same at the row where this sheet has those heads, first of all where they were said to be; without the
        columns where it has others. Columns over which nothing stands are told by no heads."""
        if not self.heads or set(self.heads.values()) <= {_digest("")}:
            return self
        for row in sorted(sheet.rows[:LOOKED_AT], key=lambda row: row.number != self.header_row):
            if heads_over(row.cells, self.heads) == self.heads:
                return replace(self, header_row=row.number)
        return replace(self, header_row=None, columns=None)


def heads_over(cells: Sequence[CellValue], letters: Iterable[str]) -> dict[str, str]:
    """A digest of what a row says in each of these columns, however it is written."""
    said = {one: written(cells[at - 1]) if (at := column_number(one)) <= len(cells) else "" for one in letters}
    return {one: _digest(text) for one, text in said.items()}


def _digest(text: str) -> str:
    return hashlib.sha256(fold(text).encode()).hexdigest()[:16]


# {name of a sheet: what was said about it}.
Choices = Mapping[str, SheetChoice]


@dataclass(slots=True)
class SheetPlan:
    """A sheet as it was understood; `unknown` columns are named "không lưu" and were never read."""

    name: str
    header_row: int
    columns: dict[str, str]
    unknown: list[tuple[str, str]]
    skipped: list[tuple[int, str]]
    unread: list[tuple[int, str, str]]
    legacy: bool
    node: Node | None = None

    @classmethod
    def of(cls, table: Table, node: Node | None = None) -> Self:
        return cls(
            table.sheet, table.header_row, table.columns, table.unknown,
            [(number, kind.value) for number, kind in table.skipped],
            [(one.number, one.said, one.why.value) for one in table.unread], table.legacy, node,
        )  # fmt: skip


def tables_of(sheets: Iterable[Sheet], choices: Choices | None = None) -> list[Table]:
    """The lists among the sheets of a file, in their order. Raises Refusal for a file without one, Nameless where a
    head wants only the column of names."""
    sheets, found = list(sheets), []
    for sheet in sheets:
        said = (choices or {}).get(sheet.name, SheetChoice()).of(sheet)
        table = recognise(sheet, VOCABULARY, header_row=said.header_row, columns=said.columns, rows=said.rows)
        if table is not None and table.rows:
            found.append(table)
    if not found:
        _refuse(sheets, choices or {})
    return found


def _refuse(sheets: Iterable[Sheet], choices: Choices) -> NoReturn:
    for sheet in sheets:
        if head := head_without_names(sheet, choices.get(sheet.name)):
            raise Nameless(NAMELESS.format(sheet.name, head.top))
    raise Refusal(NO_LIST)


def head_without_names(sheet: Sheet, choice: SheetChoice | None = None) -> Head | None:
    """The head of a sheet without a list, where one is there; the one that a person named, once one did."""
    return nameless(sheet, VOCABULARY, choice.header_row if choice else None)
