"""What a row takes from the rows above it: the cell's name over merged rows or written once, and "như trên"."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import groupby

from kit.reading.days import puts_month_first
from kit.reading.grid import Grid
from kit.reading.heads import NAME, ORDINAL, UNIT, Head, Source
from kit.reading.people import Person
from kit.reading.table import Table
from kit.reading.values import any_ditto, is_absent, is_ditto
from kit.reading.workbook import CellValue

# A column filled in fewer of the rows than this names a cell once and means it for all that follow.
SPARSE = 0.5


def fill(grid: Grid, table: Table, own: Collection[str]) -> None:
    """Fill in what rows take from above; `own` are facts that no two people share: "như trên" says nothing there."""
    for _, rows in groupby(table.rows, key=lambda row: id(row.head)):
        _units(grid, list(rows))
    above: Person | None = None
    for row in table.rows:
        if row.head.composite or any_ditto(row.cells):
            _same(row, above, own)
        above = row


def _same(row: Person, above: Person | None, own: Collection[str]) -> None:
    """The facts for which this row says "as above", from the row above in the same list, read as they are there."""
    for name in row.head.sources:
        if name in (NAME, ORDINAL, UNIT) or name in own or not is_ditto(row.value(name)):
            continue
        if above is not None and above.head is row.head:
            row.take(name, above.number, above.value(name))


def _units(grid: Grid, rows: Sequence[Person]) -> None:
    """The cells of the people of one list."""
    sparse = sum(row.is_without_unit() for row in rows) > SPARSE * len(rows)
    last: Person | None = None
    for row in rows:
        source = row.head.sources.get(UNIT)
        if source is None:
            continue
        said = row.value(UNIT)
        is_blank = is_absent(said)
        if not is_blank and not is_ditto(said):
            last = row
            continue
        top = grid.top_of(row.number, source.columns[0])
        if top != row.number and is_blank:
            row.unit_from = _above(grid, row, top, source)
        elif last is not None and last.section == row.section and (sparse or not is_blank):
            row.unit_from = last.unit_from or (last.number, last.value(UNIT))


def _above(grid: Grid, row: Person, top: int, source: Source) -> tuple[int, CellValue] | None:
    cell = grid.cell(top, source.columns[0])
    return None if is_absent(cell) else (top, row.text(cell))


def note_month_first(table: Table) -> None:
    """All dates of a sheet are read in the order of day and month in which it writes."""
    texts = (cell for row in table.rows for cell in row.cells if isinstance(cell, str) and cell[-4:].isdigit())
    table.month_first = puts_month_first(texts)
    if table.month_first:
        known: dict[int, Head] = {}
        for row in table.rows:
            row.head = known.setdefault(id(row.head), replace(row.head, month_first=True))
