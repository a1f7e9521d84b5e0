"""One committee's sheet: title block, heads of its own, rows with its habits, sections, totals, signature."""

from __future__ import annotations

import unicodedata
from datetime import date
from itertools import groupby
from random import Random
from typing import Any

import xlsxwriter

from kit.calendar import PartialDate
from members.sample import letters
from members.sample.mistakes import Row

SEX = {"m": "Nam", "f": "Nữ"}
# How a day is typed as text: all of a sheet alike.
DAYS = ("{0:%d/%m/%Y}", "{0.day}/{0.month}/{0.year}", "{0:%d-%m-%Y}")
CARDS = ("{0}.{1}{2}", "{0} {1} {2}")
# A sheet with short names of cells has all of these.
SHORT = ("{}", "CB {}")
HEADS = (
    {"number": "STT", "name": "Họ và tên", "birth": "Ngày sinh", "sex": "Giới tính", "cell": "Chi bộ",
     "admitted": "Ngày kết nạp", "official": "Công nhận chính thức", "card": "Số thẻ ĐV", "note": "Ghi chú"},
    {"number": "TT", "name": "Họ tên đảng viên", "birth": "Ngày, tháng,\nnăm sinh", "sex": "Nam/Nữ", "cell": "CHI BỘ",
     "admitted": "Ngày vào Đảng", "official": "Ngày CT", "card": "Thẻ Đảng số", "note": "Ghi chú"},
    {"number": "Số TT", "name": "Họ, tên khai sinh", "birth": "Ngày tháng năm sinh", "sex": "GT",
     "cell": "Chi bộ sinh hoạt", "admitted": "Vào Đảng", "official": "Chính thức", "card": "Số thẻ đảng viên",
     "note": "Ghi chú"},
)  # fmt: skip


def title(number: int, committee: str) -> str:
    """A sheet's name: number and committee without accents, at most 31 letters."""
    name = letters.plain(committee).removeprefix("Dang bo ").removeprefix("Chi bo ")
    return f"{number:02} {name}"[:31].strip()


