"""The plan played through the verbs, one after another: for small districts, and as the measure of the bulk way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from members import history
from members.models import (
    Exemption,
    Finding,
    Member,
    Membership,
    Number,
    Organisation,
    Place,
    Placement,
    PlacementKind,
)
from members.procedure import offices, people, places, standing, tree
from members.procedure.acting import paper as paper_row
from members.rights import Actor
from members.sample import ground
from members.sample.plan import District, OrganisationPlan, Person
from members.sample.rows import FILE


@transaction.atomic
def apply(plan: District, *, by: Actor) -> None:
    """Write the whole district. `by` acts on the last day of the plan."""
    with ground.act(by, plan):
        made_places = ground.make_places(plan)
        organisations = _grow(plan, made_places, by)
    for some in ground.parts(plan.people):
        with ground.act(by, plan):
            for person in some:
                _live(person, organisations, made_places, by)
    with ground.act(by, plan):
        for one in plan.organisations:
            if one.closed is not None:
                day, successor, decision = one.closed
                tree.close_organisation(
                    organisations[one.key], by=by, day=day, successor=organisations[successor],
                    decision=ground.paper(decision),
                )  # fmt: skip


def _grow(plan: District, made_places: dict[str, Place], by: Actor) -> dict[str, Organisation]:
    kinds = ground.kinds()
    made: dict[str, Organisation] = {}
    for one in plan.organisations:
        term = one.terms[0]
        made[one.key] = tree.create_organisation(
            by=by, day=term.since, name=term.name, kind=kinds[term.kind], sector=term.sector, code=term.code,
            parent=made[term.parent] if term.parent else None, in_private_enterprise=term.private,
            places=[made_places[key] for key in term.places], decision=ground.paper(term.paper),
        )  # fmt: skip
    for one in plan.organisations:
        _change(one, made, kinds, by)
    return made


def _change(one: OrganisationPlan, made: dict[str, Organisation], kinds: dict[str, Any], by: Actor) -> None:
    """The paper stands beside the first thing that changes that day."""
    for before, after in zip(one.terms, one.terms[1:], strict=False):
        decision, changed = ground.paper(after.paper), ground.differing(before, after)
        day: Any = after.since
        if "parent" in changed:
            tree.move_organisation(made[one.key], by=by, day=day, parent=made[str(after.parent)], decision=decision)
            decision = None
        if "kind" in changed:
            tree.change_kind(made[one.key], by=by, day=day, kind=kinds[after.kind], decision=decision)
            decision = None
        if {"name", "code"} & changed:
            tree.rename_organisation(
                made[one.key], by=by, day=day, name=after.name, code=after.code, decision=decision
            )  # fmt: skip


def _live(person: Person, organisations: dict[str, Organisation], made_places: dict[str, Place], by: Actor) -> None:
    member: Member | None = None
    tables = (("organisation", organisations), ("place", made_places))
    for event in person.events:
        values = ground.resolved(event.values, tables)
        if event.verb == "import_members":
            member = _import(person, values, by)
        elif event.verb == "enter":
            numbers = [people.NumberGiven(*one) for one in values.pop("numbers", ())]
            member = people.enter(by=by, numbers=numbers, **values, **person.plain)
        else:
            VERBS[event.verb](member, by, values)


def _import(person: Person, values: dict[str, Any], by: Actor) -> Member:
    """As a list would bring it in: nothing is refused."""
    with history.act("import_members", by=by):
        where = values["organisation"]
        member = history.create(Member, **people.columns(dict(person.plain)))
        history.concerns(member=member.pk)
        decision = values["recognition_decision"]
        membership = history.create(
            Membership, member=member, admitted_on=values["admitted_on"], official_on=values["official_on"],
            recognition=values["recognition"], recognition_decision=paper_row(decision),
        )  # fmt: skip
        common = {"member": member, "membership": membership}
        if where is not None:
            since = values.get("since") or values["admitted_on"]
            history.create(
                Placement, **common, kind=PlacementKind.OFFICIAL, organisation=where, since=since, assumed=True
            )
        if "away" in values:
            outside, since, until = values["away"]
            history.create(Placement, **common, kind=PlacementKind.TEMPORARY, outside=outside, since=since, until=until)
        for kind, value, since, source in values["numbers"]:
            history.create(Number, member=member, kind=kind, value=value, since=since, source=source)
        if "finding" in values:
            code, field, written = values["finding"]
            history.create(Finding, member=member, code=code, field=field, written=written, **FILE)
    return member


def _end_temporary(member: Member, by: Actor, values: dict[str, Any]) -> None:
    newest = Placement.unscoped.temporary().filter(member=member).latest("pk")
    places.end_temporary(newest, by=by, **values)


def _end_exemption(member: Member, by: Actor, values: dict[str, Any]) -> None:
    newest = Exemption.unscoped.filter(membership__member=member).latest("pk")
    standing.end_exemption(newest, by=by, **values)


def _correct_membership(member: Member, by: Actor, values: dict[str, Any]) -> None:
    people.correct_membership(Membership.unscoped.get(member=member), by=by, **values)


def _plain(verb: Callable[..., Any]) -> Callable[[Member, Actor, dict[str, Any]], None]:
    def call(member: Member, by: Actor, values: dict[str, Any]) -> None:
        verb(member, by=by, **values)

    return call


VERBS: dict[str, Callable[[Any, Actor, dict[str, Any]], None]] = {
    "recognise": _plain(people.recognise), "note_number": _plain(people.note_number),
    "note_residence": _plain(people.note_residence), "correct_member": _plain(people.correct_member),
    "correct_membership": _correct_membership, "place": _plain(places.place), "move": _plain(places.move),
    "place_temporarily": _plain(places.place_temporarily), "end_temporary": _end_temporary,
    "exempt": _plain(standing.exempt), "end_exemption": _end_exemption, "suspend": _plain(standing.suspend),
    "discipline": _plain(standing.discipline), "depart": _plain(standing.depart), "restore": _plain(standing.restore),
    "introduce_to_residence": _plain(standing.introduce_to_residence), "hold_office": _plain(offices.hold_office),
}  # fmt: skip
