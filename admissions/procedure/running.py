"""Which clocks run on a day: of the files of the viewer's part, and of everybody on probation there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q

from admissions.models import Applicant, Matter, Step, StepKind, Stop, Vote, VoteKind
from admissions.models.leading import stood
from admissions.procedure.reading import File, read_many
from admissions.procedure.recognising import passed_on, proposed_on, reported_on
from admissions.procedure.spells import is_told
from admissions.rules import clocks
from admissions.rules.clocks import LADDER, Clock, Level
from admissions.rules.handling import handled
from admissions.rules.way import UNHANDLED
from kit.calendar import latest_start
from members import office, rights, scope
from members.models import Placement
from members.regulations import rules_on

AHEAD = timedelta(days=LADDER[0])


@dataclass(frozen=True)
class Running:
    """One clock: of whom, in which cell, `applicant` or `member` by number, whichever there is; `is_told`: whether a
    file tells of the person, also one that the viewer does not open."""

    clock: Clock
    name: str
    cell: int
    applicant: int | None = None
    member: int | None = None
    is_told: bool = True


class Probationer(NamedTuple):
    member: int
    name: str
    cell: int
    admitted_on: date
    is_told: bool


def level_of(actor: rights.Actor) -> Level | None:
    """As which level somebody is warned: the widest of the roles."""
    kinds = actor.kinds()
    for kind, level in (
        (rights.OFFICER, Level.DISTRICT),
        (rights.COMMITTEE, Level.COMMITTEE),
        (rights.CELL, Level.CELL),
    ):
        if kind in kinds:
            return level
    return None


def running(day: date) -> list[Running]:
    """Every clock of which the first rung is reached, what ends first first: as many questions for many as for one."""
    probationers = list(_probationers(day))
    files = read_many(list(_files(day, [row.member for row in probationers])), day, for_clocks=True)
    off = office.holidays()
    # Of who was admitted twice the file of the last ceremony.
    held = sorted(files.values(), key=lambda one: one.way.days.get(StepKind.CEREMONY, date.min))
    of_member = {one.applicant.member_id: one for one in held if one.applicant.member_id}
    found = [
        Running(clock, file.applicant.full_name, file.cell, pk, file.applicant.member_id)
        for pk, file in files.items() for clock in clocks.of_file(file.way, off, day)
    ]  # fmt: skip
    for row in probationers:
        # The file of an earlier spell in the Party says nothing of this one.
        found += _of_probationer(row, of_member.get(row.member) if row.is_told else None, off, day)
    near = [one for one in found if one.clock.rung(day) is not None]
    return sorted(near, key=lambda one: (one.clock.last, one.name, one.clock.kind))


def of_probation(admitted_on: date, file: File | None, off: clocks.Off, day: date) -> Clock | None:
    """What runs for somebody on probation since that day; `file`: where the register knows how it came to that. Of whom
    the cell proposes to strike off, or whom it has handed up after so many votes, no rule counts any days."""
    if file is not None and (proposed_on(file) is not None or reported_on(file) is not None):
        return None
    if file is None:
        return clocks.of_probation(admitted_on, None, UNHANDLED, off, day)
    noted = handled(file.handlings, Matter.RECOGNITION)
    return clocks.of_probation(admitted_on, passed_on(file), noted, off, day, clocks.decides(file.way, day))


def _of_probationer(row: Probationer, file: File | None, off: clocks.Off, day: date) -> Iterator[Running]:
    clock = of_probation(row.admitted_on, file, off, day)
    if clock is not None:
        yield Running(clock, row.name, row.cell, file.applicant.pk if file else None, row.member, row.is_told)


def _probationers(day: date) -> Iterator[Probationer]:
    """Whose probation is over by the first rung, or was long ago, and who is not official that day."""
    latest = latest_start(day + AHEAD, rules_on(day).probation.months.value)
    rows = (
        Placement.objects.on(day).official()
        .filter(Q(membership__official_on__isnull=True) | Q(membership__official_on__gt=day))
        .filter(membership__admitted_on__lte=latest, organisation__isnull=False)
        .annotate(told=is_told())
        .values_list("member", "member__full_name", "organisation", "membership__admitted_on", "told")
    )  # fmt: skip
    yield from (Probationer(*row) for row in rows)


def _files(day: date, probationers: Sequence[int]) -> Iterator[Applicant]:
    """The files for which something may run by the first rung: those past the vote of the cell, those with a paper
    that grows old, those of new members whose records are not done, and of those on probation."""
    rule = rules_on(day).admission
    paper = Q(kind=StepKind.CERTIFICATE, day__lte=latest_start(day + AHEAD, rule.certificate_months.value))
    paper |= Q(kind=StepKind.VERIFIED, day__lte=latest_start(day + AHEAD, rule.dossier_months.value))
    under_way = Q(_vote(VoteKind.CELL)) | Q(_step(Q(kind=StepKind.CELL) | paper))
    # Whoever has left has no records to be done, and by the first file none once admitted anew; who stands elsewhere by
    # now is waited for there.
    here = stood(Placement.objects.on(day).official())
    new = ~Q(_step(Q(kind=StepKind.RECORDS))) & Q(pk__in=here)
    # What was handed over is waited for where it is now.
    mine = scope.current().mine(scope.PEOPLE, "cell")
    under_way = under_way if mine is None else under_way & mine
    yield from (
        Applicant.objects.with_cell(day)
        .filter(
            ~Exists(Stop.unscoped.filter(applicant=OuterRef("pk"))),
            Q(member__isnull=True) & under_way | Q(member__isnull=False) & new | Q(member__in=probationers),
        )
        .order_by("pk")
    )


def _step(meant: Q) -> Exists:
    return Exists(Step.unscoped.filter(meant, applicant=OuterRef("pk")))


def _vote(kind: Any) -> Exists:
    return Exists(Vote.unscoped.filter(applicant=OuterRef("pk"), kind=kind, decision__isnull=False))
