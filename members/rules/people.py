"""Rules about admission, recognition, places, numbers and standing; a `check_…` raises RuleBroken with a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from kit import names
from kit.calendar import FIRST_YEAR, PartialDate, by_month, print_day, same_day_later, working_days_after
from members.errors import Doubt, RuleBroken
from members.models import (
    Decision,
    Departure,
    DepartureKind,
    Discipline,
    DisciplineForm,
    Membership,
    NameChange,
    NumberKind,
)
from members.models.periods import Dated
from members.regulations import Confidence, rules_on, version_on
from members.rules.facts import Facts

# As wide as the column.
LONGEST_NUMBER = 12
DIGITS = {NumberKind.CARD_12: "new_digits", NumberKind.CARD_8: "old_digits"}


def check_not_after(day: date | None, today: date, *, field: str) -> None:
    """Facts are entered when they have happened."""
    if day is not None and day > today:
        raise RuleBroken("arithmetic.future", f"Ngày {print_day(day)} chưa đến.", field=field)


def check_period(since: date | None, until: date | None) -> None:
    """An end, where both days are known, is after its beginning. Raises RuleBroken at `until`."""
    if since is not None and until is not None and until <= since:
        raise RuleBroken("arithmetic.order", "Ngày kết thúc phải sau ngày bắt đầu.", field="until")


def check_full_name(name: str, *, field: str = "full_name") -> None:
    """It can be somebody's name. Raises RuleBroken for one letter, digits alone, signs that no list of people has."""
    if not names.is_of_a_person(names.clean(name)):
        sentence = "Ghi họ và tên bằng chữ cái; không có dấu lạ, hình, không chỉ có chữ số."
        raise RuleBroken("arithmetic.name", sentence, field=field)


def check_birth(birth: PartialDate | None, today: date) -> None:
    """Somebody has been born, and not before any year that is typed on purpose."""
    if birth is None:
        return
    if birth.earliest() > today:
        raise RuleBroken("arithmetic.future", f"Ngày sinh {birth} chưa đến.", field="birth")
    if birth.year < FIRST_YEAR:
        raise RuleBroken("arithmetic.birth", f"Năm sinh phải từ {FIRST_YEAR} trở đi.", field="birth")


def check_born_before(birth_on: date | None, admitted_on: date | None, *, field: str) -> None:
    """Nobody is admitted before he is born."""
    if birth_on is not None and admitted_on is not None and admitted_on <= birth_on:
        sentence = f"Ngày vào Đảng {print_day(admitted_on)} phải sau ngày sinh {print_day(birth_on)}."
        raise RuleBroken("arithmetic.order", sentence, field=field)


def check_alive(birth_on: date | None, day: date | None, *, field: str) -> None:
    """Nobody changes a name, nor is admitted by a paper, before he is born."""
    if birth_on is not None and day is not None and day <= birth_on:
        raise RuleBroken("arithmetic.order", f"Ngày {print_day(day)} phải sau ngày sinh.", field=field)


def check_one_change_a_day(days: Sequence[date], day: date) -> None:
    """On one day somebody changes the name once."""
    if day in days:
        sentence = f"Ngày {print_day(day)} đã ghi một lần đổi tên; hãy sửa lần đã ghi."
        raise RuleBroken("arithmetic.once", sentence, field="day")


def check_another_name(name: str, other: str, *, field: str = "full_name") -> None:
    """A change of name leads from one name to another. The same name written otherwise is corrected."""
    if names.loose(name) == names.loose(other):
        sentence = f"Tên mới và tên trước đó là một: {other}. Chữ viết sai thì sửa ở “Sửa” cạnh họ và tên."
        raise RuleBroken("arithmetic.same", sentence, field=field)


def check_has_day(day: date | None) -> date:
    if day is None:
        raise RuleBroken("arithmetic.order", "Ghi ngày mang tên mới.", field="day")
    return day


def check_has_name(former: str) -> str:
    if not names.fold(former):
        raise RuleBroken("arithmetic.name", "Ghi tên trước đó bằng chữ.", field="former")
    return former


def check_has_decision(decision: Decision | None) -> Decision:
    """Who changes the name has a decision of the civil registry (Luật Hộ tịch, điều 26 and 28); a slip has none."""
    if decision is None:
        sentence = "Ghi số hoặc ngày của quyết định đổi tên. Chữ viết sai thì sửa ở “Sửa” cạnh họ và tên."
        raise RuleBroken("name.decision", sentence, field="number")
    return decision


def check_between_changes(day: date, earlier: date | None, later: date | None) -> None:
    """Changes of a name keep their order: the names between them are known by it."""
    if earlier is not None and day <= earlier:
        raise RuleBroken("arithmetic.fits", f"Lần đổi tên trước là ngày {print_day(earlier)}.", field="day")
    if later is not None and day >= later:
        raise RuleBroken("arithmetic.fits", f"Lần đổi tên sau là ngày {print_day(later)}.", field="day")


