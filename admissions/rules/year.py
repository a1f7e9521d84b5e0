"""Where a file stands on a day, how long each step took, how much of a probation is left: asked of the days that the
file holds, for any day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum

from admissions.models import RecognitionKind, StepKind
from members.rules.people import probation_end

from . import probation
from .probation import OF_THE_MONTHS, Path
from .way import Way, before, upcoming

S, R = StepKind, RecognitionKind


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


def up_to(path: Path, day: date) -> Path:
    """What the way after the ceremony was on that day."""
    decided = path.decided_on or path.official_on
    is_official, has_left = decided is not None and decided <= day, path.left_on is None or path.left_on <= day
    began = path.admitted_on if path.admitted_on is not None and path.admitted_on <= day else None
    return replace(
        path, admitted_on=began, days={kind: on for kind, on in path.days.items() if on <= day},
        tries=tuple(one for one in path.tries if one.day <= day),
        above=tuple(one for one in path.above if one.day <= day),
        proposals=tuple(one for one in path.proposals if one.day <= day),
        official_on=path.official_on if is_official else None, decided_on=path.decided_on if is_official else None,
        left_on=path.left_on if has_left else None, left_as=path.left_as if has_left else "",
    )  # fmt: skip


def begins_after(kind: RecognitionKind, path: Path) -> date | None:
    """From which day a step of the recognition could be done: the certificate from the ceremony, what is written about
    the months from their end, the vote of the cell from both; else from the last step it stands on, or the vote since
    which the level above decides."""
    if kind == R.CERTIFICATE:
        return path.admitted_on
    if kind in OF_THE_MONTHS:
        return path.ends
    done = path.done()
    days = [done[one] for one in probation.before(kind, path) if one in done]
    days += [path.ends] if kind == R.CELL and path.ends else []
    reported = path.reported_on(path.tries) if kind == R.DECISION and R.CELL not in done else None
    return reported or max(days, default=None)


def took_after(path: Path, since: date, day: date) -> Iterator[tuple[RecognitionKind, int]]:
    """As `took`, of the recognition. What was written before the months were over took no day."""
    for kind, on in path.done().items():
        start = begins_after(kind, path)
        if since <= on <= day and start is not None:
            yield kind, max((on - start).days, 0)


def waiting_after(path: Path, day: date) -> tuple[RecognitionKind, date | None] | None:
    """As `waiting`, of the recognition. Nobody waits for what comes after the months while they go on, nor for a
    recognition while a striking off waits."""
    kind = probation.upcoming(path) if path.proposed_on() is None else None
    if kind is None or (kind != R.CERTIFICATE and path.ends is not None and day < path.ends):
        return None
    return kind, begins_after(kind, path)


def left_of(admitted_on: date | None, day: date) -> tuple[Left, int | None]:
    """(in which group somebody on probation is on that day, how many days are left; negative once it is over)."""
    if admitted_on is None:
        return Left.UNKNOWN, None
    days = (probation_end(admitted_on) - day).days
    if days < 0:
        return Left.OVER, days
    return next((group for limit, group in LIMITS if days <= limit), Left.MORE), days
