"""A clock in words, and the clocks of one file: what runs, what the deciding level noted, what may still be noted."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse

from admissions.models import Handling, Matter, Noted
from admissions.procedure import handling, spells
from admissions.procedure.reading import File
from admissions.procedure.running import of_probation
from admissions.rules import clocks
from admissions.rules import handling as rules
from admissions.rules.clocks import LADDER, Clock, Kind, Level
from kit.calendar import print_day
from members import wording
from members.errors import why_not_yet
from members.regulations import RULES, shown

SHORT = {
    Kind.DECISION: "Quyết định kết nạp", Kind.CEREMONY: "Lễ kết nạp", Kind.RECORDS: "Lý lịch, phiếu",
    Kind.CERTIFICATE: "Giấy chứng nhận", Kind.DOSSIER: "Thẩm tra", Kind.PROBATION: "Hết dự bị",
    Kind.REVIEW: "Xét công nhận", Kind.RECOGNITION: "Quyết định công nhận",
}  # fmt: skip
# What each decision is on.
MATTERS = {Kind.DECISION: Matter.ADMISSION, Kind.RECOGNITION: Matter.RECOGNITION}
WHOSE = {Level.CELL: "chi bộ", Level.COMMITTEE: "đảng ủy cơ sở", Level.DISTRICT: "cấp có thẩm quyền"}


def whose(clock: Clock) -> str:
    return ", ".join(WHOSE[level] for level in Level if level in clock.own)


def state(left: int) -> str:
    return "late" if left < 0 else "soon" if left <= LADDER[-2] else "waits"


def until_words(clock: Clock, day: date) -> str:
    """The last day with how many are left or over, as a line says them: "08/10/2026 (quá hạn 52 ngày)"."""
    return f"{print_day(clock.last)} ({wording.left(clock.left(day))})"


def due_words(clock: Clock, day: date) -> str:
    """The same with what is to be done by then: "lễ kết nạp 08/10/2026 (quá hạn 52 ngày)"."""
    name = SHORT[clock.kind]
    return f"{name[0].lower()}{name[1:]} {until_words(clock, day)}"


def rule_words(kind: Kind, day: date) -> str:
    rule = shown(RULES[clocks.RULE[kind]], day)
    return f"{rule.citation}: {rule.value}"


def of_file(file: File, may: AbstractSet[str], off: clocks.Off, day: date, *, left: bool = False) -> dict[str, Any]:
    """What the page of a file says: each clock that runs with its last day and rule; what the deciding level noted; the
    buttons of who may note."""
    # Whoever has left has no records to be done.
    of_way = () if left else clocks.of_file(file.way, off, day)
    running_here = [*of_way, *(() if left else _of_probation(file, off, day))]
    lines = [
        {"name": SHORT[one.kind], "day": print_day(one.last), "left": wording.left(one.left(day)),
         "kind": state(one.left(day)), "rule": f"{rule_words(one.kind, one.since)}{_longer(file, one.kind)}"}
        for one in sorted(running_here, key=lambda one: one.last)
    ]  # fmt: skip
    rights = frozenset[str]() if file.way.stopped_on is not None else may
    noted = [_noted(one, rights) for one in file.handlings]
    return {"lines": lines, "noted": noted, "acts": _acts(file, rights, day)} if lines or noted else {}


def _longer(file: File, kind: Kind) -> str:
    """By how many working days the term of a decision was made longer, in words."""
    matter = MATTERS.get(kind)
    wd = rules.handled(file.handlings, matter).longer if matter else 0
    return f", gia hạn thêm {wd} ngày làm việc" if wd else ""


def _of_probation(file: File, off: clocks.Off, day: date) -> list[Clock]:
    spell = spells.of_file(file.applicant)
    if spell is None or spell.admitted_on is None or (spell.official_on is not None and spell.official_on <= day):
        return []
    clock = of_probation(spell.admitted_on, file, off, day)
    return [clock] if clock is not None else []


def _noted(one: Handling, may: AbstractSet[str]) -> dict[str, str]:
    said = [print_day(one.day), *([f"thêm {one.wd} ngày làm việc"] if one.wd else [])]
    said += [wording.paper(one.decision)] if one.decision_id else []
    said += [f"{one.account.full_name} ghi"] if one.account else []
    return {
        "name": f"{one.get_noted_display().capitalize()} ({one.get_matter_display()})",
        "said": "; ".join(said),
        "edit": reverse("correct-handling", args=[one.pk]) if "correct_handling" in may else "",
        "off": reverse("take-back-handling", args=[one.pk]) if "take_back_handling" in may else "",
    }  # fmt: skip


def _acts(file: File, may: AbstractSet[str], day: date) -> list[tuple[str, str]]:
    """What may still be noted, on the matter that is to be decided."""
    matter, pk = handling.matter_of(file), [file.applicant.pk]
    if why_not_yet(partial(handling.check_may_note, file, matter, day, above="hold_ceremony" in may)):
        return []
    return [
        (words, reverse(name, args=pk))
        for verb, noted, words, name in (
            ("note_resolution_came", Noted.CAME, "Ghi ngày nhận nghị quyết của chi bộ", "resolution-came"),
            ("extend_decision", Noted.LONGER, "Gia hạn quyết định", "extend-decision"),
        )
        if verb in may and not why_not_yet(partial(rules.check_not_noted, file.handlings, matter, noted))
    ]
