"""A cell or committee asks for a correction that only the officer makes; he enters it, or says why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models

from kit.calendar import PartialDate
from members import history, kept, rights
from members.errors import Doubt
from members.models import Decision, Member, Organisation, Proposal
from members.procedure.acting import VERBS, Paper, Passed, lock_person, lock_places, paper, verb
from members.procedure.people import birth_of
from members.rights import Actor
from members.rules import proposals as rules

# The table whose row each correction is about.
TABLES = {field.proposed: name for name, table in rights.FIELDS.items() for field in table.values() if field.proposed}


class _TakenBack(Exception):
    """The correction would go: what was tried is undone."""


def person_of(row: Any) -> Member:
    if isinstance(row, Member):
        return row
    person: Member = row.member if hasattr(row, "member_id") else row.membership.member
    return person


def model_of(name: str) -> Any:
    """The table of the row that this correction is about."""
    return apps.get_model("members", TABLES[name])


def row_of(proposal: Proposal) -> Any:
    """The row as it stands now, None when it was taken back."""
    return model_of(proposal.verb).unscoped.filter(pk=proposal.row).first()


def standing(row: Any, names: Any) -> dict[str, Any]:
    """{keyword of the correction: what the row says}, as JSON keeps it."""
    return {name: _plain(birth_of(row) if name == "birth" else getattr(row, name)) for name in sorted(names)}


def _plain(value: Any) -> Any:
    return value.iso() if isinstance(value, PartialDate) else history.plain(value)


def keywords(proposal: Proposal) -> dict[str, Any]:
    """The proposed values as the verb takes them."""
    model = model_of(proposal.verb)
    return {name: _given(model, name, after) for name, (_, after) in proposal.values.items()}


def _given(model: type[models.Model], name: str, value: Any) -> Any:
    if value is None:
        return None
    if name == "birth":
        return PartialDate.parse(value)
    return date.fromisoformat(value) if isinstance(model._meta.get_field(name), models.DateField) else value


def changed_since(proposal: Proposal) -> dict[str, tuple[Any, Any]]:
    """The proposed fields that say something else by now: {keyword: (as it stood when proposed, as it stands)}."""
    row = row_of(proposal)
    now = standing(row, proposal.values) if row else dict.fromkeys(proposal.values)
    return {name: (before, now[name]) for name, (before, _) in proposal.values.items() if now[name] != before}


@verb("đề nghị sửa", about="person", needs_reason=True)
def propose(
    row: Any,
    *,
    by: Actor,
    verb: str,
    given: dict[str, Any],
    decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> Proposal:
    """Ask for the correction `verb` of `row` with the values `given`.

    Everything that would refuse the correction today refuses the proposal, with the same sentence: it is carried out
    and taken back. Only what differs is kept. Raises NotAllowed where the actor makes this correction himself.
    """
    member, why = person_of(row), history.current().why
    case = rights.case_of_person(member.pk, by.day)
    rights.check_may_propose(by, verb, case)
    if unknown := set(given) - set(rights.proposed_fields(verb)):
        raise TypeError(f"fields that are not proposed: {sorted(unknown)}")
    unit = rules.check_unit(rights.unit_for(by, verb, case))
    organisation = Organisation.unscoped.get(pk=unit)
    lock_person(member, by=by, seen=seen, places=[organisation], everywhere=True)
    rules.check_waits_once(Proposal.unscoped.filter(closed_on=None, verb=verb, row=row.pk, organisation=unit).first())
    history.only_asks()
    values = _tried(row, verb, given, by=by, why=why)
    return history.create(
        Proposal, member=member, organisation=organisation, account=by.account, sent_on=by.day, verb=verb, row=row.pk,
        values=values, reason=why, decision=paper(decision),
    )  # fmt: skip


def _tried(row: Any, name: str, given: dict[str, Any], *, by: Actor, why: str) -> dict[str, list[Any]]:
    """Carry the correction out as the office would, see what it writes in the proposed fields, and take it back."""
    model: Any = type(row)
    now = rules.check_still_there(model.unscoped.filter(pk=row.pk).first())
    before, after = standing(now, given), {}
    try:
        with history.act(name, by=by):
            VERBS[name].function(row, by=rights.machine(by.name, by.day), why=why, **given)
            after = standing(model.unscoped.get(pk=row.pk), given)
            raise _TakenBack
    except _TakenBack:
        pass
    return {name: [before[name], after[name]] for name in before if before[name] != after[name]}


def _open(proposal: Proposal, *, by: Actor) -> Proposal:
    """Lock the person, then the proposal, and refuse what has been closed already."""
    lock_person(proposal.member, by=by, places=[proposal.organisation], everywhere=True)
    history.only_asks()
    locked = Proposal.unscoped.select_for_update(of=("self",)).get(pk=proposal.pk)
    rules.check_waits(locked)
    return locked


@verb("ghi theo đề nghị", about="person")
def accept_proposal(proposal: Proposal, *, by: Actor, named_from: date | None = None) -> Proposal:
    """Make the proposed correction in the officer's name. Refused when one of its fields says something else by now,
    or where a rule doubts it and the proposal rests on no paper.

    A unit knows a name, not whether it was written wrongly or changed by decision: the officer does. `named_from`: the
    proposed name is borne from that day on, by the paper of the proposal.
    """
    locked = _open(proposal, by=by)
    row = rules.check_still_there(row_of(locked))
    rules.check_unchanged(changed_since(locked))
    name, given = locked.verb, keywords(locked)
    if named_from is not None:
        rules.check_is_a_name(is_a_name(locked))
        name, given = "change_name", {**given, "day": named_from, "decision": locked.decision}
    VERBS[name].function(row, by=by, why=_ground(locked, by.day), passed=_rests_on(locked), **given)
    mine = history.current()
    made = next(one for one in history.acts_inside(mine) if one.verb == name)
    mine.for_organisation = made.for_organisation = locked.organisation_id
    return history.change(locked, closed_on=by.day, closed_by=by.account, act=history.number_of(made))


def is_a_name(proposal: Proposal) -> bool:
    """Whether a name is proposed and nothing else."""
    return proposal.verb == "correct_member" and set(proposal.values) == {"full_name"}


@dataclass(frozen=True)
class Rests(Passed):
    """A proposal is answered whole: its own paper counts for every doubt; without one, each doubt refuses it."""

    def covers(self, doubts: Iterable[Doubt]) -> bool:
        return bool(self.paper.number and self.paper.signed_on and self.paper.body)


def _rests_on(proposal: Proposal) -> Rests:
    paper = proposal.decision
    return Rests(paper=Paper(paper.number, paper.signed_on, paper.body) if paper else Paper())


def _ground(proposal: Proposal, day: date) -> str:
    """The reason of the correction: the unit's own, its paper, and who asked."""
    unit = kept.called([proposal.organisation_id], day).get(proposal.organisation_id, "")
    paper_words = f" ({proposal.decision.number or proposal.decision.body})" if proposal.decision else ""
    return f"{proposal.reason}{paper_words}. Theo đề nghị của {unit}"


@verb("không ghi theo đề nghị", about="person")
def refuse_proposal(proposal: Proposal, *, by: Actor) -> Proposal:
    """The officer does not enter it, and says why."""
    why = history.current().why
    locked = _open(proposal, by=by)
    rules.check_says_why(why)
    return history.change(locked, closed_on=by.day, closed_by=by.account, refused_because=why)


@verb("rút đề nghị", about="person")
def withdraw_proposal(proposal: Proposal, *, by: Actor) -> Proposal:
    """The unit that has proposed takes it back while it waits, wherever the person is by now."""
    rights.check_may(by, "withdraw_proposal", rights.case_of_organisation(proposal.organisation_id))
    rights.check_is_own(by, proposal.organisation_id)
    history.only_asks()
    history.concerns(member=proposal.member_id)
    # In everybody's order, although nothing of the person is read: the line points at both.
    lock_places([proposal.organisation_id])
    Member.unscoped.select_for_update(no_key=True).get(pk=proposal.member_id)
    locked = Proposal.unscoped.select_for_update(of=("self",)).get(pk=proposal.pk)
    rules.check_waits(locked)
    return history.change(locked, closed_on=by.day, closed_by=by.account)
