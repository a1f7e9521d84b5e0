"""One sheet's XML, read in one pass: rows with their values, merged ranges, formulas.

openpyxl's read-only mode hands out no merged ranges, believes row numbers (a row numbered four thousand million
keeps it busy for ever) and makes an object for each cell. This reads the same XML with the standard parser, counts
everything it keeps, and refuses any document type or entity. See docs/decisions on reading workbooks.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import IO
from xml.parsers import expat

from openpyxl.utils.datetime import from_excel, from_ISO8601

from kit.reading.limits import Limits, Refused
from kit.reading.workbook import CellValue, Merge, Sheet, SheetRow, column_number

RANGE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$")
CHUNK = 1 << 16


class DateStyles:
    """Which cell styles mean a date, and from which day the file counts."""

    def __init__(self, dates: set[int], spans: set[int], epoch: datetime) -> None:
        self.dates = {str(style) for style in dates}
        self.spans = {str(style) for style in spans}
        self.epoch = epoch


class SheetReader:
    """Reads one sheet; `cells_left` is the budget of cells for the whole workbook, counted down.

    Raises `Refused` when a limit is passed and `expat.ExpatError` when the XML is broken.
    """

    def __init__(self, texts: Sequence[str], styles: DateStyles, limits: Limits, cells_left: int) -> None:
        self._texts, self._styles, self._limits = texts, styles, limits
        self.cells_left = cells_left
        self._rows: list[SheetRow] = []
        self._merges: list[Merge] = []
        self._formulas: set[tuple[int, int]] = set()
        self._row, self._column = 0, 0
        self._cells: dict[int, CellValue] = {}
        self._kind, self._style = "n", ""
        self._pieces: list[str] | None = None
        self._value, self._length = "", 0
        self._phonetic = False
        self._columns: dict[str, int] = {}
        self._dates: dict[tuple[str, bool], CellValue] = {}
        self._seen: dict[str, str] = {}

    def read(self, name: str, stream: IO[bytes]) -> Sheet:
        """The sheet `name` from its XML."""
        parser = safe_parser(self._start, self._end, self._text)
        # They look for a prefix themselves, once a name is none of theirs: one call less for each tag.
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        while piece := stream.read(CHUNK):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
        self._rows.sort(key=lambda row: row.number)
        return Sheet(name, self._rows, tuple(self._merges), frozenset(self._formulas))

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "c":
            self._open_cell(attributes)
        elif tag in ("v", "t"):
            if not self._phonetic:
                self._pieces = []
        elif tag == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else self._row + 1
            self._column = 0
            self._cells = {}
        elif tag == "f":
            self._note_formula()
        elif tag == "mergeCell":
            self._note_merge(attributes.get("ref", ""))
        elif tag == "rPh":
            # Reading aids above the letters are no part of the text.
            self._phonetic = True
        elif ":" in tag:
            self._start(tag.rpartition(":")[2], attributes)

    def _open_cell(self, attributes: Mapping[str, str]) -> None:
        reference = attributes.get("r")
        self._column += 1
        if reference:
            letters = reference.rstrip("0123456789")
            column = self._columns.get(letters)
            if column is None:
                column = column_number(letters) if letters.isascii() and letters.isalpha() and len(letters) < 4 else 0
                self._columns[letters] = column
            self._column = column or self._column
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._value, self._length = "", 0

    def _text(self, text: str) -> None:
        if self._pieces is not None:
            self._length += len(text)
            if self._length > self._limits.cell_characters:
                raise Refused(
                    f"Ô tại dòng {self._row} dài hơn {self._limits.cell_characters} ký tự nên không được nhận."
                )
            self._pieces.append(text)

    def _end(self, tag: str) -> None:
        if tag in ("v", "t"):
            if self._pieces is not None:
                self._value += "".join(self._pieces)
                self._pieces = None
        elif tag == "c":
            if self._value:
                self._keep_cell()
        elif tag == "row":
            self._keep_row()
        elif tag == "rPh":
            self._phonetic = False
        elif ":" in tag:
            self._end(tag.rpartition(":")[2])

    def _keep_cell(self) -> None:
        value = self._meaning()
        if value is None or value == "":
            return
        if self._column > self._limits.columns:
            raise Refused(f"Trang tính có quá nhiều cột (nhiều hơn {self._limits.columns}) nên không được nhận.")
        self.cells_left -= 1
        if self.cells_left < 0:
            raise Refused("Tệp có quá nhiều ô có nội dung nên không được nhận.")
        self._cells[self._column] = value

    def _meaning(self) -> CellValue:
        text, kind = self._value, self._kind
        if kind == "s":
            return self._texts[int(text)]
        if kind == "n":
            return self._number(text)
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "d":
            return from_ISO8601(text)
        # Texts written into the cells repeat: each is kept once.
        return self._seen.setdefault(text, text)

    def _number(self, text: str) -> CellValue:
        if self._style in self._styles.dates:
            return self._day(text, span=False)
        if self._style in self._styles.spans:
            return self._day(text, span=True)
        try:
            return int(text)
        except ValueError:
            return float(text)

    def _day(self, text: str, *, span: bool) -> CellValue:
        key = (text, span)
        if key not in self._dates:
            try:
                self._dates[key] = from_excel(float(text), self._styles.epoch, timedelta=span)
            except (ValueError, OverflowError):
                # A number that is no day of any calendar stays the number it is.
                self._dates[key] = float(text)
        return self._dates[key]

    def _keep_row(self) -> None:
        if not self._cells:
            return
        if self._row > self._limits.rows or len(self._rows) >= self._limits.rows:
            raise Refused(f"Trang tính có quá nhiều dòng (nhiều hơn {self._limits.rows}) nên không được nhận.")
        cells = tuple([self._cells.get(column) for column in range(1, max(self._cells) + 1)])
        self._rows.append(SheetRow(self._row, cells))
        self._cells = {}

    def _note_formula(self) -> None:
        self._formulas.add((self._row, self._column))
        if len(self._formulas) > self._limits.cells // 10:
            raise Refused("Tệp có quá nhiều ô công thức; hãy dán lại thành giá trị rồi gửi lại.")

    def _note_merge(self, reference: str) -> None:
        if len(self._merges) >= self._limits.merges:
            raise Refused("Trang tính có quá nhiều ô gộp nên không được nhận.")
        found = RANGE.match(reference)
        if found and found[3]:
            top, bottom = sorted((int(found[2]), int(found[4])))
            left, right = sorted((column_number(found[1]), column_number(found[3])))
            self._merges.append(Merge(top, left, bottom, right))


def safe_parser(start, end, text) -> expat.XMLParserType:  # type: ignore[no-untyped-def]
    """A parser that refuses document types and entities and hands out names without their namespace prefix."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def opened(tag: str, attributes: dict[str, str]) -> None:
        start(tag.rpartition(":")[2] if ":" in tag else tag, attributes)

    def closed(tag: str) -> None:
        end(tag.rpartition(":")[2] if ":" in tag else tag)

    def forbidden(*_: object) -> int:
        raise Refused("Tệp có khai báo thực thể XML, dấu hiệu của tệp gây hại, nên không được nhận.")

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = forbidden
    parser.EntityDeclHandler = forbidden
    parser.ExternalEntityRefHandler = forbidden
    return parser
