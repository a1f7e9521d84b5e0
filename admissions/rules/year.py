"""Where a file stands on a day, how long each step took, how much of a probation is left: asked of the days that the
file holds, for any day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

from admissions.models import StepKind
from members.rules.people import probation_end

from .way import Way, before, upcoming

S = StepKind


class Waits(StrEnum):
    """For what an open file waits. Every open file waits for exactly one of them."""

    SOURCE = "nguon"
    CLASS = "lop"
    PAPERS = "ho-so"
    CELL = "chi-bo"
    PART = "bo-phan"
    COMMITTEE = "dang-uy"
    LEVEL = "cap-quyet-dinh"
    CEREMONY = "cho-le"


# By the step that is done next: the papers are whatever stands between the certificate and the vote of the cell.
WAITS: dict[StepKind, Waits] = dict.fromkeys(StepKind, Waits.PAPERS) | {
    S.SOURCE: Waits.SOURCE, S.SYMPATHISER: Waits.SOURCE, S.CLASS_PROPOSED: Waits.SOURCE, S.CERTIFICATE: Waits.CLASS,
    S.CELL: Waits.CELL, S.APPRAISAL: Waits.PART, S.COMMITTEE: Waits.COMMITTEE, S.CONSENT: Waits.LEVEL,
    S.DECISION: Waits.LEVEL, S.CEREMONY: Waits.CEREMONY, S.RECORDS: Waits.CEREMONY,
}  # fmt: skip


class Left(StrEnum):
    """How much of a probation is left, its last day being in time."""

    OVER = "qua-han"
    DAYS_30 = "den-30"
    DAYS_90 = "den-90"
    DAYS_180 = "den-180"
    MORE = "tren-180"
    UNKNOWN = "chua-ro"


LIMITS = ((30, Left.DAYS_30), (90, Left.DAYS_90), (180, Left.DAYS_180))


def begins(kind: StepKind, way: Way, done: Mapping[StepKind, date]) -> date | None:
    """From which day a step could be done: that of the last of those it stands on. None where none of them is done."""
    return max((done[one] for one in before(kind, way) if one in done), default=None)


def waiting(way: Way) -> tuple[StepKind, date | None] | None:
    """(the step that is done next, since when it waits); None where nothing is left to do."""
    kind = upcoming(way)
    return None if kind is None else (kind, begins(kind, way, way.done()))


def took(way: Way, since: date, day: date) -> Iterator[tuple[StepKind, int]]:
    """(step done from `since` to `day`, both in, how many days it took from the last step it stands on)."""
    done = way.done()
    for kind, on in done.items():
        start = begins(kind, way, done)
        if since <= on <= day and start is not None:
            yield kind, (on - start).days


def left_of(admitted_on: date | None, day: date) -> tuple[Left, int | None]:
    """(in which group somebody on probation is on that day, how many days are left; negative once it is over)."""
    if admitted_on is None:
        return Left.UNKNOWN, None
    days = (probation_end(admitted_on) - day).days
    if days < 0:
        return Left.OVER, days
    return next((group for limit, group in LIMITS if days <= limit), Left.MORE), days
