"""Workbooks that people fill in and send back: heads in row 1, hints in row 2, ids as text, lists to choose from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO

CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # the file carries no clock: same data, same bytes
FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
GUIDE = "Hướng dẫn"
# Below what is prefilled, room for lines that somebody adds.
SPARE_ROWS = 200


@dataclass(frozen=True)
class FillColumn:
    """One column: its head, what to write there, its width in characters; `choices` are offered as a list;
    `given` is filled by the program and stands grey; `longest` is the most letters that are taken, 0 any number."""

    head: str
    hint: str = ""
    width: int = 18
    choices: tuple[str, ...] = ()
    given: bool = False
    longest: int = 0


def write_fillable(
    to: BinaryIO, name: str, columns: Sequence[FillColumn], rows: Iterable[Sequence[str]], guide: Sequence[str]
) -> int:
    """Write the sheet `name` with prefilled rows and a sheet of guidance; the number of prefilled rows.

    Everything is text, whatever it looks like: a number keeps its zeros, nothing is ever a formula.
    """
    from xlsxwriter import Workbook  # here, not above: most processes never write one

    book = Workbook(to, {"constant_memory": True})
    book.set_properties({"title": name, "created": CREATED})
    sheet = book.add_worksheet(name)
    bold = book.add_format({**FONT, "bold": True, "text_wrap": True, "border": 1})
    hint = book.add_format({**FONT, "italic": True, "text_wrap": True, "border": 1, "font_color": "#555555"})
    free = book.add_format({**FONT, "num_format": "@", "border": 1})
    grey = book.add_format({**FONT, "num_format": "@", "border": 1, "bg_color": "#EEEEEE"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
    sheet.freeze_panes(2, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    _texts(sheet, 0, [column.head for column in columns], [bold] * len(columns))
    _texts(sheet, 1, [column.hint for column in columns], [hint] * len(columns))
    looks = [grey if column.given else free for column in columns]
    count = 0
    for row in rows:
        _texts(sheet, count + 2, row, looks)
        count += 1
    for spare in range(SPARE_ROWS):
        _texts(sheet, count + 2 + spare, [""] * len(columns), looks)
    _offer(sheet, columns, count + 2 + SPARE_ROWS)
    page = book.add_worksheet(GUIDE)
    page.set_column(0, 0, 110)
    for number, line in enumerate(guide):
        page.write_string(number, 0, line, book.add_format({**FONT, "text_wrap": True}))
    book.close()
    return count


def _texts(sheet: Any, row: int, texts: Sequence[str], looks: Sequence[Any]) -> None:
    for place, (text, look) in enumerate(zip(texts, looks, strict=True)):
        if text:
            sheet.write_string(row, place, text, look)
        else:
            sheet.write_blank(row, place, None, look)


def _offer(sheet: Any, columns: Sequence[FillColumn], last: int) -> None:
    for place, column in enumerate(columns):
        if column.choices:
            said = {
                "validate": "list", "source": list(column.choices), "error_title": column.head,
                "error_message": "Chọn trong danh sách.",
            }  # fmt: skip
            sheet.data_validation(2, place, last, place, said)
