"""What is asked of who was a member before, beside all that is asked of everybody (24-QĐ/TW, 3.5; 208-QĐ/TW)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from admissions.models import StepKind
from kit.calendar import print_day, same_day_later
from members.errors import Doubt, RuleBroken
from members.models import Membership
from members.regulations import Confidence, rules_on

from .steps import called
from .way import AGAIN, NUMBER, Way

MONTHS, AFTER_SENTENCE, TIMES = "readmission.months", "readmission.after_sentence_months", "readmission.times"


def asks(many: int, again: bool | None) -> str:
    """What stands in the way of opening the file as it was said: `many` who left bear that name and that birth."""
    if again is None and many:
        return (
            "Trong sổ có người cùng họ tên, cùng ngày sinh đã ra khỏi Đảng. Chọn kết nạp lại, hay người khác trùng tên."
        )
    if again and not many:
        return "Trong sổ không có người đã ra khỏi Đảng cùng họ tên, cùng ngày sinh."
    if again and many > 1:
        return "Trong sổ có nhiều người như thế đã ra khỏi Đảng: cán bộ tổ chức gộp hồ sơ trùng trước."
    return ""


def check_answered(many: int, again: bool | None) -> None:
    """Somebody says whether it is the person who left or another one of that name."""
    if sentence := asks(many, again):
        raise RuleBroken("readmission.former", sentence, field="again")


def check_tied_anew(way: Way, again: bool | None) -> None:
    """Whether it is a re-admission is said before the ceremony; what only such a file has goes before it is none."""
    if way.is_member and again is not None:
        raise RuleBroken("admission.admitted", "Đã kết nạp: việc này không đổi được nữa.", field="again")
    if (own := sorted(AGAIN & way.days.keys(), key=lambda kind: NUMBER[kind])) and again is False:
        sentence = f"Bỏ trước: {'; '.join(called(one) for one in own)}."
        raise RuleBroken("arithmetic.fits", sentence, field="again")


def check_found_after_left(way: Way, day: date, *, field: str = "day") -> None:
    """Nobody comes into the source again before he has left."""
    if way.again and way.left_on is not None and day <= way.left_on:
        sentence = f"Ngày {print_day(day)} không sau ngày người này ra khỏi Đảng."
        raise RuleBroken("arithmetic.order", sentence, field=field)


def weigh_times(way: Way, day: date) -> list[Doubt]:
    """Once only. Where the rule is sure it is refused, else doubted."""
    times = rules_on(day).readmission.times
    if not way.again or way.earlier < times.value:
        return []
    return _weighed(
        TIMES, f"Đã kết nạp lại {way.earlier} lần; quy định chỉ cho {times.value} lần.", day, times.confidence
    )


def weigh_elsewhere(elsewhere: bool, day: date) -> list[Doubt]:
    """Who went out of the district as a member is one elsewhere, unless a paper says that he left the Party: the months
    of a re-admission count from that day."""
    if not elsewhere:
        return []
    sentence = (
        "Trong sổ có đảng viên cùng họ tên, cùng ngày sinh đã chuyển ra ngoài đảng bộ, không ra khỏi Đảng: còn là đảng "
        "viên ở nơi khác, trừ khi có giấy tờ (số, ngày) ghi người ấy đã ra khỏi Đảng, hoặc đây là người khác."
    )
    return [Doubt(MONTHS, sentence, day)]


def opens_on(way: Way, day: date) -> list[tuple[str, date, str, Confidence]]:
    """(rule, the first day of an application, from what it is counted, how sure) by the rules of that day."""
    rule = rules_on(day).readmission
    found = []
    if way.left_on is not None:
        words = f"đủ {rule.months.value} tháng từ ngày ra khỏi Đảng"
        found.append((MONTHS, same_day_later(way.left_on, rule.months.value), words, rule.months.confidence))
    if way.cleared_on is not None:
        after = rule.after_sentence_months
        words = f"đủ {after.value} tháng từ ngày được xóa án tích"
        found.append((AFTER_SENTENCE, same_day_later(way.cleared_on, after.value), words, after.confidence))
    return found


def weigh_wait(way: Way, day: date) -> list[Doubt]:
    """So many months lie between the leaving and the application of that day; more of them after a sentence was
    expunged. Raises RuleBroken where the rule is sure, and where nobody knows when the person left."""
    if not way.again:
        return []
    if way.left_on is None:
        sentence = "Sổ chưa rõ ngày người này ra khỏi Đảng: cán bộ tổ chức ghi ngày ấy ở hồ sơ đảng viên trước."
        raise RuleBroken("readmission.left", sentence, field="day")
    return [one for each in opens_on(way, day) for one in _waited(*each, day)]


def weigh_said_anew(before: Way, after: Way) -> list[Doubt]:
    """What a correction says of the person is held against the application that is there."""
    asked = after.days.get(StepKind.APPLICATION)
    same = (before.again, before.cleared_on) == (after.again, after.cleared_on)
    return [] if asked is None or same else weigh_wait(after, asked)


def _waited(key: str, opens: date, words: str, sure: Confidence, day: date) -> list[Doubt]:
    sentence = f"Đơn xin kết nạp lại làm được từ ngày {print_day(opens)}: {words}."
    return _weighed(key, sentence, day, sure) if day < opens else []


def _weighed(key: str, sentence: str, day: date, sure: Confidence) -> list[Doubt]:
    if sure is Confidence.HIGH:
        raise RuleBroken(key, sentence, field="day")
    return [Doubt(key, sentence, day)]


def waits(way: Way, day: date) -> Iterator[str]:
    """In words, from when on an application can be made; until the application is there."""
    if way.again and way.left_on is None:
        yield "Chưa rõ ngày ra khỏi Đảng: ghi ngày ấy ở hồ sơ đảng viên trước khi nhận đơn."
    for _, opens, words, _ in opens_on(way, day) if way.again else ():
        yield f"Đơn làm được từ ngày {print_day(opens)}: {words}."


def too_early(way: Way) -> str:
    """In words, that the application that stands came too soon: the day of leaving was put right since."""
    asked = way.days.get(StepKind.APPLICATION)
    if asked is None or not way.again:
        return ""
    for key, opens, words, _ in opens_on(way, asked):
        if key == MONTHS and asked < opens:
            return f"Đơn ghi ngày {print_day(asked)} làm sớm: đến ngày {print_day(opens)} mới {words}."
    return ""


def check_clearing(again: bool, cleared_on: date | None, has_paper: bool) -> None:
    """Only a file of re-admission says so, the day and the paper together."""
    if not again and (cleared_on is not None or has_paper):
        raise RuleBroken("readmission.former", "Chỉ hồ sơ kết nạp lại mới ghi xóa án tích.", field="cleared_on")
    if (cleared_on is not None) != has_paper:
        field = "clearing_number" if cleared_on is not None else "cleared_on"
        raise RuleBroken("admission.paper", "Ghi ngày được xóa án tích cùng số hoặc ngày của giấy.", field=field)


def check_same_person(found: bool) -> None:
    """Who a file of re-admission is about stands in the register."""
    if not found:
        sentence = "Hồ sơ này là kết nạp lại của người trong sổ: họ tên, ngày sinh phải như trong sổ."
        raise RuleBroken("readmission.former", sentence, field="full_name")


def check_last_spell(own: Membership | None, newest: Membership) -> None:
    """The spell that the ceremony began is the newest of the person: what came after goes first. Raises RuleBroken."""
    if own != newest and newest.admitted_on is not None:
        sentence = f"Sau lễ kết nạp này đã kết nạp lại ngày {print_day(newest.admitted_on)}: bỏ lần kết nạp ấy trước."
        raise RuleBroken("arithmetic.order", sentence)
