"""Made-up private enterprises of the communes: in some stands a Party organisation, in the others works somebody of the
area, and who was admitted meanwhile; over as many years as stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import cycle
from random import Random

from admissions.figures.enterprise_years import YEARS
from admissions.models import Applicant, Enterprise, Step, StepKind
from admissions.procedure import enterprises as procedure
from admissions.sample.steps import file_of
from members import successors, tree
from members.models import Member, Organisation, Placement, Sector, Term
from members.rights import Actor
from members.sample.days import open_day

# The first are without a Party organisation, in each area one of them.
NAMES = (
    "Công ty TNHH Xây dựng", "Công ty cổ phần Thủy điện", "Công ty TNHH Nông sản", "Doanh nghiệp tư nhân Vận tải",
    "Công ty TNHH Vật liệu xây dựng", "Công ty TNHH Thương mại",
)  # fmt: skip
# An organisation stands in its enterprise somewhat later than that is entered; so many who were admitted there.
LATER, ADMITTED = timedelta(days=200), 3


def enter_enterprises(made: Sequence[Applicant], by: Actor) -> list[Applicant]:
    """One without a Party organisation in each area, the last of which has closed; those that have one, in the first
    areas, each with somebody on the way: their files."""
    random = Random("doanh nghiệp mẫu")  # noqa: S311  (nothing secret)
    day = open_day(date(by.day.year - YEARS + 1, 3, 2))
    areas = _areas(day, by.day)
    for at, (name, (area, short)) in enumerate(zip(cycle(NAMES), areas, strict=False), 1):
        one = procedure.enter_enterprise(area, by=by, name=f"{name} {short}", day=day)
        if at < len(areas):
            _note(one, made, at, by)
        else:
            _close(one, date(by.day.year - 2, 12, 20), by)
    cells: list[Term] = []
    for term, (area, _) in zip(_private(day, by.day), cycle(areas), strict=False):
        one = procedure.enter_enterprise(area, by=by, name=term.short_name, day=day)
        procedure.link_enterprise(one, by=by, organisation=term.organisation, day=open_day(day + LATER))
        here = Term.unscoped.on(by.day).filter(tree.under(term.organisation_id, by.day), kind__holds_members=True)
        cells += here.select_related("organisation").order_by("organisation")[:1]
    return [file_of(random, cell, StepKind.APPLICATION, by) for cell in cells]


def _areas(day: date, today: date) -> list[tuple[Organisation, str]]:
    """(what was the committee of a commune on `day`, the name of its place): one for each in which they go on."""
    rows = Term.unscoped.on(day).filter(
        kind__is_grass_roots=True, kind__holds_members=False, sector=Sector.RESIDENTIAL
    ).select_related("organisation").order_by("organisation")  # fmt: skip
    found = {one.organisation_id: one for one in rows}
    first = {after: one for one, after in reversed(successors.carriers_of(found, today).items())}
    return [(found[one].organisation, _place(found[one].short_name)) for one in sorted(first.values())]


def _place(short: str) -> str:
    """Without the word for what kind of place it is."""
    return next((short.removeprefix(kind) for kind in ("Xã ", "Thị trấn ", "Phường ") if short.startswith(kind)), short)


def _private(day: date, today: date) -> list[Term]:
    """Those of the grass roots that stood in one then and do so today."""
    rows = Term.unscoped.filter(in_private_enterprise=True, kind__is_grass_roots=True)
    still = rows.on(today).values("organisation")
    return list(rows.on(day).filter(organisation__in=still).select_related("organisation").order_by("organisation"))


def _note(one: Enterprise, made: Sequence[Applicant], at: int, by: Actor) -> None:
    """Members, in two of three also somebody who is on the way since that day."""
    for member, day in _works(one, at, by):
        procedure.note_worker(one, by=by, member=member, day=day)
    files = set(procedure.people_of_area(one.area_id, by.day)[1]) & {file.pk for file in made}
    began = Step.unscoped.filter(applicant__in=files, kind=StepKind.SOURCE).order_by("day", "applicant")
    for step in began.select_related("applicant")[: 2 - at % 3]:
        procedure.note_worker(one, by=by, applicant=step.applicant, day=max(step.day, one.since or step.day))


def _close(one: Enterprise, day: date, by: Actor) -> None:
    """Whoever worked there by then left with it."""
    for member, since in _works(one, ADMITTED, by):
        if since < day:
            worker = procedure.note_worker(one, by=by, member=member, day=since)
            procedure.end_worker(worker, by=by, day=day)
    procedure.end_enterprise(one, by=by, day=day)


def _works(one: Enterprise, many: int, by: Actor) -> list[tuple[Member, date]]:
    """Who works there since when: somebody who was a member before, some from the day on which they were admitted."""
    members, first = procedure.people_of_area(one.area_id, by.day)[0], one.since or by.day
    here = Placement.unscoped.on(by.day).official().filter(member__in=members).select_related("member", "membership")
    stood = here.on(first).filter(membership__admitted_on__lt=first).order_by("member")[:1]
    came = here.filter(membership__admitted_on__gte=first).order_by("membership__admitted_on", "member")
    return [
        (row.member, max(day for day in (first, row.membership.admitted_on, row.since) if day is not None))
        for row in (*stood, *_spread(list(came), many % (ADMITTED + 1)))
    ]


def _spread(came: list[Placement], many: int) -> list[Placement]:
    """So many of them, from the first to the last."""
    return came[:: max(1, len(came) // max(1, many))][:many]
