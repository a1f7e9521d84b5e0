"""A sheet of admissions as the officer fills it in and sends it."""

from typing import Any

from tests.members.test_filled_sheets import CELL, rows_of, send, taken


def send_rows(officer: Any, key: str, *rows: dict[str, Any]) -> tuple[Any, Any]:
    """The sheet of that key with these rows of the first cell, by their heads: (the preview, its upload)."""
    book = taken(officer, key)
    sheet, heads = rows_of(book)
    own = next(row for row in sheet.iter_rows(min_row=3) if row[0].value == CELL)
    standing = {"Mã chi bộ": own[0].value, "Chi bộ": own[1].value, "Thuộc": own[2].value}
    for place, given in enumerate(rows):
        at = own[0].row if place == 0 else sheet.max_row - place
        for head, value in (standing | given).items():
            sheet.cell(at, heads.index(head) + 1).value = value
    return send(officer, key, book)
