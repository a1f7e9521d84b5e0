"""Whom a vote counts: what the register says, and who is named beside it with a reason. Charter art. 4.3; 294-QĐ/TW,
9.3.2.

Whether somebody belongs in the base is no rule that is sure: whoever records the vote names the person, and is
believed. What is refused is the arithmetic alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from admissions.models import StepKind
from kit import names
from kit.calendar import print_day
from members.errors import Doubt, RuleBroken
from members.regulations import rules_on
from members.standing import COUNTED, VoteBase, VoterReason

R = VoterReason
# Reasons by which a person is taken into the base, and out of it, where the cell votes and where the committee does.
TAKEN_IN: dict[StepKind, tuple[VoterReason, ...]] = {
    StepKind.CELL: (R.COME, R.GUEST, R.KEPT), StepKind.COMMITTEE: (R.COME,),
}  # fmt: skip
TAKEN_OUT: dict[StepKind, tuple[VoterReason, ...]] = {
    StepKind.CELL: (R.GONE, R.NOT_YET, R.FREED, R.SUSPENDED), StepKind.COMMITTEE: (R.GONE,),
}  # fmt: skip


@dataclass(frozen=True)
class Named:
    """Somebody who counts otherwise than the register says: a person of it, or a name where it knows none."""

    reason: str
    member: int | None = None
    name: str = ""


@dataclass(frozen=True)
class Entry:
    """One line of the base as it is kept: who, by which reason; `member` None for somebody known by name alone."""

    reason: str
    member: int | None = None
    name: str = ""


def settled(
    kind: StepKind, day: date, base: VoteBase, attending: Collection[int], named: Sequence[Named]
) -> list[Entry]:
    """Everybody of the base, each once, those left out among them. Raises RuleBroken where somebody is named whom the
    register counts so already, twice, or by a reason that says nothing of it."""
    check_attending(base, attending, day)
    check_reasons(kind, named)
    check_once(base, named)
    otherwise = {one.member: one.reason for one in named if one.member is not None}
    rows = [Entry(otherwise.get(one.member, one.reason), one.member) for one in (*base.counted, *base.left_out)]
    return [*rows, *(Entry(one.reason, None, names.clean(one.name)) for one in named if one.member is None)]


def size(rows: Iterable[Entry]) -> int:
    """How many of them count."""
    return sum(one.reason in COUNTED for one in rows)


def check_attending(base: VoteBase, attending: Collection[int], day: date) -> None:
    """Only who is exempt or away needs to be ticked: everybody else counts, present or not."""
    known = {one.member for one in (*base.counted, *base.left_out) if one.reason in (R.ATTENDED, R.EXEMPT, R.AWAY)}
    if not known.issuperset(attending):
        sentence = (
            f"Ngày {print_day(day)} người được đánh dấu có dự họp không thuộc số miễn sinh hoạt hoặc tạm thời nơi khác "
            "của chi bộ: xem lại danh sách."
        )
        raise RuleBroken("arithmetic.base", sentence, field="attending")


def check_reasons(kind: StepKind, named: Sequence[Named]) -> None:
    """A name comes in, whoever the register counts goes out: each by a reason that says so."""
    for one in named:
        fits = TAKEN_IN[kind] if one.member is None else (*TAKEN_OUT[kind], *TAKEN_IN[kind])
        if one.reason not in fits:
            raise RuleBroken("arithmetic.base", "Chọn lý do cho từng người nêu tên.", field="base")
        if one.member is None and not names.fold(one.name):
            raise RuleBroken("arithmetic.base", "Ghi tên người tính thêm bằng chữ.", field=f"added_{one.reason}")


def check_once(base: VoteBase, named: Sequence[Named]) -> None:
    """Nobody counts twice, nobody is taken out who is not in, nor in who is."""
    counted = {one.member for one in base.counted}
    left_out = {one.member for one in base.left_out}
    for one in named:
        if one.member is not None and one.member not in (left_out if one.reason in COUNTED else counted):
            raise RuleBroken("arithmetic.base", "Người nêu tên không có trong danh sách của ngày họp.", field="base")
    seen = {names.fold(one.name): one.name for one in (*base.counted, *base.left_out)}
    for one in named:
        if one.member is None:
            fold = names.fold(names.clean(one.name))
            if fold in seen:
                sentence = f"{names.clean(one.name)} đã có trong danh sách; người khác cùng tên thì ghi thêm năm sinh."
                raise RuleBroken("arithmetic.base", sentence, field=f"added_{one.reason}")
            seen[fold] = one.name


def check_base(kind: StepKind, day: date, computed: int, rows: Sequence[Entry], entered: int) -> None:
    """What stands in the minutes is what the register counts, and who is named beside it."""
    counted = size(rows)
    if entered == counted:
        return
    added = sum(one.reason in COUNTED for one in rows if one.member is None or one.reason in TAKEN_IN[kind])
    removed = sum(one.reason in TAKEN_OUT[kind] for one in rows)
    apart = abs(entered - counted)
    todo = f"nêu tên thêm {apart} người" if entered > counted else f"nêu tên {apart} người không tính"
    sentence = (
        f"Ngày {print_day(day)} sổ tính {computed} người, nêu tên thêm {added}, bớt {removed}: {counted}; đã ghi tổng "
        f"số {entered}. Sửa tổng số, hoặc {todo} kèm lý do."
    )
    raise RuleBroken("arithmetic.base", sentence, field="base")


def check_attended_are_there(rows: Sequence[Entry], present: int) -> None:
    """Who is ticked as having come is among those present."""
    came = sum(one.reason == R.ATTENDED for one in rows)
    if came and came > present:
        sentence = f"Đánh dấu {came} người miễn hoặc tạm đi có dự, nhưng chỉ ghi {present} người có mặt."
        raise RuleBroken("arithmetic.base", sentence, field="present")


def check_size_paper(rows: Sequence[Entry], entered: int | None, *, has_paper: bool, whole: bool) -> None:
    """How many sit on a committee of which the register holds no terms is said by a paper with its number and day, and
    the number is typed beside it."""
    if has_paper and not whole:
        raise RuleBroken("admission.paper", "Ghi đủ số và ngày của văn bản ghi số cấp ủy viên.", field="size_number")
    if has_paper and entered is None:
        raise RuleBroken("arithmetic.base", "Ghi tổng số cấp ủy viên theo văn bản ấy.", field="base")
    if not has_paper and not rows:
        sentence = "Sổ chưa ghi nhiệm kỳ của cấp ủy viên nào: ghi số và ngày của văn bản ghi số cấp ủy viên."
        raise RuleBroken("admission.paper", sentence, field="size_number")


def official(base: VoteBase, rows: Sequence[Entry]) -> int:
    """All official members of the cell, with those named and without those of whom it is said that they are none."""
    none = sum(one.reason in (R.GONE, R.NOT_YET) for one in rows)
    return base.official - none + sum(one.reason == R.COME for one in rows if one.member is None)


def is_small(many: int, day: date) -> bool:
    return many < rules_on(day).cell.min_official.value


def doubts_small(many: int, day: date) -> list[Doubt]:
    """A vote in a cell that has fewer official members than the smallest cell."""
    if not is_small(many, day):
        return []
    rule = rules_on(day).admission.small_cell
    sentence = f"Ngày {print_day(day)} chi bộ có {many} đảng viên chính thức: {rule.value}."
    return [Doubt("admission.small_cell", sentence, day)]


def check_small(many: int, day: date) -> None:
    """A cell that can vote does: its vote is not left out by a paper (Charter art. 4.3)."""
    if not is_small(many, day):
        sentence = (
            f"Ngày {print_day(day)} sổ ghi chi bộ có {many} đảng viên chính thức, từ "
            f"{rules_on(day).cell.min_official.value} trở lên: chi bộ họp và biểu quyết."
        )
        raise RuleBroken("admission.cell_quorum", sentence, field="day")


def check_small_paper(has_paper: bool) -> None:
    if not has_paper:
        sentence = "Ghi số hoặc ngày của văn bản nêu rõ chi bộ không đủ đảng viên chính thức."
        raise RuleBroken("admission.paper", sentence, field="number")


def left_out_words(base: VoteBase, day: date) -> str:
    """Không tính 3 đồng chí (…): the rule of that day with who is meant by it; "" for nobody."""
    many = sum(one.reason in (R.EXEMPT, R.AWAY) for one in base.left_out)
    rule = rules_on(day).admission.quorum_base
    return f"Không tính {many} đồng chí, theo quy định: {rule.value}." if many else ""
