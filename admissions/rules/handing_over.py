"""When the file of who applies goes on to another cell, out of the district, or came in from outside.

The paper that goes along (giấy chứng nhận người vào Đảng đang trong thời gian được xem xét kết nạp) is known by its
title alone, so nothing but the order of the days, who leads and that there is a paper refuses (0148).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from admissions.models import HandOver, StepKind
from kit.calendar import print_day
from members.errors import RuleBroken
from members.rules.people import check_not_after

from .people import last_recorded
from .steps import check_not_stopped
from .way import Way

PAPER = "giấy chứng nhận người vào Đảng đang trong thời gian được xem xét kết nạp"


def check_may_go(way: Way) -> None:
    """Somebody who applies, by a file that is under way: a member's goes along with the member (0142)."""
    if way.is_member:
        raise RuleBroken(
            "admission.admitted", "Đã kết nạp: hồ sơ theo đảng viên khi chuyển sinh hoạt, không chuyển riêng."
        )
    check_not_stopped(way)


def check_goes_to(organisation: int | None, outside: str, *, cell: int) -> None:
    """To one place, which is another one than that which leads it."""
    if (organisation is None) == (not outside):
        sentence = (
            "Chỉ ghi một nơi nhận hồ sơ." if outside else "Ghi nơi nhận hồ sơ: chi bộ trong sổ, hoặc nơi ngoài đảng bộ."
        )
        raise RuleBroken("arithmetic.fits", sentence, field="outside" if outside else "organisation")
    if organisation == cell:
        raise RuleBroken("arithmetic.fits", "Hồ sơ đang ở chính chi bộ này.", field="organisation")


def check_has_paper(has_paper: bool) -> None:
    """It goes by the paper of the place that lets it go."""
    if not has_paper:
        raise RuleBroken("admission.paper", f"Ghi số hoặc ngày của {PAPER}.", field="number")


def check_goes_on(way: Way, day: date, today: date) -> None:
    """It has gone, and what was done here was done before: from that day on the other place leads it."""
    check_not_after(day, today, field="day")
    last = last_recorded(way)
    if last is not None and day <= last:
        sentence = f"Ngày {print_day(last)} ở đây còn ghi việc của hồ sơ này: chuyển hồ sơ từ một ngày sau đó."
        raise RuleBroken("arithmetic.order", sentence, field="day")


def check_led_that_day(former: str, went_on: date, day: date, *, over: bool) -> None:
    """What is recorded of a day on which the cell `former` led the file is recorded from above both cells (`over`), not
    by the cell to which it was handed over on `went_on`."""
    if not over:
        sentence = (
            f"Ngày {print_day(day)} hồ sơ còn ở {former}, chuyển sang đây ngày {print_day(went_on)}: việc của ngày ấy "
            "là của nơi cũ, do đảng ủy hoặc cán bộ tổ chức phụ trách cả hai nơi ghi."
        )
        raise RuleBroken("admission.recorded", sentence, field="day")


def check_may_have_come(way: Way) -> None:
    """By a file that may go, too, and once."""
    check_may_go(way)
    if way.arrived_on is not None:
        sentence = f"Đã ghi hồ sơ từ nơi khác chuyển đến ngày {print_day(way.arrived_on)}; ghi sai thì bỏ rồi ghi lại."
        raise RuleBroken("arithmetic.once", sentence, field="day")


def check_came_in(way: Way, day: date, today: date) -> None:
    """After the person was found, and before the cell here considered."""
    check_not_after(day, today, field="day")
    if (found := way.days.get(StepKind.SOURCE)) is not None and day < found:
        sentence = f"Ngày {print_day(day)} trước ngày {print_day(found)} đưa vào danh sách nguồn."
        raise RuleBroken("arithmetic.order", sentence, field="day")
    considered = way.recorded().get(StepKind.CELL)
    if considered is not None and considered < day:
        sentence = f"Chi bộ đã xét ngày {print_day(considered)}, trước khi hồ sơ chuyển đến ngày {print_day(day)}."
        raise RuleBroken("arithmetic.order", sentence, field="day")
    if way.handed and min(way.handed) <= day:
        sentence = f"Hồ sơ đã chuyển tiếp đi từ ngày {print_day(min(way.handed))}: ngày chuyển đến phải trước đó."
        raise RuleBroken("arithmetic.order", sentence, field="day")


def check_taken_back(way: Way, one: HandOver, rows: Sequence[HandOver], *, ended: int = 0) -> None:
    """The newest, on which nothing stands: nobody has recorded anything of that day or later since. That it came in
    from outside goes at any time before the ceremony. `ended`: how many helpers ended on its day because it went; they
    go on once it is taken back."""
    check_may_go(way)
    if one.organisation_id is None:
        return
    later = [row for row in rows if row.organisation_id is not None and row.day > one.day]
    if later:
        sentence = f"Bỏ trước: lần chuyển hồ sơ ngày {print_day(later[-1].day)}."
        raise RuleBroken("arithmetic.fits", sentence, field="why")
    last = last_recorded(_without(way, one.day, ended))
    if last is not None and last >= one.day:
        sentence = (
            f"Từ khi chuyển đã ghi việc ngày {print_day(last)}: bỏ việc ấy trước, hoặc ghi chuyển hồ sơ trở lại nơi cũ."
        )
        raise RuleBroken("arithmetic.fits", sentence, field="why")


def _without(way: Way, day: date, ended: int) -> Way:
    """The way as if the file had not been handed over that day: without its day, and without the ends of helpers."""
    helped = list(way.helped)
    for _ in range(ended):
        helped.remove(day)
    return replace(way, helped=tuple(helped), handed=tuple(one for one in way.handed if one != day))
