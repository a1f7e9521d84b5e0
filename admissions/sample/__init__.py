"""Made-up files of admission for a demonstration: some at every step, some that fell short, some that were stopped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from django.db.models import QuerySet

from admissions import procedure
from admissions.models import Applicant, StopKind
from admissions.procedure import bases
from admissions.procedure.reading import read_many
from admissions.rules.bases import is_small
from admissions.rules.way import AGAIN, LAST, NUMBER, STAGES
from admissions.sample.around import give_targets, hand_over, hold_classes, visit
from admissions.sample.enterprises import enter_enterprises
from admissions.sample.recognised import followed, taken_over
from admissions.sample.steps import EACH, S, admitted_again, fall_short, file_of
from members.models import Role, RoleKind, Term
from members.rights import Actor


def make(*, by: Actor) -> str:
    """Files in the cells of today's tree, each carried on by the verbs to a step of its own. Answers how many, in
    words."""
    random = Random("kết nạp mẫu")  # noqa: S311  (nothing secret)
    cells = _cells(by.day)
    # Nobody has found anybody yet who stands at the first step: it is done as soon as there is a file.
    ends = [stage.kind for stage in STAGES if stage.kind not in AGAIN for _ in range(EACH)]
    part = _under_parts(by.day)
    made = [file_of(random, _cell(cells, part, at, end), end, by) for at, end in enumerate(ends)]
    fall_short(made[ends.index(S.GATHERED)], by)
    stops = {StopKind.STOPPED: 1 * EACH, StopKind.WITHDRAWN: 5 * EACH + 1, StopKind.REFUSED: ends.index(S.COMMITTEE)}
    for kind, at in stops.items():
        procedure.stop_file(made[at], by=by, kind=kind, day=by.day)
    hand_over(made, cells, by)
    again = admitted_again(random, cells, by)
    after = [*followed(random, cells, part, by), *taken_over(random, cells, by)]
    hold_classes(made, by)
    visit(random, cells, by)
    give_targets(random, by)
    inside = enter_enterprises(made, by)
    return (
        f"Hồ sơ kết nạp mẫu: {len(made)}, {_reached(made, by)}; kết nạp lại: {len(again)}; hết dự bị: {len(after)}; "
        f"trong doanh nghiệp: {len(inside)}."
    )


def _reached(made: Sequence[Applicant], by: Actor) -> str:
    """At how many of the steps a file stands: a district without a part-committee has none at its step."""
    done = [file.way.done() for file in read_many(made, by.day).values()]
    many = len({max(NUMBER[kind] for kind in one) for one in done})
    return f"ở cả {LAST} bước" if many == LAST else f"ở {many} trong {LAST} bước"


def _cells(day: date) -> Sequence[Term]:
    """Cells with people, spread over the tree, in an order that a seed keeps; first of all those whose secretary has an
    account, who would else begin with an empty page."""
    rows = Term.unscoped.on(day).filter(kind__holds_members=True).order_by("parent", "organisation")
    found = list(rows.select_related("organisation", "parent"))
    led = set(Role.unscoped.on(day).filter(kind=RoleKind.CELL).values_list("organisation", flat=True))
    spread = found[:: max(1, len(found) // 24)]
    return [
        *(one for one in found if one.organisation_id in led),
        *(one for one in spread if one.organisation_id not in led),
    ]


def _cell(cells: Sequence[Term], part: Sequence[Term], at: int, end: S) -> Term:
    """Where the register has a part-committee, one file waits for its report and some have it."""
    if part and (end == S.APPRAISAL or (end == S.CELL and at % EACH)):
        return part[at % len(part)]
    return cells[at % len(cells)]


def _under_parts(day: date) -> Sequence[Term]:
    """Cells under a part-committee that are big enough to vote."""
    rows = Term.unscoped.on(day).filter(kind__holds_members=True, parent__in=_parts(day)).order_by("organisation")
    found = list(rows.select_related("organisation", "parent"))
    return [one for one in found if not is_small(bases.base_of(S.CELL, one.organisation_id, day).official, day)]


def _parts(day: date) -> QuerySet[Term, int]:
    """Neither cells nor of the grass roots, and below one that is."""
    terms = Term.unscoped.on(day)
    grass = terms.filter(kind__is_grass_roots=True)
    meant = terms.filter(kind__holds_members=False, kind__is_grass_roots=False, parent__in=grass.values("organisation"))
    return meant.values_list("organisation", flat=True)
