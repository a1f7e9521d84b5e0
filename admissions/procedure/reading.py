"""One file as it stands: its facts read into the way that the rules know, locked where something is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from admissions.models import Applicant, Step, StepKind, Stop, Vote
from admissions.rules.way import Ballot, Way
from members import history, rights, tree
from members.errors import Outdated
from members.models import Closure, Term
from members.procedure.people import birth_of
from members.rights import Actor


@dataclass(frozen=True)
class File:
    """A file with all that was recorded of it. `cell`: which cell considers today; `way`: as the rules see it."""

    applicant: Applicant
    cell: int
    steps: dict[StepKind, Step]
    votes: list[Vote]
    stop: Stop | None
    way: Way


def cell_of(organisation: int, day: date) -> int:
    """Where a cell that has ended by then goes on: its successor, however many times over."""
    seen = {organisation}
    while True:
        ended = Closure.unscoped.filter(organisation=organisation, day__lte=day).values_list("successor", flat=True)
        follows = ended.first()
        if follows is None or follows in seen:
            return organisation
        seen.add(follows)
        organisation = follows


def read(applicant: Applicant, day: date) -> File:
    """Everything recorded of one file, without a scope: for who came through its door."""
    return _filed(
        applicant, day, list(Step.unscoped.filter(applicant=applicant).select_related("decision")),
        list(Vote.unscoped.filter(applicant=applicant).select_related("decision").order_by("day", "pk")),
        Stop.unscoped.filter(applicant=applicant).select_related("decision").first(),
    )  # fmt: skip


def _filed(applicant: Applicant, day: date, steps: Sequence[Step], votes: list[Vote], stop: Stop | None) -> File:
    of_kind = {StepKind(step.kind): step for step in steps}
    cell = cell_of(applicant.organisation_id, day)
    decided = of_kind.get(StepKind.DECISION)
    way = Way(
        birth=birth_of(applicant), schooling=applicant.schooling, backing=applicant.backing,
        has_exception=applicant.exception_id is not None, **_around(tree.terms_above(cell, day)),
        days={kind: step.day for kind, step in of_kind.items()},
        received_on=decided.received_on if decided else None,
        ballots=tuple(Ballot(StepKind(one.kind), one.day, one.base, one.in_favour) for one in votes),
        stopped_on=stop.day if stop else None, is_member=applicant.member_id is not None,
    )  # fmt: skip
    return File(applicant, cell, of_kind, votes, stop, way)


def _around(chain: Sequence[Term]) -> dict[str, bool]:
    """What stands above a cell, topmost first: a part-committee between it and the grass-roots committee; a committee
    at all, where the cell is no grass-roots organisation itself."""
    grass = [at for at, term in enumerate(chain) if term.kind.is_grass_roots]
    own = len(chain) - 1
    above = grass[-1] if grass else own
    return {"has_part": own - above > 1, "has_committee": above != own}


def lock(applicant: Applicant, *, by: Actor, seen: int | None = None) -> File:
    """The file locked, the right to the open verb asked of its cell, and that nobody wrote since the page was made.

    Organisation first, then the file: as everybody locks. Raises NotAllowed, Outdated."""
    locked = Applicant.unscoped.select_for_update(no_key=True).get(pk=applicant.pk)
    cell = cell_of(locked.organisation_id, by.day)
    rights.check_may(by, history.current().verb, rights.case_of_organisation(cell))
    if seen is not None and locked.changed_by != seen:
        raise Outdated(seen)
    history.concerns(organisation=cell)
    history.current().touched[Applicant].add(locked.pk)
    return read(locked, by.day)
