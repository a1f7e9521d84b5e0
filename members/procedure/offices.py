"""Holding and ending an office of an organisation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from kit.calendar import print_day
from members import history
from members.errors import RuleBroken
from members.models import Decision, Member, Office, OfficeHolding, Organisation
from members.procedure import periods
from members.procedure.acting import Paper, lock_person, lock_places, may_reach, paper, still, terms_of, verb
from members.rights import Actor
from members.rules import facts as facts_rules
from members.rules import organisations as tree_rules
from members.rules import people as rules


@verb("ghi người giữ chức vụ", about="person")
def hold_office(
    member: Member,
    *,
    by: Actor,
    organisation: Organisation,
    office: str,
    day: date,
    until: date | None = None,
    instead_of: OfficeHolding | None = None,
    decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> OfficeHolding:
    """A person holds an office of this organisation from `day` on. Only one secretary at a time: `instead_of` is his
    holding who hands over, and ends that day, by the same paper, in a line inside this one.

    Whoever is put into an office is somebody whose right one has, or who holds one here already. A deputy who becomes
    secretary is deputy no longer, by the same paper, in a line inside this one.
    """
    if instead_of is not None:
        _lock_both(organisation, member, instead_of)
    known = organisation if _holds_here(member, organisation, day) else None
    facts = lock_person(member, by=by, seen=seen, places=[organisation], right_of=known)
    may_reach(organisation, by=by)
    history.concerns(organisation=organisation.pk)
    if until is not None and until <= day:
        raise RuleBroken("arithmetic.order", "Ngày thôi giữ phải sau ngày bắt đầu.", field="until")
    _check_foreseeable(by, day=day, until=until)
    tree_rules.check_stands(terms_of(organisation), day, until)
    spell = rules.check_holds_office(facts, day)
    row = paper(decision, begun_on=spell.admitted_on)
    if instead_of is not None:
        _check_hands_over(instead_of, member, organisation, office)
        end_office(instead_of, by=by, day=day, decision=row)
    if office == Office.SECRETARY:
        _check_single(organisation, office, day, until)
        if until is None and _end_own_deputy(member, organisation, by=by, day=day, decision=row):
            facts = lock_person(member, by=by, places=[organisation], right_of=known)
    proposed = OfficeHolding(member=member, organisation=organisation, office=office, since=day, until=until)
    facts_rules.check_fits(facts, facts.with_rows("holdings", proposed))
    return history.create(
        OfficeHolding, member=member, organisation=organisation, office=office, since=day, until=until, decision=row
    )


def _check_foreseeable(by: Actor, **days: date | None) -> None:
    """Each day, by the name of its field, is one that may be written today. Raises RuleBroken."""
    for field, day in days.items():
        tree_rules.check_foreseeable(day, by.day, field=field)


def _end_own_deputy(
    member: Member, organisation: Organisation, *, by: Actor, day: date, decision: Decision | None
) -> bool:
    held = OfficeHolding.unscoped.filter(member=member, organisation=organisation, office=Office.DEPUTY)
    own = held.on(day).exclude(since=day).first()
    if own is None:
        return False
    end_office(own, by=by, day=day, decision=decision)
    return True


def _lock_both(organisation: Organisation, member: Member, former: OfficeHolding) -> None:
    """Everybody locks organisations, then people in the order of their ids; the verbs lock them once more."""
    lock_places([organisation.pk])
    both = Member.unscoped.filter(pk__in=[member.pk, former.member_id])
    list(both.select_for_update(no_key=True).order_by("pk"))


def _check_hands_over(former: OfficeHolding, member: Member, organisation: Organisation, office: str) -> None:
    """Only an office of which there is one passes from one person to another. Raises RuleBroken."""
    if office != Office.SECRETARY or former.office != office:
        raise RuleBroken(
            "office.one_secretary", "Chỉ chức vụ bí thư mới thay người đang giữ trong cùng một việc.",
            field="instead_of",
        )  # fmt: skip
    if former.organisation_id != organisation.pk:
        raise RuleBroken("arithmetic.gone", "Chức vụ được thay không phải của tổ chức này.", field="instead_of")
    if former.member_id == member.pk:
        raise RuleBroken("arithmetic.same", "Người mới và người thôi giữ là một.", field="member")


def _holds_here(member: Member, organisation: Organisation, day: date) -> bool:
    """Somebody holds an office of this organisation that day, or until it."""
    rows = OfficeHolding.unscoped.filter(member=member, organisation=organisation, since__lte=day)
    return rows.filter(Q(until=None) | Q(until__gte=day)).exists()


def _check_single(
    organisation: Organisation, office: str, day: date, until: date | None, but: OfficeHolding | None = None,
    field: str = "office",
) -> None:  # fmt: skip
    others = OfficeHolding.unscoped.filter(organisation=organisation, office=office).after(day).select_related("member")
    for other in others.exclude(pk=but.pk if but else 0):
        if until is None or (other.since or date.min) < until:
            raise RuleBroken("office.one_secretary", _stands_in_the_way(other, day), field=field)


def _stands_in_the_way(other: OfficeHolding, day: date) -> str:
    name = other.member.full_name
    if other.since is not None and other.since > day:
        return (
            f"{name} đã được ghi là bí thư từ ngày {print_day(other.since)}; ghi người này đến trước ngày ấy, hoặc sửa "
            "việc ấy trước."
        )
    return f"{name} đang là bí thư; hãy ghi ngày thôi giữ chức vụ trước."


@verb("sửa việc giữ chức vụ", about="person", needs_reason=True)
def correct_office(
    holding: OfficeHolding,
    *,
    by: Actor,
    office: Any = ...,
    since: Any = ...,
    until: Any = ...,
    decision: Any = ...,
    seen: int | None = None,
) -> OfficeHolding:
    """Another office, other days or another paper; without an end the office goes on."""
    where = holding.organisation
    facts = lock_person(holding.member, by=by, seen=seen, places=[where], right_of=where)
    history.concerns(organisation=holding.organisation_id)
    row = still(facts.holdings, holding)
    which = periods.given_or(office, row.office)
    first, last = periods.given_or(since, row.since), periods.given_or(until, row.until)
    rules.check_between(row, first, last, None, None)
    _check_foreseeable(by, since=first, until=last)
    tree_rules.check_stands(terms_of(row.organisation), first, last)
    spell = rules.check_holds_office(facts, first, field="since")
    if which == Office.SECRETARY:
        field = periods.changed(row, {"office": which, "until": last}, "since")
        _check_single(row.organisation, which, first, last, but=row, field=field)
    values = {"office": which, "since": first, "until": last}
    (proposed,) = periods.proposed([(row, values)])
    facts_rules.check_fits(facts, facts.with_rows("holdings", proposed), field="since")
    if decision is not ...:
        values["decision"] = paper(decision, begun_on=spell.admitted_on, instead_of=row.decision)
    return history.change(row, **values)


@verb("ghi thôi giữ chức vụ", about="person")
def end_office(
    holding: OfficeHolding, *, by: Actor, day: date, decision: Paper | Decision | None = None, seen: int | None = None
) -> OfficeHolding:
    """The office ends on `day`."""
    facts = lock_person(holding.member, by=by, seen=seen, right_of=holding.organisation)
    history.concerns(organisation=holding.organisation_id)
    holding = still(facts.holdings, holding)
    _check_ends(holding, day)
    _check_foreseeable(by, day=day)
    if (row := paper(decision)) is not None:
        history.note(decision=row)
    return history.change(holding, until=day)


def _check_ends(holding: OfficeHolding, day: date) -> None:
    if holding.until is not None and holding.until <= day:
        raise RuleBroken("arithmetic.once", "Chức vụ này đã ghi thôi giữ.", field="day")
    if holding.since is not None and day <= holding.since:
        raise RuleBroken("arithmetic.order", "Ngày thôi giữ phải sau ngày bắt đầu.", field="day")


def end_offices_of(
    organisation: Organisation, *, by: Actor, day: date, holders: Iterable[int] | None = None
) -> list[OfficeHolding]:
    """End, each with its line, all offices held in an organisation that ends on `day` (inside its closing), or those
    of `holders`, who leave it. Answers what has ended."""
    ending = OfficeHolding.unscoped.filter(organisation=organisation).after(day).order_by("pk")
    if holders is not None:
        ending = ending.filter(member__in=list(holders))
    people = Member.unscoped.filter(pk__in=[one.member_id for one in ending])
    list(people.select_for_update(no_key=True).order_by("pk"))
    for holding in ending:
        with history.act("end_office", by=by):
            history.concerns(member=holding.member_id, organisation=organisation.pk)
            if holding.since is not None and holding.since >= day:
                history.remove(holding)
            else:
                history.change(holding, until=day)
    return list(ending)
