"""The questions the rest of the program asks of the rules, each for a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from kit.calendar import print_day

from .admission import ADMISSION
from .cards import CARDS, LISTS
from .organisations import DATA, DOCUMENTS, ORGANISATIONS
from .papers import INSTRUMENTS
from .parts import Confidence, Rule, Version
from .recognition import RECOGNITION
from .transfers import TRANSFERS
from .years import DISCIPLINE, RATING

SECTIONS: dict[str, tuple[Rule, ...]] = {
    "Kết nạp đảng viên": ADMISSION,
    "Dự bị, công nhận chính thức, tuổi đảng": RECOGNITION,
    "Chuyển sinh hoạt đảng, nơi cư trú": TRANSFERS,
    "Miễn sinh hoạt, kiểm điểm, xếp loại": RATING,
    "Kỷ luật, sàng lọc, xóa tên": DISCIPLINE,
    "Thẻ đảng viên, Huy hiệu Đảng": CARDS,
    "Danh sách, hồ sơ đảng viên": LISTS,
    "Tổ chức đảng, sinh hoạt, đảng phí": ORGANISATIONS,
    "Thể thức văn bản": DOCUMENTS,
    "Dữ liệu cá nhân": DATA,
    "Văn bản đang áp dụng": INSTRUMENTS,
}
RULES: dict[str, Rule] = {one.key: one for rules in SECTIONS.values() for one in rules}
TITLES: dict[str, str] = {one.key: title for title, rules in SECTIONS.items() for one in rules}


@dataclass(frozen=True)
class Group:
    """The rules of one subject on a day: `rules_on(day).admission.age_min` is a Version."""

    name: str
    day: date

    def __getattr__(self, name: str) -> Version:
        key = f"{self.name}.{name}"
        if key not in RULES:
            raise AttributeError(f"no rule {key}")
        return version_on(key, self.day)


@dataclass(frozen=True)
class RulesOfDay:
    day: date

    def __getattr__(self, name: str) -> Group:
        if not any(key.startswith(f"{name}.") for key in RULES):
            raise AttributeError(f"no group of rules {name}")
        return Group(name, self.day)


@dataclass(frozen=True)
class Shown:
    """A rule as the screen says it on a day; every field is Vietnamese text."""

    title: str
    value: str
    citation: str
    since: str
    confidence: str
    note: str


def rules_on(day: date) -> RulesOfDay:
    """The rules in force on `day`. An unknown group or name raises AttributeError."""
    return RulesOfDay(day)


def version_on(key: str, day: date) -> Version:
    """The version of a rule in force on `day`; before the first, that one as UNVERIFIED. KeyError for no such rule."""
    versions = RULES[key].versions
    for version in reversed(versions):
        if version.holds_on(day):
            return version
    return replace(versions[0], confidence=Confidence.UNVERIFIED)


def all_rules() -> list[Rule]:
    """Every rule, in the order in which the page lists them."""
    return list(RULES.values())


def group_title(key: str) -> str:
    """The heading under which a rule stands. KeyError for no such rule."""
    return TITLES[key]


def shown(rule: Rule, day: date) -> Shown:
    """The rule as it is on `day`, for the screen."""
    version = version_on(rule.key, day)
    value = rule.words.format(written(version.value))
    since = print_day(version.since)
    return Shown(rule.title, value, version.citation, since, version.confidence.label, version.note)


@dataclass(frozen=True)
class Change:
    """What became of one rule on the day a new version of it came into force."""

    title: str
    before: str
    after: str
    citation: str
    confidence: str


@dataclass(frozen=True)
class Changes:
    """Everything that changed on one day: rules that say something else, and how many only rest on another paper or
    are known with another confidence."""

    since: date
    rules: tuple[Change, ...]
    others: int


def changes() -> list[Changes]:
    """What changed when, the newest day first."""
    days: dict[date, list[Change]] = {}
    for rule in RULES.values():
        for former, later in pairwise(rule.versions):
            before, after = (rule.words.format(written(one.value)) for one in (former, later))
            change = Change(rule.title, before, after, later.citation, later.confidence.label)
            days.setdefault(later.since, []).append(change)
    found = []
    for since in sorted(days, reverse=True):
        told = tuple(one for one in days[since] if one.before != one.after)
        found.append(Changes(since, told, len(days[since]) - len(told)))
    return found


def written(value: Any) -> str:
    """A value as text: 2/3, 18, 01/7/2025, "30, 40"."""
    if isinstance(value, date):
        return print_day(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ("; " if any(isinstance(one, str) for one in value) else ", ").join(written(one) for one in value)
    return f"{value.numerator}/{value.denominator}" if isinstance(value, Fraction) else str(value)
