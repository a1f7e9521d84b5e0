"""The clocks of an admission and of a probation, and who is warned when.

Terms are those of `terms` and of the rules of papers. The ladder is the office's own way of working, not a rule of the
Party: whoever has the work is told from the first rung, then the level above, then the district
(docs/decisions/0132-who-is-warned-when.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from admissions.models import Matter, StepKind
from kit.calendar import same_day_later
from members.regulations import rules_on
from members.rules.people import probation_end, review_due

from . import authority, terms
from .way import Handled, Way

S = StepKind
Off = tuple[frozenset[date], frozenset[date]]
# So many days before the last one; the last day itself is in time.
LADDER = (90, 60, 30, 15, 7)


class Level(StrEnum):
    CELL = "cell"
    COMMITTEE = "committee"
    DISTRICT = "district"


# From which rung on each level is told of work that is not its own.
TOLD_FROM = {Level.CELL: 90, Level.COMMITTEE: 30, Level.DISTRICT: 15}


class Kind(StrEnum):
    DECISION = "decision"
    CEREMONY = "ceremony"
    RECORDS = "records"
    CERTIFICATE = "certificate"
    DOSSIER = "dossier"
    PROBATION = "probation"
    REVIEW = "review"
    RECOGNITION = "recognition"


# Terms of papers, which the cell has to consider in time.
OF_PAPERS = frozenset({Kind.CERTIFICATE, Kind.DOSSIER})
# What is to be done by the last day.
WORDS = {
    Kind.DECISION: "quyết định kết nạp", Kind.CEREMONY: "tổ chức lễ kết nạp",
    Kind.RECORDS: "lập lý lịch đảng viên, phiếu đảng viên",
    Kind.CERTIFICATE: "chi bộ xét khi giấy chứng nhận lớp nhận thức về Đảng còn giá trị",
    Kind.DOSSIER: "chi bộ xét khi kết quả thẩm tra còn giá trị", Kind.PROBATION: "hết thời gian dự bị",
    Kind.REVIEW: "chi bộ xét công nhận chính thức", Kind.RECOGNITION: "quyết định công nhận chính thức",
}  # fmt: skip

# By which rule each runs.
RULE = {
    Kind.DECISION: "admission.decision_wd", Kind.CEREMONY: "admission.ceremony_wd", Kind.RECORDS: "member.file_wd",
    Kind.CERTIFICATE: "admission.certificate_months", Kind.DOSSIER: "admission.dossier_months",
    Kind.PROBATION: "probation.months", Kind.REVIEW: "recognition.review_wd",
    Kind.RECOGNITION: "recognition.decision_wd",
}  # fmt: skip


@dataclass(frozen=True)
class Clock:
    """One term that runs: `last`, its last day in time; `since`, the day by whose rules it counts; `own`, the levels
    whose work it is."""

    kind: Kind
    last: date
    since: date
    own: frozenset[Level] = frozenset({Level.CELL})

    def left(self, day: date) -> int:
        """Days until the last one; negative once it is over."""
        return (self.last - day).days

    def rung(self, day: date) -> int | None:
        """The lowest rung that is reached; None before the first. Who is late stands below the lowest."""
        return next((one for one in reversed(LADDER) if self.left(day) <= one), None)

    def told(self, level: Level, day: date) -> bool:
        """Whether that level is warned by now."""
        rung = self.rung(day)
        return rung is not None and (level in self.own or rung <= TOLD_FROM[level])


def of_file(way: Way, off: Off, day: date) -> Iterator[Clock]:
    """What runs for a file that is open or whose records are not done yet, on that day. What is done runs no more."""
    done = way.done()
    if way.stopped_on is not None:
        return
    for kind, step, since in (
        (Kind.DECISION, S.DECISION, S.CELL), (Kind.CEREMONY, S.CEREMONY, S.DECISION),
        (Kind.RECORDS, S.RECORDS, S.CEREMONY),
    ):  # fmt: skip
        last = terms.due(way, step, *off) if step not in done else None
        if last is not None:
            yield Clock(kind, last, done[since], _own(kind, way, day))
    if S.CELL not in done:
        yield from _papers(done, day)


def decides(way: Way, day: date) -> Level:
    """Which level decides on this file that day."""
    return Level.COMMITTEE if authority.committee_decides(way, day) else Level.DISTRICT


def _own(kind: Kind, way: Way, day: date) -> frozenset[Level]:
    """The decision is the work of whoever decides, the records of the committee."""
    if kind is Kind.DECISION:
        return frozenset({decides(way, day)})
    return frozenset({Level.CELL, Level.COMMITTEE}) if kind is Kind.RECORDS else frozenset({Level.CELL})


def _papers(done: dict[StepKind, date], day: date) -> Iterator[Clock]:
    """Papers that the cell has to consider while they are valid."""
    rule = rules_on(day).admission
    for kind, step, months in (
        (Kind.CERTIFICATE, S.CERTIFICATE, rule.certificate_months.value),
        (Kind.DOSSIER, S.VERIFIED, rule.dossier_months.value),
    ):
        if step in done:
            yield Clock(kind, same_day_later(done[step], months), day)


def of_probation(
    admitted_on: date, resolved: date | None, handled: Handled, off: Off, day: date, own: Level = Level.DISTRICT
) -> Clock:
    """What runs for a probationer: the months of probation, then the days of the cell, and once it has resolved to
    propose the recognition the days of the deciding level, which is `own`."""
    if resolved is not None:
        last = terms.decision_due(Matter.RECOGNITION, resolved, handled, *off)
        return Clock(Kind.RECOGNITION, last, resolved, frozenset({own}))
    ends = probation_end(admitted_on)
    if day < ends:
        return Clock(Kind.PROBATION, ends, admitted_on)
    return Clock(Kind.REVIEW, review_due(ends, *off), ends)
