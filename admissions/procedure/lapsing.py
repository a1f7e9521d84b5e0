"""Which resolutions of a former cell stand no more in the cell to which the file was handed over (0148)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from admissions.models import StepKind, Vote


class Cast(NamedTuple):
    """A vote by its columns, as whoever counts many files reads it."""

    pk: int
    kind: str
    day: date
    base: int
    in_favour: int
    organisation_id: int | None
    decision_id: int | None


def may_lapse(vote: Vote | Cast) -> bool:
    """The resolution of a cell."""
    return vote.kind == StepKind.CELL and vote.decision_id is not None


def lapsed_of(
    own: int, under_one: Collection[int], votes: Sequence[Vote | Cast], *, is_decided: bool
) -> frozenset[int]:
    """The numbers of resolutions of a former cell on which its committee had not resolved, once the cell `own` leads
    the file, over which there is none: nobody else would consider the person there, so it votes itself. `under_one`:
    the cells over which a grass-roots committee stands; `is_decided`: on the admission, or the person is a member."""
    resolved = any(vote.kind == StepKind.COMMITTEE and vote.decision_id for vote in votes)
    if is_decided or resolved or own in under_one:
        return frozenset()
    former = [vote for vote in votes if may_lapse(vote) and vote.organisation_id not in (None, own)]
    return frozenset(vote.pk for vote in former if vote.organisation_id in under_one)
