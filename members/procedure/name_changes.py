"""Somebody is called otherwise from a day on, by decision: entered, and corrected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kit import names
from members import history
from members.models import Decision, Member, NameChange
from members.procedure import periods
from members.procedure.acting import Paper, lock_person, paper, still, verb
from members.procedure.people import FOLD, columns
from members.rights import Actor
from members.rules import people as rules


def former_columns(former: str) -> dict[str, Any]:
    """A former name as columns, with what is made from it."""
    clean = names.clean(former)
    return {"former": clean, "fold": names.fold(clean)[:FOLD], "sort_key": names.sort_key(clean)}


@verb("đổi tên theo quyết định", about="person")
def change_name(
    member: Member,
    *,
    by: Actor,
    full_name: str,
    day: date,
    decision: Paper | Decision,
    seen: int | None = None,
) -> NameChange:
    """From `day` on the person is called `full_name`; until then as before. A change before one that is known already
    gives the name that holds between the two."""
    facts = lock_person(member, by=by, seen=seen)
    row = Member.unscoped.get(pk=member.pk)
    rules.check_full_name(full_name)
    rules.check_not_after(day, by.day, field="day")
    rules.check_alive(row.birth_on, day, field="day")
    values = columns({"full_name": full_name})
    later = [one for one in in_order(facts.name_changes) if one.day > day]
    names_on = names_of(row, facts.name_changes)
    before = names_on[-1 - len(later)]
    rules.check_one_change_a_day([one.day for one in facts.name_changes], day)
    rules.check_another_name(values["full_name"], before)
    if later:
        rules.check_another_name(values["full_name"], names_on[-len(later)])
        history.change(later[0], **former_columns(values["full_name"]))
    else:
        history.change(row, **values)
    return history.create(NameChange, member=row, day=day, **former_columns(before), decision=_paper(decision, row))


@verb("sửa việc đổi tên", about="person", needs_reason=True)
def correct_name_change(
    name_change: NameChange,
    *,
    by: Actor,
    day: Any = ...,
    former: Any = ...,
    decision: Any = ...,
    seen: int | None = None,
) -> NameChange:
    """Another day, former name or paper. The order of the changes stays; the new name is corrected where it stands: as
    the name itself, or as the former name of the next change."""
    facts = lock_person(name_change.member, by=by, seen=seen)
    row = still(facts.name_changes, name_change)
    member = Member.unscoped.get(pk=name_change.member_id)
    every = in_order(facts.name_changes)
    at, called = every.index(row), names_of(member, every)
    values: dict[str, Any] = {"day": rules.check_has_day(periods.given_or(day, row.day))}
    rules.check_not_after(values["day"], by.day, field="day")
    rules.check_alive(member.birth_on, values["day"], field="day")
    rules.check_between_changes(values["day"], every[at - 1].day if at else None,
                                every[at + 1].day if at + 1 < len(every) else None)  # fmt: skip
    values |= former_columns(rules.check_has_name(names.clean(periods.given_or(former, row.former))))
    rules.check_another_name(called[at + 1], values["former"], field="former")
    if at:
        rules.check_another_name(values["former"], called[at - 1], field="former")
    if decision is not ...:
        values["decision"] = _paper(decision, member, instead_of=row.decision)
    return history.change(row, **values)


def in_order(changes: Sequence[NameChange]) -> list[NameChange]:
    return sorted(changes, key=lambda one: one.day)


def names_of(member: Member, changes: Sequence[NameChange]) -> list[str]:
    """Every name somebody has borne, the oldest first; between each two of them lies one of the changes."""
    return [*(one.former for one in in_order(changes)), member.full_name]


def _paper(given: Paper | Decision | None, member: Member, instead_of: Decision | None = None) -> Decision:
    """The decision; without one nobody is called otherwise."""
    if isinstance(given, Paper):
        rules.check_alive(member.birth_on, given.signed_on, field="signed_on")
    return rules.check_has_decision(paper(given, instead_of=instead_of))