def check_name_corrected(name: str, changes: Sequence[NameChange]) -> None:
    """A name is not corrected into the one that was given up last: then there was no change, and it goes back."""
    last = max(changes, key=lambda one: one.day, default=None)
    if last is not None and names.loose(name) == names.loose(last.former):
        sentence = f"{last.former} là tên trước ngày {print_day(last.day)}. Ghi nhầm việc đổi tên thì hoàn lại việc ấy."
        raise RuleBroken("arithmetic.same", sentence, field="full_name")


def check_named_after_birth(birth_on: date | None, changes: Sequence[NameChange]) -> None:
    """A corrected birth lies before every change of the name."""
    first = min((one.day for one in changes), default=None)
    if birth_on is not None and first is not None and first <= birth_on:
        sentence = f"Đã đổi tên ngày {print_day(first)}, không thể sinh từ ngày ấy trở đi."
        raise RuleBroken("arithmetic.order", sentence, field="birth")


def probation_end(admitted_on: date) -> date:
    """The day on which the months of probation that counted at the admission are over. Charter art. 5.1."""
    return same_day_later(admitted_on, rules_on(admitted_on).probation.months.value)


def review_due(ended: date, off: frozenset[date], worked: frozenset[date]) -> date:
    """The last day on which the cell considers in time whose probation ended on `ended` (24-QĐ/TW, 4.2.1)."""
    return working_days_after(ended, rules_on(ended).recognition.review_wd.value, off, worked)


def check_recognise(membership: Membership | None, official_on: date) -> Membership:
    """Recognition makes official from the day the probation ended, however late the meeting (Charter art. 5).

    Answers the spell that is recognised.
    """
    if membership is None:
        raise RuleBroken("arithmetic.admitted", "Chưa có ngày vào Đảng.", field="official_on")
    if membership.official_on is not None:
        day = print_day(membership.official_on)
        raise RuleBroken("arithmetic.once", f"Đã là đảng viên chính thức từ {day}.", field="official_on")
    check_probation(membership.admitted_on, official_on)
    return membership


def check_probation(admitted_on: date | None, official_on: date | None) -> None:
    """Nobody is official before the admission, nor before the probation ended where the rule is sure (art. 5)."""
    if admitted_on is None or official_on is None:
        return
    if official_on < admitted_on:
        sentence = f"Ngày chính thức {print_day(official_on)} trước ngày vào Đảng {print_day(admitted_on)}."
        raise RuleBroken("arithmetic.order", sentence, field="official_on")
    due = probation_end(admitted_on)
    rule = rules_on(official_on).probation.months
    if rule.confidence == Confidence.HIGH and official_on < due:
        sentence = f"Chưa đủ {rule.value} tháng dự bị: ngày chính thức sớm nhất là {print_day(due)}."
        raise RuleBroken("probation.months", sentence, field="official_on")


def check_another_spell(facts: Facts, row: Membership, admitted_on: date | None) -> None:
    """Of who was admitted twice each time has its own day, and the day of one of them at most is not known."""
    for other in facts.memberships:
        if other.pk == row.pk or other.admitted_on != admitted_on:
            continue
        sentence = (
            f"Đã ghi một lần vào Đảng ngày {print_day(admitted_on)}."
            if admitted_on else "Đồng chí này vào Đảng hai lần, lần kia chưa rõ ngày: ghi ngày vào Đảng của lần này."
        )  # fmt: skip
        raise RuleBroken("arithmetic.once", sentence, field="admitted_on")


def check_since_admission(day: date | None, admitted_on: date | None, *, field: str) -> None:
    """No step about a member is older than the membership."""
    if day is not None and admitted_on is not None and day < admitted_on:
        sentence = f"Ngày {print_day(day)} trước ngày vào Đảng {print_day(admitted_on)}."
        raise RuleBroken("arithmetic.order", sentence, field=field)


def check_signed(signed_on: date | None, begun_on: date | None, *, field: str) -> None:
    """No paper about a membership is older than the day it began."""
    if signed_on is not None and begun_on is not None and signed_on < begun_on:
        sentence = f"Ngày ký {print_day(signed_on)} trước ngày vào Đảng {print_day(begun_on)}."
        raise RuleBroken("arithmetic.order", sentence, field=field)


