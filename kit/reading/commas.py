"""A .csv of unknown encoding and separator."""

import csv
import unicodedata
from io import StringIO

from kit.reading.limits import Limits, Refused
from kit.reading.workbook import Sheet, SheetRow

SEPARATORS = ",;\t"
UNREADABLE = "Không nhận ra bảng mã của tệp .csv; hãy lưu lại bằng UTF-8 hoặc gửi tệp .xlsx."


def sheet(name: str, data: bytes, limits: Limits) -> Sheet:
    """The only sheet of a .csv; numbers of rows are numbers of records, all values are text in NFC.

    `Refused`: NUL signs, unknown encoding, too many rows, columns or characters in a cell.
    """
    text = unicodedata.normalize("NFC", decoded(data))
    if "\0" in text:
        raise Refused("Tệp .csv có ký tự rỗng (NUL) nên không được nhận.")
    separator = _separator(text)
    # csv's own limit is one for the whole process; ours is looked at per cell below.
    records = csv.reader(StringIO(text, newline=""), delimiter=separator)
    rows: list[SheetRow] = []
    left = limits.cells
    try:
        for number, record in enumerate(records, 1):
            _refuse_record(number, record, limits)
            cells = tuple(value if value.strip() else None for value in record)
            left -= sum(value is not None for value in cells)
            if left < 0:
                raise Refused("Tệp có quá nhiều ô có nội dung nên không được nhận.")
            if any(cells):
                rows.append(SheetRow(number, cells))
    except csv.Error as error:
        raise Refused(f"Tệp .csv có ô dài hơn {limits.cell_characters} ký tự hoặc bị hỏng.") from error
    return Sheet(name, rows)


def decoded(data: bytes) -> str:
    """The text of the bytes: UTF-16 by its mark, UTF-8 with or without one, else Windows' Vietnamese 1258."""
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if b"\0" in data:
        raise Refused("Tệp .csv có ký tự rỗng (NUL) nên không được nhận.")
    try:
        return data.decode("cp1258")
    except UnicodeDecodeError as error:
        raise Refused(UNREADABLE) from error


def _separator(text: str) -> str:
    # The head of a list names at least as many columns as any row below has stray commas.
    lines = [line for line in text[:20_000].splitlines()[:20] if line.strip()]
    return max(
        SEPARATORS, key=lambda sign: (sum(sign in line for line in lines), sum(line.count(sign) for line in lines))
    )


def _refuse_record(number: int, record: list[str], limits: Limits) -> None:
    if number > limits.rows:
        raise Refused(f"Tệp có quá nhiều dòng (nhiều hơn {limits.rows}) nên không được nhận.")
    if len(record) > limits.columns and any(record[limits.columns :]):
        raise Refused(f"Tệp có quá nhiều cột (nhiều hơn {limits.columns}) nên không được nhận.")
    if any(len(value) > limits.cell_characters for value in record):
        raise Refused(f"Ô tại dòng {number} dài hơn {limits.cell_characters} ký tự nên không được nhận.")
