"""Rules about who a file is about and whether it is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from admissions.models import Applicant, Backing, StepKind, Stop, StopKind
from kit.calendar import PartialDate, print_day
from members import wording
from members.errors import RuleBroken
from members.rules.people import check_not_after

from .introducers import wanted
from .steps import called, check_considered, check_exception
from .way import NUMBER, Way, gaps


def check_found_after_birth(birth_on: date | None, day: date, *, field: str = "day") -> None:
    """Nobody is found before he is born."""
    if birth_on is not None and day <= birth_on:
        sentence = f"Ngày đưa vào danh sách nguồn {print_day(day)} phải sau ngày sinh {print_day(birth_on)}."
        raise RuleBroken("arithmetic.order", sentence, field=field)


def check_found_before_help(way: Way, day: date) -> None:
    """Nobody helps who is not found."""
    if (first := min(way.helped, default=day)) < day:
        sentence = f"Ngày {print_day(day)} sau ngày {print_day(first)} phân công đảng viên giúp đỡ."
        raise RuleBroken("arithmetic.order", sentence, field="day")


def may_be_one(born: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether somebody of that birth may be somebody of the other, as far as both are known."""
    if born is None or other is None:
        return True
    return born.earliest() <= other.latest() and other.earliest() <= born.latest()


def check_one_file(others: Sequence[Applicant]) -> None:
    """One person, one file under way: a second one is not opened beside it, in whatever cell it is."""
    if others:
        sentence = (
            "Trong sổ đang có hồ sơ kết nạp của người cùng tên, cùng năm sinh. Đúng là người ấy chuyển đến đây thì nơi "
            "đang xét chuyển hồ sơ sang; không lập hồ sơ thứ hai."
        )
        raise RuleBroken("admission.one_file", sentence, field="full_name")


def check_none_meanwhile(others: Sequence[Applicant]) -> None:
    """A file that was stopped does not go on beside another one of the same person."""
    if others:
        sentence = (
            "Người này nay có hồ sơ kết nạp khác đang xét: hồ sơ ấy xét tiếp. Hồ sơ này vẫn thôi xét; hồ sơ kia lập "
            "nhầm thì ghi thôi xét hồ sơ kia trước."
        )
        raise RuleBroken("admission.one_file", sentence, field="why")


def check_no_member(found: bool) -> None:
    """Nobody is admitted who is a member: a file is opened, taken up and brought to its ceremony for others only."""
    if found:
        raise RuleBroken(
            "arithmetic.member", "Trong sổ đang có đảng viên cùng họ tên, cùng ngày sinh.", field="full_name"
        )


def check_backing(way: Way, backing: str) -> None:
    """Who recommends is what was resolved: the resolution of Đoàn or công đoàn goes first, and so do the introducers
    where they are too few."""
    if backing == Backing.MEMBERS and StepKind.UNION in way.days:
        raise RuleBroken("arithmetic.fits", f"Đã ghi {called(StepKind.UNION)}: bỏ bước ấy trước.", field="backing")
    if 0 < len(way.together) < wanted(backing):
        sentence = f"Đã ghi {called(StepKind.INTRODUCED)} với {len(way.together)} người: bỏ bước ấy trước."
        raise RuleBroken("arithmetic.fits", sentence, field="backing")


def check_still_stands(before: Way, after: Way) -> None:
    """What was recorded holds with what is said of the person now, as it held before: whom the cell has considered, who
    recommends, when the province agreed."""
    if new := gaps(after) - gaps(before):
        kind, missing = min(new, key=lambda one: (NUMBER[one[0]], NUMBER[one[1]]))
        sentence = f"{wording.begun(called(kind))} đã ghi khi chưa có {called(missing)}: bỏ {called(kind)} trước."
        raise RuleBroken("arithmetic.fits", sentence, field="backing")
    day = before.done().get(StepKind.CELL)
    if day is not None:
        check_considered(after, day)
    check_exception(after, after.days.get(StepKind.DECISION), field="exception_signed_on")


def check_own_facts(way: Way, changed: bool) -> None:
    """From the ceremony on who somebody is stands in the register, and is put right there."""
    if way.is_member and changed:
        raise RuleBroken("admission.admitted", "Đã kết nạp: nhân thân sửa ở hồ sơ đảng viên.")


def check_stop_kind(way: Way, kind: str) -> None:
    """That it goes on elsewhere says where: a verb of its own. Who decides refuses only what the cell has proposed."""
    if kind == StopKind.HANDED:
        raise RuleBroken("arithmetic.fits", "Hồ sơ chuyển ra ngoài đảng bộ thì ghi ở mục chuyển hồ sơ.", field="kind")
    if kind == StopKind.REFUSED and (sentence := why_not_refused(way)):
        raise RuleBroken("admission.order", sentence, field="kind")


def why_not_refused(way: Way) -> str:
    """Why who decides has nothing yet to refuse; "" once the cell has resolved (Charter art. 4.3)."""
    if StepKind.CELL in way.done():
        return ""
    return (
        f"Chưa ghi {called(StepKind.CELL)}: cấp có thẩm quyền chưa có gì để xét. Chi bộ không xét nữa thì chọn "
        f"{StopKind.STOPPED.label}."
    )


def stop_words(stop: Stop) -> str:
    """Since when, how and by which paper the file goes no further."""
    where = f", nơi nhận: {stop.outside}" if stop.outside else ""
    said = f", {wording.paper(stop.decision)}" if stop.decision_id else ""
    return f"Thôi xét từ ngày {print_day(stop.day)}: {StopKind(stop.kind).label}{where}{said}."


def check_stop(way: Way, day: date, today: date) -> None:
    """Not before what was done last, and not of somebody who is a member."""
    check_not_after(day, today, field="day")
    if way.is_member:
        raise RuleBroken("admission.admitted", "Đã kết nạp: việc ra khỏi Đảng ghi ở hồ sơ đảng viên.")
    if day < (last := last_recorded(way) or day):
        sentence = f"Ngày {print_day(day)} trước ngày {print_day(last)} của việc đã ghi sau cùng."
        raise RuleBroken("arithmetic.order", sentence, field="day")


def last_recorded(way: Way) -> date | None:
    """The last day that anything in the file tells of."""
    noted = [way.received_on, way.arrived_on, way.handled.came_on, way.handled.longer_on]
    asked = [day for one in way.sendings for day in (one.sent_on, one.answered_on)]
    days = [*way.days.values(), *noted, *way.helped, *way.handed, *asked, *(one.day for one in way.ballots)]
    return max((day for day in days if day is not None), default=None)


def check_stopped(stop: Stop | None) -> Stop:
    if stop is None:
        raise RuleBroken("arithmetic.once", "Hồ sơ này đang xét.", field="why")
    return stop
