"""A visit to a new, a young or a hard-pressed member is recorded, put right, taken back; who may have paid it.

As every act of this app it goes back by a verb of its own, not by the one that reverts a fact of the register."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from admissions.models import SupportVisit
from admissions.rules import visits as rules
from admissions.rules.steps import check_there
from admissions.rules.visits import Visit
from kit.names import clean
from members import history, tree
from members.models import Member, OfficeHolding, Placement
from members.procedure.acting import lock_person, verb
from members.rights import Actor
from members.rules.facts import Facts


@verb("ghi thăm hỏi đảng viên", about="applicant")
def record_visit(
    member: Member, *, by: Actor, kind: str, day: date, visitor: Member | None = None, name: str = "",
    seen: int | None = None,
) -> SupportVisit:  # fmt: skip
    """Kind, day and who; no cause. Raises RuleBroken for a day on which the member stood nowhere, and a second time."""
    facts = lock_person(member, by=by, seen=seen)
    given = Visit(kind, day, visitor.pk if visitor else None, clean(name))
    _check(member, facts, given, by.day)
    return history.create(
        SupportVisit, member=member, kind=kind, day=day, visitor=visitor, name=given.name, account=by.account
    )


@verb("sửa lần thăm hỏi", about="applicant", needs_reason=True)
def correct_visit(
    visit: SupportVisit, *, by: Actor, kind: str | None = None, day: date | None = None,
    visitor: Member | None = None, name: str | None = None, seen: int | None = None,
) -> SupportVisit:  # fmt: skip
    """What was typed wrongly; None stays. A visitor takes the place of a typed name, and the other way round."""
    facts = lock_person(visit.member, by=by, seen=seen)
    own = check_there(SupportVisit.unscoped.filter(pk=visit.pk).first())
    who, called = own.visitor_id, own.name
    if visitor is not None or name:
        who, called = visitor.pk if visitor else None, clean(name or "")
    given = Visit(kind or own.kind, day or own.day, who, called)
    _check(own.member, facts, given, by.day, own.pk)
    changed: dict[str, Any] = {"kind": given.kind, "day": given.day, "visitor_id": given.visitor, "name": given.name}
    return history.change(own, **changed)


@verb("bỏ lần thăm hỏi ghi nhầm", about="applicant", needs_reason=True)
def take_back_visit(visit: SupportVisit, *, by: Actor, seen: int | None = None) -> None:
    """Nobody was visited: written by mistake."""
    lock_person(visit.member, by=by, seen=seen)
    history.remove(check_there(SupportVisit.unscoped.filter(pk=visit.pk).first()))


def _check(member: Member, facts: Facts, given: Visit, today: date, own: int = 0) -> None:
    rules.check_visit(given, member.pk, today, here=any(one.holds_on(given.day) for one in facts.placements))
    rules.check_once(SupportVisit.unscoped.filter(member=member).exclude(pk=own), given)


def cell_people(organisation: int, day: date) -> dict[int, str]:
    """{member: name} of a cell, by given name: who may be visited there."""
    rows = Placement.unscoped.on(day).filter(organisation=organisation).order_by("member__sort_key", "member")
    return dict(rows.values_list("member", "member__full_name"))


def visitors(organisation: int, day: date) -> dict[int, str]:
    """{member: name}: those of the cell, and who holds an office above it."""
    above = OfficeHolding.unscoped.on(day).filter(organisation__in=tree.above(organisation, day))
    rows = above.order_by("member__sort_key", "member").values_list("member", "member__full_name")
    return cell_people(organisation, day) | dict(rows)


def cells_of_people(people: Iterable[int], day: date) -> dict[int, int]:
    """{member: the cell where they stand that day}."""
    rows = Placement.unscoped.on(day).official().filter(member__in=list(people), organisation__isnull=False)
    return dict(rows.values_list("member", "organisation"))
