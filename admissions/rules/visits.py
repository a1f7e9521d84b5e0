"""What a visit has to say (directive, D1; 06-HD/TW 2): whom, when, by whom; each `check_…` raises RuleBroken."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from admissions.models import SupportVisit, VisitKind
from kit.calendar import print_day
from members.errors import RuleBroken
from members.rules.people import check_not_after


class Visit(NamedTuple):
    """What was typed: `visitor` a member, or `name` of somebody else."""

    kind: str
    day: date
    visitor: int | None = None
    name: str = ""


def check_visit(given: Visit, member: int, today: date, *, here: bool) -> None:
    """It has happened, the member stood in a cell that day, and somebody else visited. `here`: so it was."""
    check_not_after(given.day, today, field="day")
    if given.kind not in VisitKind.values:
        raise RuleBroken("arithmetic.missing", "Chọn loại thăm hỏi.", field="kind")
    if not here:
        sentence = f"Ngày {print_day(given.day)} người này không sinh hoạt ở chi bộ nào trong sổ."
        raise RuleBroken("arithmetic.fits", sentence, field="day")
    if (given.visitor is None) == (not given.name.strip()):
        raise RuleBroken("arithmetic.missing", "Chọn người đến thăm, hoặc ghi họ tên người ngoài.", field="visitor")
    if given.visitor == member:
        raise RuleBroken("arithmetic.fits", "Người đến thăm phải là người khác.", field="visitor")


def check_once(others: Iterable[SupportVisit], given: Visit) -> None:
    if any(one.kind == given.kind and one.day == given.day for one in others):
        raise RuleBroken("arithmetic.once", f"Đã ghi thăm hỏi loại này ngày {print_day(given.day)}.", field="day")


def check_period(since: date, until: date) -> None:
    if until < since:
        raise RuleBroken("arithmetic.order", "Ngày cuối phải từ ngày đầu trở đi.", field="until")
