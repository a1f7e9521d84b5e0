"""What stands around the made-up files: classes, targets, visits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from admissions import procedure
from admissions.models import (
    Applicant,
    CourseKind,
    VisitKind,
)  # fmt: skip
from admissions.procedure import Certificate, classes, introducing, visiting
from admissions.sample.steps import EACH
from members import tree
from members.models import Organisation, Term
from members.procedure import Paper
from members.rights import Actor
from members.sample.days import open_day


def hold_classes(made: Sequence[Applicant], by: Actor) -> None:
    """A class for whoever was proposed, still going on; one of new members, where not all got their certificate."""
    cell = Term.unscoped.on(by.day).filter(kind__holds_members=True).order_by("organisation").first()
    if cell is None:
        return
    head = Organisation(pk=tree.above(cell.organisation_id, by.day)[0])
    week = timedelta(days=7)
    for kind, begins in (
        (CourseKind.AWARENESS, by.day - timedelta(days=3)),
        (CourseKind.NEW_MEMBERS, by.day - 2 * week),
    ):
        course = procedure.open_course(
            head, by=by, kind=kind, name=f"{kind.label[0].upper()}{kind.label[1:]} khóa 1 năm {begins.year}",
            place="Trung tâm chính trị khu vực", first_day=begins, last_day=begins + timedelta(days=4),
        )  # fmt: skip
        sit = [file.applicant for file in classes.candidates(course, made, by.day)]
        seats = procedure.enrol(course, by=by, applicants=sit) if sit else []
        given = [Certificate(one.pk, f"{at:02}/CN", by.day) for at, one in enumerate(seats[:-1], 1)]
        if kind == CourseKind.NEW_MEMBERS and given:
            procedure.enter_certificates(course, by=by, certificates=given)


def give_targets(random: Random, by: Actor) -> None:
    """Each organisation of the grass roots for this year, a committee more than a cell; one is given more later."""
    new_year = date(by.day.year, 1, 1)
    rows = Term.unscoped.on(by.day).filter(kind__is_grass_roots=True).exclude(since__gt=new_year)
    for at, term in enumerate(rows.select_related("organisation", "kind").order_by("organisation")):
        many = random.randint(0, 2) if term.kind.holds_members else random.randint(3, 12)
        for more, day in ((0, new_year), (2, by.day)) if at == 0 and by.day > new_year else ((0, new_year),):
            paper = Paper(f"{1 + more:02}-NQ/TU", day, "Ban Thường vụ")
            procedure.set_target(
                term.organisation, by=by, year=day.year, many=many + more, day=day, decision=paper
            )  # fmt: skip


def hand_over(made: Sequence[Applicant], cells: Sequence[Term], by: Actor) -> None:
    """One applicant went on to another cell, one out of the district, each after the application."""
    file, out = made[4 * EACH], made[5 * EACH]
    cell = next(one for one in cells if one.organisation_id != file.organisation_id).organisation
    given = Paper("3-GCN/ĐU", by.day, "Đảng ủy")
    procedure.hand_over_file(file, by=by, organisation=cell, day=by.day, decision=given)
    procedure.hand_over_file(out, by=by, outside="Đảng ủy phường Tân Lập", day=by.day, decision=given)


def visit(random: Random, cells: Sequence[Term], by: Actor) -> None:
    """In some cells the youngest in the Party was visited, by somebody of the cell or of a mass organisation."""
    for at, cell in enumerate(cells[: EACH * len(VisitKind)]):
        day = open_day(by.day - timedelta(days=random.randrange(10, 120)))
        here = list(visiting.cell_people(cell.organisation_id, day))
        if len(here) > 1:
            who = introducing.member_of(here[0]) if at % 3 else None
            procedure.record_visit(
                introducing.member_of(here[-1]), by=by, kind=list(VisitKind)[at % len(VisitKind)], day=day, visitor=who,
                name="" if who else "Lù Seo Páo",
            )  # fmt: skip
