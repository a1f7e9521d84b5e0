"""Whom the cell may assign to help an applicant or a probationer, from when until when, and when he remarks.

That a member helps is sure (06-HD/TW, 8.3; form 11-KNĐ); that he is official is Med, so it warns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kit.calendar import print_day
from members.errors import Doubt, RuleBroken
from members.models import Membership
from members.regulations import rules_on
from members.rules.people import check_not_after

from .steps import called
from .way import StepKind, Way


@dataclass(frozen=True)
class Help:
    """One assignment as the rules see it: of whom, [since, until), with the days of his remarks."""

    member: int
    name: str
    since: date
    until: date | None = None
    remarks: tuple[date, ...] = ()


def check_period(way: Way, since: date, until: date | None, today: date, *, field: str = "day") -> None:
    """Not before the person was found, or before the ceremony that a file of a probationer begins with; it has begun,
    and has ended where an end is said."""
    check_not_after(since, today, field=field)
    check_not_after(until, today, field="until")
    first = StepKind.CEREMONY if way.taken_over else StepKind.SOURCE
    found = way.days[first]
    if since < found:
        sentence = f"Ngày {print_day(since)} trước ngày {print_day(found)} của {called(first)}."
        raise RuleBroken("arithmetic.order", sentence, field=field)
    if until is not None and until <= since:
        sentence = f"Ngày thôi giúp đỡ {print_day(until)} phải sau ngày phân công {print_day(since)}."
        raise RuleBroken("arithmetic.order", sentence, field="until")


def check_first_day(since: date | None) -> date:
    if since is None:
        raise RuleBroken("arithmetic.order", "Ghi ngày phân công.", field="since")
    return since


def check_not_official(spell: Membership | None, since: date, *, field: str = "day") -> None:
    """A probationer is helped until he is official."""
    if spell is not None and spell.official_on is not None and since >= spell.official_on:
        sentence = f"Đã là đảng viên chính thức từ ngày {print_day(spell.official_on)}: không phân công giúp đỡ nữa."
        raise RuleBroken("arithmetic.fits", sentence, field=field)


def check_in_the_lists(left_as: str) -> None:
    """Nobody helps whoever is out of the lists."""
    if left_as:
        raise RuleBroken("arithmetic.gone", f"Đã ra khỏi danh sách ({left_as}): không phân công giúp đỡ nữa.")


def check_another(member: int, own: int | None) -> None:
    if member == own:
        raise RuleBroken("arithmetic.fits", "Không ai tự giúp đỡ mình.", field="member")


def ended_by(others: Sequence[Help], member: int, since: date) -> Help | None:
    """Who helped until then, and ends as the new one begins. Raises RuleBroken where the days are taken."""
    running = next((one for one in others if one.until is None), None)
    if running is None:
        return None
    if running.member == member:
        sentence = f"{running.name} đang giúp đỡ từ ngày {print_day(running.since)}."
        raise RuleBroken("arithmetic.once", sentence, field="member")
    if since <= running.since:
        sentence = f"{running.name} đã được phân công từ ngày {print_day(running.since)}: đổi người từ một ngày sau đó."
        raise RuleBroken("arithmetic.overlap", sentence, field="day")
    return running


def check_apart(others: Sequence[Help], since: date, until: date | None, *, field: str = "day") -> None:
    """One helps at a time: a change is on one day, the one before ends as the next begins."""
    for one in others:
        if (until is None or one.since < until) and (one.until is None or since < one.until):
            ends = f"đến trước ngày {print_day(one.until)}" if one.until else "đến nay"
            sentence = f"{one.name} giúp đỡ từ ngày {print_day(one.since)} {ends}: hai người trùng ngày."
            raise RuleBroken("arithmetic.overlap", sentence, field=field)


def check_running(one: Help) -> None:
    """Ended once; another day is a correction, with its reason."""
    if one.until is not None:
        raise RuleBroken("arithmetic.once", f"Đã thôi giúp đỡ từ ngày {print_day(one.until)}.", field="day")


def check_keeps_remarks(remarks: Sequence[date], since: date, until: date | None, *, field: str = "day") -> None:
    """What the helper remarked on stays within his days; on the last of them he may hand over with a remark."""
    outside = [day for day in remarks if day < since or (until is not None and day > until)]
    if outside:
        sentence = f"Đã ghi nhận xét ngày {print_day(outside[0])}, ngoài thời gian giúp đỡ: bỏ lần nhận xét ấy trước."
        raise RuleBroken("arithmetic.fits", sentence, field=field)


def check_remark(one: Help, day: date, today: date) -> None:
    """Within the days on which he helped, or on the day he handed over; once a day."""
    if day in one.remarks:
        raise RuleBroken("arithmetic.once", f"Đã ghi nhận xét ngày {print_day(day)}.", field="day")
    check_helped(one, day, today)


def check_remark_before_official(spell: Membership | None, day: date) -> None:
    """Nobody is helped, and so remarked on, after the day on which he became official."""
    if spell is not None and spell.official_on is not None and day > spell.official_on:
        sentence = (
            f"Ngày {print_day(day)} sau ngày {print_day(spell.official_on)} đã là đảng viên chính thức: không còn được "
            "giúp đỡ để nhận xét."
        )
        raise RuleBroken("arithmetic.fits", sentence, field="day")


def check_helped(one: Help, day: date, today: date) -> None:
    """The day has come and is one on which he helped, or handed over."""
    check_not_after(day, today, field="day")
    if day < one.since or (one.until is not None and day > one.until):
        ends = f" đến ngày {print_day(one.until)}" if one.until else ""
        sentence = f"Ngày {print_day(day)} {one.name} không giúp đỡ người này: từ ngày {print_day(one.since)}{ends}."
        raise RuleBroken("arithmetic.order", sentence, field="day")


def check_bare(one: Help) -> None:
    """An assignment goes while nothing stands on it."""
    if one.remarks:
        said = "; ".join(print_day(day) for day in one.remarks)
        raise RuleBroken("arithmetic.fits", f"Bỏ trước: nhận xét ngày {said}.", field="why")


def doubts_official(name: str, day: date, *, official: bool) -> list[Doubt]:
    """Somebody who was no official member on the first day."""
    if official:
        return []
    rule = rules_on(day).admission.helper
    sentence = f"Ngày {print_day(day)} {name} không là đảng viên chính thức theo sổ. Người giúp đỡ: {rule.value}."
    return [Doubt("admission.helper", sentence, day)]