def doubts_official(admitted_on: date | None, official_on: date | None) -> list[Doubt]:
    """An official day that is not the day on which the probation ended."""
    if admitted_on is None or official_on is None:
        return []
    due = probation_end(admitted_on)
    if official_on == due:
        return []
    months = rules_on(admitted_on).probation.months.value
    if official_on < due:
        sentence = f"Ngày chính thức {print_day(official_on)} trước ngày hết {months} tháng dự bị, {print_day(due)}."
        return [Doubt("probation.months", sentence, official_on)]
    sentence = f"Ngày chính thức {print_day(official_on)} không phải ngày hết {months} tháng dự bị, {print_day(due)}."
    return [Doubt("recognition.official_date", sentence, official_on)]


def doubts_admission(birth: PartialDate | None, admitted_on: date | None) -> list[Doubt]:
    """Age on the day of admission against the limits of that day, counted by month as the rule says. Of a birth known
    by its year or month alone only what is so for each of its days."""
    if birth is None or admitted_on is None:
        return []
    rule = rules_on(admitted_on).admission
    most, least = by_month(birth.earliest(), admitted_on), by_month(birth.latest(), admitted_on)
    on = f"vào ngày vào Đảng {print_day(admitted_on)}"
    if most < 12 * rule.age_min.value:
        young = f"Mới {most // 12} tuổi {on}, chưa đủ {rule.age_min.value} tuổi."
        return [Doubt("admission.age_min", young, admitted_on)]
    if least > 12 * rule.age_max.value:
        months = f" {least % 12} tháng" if least % 12 else ""
        sure = "" if most == least else "ít nhất "
        over = f"Đã {sure}{least // 12} tuổi{months} {on}, quá {rule.age_max.value} tuổi."
        return [Doubt("admission.age_max", over, admitted_on)]
    return []


def check_number(value: str, *, field: str = "value") -> None:
    """Digits only, no more than the register holds. How many they should be is doubted, not refused."""
    if not re.fullmatch(rf"[0-9]{{1,{LONGEST_NUMBER}}}", value):
        raise RuleBroken(
            "arithmetic.digits", f"Ghi số thẻ bằng chữ số, nhiều nhất {LONGEST_NUMBER} chữ số.", field=field
        )


def doubts_number(kind: str, value: str, day: date) -> list[Doubt]:
    """As many digits as the kind of card has."""
    wanted = getattr(rules_on(day).card, DIGITS[NumberKind(kind)]).value
    if len(value) == wanted:
        return []
    label = str(NumberKind(kind).label)
    sentence = f"{label[:1].upper()}{label[1:]} {value} có {len(value)} chữ số, thẻ loại này có {wanted}."
    return [Doubt(f"card.{DIGITS[NumberKind(kind)]}", sentence, day)]


def check_discipline(facts: Facts, form: str, day: date) -> None:
    """A probationary member is only reprimanded or warned (Charter art. 35)."""
    for one in doubts_discipline(facts, form, day):
        if version_on(one.rule, day).confidence == Confidence.HIGH:
            raise RuleBroken(one.rule, one.sentence, field="form")


def check_discipline_once(facts: Facts, row: Discipline) -> None:
    """The same form on the same day is one discipline. Raises RuleBroken."""
    same = [one for one in facts.disciplines if one.pk != row.pk and one.membership_id == row.membership_id]
    if any(one.form == row.form and one.day == row.day for one in same):
        raise RuleBroken("arithmetic.once", "Kỷ luật này đã ghi.", field="form")


def doubts_discipline(facts: Facts, form: str, day: date) -> list[Doubt]:
    """The same, for days of which the rule is not sure."""
    spell = facts.membership_on(day)
    probationary = spell is not None and (spell.official_on is None or day < spell.official_on)
    allowed = rules_on(day).discipline.forms_probationary.value
    if not probationary or DisciplineForm(form).label in allowed:
        return []
    return [Doubt("discipline.forms_probationary", f"Đảng viên dự bị chỉ {' hoặc '.join(allowed)}.", day)]


def check_present(facts: Facts, day: date, *, field: str = "day") -> Membership:
    """The person is in this register on that day. Answers the spell it belongs to."""
    spell = facts.membership_on(day)
    if spell is None:
        raise RuleBroken("arithmetic.admitted", f"Đến {print_day(day)} chưa vào Đảng.", field=field)
    if (gone := facts.departure_on(day)) is not None:
        raise RuleBroken("arithmetic.gone", f"Đã ra khỏi danh sách ({gone.get_kind_display()}).", field=field)
    return spell


def check_holds_office(facts: Facts, day: date, *, field: str = "day") -> Membership:
    """Only an official member is elected or appointed to an office of the Party (Điều lệ Đảng, điều 3: a probationer
    has the rights of a member but those to vote, to elect and to stand). Answers the spell."""
    spell = check_present(facts, day, field=field)
    if spell.official_on is None or spell.official_on > day:
        sentence = "Đảng viên dự bị chưa được bầu hoặc chỉ định giữ chức vụ trong Đảng."
        raise RuleBroken("office.official", sentence, field=field)
    return spell


