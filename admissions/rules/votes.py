"""What the numbers of a vote are, and what they come to. Charter art. 4.3."""

from __future__ import annotations

from datetime import date

from admissions.models import StepKind
from kit.calendar import print_day
from members.errors import RuleBroken
from members.regulations import rules_on

from .way import Way, needed, share

WHOSE = {StepKind.CELL: "đảng viên chính thức", StepKind.COMMITTEE: "cấp ủy viên"}


def check_numbers(base: int, present: int, in_favour: int, against: int, invalid: int) -> None:
    """Arithmetic: nobody votes who is not there, nobody is there who does not count."""
    if base < 1:
        raise RuleBroken("arithmetic.vote", "Tổng số phải từ 1 trở lên.", field="base")
    if present > base:
        raise RuleBroken("arithmetic.vote", f"Có mặt {present} người, nhiều hơn tổng số {base}.", field="present")
    if (cast := in_favour + against + invalid) > present:
        sentence = f"Tổng số phiếu {cast}, nhiều hơn {present} người có mặt."
        raise RuleBroken("arithmetic.vote", sentence, field="in_favour")


def check_result(kind: StepKind, day: date, base: int, in_favour: int, *, has_paper: bool) -> None:
    """A resolution is made where enough are for it, and only there; the numbers are kept and told either way."""
    want = needed(kind, base, day)
    if in_favour < want and has_paper:
        part = share(kind, day)
        sentence = (
            f"Cần {want} phiếu tán thành ({part.numerator}/{part.denominator} của {base} {WHOSE[kind]}), mới có "
            f"{in_favour}: {rules_on(day).admission.short_of_quorum.value}. Để trống số nghị quyết."
        )
        raise RuleBroken("admission.short_of_quorum", sentence, field="number")
    if in_favour >= want and not has_paper:
        raise RuleBroken("admission.paper", "Đủ số phiếu: ghi số hoặc ngày của nghị quyết.", field="number")


def check_another_day(way: Way, kind: StepKind, day: date) -> None:
    """One vote a day."""
    if any(one.kind == kind and one.day == day for one in way.ballots):
        raise RuleBroken("arithmetic.once", f"Đã ghi biểu quyết ngày {print_day(day)}.", field="day")
