"""Where a profile was sent to be verified: what the order of days allows, and whether all of it is answered.

12-HD/BTCTW 2022, II.1: the profile is closed and stamped first, then it is verified, then it is certified. High for the
order; Med for what "verified" asks of each single answer, so that doubts and does not refuse.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from admissions.models import Conclusion, StepKind, Verification
from kit.calendar import print_day
from kit.names import fold
from members.errors import Doubt, RuleBroken
from members.regulations import Confidence, rules_on
from members.rules.people import check_not_after

from .steps import called
from .way import Sending, Way

S = StepKind


def check_may_send(way: Way) -> None:
    """The profile is there before it is sent anywhere. Asked by the verb and by the page."""
    if S.PROFILE not in way.days:
        raise RuleBroken("admission.order", f"Chưa ghi {called(S.PROFILE)}.")


def check_place(place: str) -> None:
    if not place.strip():
        raise RuleBroken("arithmetic.missing", "Ghi tên nơi thẩm tra.", field="place")


def check_sent(way: Way, day: date, today: date) -> None:
    """Sent once the profile was closed, and it has happened."""
    check_not_after(day, today, field="sent_on")
    closed = way.days[S.PROFILE]
    if day < closed:
        sentence = f"Ngày gửi {print_day(day)} trước ngày {print_day(closed)} của {called(S.PROFILE)}."
        raise RuleBroken("arithmetic.order", sentence, field="sent_on")


def check_once(others: Iterable[Sending], place: str, day: date) -> None:
    """To one place once on a day, however it is written."""
    if any(fold(one.place) == fold(place) and one.sent_on == day for one in others):
        sentence = f"Đã ghi gửi thẩm tra đến {place} ngày {print_day(day)}."
        raise RuleBroken("arithmetic.once", sentence, field="sent_on")


def check_answer(sent_on: date, answered_on: date | None, conclusion: str, today: date) -> None:
    """An answer comes after what it answers, has happened, and says one of three things."""
    if answered_on is None:
        raise RuleBroken("arithmetic.missing", "Ghi ngày trả lời.", field="answered_on")
    check_not_after(answered_on, today, field="answered_on")
    if answered_on < sent_on:
        sentence = f"Ngày trả lời {print_day(answered_on)} trước ngày gửi {print_day(sent_on)}."
        raise RuleBroken("arithmetic.order", sentence, field="answered_on")
    if conclusion not in Conclusion.values:
        raise RuleBroken("arithmetic.missing", "Chọn kết luận.", field="conclusion")


def check_waits(one: Verification) -> None:
    """Noted once; another answer is a correction, with its reason."""
    if one.answered_on is not None:
        sentence = f"Đã ghi trả lời của {one.place} ngày {print_day(one.answered_on)}; ghi sai thì bấm Sửa."
        raise RuleBroken("arithmetic.once", sentence, field="answered_on")


def waiting(sendings: Iterable[Sending]) -> list[Sending]:
    """Those without an answer, the longest wait first."""
    return sorted((one for one in sendings if one.answered_on is None), key=lambda one: one.sent_on)


def in_the_way(sendings: Sequence[Sending], day: date) -> str:
    """What of that which was sent by `day` is not answered, failed, or is to be added to by then; "" where nothing is.
    An answer that asks for more is settled by sending to the same place again."""
    sent = [one for one in sendings if one.sent_on <= day]
    answered = [one for one in sent if one.answered_on is not None and one.answered_on <= day]
    again = {(fold(one.place), one.sent_on) for one in sent}
    groups = {
        "chưa trả lời": [one for one in sent if one not in answered],
        "không đạt": [one for one in answered if one.conclusion == Conclusion.FAILED],
        "chờ bổ sung": [
            one for one in answered if one.conclusion == Conclusion.MORE
            and not any(where == fold(one.place) and when > one.sent_on for where, when in again)
        ],
    }  # fmt: skip
    return "; ".join(
        f"{said}: {', '.join(f'{one.place} (gửi {print_day(one.sent_on)})' for one in found)}"
        for said, found in groups.items() if found
    )  # fmt: skip


def doubts_verified(way: Way, day: date) -> list[Doubt]:
    """What is odd about a verification that is called done on `day`."""
    found = in_the_way(way.sendings, day)
    if not found:
        return []
    value = rules_on(day).admission.verification.value
    return [Doubt("admission.verification", f"Thẩm tra xong khi {value}. Đến ngày {print_day(day)} còn {found}.", day)]


def weigh_verified(way: Way, day: date) -> list[Doubt]:
    """Refused where the rule is sure, else doubted."""
    doubts = doubts_verified(way, day)
    if doubts and rules_on(day).admission.verification.confidence is Confidence.HIGH:
        raise RuleBroken("admission.verification", doubts[0].sentence, field="day")
    return doubts
