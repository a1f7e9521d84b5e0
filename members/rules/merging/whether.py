"""Whether two records may be merged at all, and whether a merge goes back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from members.errors import RuleBroken
from members.models import Member
from members.rules.facts import Facts, check_fits


def check_joined(before: Sequence[Facts], after: Facts) -> None:
    """Raises RuleBroken with what can't be true together in the joined record and was so in neither of both."""
    check_fits(*before, after, field="why", opening="Hai bên không khớp nhau như đã chọn.")


def check_two(kept: Member, absorbed: Member) -> None:
    if kept.pk == absorbed.pk:
        raise RuleBroken("arithmetic.merge", "Chọn hai hồ sơ khác nhau.", field="absorbed")


def check_not_merged(merged: Iterable[int], kept: Member, absorbed: Member) -> None:
    """Neither is part of another record already; `merged` are the absorbed ones among both."""
    for one in (kept, absorbed):
        if one.pk in set(merged):
            sentence = f"Hồ sơ {one.full_name} đã được gộp vào một hồ sơ khác."
            raise RuleBroken("arithmetic.once", sentence, field="absorbed")


def check_in_register(ours: Facts, theirs: Facts) -> None:
    """A record without a membership was entered by mistake and taken back: there is nothing to join."""
    if not ours.memberships or not theirs.memberships:
        raise RuleBroken("arithmetic.gone", "Một trong hai hồ sơ không còn ở trong sổ.", field="absorbed")


def check_not_told_apart(told: bool) -> None:
    if told:
        sentence = "Đã ghi hai hồ sơ này không phải một người. Nếu ghi nhầm, hãy bỏ ghi chú ấy rồi gộp."
        raise RuleBroken("arithmetic.merge", sentence, field="absorbed")


def check_no_note_is_lost(told: bool, absorbed: Member) -> None:
    """`told`: somebody has said of the record that would be absorbed that it and another are two people. The note
    would be read of nobody."""
    if told:
        sentence = (
            f"Đã ghi {absorbed.full_name} và một hồ sơ khác không phải một người. Hãy giữ hồ sơ ấy, hoặc bỏ ghi chú "
            "rồi gộp."
        )
        raise RuleBroken("arithmetic.merge", sentence, field="absorbed")


def check_nothing_waits(waiting: Sequence[str], *, field: str) -> None:
    """`waiting`: sentences of what refuses a merge, or taking it back, while it is open."""
    if waiting:
        raise RuleBroken("arithmetic.merge", " ".join(waiting), field=field, others=waiting)


def check_stands_alone(later: Sequence[str]) -> None:
    """Raises RuleBroken with the acts that stand on a merge: they are taken back first."""
    if later:
        sentence = f"Sau khi gộp đã có việc dựa vào việc gộp; hãy hoàn lại trước: {'; '.join(later)}."
        raise RuleBroken("history.revert", sentence, field="why", others=later)
