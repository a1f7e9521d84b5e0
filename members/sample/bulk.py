"""The same plan written table by table: the rows and the lines that the verbs would leave, thousands at once."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Model

from members import history, loading, tree
from members.models import (
    Closure,
    Decision,
    Departure,
    Discipline,
    Exemption,
    Finding,
    Member,
    Membership,
    Number,
    OfficeHolding,
    Organisation,
    Place,
    Placement,
    Residence,
    ResidenceIntroduction,
    Suspension,
    Term,
)
from members.procedure.tree import short_of
from members.rights import Actor
from members.sample import ground
from members.sample.plan import District, OrganisationPlan, Person, TermPlan
from members.sample.rows import Life, Rows

# A table stands after those its rows point at.
ORDER: tuple[type[Model], ...] = (
    Decision, Organisation, Term, Closure, Member, Membership, Placement, Number, Residence, Exemption, Suspension,
    Discipline, Departure, ResidenceIntroduction, OfficeHolding, Finding,
)  # fmt: skip


@transaction.atomic
def apply(plan: District, *, by: Actor) -> None:
    """Write the whole district. `by` acts on the last day of the plan."""
    tree.lock()
    with ground.act(by, plan):
        made_places = ground.make_places(plan)
        organisations = _grow(plan, made_places)
    for some in ground.parts(plan.people):
        with ground.act(by, plan):
            _people(some, organisations, made_places)
    with ground.act(by, plan):
        _close(plan, organisations)
    tree.changed()
    loading.counted_anew(len(plan.people))


def write(rows: Rows) -> None:
    """All new rows, table by table; then the lines say what they were at first and what changed later."""
    for model in ORDER:
        pairs = rows.made.get(model, [])
        history.create_many([row for row, _ in pairs], [act for _, act in pairs])
    first: dict[tuple[str, Any], dict[str, Any]] = {}
    for pairs in rows.made.values():
        for act in {id(act): act for _, act in pairs}.values():
            first.update({(entry["m"], entry["id"]): entry for entry in act.changes if entry["op"] == history.NEW})
    told: set[tuple[str, Any, str]] = set()
    for row, act, different in rows.changes:
        name = str(row._meta.model_name)
        said = {key: [history.plain(before), history.plain(after)] for key, (before, after) in different.items()}
        for key, (before, _) in said.items():
            if (name, row.pk, key) not in told:
                told.add((name, row.pk, key))
                _at_first(first.get((name, row.pk)), key, before)
        act.changes.append({"m": name, "id": row.pk, "op": history.SET, "f": said})


def _at_first(entry: dict[str, Any] | None, key: str, before: Any) -> None:
    """The line that made the row says what it was then, not what it became."""
    if entry is None:
        return
    entry["f"].pop(key, None)
    if before not in (None, "", False):
        entry["f"][key] = [None, before]


def _begin(verb: str) -> history.OpenAct:
    return history.begin_many(verb, 1)[0]


def _grow(plan: District, made_places: dict[str, Place]) -> dict[str, Organisation]:
    rows, kinds = Rows(), ground.kinds()
    made: dict[str, Organisation] = {}
    newest: dict[str, Term] = {}
    linked: list[tuple[Term, history.OpenAct, tuple[str, ...]]] = []
    for one in plan.organisations:
        act = _begin("create_organisation")
        made[one.key] = rows.add(act, Organisation)
        newest[one.key] = _term(rows, act, one, one.terms[0], made, kinds)
        linked.append((newest[one.key], act, one.terms[0].places))
    for one in plan.organisations:
        for before, after in zip(one.terms, one.terms[1:], strict=False):
            for verb, act in _changing(before, after):
                newest[one.key], fresh = _next(rows, act, verb, one, (before, after), newest[one.key], made, kinds)
                if fresh:
                    linked.append((newest[one.key], act, after.places))
    write(rows)
    for pairs in rows.made.values():
        for row, act in pairs:
            if isinstance(row, Term):
                act.organisation = row.organisation_id
    for row, act, _ in rows.changes:
        act.organisation = row.organisation_id  # type: ignore[attr-defined]
    for act in history.current().root.begun:
        if act.organisation:
            act.touched[Organisation].add(act.organisation)
    _link(linked, made_places)
    return made


def _changing(before: TermPlan, after: TermPlan) -> list[tuple[str, history.OpenAct]]:
    verbs = (({"parent"}, "move_organisation"), ({"kind"}, "change_kind"), ({"name", "code"}, "rename_organisation"))
    changed = ground.differing(before, after)
    return [(verb, _begin(verb)) for names, verb in verbs if names & changed]


def _next(
    rows: Rows,
    act: history.OpenAct,
    verb: str,
    one: OrganisationPlan,
    terms: tuple[TermPlan, TermPlan],
    here: Term,
    made: dict[str, Organisation],
    kinds: dict[str, Any],
) -> tuple[Term, bool]:
    """The term after this act, and whether it is a new row: the first act of a day splits, the others change."""
    before, after = terms
    fresh = here.since != after.since
    if fresh:
        rows.change(act, here, until=after.since)
        here = _term(rows, act, one, before, made, kinds, since=after.since, paper=after.paper)
    if verb == "move_organisation":
        rows.change(act, here, parent=made[after.parent] if after.parent else None)
    elif verb == "change_kind":
        rows.change(act, here, kind=kinds[after.kind])
    else:
        rows.change(act, here, name=after.name, short_name=short_of(after.name), code=after.code)
    return here, fresh


def _term(
    rows: Rows,
    act: history.OpenAct,
    one: OrganisationPlan,
    term: TermPlan,
    made: dict[str, Organisation],
    kinds: dict[str, Any],
    **other: Any,
) -> Term:
    paper = other.get("paper", term.paper)
    return rows.add(
        act, Term, organisation=made[one.key], parent=made[term.parent] if term.parent else None,
        kind=kinds[term.kind], sector=term.sector, name=term.name, short_name=short_of(term.name), code=term.code,
        since=other.get("since", term.since), in_private_enterprise=term.private,
        decision=rows.paper(act, ground.paper(paper)),
    )  # fmt: skip


def _link(linked: list[tuple[Term, history.OpenAct, tuple[str, ...]]], made_places: dict[str, Place]) -> None:
    through = Term.places.through
    links = []
    for term, act, keys in linked:
        pks = sorted(made_places[key].pk for key in keys)
        if pks:
            links += [through(term_id=term.pk, place_id=pk) for pk in pks]
            act.changes.append({"m": "term", "id": term.pk, "op": history.LINKS, "f": {"places": [[], pks]}})
    through.objects.bulk_create(links, batch_size=1000)


def _people(people: tuple[Person, ...], organisations: dict[str, Organisation], made_places: dict[str, Place]) -> None:
    rows, lives = Rows(), []
    tables = (("organisation", organisations), ("place", made_places))
    for person in people:
        life, acts = Life(rows, person.plain), []
        for event in person.events:
            acts.append(_begin(event.verb))
            life.play(acts[-1], event.verb, ground.resolved(event.values, tables))
        lives.append((life, acts))
    write(rows)
    for life, acts in lives:
        for act in acts:
            act.member = life.member.pk
            act.touched[Member].add(life.member.pk)
            if act.organisation:
                act.touched[Organisation].add(act.organisation)


def _close(plan: District, organisations: dict[str, Organisation]) -> None:
    rows = Rows()
    ends = {term.organisation_id: term for term in Term.unscoped.filter(until__isnull=True)}
    for one in plan.organisations:
        if one.closed is None:
            continue
        day, successor, paper = one.closed
        act, here = _begin("close_organisation"), organisations[one.key]
        _ends(rows, act, ends[here.pk], day)
        rows.add(
            act, Closure, organisation=here, day=day, successor=organisations[successor],
            decision=rows.paper(act, ground.paper(paper)),
        )  # fmt: skip
        act.organisation = here.pk
        act.touched[Organisation].add(here.pk)
    write(rows)


def _ends(rows: Rows, act: history.OpenAct, term: Term, day: Any) -> None:
    """The last term of an organisation that closes is a row already: it is written now."""
    rows.change(act, term, until=day)
    term.save(update_fields=["until"])
