"""What is held of a private enterprise fits together: days within days, an organisation or people noted one by one,
never both. Each `check_…` raises RuleBroken; 33-CT/TW says nothing that could refuse."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from kit import names
from kit.calendar import print_day
from members.errors import RuleBroken
from members.models import Term
from members.rules.people import check_not_after


class Period(NamedTuple):
    """[since, until), until empty while it goes on."""

    since: date
    until: date | None

    def meets(self, other: Period) -> bool:
        """Some day is in both."""
        return (other.until is None or self.since < other.until) and (self.until is None or other.since < self.until)

    def holds_all(self, other: Period) -> bool:
        ends = self.until is None or (other.until is not None and other.until <= self.until)
        return self.since <= other.since and ends


def check_period(one: Period, today: date, *, since: str = "day", until: str = "day") -> None:
    """It has begun by today, and ends after that. `since`, `until`: the fields of both."""
    check_not_after(one.since, today, field=since)
    if one.until is not None:
        check_not_after(one.until, today, field=until)
        if one.until <= one.since:
            raise RuleBroken("arithmetic.order", f"Phải sau ngày bắt đầu {print_day(one.since)}.", field=until)


def check_name(name: str) -> None:
    if not name.strip():
        raise RuleBroken("arithmetic.missing", "Ghi tên doanh nghiệp.", field="name")


def check_area(terms: Iterable[Term], day: date, *, field: str = "day") -> None:
    term = next((one for one in terms if one.holds_on(day)), None)
    if term is None or not term.kind.is_grass_roots or term.kind.holds_members:
        sentence = f"Ngày {print_day(day)} nơi này không phải đảng ủy cơ sở: địa bàn ghi theo đảng ủy cơ sở."
        raise RuleBroken("arithmetic.fits", sentence, field=field)


def check_once(name: str, own: Period, others: Iterable[tuple[str, Period]]) -> None:
    """No other one of the area bears that name on any of its days."""
    if any(names.fold(name) == names.fold(other) and own.meets(period) for other, period in others):
        raise RuleBroken("arithmetic.once", "Địa bàn này đã có doanh nghiệp tên ấy trong những ngày ấy.", field="name")


def check_within(outer: Period, inner: Period, *, field: str = "day") -> None:
    if not outer.holds_all(inner):
        to = f" đến trước {print_day(outer.until)}" if outer.until else ""
        sentence = f"Doanh nghiệp có trong sổ từ {print_day(outer.since)}{to}: chọn ngày trong khoảng ấy."
        raise RuleBroken("arithmetic.order", sentence, field=field)


def check_holds(outer: Period, inner: Iterable[Period], *, field: str) -> None:
    """Whatever stands on it lies within its days."""
    if any(not outer.holds_all(one) for one in inner):
        sentence = "Còn tổ chức đảng hoặc người ghi ở doanh nghiệp này ngoài những ngày ấy: ghi thôi trước."
        raise RuleBroken("arithmetic.order", sentence, field=field)


def check_bare(parts: int) -> None:
    if parts:
        sentence = (
            "Đã ghi tổ chức đảng hoặc người làm ở doanh nghiệp này: bỏ các mục ấy trước, hoặc ghi thôi hoạt động."
        )
        raise RuleBroken("arithmetic.fits", sentence)


def check_runs(until: date | None) -> None:
    if until is not None:
        raise RuleBroken("arithmetic.once", f"Đã ghi thôi từ ngày {print_day(until)}; ghi sai thì bỏ rồi ghi lại.")


def check_private(terms: Iterable[Term], day: date) -> None:
    term = next((one for one in terms if one.holds_on(day)), None)
    if term is None or not term.in_private_enterprise:
        sentence = (
            f"Ngày {print_day(day)} tổ chức này không ghi là trong doanh nghiệp tư nhân; sửa ở trang tổ chức trước."
        )
        raise RuleBroken("arithmetic.fits", sentence, field="organisation")


def check_no_link(own: Period, links: Iterable[Period], *, field: str = "day") -> None:
    """No organisation stands there on these days."""
    if any(own.meets(one) for one in links):
        sentence = "Những ngày ấy doanh nghiệp có tổ chức đảng: đảng viên ở đó là đảng viên của tổ chức ấy."
        raise RuleBroken("arithmetic.once", sentence, field=field)


def check_no_workers(own: Period, workers: Iterable[Period], *, again: str = "", field: str = "day") -> None:
    """Nobody is noted there one by one on these days. `again`: the enterprise in which an organisation would stand on
    other days than so far."""
    many = sum(own.meets(one) for one in workers)
    if many and again:
        sentence = (
            f"{again}: như vậy thì tổ chức đảng vẫn ở đó trong những ngày đã ghi riêng {many} người làm ở đó; bỏ các "
            "mục ấy trước."
        )
        raise RuleBroken("arithmetic.once", sentence, field=field)
    if many:
        raise RuleBroken("arithmetic.once", f"Còn {many} người ghi riêng từ ngày ấy: ghi thôi trước.", field=field)


def check_one_person(has_member: bool, has_applicant: bool) -> None:
    if has_member == has_applicant:
        raise RuleBroken("arithmetic.missing", "Chọn một đảng viên, hoặc một người xin vào Đảng.", field="member")


def check_one_place(own: Period, others: Iterable[Period]) -> None:
    """The same person is noted in no enterprise on any of these days."""
    if any(own.meets(one) for one in others):
        raise RuleBroken("arithmetic.once", "Người này đã ghi làm ở một doanh nghiệp trong những ngày ấy.", field="day")


def check_there(is_there: bool, day: date) -> None:
    """A member in the register, or an applicant in the source, on that day."""
    if not is_there:
        sentence = f"Ngày {print_day(day)} người này chưa có trong sổ, hoặc không còn."
        raise RuleBroken("arithmetic.fits", sentence, field="day")
