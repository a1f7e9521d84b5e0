"""Rules about a plan of reorganisation itself: what it may hold, when it is carried out, when it goes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kit.calendar import print_day
from members.errors import RuleBroken
from members.models import Reorganisation, ReorganisationStep, StepKind

# An organisation that ends in a plan has nothing else done to it but giving people away.
ENDS = frozenset({StepKind.MERGE, StepKind.CLOSE})
CHANGES = frozenset({StepKind.MOVE, StepKind.RENAME, StepKind.KIND})
FULL = 1000


def check_name(name: str) -> None:
    if not name:
        raise RuleBroken("arithmetic.name", "Ghi tên phương án.", field="name")


def check_draft(plan: Reorganisation) -> None:
    """It is not carried out: it may be changed, carried out, thrown away."""
    if plan.is_applied and plan.applied_on is not None:
        raise RuleBroken("arithmetic.once", f"Phương án này đã ghi vào sổ ngày {print_day(plan.applied_on)}.")


def check_applied(plan: Reorganisation) -> None:
    if not plan.is_applied:
        raise RuleBroken("arithmetic.once", "Phương án này chưa ghi vào sổ, không có gì để hoàn lại.", field="why")


def check_never_applied(plan: Reorganisation) -> None:
    """One that was carried out and taken back stays: lines of the history speak of it."""
    check_draft(plan)
    if plan.taken_back_on is not None:
        sentence = "Phương án đã có lần ghi vào sổ rồi hoàn lại, phải giữ để tra cứu."
        raise RuleBroken("history.kept", sentence)


def check_version(plan: Reorganisation, seen: int | None) -> None:
    """What was seen is what is written."""
    if seen is not None and plan.version != seen:
        sentence = "Phương án vừa được sửa ở một trang khác. Xem lại rồi bấm lần nữa."
        raise RuleBroken("arithmetic.changed", sentence)


def check_day_has_come(plan: Reorganisation, today: date) -> None:
    if plan.day > today:
        sentence = f"Phương án có hiệu lực từ {print_day(plan.day)}; đến ngày đó mới ghi vào sổ được."
        raise RuleBroken("arithmetic.future", sentence)


def check_has_steps(steps: Sequence[ReorganisationStep]) -> None:
    if not steps:
        raise RuleBroken("arithmetic.none", "Phương án chưa có việc nào.")
    if len(steps) > FULL:
        raise RuleBroken("arithmetic.many", f"Một phương án có nhiều nhất {FULL} việc; hãy tách làm hai.")


def check_together(steps: Sequence[ReorganisationStep], names: dict[int, str]) -> None:
    """No organisation ends twice, changes and ends, or receives what it gives; nobody goes two ways."""
    done: dict[int, set[str]] = {}
    for one in steps:
        if one.organisation_id is not None:
            had = done.setdefault(one.organisation_id, set())
            if one.what in had and one.what != StepKind.SPLIT:
                _refuse(f"{_called(one, names)} đã có việc {one.get_what_display()} trong phương án.")
            had.add(one.what)
    for organisation, whats in done.items():
        name = names.get(organisation, "Tổ chức này")
        if len(whats & ENDS) == 2 or (whats & ENDS and whats & CHANGES):
            _refuse(f"{name} kết thúc trong phương án này, không thể làm thêm việc khác với nó.")
    ended = {organisation for organisation, whats in done.items() if whats & ENDS}
    for one in steps:
        if one.into_id in ended:
            _refuse(f"{names.get(one.into_id or 0, 'Nơi nhận')} kết thúc trong phương án này, không nhận được gì nữa.")
    _check_people(steps)


def _check_people(steps: Sequence[ReorganisationStep]) -> None:
    seen: set[int] = set()
    for one in steps:
        if one.what == StepKind.SPLIT and not one.people:
            raise RuleBroken("arithmetic.none", "Chọn ít nhất một người.", field="people")
        if seen & set(one.people):
            raise RuleBroken("arithmetic.once", "Có người được tách về hai nơi trong phương án.", field="people")
        seen |= set(one.people)


def _called(step: ReorganisationStep, names: dict[int, str]) -> str:
    return names.get(step.organisation_id or 0, "Tổ chức này")


def _refuse(sentence: str) -> None:
    raise RuleBroken("arithmetic.once", sentence, field="organisations")
