"""Whether a step of the recognition may be recorded, on that day: each `check_…` raises RuleBroken with what stands in
the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from admissions.models import RecognitionKind
from kit.calendar import print_day
from members.errors import Doubt, RuleBroken
from members.regulations import rules_on
from members.rules.people import check_not_after

from .probation import NUMBER, OF_THE_MONTHS, STAGE, Path, before, behind, left_out, missing

R = RecognitionKind


def called(kind: RecognitionKind) -> str:
    """Bước công nhận 5 (Chi bộ xét, biểu quyết công nhận)."""
    return f"bước công nhận {NUMBER[kind]} ({kind.label})"


def check_goes_on(path: Path) -> None:
    """There is a probationer, who is neither official by now nor out of the lists."""
    if path.admitted_on is None:
        raise RuleBroken("admission.order", "Chưa ghi lễ kết nạp: chưa có đảng viên dự bị để xét công nhận.")
    if path.left_as:
        since = f" từ ngày {print_day(path.left_on)}" if path.left_on else ""
        raise RuleBroken("arithmetic.gone", f"Đã ra khỏi danh sách ({path.left_as}){since}.")
    if path.official_on is not None:
        raise RuleBroken("arithmetic.once", f"Đã là đảng viên chính thức từ ngày {print_day(path.official_on)}.")


def check_no_proposal(path: Path) -> None:
    """Whom the cell proposes to strike off is not recognised."""
    if (day := path.proposed_on()) is not None:
        sentence = f"Ngày {print_day(day)} chi bộ đã có nghị quyết đề nghị xóa tên."
        raise RuleBroken("admission.order", sentence)


def check_order(path: Path, kind: RecognitionKind) -> None:
    """What the step stands on is done, and the step itself is not (06-HD/TW, 8.3; Charter art. 5). While a striking
    off waits nothing of a recognition is made; the self-review was read before the cell that proposed it."""
    check_goes_on(path)
    check_not_done(path, kind)
    if kind != R.SELF_REVIEW:
        check_no_proposal(path)
    if (why := left_out(path).get(kind)) is not None:
        raise RuleBroken("admission.left_out", f"Hồ sơ này không có {called(kind)}. {why}")
    check_nothing_missing(path, kind)


def check_not_done(path: Path, kind: RecognitionKind) -> None:
    if (day := path.done().get(kind)) is not None:
        raise RuleBroken("arithmetic.once", f"Đã ghi {called(kind)} ngày {print_day(day)}.", field="day")


def check_nothing_missing(path: Path, kind: RecognitionKind) -> None:
    """What the step stands on is there."""
    if lacks := missing(kind, path):
        raise RuleBroken("admission.order", f"Chưa ghi {'; '.join(called(one) for one in lacks)}.")


def check_day(path: Path, kind: RecognitionKind, day: date, today: date) -> None:
    """Not before the ceremony nor what it stands on, not after what stands on it (a vote that fell short, too)."""
    check_not_after(day, today, field="day")
    if path.admitted_on is not None and day < path.admitted_on:
        sentence = f"Ngày {print_day(day)} trước ngày vào Đảng {print_day(path.admitted_on)}."
        raise RuleBroken("arithmetic.order", sentence, field="day")
    done, recorded = path.done(), path.recorded()
    for one in before(kind, path):
        if one in done and day < done[one]:
            sentence = f"Ngày {print_day(day)} trước ngày {print_day(done[one])} của {called(one)}."
            raise RuleBroken("arithmetic.order", sentence, field="day")
    for one in behind(kind, path):
        if one in recorded and day > recorded[one]:
            sentence = f"Ngày {print_day(day)} sau ngày {print_day(recorded[one])} của {called(one)}."
            raise RuleBroken("arithmetic.order", sentence, field="day")
    _check_with_handled(path, kind, day)


def _check_with_handled(path: Path, kind: RecognitionKind, day: date) -> None:
    """The decision is made after the resolution came to the deciding level and after its term was made longer."""
    noted = (path.handled.came_on, "cấp có thẩm quyền nhận nghị quyết"), (path.handled.longer_on, "gia hạn quyết định")
    for on, what in noted if kind == R.DECISION else ():
        if on is not None and day < on:
            sentence = f"Ngày {print_day(day)} trước ngày {print_day(on)} {what}."
            raise RuleBroken("arithmetic.order", sentence, field="day")


def check_paper(kind: RecognitionKind, has_paper: bool) -> None:
    """Steps that are nothing without their paper."""
    if STAGE[kind].needs_paper and not has_paper:
        raise RuleBroken("admission.paper", f"Ghi số hoặc ngày của {STAGE[kind].paper}.", field="number")


def doubts_papers(path: Path, kind: RecognitionKind, day: date) -> list[Doubt]:
    """Self-review, remarks and synthesis about months that were not over (Med): they warn."""
    if kind not in OF_THE_MONTHS or path.ends is None or day >= path.ends:
        return []
    when = rules_on(day).recognition.papers.value
    ends = print_day(path.ends)
    sentence = f"{kind.label} làm {when}; ngày {print_day(day)} chưa hết, đến ngày {ends} mới hết."
    return [Doubt("recognition.papers", sentence, day)]


def check_named(kind: RecognitionKind, *, has_helper: bool, helped: Sequence[str]) -> None:
    """Of the remarks it is said whose they are, where the register knows who helped that day; of nothing else."""
    if kind != R.HELPER and has_helper:
        raise RuleBroken("admission.own_verb", "Chỉ nhận xét của đảng viên giúp đỡ mới ghi tên người nhận xét.")
    if kind == R.HELPER and helped and not has_helper:
        sentence = f"Chọn người nhận xét: ngày ấy {', '.join(helped)} giúp đỡ người này."
        raise RuleBroken("arithmetic.missing", sentence, field="helper")


def check_taken_back(path: Path, kind: RecognitionKind) -> None:
    """A step goes only while nothing stands on it, and nothing was decided."""
    check_goes_on(path)
    check_nothing_behind(path, kind)


def check_nothing_behind(path: Path, kind: RecognitionKind) -> None:
    """Raises RuleBroken with the list of what stands on it."""
    recorded = path.recorded()
    later = [called(one) for one in behind(kind, path) if one in recorded]
    if later:
        raise RuleBroken("arithmetic.fits", f"Bỏ trước: {'; '.join(later)}.", field="why", others=later)
