"""Which resolutions of a former cell stand no more in the cell to which the file was handed over (0148)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from admissions.models import Applicant, Step, StepKind, Vote


def may_lapse(vote: Vote) -> bool:
    """The resolution of a cell."""
    return vote.kind == StepKind.CELL and vote.decision_id is not None


def lapsed_of(
    one: Applicant, own: int, under_one: Collection[int], steps: Sequence[Step], votes: Sequence[Vote]
) -> frozenset[int]:
    """The numbers of resolutions of a former cell on which its committee had not resolved, once the cell `own` leads
    the file, over which there is none: nobody else would consider the person there, so it votes itself. `under_one`:
    the cells over which a grass-roots committee stands."""
    resolved = any(vote.kind == StepKind.COMMITTEE and vote.decision_id for vote in votes)
    decided = any(step.kind == StepKind.DECISION for step in steps)
    if one.member_id or resolved or decided or own in under_one:
        return frozenset()
    former = [vote for vote in votes if may_lapse(vote) and vote.organisation_id not in (None, own)]
    return frozenset(vote.pk for vote in former if vote.organisation_id in under_one)
