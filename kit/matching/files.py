"""People of a .csv file: known columns as what they are, any other column as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import PurePath

from kit.calendar import PartialDate
from kit.matching.description import Day, Description
from kit.names import Name, clean, fold
from kit.reading import days, open_workbook, values
from kit.reading.limits import Refused

ID, SEX, CARD, UNIT, FULL = "id", "sex", "card_number", "unit", "full_name"
PARTS = ("family_name", "middle_name", "given_name")
DATES = ("birth_date", "admitted_on", "official_on")
KNOWN = frozenset({ID, SEX, CARD, UNIT, FULL, *PARTS, *DATES})
# How workbooks, documents, pages and JSON begin.
OTHERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{", b"[", b"<", b"\x89PNG", b"\xff\xd8\xff")
NO_CSV = "Tệp {name} không phải tệp .csv có dòng đầu là tên các cột; hãy lưu lại thành .csv."
_EIGHT = re.compile(r"\d{8}")
Row = dict[str, str]


def descriptions(name: str, data: bytes) -> list[Description]:
    """The people of a file that is called `name`, its first record the names of the columns.

    Raises Refused with one Vietnamese sentence: unreadable, no .csv at all, no column id, an id that is missing or
    there twice, a column that is there twice.
    """
    rows = _rows(name, data)
    readers = {column: _reader([row.get(column, "") for row in rows]) for column in DATES}
    return [_description(row, readers) for row in rows]


def _rows(name: str, data: bytes) -> list[Row]:
    if data.lstrip().startswith(OTHERS):
        raise Refused(NO_CSV.format(name=name))
    (sheet,) = open_workbook(PurePath(name).with_suffix(".csv").name, data).sheets
    if not sheet.rows:
        raise Refused(f"Tệp {name} không có dòng nào.")
    head = [clean(str(cell or "")).lower() for cell in sheet.rows[0].cells]
    twice = next((one for one in head if one and head.count(one) > 1), None)
    if twice:
        raise Refused(f"Tệp {name} có hai cột cùng tên “{twice}”.")
    if ID not in head and len([one for one in head if one]) < 2:
        # A letter or a list of words: no first record that names columns.
        raise Refused(NO_CSV.format(name=name))
    if ID not in head:
        raise Refused(f"Tệp {name} không có cột id.")
    rows, seen = [], set()
    for number, cells in sheet.rows[1:]:
        row = {column: clean(str(cell)) for column, cell in zip(head, cells, strict=False)
               if column and cell is not None and (column == ID or not values.is_absent(cell))}  # fmt: skip
        if not row.get(ID):
            raise Refused(f"Dòng {number} của tệp {name} không có id.")
        if row[ID] in seen:
            raise Refused(f"Tệp {name} có hai dòng cùng id “{row[ID]}”.")
        seen.add(row[ID])
        rows.append(row)
    return rows


def _description(row: Row, readers: dict[str, Callable[[str], Day]]) -> Description:
    parts = Name(*(row.get(part, "") for part in PARTS))
    birth, admitted, official = (readers[column](row.get(column, "")) for column in DATES)
    number = re.sub(r"\W", "", row.get(CARD, "")).upper()
    sex = row.get(SEX, "")
    return Description(
        row[ID], row.get(FULL) or " ".join(part for part in parts if part), parts if any(parts) else None,
        sex=values.sex(sex).value or fold(sex), birth=birth, admitted=admitted, official=official,
        numbers=frozenset({number} if number else ()), unit=row.get(UNIT, ""),
        texts=tuple((column, text) for column, text in row.items() if column not in KNOWN),
    )  # fmt: skip


def _reader(texts: Sequence[str]) -> Callable[[str], Day]:
    """How the dates of one column are read: eight digits, and day or month first, as most of them are written."""
    eight = [text for text in texts if _EIGHT.fullmatch(text)]
    forward, backward = (sum(map(bool, map(_parsed, side))) for side in (map(_iso, eight), eight))
    year_first = forward > backward
    month_first = days.puts_month_first(texts)

    def read(text: str) -> Day:
        if _EIGHT.fullmatch(text):
            return day_of(text) if year_first else _parsed(text) or text
        said = days.day(text or None, month_first)
        return said.value or (said.written if said.problem else None)

    return read


def day_of(text: str) -> Day:
    """Eight digits, year first; as written where they are no date."""
    return _parsed(_iso(text)) or text or None


def _iso(text: str) -> str:
    return f"{text[:4]}-{text[4:6]}-{text[6:]}"


def _parsed(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None
