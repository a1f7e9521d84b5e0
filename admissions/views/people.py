"""Who stands around an applicant, as the page of the file names them, with their pages where they are open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse

from admissions.models import Helper, Introducer, Remark, StepKind
from admissions.procedure import helping as helping_of
from admissions.procedure import introducing, spells
from admissions.procedure.reading import File
from admissions.rules import helping
from admissions.rules import steps as rules
from admissions.views.acts import Own
from kit import names
from kit.calendar import print_day
from members import wording
from members.errors import why_not_yet
from members.models import Member

Links = list[tuple[str, str]]
# {assignment: until when, None while it goes on}
Ends = Mapping[int, date | None]


@dataclass(frozen=True)
class Person:
    """One of them: the name, the address of the page or "", what is said beside it. `title`: as what; `acts`: (words,
    address) of what may be pressed; `remarks`: (day, address where it is taken back or "")."""

    title: str
    name: str
    href: str
    said: str
    acts: Links = field(default_factory=list)
    remarks: Links = field(default_factory=list)
    warns: str = ""


@dataclass(frozen=True)
class Around:
    """`unnamed`: the paper was recorded before there were names; `missing`: nobody helps, though somebody should;
    `acts`: (words, address)."""

    introducers: list[Person] = field(default_factory=list)
    helpers: list[Person] = field(default_factory=list)
    unnamed: bool = False
    missing: str = ""
    acts: Links = field(default_factory=list)
    people: list[int] = field(default_factory=list)


def around(file: File, may: AbstractSet[str], day: date, own: Own, *, left: bool = False) -> Around:
    """Everybody who is named beside the steps. `left`: who is out of the lists is not helped any more."""
    step = file.steps.get(StepKind.INTRODUCED)
    introduced = introducing.introduced(step)
    known = introducing.called(row.name for row in introduced if row.member_id is None)
    helpers = list(
        Helper.objects.filter(applicant=file.applicant).select_related("member", "decision").order_by("since", "pk")
    )
    if file.left_on is not None:
        helpers = [row for row in helpers if row.since < file.left_on]
    ends = helping_of.ends_of(file.applicant, helpers)
    named = [row.member_id for row in (*introduced, *helpers) if row.member_id]
    opened, to_help = opened_of(named), not (left or _why_no_help(file, day))
    return Around(
        introducers=[Person("Người giới thiệu", *_called(row, opened), _since(row, known)) for row in introduced],
        helpers=_helpers(file, helpers, ends, opened, may, day, own), unnamed=step is not None and not introduced,
        missing=_missing(file, ends) if to_help else "",
        acts=_acts(file, ends, may) if to_help else [], people=named,
    )  # fmt: skip


def opened_of(people: Iterable[int]) -> set[int]:
    """Whose page the viewer may open."""
    wanted = set(people)
    return Member.objects.opened_and_gone(wanted)[0] if wanted else set()


def _called(row: Introducer | Helper, opened: set[int]) -> tuple[str, str]:
    if row.member is None or row.member_id is None:
        return row.name, ""
    return row.member.full_name, reverse("person", args=[row.member_id]) if row.member_id in opened else ""


def _since(row: Introducer, known: Container[str]) -> str:
    elsewhere = ", ở chi bộ khác" if row.member_id is None else ""
    if row.member_id is None and names.fold(row.name) not in known:
        elsewhere += "; phần sổ của đồng chí không có tên này, theo giấy giới thiệu"
    return f"cùng công tác, học tập, cư trú từ {print_day(row.together)}{elsewhere}"


def _helpers(
    file: File, rows: Sequence[Helper], ends: Ends, opened: set[int], may: AbstractSet[str], day: date, own: Own
) -> list[Person]:  # fmt: skip
    remarks = defaultdict[int, list[Remark]](list)
    for one in Remark.objects.filter(helper__in=rows).order_by("day"):
        if file.left_on is None or one.day < file.left_on:
            remarks[one.helper_id].append(one)
    goes_on = any(ends[row.pk] is None for row in rows) and file.left_on is None
    here = introducing.cell_list(file.applicant, day) if goes_on else {}
    stopped = file.stop is not None
    return [
        Person(
            _helps_whom(file, row, ends[row.pk]), *_called(row, opened), _days(file, row, ends[row.pk]),
            [] if stopped else _acts_on(row, ends[row.pk], may, own),
            [(print_day(one.day), _taken_back(one, may) if not stopped and own(one, one.day) else "")
             for one in remarks[row.pk]],
            warns=_warns(row, here) if goes_on and not stopped and ends[row.pk] is None else "",
        )
        for row in rows
    ]  # fmt: skip


def _helps_whom(file: File, row: Helper, ends: date | None) -> str:
    """The applicant until the ceremony, the probationer from that day on."""
    held = file.way.days.get(StepKind.CEREMONY)
    if held is None or (ends is not None and ends <= held):
        return "Giúp đỡ người vào Đảng"
    return "Giúp đỡ đảng viên dự bị" if row.since >= held else "Giúp đỡ người vào Đảng, đảng viên dự bị"


def _days(file: File, row: Helper, ends: date | None) -> str:
    said = f"từ {print_day(row.since)}" + (f" đến trước {print_day(ends)}" if ends else "")
    if ends and row.until is None:
        held = file.way.days.get(StepKind.CEREMONY)
        moved = held is not None and ends >= held
        said += ", thôi vì chuyển sinh hoạt" if moved else ", thôi vì hồ sơ chuyển sang nơi khác"
    return f"{said}; {wording.paper(row.decision)}" if row.decision_id else said


def _warns(row: Helper, here: dict[int, str]) -> str:
    if row.member_id in here:
        return ""
    return "nay không còn trong danh sách đảng viên chính thức của chi bộ: phân công người khác"


def _why_no_help(file: File, day: date) -> str:
    """Why nobody is assigned today: the file goes no further, or the probationer is official."""
    return why_not_yet(partial(rules.check_goes_on, file.way)) or why_not_yet(
        partial(helping.check_not_official, spells.of_file(file.applicant), day)
    )


def _missing(file: File, ends: Ends) -> str:
    """The cell assigns a helper with the resolution of step 2, and anew for the probationer."""
    if StepKind.SYMPATHISER not in file.way.days and not file.way.taken_over:
        return ""
    return "" if None in ends.values() else "chưa phân công"


def _acts(file: File, ends: Ends, may: AbstractSet[str]) -> Links:
    if "assign_helper" not in may:
        return []
    words = "Đổi người giúp đỡ" if None in ends.values() else "Phân công người giúp đỡ"
    return [(words, reverse("assign-helper", args=[file.applicant.pk]))]


ON_HELPER = {
    "note_remark": ("Ghi đã nhận xét", "note-remark"), "end_helper": ("Thôi giúp đỡ", "end-helper"),
    "correct_helper": ("Sửa", "correct-helper"), "take_back_helper": ("Bỏ", "take-back-helper"),
}  # fmt: skip


def _acts_on(row: Helper, ends: date | None, may: AbstractSet[str], own: Own) -> Links:
    ended = {"end_helper"} if ends is not None else set[str]()
    ended |= set() if own(row, row.since or date.min) else {"correct_helper", "take_back_helper"}
    found = {verb: each for verb, each in ON_HELPER.items() if verb in may - ended}
    if ends is not None and "note_remark" in found:
        # The rule takes what he remarked until then, and no day after it: that is what the button says.
        found["note_remark"] = (f"Ghi nhận xét đã có đến {print_day(ends)}", "note-remark")
    return [(words, reverse(name, args=[row.pk])) for words, name in found.values()]


def _taken_back(one: Remark, may: AbstractSet[str]) -> Any:
    return reverse("take-back-remark", args=[one.pk]) if "take_back_remark" in may else ""
