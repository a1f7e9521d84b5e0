"""The cell votes on whom it admitted, once the probation is over. Charter art. 5; 24-QĐ/TW, 4.2."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from admissions.models import StepKind
from kit.calendar import print_day
from members.errors import Doubt, RuleBroken
from members.models import Membership
from members.regulations import Confidence, rules_on
from members.rules.people import check_not_after, probation_end


class Try(NamedTuple):
    """One vote on the recognition: its day, and whether enough were for it."""

    day: date
    passed: bool


def check_over(spell: Membership | None, day: date, today: date) -> None:
    """There is a probationer, whose months are over on the day of the meeting."""
    check_not_after(day, today, field="day")
    if spell is None or spell.admitted_on is None:
        raise RuleBroken("admission.order", "Chưa ghi lễ kết nạp: chưa có đảng viên dự bị để xét công nhận.")
    if spell.official_on is not None:
        raise RuleBroken("arithmetic.once", f"Đã là đảng viên chính thức từ ngày {print_day(spell.official_on)}.")
    if day < (ends := probation_end(spell.admitted_on)):
        sentence = f"Ngày {print_day(day)} chưa hết thời gian dự bị, hết ngày {print_day(ends)}."
        raise RuleBroken("probation.months", sentence, field="day")


def check_here(where: int | None, cell: int, day: date) -> None:
    """The cell of the file considers who stands in it."""
    if where != cell:
        sentence = f"Ngày {print_day(day)} người này không sinh hoạt ở chi bộ giữ hồ sơ này."
        raise RuleBroken("arithmetic.fits", sentence, field="day")


def check_not_passed(tries: Sequence[Try]) -> None:
    """Whoever has a resolution does not vote again."""
    for one in tries:
        if one.passed:
            raise RuleBroken("arithmetic.once", f"Ngày {print_day(one.day)} chi bộ đã có nghị quyết.", field="day")


def check_again(tries: Sequence[Try], day: date, *, has_paper: bool) -> None:
    """One vote a day, and none after the one that was enough; what fell short was before."""
    if any(one.day == day for one in tries):
        raise RuleBroken("arithmetic.once", f"Đã ghi biểu quyết ngày {print_day(day)}.", field="day")
    check_not_passed(tries)
    later = [one.day for one in tries if one.day > day]
    if has_paper and later:
        sentence = f"Ngày {print_day(min(later))} đã biểu quyết không đủ phiếu; lần đủ phiếu không thể trước ngày ấy."
        raise RuleBroken("arithmetic.order", sentence, field="day")


def reported_up(tries: Sequence[Try], day: date) -> str:
    """What is to be done once so many votes fell short; "" before (24-QĐ/TW, 4.2.3)."""
    short, most = sum(not one.passed for one in tries), rules_on(day).recognition.max_votes.value
    if short < most or any(one.passed for one in tries):
        return ""
    return f"Đã {short} lần biểu quyết không đủ 2/3: báo cáo cấp trên quyết định, không biểu quyết nữa."


def weigh_tries(tries: Sequence[Try], day: date) -> list[Doubt]:
    """A further vote after as many as the rule lets fall short: refused where the rule is sure, else doubted."""
    sentence = reported_up(tries, day)
    if not sentence:
        return []
    if rules_on(day).recognition.max_votes.confidence is Confidence.HIGH:
        raise RuleBroken("recognition.max_votes", sentence, field="day")
    return [Doubt("recognition.max_votes", sentence, day)]


def check_stands(spell: Membership | None) -> None:
    """The vote of the cell stays under the recognition that came of it."""
    if spell is not None and spell.official_on is not None:
        sentence = f"Đã công nhận chính thức từ ngày {print_day(spell.official_on)}: bỏ quyết định ấy trước."
        raise RuleBroken("arithmetic.fits", sentence, field="why")


def check_no_papers(kind: StepKind, recorded: bool) -> None:
    """The ceremony stays under the papers of the recognition that followed."""
    if kind == StepKind.CEREMONY and recorded:
        raise RuleBroken("arithmetic.fits", "Bỏ trước: giấy tờ công nhận chính thức đã ghi.", field="why")
