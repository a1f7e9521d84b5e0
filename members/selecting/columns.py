"""What an own list shows of each person: each column turns some placements of a day into texts, asking the database
once for all of them where it needs facts that do not stand in the placement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from members import kept, lists, rosters, wording
from members.models import Number, NumberKind, OfficeHolding, Placement, Residence

Texts = Callable[[Sequence[Placement], date], list[str]]


@dataclass(frozen=True)
class Shown:
    """A column: its head, its width on paper (mm), its text for each of some placements; `right`: numbers and days;
    `of_pages`: only for those who open persons' pages; `gap`: what the screen says where there is nothing."""

    key: str
    head: str
    width: float
    texts: Texts
    right: bool = False
    of_pages: bool = False
    gap: str = "chưa có"


def _plain(text: Callable[[Placement], str]) -> Texts:
    return lambda placements, day: [text(one) for one in placements]


def _cells(placements: Sequence[Placement], day: date) -> list[str]:
    names = kept.full_names({one.organisation_id for one in placements}, day)
    return [names.get(one.organisation_id, "") for one in placements]


def _above(placements: Sequence[Placement], day: date) -> list[str]:
    parents = kept.parents({one.organisation_id for one in placements}, day)
    names = kept.full_names({pk for pk in parents.values() if pk}, day)
    return [names.get(parents.get(one.organisation_id) or 0, "") for one in placements]


def _numbers(kind: str) -> Texts:
    def texts(placements: Sequence[Placement], day: date) -> list[str]:
        held = Number.objects.on(day).filter(kind=kind, member__in=[one.member_id for one in placements])
        values = dict(held.values_list("member", "value"))
        return [values.get(one.member_id, "") for one in placements]

    return texts


def _homes(placements: Sequence[Placement], day: date) -> list[str]:
    """Where somebody lives stands on the person's page: it is shown to those who may open that page."""
    opened, _ = lists.opened([one.member_id for one in placements], day)
    lives = Residence.objects.on(day).filter(member__in=opened)
    homes = dict(lives.values_list("member", "address"))
    return [homes.get(one.member_id, "") for one in placements]


def _offices(placements: Sequence[Placement], day: date) -> list[str]:
    """Offices in the viewer's part, each with the organisation where it is not the person's own cell."""
    held: dict[int, list[OfficeHolding]] = {}
    rows = OfficeHolding.objects.on(day).filter(member__in=[one.member_id for one in placements])
    for one in rows.order_by("since", "pk"):
        held.setdefault(one.member_id, []).append(one)
    names = kept.short_names({one.organisation_id for own in held.values() for one in own}, day)
    return [
        "; ".join(
            label if (label := one.get_office_display()) and one.organisation_id == place.organisation_id
            else f"{label} {names.get(one.organisation_id, '')}".strip()
            for one in held.get(place.member_id, ())
        )
        for place in placements
    ]  # fmt: skip


def _official(placements: Sequence[Placement], day: date) -> list[str]:
    return [
        wording.day(one.membership.official_on, "") if rosters.is_official(one, day) else "dự bị" for one in placements
    ]


COLUMNS = (
    Shown("ten-khac", "Tên gọi khác", 30, _plain(lambda one: one.member.other_names), gap=""),
    Shown("sinh", "Ngày sinh", 22, _plain(lambda one: wording.birth(one.member)), right=True),
    Shown("gioi", "Giới tính", 14, _plain(lambda one: one.member.get_sex_display())),
    Shown("chi-bo", "Chi bộ", 42, _cells),
    Shown("cap-tren", "Trực thuộc", 42, _above),
    Shown("vao", "Ngày vào Đảng", 24, _plain(lambda one: wording.day(one.membership.admitted_on, "")), right=True),
    Shown("chinh-thuc", "Ngày chính thức", 24, _official, right=True),
    Shown("the", "Số thẻ đảng viên", 28, _numbers(NumberKind.CARD_12), right=True),
    Shown("the-cu", "Số thẻ theo Quyết định 85", 22, _numbers(NumberKind.CARD_8), right=True),
    Shown("ly-lich", "Số lý lịch", 20, _plain(lambda one: one.member.profile_number), right=True),
    Shown("hoc-van", "Học vấn", 26, _plain(lambda one: one.member.get_schooling_display())),
    Shown("ly-luan", "Lý luận chính trị", 24, _plain(lambda one: one.member.get_theory_display())),
    Shown("nghe", "Nghề nghiệp", 28, _plain(lambda one: one.member.get_occupation_display())),
    Shown("cu-tru", "Nơi cư trú", 50, _homes, of_pages=True),
    Shown("chuc-vu", "Chức vụ trong Đảng", 40, _offices, gap=""),
    Shown("ghi-chu", "Ghi chú", 34, rosters.notes, gap=""),
)
BY_KEY = {one.key: one for one in COLUMNS}
USUAL = ("sinh", "chi-bo", "vao", "chinh-thuc")


def offered(*, opens: bool) -> list[Shown]:
    """The columns of a viewer, who opens persons' pages or does not."""
    return [one for one in COLUMNS if opens or not one.of_pages]
