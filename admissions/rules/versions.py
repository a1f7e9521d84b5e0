"""What a new version of a rule changes for a file that was open, or whose probation ran, when it came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from admissions.models import RecognitionKind, StepKind
from members.regulations import RULES, Confidence, Version, written

from . import probation
from .way import LABEL, NUMBER, Way, left_out

S, R = StepKind, RecognitionKind

# The step on whose day each rule is asked: a term is that of the day from which it counts.
ASKED_ON: dict[str, StepKind] = {
    "admission.verification": S.VERIFIED,
    "admission.introducers": S.INTRODUCED,
    "admission.introducer_min_months": S.INTRODUCED,
    "readmission.times": S.SOURCE,
    "readmission.months": S.APPLICATION,
    "readmission.after_sentence_months": S.APPLICATION,
    "admission.age_min": S.CELL,
    "admission.age_max": S.CELL,
    "admission.over_age_authority": S.CELL,
    "admission.education_min": S.CELL,
    "admission.education_remote": S.CELL,
    "admission.certificate_months": S.CELL,
    "admission.dossier_months": S.CELL,
    "admission.cell_quorum": S.CELL,
    "admission.quorum_base": S.CELL,
    "admission.small_cell": S.CELL,
    "admission.ballot": S.CELL,
    "admission.short_of_quorum": S.CELL,
    "admission.decision_wd": S.CELL,
    "admission.extension_wd": S.CELL,
    "admission.committee_quorum": S.COMMITTEE,
    "admission.deciding_body": S.DECISION,
    "admission.ceremony_wd": S.DECISION,
    "admission.ceremony_from": S.DECISION,
    "admission.ceremony_late": S.CEREMONY,
    "member.file_wd": S.CEREMONY,
}
# The same of the steps after the ceremony.
ASKED_AFTER: dict[str, RecognitionKind] = {
    "recognition.papers": R.SELF_REVIEW,
    "probation.months": R.CELL,
    "recognition.review_wd": R.CELL,
    "recognition.max_votes": R.CELL,
    "recognition.decision_wd": R.CELL,
    "recognition.extension_wd": R.CELL,
    "recognition.official_date": R.DECISION,
    "party_age.start": R.DECISION,
}
# Of these it counts how sure they are: a sure one refuses, another one warns.
REFUSES = frozenset({
    "admission.age_min", "admission.age_max", "admission.education_min", "admission.cell_quorum",
    "admission.committee_quorum", "admission.ceremony_late", "admission.introducer_min_months",
    "readmission.months", "readmission.times", "readmission.after_sentence_months", "recognition.max_votes",
})  # fmt: skip


class Point(NamedTuple):
    """One thing that a version changes: of which step, what it was and is now, from which paper, how sure;
    `again`: only of who was a member before; `after_ceremony`: of a step of the recognition."""

    kind: StepKind | RecognitionKind
    title: str
    before: str
    after: str
    citation: str
    confidence: str
    again: bool = False
    after_ceremony: bool = False

    @property
    def label(self) -> str:
        """Which step it is, in words."""
        return f"công nhận {probation.NUMBER[R(self.kind)]}" if self.after_ceremony else LABEL[S(self.kind)]

    @property
    def place(self) -> tuple[bool, int]:
        """Where it stands in the order of steps."""
        return self.after_ceremony, (probation.NUMBER[R(self.kind)] if self.after_ceremony else NUMBER[S(self.kind)])


def points() -> dict[date, list[Point]]:
    """{day a version comes into force: what it changes, by the order of steps}, the newest day first. What only rests
    on another paper changes nothing for a file."""
    found: dict[date, list[Point]] = {}
    for key, kind in (*ASKED_ON.items(), *ASKED_AFTER.items()):
        for former, later in pairwise(RULES[key].versions):
            if pairs := list(_words(key, former, later)):
                before, after = ("; ".join(some) for some in zip(*pairs, strict=True))
                point = Point(kind, RULES[key].title, before, after, later.citation, later.confidence.label,
                              key.startswith("readmission."), key in ASKED_AFTER)  # fmt: skip
                found.setdefault(later.since, []).append(point)
    return {day: sorted(found[day], key=lambda one: one.place) for day in sorted(found, reverse=True)}


def _words(key: str, former: Version, later: Version) -> Iterator[tuple[str, str]]:
    """(before, after) of what it says, and of what it does."""
    both = (former, later)
    if former.value != later.value:
        before, after = (RULES[key].words.format(written(one.value)) for one in both)
        yield before, after
    held, holds = (one.confidence is Confidence.HIGH for one in both)
    if held != holds and key in REFUSES:
        yield ("chặn", "chỉ nhắc") if held else ("chỉ nhắc", "chặn")


def touches(way: Way, path: probation.Path | None, point: Point, since: date) -> bool:
    """Whether the file's step is one that the version of that day judges: not done before it, and one of this file.
    `path`: of who is on probation; before the ceremony nobody asks yet what comes after, nor of whom the cell
    proposes to strike off."""
    if point.after_ceremony:
        goes_on = path is not None and not path.is_over and path.proposed_on() is None
        return path is not None and goes_on and _not_before(path.done().get(R(point.kind)), since)
    kind = S(point.kind)
    asked = way.again or not point.again
    return asked and _not_before(way.done().get(kind), since) and kind not in left_out(way)


def asked_on(way: Way, kind: StepKind, key: str, day: date) -> date:
    """By the rule of which day an open step goes that is done on `day`: a term that counts from an earlier step by that
    of the day of that one, whatever else by that of its own."""
    counts_from = ASKED_ON.get(key, kind)
    return way.done().get(counts_from, day) if NUMBER[counts_from] < NUMBER[kind] else day


def _not_before(done: date | None, since: date) -> bool:
    return done is None or done >= since
