"""A .csv of unknown encoding and separator."""

import csv
import unicodedata
from io import StringIO

from kit.reading import legacy
from kit.reading.legacy import Font
from kit.reading.limits import Limits, Refused
from kit.reading.syllables import balance
from kit.reading.workbook import Sheet, SheetRow

SEPARATORS = ",;\t"
# As much of a file is looked at to tell its encoding, and of plain text in UTF-16 so many bytes are zero.
SAMPLE, ZEROS = 200_000, 0.4
UNREADABLE = "Không nhận ra bảng mã của tệp .csv; hãy lưu lại bằng UTF-8 hoặc gửi tệp .xlsx."


def sheet(name: str, data: bytes, limits: Limits) -> Sheet:
    """The only sheet of a .csv; numbers of rows are numbers of records, all values are text in NFC.

    `Refused`: NUL signs, unknown encoding, too many rows, columns or characters in a cell.
    """
    said, is_legacy = decoded(data)
    text = unicodedata.normalize("NFC", said)
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
    return Sheet(name, rows, legacy=is_legacy)


def decoded(data: bytes) -> tuple[str, bool]:
    """The text of the bytes, and whether it was typed in a font from before Unicode: UTF-16 (by its mark, or by every
    second byte being zero), UTF-8 with or without a mark, else one of the ways of one byte a letter."""
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return data.decode("utf-16"), False
        if (order := _byte_order(data)) is not None:
            return data.decode(order), False
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        pass
    if b"\0" in data:
        raise Refused("Tệp .csv có ký tự rỗng (NUL) nên không được nhận.")
    return _one_byte_each(data)


def _byte_order(data: bytes) -> str | None:
    """The order of UTF-16 without a mark: of plain letters, figures and commas one byte is zero, always the same."""
    some = data[: SAMPLE - SAMPLE % 2]
    pairs = max(1, len(some) // 2)
    first, second = some[0::2].count(0), some[1::2].count(0)
    if second > pairs * ZEROS and not first:
        return "utf-16-le"
    return "utf-16-be" if first > pairs * ZEROS and not second else None


def _one_byte_each(data: bytes) -> tuple[str, bool]:
    """Windows' Vietnamese 1258, or an old font saved as Western text: whichever leaves the most words that are spelt
    as Vietnamese is, and whether it was a font.

    `Refused` where none or more than one does: a guess would put wrong letters into every name.
    """
    ways: list[tuple[int, str, bool]] = []
    for encoding, font in (("cp1258", None), *(("cp1252", font) for font in Font)):
        try:
            said = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = legacy.to_unicode(said, font) if font else unicodedata.normalize("NFC", said)
        ways.append((balance(text[:SAMPLE]), text, font is not None))
    ways.sort(key=lambda way: -way[0])
    if not ways or ways[0][0] <= 0 or (len(ways) > 1 and ways[0][0] == ways[1][0]):
        raise Refused(UNREADABLE)
    return ways[0][1:]


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
