"""How our record is corrected where the committee is right: kind and field → the plain verbs, and what their form asks.

Verbs are named as the rights name them; who may enter the correction is asked of them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kit.calendar import FIRST_YEAR, LAST_YEAR, PartialDate, print_day
from members.errors import RuleBroken
from members.rules.people import check_not_after
from reports.reconciliation.models import Kind
from reports.reconciliation.rules.sides import GUEST_HERE


@dataclass(frozen=True)
class Asked:
    """One field of the form. `kind`: day, partial (a day known in part), cell (of this committee), anywhere (any cell
    of the register), words, departure or exemption (its clause). `begins`: what our record is to say on the closing
    day begins on it."""

    name: str
    kind: str
    label: str
    needed: bool = False
    hint: str = ""
    begins: bool = False


@dataclass(frozen=True)
class Correction:
    """`said`: the choice as its page says it."""

    said: str
    verbs: tuple[str, ...]
    asks: tuple[Asked, ...] = ()
    # Only the way of writing: no paper says how a name is spelt.
    needs_paper: bool = True


HERE = Asked("organisation", "cell", "Chi bộ", needed=True)
SINCE = Asked("day", "day", "Từ ngày", needed=True, begins=True)
RENAMED = Asked(
    "day", "day", "Đổi tên từ ngày", hint="Chỉ ghi khi đổi theo quyết định; viết sai thì để trống", begins=True
)
# A card that is given out later is told of all the same.
NEW_CARD = Asked("day", "day", "Ngày cấp", hint="Chỉ ghi khi là thẻ mới; số trong sổ viết sai thì để trống")
OFFICIAL = Asked("day", "day", "Chính thức từ ngày", needed=True, begins=True)
UNTIL = Asked("until", "day", "Đến trước ngày", hint="Ngày trở về nơi sinh hoạt chính thức")
WAYS_OUT = (
    Asked("departure", "departure", "Ra khỏi danh sách", hint="Chọn hình thức, hoặc chọn nơi chuyển đến"),
    Asked("organisation", "anywhere", "Chuyển đến chi bộ"),
    SINCE,
)
STAYS_HERE = Correction("Theo danh sách, ghi tạm thời chuyển đến", ("place_temporarily",), (HERE, SINCE, UNTIL))

CORRECTIONS: dict[tuple[Kind, str], Correction] = {
    (Kind.NAME, "full_name"): Correction(
        "Theo danh sách, ghi họ tên vào sổ", ("correct_member", "change_name"), (RENAMED,)
    ),
    (Kind.SPELLING, "full_name"): Correction(
        "Theo danh sách, sửa cách viết trong sổ", ("correct_member",), needs_paper=False
    ),
    (Kind.SEX, "sex"): Correction("Theo danh sách, ghi giới tính vào sổ", ("correct_member",)),
    (Kind.DATE, "birth_date"): Correction("Theo danh sách, ghi ngày sinh vào sổ", ("correct_member",)),
    (Kind.DATE, "admitted_on"): Correction("Theo danh sách, ghi ngày vào Đảng vào sổ", ("correct_membership",)),
    (Kind.DATE, "official_on"): Correction(
        "Theo danh sách, ghi ngày chính thức vào sổ", ("correct_membership", "recognise")
    ),
    (Kind.NUMBER, "card_number"): Correction(
        "Theo danh sách, ghi số thẻ vào sổ", ("correct_number", "note_number"), (NEW_CARD,)
    ),
    (Kind.CELL, "unit"): Correction("Theo danh sách, ghi chuyển chi bộ", ("move",), (HERE, SINCE)),
    (Kind.STATUS, "status_left"): Correction("Theo danh sách, ghi đã đi hoặc đã ra", ("depart", "move"), WAYS_OUT),
    (Kind.STATUS, "status_exempt"): Correction(
        "Theo danh sách, ghi miễn sinh hoạt", ("exempt",),
        (Asked("exemption", "exemption", "Điều khoản miễn", needed=True), SINCE),
    ),
    (Kind.STATUS, "status_active"): Correction(
        "Theo danh sách, ghi hết miễn sinh hoạt", ("end_exemption",), (SINCE,)
    ),
    (Kind.STATUS, "status_official"): Correction(
        "Theo danh sách, ghi công nhận chính thức", ("recognise", "correct_membership"), (OFFICIAL,)
    ),
    (Kind.STATUS, "status_probation"): Correction(
        "Theo danh sách, bỏ ngày chính thức trong sổ", ("correct_membership",)
    ),
    (Kind.STATUS, "status_guest"): Correction(
        "Theo danh sách, ghi chuyển chính thức đi, tạm thời ở đây", ("move", "place_temporarily"),
        (Asked("organisation", "anywhere", "Nơi sinh hoạt chính thức", needed=True), SINCE, UNTIL),
    ),
    (Kind.STATUS, "status_away"): Correction(
        "Theo danh sách, ghi tạm thời chuyển đi", ("place_temporarily",),
        (
            Asked("organisation", "anywhere", "Chi bộ nhận", hint="Chọn chi bộ, hoặc ghi nơi ngoài đảng bộ"),
            Asked("outside", "words", "Hoặc nơi ngoài đảng bộ"), SINCE, UNTIL,
        ),
    ),
    (Kind.STATUS, "status_back"): Correction(
        "Theo danh sách, ghi hết sinh hoạt tạm thời", ("end_temporary",),
        (Asked("day", "day", "Trở về từ ngày", needed=True, begins=True),),
    ),
    (Kind.ONLY_THEIRS, ""): Correction(
        "Theo danh sách, ghi tên vào sổ", ("enter",),
        (HERE, Asked("day", "day", "Sinh hoạt ở đây từ ngày", hint="Để trống nếu từ ngày vào Đảng", begins=True)),
    ),
    (Kind.ELSEWHERE, ""): Correction("Ghi chuyển về đây", ("move", "place"), (HERE, SINCE)),
    (Kind.MOVED, ""): Correction("Ghi chuyển về lại đây", ("move", "place"), (HERE, SINCE)),
    (Kind.ELSEWHERE, GUEST_HERE): STAYS_HERE,
    (Kind.MOVED, GUEST_HERE): STAYS_HERE,
    (Kind.GUEST, ""): Correction("Ghi chuyển chính thức về đây", ("end_temporary", "move"), (HERE, SINCE)),
    (Kind.LEFT, ""): Correction("Ghi trở lại danh sách", ("restore",), (HERE, SINCE)),
    (Kind.ONLY_OURS, ""): Correction(
        "Ghi đã đi, có giấy tờ", ("depart", "move"), WAYS_OUT
    ),
    (Kind.PROBATION, ""): Correction("Ghi công nhận chính thức", ("recognise",), (OFFICIAL,)),
    (Kind.IMPLAUSIBLE, ""): Correction(
        "Sửa ngày trong sổ", ("correct_member", "correct_membership"),
        (
            Asked("birth", "partial", "Ngày sinh đúng"),
            Asked("admitted_on", "day", "Ngày vào Đảng đúng"),
            Asked("official_on", "day", "Ngày chính thức đúng"),
        ),
    ),
}  # fmt: skip


def correction(kind: str, field: str) -> Correction | None:
    """How our record is corrected for such a difference; None where nothing of ours can be wrong."""
    return CORRECTIONS.get((Kind(kind), field))


def check_given(found: Correction, given: Mapping[str, Any]) -> None:
    """Everything that is needed was typed. Raises RuleBroken at its field."""
    for asked in found.asks:
        if asked.needed and given.get(asked.name) is None:
            raise RuleBroken("arithmetic.asked", f"Ghi {asked.label.lower()}.", field=asked.name)


def check_paper(found: Correction, number: str, signed_on: date | None, *, today: date) -> None:
    """Who issues papers is no paper yet: its number or its day is, and it has been signed. Raises RuleBroken."""
    if found.needs_paper and not (number.strip() or signed_on):
        raise RuleBroken("arithmetic.paper", "Ghi số hoặc ngày của giấy tờ làm căn cứ.", field="number")
    check_not_after(signed_on, today, field="signed_on")


def check_one_way(given: Mapping[str, Any]) -> None:
    """Somebody has left the lists, or has moved to another cell. Raises RuleBroken."""
    if bool(given.get("departure")) == bool(given.get("organisation")):
        sentence = "Chọn hình thức ra khỏi danh sách, hoặc chi bộ chuyển đến: một trong hai."
        raise RuleBroken("arithmetic.place", sentence, field="departure")


def check_something(given: Mapping[str, Any]) -> None:
    if not any(given.get(name) for name in ("birth", "admitted_on", "official_on")):
        raise RuleBroken("arithmetic.asked", "Ghi ngày đúng vào ít nhất một ô.", field="birth")


def check_whole_day(known: bool, field: str) -> None:
    """A list that knows a day in part gives our record no day. Raises RuleBroken."""
    if not known:
        sentence = "Danh sách không ghi đủ ngày, tháng, năm; chờ giấy tờ, chưa ghi vào sổ được."
        raise RuleBroken("arithmetic.part", sentence, field=field)


def day_of_list(said: str) -> PartialDate:
    """The day that a list says, as our record may take it. Raises RuleBroken where its year can be no fact's."""
    day = PartialDate.kept(said)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        sentence = f"Danh sách ghi {day}, năm không thể có; sửa danh sách hoặc chờ giấy tờ, không ghi vào sổ được."
        raise RuleBroken("arithmetic.year", sentence, field="choice")
    return day


