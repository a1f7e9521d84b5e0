"""The same table as a workbook, by XlsxWriter: text stays text, days are days, nothing is ever a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from .listing import COPIES, DRAFT, PARTY, TOTALS, Cell, Closing, Column, Head, Section, Signature, clean

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767  # characters of a cell
CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # the file carries no clock: same data, same bytes
FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
CELL = FONT | {"text_wrap": True, "border": 1}
ABOUT = "Xuất bởi"


def write_sheet(
    to: BinaryIO,
    head: Head,
    columns: Sequence[Column],
    sections: Iterable[Section],
    closing: Closing | None = None,
    *,
    about: Sequence[tuple[str, str]] = (),
    name: str = "Danh sách",
) -> int:
    """Write the table as .xlsx to `to`, row by row as they come; the number of rows with data.

    Takes what `draw_table` takes. A str is written as text whatever it begins with, a date as a day (d/m/yyyy), an int
    as a figure. `about`: label and text of each line on a last sheet "Xuất bởi" (who, when, for what).
    Raises ValueError: a wrong number of cells, a text longer than a cell holds, more rows than a sheet holds.
    """
    return write_book(to, [SheetOf(name, head, columns, sections, closing or Closing())], about=about)


class SheetOf(NamedTuple):
    """One table of a workbook, and what its sheet is called."""

    name: str
    head: Head
    columns: Sequence[Column]
    sections: Iterable[Section]
    closing: Closing = Closing()


def write_book(to: BinaryIO, sheets: Sequence[SheetOf], *, about: Sequence[tuple[str, str]] = ()) -> int:
    """Write several tables as one .xlsx, a sheet each, as `write_sheet` writes one; the number of rows with data."""
    from xlsxwriter import Workbook  # here, not above: most processes never write one

    book = Workbook(to, {"constant_memory": True})
    book.set_properties({"title": sheets[0].head.metadata_title, "created": CREATED})
    written = 0
    for one in sheets:
        sheet = Sheet(book, book.add_worksheet(one.name), one.columns)
        sheet.write_head(one.head)
        sheet.write_column_heads()
        for section in one.sections:
            sheet.write_section(section.title)
            for row in section.rows:
                sheet.write_row(row)
                written += 1
        sheet.write_closing(one.closing)
    if about:
        _write_about(book, about)
    book.close()
    return written


class Sheet:
    """One worksheet, written from top to bottom (what is written goes to disk at once)."""

    def __init__(self, book: Workbook, sheet: Worksheet, columns: Sequence[Column]) -> None:
        self.book, self.sheet, self.columns, self.row = book, sheet, columns, 0
        self.last = max(len(columns) - 1, 1)
        self.formats: dict[str, Any] = {}
        for i, column in enumerate(columns):
            # 11 pt on the screen against 9 pt on paper; a character is 7 pixels wide
            sheet.set_column(i, i, round(max(column.width_mm * 1.25 * 96 / 25.4 / 7, 4), 2))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.6, right=0.4, top=0.8, bottom=0.8)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P/&N")

    def look(self, **wanted: Any) -> Any:
        key = repr(sorted(wanted.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(wanted)
        return self.formats[key]

    def text(self, column: int, text: str, look: Any) -> None:
        """Text is written as text: never a formula, a link or a number. Raises ValueError where Excel has no room."""
        text = clean(text)
        if len(text) > LONGEST:
            raise ValueError(f"Ô có {len(text)} ký tự, Excel chỉ chứa {LONGEST}.")
        written = self.sheet.write_string(self.row, column, text, look) if text else self._blank(column, look)
        if written:
            raise ValueError("Danh sách dài quá số dòng của một trang tính.")

    def _blank(self, column: int, look: Any) -> int:
        return self.sheet.write_blank(self.row, column, None, look)

    def write_head(self, head: Head) -> None:
        half = self.last // 2
        left = [*head.parent.split("\n"), *head.issuer.split("\n"), "*", *([DRAFT] if head.draft else [])]
        right = {0: PARTY, left.index("*"): head.place_and_day}
        for i, words in enumerate(left):
            bold = words not in head.parent.split("\n") and words != "*"
            self._across(0, half, words, bold=bold)
            self._across(half + 1, self.last, right.get(i, ""), bold=i == 0, italic=i > 0)
            self.row += 1
        self.row += 1
        for words, size in ((head.title, 14), (head.subject, 12)):
            for line in words.split("\n"):
                self._across(0, self.last, line, bold=True, font_size=size)
                self.row += 1
        self.row += 1

    def _across(self, first: int, last: int, words: str, **wanted: Any) -> None:
        look = self.look(**(FONT | {"align": "center", "valign": "vcenter", "num_format": "@"} | wanted))
        if last > first:
            self.sheet.merge_range(self.row, first, self.row, last, "", look)
        self.text(first, words, look)

    def write_column_heads(self) -> None:
        """Heads and column numbers: on each printed page, and on the screen while one scrolls."""
        bold = self.look(**(CELL | {"bold": True, "align": "center", "valign": "vcenter", "num_format": "@"}))
        numbers = self.look(**(CELL | {"italic": True, "align": "center"}))
        for i, column in enumerate(self.columns):
            self.text(i, column.head, bold)
        self.row += 1
        for i in range(len(self.columns)):
            self.sheet.write_number(self.row, i, i + 1, numbers)
        self.row += 1
        self.sheet.repeat_rows(self.row - 2, self.row - 1)
        self.sheet.freeze_panes(self.row, min(2, len(self.columns)))

    def write_section(self, title: str) -> None:
        if title:
            look = self.look(**(FONT | {"bold": True, "top": 1, "bottom": 1, "num_format": "@"}))
            self.text(0, title, look)
            for i in range(1, len(self.columns)):
                self._blank(i, look)
            self.row += 1

    def write_row(self, row: Sequence[Cell]) -> None:
        for i, (cell, column) in enumerate(zip(row, self.columns, strict=True)):
            look = CELL | {"align": column.align}
            if isinstance(cell, str):
                self.text(i, cell, self.look(**(look | {"num_format": "@"})))
            elif isinstance(cell, date):
                self.sheet.write_datetime(self.row, i, cell, self.look(**(look | {"num_format": "d/m/yyyy"})))
            else:
                self.sheet.write_number(self.row, i, cell, self.look(**(look | {"num_format": "#,##0"})))
        self.row += 1

    def write_closing(self, closing: Closing) -> None:
        self.sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{self.row}"})
        if closing.totals:
            self.row += 1
            self.text(0, TOTALS, self.look(**(FONT | {"italic": True})))
            self.row += 1
        for total in closing.totals:
            strong = FONT | {"bold": total.strong}
            self.text(0, total.label, self.look(**(strong | {"num_format": "@"})))
            self._value(total.value, min(4, self.last), strong | {"align": "right"})
            self.row += 1
        self._write_signatures(closing.left, closing.right)
        for words in (COPIES, *(f"- {copy}" for copy in closing.copies)) if closing.copies else ():
            self.text(0, words, self.look(**FONT))
            self.row += 1

    def _value(self, value: int | str, column: int, look: dict[str, Any]) -> None:
        if isinstance(value, str):
            self.text(column, value, self.look(**(look | {"num_format": "@"})))
        else:
            self.sheet.write_number(self.row, column, value, self.look(**(look | {"num_format": "#,##0"})))

    def _write_signatures(self, left: Signature | None, right: Signature | None) -> None:
        half = self.last // 2
        if not (left or right):
            return
        self.row += 1
        for part, below in (("authority", 1), ("post", 4), ("name", 2)):
            bold = part != "post"
            self._across(0, half, getattr(left, part, ""), bold=bold)
            self._across(half + 1, self.last, getattr(right, part, ""), bold=bold)
            self.row += below


def _write_about(book: Workbook, lines: Sequence[tuple[str, str]]) -> None:
    sheet = book.add_worksheet(ABOUT)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 70)
    label, text = (
        book.add_format(FONT | {"bold": bold, "text_wrap": True, "num_format": "@"}) for bold in (True, False)
    )
    for i, (name, words) in enumerate(lines):
        sheet.write_string(i, 0, clean(name), label)
        sheet.write_string(i, 1, clean(words), text)
