"""By what an own list may be asked: each criterion is one condition on placements of a day, with its words.

`figure` and `check` are asked first and stand apart: they decide whose placements are meant at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kit.calendar import print_day
from members import checks, figures
from members.models import Occupation, Office, OfficeHolding, Schooling, Sector, Sex, Term, Theory

CHOICE, YEAR, DAY = "choice", "year", "day"
UNKNOWN = "chua-ro"
HOLDS_ANY = "bat-ky"
FIGURE, CHECK = "muc", "loi"


@dataclass(frozen=True)
class Criterion:
    """`key` names it in an address; `condition(value, day)` holds of the placements meant. A value is a code of
    `choices`, a year as text, or a day as ISO."""

    key: str
    title: str
    condition: Callable[[str, date], Q]
    kind: str = CHOICE
    choices: tuple[tuple[str, str], ...] = ()

    def words(self, value: str) -> str:
        """How the criterion reads above a list: "Nghề nghiệp: nghỉ hưu"."""
        said = dict(self.choices).get(value, value)
        return f"{self.title}: {print_day(date.fromisoformat(value)) if self.kind == DAY else said}"


def _coded(key: str, title: str, column: str, choices: list[tuple[str, str]], *, unknown: bool = True) -> Criterion:
    """One of the fixed values of a column; or none of them, where nobody has noted any."""

    def condition(value: str, day: date) -> Q:
        return Q(**{column: "" if value == UNKNOWN else value})

    return Criterion(key, title, condition, choices=(*choices, *([(UNKNOWN, "chưa ghi")] if unknown else [])))


def _bound(key: str, title: str, column: str, lookup: str) -> Criterion:
    return Criterion(key, title, lambda value, day: Q(**{f"{column}__{lookup}": date.fromisoformat(value)}), DAY)


def _born(key: str, title: str, lookup: str, month: int, last: int) -> Criterion:
    """A year alone is known as its first of January: it counts for the whole of its year."""
    return Criterion(
        key, title, lambda value, day: Q(**{f"member__birth_on__{lookup}": date(int(value), month, last)}), YEAR
    )


def _official_since(value: str, day: date) -> Q:
    return Q(membership__official_on__gte=date.fromisoformat(value)) & figures.condition("official", day)


def _official_until(value: str, day: date) -> Q:
    return Q(membership__official_on__lte=date.fromisoformat(value)) & figures.condition("official", day)


def _in_sector(value: str, day: date) -> Q:
    return Q(organisation__in=Term.objects.on(day).filter(sector=value).values("organisation"))


def _holds(value: str, day: date) -> Q:
    """Holds that office somewhere in the viewer's part."""
    held = OfficeHolding.objects.on(day)
    return Q(member__in=(held if value == HOLDS_ANY else held.filter(office=value)).values("member"))


CRITERIA = (
    _coded("gioi", "Giới tính", "member__sex", Sex.choices),
    _born("sinh-tu", "Sinh từ năm", "gte", 1, 1),
    _born("sinh-den", "Sinh đến năm", "lte", 12, 31),
    _bound("vao-tu", "Vào Đảng từ ngày", "membership__admitted_on", "gte"),
    _bound("vao-den", "Vào Đảng đến ngày", "membership__admitted_on", "lte"),
    Criterion("chinh-thuc-tu", "Chính thức từ ngày", _official_since, DAY),
    Criterion("chinh-thuc-den", "Chính thức đến ngày", _official_until, DAY),
    _coded("hoc-van", "Học vấn", "member__schooling", Schooling.choices),
    _coded("ly-luan", "Lý luận chính trị", "member__theory", Theory.choices),
    _coded("nghe", "Nghề nghiệp", "member__occupation", Occupation.choices),
    Criterion("loai-hinh", "Loại hình chi bộ", _in_sector, choices=tuple(Sector.choices)),
    Criterion("chuc-vu", "Chức vụ", _holds, choices=((HOLDS_ANY, "giữ một chức vụ bất kỳ"), *Office.choices)),
)
BY_KEY = {one.key: one for one in CRITERIA}
FIGURES = tuple((key, one.title) for key, one in figures.FIGURES.items())


def checks_on(day: date) -> list[tuple[str, str]]:
    """The checks to choose from: some say a number of the rules of that day."""
    return [(one.key, one.title_on(day)) for one in checks.BY_KEY.values()]
