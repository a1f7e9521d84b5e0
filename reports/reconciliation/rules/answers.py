"""Who may answer which difference how, and when an answer may take the place of another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kit.calendar import print_day
from members.errors import RuleBroken
from reports.reconciliation.models import Answer, Answers, Choice, Difference, Kind, Side
from reports.reconciliation.rules.corrections import correction

ALL = tuple(Choice)
# Whoever is listed twice or not clear stays no question for both to keep.
ASKED_FIRST = frozenset({Kind.UNCLEAR})
# What both sides may say alike and is asked all the same.
SAID_BY_BOTH = frozenset({Kind.PROBATION, Kind.IMPLAUSIBLE})
# Points about which an officer may say who is meant.
WHO = frozenset({Kind.UNCLEAR, Kind.ELSEWHERE, Kind.ONLY_THEIRS})


def offered(kind: str, field: str, *, alike: bool = False) -> tuple[Choice, ...]:
    """The choices of such a difference, in the order of their keys. `alike`: list and record say the same, so that
    there is nothing in the list to correct by the record."""
    without = {Choice.FIX_LIST} if alike and kind in SAID_BY_BOTH else set()
    if correction(kind, field) is None:
        without.add(Choice.FIX_RECORD)
    if kind in ASKED_FIRST:
        without.add(Choice.BOTH)
    return tuple(one for one in ALL if one not in without)


def check_differs(there: bool) -> None:
    """The list that counts still says so. Raises RuleBroken."""
    if not there:
        sentence = "Điểm lệch này không còn: danh sách hoặc sổ vừa đổi. Xem lại những điểm còn lệch."
        raise RuleBroken("arithmetic.gone", sentence)


def check_side(side: Side, answers: str) -> None:
    """A committee answers what waits on it. Raises RuleBroken."""
    if side is Side.COMMITTEE and answers == Answers.OFFICER:
        raise RuleBroken("reconcile.answers", "Điểm này cán bộ tổ chức trả lời.")


def check_offered(kind: str, field: str, choice: str, *, alike: bool = False) -> None:
    """Whether such a difference is answered so. Raises RuleBroken."""
    if choice not in offered(kind, field, alike=alike):
        raise RuleBroken("arithmetic.kind", "Loại điểm lệch này không trả lời như vậy được.", field="choice")


def check_said(choice: str, *, reason: str, due_on: date | None, day: date) -> None:
    """A wait has its day, two values that stay have their reason. Raises RuleBroken."""
    if choice == Choice.WAIT and due_on is None:
        raise RuleBroken("arithmetic.asked", "Ghi ngày chờ đến.", field="due_on")
    if choice == Choice.WAIT and due_on is not None and due_on < day:
        raise RuleBroken("arithmetic.order", "Ngày chờ đã qua; ghi ngày từ hôm nay trở đi.", field="due_on")
    if choice == Choice.BOTH and not reason:
        raise RuleBroken("history.reason", "Ghi lý do để cả hai.", field="reason")


def check_seen(known: Answer | None, seen: int, who: str) -> None:
    """Nobody answered since the page was opened. `who`: the name and side of whoever did. Raises RuleBroken."""
    if known is None and seen:
        raise RuleBroken("history.changed", "Trả lời của điểm này vừa được rút. Xem lại rồi chọn.")
    if known is not None and known.act != seen:
        said = f"{who} vừa trả lời: {Choice(known.choice).label}. Xem lại, chọn lại nếu vẫn cần."
        raise RuleBroken("history.changed", said)


def check_above(known: Answer | None, side: Side) -> None:
    """What the officer has answered, only an officer answers otherwise. Raises RuleBroken."""
    if known is not None and known.side == Side.OFFICER and side is Side.COMMITTEE:
        raise RuleBroken("reconcile.answers", "Cán bộ tổ chức đã trả lời điểm này; đề nghị cán bộ chọn lại nếu cần.")


def check_another(same: bool) -> None:
    """The same answer twice is refused, not ignored. Raises RuleBroken."""
    if same:
        raise RuleBroken("history.same", "Đã trả lời như vậy rồi, không có gì khác.")


def check_there(known: Answer | None) -> Answer:
    """An answer that is to be taken back. Answers it. Raises RuleBroken."""
    if known is None:
        raise RuleBroken("arithmetic.gone", "Trả lời này vừa được rút.")
    return known


def check_who(kind: str, described: str) -> None:
    """Whether it may be said who is meant. Raises RuleBroken."""
    if kind not in WHO or not described:
        raise RuleBroken("arithmetic.kind", "Điểm này đã rõ là ai.", field="member")


def check_another_person(same: bool) -> None:
    if same:
        raise RuleBroken("history.same", "Đã chọn như vậy rồi.", field="member")


def check_still_chosen(there: bool) -> None:
    if not there:
        raise RuleBroken("arithmetic.gone", "Việc chọn này vừa được bỏ.")


def check_plan(planned: str, now: str) -> None:
    """What was shown is what is answered. Raises RuleBroken."""
    if planned != now:
        sentence = "Những điểm chỉ khác cách viết vừa đổi từ lúc xem. Xem lại rồi trả lời chung."
        raise RuleBroken("history.changed", sentence)


def check_some(points: Iterable[Difference]) -> None:
    if not list(points):
        raise RuleBroken("arithmetic.nobody", "Không còn điểm nào chỉ khác cách viết chưa trả lời.")


def called(known: Answer) -> str:
    """Who answered, as the other side reads it."""
    who = known.account.full_name if known.account else "Máy chủ"
    return f"{who} ({Side(known.side).label}), ngày {print_day(known.answered_on)},"
