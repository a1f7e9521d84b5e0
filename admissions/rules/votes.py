"""What the numbers of a vote are, and what they come to. Charter art. 4.3."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from admissions.models import StepKind
from kit.calendar import print_day
from members.errors import RuleBroken
from members.regulations import rules_on

from .way import Way, needed, share

WHOSE = {StepKind.CELL: "đảng viên chính thức", StepKind.COMMITTEE: "cấp ủy viên"}

# As many as a form takes, and more than any cell has.
MOST = 9999


class Counted(NamedTuple):
    """What was counted at a vote."""

    base: int
    present: int
    in_favour: int
    against: int
    invalid: int


def check_counted(kind: StepKind, day: date, said: Counted, *, has_paper: bool) -> None:
    """The numbers fit together, and there is a resolution where they are enough."""
    check_numbers(*said)
    check_result(kind, day, said.base, said.in_favour, has_paper=has_paper)


def check_numbers(base: int, present: int, in_favour: int, against: int, invalid: int) -> None:
    """Arithmetic: somebody is there, nobody votes who is not, nobody is there who does not count."""
    for field, number in (("present", present), ("in_favour", in_favour), ("against", against), ("invalid", invalid)):
        if number < 0:
            raise RuleBroken("arithmetic.vote", "Ghi số người từ 0 trở lên.", field=field)
    check_base(base)
    if present < 1:
        raise RuleBroken("arithmetic.vote", "Phải có ít nhất một người có mặt thì mới là cuộc họp.", field="present")
    if present > base:
        raise RuleBroken("arithmetic.vote", f"Có mặt {present} người, nhiều hơn tổng số {base}.", field="present")
    if (cast := in_favour + against + invalid) > present:
        sentence = f"Tổng số phiếu {cast}, nhiều hơn {present} người có mặt."
        raise RuleBroken("arithmetic.vote", sentence, field="in_favour")


def check_base(base: int) -> None:
    """Somebody counts, and no more than a cell can hold."""
    if base > MOST:
        raise RuleBroken("arithmetic.vote", f"Tổng số không quá {MOST}.", field="base")
    if base < 1:
        raise RuleBroken("arithmetic.vote", "Tổng số phải từ 1 trở lên.", field="base")


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


def check_which(*, typed: bool, says_which: bool) -> None:
    """Of a resolution that is typed in, its number or its day; who made it alone doesn't say which it is."""
    if typed and not says_which:
        raise RuleBroken("admission.paper", "Đủ số phiếu: ghi số hoặc ngày của nghị quyết.", field="number")


def enough_words(kind: StepKind, base: int, day: date) -> str:
    """How many have to be for it, of whom the register counts that day."""
    on = print_day(day)
    if not base:
        return f"Ngày {on} sổ chưa ghi {WHOSE[kind]} nào ở đây."
    part = share(kind, day)
    return (
        f"Ngày {on} sổ tính {base} {WHOSE[kind]}: cần ít nhất {needed(kind, base, day)} phiếu tán thành "
        f"({part.numerator}/{part.denominator} của {base}, không phải của số có mặt)."
    )


def check_another_day(way: Way, kind: StepKind, day: date) -> None:
    """One vote a day."""
    if any(one.kind == kind and one.day == day for one in way.ballots):
        raise RuleBroken("arithmetic.once", f"Đã ghi biểu quyết ngày {print_day(day)}.", field="day")


def check_last(way: Way, kind: StepKind, day: date, *, has_paper: bool) -> None:
    """Whoever has a resolution does not vote again: what fell short was before."""
    later = [one.day for one in way.ballots if one.kind == kind and one.day > day]
    if has_paper and later:
        sentence = f"Ngày {print_day(min(later))} đã biểu quyết không đủ phiếu; lần đủ phiếu không thể trước ngày ấy."
        raise RuleBroken("arithmetic.order", sentence, field="day")


def check_resolved_after(day: date, signed_on: date | None) -> None:
    """A resolution is not signed before the meeting that made it."""
    if signed_on is not None and signed_on < day:
        sentence = f"Nghị quyết ký ngày {print_day(signed_on)}, trước ngày họp {print_day(day)}."
        raise RuleBroken("arithmetic.order", sentence, field="signed_on")
