"""In what two records may differ, and the ways there are to choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from members.models import Membership

KEPT, ABSORBED, FOLLOW, LEFT = "kept", "absorbed", "follow", "left"
Choices = Mapping[str, str]

# Plain facts of the person that are chosen one by one: name of the point, columns that go together, its label.
PLAIN: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("full_name", ("full_name", "fold", "sort_key"), "Họ và tên"),
    ("other_names", ("other_names", "other_fold"), "Tên gọi khác"),
    ("sex", ("sex",), "Giới tính"),
    ("birth", ("birth_on", "birth_precision"), "Ngày sinh"),
    ("profile_number", ("profile_number",), "Số lý lịch"),
    ("source_id", ("source_id",), "Mã trên cơ sở dữ liệu"),
    ("schooling", ("schooling",), "Học vấn phổ thông"),
    ("theory", ("theory",), "Lý luận chính trị"),
    ("occupation", ("occupation",), "Nghề nghiệp"),
    ("ethnic_code", ("ethnic_code",), "Dân tộc"),
)
SPELL: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("admitted", ("admitted_on", "admission_decision"), "Ngày vào Đảng"),
    ("official", ("official_on", "recognition", "recognition_decision"), "Ngày chính thức"),
)
# Dated facts: kind, label, by what two of them can't stand on one day (besides the spell, where they hang on one).
DATED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("placements", "Nơi sinh hoạt", ("kind",)),
    ("numbers", "Số thẻ", ("kind",)),
    ("residences", "Nơi cư trú", ()),
    ("exemptions", "Miễn công tác và sinh hoạt", ("spell",)),
    ("suspensions", "Đình chỉ sinh hoạt", ("spell",)),
    ("disciplines", "Kỷ luật", ("spell", "form", "day")),
    ("departures", "Ra khỏi danh sách", ("spell",)),
    ("introductions", "Giới thiệu về nơi cư trú", ("spell",)),
    ("holdings", "Chức vụ trong Đảng", ("organisation_id", "office")),
    ("name_changes", "Đổi tên", ("day",)),
)
MAY_FOLLOW = frozenset({"placements", "numbers", "residences"})


@dataclass(frozen=True)
class Point:
    """One place in which a choice is open; `ours` and `theirs` are the values (a plain fact), the spells, or the rows
    of the kept and of the absorbed record. `proposed` is "" where only a person can say."""

    key: str
    kind: str
    label: str
    ours: tuple[Any, ...]
    theirs: tuple[Any, ...]
    ways: tuple[str, ...]
    proposed: str


@dataclass
class Joining:
    """What two records say: `points` to choose in, `same` labels of what both say alike, `spells` {spell of the
    absorbed record: the one of the kept record that it is, or itself}."""

    points: list[Point] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    alike: list[tuple[str, Any]] = field(default_factory=list)
    spells: dict[int, Membership] = field(default_factory=dict)
