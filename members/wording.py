"""Facts in the words of an office: days, numbers, papers, cards, what a list said."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from kit.calendar import PartialDate, print_day
from members.importing.problems import OF_COLUMN
from members.importing.vocabulary import LABELS
from members.models import Decision, Number, Sex
from members.procedure.people import Born, birth_of

NOTHING = "chưa có"


def day(value: date | None, nothing: str = NOTHING) -> str:
    return print_day(value) if value else nothing


def last_day(until: date) -> str:
    """The day before an excluded end: what papers call "đến ngày"."""
    return print_day(until - timedelta(days=1))


def moment(at: datetime) -> str:
    """`14:05 ngày 25/11/2026`."""
    local = timezone.localtime(at)
    return f"{local:%H:%M} ngày {print_day(local.date())}"


def birth(member: Born) -> str:
    known = birth_of(member)
    return str(known) if known else ""


def paper(decision: Decision | None) -> str:
    """ "Quyết định số 12-QĐ/HU, 01/3/2020, Huyện ủy" as far as it is known."""
    if decision is None:
        return ""
    signed = print_day(decision.signed_on) if decision.signed_on else ""
    number = f"Số {decision.number}" if decision.number else ""
    return ", ".join(part for part in (number, signed, decision.body) if part)


def begun(words: str) -> str:
    """The same words at the beginning of a sentence; what is written large inside them (Đảng, Trung ương) stays."""
    return words[:1].upper() + words[1:]


def number(value: int) -> str:
    """1.234 as offices write it."""
    return f"{value:,}".replace(",", ".")


def left(days: int) -> str:
    """How many days a term has left, negative once it is over; its last day is in time."""
    if days < 0:
        return f"quá hạn {number(-days)} ngày"
    return f"còn {number(days)} ngày" if days else "hôm nay là ngày cuối"


def decimal(value: float | None) -> str:
    """4,2; a dash where nothing can be said."""
    return "–" if value is None else f"{value:.1f}".replace(".", ",")


def masked(number: str) -> str:
    """All but the last three digits hidden."""
    hidden = "•" * max(0, len(number) - 3)
    return f"{hidden[:2]} {hidden[2:]} {number[-3:]}".replace("  ", " ").strip()


def card(number: Number) -> str:
    """Kind of a card number and as much of it as is always shown."""
    kind = str(number.get_kind_display())
    return f"{kind[:1].upper()}{kind[1:]} {masked(number.value)}"


def masked_beside(number: str, others: Iterable[str]) -> str:
    """As far as is needed to choose between this number and others: the last three digits, and those that the other
    one has not or has otherwise. Where more than the last three is seen of either, both stand sign under sign."""
    known, last = list(others), len(number) - 3
    apart = {at for one in known for at in _apart(number, one)}
    if not (any(at < last for at in apart) or any(at < len(one) - 3 for one in known for at in _apart(one, number))):
        return masked(number)
    return "".join(digit if at in apart or at >= last else "•" for at, digit in enumerate(number))


def masked_alike(sides: Sequence[Sequence[str]]) -> list[list[str]]:
    """The numbers of two or three sides beside each other: of those of one length the same places are seen on every
    side. A number is held against those of its own length, else, where those have none of theirs, against all."""
    return [
        [masked_beside(one, _held_against(one, side, [other for other in sides if other is not side])) for one in side]
        for side in sides
    ]


def _held_against(number: str, own: Sequence[str], others: Sequence[Sequence[str]]) -> list[str]:
    found: list[str] = []
    lengths = {len(one) for one in own}
    for other in others:
        same = [one for one in other if len(one) == len(number)]
        found += same or [one for one in other if len(one) not in lengths]
    return found


def _apart(number: str, other: str) -> Iterator[int]:
    """The places of `number` at which it is not as the other: of two lengths, what stands between that with which both
    begin and that with which both end."""
    if len(number) == len(other):
        yield from (at for at, (a, b) in enumerate(zip(number, other, strict=True)) if a != b)
        return
    begin = _alike(number, other)
    yield from range(begin, len(number) - _alike(number[begin:][::-1], other[begin:][::-1]))


def _alike(one: str, other: str) -> int:
    """How many signs both begin with."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def of_any_kind(said: str) -> str:
    """What a list said of anything, as a page says it: a day, a sex, card numbers masked."""
    if said in Sex.values:
        return str(Sex(said).label)
    if "-" in said:
        with contextlib.suppress(ValueError):
            return str(PartialDate.parse(said))
    return re.sub(r"\b\d{8,}\b", lambda found: masked(found[0]), said)


# What a list said of a column that could not become a fact; and what is said of the whole row.
OF_A_COLUMN = {
    "unreadable": "chưa đọc được", "incomplete": "chưa đủ ngày, tháng, năm", "future": "chưa đến",
    "implausible": "khó có thật", "missing": "chưa có",
}  # fmt: skip
OF_A_ROW = {
    "dates_out_of_order": "Ngày chính thức trước ngày vào Đảng", "card_short": "Số thẻ thiếu chữ số",
    "status_unknown": "Trạng thái chưa hiểu", "status_day_missing": "Trạng thái không có ngày",
    "age_at_admission": "Chưa đủ tuổi vào ngày vào Đảng", "does_not_fit": "Ngày không khớp với những gì đã ghi",
}  # fmt: skip
COLUMNS = LABELS | {"birth": LABELS["birth_date"]}


def finding(code: str) -> str:
    """The difficulty a list made, in words: birth_date_unreadable is "Ngày sinh chưa đọc được"."""
    name, _, kind = code.rpartition("_")
    if kind in OF_COLUMN and name in COLUMNS:
        return f"{COLUMNS[name]} {OF_A_COLUMN[kind]}"
    return OF_A_ROW.get(code, "Giá trị chưa ghi được vào sổ")


def column(name: str) -> str:
    return COLUMNS.get(name, "cột khác")
