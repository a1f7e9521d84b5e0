"""The files of one's part as they stood on a day, each with what it said then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from admissions.models import VOTED, Applicant, Readmission, Step, StepKind, Stop, Vote
from admissions.procedure.above import standing_of
from admissions.procedure.lapsing import Cast, lapsed_of, may_lapse
from admissions.rules.way import Ballot, Way
from members import scope

# From either on nobody considers the admission again.
ENDS = frozenset({StepKind.DECISION, StepKind.CEREMONY})


class Filed(NamedTuple):
    """A file, its cell, and what it said on the day; whether it was open then."""

    applicant: int
    cell: int
    is_open: bool
    way: Way


def open_on(day: date) -> Q:
    """Found by that day, neither a member nor stopped by then."""
    by = Q(day__lte=day)
    return (
        Q(_is(Step, Q(kind=StepKind.SOURCE) & by))
        & ~Q(_is(Step, Q(kind=StepKind.CEREMONY) & by))
        & ~Q(_is(Stop, by))
    )  # fmt: skip


def filed(day: date, since: date | None = None) -> list[Filed]:
    """The files open on `day`, of cells that led them up to the ceremony; with `since`, those too of which anything was
    recorded from then on to `day`. Six questions, however many files."""
    meant = open_on(day)
    if since is not None:
        period = Q(day__gte=since, day__lte=day)
        meant |= Q(_is(Step, period)) | Q(_is(Vote, period))
    rows = Applicant.listed.begun_here(scope.LISTS, day).filter(meant)
    is_open = ExpressionWrapper(open_on(day), output_field=BooleanField())
    told = list(rows.order_by("pk").values_list("pk", "cell", "backing", is_open))
    if not told:
        return []
    days, votes = _days(rows, day), _votes(rows, day)
    again = set(Readmission.unscoped.filter(applicant__in=rows.values("pk")).values_list("applicant", flat=True))
    voted = {one.organisation_id for some in votes.values() for one in some if one.organisation_id and may_lapse(one)}
    cells, around = standing_of({cell for _, cell, _, _ in told} | voted, day)
    under_one = {cell for cell, now in cells.items() if around[now].committee is not None}
    found = []
    for pk, cell, backing, is_open in told:
        here = around[cells[cell]]
        # A resolution of a former cell may stand no more, as the page of the file has it.
        lapsed = lapsed_of(cell, under_one, votes[pk], is_decided=not ENDS.isdisjoint(days[pk]))
        way = Way(
            backing=backing, has_cell=here.has_cell, has_part=here.has_part, has_committee=here.committee is not None,
            days=days[pk], ballots=_ballots(votes[pk], lapsed), again=pk in again,
        )  # fmt: skip
        found.append(Filed(pk, cell, is_open, way))
    return found


def _is(model: Any, meant: Q) -> Exists:
    return Exists(model.unscoped.filter(meant, applicant=OuterRef("pk")))


def _days(rows: QuerySet[Applicant], day: date) -> dict[int, dict[StepKind, date]]:
    found: dict[int, dict[StepKind, date]] = defaultdict(dict)
    steps = Step.unscoped.filter(applicant__in=rows.values("pk"), day__lte=day)
    for pk, kind, on in steps.values_list("applicant", "kind", "day"):
        found[pk][StepKind(kind)] = on
    return found


def _votes(rows: QuerySet[Applicant], day: date) -> dict[int, list[Cast]]:
    found: dict[int, list[Cast]] = defaultdict(list)
    votes = Vote.unscoped.filter(applicant__in=rows.values("pk"), day__lte=day, kind__in=VOTED).order_by("day", "pk")
    for pk, *cast in votes.values_list("applicant", *Cast._fields):
        found[pk].append(Cast(*cast))
    return found


def _ballots(votes: list[Cast], lapsed: Collection[int]) -> tuple[Ballot, ...]:
    return tuple(Ballot(StepKind(one.kind), one.day, one.base, one.in_favour, one.pk not in lapsed) for one in votes)
