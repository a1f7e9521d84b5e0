"""Which resolutions of a former cell stand no more in the cell to which the file was handed over (0148)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from admissions.models import Applicant, Step, StepKind, Vote


def may_lapse(vote: Vote) -> bool:
    """The resolution of a cell."""
    return vote.kind == StepKind.CELL and vote.decision_id is not None


def lapsed_of(
    one: Applicant, own: int, is_under_one: Callable[[int], bool], steps: Sequence[Step], votes: Sequence[Vote]
) -> frozenset[int]:
    """The numbers of resolutions of a former cell on which its committee had not resolved, once the cell `own` leads
    the file, over which there is none: nobody else would consider the person there, so it votes itself. `is_under_one`:
    whether a grass-roots committee stands over that cell."""
    resolved = any(vote.kind == StepKind.COMMITTEE and vote.decision_id for vote in votes)
    decided = any(step.kind == StepKind.DECISION for step in steps)
    if one.member_id or resolved or decided or is_under_one(own):
        return frozenset()
    former = [vote for vote in votes if may_lapse(vote) and vote.organisation_id not in (None, own)]
    return frozenset(vote.pk for vote in former if is_under_one(vote.organisation_id or own))