def written(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def partial(birth: PartialDate | None) -> str:
    if birth is None:
        return ""
    if birth.day:
        return written(birth.earliest())
    return f"{birth.month:02}/{birth.year}" if birth.month else str(birth.year)


def draw(
    book: xlsxwriter.Workbook, random: Random, name: str, committee: str, rows: list[Row], style: set[str], day: date
) -> list[int]:
    """Draw the sheet. Answers the row of each person as somebody sees it in the workbook, first row 1."""
    return _Sheet(book, random, name, committee, style, day).draw(rows)


class _Sheet:
    def __init__(
        self, book: xlsxwriter.Workbook, random: Random, name: str, committee: str, style: set[str], day: date
    ) -> None:
        self.sheet = book.add_worksheet(name)
        self.random, self.day_form, self.card_form = random, random.choice(DAYS), random.choice(CARDS)
        self.committee, self.style, self.day = committee, style, day
        self.date_format = book.add_format({"num_format": "dd/mm/yyyy"})
        self.bold = book.add_format({"bold": True})
        self.heads = HEADS[len(committee) % len(HEADS)]
        self.columns = self._columns()

    def _columns(self) -> list[str]:
        """Keys of the columns from left to right: heads, with two for split names and for crosses."""
        found = ["number"]
        found += ["family", "name"] if "split_name_sheet" in self.style else ["name"]
        found += ["birth", *(["male", "female"] if "sex_cross_sheet" in self.style else ["sex"])]
        found += [] if "cell_section_sheet" in self.style else ["cell"]
        found += ["admitted", "official"] + ([] if "no_card_sheet" in self.style else ["card"])
        return [*found, "note"]

    def draw(self, rows: list[Row]) -> list[int]:
        at = self._heads()
        places, number = [], 0
        for cell, group in groupby(rows, key=lambda row: row.cell):
            people = list(group)
            if "cell_section_sheet" in self.style:
                self.sheet.write(at, 0, self.text(self._cell(cell)), self.bold)
                at += 1
            begun = at
            for row in people:
                number += 1
                self._person(at, number, row, merged="cell_merged_sheet" in self.style and at > begun)
                places.append(at + 1)
                at += 1
            if "cell_merged_sheet" in self.style and "cell" in self.columns and len(people) > 1:
                column = self.columns.index("cell")
                self.sheet.merge_range(begun, column, at - 1, column, self.text(self._cell(cell)))
            if "cell_section_sheet" in self.style:
                self.sheet.write(at, 1, self.text(f"Cộng: {len(people)} đảng viên"))
                at += 1
        self.sheet.write(at + 1, 1, self.text(f"Tổng số: {number} đảng viên"))
        self.sheet.write(at + 3, len(self.columns) - 2, self.text("T/M BAN CHẤP HÀNH"))
        return places

    def _heads(self) -> int:
        """Title block and heads; answers the first row of people."""
        last, at = len(self.columns) - 1, 0
        block = ["ĐẢNG BỘ HUYỆN (mẫu thử)", self.committee.upper()]
        if len(self.committee) % 2:
            block += ["*", "DANH SÁCH ĐẢNG VIÊN", f"(Tính đến ngày {written(self.day)})"]
        for line in block:
            self.sheet.merge_range(at, 0, at, last, self.text(line))
            at += 1
        for column, key in enumerate(self.columns):
            if key == "male":
                self.sheet.merge_range(at, column, at, column + 1, self.text(self.heads["sex"]))
                self.sheet.write(at + 1, column, self.text("Nam"))
                self.sheet.write(at + 1, column + 1, self.text("Nữ"))
            elif key == "family":
                self.sheet.merge_range(at, column, at, column + 1, self.text(self.heads["name"]))
            elif key != "female" and not (key == "name" and "family" in self.columns):
                self.sheet.write(at, column, self.text(self.heads[key]))
        return at + (2 if "male" in self.columns else 1)

    def _person(self, at: int, number: int, row: Row, *, merged: bool) -> None:
        for column, key in enumerate(self.columns):
            if key == "cell" and merged:
                continue
            value = self._value(key, number, row)
            if isinstance(value, date):
                self.sheet.write_datetime(at, column, value, self.date_format)
            elif value not in ("", None):
                self.sheet.write(at, column, value)

    def _value(self, key: str, number: int, row: Row) -> Any:
        plain: dict[str, Any] = {
            "number": number, "birth": self._birth(row), "male": "x" if row.sex == "m" else "",
            "female": "x" if row.sex == "f" else "", "admitted": self._joined(row.admitted),
            "official": self._joined(row.official), "card": self._card(row.card),
        }  # fmt: skip
        if key in plain:
            return plain[key]
        name = row.full_name
        if "family" in self.columns:
            family, given = name.rstrip().rpartition(" ")[::2]
        else:
            family, given = "", name
        words = {"family": family, "name": given, "sex": SEX[row.sex], "cell": self._cell(row.cell), "note": row.note}
        return self.text(words[key])

    def _cell(self, cell: str) -> str:
        if "cell_short_sheet" not in self.style:
            return cell
        name = cell.removeprefix("Chi bộ ")
        return self.random.choice(SHORT).format(self.random.choice((name, name[:1].upper() + name[1:])))

    def _birth(self, row: Row) -> Any:
        if row.birth is None:
            return ""
        if row.year_only or "year_only_sheet" in self.style:
            return row.birth.year
        return self._date(row.birth)

    def _joined(self, day: date | None) -> Any:
        """When somebody was admitted or became official; on some sheets the month is all they say of it."""
        return f"{day.month}/{day.year}" if day and "month_year_sheet" in self.style else self._date(day)

    def _date(self, day: date | None) -> Any:
        if day is None:
            return ""
        if "us_dates_sheet" in self.style:
            return f"{day:%m/%d/%Y}"
        if "two_digit_year_sheet" in self.style:
            return f"{day:%d/%m/%y}"
        return self.day_form.format(day) if "text_dates_sheet" in self.style or day.year < 1900 else day

    def _card(self, card: str) -> Any:
        if not card:
            return ""
        if "card_number_sheet" in self.style:
            return int(card)
        return self.card_form.format(card[:2], card[2:5], card[5:]) if "card_dots_sheet" in self.style else card

    def text(self, text: str) -> str:
        """A word as this committee's machine writes it."""
        if "upper_sheet" in self.style:
            text = text.upper()
        if "i_for_y_sheet" in self.style:
            text = letters.i_for_y(text)
        if "old_tone_sheet" in self.style:
            text = letters.other_tone(text)
        if "nfd_sheet" in self.style:
            return unicodedata.normalize("NFD", text)
        if "plain_sheet" in self.style:
            return letters.plain(text)
        if "tcvn3_sheet" in self.style:
            return letters.tcvn3(text)
        return letters.vni(text) if "vni_sheet" in self.style else text
