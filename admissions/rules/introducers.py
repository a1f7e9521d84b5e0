"""Who may introduce an applicant: how many, since when together, official on the day of the paper.

Charter art. 4.1 and 4.2. The months refuse while the version in force is sure, else they warn. Somebody of another cell
is typed by name: whom the register shows to who records is held against it, of anybody else the paper answers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from admissions.models import Backing
from kit import names
from kit.calendar import print_day, same_day_later
from members.errors import Doubt, RuleBroken
from members.regulations import Confidence, rules_on

UNCHECKED = "không có trong phần sổ của đồng chí, chương trình chưa kiểm tra là đảng viên chính thức"


class Introduces(NamedTuple):
    """One introducer as said: together with the applicant since when; a member of the register, or a typed name."""

    together: date
    member: int | None = None
    name: str = ""


def wanted(backing: str) -> int:
    """How many official members introduce beside Đoàn or công đoàn, or without them."""
    return 2 if backing == Backing.MEMBERS else 1


def check_many(backing: str, said: Sequence[Introduces], day: date) -> None:
    """As many as the rule wants, and no more of them than it knows."""
    many = wanted(backing)
    if len(said) < many:
        rule = rules_on(day).admission.introducers
        sentence = f"Cần {many} đảng viên chính thức giới thiệu, mới ghi {len(said)}. Quy định: {rule.value}."
        raise RuleBroken("admission.introducers", sentence, field=f"introducer_{len(said) + 1}")
    if len(said) > wanted(Backing.MEMBERS):
        sentence = f"Giấy giới thiệu có nhiều nhất {wanted(Backing.MEMBERS)} người, đã ghi {len(said)}."
        raise RuleBroken("admission.introducers", sentence)


def weigh_each(
    said: Sequence[Introduces], day: date, *, called: Mapping[int, str], official: Collection[int], own: int | None,
    here: Mapping[str, str], known: Mapping[str, Collection[int]],
) -> list[Doubt]:  # fmt: skip
    """Each is somebody, once, official that day, and together with the applicant for so many months by then. Raises
    RuleBroken; answers what only warns.

    `called`: the names of members; `official`: which of them were official that day; `own`: the applicant as a member;
    `here`: {folded name: name} of the cell's official members, who are chosen on the list and not typed; `known`:
    {folded name: members so called} of a typed name, as far as who records sees them."""
    seen, doubts = set[str](), list[Doubt]()
    for number, one in enumerate(said, 1):
        name = called[one.member] if one.member is not None else names.clean(one.name)
        _check_named(one, name, here, number)
        if (mark := str(one.member or names.fold(name))) in seen:
            raise RuleBroken("arithmetic.once", f"{name} đã ghi ở trên.", field=f"introducer_{number}")
        seen.add(mark)
        if one.member is not None:
            _check_official(one.member, name, day, official, own, number)
        else:
            _check_typed(known.get(names.fold(name), ()), name, day, official, own, number)
        doubts += weigh_together(name, one.together, day, number)
    return doubts


def _check_named(one: Introduces, name: str, here: Mapping[str, str], number: int) -> None:
    fold = names.fold(name)
    if not fold:
        raise RuleBroken("arithmetic.fits", "Ghi họ tên người giới thiệu bằng chữ.", field=f"name_{number}")
    if one.member is None and fold in here:
        sentence = (
            f"{here[fold]} có trong danh sách chi bộ: chọn ở danh sách. Người khác cùng tên thì ghi thêm năm sinh."
        )
        raise RuleBroken("arithmetic.fits", sentence, field=f"name_{number}")


def _check_official(member: int, name: str, day: date, official: Collection[int], own: int | None, number: int) -> None:
    if member == own:
        raise RuleBroken("arithmetic.fits", "Không ai tự giới thiệu mình.", field=f"introducer_{number}")
    if member not in official:
        sentence = f"Ngày {print_day(day)} {name} không là đảng viên chính thức theo sổ."
        raise RuleBroken("admission.introducers", sentence, field=f"introducer_{number}")


def _check_typed(
    known: Collection[int], name: str, day: date, official: Collection[int], own: int | None, number: int
) -> None:  # fmt: skip
    """One of those so called was official that day; of a name that nobody bears here nothing can be said."""
    others = [one for one in known if one != own]
    if known and not any(one in official for one in others):
        sentence = (
            f"Ngày {print_day(day)} {name} không là đảng viên chính thức theo sổ. Người khác cùng tên thì ghi thêm năm "
            "sinh sau tên."
        )
        raise RuleBroken("admission.introducers", sentence, field=f"name_{number}")


def unchecked(said: Sequence[Introduces], known: Collection[str]) -> list[str]:
    """Typed names that nobody bears in the part of who asks: the register could not check them."""
    typed = (names.clean(one.name) for one in said if one.member is None)
    return [name for name in typed if names.fold(name) not in known]


def check_unchecked(said: Sequence[Introduces], known: Collection[str], *, has_paper: bool) -> None:
    """Whoever could not be checked is answered for by the paper."""
    if (left := unchecked(said, known)) and not has_paper:
        sentence = f"{', '.join(left)} {UNCHECKED}: ghi số hoặc ngày giấy giới thiệu."
        raise RuleBroken("admission.introducers", sentence, field="number")


def weigh_together(name: str, together: date, day: date, number: int = 1) -> list[Doubt]:
    """Twelve months together by the day of the paper; the same day next year is in time (Charter art. 4.2). Raises
    RuleBroken also where they would be together only after that day: no paper allows that."""
    if together > day:
        sentence = (
            f"{name} cùng công tác, học tập, cư trú từ ngày {print_day(together)}, sau ngày giấy giới thiệu "
            f"{print_day(day)}."
        )
        raise RuleBroken("arithmetic.order", sentence, field=f"since_{number}")
    rule = rules_on(day).admission.introducer_min_months
    if day >= (first := same_day_later(together, rule.value)):
        return []
    sentence = (
        f"{name} cùng công tác, học tập, cư trú với người vào Đảng từ ngày {print_day(together)}, đến ngày "
        f"{print_day(first)} mới đủ {rule.value} tháng; giấy giới thiệu ngày {print_day(day)}."
    )
    if rule.confidence is Confidence.HIGH:
        raise RuleBroken("admission.introducer_min_months", sentence, field=f"since_{number}")
    return [Doubt("admission.introducer_min_months", sentence, day)]


def words(backing: str, day: date) -> str:
    """What the page asks for, before anything is typed."""
    months = rules_on(day).admission.introducer_min_months.value
    return (
        f"Cần {wanted(backing)} đảng viên chính thức giới thiệu, đến ngày giấy giới thiệu đã cùng công tác, học tập "
        f"hoặc cư trú với người vào Đảng ít nhất {months} tháng."
    )
