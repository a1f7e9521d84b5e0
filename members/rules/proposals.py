"""When a correction may be proposed, and when a proposal may still be answered."""

from __future__ import annotations

from typing import Any

from kit.calendar import print_day
from members.errors import RuleBroken
from members.models import Proposal


def check_waits_once(waiting: Proposal | None) -> None:
    """One unit asks once about one fact; who has more to say takes the first one back."""
    if waiting is not None:
        sentence = "Đã có đề nghị về mục này đang chờ cán bộ tổ chức. Rút đề nghị cũ rồi gửi lại."
        raise RuleBroken("arithmetic.once", sentence)


def check_unit(organisation: int | None) -> int:
    """A proposal is some unit's. Answers it."""
    if organisation is None:
        raise RuleBroken("arithmetic.placed", "Chưa có nơi sinh hoạt, không có nơi nào đề nghị.")
    return organisation


def check_waits(proposal: Proposal) -> None:
    """An answer is given once."""
    if proposal.closed_on is None:
        return
    day = print_day(proposal.closed_on)
    if proposal.entered:
        raise RuleBroken("arithmetic.once", f"Đề nghị này đã được ghi vào sổ ngày {day}.")
    if proposal.withdrawn:
        raise RuleBroken("arithmetic.once", f"Nơi đề nghị đã rút đề nghị này ngày {day}.")
    raise RuleBroken("arithmetic.once", f"Đề nghị này đã có trả lời ngày {day}: không ghi.")


def check_still_there(row: Any) -> Any:
    """The row that would be corrected; it may have been taken back meanwhile. Answers it."""
    if row is None:
        raise RuleBroken("arithmetic.gone", "Mục đề nghị sửa đã được hoàn lại, không còn trong sổ.")
    return row


def check_unchanged(changed: dict[str, tuple[Any, Any]]) -> None:
    """What was proposed was proposed about what stood then."""
    if changed:
        raise RuleBroken(
            "history.changed", "Chỗ đề nghị sửa đã khác với lúc gửi. Xem sổ nay ghi gì; đề nghị này không ghi được nữa."
        )


def check_is_a_name(is_one: bool) -> None:
    """Only a proposed name can be one that was changed by decision."""
    if not is_one:
        raise RuleBroken("arithmetic.name", "Đề nghị này không chỉ sửa họ và tên, không ghi thành việc đổi tên được.")


def check_says_why(why: str) -> None:
    if not why:
        raise RuleBroken("history.reason", "Ghi lý do không ghi.", field="why")
