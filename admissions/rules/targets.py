"""What a target of admissions has to say: for whom, which year, how many, by which decision. Each `check_…` raises
RuleBroken. The regulations say nothing of targets: only the arithmetic refuses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from kit.calendar import print_day
from members.errors import RuleBroken
from members.models import Term
from members.rules.people import check_not_after

from .steps import check_signed_by

# A congress sets them for the five years of its term.
YEARS_AHEAD = 5
MOST = 2000


class Given(NamedTuple):
    """What was typed."""

    year: int
    number: int
    day: date


def check_target(given: Given, terms: Iterable[Term], today: date, *, has_paper: bool) -> None:
    """It is set by now, by a paper, before its year is over, for an organisation of the grass roots that day."""
    check_not_after(given.day, today, field="day")
    if not given.day.year <= given.year <= given.day.year + YEARS_AHEAD:
        sentence = (
            f"Giao ngày {print_day(given.day)} thì chỉ tiêu là của năm {given.day.year} đến {given.day.year + 5}."
        )
        raise RuleBroken("arithmetic.order", sentence, field="year")
    if not 0 <= given.number <= MOST:
        raise RuleBroken("arithmetic.fits", f"Ghi số người từ 0 đến {MOST}.", field="many")
    if not has_paper:
        raise RuleBroken("admission.paper", "Ghi số hoặc ngày của văn bản giao chỉ tiêu.", field="number")
    term = next((one for one in terms if one.holds_on(given.day)), None)
    if term is None or not term.kind.is_grass_roots:
        sentence = (
            f"Ngày {print_day(given.day)} nơi này không phải tổ chức cơ sở đảng: chỉ tiêu giao cho tổ chức cơ sở."
        )
        raise RuleBroken("arithmetic.fits", sentence, field="day")


def check_signed(given: Given, signed_on: date | None) -> None:
    """By a paper that was signed by that day."""
    check_signed_by(given.day, signed_on, paper="Văn bản", what="giao chỉ tiêu")


def check_once(days: Iterable[date], given: Given) -> None:
    """`days`: on which targets of that year were set for it already."""
    if given.day in days:
        sentence = (
            f"Ngày {print_day(given.day)} đã ghi chỉ tiêu năm {given.year} của nơi này; ghi sai thì bỏ rồi ghi lại."
        )
        raise RuleBroken("arithmetic.once", sentence, field="day")
