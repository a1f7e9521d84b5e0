"""One row of a filled sheet, asked by the key of its column, with a refusal that names the column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Model

from kit import names
from kit.calendar import parse_day
from kit.reading.values import written
from kit.reading.workbook import CellValue
from members import kept
from members.errors import Refusal
from members.models import Organisation, Term
from members.procedure import Paper

# Beside the columns of a prefilled row: whose name it shows, for the list of looks.
PERSON = "person"
TOO_LONG = "“{begins}…” dài {letters} ký tự; ghi nhiều nhất {longest} ký tự."
SHOWN = 30
# "Đảng ủy xã An Khê" leads "Đảng bộ xã An Khê": people write either.
COMMITTEE = re.compile(r"^Đảng ủy\b", re.IGNORECASE)


def room(model: type[Model], name: str) -> int:
    """How many letters the register keeps in a column."""
    return int(model._meta.get_field(name).max_length or 0)


def check_length(said: str, longest: int, key: str) -> None:
    """Raises Refusal at the column."""
    if longest and len(said) > longest:
        raise Refusal(TOO_LONG.format(begins=said[:SHOWN], letters=len(said), longest=longest), field=key)


@dataclass(frozen=True)
class Row:
    """`values` by the key of the column; `number` as the person sees it."""

    number: int
    values: dict[str, CellValue]

    def text(self, key: str) -> str:
        value = self.values.get(key)
        return names.clean(written(value)) if value is not None else ""

    def day(self, key: str) -> date | None:
        """A whole day, None where nothing stands. Raises Refusal at the column."""
        value = self.values.get(key)
        if isinstance(value, date):
            return value.date() if hasattr(value, "date") else value
        said = self.text(key)
        if not said:
            return None
        try:
            return parse_day(said)
        except ValueError as error:
            raise Refusal(f"Ngày “{said}” chưa đọc được; ghi như 03/02/1998.", field=key) from error

    def needed_day(self, key: str, what: str) -> date:
        found = self.day(key)
        if found is None:
            raise Refusal(f"Thiếu {what}.", field=key)
        return found

    def chosen(self, key: str, words: Mapping[str, str], what: str) -> str:
        """The value of a word that the column offers. Raises Refusal at the column."""
        value = words.get(self.text(key).lower())
        if value is None:
            raise Refusal(f"Chọn {what} trong danh sách.", field=key)
        return value

    def paper(self) -> Paper:
        return Paper(self.text("number"), self.day("signed_on"), self.text("body"))

    def organisation(self, day: date) -> Organisation:
        """The organisation of the code in the row, which the program wrote there; one that has no code, by its name and
        what it stands under. Raises Refusal."""
        code, rows = self.text("code"), Term.objects.on(day).select_related("organisation")
        if not code:
            said = self.text("name")
            return self._named(list(rows.filter(name__in=(said, f"Chi bộ {said}"))), day)
        found = list(rows.filter(code=code)[:2])
        if len(found) != 1:
            raise Refusal(f"Không có tổ chức mang mã “{code}” vào ngày {day:%d/%m/%Y}.", field="code")
        return found[0].organisation

    def _named(self, found: list[Term], day: date) -> Organisation:
        above = COMMITTEE.sub("Đảng bộ", self.text("above"))
        under = {pk for pk, name in kept.full_names({one.parent_id for one in found if one.parent_id}, day).items()
                 if name == above}  # fmt: skip
        # A list of an office may leave out what the cells stand under.
        is_told = "above" in self.values
        here = [one for one in found if not is_told or (one.parent_id in under if above else one.parent_id is None)]
        if len(here) != 1:
            name = f"{self.text('name')}, {above}" if above else self.text("name")
            raise Refusal(
                f"Không có đúng một tổ chức tên “{name}” vào ngày {day:%d/%m/%Y}; ghi mã tổ chức.",
                field="code" if "code" in self.values else "name",
            )
        return here[0].organisation
