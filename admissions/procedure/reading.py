"""One file as it stands: its facts read into the way that the rules know, locked where something is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from admissions.models import VOTED, Applicant, Step, StepKind, Stop, Vote
from admissions.rules.way import Ballot, Way
from members import history, rights
from members.errors import Outdated
from members.models import Closure, Decision, Term
from members.procedure.people import birth_of
from members.rights import Actor


@dataclass(frozen=True)
class File:
    """A file with all that was recorded of it. `cell`: which cell considers today; `recognition`: its votes on whom it
    admitted; `way`: as the rules see it."""

    applicant: Applicant
    cell: int
    steps: dict[StepKind, Step]
    votes: list[Vote]
    recognition: list[Vote]
    stop: Stop | None
    way: Way


def cells_of(organisations: Iterable[int], day: date) -> dict[int, int]:
    """{cell: where it goes on}: one that has ended by then in its successor, however many times over."""
    cells = list(organisations)
    follows: dict[int, int] = {}
    asked, waiting = set[int](), set(cells)
    while waiting:
        ended = Closure.unscoped.filter(organisation__in=waiting, day__lte=day, successor__isnull=False)
        asked |= waiting
        follows |= dict(ended.values_list("organisation", "successor"))
        waiting = set(follows.values()) - asked
    return {cell: _last(cell, follows) for cell in cells}


def _last(cell: int, follows: Mapping[int, int]) -> int:
    seen = {cell}
    while (after := follows.get(cell)) is not None and after not in seen:
        seen.add(after)
        cell = after
    return cell


def cell_of(organisation: int, day: date) -> int:
    return cells_of([organisation], day)[organisation]


def read(applicant: Applicant, day: date) -> File:
    """Everything recorded of one file, without a scope: for who came through its door."""
    return read_many([applicant], day)[applicant.pk]


def read_many(applicants: Sequence[Applicant], day: date) -> dict[int, File]:
    """{file: everything recorded of it}, in as many questions for many as for one."""
    pks = [one.pk for one in applicants]
    steps, votes = (
        _by_file(model.unscoped.filter(applicant__in=pks).select_related("account", *papers).order_by("day", "pk"))
        for model, papers in ((Step, ["decision"]), (Vote, ["decision", "size_decision"]))
    )
    stops = _by_file(Stop.unscoped.filter(applicant__in=pks).select_related("decision"))
    agreed = _signed(one.exception_id for one in applicants)
    cells = cells_of({one.organisation_id for one in applicants}, day)
    around = _around(set(cells.values()), day)
    return {
        one.pk: _filed(
            one, (cell := cells[one.organisation_id]), around[cell], agreed.get(one.exception_id or 0), steps[one.pk],
            votes[one.pk], [*stops[one.pk], None][0],
        )
        for one in applicants
    }  # fmt: skip


def _signed(papers: Iterable[int | None]) -> dict[int, date | None]:
    """{paper: the day it was signed}."""
    wanted = {pk for pk in papers if pk}
    return dict(Decision.objects.filter(pk__in=wanted).values_list("pk", "signed_on")) if wanted else {}


def _by_file(rows: Iterable[Any]) -> defaultdict[int, list[Any]]:
    found = defaultdict[int, list[Any]](list)
    for row in rows:
        found[row.applicant_id].append(row)
    return found


def _filed(
    one: Applicant, cell: int, around: Around, agreed: date | None, steps: Sequence[Step], votes: list[Vote],
    stop: Stop | None,
) -> File:  # fmt: skip
    of_kind = {StepKind(step.kind): step for step in steps}
    decided = of_kind.get(StepKind.DECISION)
    on_admission = [each for each in votes if each.kind in VOTED]
    way = Way(
        birth=birth_of(one), schooling=one.schooling, backing=one.backing, has_exception=one.exception_id is not None,
        exception_on=agreed, **around._asdict(),
        days={kind: step.day for kind, step in of_kind.items()},
        received_on=decided.received_on if decided else None,
        ballots=tuple(Ballot(StepKind(each.kind), each.day, each.base, each.in_favour) for each in on_admission),
        stopped_on=stop.day if stop else None, is_member=one.member_id is not None,
    )  # fmt: skip
    return File(one, cell, of_kind, on_admission, [each for each in votes if each.kind not in VOTED], stop, way)


class Around(NamedTuple):
    """A cell that stands, and what stands above it: a part-committee between it and the grass-roots committee; a
    committee at all, where the cell is no grass-roots organisation itself."""

    has_cell: bool
    has_part: bool
    has_committee: bool


def _around(cells: set[int], day: date) -> dict[int, Around]:
    """For each cell, level by level: as many questions as the tree is deep."""
    terms: dict[int, Term] = {}
    waiting = cells
    while waiting:
        rows = Term.unscoped.on(day).filter(organisation__in=waiting).select_related("kind")
        found = {row.organisation_id: row for row in rows}
        terms |= found
        waiting = {row.parent_id for row in found.values() if row.parent_id and not row.kind.is_grass_roots} - set(
            terms
        )
    return {cell: _above(cell, terms) for cell in cells}


def _above(cell: int, terms: Mapping[int, Term]) -> Around:
    depth, own = 0, terms.get(cell)
    at = own
    while at is not None and not at.kind.is_grass_roots:
        at = terms.get(at.parent_id or 0)
        depth += at is not None
    return Around(has_cell=own is not None and own.kind.holds_members, has_part=depth > 1, has_committee=depth > 0)


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