def check_departed(facts: Facts, day: date) -> Departure:
    """What can be restored: gone on that day, and not by death. Answers the departure."""
    gone = facts.departure_on(day)
    if gone is None:
        raise RuleBroken("arithmetic.gone", "Đang có trong danh sách, không có gì để phục hồi.", field="day")
    if gone.kind == DepartureKind.DEATH:
        raise RuleBroken("arithmetic.gone", "Đã từ trần. Nếu ghi nhầm thì hoàn lại việc đã ghi.", field="day")
    return gone


# Out of the lists without having left the Party of one's own days: nobody is admitted again after it.
NOT_LEFT: dict[str, str] = {
    DepartureKind.DEATH: "Đã từ trần. Nếu ghi nhầm thì hoàn lại việc đã ghi.",
    DepartureKind.MOVED_OUT: "Đã chuyển ra ngoài đảng bộ, không ra khỏi Đảng; trở về thì xếp vào chi bộ.",
    DepartureKind.WRONG_RECORD: "Hồ sơ này lập nhầm, chưa hề vào Đảng.",
}


def check_left_the_party(facts: Facts, day: date) -> Departure:
    """Who can be admitted again: out of the Party on that day, and not since that very day. Answers the departure."""
    gone = facts.departure_on(day)
    if gone is None:
        raise RuleBroken("arithmetic.gone", "Đang có trong danh sách, không có gì để kết nạp lại.", field="day")
    if gone.kind in NOT_LEFT:
        raise RuleBroken("arithmetic.gone", NOT_LEFT[gone.kind], field="day")
    if gone.until is not None:
        sentence = f"Đã ghi trở lại danh sách ngày {print_day(gone.until)}."
        raise RuleBroken("arithmetic.once", sentence, field="day")
    if gone.since is not None and day <= gone.since:
        sentence = f"Ngày kết nạp lại phải sau ngày ra khỏi Đảng {print_day(gone.since)}."
        raise RuleBroken("arithmetic.order", sentence, field="day")
    return gone


def check_came_back(gone: Departure, day: date) -> None:
    """Who moved out of the register may come back by being placed; who left the Party is restored or re-admitted."""
    if gone.kind != DepartureKind.MOVED_OUT:
        sentence = f"Đã ra khỏi danh sách ({gone.get_kind_display()}); phải phục hồi hoặc kết nạp lại."
        raise RuleBroken("arithmetic.gone", sentence, field="day")
    if gone.since is not None and day <= gone.since:
        raise RuleBroken("arithmetic.order", f"Ngày về phải sau ngày đi {print_day(gone.since)}.", field="day")
    if gone.until is not None:
        raise RuleBroken("arithmetic.once", f"Đã ghi trở về ngày {print_day(gone.until)}.", field="day")


def check_returned(gone_on: date | None, day: date | None, *, field: str = "since") -> None:
    """The corrected day of a return is after the day of leaving."""
    if day is not None and gone_on is not None and day <= gone_on:
        raise RuleBroken("arithmetic.order", f"Ngày về phải sau ngày đi {print_day(gone_on)}.", field=field)


def check_ends(row: Dated, day: date) -> None:
    """Something that goes on, or ends later, ends on `day`; not before it began."""
    if row.until is not None and row.until <= day:
        raise RuleBroken("arithmetic.once", f"Đã kết thúc từ {print_day(row.until)}.", field="day")
    if row.since is not None and day <= row.since:
        raise RuleBroken("arithmetic.order", f"Ngày kết thúc phải sau {print_day(row.since)}.", field="day")


def check_between(row: Dated, since: date | None, until: date | None, earlier: Any, later: Any) -> None:
    """Corrected days of a period, and what is left of those that touch it."""
    if since is None and row.since is not None:
        raise RuleBroken("arithmetic.order", "Ghi ngày bắt đầu.", field="since")
    if since is not None and until is not None and until <= since and until == row.until:
        raise RuleBroken("arithmetic.fits", f"Mục này đã kết thúc ngày {print_day(until)}.", field="since")
    check_period(since, until)
    if earlier is not None and earlier.since is not None and since is not None and since <= earlier.since:
        raise RuleBroken("arithmetic.fits", f"Mục trước đó bắt đầu ngày {print_day(earlier.since)}.", field="since")
    if later is None or until == row.until:
        return
    if until is None:
        raise RuleBroken("arithmetic.fits", f"Mục sau đó bắt đầu ngày {print_day(later.since)}.", field="until")
    if later.until is not None and until >= later.until:
        raise RuleBroken("arithmetic.fits", f"Mục sau đó kết thúc ngày {print_day(later.until)}.", field="until")