def check_number(known: bool, day: date | None, again: date | None) -> None:
    """A card of a kind that our record does not have yet begins on some `day`; where it has one of a former spell, not
    before `again`, the beginning of this one. Raises RuleBroken."""
    if again is not None and (day is None or day < again):
        sentence = f"Số thẻ trong sổ là của lần vào Đảng trước; ghi ngày cấp thẻ mới, từ {print_day(again)}."
        raise RuleBroken("arithmetic.asked", sentence, field="day")
    if not known and day is None:
        raise RuleBroken("arithmetic.asked", "Sổ chưa có số thẻ loại này; ghi ngày cấp.", field="day")


def check_exempt(there: bool) -> None:
    """An exemption that is to end is still there. Raises RuleBroken."""
    if not there:
        raise RuleBroken("arithmetic.gone", "Sổ không còn ghi người này được miễn sinh hoạt; so lại rồi chọn.")


def check_away(there: bool) -> None:
    """A stay elsewhere that is to end is still there. Raises RuleBroken."""
    if not there:
        raise RuleBroken("arithmetic.gone", "Sổ không còn ghi người này tạm thời nơi khác; so lại rồi chọn.")


def check_days(found: Correction, given: Mapping[str, Any], *, closing_day: date, today: date) -> None:
    """The days that a correction names, whether it is entered now or waits on the officer: what begins after the
    closing day changes nothing on it, who is somewhere for a while then has not come back by then, and only the end of
    that may be still to come. Raises RuleBroken at the field."""
    for asked in found.asks:
        day = given.get(asked.name)
        if day is None or asked.kind not in ("day", "partial"):
            continue
        if asked == UNTIL:
            check_lasts(day, closing_day)
            continue
        if asked.begins:
            check_in_period(day, closing_day, field=asked.name)
        check_not_after(day.earliest() if asked.kind == "partial" else day, today, field=asked.name)


def check_lasts(until: date, closing_day: date) -> None:
    """Who is somewhere for a while on the closing day has not come back by then. Raises RuleBroken."""
    if until <= closing_day:
        sentence = f"Hai bên so vào ngày {print_day(closing_day)}; trước ngày ấy đã hết thì không còn là tạm thời."
        raise RuleBroken("reconcile.closing", sentence, field="until")


def check_in_period(day: date, closing_day: date, *, field: str) -> None:
    """What begins after the closing day changes nothing on it. Raises RuleBroken."""
    if day > closing_day:
        sentence = f"Hai bên so vào ngày {print_day(closing_day)}; việc từ ngày sau đó không thuộc kỳ này."
        raise RuleBroken("reconcile.closing", sentence, field=field)
