"""Whether the competent level may decide on a probationer: official, or struck off. Charter art. 5; 24-QĐ/TW, 4.2."""

from __future__ import annotations

from datetime import date

from admissions.models import RecognitionKind
from kit.calendar import print_day
from members.errors import RuleBroken
from members.models import DepartureKind
from members.regulations import rules_on
from members.rules.people import check_not_after

from .gathering import called, check_day, check_goes_on, check_no_proposal, check_order
from .probation import Path
from .way import NOTED_ABOVE, UNHANDLED

R = RecognitionKind


def check_recognises(path: Path) -> None:
    """All that a recognition stands on is there. Asked by the verb and by the page."""
    check_goes_on(path)
    check_no_proposal(path)
    check_order(path, R.DECISION)


def check_recognised_on(path: Path, day: date, today: date) -> None:
    """After what was resolved; where the votes fell short so often that the level above decides, after the last."""
    check_day(path, R.DECISION, day, today)
    _check_after_reported(path.reported_on(path.tries), day)


def official_words(path: Path, day: date) -> str:
    """From which day a recognition decided on `day` makes official, and by which rule."""
    rule = rules_on(day).recognition.official_date
    ends = print_day(path.ends) if path.ends else ""
    return f"Chính thức từ ngày {ends}: {rule.value} ({rule.citation})."


AGE_AGAIN = "Tuổi đảng: cộng thời gian của các lần ở trong Đảng, không tính thời gian ở ngoài."


def age_words(signed_on: date | None, day: date) -> str:
    """From when the age in the Party is counted, by the rule of that day; "" where the admission has no signed day."""
    rule = rules_on(day).party_age.start
    return f"Tuổi đảng tính từ ngày {print_day(signed_on)}: {rule.value} ({rule.citation})." if signed_on else ""


def check_may_propose(path: Path) -> None:
    """The cell may consider to strike off: there is a probationer whom it has not resolved to recognise."""
    check_goes_on(path)
    if R.CELL in path.done():
        sentence = f"Ngày {print_day(path.done()[R.CELL])} chi bộ đã có nghị quyết đề nghị công nhận."
        raise RuleBroken("admission.order", sentence)
    check_no_proposal(path)


def check_strikes_off(path: Path) -> None:
    """The cell has resolved to propose it, or so many votes fell short that the level above decides. Asked by the verb
    and by the page."""
    check_goes_on(path)
    if _grounds(path) is None:
        sentence = "Chi bộ chưa có nghị quyết đề nghị xóa tên, cũng chưa đến mức phải báo cáo cấp trên quyết định."
        raise RuleBroken("admission.order", sentence)


def check_struck_off_on(path: Path, day: date, today: date) -> None:
    check_not_after(day, today, field="day")
    _check_after_reported(_grounds(path), day)


def _grounds(path: Path) -> date | None:
    """Since when the level above may strike off."""
    days = (path.proposed_on(), path.reported_on(path.tries), path.reported_on(path.proposals))
    known = [day for day in days if day is not None]
    # What the cell resolved counts before what was only reported.
    return path.proposed_on() or min(known, default=None)


def _check_after_reported(grounds: date | None, day: date) -> None:
    if grounds is not None and day < grounds:
        sentence = f"Ngày {print_day(day)} trước ngày {print_day(grounds)} của biểu quyết đã báo cáo."
        raise RuleBroken("arithmetic.order", sentence, field="day")


def check_vote_goes(path: Path, *, has_resolution: bool, kind: RecognitionKind | None) -> None:
    """Whether a vote may be taken back: nothing was decided on it, and what stands on its resolution goes first.
    `kind`: its step, None of a proposal to strike off."""
    check_goes_on(path)
    if not has_resolution:
        return
    later = [called(one) for one in (R.APPRAISAL, R.COMMITTEE) if kind == R.CELL and one in path.recorded()]
    if kind == R.CELL and path.handled != UNHANDLED:
        later.insert(0, NOTED_ABOVE)
    if later:
        raise RuleBroken("arithmetic.fits", f"Bỏ trước: {'; '.join(later)}.", field="why", others=later)


def check_by_file(verb: str, outer: str | None, wanted: str) -> None:
    """What is taken back here was done here; else it goes back where the person's page shows it."""
    if outer != wanted:
        what = "Công nhận" if verb == "recognise" else "Việc ra khỏi danh sách"
        raise RuleBroken("arithmetic.fits", f"{what} ghi ở hồ sơ đảng viên: hoàn lại ở đó.", field="why")


def check_no_card(since: date | None) -> None:
    """Whoever has a card is official."""
    if since is not None:
        sentence = f"Đã ghi số thẻ từ ngày {print_day(since)}: sửa số thẻ ở hồ sơ đảng viên trước."
        raise RuleBroken("arithmetic.fits", sentence, field="why")


def check_stands_decided(official_on: date | None, left_as: str) -> None:
    """There is a recognition to take back, and nothing came after it."""
    if official_on is None:
        raise RuleBroken("arithmetic.gone", "Chưa công nhận chính thức, không có gì để bỏ.")
    if left_as:
        raise RuleBroken("arithmetic.gone", f"Đã ra khỏi danh sách ({left_as}).")


def check_struck_off(kind: str | None) -> None:
    """There is a striking off to take back."""
    if kind != DepartureKind.STRIKING_OFF:
        raise RuleBroken("arithmetic.gone", "Chưa xóa tên, không có gì để bỏ.")
