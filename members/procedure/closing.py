"""Putting the closing of an organisation right: its day, its successor, its paper, and what ended or followed by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from members import history
from members.errors import RuleBroken
from members.models import Act, Closure, Member, OfficeHolding, Organisation, Role, Term
from members.procedure import owing
from members.procedure.acting import facts_of_many, lock_organisation, may_reach, paper, still, terms_of, verb
from members.procedure.fitting import check_elsewhere, fits
from members.procedure.periods import given_or
from members.procedure.roles import heirs
from members.rights import Actor
from members.rules import organisations as rules

CLOSINGS = ("close_organisation", "correct_closing")


@verb("sửa việc kết thúc hoạt động", about="organisation", needs_reason=True)
def correct_closing(
    closure: Closure,
    *,
    by: Actor,
    day: Any = ...,
    successor: Any = ...,
    decision: Any = ...,
    seen: int | None = None,
) -> Closure:
    """It ended on another day, into another successor, by another paper. Refused, with the list, while something
    stands in it on the new day or later that the closing itself did not end.

    Offices that ended with it end on the new day too, roles that followed to the former successor end and those on the
    organisation follow to the new one, also of what had gone into it before: each with a line of its own. People and
    cells keep the days on which they went.
    """
    locked = lock_organisation(closure.organisation, by=by, seen=seen)
    closure = still(list(Closure.unscoped.filter(organisation=locked).select_related("decision")), closure)
    on, to = given_or(day, closure.day), given_or(successor, closure.successor)
    ended = offices_with(closure)
    rules.check_foreseeable(on, by.day)
    last = check(closure, on, to, ended)
    values: dict[str, Any] = {"day": on, "successor": to}
    if decision is not ...:
        values["decision"] = paper(decision, instead_of=closure.decision)
    if on != closure.day:
        _end_again(ended, on, by=by)
    if (changed := to != closure.successor) and to is not None:
        may_reach(to, by=by)
    before, ends = owing.owed(by.day), _carried(closure, by.day) if changed else set()
    history.change(last, until=on)
    history.change(closure, **values)
    closure.followed = owing.settle(before, by=by, ends=ends, anew=locked.pk if changed else None)
    fits(locked)
    check_elsewhere([locked.pk], by.day, field="day")
    return closure


def check(closure: Closure, day: date, successor: Organisation | None, ended: Sequence[OfficeHolding]) -> Term:
    """Whether it may have ended so, with these offices. Answers its last term; the page asks it, too."""
    organisation = closure.organisation
    return rules.check_closing(organisation, terms_of(organisation), day, successor, {one.pk for one in ended})


def why_not_earlier(closure: Closure, day: date, ended: Sequence[OfficeHolding]) -> str:
    """What keeps it from having ended on that earlier day, as the page says it beforehand: how many there are, and only
    once it is refused who."""
    try:
        check(closure, day, closure.successor, ended)
    except RuleBroken as broken:
        return broken.sentence.partition(":")[0].removesuffix(".")
    return ""


def offices_with(closure: Closure) -> list[OfficeHolding]:
    """The offices that the closing ended, and that still end with it; one that ended that day by an act of its own is
    not among them."""
    ids = _written_inside(closure, "end_office", [closure.organisation_id], OfficeHolding)
    rows = OfficeHolding.unscoped.filter(pk__in=ids, organisation=closure.organisation_id, until=closure.day)
    return list(rows.select_related("member").order_by("pk"))


def roles_with(closure: Closure, today: date) -> list[Role]:
    """The roles that followed to the successor by the closing, and that are not over."""
    if closure.successor is None:
        return []
    after = [one.pk for one in heirs(closure.successor, today)[0]]
    ids = _written_inside(closure, "grant_role", after, Role)
    rows = Role.unscoped.filter(pk__in=ids, organisation__in=after).after(today)
    return list(rows.select_related("account").order_by("pk"))


def carried_on(roles: Iterable[int], today: date) -> set[int]:
    """These roles, and those that followed from them when what they were on ended in its turn, and that are not over:
    whoever had none of the first would have none of the others."""
    found = new = set(roles)
    while new:
        rows = {(one.organisation_id, one.account_id, one.kind) for one in Role.unscoped.filter(pk__in=new)}
        closures = Closure.unscoped.filter(organisation__in={where for where, _, _ in rows}).select_related("successor")
        new = {
            role.pk
            for closure in closures
            for role in roles_with(closure, today)
            if (closure.organisation_id, role.account_id, role.kind) in rows
        } - found
        found = found | new
    return found


def roles_carried(closure: Closure, today: date) -> list[Role]:
    """All roles that end when it gets another successor: those that followed to it and on from there, but those that
    are owed by another way, too."""
    return owing.ending_without(closure, today, _carried(closure, today))


def _carried(closure: Closure, today: date) -> set[int]:
    return carried_on((one.pk for one in roles_with(closure, today)), today)


def _written_inside(closure: Closure, verb_inside: str, where: list[int], model: Any) -> set[int]:
    """Rows of a table that lines of this verb about `where`, inside the closing or its corrections, wrote. Nothing else
    tells a fact that the closing made from one that only shares its day."""
    outer = Act.objects.filter(organisation=closure.organisation_id, verb__in=CLOSINGS).values("number")
    inner = Act.objects.filter(organisation__in=where, verb=verb_inside, inside__in=outer).select_related("values_row")
    changes = (change for one in inner for change in one.values_row.said().get("changes", ()))
    name = history.table_name(model)
    return {change["id"] for change in changes if change["m"] == name}


def _end_again(ended: Sequence[OfficeHolding], day: date, *, by: Actor) -> None:
    """Those offices end on `day`, none of them after its holder was gone."""
    ids = sorted({one.member_id for one in ended})
    list(Member.unscoped.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
    facts = facts_of_many(ids)
    for holding in ended:
        ends = holding.until or day
        gone = [one.since for one in facts[holding.member_id].departures if one.since and one.since >= ends]
        until = min([day, *gone])
        if until == ends:
            continue
        with history.act("correct_office", by=by):
            history.concerns(member=holding.member_id, organisation=holding.organisation_id)
            history.change(holding, until=until)
