"""Rules of a file that is opened for whom the register held as a probationer before it held a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from admissions.models import StepKind
from kit.calendar import print_day
from members.errors import RuleBroken
from members.models import Membership

from .steps import check_signed_by
from .way import Way


def check_probationer(spell: Membership | None, cell: int | None, day: date) -> tuple[date, int]:
    """(when admitted, the cell) of who is on probation in a cell on `day`: for an official member there is nothing left
    to decide in a file, and whoever is not in the lists has no cell that considers."""
    if spell is None or cell is None:
        raise RuleBroken("arithmetic.gone", f"Ngày {print_day(day)} người này không có tên trong chi bộ nào.")
    if spell.official_on is not None and spell.official_on <= day:
        since = print_day(spell.official_on)
        raise RuleBroken("admission.admitted", f"Đã là đảng viên chính thức từ ngày {since}: không lập hồ sơ dự bị.")
    if spell.admitted_on is None or spell.admitted_on > day:
        raise RuleBroken("admission.order", "Sổ chưa ghi ngày vào Đảng của người này: ghi ở hồ sơ đảng viên trước.")
    return spell.admitted_on, cell


def check_no_file(found: bool) -> None:
    """One admission, one file."""
    if found:
        raise RuleBroken("admission.one_file", "Người này đã có hồ sơ kết nạp trên máy.")


def check_none_under_way(found: bool) -> None:
    """Nobody is still on the way by the file of another cell."""
    if found:
        raise RuleBroken(
            "admission.one_file", "Đang có hồ sơ xét kết nạp của người cùng họ tên, cùng ngày sinh: thôi xét trước."
        )


def check_one_decision(*, typed: bool, known: bool) -> None:
    """What the register says of the decision is put right in the register."""
    if typed and known:
        raise RuleBroken(
            "arithmetic.once", "Sổ đã ghi quyết định kết nạp; sai thì sửa ở hồ sơ đảng viên.", field="number"
        )


def check_signed(signed_on: date | None, admitted_on: date, *, typed: bool) -> None:
    """A decision is signed by the day of the admission. What is typed has its day: the step is nothing without."""
    if typed and signed_on is None:
        raise RuleBroken("admission.paper", "Ghi ngày ký quyết định kết nạp.", field="signed_on")
    check_signed_by(admitted_on, signed_on, paper="Quyết định kết nạp", what="vào Đảng")


def check_same_decision(known: str, *, typed: bool, same: bool) -> None:
    """What the register says by now (`known`, in words) is entered as it stands there, or put right there first."""
    if known and typed and not same:
        sentence = f"Sổ nay ghi quyết định kết nạp: {known}. Ghi đúng như thế, hoặc sửa ở hồ sơ đảng viên trước."
        raise RuleBroken("arithmetic.once", sentence, field="number")


def check_follows(day: date, admitted_on: date | None) -> None:
    """The day of the ceremony is that of the register, which is put right first."""
    if day != admitted_on:
        said = f"ghi ngày vào Đảng {print_day(admitted_on)}" if admitted_on else "chưa ghi ngày vào Đảng"
        sentence = f"Sổ {said}; ngày lễ kết nạp theo ngày ấy. Sai thì sửa ở hồ sơ đảng viên trước."
        raise RuleBroken("admission.admitted", sentence, field="day")


def differs(way: Way, admitted_on: date | None) -> str:
    """In words, that the register says another day than the file by now; "" where both agree."""
    held = way.days.get(StepKind.CEREMONY)
    if held is None or admitted_on is None or held == admitted_on:
        return ""
    return (
        f"Sổ nay ghi ngày vào Đảng {print_day(admitted_on)}, hồ sơ này ghi lễ kết nạp ngày {print_day(held)}. "
        "Mọi hạn của thời gian dự bị tính theo sổ."
    )


def differs_decision(own: str, known: str, *, same: bool) -> str:
    """In words, that the register says another decision of the admission (`known`) than the file by now (`own`), or one
    of them says none; "" where both agree."""
    if same or own == known:
        return ""
    if not own:
        return f"Sổ nay ghi quyết định kết nạp: {known}; hồ sơ này chưa ghi."
    if not known:
        return f"Hồ sơ này ghi quyết định kết nạp: {own}; sổ chưa ghi, tuổi đảng chưa tính từ ngày ấy."
    return f"Sổ nay ghi quyết định kết nạp: {known}; hồ sơ này ghi: {own}. Tuổi đảng tính theo sổ."


def check_taken_over(way: Way) -> None:
    """Only what was opened so is taken back so: of any other file the ceremony made the member."""
    if not way.taken_over:
        raise RuleBroken("admission.admitted", "Hồ sơ này đi từ nguồn kết nạp, không phải lập cho đảng viên dự bị.")


def check_own_register(*, goes: bool, decides: bool) -> None:
    """What the register has of the decision `goes` with the file: that is for who records a decision, no cell."""
    if goes and not decides:
        sentence = "Sổ đang ghi quyết định kết nạp theo hồ sơ này: báo đảng ủy hoặc cán bộ tổ chức bỏ."
        raise RuleBroken("admission.deciding_body", sentence, field="why")


def check_nothing_on_it(names: Sequence[str]) -> None:
    """It goes while nothing but what it began with is recorded. Raises RuleBroken with the list of what is."""
    if names:
        raise RuleBroken("arithmetic.fits", f"Bỏ trước: {'; '.join(names)}.", field="why", others=list(names))
