"""What the deciding level may note of a resolution of the cell: when it came, and that the decision takes longer.

24-QĐ/TW, 4.3.1: the term counts from the day the resolution is received and is made longer once, by thirty working days
at most (High; Med under 294-QĐ/TW, unverified under 208-QĐ/TW: there more days are doubted and not refused).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from admissions.models import Handling, Matter, Noted
from kit.calendar import print_day
from members.errors import Doubt, RuleBroken
from members.regulations import Confidence, Version, rules_on
from members.rules.people import check_not_after

from .steps import check_signed_by
from .way import Handled


class Resolved(NamedTuple):
    """A resolution of the cell: of which day, when it was decided on it, None before; `last`: the day until which the
    decision is in time as the term stood before it was made longer."""

    day: date
    decided_on: date | None = None
    last: date | None = None


def handled(rows: Iterable[Handling], matter: Matter) -> Handled:
    """What was noted on that matter."""
    own = {row.noted: row for row in rows if row.matter == matter}
    came, longer = own.get(Noted.CAME), own.get(Noted.LONGER)
    if longer is None:
        return Handled(came.day if came else None)
    return Handled(came.day if came else None, longer.wd or 0, longer.day)


def most(matter: Matter, resolved: date) -> Version:
    """By how many working days at most, by the rule of the day from which the term counts."""
    rules = rules_on(resolved)
    own: Version = rules.admission.extension_wd if matter == Matter.ADMISSION else rules.recognition.extension_wd
    return own


def check_resolved(resolved: Resolved | None) -> Resolved:
    if resolved is None:
        raise RuleBroken("admission.order", "Chi bộ chưa có nghị quyết để cấp có thẩm quyền nhận.")
    return resolved


def check_not_noted(rows: Iterable[Handling], matter: Matter, noted: Noted) -> None:
    """Each is noted once; another day is a correction, with its reason."""
    for row in rows:
        if (row.matter, row.noted) == (matter, noted):
            sentence = f"Đã ghi {noted.label} ngày {print_day(row.day)}; ghi sai thì sửa mục ấy."
            raise RuleBroken("arithmetic.once", sentence, field="day")


def check_day(resolved: Resolved, day: date, today: date) -> None:
    """After the resolution, before the decision on it, and it has happened."""
    check_not_after(day, today, field="day")
    if day < resolved.day:
        sentence = f"Ngày {print_day(day)} trước ngày {print_day(resolved.day)} của nghị quyết chi bộ."
        raise RuleBroken("arithmetic.order", sentence, field="day")
    if resolved.decided_on is not None and day > resolved.decided_on:
        sentence = f"Ngày {print_day(day)} sau ngày {print_day(resolved.decided_on)} đã quyết định."
        raise RuleBroken("arithmetic.order", sentence, field="day")


def check_paper(has_paper: bool) -> None:
    if not has_paper:
        raise RuleBroken("admission.paper", "Ghi số hoặc ngày của văn bản gia hạn.", field="number")


def check_signed(day: date, signed_on: date | None) -> None:
    """The term is made longer by a paper that is signed by then."""
    check_signed_by(day, signed_on, paper="Văn bản gia hạn", what="gia hạn")


def weigh_longer(matter: Matter, resolved: Resolved, day: date, wd: int | None) -> list[Doubt]:
    """By how many working days the term may be made longer: more than the rule lets be is refused where it is sure,
    else doubted; so is that it was made longer once it was over."""
    rule = most(matter, resolved.day)
    if wd is None or wd < 1:
        raise RuleBroken("arithmetic.missing", "Ghi gia hạn thêm bao nhiêu ngày làm việc.", field="wd")
    doubts = []
    if wd > rule.value:
        sentence = f"Gia hạn nhiều nhất {rule.value} ngày làm việc, đang ghi {wd}."
        if rule.confidence is Confidence.HIGH:
            raise RuleBroken(f"{matter}.extension_wd", sentence, field="wd")
        doubts.append(Doubt(f"{matter}.extension_wd", sentence, resolved.day))
    if resolved.last is not None and day > resolved.last:
        sentence = f"Gia hạn ngày {print_day(day)}, khi đã quá hạn quyết định {print_day(resolved.last)}."
        doubts.append(Doubt(f"{matter}.extension_wd", sentence, resolved.day))
    return doubts
