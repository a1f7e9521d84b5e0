"""The way from the ceremony to the official member as data: the steps in their order, what each stands on.

Sources of the order: Charter art. 5; 06-HD/TW 2025, 8.3. High for the order; that the papers are of the days after the
months of probation is Med.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from admissions.models import RecognitionKind
from members.regulations import rules_on
from members.rules.people import probation_end

from .order import Order
from .recognition import Try, reported_up
from .way import ABOVE_IS_THE_LEVEL, UNHANDLED, Handled

R = RecognitionKind


@dataclass(frozen=True)
class Stage:
    """One step as the rules know it: who does it; `after`: what is done before it, on no later day; `paper`: what its
    paper is called, "" where there is none; `rules`: keys of the regulations by which it goes."""

    kind: RecognitionKind
    who: str
    after: tuple[RecognitionKind, ...] = ()
    paper: str = ""
    needs_paper: bool = False
    rules: tuple[str, ...] = ()


STAGES: tuple[Stage, ...] = (
    Stage(R.CERTIFICATE, "trung tâm chính trị, đảng ủy cơ sở", (), "giấy chứng nhận", needs_paper=True),
    Stage(R.SELF_REVIEW, "đảng viên dự bị", (), "bản tự kiểm điểm", rules=("recognition.papers",)),
    Stage(R.HELPER, "đảng viên được phân công giúp đỡ", rules=("recognition.papers", "admission.helper")),
    Stage(R.SYNTHESIS, "chi ủy", (), "bản tổng hợp", rules=("recognition.papers",)),
    Stage(R.CELL, "chi bộ", (R.CERTIFICATE, R.SELF_REVIEW, R.HELPER, R.SYNTHESIS), "nghị quyết",
          rules=("probation.months", "recognition.review_wd", "admission.cell_quorum", "recognition.max_votes")),
    Stage(R.APPRAISAL, "đảng ủy bộ phận", (R.CELL,), "báo cáo thẩm định"),
    Stage(R.COMMITTEE, "đảng ủy cơ sở", (R.APPRAISAL,), "nghị quyết", rules=("admission.committee_quorum",)),
    Stage(R.DECISION, "cấp có thẩm quyền", (R.COMMITTEE,), "quyết định", needs_paper=True,
          rules=("admission.deciding_body", "recognition.decision_wd", "recognition.official_date",
                 "party_age.start")),
)  # fmt: skip
STAGE: dict[RecognitionKind, Stage] = {one.kind: one for one in STAGES}
ORDER = Order({one.kind: one.after for one in STAGES})
NUMBER: dict[RecognitionKind, int] = {one.kind: number for number, one in enumerate(STAGES, 1)}
LAST = NUMBER[R.DECISION]
# Written about the months of probation, so once they are over.
OF_THE_MONTHS = (R.SELF_REVIEW, R.HELPER, R.SYNTHESIS)


@dataclass(frozen=True)
class Path:
    """What a file says after the ceremony. `admitted_on`: when the probation began, None before; `days`: those of the
    papers; `tries`, `above`, `proposals`: the votes of the cell and of the committee on the recognition, of the cell on
    proposing to strike off; `handled`: what the deciding level noted; `official_on` with the day of the decision, as
    far as it is known; `left_on` with how, once the person is out of the lists."""

    admitted_on: date | None = None
    has_part: bool = False
    has_committee: bool = True
    days: Mapping[RecognitionKind, date] = field(default_factory=dict)
    tries: tuple[Try, ...] = ()
    above: tuple[Try, ...] = ()
    proposals: tuple[Try, ...] = ()
    handled: Handled = UNHANDLED
    official_on: date | None = None
    decided_on: date | None = None
    left_on: date | None = None
    left_as: str = ""

    @property
    def is_over(self) -> bool:
        """Official, or out of the lists: nothing of it goes on."""
        return self.official_on is not None or bool(self.left_as)

    @property
    def ends(self) -> date | None:
        """The day on which the months are over."""
        return probation_end(self.admitted_on) if self.admitted_on else None

    def done(self) -> dict[RecognitionKind, date]:
        """Each step that is done, with its day: a vote by the one that was enough, the decision by the recognition."""
        found = dict(self.days)
        for kind, votes in ((R.CELL, self.tries), (R.COMMITTEE, self.above)):
            if (day := passed_on(votes)) is not None:
                found[kind] = day
        if self.official_on is not None:
            found[R.DECISION] = self.decided_on or self.official_on
        return found

    def recorded(self) -> dict[RecognitionKind, date]:
        """Each step of which something is recorded, with its first day: a vote that fell short was held, too."""
        found = self.done()
        for kind, votes in ((R.CELL, self.tries), (R.COMMITTEE, self.above)):
            if votes:
                found[kind] = min(one.day for one in votes)
        return found

    def proposed_on(self) -> date | None:
        """The day on which the cell resolved to propose striking off; None where it did not."""
        return passed_on(self.proposals)

    def reported_on(self, votes: tuple[Try, ...]) -> date | None:
        """The day of the vote since which the level above decides because so many fell short; None before."""
        short = sorted(one.day for one in votes if not one.passed)
        if not short or not reported_up(votes, short[-1]):
            return None
        return short[rules_on(short[-1]).recognition.max_votes.value - 1]


def standing_words(path: Path | None, day: date) -> str:
    """What somebody is on that day, as the file calls who it is about; None of whom the file admitted while nothing of
    what followed is told here."""
    if path is None:
        return "Người được kết nạp"
    if path.admitted_on is None or day < path.admitted_on:
        return "Người xin vào Đảng"
    if path.left_as and (path.left_on is None or path.left_on <= day):
        return f"Đã ra khỏi danh sách ({path.left_as})"
    is_official = path.official_on is not None and path.official_on <= day
    return "Đảng viên chính thức" if is_official else "Đảng viên dự bị"


def passed_on(votes: tuple[Try, ...]) -> date | None:
    return next((one.day for one in votes if one.passed), None)


def left_out(path: Path) -> dict[RecognitionKind, str]:
    """Steps that the rules leave out, and why; as for an admission what stood above when it went on counts."""
    done, found = path.done(), {}
    last = max((NUMBER[kind] for kind in done), default=0)
    for kind in (R.APPRAISAL, R.COMMITTEE):
        if NUMBER[kind] < last:
            found[kind] = "Khi sang bước sau, trên chi bộ chưa có."
    if not path.has_part:
        found[R.APPRAISAL] = "Trên chi bộ không có đảng ủy bộ phận."
    if not path.has_committee:
        found[R.COMMITTEE] = ABOVE_IS_THE_LEVEL
    if R.CELL not in done and path.reported_on(path.tries) is not None:
        found |= dict.fromkeys((R.CELL, R.APPRAISAL, R.COMMITTEE), short_words(path.tries))
    return {kind: why for kind, why in found.items() if kind not in done}


def short_words(votes: tuple[Try, ...]) -> str:
    """Why no resolution is to come: what the votes were, and what is to be done, not that it was."""
    return f"Đã {sum(not one.passed for one in votes)} lần không đủ 2/3: báo cáo cấp trên quyết định."


def before(kind: RecognitionKind, path: Path) -> Iterator[RecognitionKind]:
    """The steps it stands on: those left out hand on to what they stood on."""
    return ORDER.before(kind, left_out(path))


def behind(kind: RecognitionKind, path: Path) -> list[RecognitionKind]:
    """The steps that stand on it, in their order."""
    return ORDER.behind(kind, left_out(path), path.recorded())


def missing(kind: RecognitionKind, path: Path) -> list[RecognitionKind]:
    """What it stands on and is not done yet."""
    done = path.done()
    return [one for one in dict.fromkeys(before(kind, path)) if one not in done]


def upcoming(path: Path) -> RecognitionKind | None:
    """The first step that is not done; None when everything is, or nothing goes on."""
    if path.is_over or path.admitted_on is None:
        return None
    return ORDER.upcoming(path.done(), left_out(path))
