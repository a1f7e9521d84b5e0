"""The content of an .ods, read in one pass: sheets of rows with their values, merged ranges, formulas.

A cell, a row and a blank may each say how often it stands there, so that a few bytes mean a thousand million cells.
Blank ones are only counted; what holds something is multiplied within the limits and refused beyond.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import IO

from kit.reading.archive import BROKEN, LINKS
from kit.reading.limits import Limits, Refused
from kit.reading.sheetxml import CHUNK, safe_parser
from kit.reading.workbook import CellValue, Merge, Sheet, SheetRow

CELLS = frozenset({"table-cell", "covered-table-cell"})
# What is no cell of a sheet: remarks, drawings, reading aids, what was struck out before.
ASIDE = frozenset(
    {"annotation", "frame", "shapes", "ruby-text", "tracked-changes", "forms", "dde-links", "custom-shape"}
)
LINKED = frozenset({"table-source", "cell-range-source", "dde-source", "dde-link"})
BREAKS = {"tab": "\t", "line-break": "\n"}
# A number of times longer than any sheet stays one, whatever it says.
LONGEST_COUNT = 9


class BookReader:
    """Reads all sheets; raises `Refused` past a limit and `expat.ExpatError` when the XML is broken."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._cells_left, self._merges_left = limits.cells, limits.merges
        self._formulas_left = limits.cells // 10
        self._sheets: list[Sheet] = []
        self._aside, self._tables = 0, 0
        self._pieces: list[str] = []
        self._length, self._paragraphs, self._in_text = 0, 0, 0
        self._cell: Mapping[str, str] | None = None
        self._begin("")

    def _begin(self, name: str) -> None:
        """A new sheet: nothing in it yet, before its first row."""
        self._name = name
        self._rows: list[SheetRow] = []
        self._merges: list[Merge] = []
        self._formulas: set[tuple[int, int]] = set()
        self._row, self._row_times, self._column = 1, 1, 0
        self._cells: dict[int, CellValue] = {}

    def read(self, stream: IO[bytes]) -> tuple[Sheet, ...]:
        """The sheets from the XML, in order."""
        parser = safe_parser(self._start, self._end, self._text)
        while piece := stream.read(CHUNK):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
        if not self._sheets:
            raise Refused(BROKEN)
        return tuple(self._sheets)

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in LINKED:
            raise LINKS
        if self._aside or tag in ASIDE:
            self._aside += 1
        elif tag == "table":
            self._open_table(attributes)
        elif not self._tables:
            return
        elif tag == "table-row":
            self._row_times = _count(attributes, "table:number-rows-repeated")
            self._column = 0
            self._cells.clear()
        elif tag in CELLS:
            self._cell, self._pieces, self._length, self._paragraphs = attributes, [], 0, 0
        elif self._cell is not None:
            self._start_text(tag, attributes)

    def _start_text(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "p":
            if self._paragraphs:
                self._add("\n")
            self._paragraphs += 1
            self._in_text += 1
        elif tag == "s":
            # One blank says as much as a million of them.
            self._add(" ")
        elif tag in BREAKS:
            self._add(BREAKS[tag])

    def _text(self, text: str) -> None:
        if self._in_text and not self._aside:
            self._add(text)

    def _add(self, text: str) -> None:
        self._length += len(text)
        if self._length > self._limits.cell_characters:
            raise Refused(f"Ô tại dòng {self._row} dài hơn {self._limits.cell_characters} ký tự nên không được nhận.")
        self._pieces.append(text)

    def _end(self, tag: str) -> None:
        if self._aside:
            self._aside -= 1
        elif tag == "table":
            self._close_table()
        elif tag == "table-row" and self._tables:
            self._keep_row()
        elif tag in CELLS and self._cell is not None:
            self._keep_cell(self._cell)
            self._cell = None
        elif tag == "p" and self._in_text:
            self._in_text -= 1

    def _open_table(self, attributes: Mapping[str, str]) -> None:
        if self._tables:
            # A table inside a cell is something beside the sheet.
            self._aside += 1
            return
        self._tables = 1
        if len(self._sheets) >= self._limits.sheets:
            raise Refused(f"Tệp có quá nhiều trang tính (nhiều hơn {self._limits.sheets}) nên không được nhận.")
        self._begin(attributes.get("table:name", ""))

    def _close_table(self) -> None:
        self._tables = 0
        self._sheets.append(Sheet(self._name, self._rows, tuple(self._merges), frozenset(self._formulas)))

    def _keep_row(self) -> None:
        if self._cells:
            limits = self._limits
            last = self._row + self._row_times - 1
            if last > limits.rows:
                raise Refused(f"Trang tính có quá nhiều dòng (nhiều hơn {limits.rows}) nên không được nhận.")
            self._spend_cells(len(self._cells) * (self._row_times - 1))
            cells = tuple([self._cells.get(column) for column in range(1, max(self._cells) + 1)])
            self._rows.extend(SheetRow(number, cells) for number in range(self._row, last + 1))
        self._row += self._row_times

    def _keep_cell(self, said: Mapping[str, str]) -> None:
        times = _count(said, "table:number-columns-repeated")
        first, self._column = self._column + 1, self._column + times
        value = self._meaning(said)
        rows = _count(said, "table:number-rows-spanned")
        columns = _count(said, "table:number-columns-spanned")
        if rows > 1 or columns > 1:
            self._note_merge(Merge(self._row, first, self._row + rows - 1, first + columns - 1))
        if value is None or value == "":
            return
        if self._column > self._limits.columns:
            raise Refused(f"Trang tính có quá nhiều cột (nhiều hơn {self._limits.columns}) nên không được nhận.")
        self._spend_cells(times)
        self._cells.update(dict.fromkeys(range(first, self._column + 1), value))
        if "table:formula" in said:
            self._note_formula(first)

    def _spend_cells(self, count: int) -> None:
        self._cells_left -= count
        if self._cells_left < 0:
            raise Refused("Tệp có quá nhiều ô có nội dung nên không được nhận.")

    def _note_formula(self, column: int) -> None:
        self._formulas_left -= 1
        if self._formulas_left < 0:
            raise Refused("Tệp có quá nhiều ô công thức; hãy dán lại thành giá trị rồi gửi lại.")
        self._formulas.add((self._row, column))

    def _note_merge(self, merge: Merge) -> None:
        self._merges_left -= 1
        if self._merges_left < 0:
            raise Refused("Trang tính có quá nhiều ô gộp nên không được nhận.")
        self._merges.append(merge)

    def _meaning(self, said: Mapping[str, str]) -> CellValue:
        kind = said.get("office:value-type")
        if kind in ("float", "percentage", "currency"):
            return _number(said.get("office:value", ""))
        if kind == "date" and (found := _day(said.get("office:date-value", ""))):
            return found
        if kind == "boolean":
            return said.get("office:boolean-value") == "true"
        # A time, a day of no calendar and all else are what the cell shows.
        return "".join(self._pieces) or said.get("office:string-value", "")[: self._limits.cell_characters]


def _count(said: Mapping[str, str], name: str) -> int:
    number = said.get(name, "1")
    return max(1, int(number[:LONGEST_COUNT])) if number.isascii() and number.isdigit() else 1


def _number(said: str) -> CellValue:
    value = float(said)
    return int(value) if value.is_integer() else value


def _day(said: str) -> datetime | None:
    try:
        return datetime.fromisoformat(said).replace(tzinfo=None)
    except ValueError:
        return None
