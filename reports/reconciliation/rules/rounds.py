"""Periods and states of a round, and when a round may be opened, postponed or taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from kit.calendar import print_day
from members.errors import RuleBroken
from members.models import Organisation
from reports.reconciliation.models import CommitteeNumbers, Postponement, Reconciliation, Round


class State(Enum):
    """How far one committee is, in the order in which it goes on."""

    NOT_RECEIVED = "chưa gửi"
    RECEIVED = "đã gửi"
    SETTLING = "đang giải quyết"
    AGREED = "hai bên đã thống nhất"
    SIGNED = "đã ký biên bản"


@dataclass(frozen=True)
class Dates:
    """Since when each step has been done, as known on a day; None for what has not. `due`: until when the list was
    asked."""

    due: date
    received_on: date | None = None
    settled_on: date | None = None
    agreed_on: date | None = None
    signed_on: date | None = None


def state(dates: Dates) -> State:
    """The last step that was done. That nobody objects, or that a day goes by, is no step: silence never agrees."""
    if dates.signed_on:
        return State.SIGNED
    if dates.received_on is None:
        return State.NOT_RECEIVED
    if dates.agreed_on:
        return State.AGREED
    return State.SETTLING if dates.settled_on else State.RECEIVED


def reached_on(dates: Dates) -> date | None:
    """Since when it is in the state that it is in; None while nothing has come."""
    since = {State.RECEIVED: dates.received_on, State.SETTLING: dates.settled_on, State.AGREED: dates.agreed_on,
             State.SIGNED: dates.signed_on}  # fmt: skip
    return since.get(state(dates))


def days_late(dates: Dates, day: date) -> int:
    """Days since the list should have come; 0 while there is time, and once it has come."""
    if state(dates) is not State.NOT_RECEIVED:
        return 0
    return max(0, (day - dates.due).days)


def period_name(since: date, until: date) -> str:
    """How an office calls the period [since, until): "6 tháng đầu năm 2026", "quý I năm 2026", or its days."""
    starts_year, ends = (since.month, since.day) == (1, 1), (until.month, until.day)
    months = (until.year - since.year) * 12 + until.month - since.month
    if since.day == until.day == 1:
        if starts_year and months == 12:
            return f"năm {since.year}"
        if months == 6 and since.month in (1, 7):
            return f"6 tháng {'đầu' if since.month == 1 else 'cuối'} năm {since.year}"
        if months == 3 and since.month % 3 == 1:
            return f"quý {('I', 'II', 'III', 'IV')[since.month // 3]} năm {since.year}"
        if months == 9 and starts_year and ends == (10, 1):
            return f"9 tháng đầu năm {since.year}"
    return f"từ {print_day(since)} đến {print_day(until - timedelta(days=1))}"


def check_period(since: date, until: date, due_on: date, day: date) -> None:
    """A period has days, has begun, and leaves time to send what is as of its last day. Raises RuleBroken."""
    if until <= since:
        raise RuleBroken("arithmetic.order", "Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.", field="closing_day")
    if since > day:
        raise RuleBroken("arithmetic.future", "Kỳ này chưa bắt đầu.", field="since")
    if due_on < day:
        raise RuleBroken("arithmetic.order", "Hạn gửi đã qua; ghi ngày từ hôm nay trở đi.", field="due_on")
    if due_on < (closing := until - timedelta(days=1)):
        sentence = f"Danh sách lấy đến ngày cuối kỳ; hạn gửi phải từ ngày {print_day(closing)} trở đi."
        raise RuleBroken("arithmetic.order", sentence, field="due_on")


def check_once(known: Round | None) -> None:
    if known is not None:
        sentence = f"Đợt của kỳ này đã mở ngày {print_day(known.opened_on)}."
        raise RuleBroken("arithmetic.once", sentence, field="since")


def check_committees(chosen: Iterable[Organisation], possible: set[int]) -> None:
    """Somebody takes part, and only grass-roots organisations of the closing day. Raises RuleBroken."""
    wanted = {one.pk for one in chosen}
    if not wanted:
        sentence = "Ngày cuối kỳ chưa có tổ chức cơ sở đảng nào để đối khớp."
        raise RuleBroken("arithmetic.nobody", sentence, field="committees")
    if wanted - possible:
        sentence = "Chỉ đối khớp với tổ chức cơ sở đảng có vào ngày cuối kỳ."
        raise RuleBroken("arithmetic.placed", sentence, field="committees")


def check_not_there(known: Reconciliation | None) -> None:
    if known is not None:
        raise RuleBroken("arithmetic.once", "Đảng ủy này đã ở trong đợt.", field="committees")


def check_nothing_came(received: bool) -> None:
    """Only a round, or a committee in it, of which nothing has come can be taken out. Raises RuleBroken."""
    if received:
        raise RuleBroken("history.later", "Đã có danh sách hoặc số lượng gửi về; rút lại những thứ ấy trước.")


def check_not_signed(signed_on: date | None) -> None:
    """What was signed is closed. Raises RuleBroken."""
    if signed_on is not None:
        raise RuleBroken("history.signed", f"Biên bản đã ký ngày {print_day(signed_on)}; đợt này đã khóa.")


def check_postponed(dates: Dates, due_on: date, day: date, *, reason: str) -> None:
    """More time for who has not sent yet, to a later day, with a reason. Raises RuleBroken."""
    check_not_signed(dates.signed_on)
    if dates.received_on is not None:
        raise RuleBroken("arithmetic.once", "Đảng ủy này đã gửi, không cần gia hạn.", field="due_on")
    if due_on <= dates.due:
        sentence = f"Hạn mới phải sau hạn đang có, {print_day(dates.due)}."
        raise RuleBroken("arithmetic.order", sentence, field="due_on")
    if due_on < day:
        raise RuleBroken("arithmetic.order", "Hạn mới đã qua; ghi ngày từ hôm nay trở đi.", field="due_on")
    if not reason:
        raise RuleBroken("history.reason", "Ghi lý do gia hạn.", field="why")


def check_not_agreed(dates: Dates) -> None:
    """What both sides have confirmed goes back only after one of them takes its word back. Raises RuleBroken."""
    check_not_signed(dates.signed_on)
    if dates.agreed_on is not None:
        sentence = f"Hai bên đã thống nhất biên bản ngày {print_day(dates.agreed_on)}; thôi thống nhất trước."
        raise RuleBroken("history.later", sentence)


def check_postponement_back(newest: Postponement | None, given: int | None, dates: Dates) -> Postponement:
    """The one that is meant (`given`) is the one that counts. Answers it. Raises RuleBroken where it was taken back
    meanwhile, or another one came."""
    check_not_agreed(dates)
    if newest is None or newest.pk != given:
        raise RuleBroken("arithmetic.gone", "Lần gia hạn này vừa được rút, hoặc vừa có lần gia hạn khác.")
    return newest


def check_numbers_back(known: CommitteeNumbers | None, dates: Dates) -> CommitteeNumbers:
    """There are numbers to take back. Answers them. Raises RuleBroken."""
    check_not_agreed(dates)
    if known is None:
        raise RuleBroken("arithmetic.gone", "Số lượng này vừa được rút, không còn số nào.")
    return known


def check_still_there(there: bool) -> None:
    if not there:
        raise RuleBroken("arithmetic.gone", "Đợt này vừa được rút lại.")
