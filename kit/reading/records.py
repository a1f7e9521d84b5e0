"""The records of an old .xls, looked at before xlrd reads them: counted, and all that holds no cell blanked out.

xlrd works out the formulas behind names (a name may name itself twice over and so on, until the memory is full) and
believes what a sheet says of its size, as often as it says it. Neither those records nor any other than cells, texts
and their formats is left to it. Record numbers after [MS-XLS].
"""

import struct
from dataclasses import dataclass, field

from kit.reading.archive import BROKEN, LINKS, MACROS
from kit.reading.limits import Limits, Refused
from kit.reading.workbook import Merge

BOF, EOF, CONTINUE = 0x0809, 0x000A, 0x003C
BOUNDSHEET, FILEPASS, SUPBOOK, EXTERNSHEET, MACRO_PROJECT = 0x0085, 0x002F, 0x01AE, 0x0017, 0x00D3
MULRK, MERGED, SHARED_TEXTS = 0x00BD, 0x00E5, 0x00FC
# NUMBER, RK, LABEL, RSTRING, LABELSST, BOOLERR: row and column stand first.
CELLS = frozenset({0x0203, 0x027E, 0x0204, 0x00D6, 0x00FD, 0x0205})
FORMULAS = frozenset({0x0006, 0x0206, 0x0406})
# Besides: STRING, CODEPAGE, DATEMODE, FORMAT, XF, and what may stand between a formula and its text.
KEPT = CELLS | FORMULAS | {
    BOF, EOF, CONTINUE, BOUNDSHEET, MULRK, SHARED_TEXTS, 0x0207, 0x0042, 0x0022, 0x041E, 0x00E0, 0x04BC, 0x0221, 0x0236,
}  # fmt: skip
BLANK = b"\xff\x0f"
WORKSHEET, MACRO_SHEET, MODULE = 0, 1, 6
OWN_BOOK, ADD_IN = b"\x01\x04", b"\x01\x3a"
PASSWORD = Refused("Tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại.")


@dataclass
class Scanned:
    """What a sheet holds besides values: merged ranges, and cells of formulas (row, column from 1)."""

    merges: list[Merge] = field(default_factory=list)
    formulas: set[tuple[int, int]] = field(default_factory=set)


class Records:
    """One pass over the stream: `stream` is what may be read, `sheets` what was seen, by the place of a sheet's BOF.

    Raises `Refused`: broken, too old, locked, macros, links to other files, more than the limits allow.
    """

    def __init__(self, stream: bytes, limits: Limits) -> None:
        self._limits, self._stream = limits, bytearray(stream)
        self.sheets: dict[int, Scanned] = {}
        self._here = Scanned()
        self._starts: list[int] = []
        self._cells = self._merges = self._formulas = self._depth = 0
        self._globals, self._is_blank = True, False
        try:
            self._walk()
        except struct.error as error:
            raise Refused(BROKEN) from error
        if not self._starts:
            raise Refused(BROKEN)
        self.stream = bytes(self._stream)

    def _walk(self) -> None:
        stream, at = self._stream, 0
        if len(stream) < 8 or struct.unpack_from("<H", stream, 0)[0] != BOF:
            raise Refused("Tệp .xls này thuộc đời Excel quá cũ; hãy mở bằng Excel rồi lưu lại thành .xlsx.")
        while at + 4 <= len(stream):
            kind, length = struct.unpack_from("<HH", stream, at)
            if at + 4 + length > len(stream):
                raise Refused(BROKEN)
            self._take(kind, at, bytes(stream[at + 4 : at + 4 + length]))
            is_blank = self._is_blank if kind == CONTINUE else kind not in KEPT
            if is_blank:
                stream[at : at + 2] = BLANK
            self._is_blank = is_blank
            at += 4 + length

    def _take(self, kind: int, at: int, data: bytes) -> None:
        if kind in CELLS:
            row, column = struct.unpack_from("<HH", data)
            self._note_cell(row, column, 1)
        elif kind == MULRK:
            row, first = struct.unpack_from("<HH", data)
            self._note_cell(row, first, max(1, (len(data) - 6) // 6))
        elif kind in FORMULAS:
            row, column = struct.unpack_from("<HH", data)
            self._note_cell(row, column, 1)
            self._note_formula(row, column)
        elif kind == MERGED:
            self._note_merges(data)
        elif kind == BOF:
            self._begin(at)
        elif kind == EOF:
            self._depth = max(0, self._depth - 1)
        else:
            self._refuse(kind, data)

    def _begin(self, at: int) -> None:
        # A drawing inside a sheet is a book within the book: its cells are none of the sheet's.
        if self._depth == 0:
            self._here = self.sheets.setdefault(at, Scanned())
        self._depth += 1

    def _refuse(self, kind: int, data: bytes) -> None:
        if kind == FILEPASS:
            raise PASSWORD
        if kind == MACRO_PROJECT:
            raise MACROS
        if kind == BOUNDSHEET:
            start, _, sheet = struct.unpack_from("<IBB", data)
            if sheet in (MACRO_SHEET, MODULE):
                raise MACROS
            if sheet == WORKSHEET:
                self._starts.append(start)
            if len(self._starts) > self._limits.sheets:
                raise Refused(f"Tệp có quá nhiều trang tính (nhiều hơn {self._limits.sheets}) nên không được nhận.")
        # Other sheets of the same book, and functions that Excel itself brings along, are no other files. In the
        # layout before 1997 a link begins with the sign 1, one's own sheets with others.
        elif (kind == SUPBOOK and data[2:4] not in (OWN_BOOK, ADD_IN)) or (
            kind == EXTERNSHEET and len(data) > 2 and data[1] == 1 and data[0] == len(data) - 2
        ):
            raise LINKS

    def _note_cell(self, row: int, column: int, count: int) -> None:
        limits = self._limits
        self._cells += count
        if self._cells > limits.cells:
            raise Refused("Tệp có quá nhiều ô có nội dung nên không được nhận.")
        width = column + count
        if width > limits.columns:
            raise Refused(f"Trang tính có quá nhiều cột (nhiều hơn {limits.columns}) nên không được nhận.")
        if row >= limits.rows:
            raise Refused(f"Trang tính có quá nhiều dòng (nhiều hơn {limits.rows}) nên không được nhận.")

    def _note_formula(self, row: int, column: int) -> None:
        self._here.formulas.add((row + 1, column + 1))
        self._formulas += 1
        if self._formulas > self._limits.cells // 10:
            raise Refused("Tệp có quá nhiều ô công thức; hãy dán lại thành giá trị rồi gửi lại.")

    def _note_merges(self, data: bytes) -> None:
        count = min(struct.unpack_from("<H", data)[0], (len(data) - 2) // 8)
        self._merges += count
        if self._merges > self._limits.merges:
            raise Refused("Trang tính có quá nhiều ô gộp nên không được nhận.")
        for top, bottom, left, right in struct.iter_unpack("<HHHH", data[2 : 2 + count * 8]):
            if top <= bottom and left <= right:
                self._here.merges.append(Merge(top + 1, left + 1, bottom + 1, right + 1))
