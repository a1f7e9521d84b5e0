"""A sheet by row number and column, with what merged ranges say."""

from bisect import bisect_right
from datetime import date

from kit.reading.values import written
from kit.reading.workbook import CellValue, Sheet

WIDE = 3


class Grid:
    """Rows of a sheet by number; merged ranges answer for the cells they cover."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows = {row.number: row.cells for row in sheet.rows}
        self.numbers = [row.number for row in sheet.rows]
        self._wide: dict[int, int] = {}
        self._tall: dict[int, list[tuple[int, int]]] = {}
        for merge in sheet.merges:
            if merge.right - merge.left + 1 >= WIDE:
                self._wide[merge.top] = max(merge.right - merge.left + 1, self._wide.get(merge.top, 0))
            if merge.bottom > merge.top:
                self._tall.setdefault(merge.left, []).append((merge.top, merge.bottom))
        self._across = {(m.top, m.left): m for m in sheet.merges if m.right > m.left}
        for spans in self._tall.values():
            spans.sort()

    def cell(self, row: int, column: int) -> CellValue:
        cells = self.rows.get(row, ())
        return cells[column - 1] if column <= len(cells) else None

    def is_wide(self, row: int) -> bool:
        """Whether a range merged over several columns begins in this row."""
        return row in self._wide

    def top_of(self, row: int, column: int) -> int:
        """The first row of the range merged downwards that covers this cell; the row itself when none does."""
        spans = self._tall.get(column, [])
        place = bisect_right(spans, (row, 1 << 30)) - 1
        return spans[place][0] if place >= 0 and spans[place][1] >= row else row

    def only_texts(self, row: int) -> bool:
        """Whether a row holds texts and nothing else: what a further row of a head looks like."""
        cells = [cell for cell in self.rows.get(row, ()) if cell is not None]
        return bool(cells) and all(isinstance(cell, str) and not written(cell).isdigit() for cell in cells)

    def mostly_texts(self, row: int) -> bool:
        """Whether a row could be the first of a head: no day, and numbers (years, at the most) are the smaller part."""
        cells = [cell for cell in self.rows.get(row, ()) if cell is not None]
        if any(isinstance(cell, date) for cell in cells):
            return False
        return 2 * sum(not isinstance(cell, str) or cell.isdigit() for cell in cells) < len(cells)

    def width(self, top: int, bottom: int) -> int:
        return max((len(self.rows.get(row, ())) for row in range(top, bottom + 1)), default=0)

    def path(self, top: int, bottom: int, column: int) -> tuple[str, ...]:
        """What stands over a column in the rows of a head, topmost first; a head merged across counts for each
        column under it, and without merges for the blank ones to its right that have something below."""
        found: list[str] = []
        for row in range(top, bottom + 1):
            text = self._head_text(row, column, bottom)
            if text and (not found or found[-1] != text):
                found.append(text)
        return tuple(found)

    def _head_text(self, row: int, column: int, bottom: int) -> str:
        # Line breaks are kept: they part the heads of columns that hold several values.
        said = self._said(row, column)
        if said:
            return said
        for left in range(column - 1, 0, -1):
            merge = self._across.get((row, left))
            if merge is not None:
                return self._said(row, left) if merge.right >= column else ""
            if self._said(row, left):
                continues = row < bottom and bool(self._said(row + 1, column)) and bool(self._said(row + 1, left))
                return self._said(row, left) if continues else ""
        return ""

    def _said(self, row: int, column: int) -> str:
        cell = self.cell(row, column)
        return "\n".join(filter(None, (" ".join(line.split()) for line in str(cell).splitlines()))) if cell else ""
