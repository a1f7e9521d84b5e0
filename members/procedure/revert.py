"""Take one act back: a new act that writes the opposite, while nothing later stands on what the act wrote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import IntegrityError, models, transaction

from members import history, rights, scope, tree, whose
from members.errors import RuleBroken
from members.models import (
    Act,
    Member,
    Membership,
    NameChange,
    Organisation,
    Placement,
    Recognition,
    Term,
)
from members.procedure import closing, effects, owing, undoing
from members.procedure.acting import VERBS, facts_of_many, lock_places, terms_of, verb
from members.procedure.effects import Change, Rows
from members.procedure.fitting import check_elsewhere, terms_before
from members.procedure.name_changes import former_columns
from members.procedure.people import columns
from members.rights import Actor
from members.rules import around
from members.rules import facts as facts_rules
from members.rules import organisations as tree_rules

# Acts about accounts and settings have verbs of their own to undo them.
NOT_REVERTED = frozenset({
    "change_password", "reset_password", "create_account", "grant_role", "confirm_role", "import_members",
    "ask_renewal", "confirm_renewal", "drop_renewal",
    # A person and an organisation stay known once they were: a wrong record departs, an organisation closes.
    "enter", "create_organisation",
    # A proposal is withdrawn or answered. What was entered by it is a line of its own, and that one goes back.
    "propose", "accept_proposal", "refuse_proposal", "withdraw_proposal",
    # A plan is taken back by a verb of its own.
    "draw_reorganisation", "change_reorganisation", "discard_reorganisation", "apply_reorganisation",
    "take_back_reorganisation",
})  # fmt: skip
# Verbs about these have others of their own that take them back.
OWN_WAY = frozenset({"reconciliation", "doubles", "applicant"})
PERSON = "person"
STOOD = frozenset({"placement", "officeholding"})
CLOSURE = "closure"
TREE_ROWS = frozenset({"term", "closure", "organisation"})
SPELL_GROUND = ("official_on", "recognition_decision_id", "recognition")
# Acts over the whole register: the right to every single one was asked of an officer of the whole.
WHOLE = frozenset({"take_back_reorganisation"})
# So many of what stands on an act are named in the sentence, the newest first.
TOLD = 3
LATER = "Đã có sửa đổi sau việc này; hãy hoàn lại việc sau trước."


@verb("hoàn lại việc đã ghi", about="person", needs_reason=True)
def revert(act: Act, *, by: Actor) -> None:
    """Write back what stood before this act (and the acts inside it).

    Raises RuleBroken when a row has been changed since, when the act is not one that can be taken back, or when
    what it leaves would contradict later facts.
    """
    check_revertible(act)
    write_opposite(act, by=by)


def write_opposite(act: Act, *, by: Actor, but: frozenset[str] = frozenset(), led_at: int | None = None) -> list[Act]:
    """The opposite of an act with the acts inside it, inside the open act; rows of the tables `but` stay. `led_at`: of
    an act of a file, which organisation leads it by now: the one that led it then may have ended. Answers these acts.

    As many questions for a thousand people as for one; one or two statements for each row that goes back.
    """
    acts = effects.with_inner(act)
    everything = [change for one in acts for change in effects.changes_in(one) if change["m"] not in but]
    if not everything:
        raise RuleBroken("history.revert", "Việc này không còn gì để hoàn lại.", field="why")
    followed = effects.roles_made(everything)
    changes = [change for change in everything if effects.key(change) not in followed]
    people, organisations = _lock(acts, changes, by, led_at)
    before = facts_of_many(people)
    history.note(reverted=act.number)
    ends = closing.carried_on((pk for _, pk in followed), by.day)
    closes = bool(followed) or any(change["m"] == CLOSURE for change in changes)
    owed = owing.owed(by.day) if closes else None
    rows = effects.rows_of(changes)
    differing, grounded = effects.differing(changes, rows), undoing.dependants(acts)
    if differing or grounded:
        told = later_words(effects.later_of(acts, differing, grounded), by)
        sentence = f"{LATER} Việc sau: {'; '.join(told[:TOLD])}." if told else LATER
        raise RuleBroken("history.revert", sentence, field="why", others=told)
    _write_back(changes, rows)
    if owed is not None:
        owing.settle(owed, by=by, ends=ends)
    after = facts_of_many(people)
    for member in people:
        facts_rules.check_fits(before[member], after[member], field="why")
    _check_places(changes)
    touched = any(change["m"] in TREE_ROWS for change in changes)
    _check_tree(organisations, touched=touched)
    if touched:
        check_elsewhere(organisations, by.day, field="why")
    return acts


def check_revertible(act: Act) -> None:
    """Whether this kind of act goes back by this verb at all; not whether something later stands on it."""
    if not (_goes_back(act.verb) and is_of_the_register(act)):
        raise RuleBroken("history.revert", "Việc này không hoàn lại được bằng cách này.", field="why")
    outer = Act.objects.filter(number=act.inside).first() if act.inside is not None else None
    if outer is not None and outer.verb in VERBS and VERBS[outer.verb].about == "applicant":
        raise RuleBroken("history.revert", "Việc này thuộc một hồ sơ kết nạp; bỏ bước ấy ở hồ sơ.", field="why")
    if outer is not None and outer.verb == "apply_reorganisation":
        raise RuleBroken("history.revert", "Việc này thuộc một đợt sắp xếp tổ chức; hoàn lại cả đợt.", field="why")


def is_of_the_register(act: Act) -> bool:
    """About a person or an organisation: for these alone is the right to take it back asked."""
    known = VERBS.get(act.verb)
    about = known is not None and known.about in ("person", "organisation")
    return about and bool(act.member_id or act.organisation_id)


def _goes_back(verb: str) -> bool:
    """By this verb; others have their own way back, or none."""
    known = VERBS.get(verb)
    return verb not in NOT_REVERTED and (known is None or known.about not in OWN_WAY)


def offered(acts: Iterable[Act]) -> set[int]:
    """Numbers of those lines that a page offers to take back: whole acts. What was entered by answering a proposal is
    a whole act too."""
    lines = list(acts)
    outer = Act.objects.filter(number__in={one.inside for one in lines if one.inside}, verb="accept_proposal")
    whole = {None, *(outer.values_list("number", flat=True) if any(one.inside for one in lines) else ())}
    return {one.number for one in lines if one.inside in whole and one.verb in VERBS and _goes_back(one.verb)}


def later_words(acts: Iterable[Act], by: Actor) -> list[str]:
    """What stands on an act, each by who did it; of what is no act about a person, whose file it is, as far as the part
    of who asks reaches."""
    known = [one for one in acts if one.verb in VERBS]
    with scope.opened(rights.scope_of(by)):
        named = whose.names(known)
    files = [
        some[0].words if some and VERBS[one.verb].about != PERSON else ""
        for one, some in zip(known, named, strict=True)
    ]
    return [
        f"{one.actor}: {VERBS[one.verb].title}{f' ({name})' if name else ''}"
        for one, name in zip(known, files, strict=True)
    ]


def _lock(
    acts: list[Act], changes: list[Change], by: Actor, led_at: int | None
) -> tuple[list[int], list[int]]:  # fmt: skip
    """Tree first, then people in the order of their ids; the right to every one of them is asked, where they are now:
    of a file of `led_at`, and so of whom it admitted and who has no place any more. An act about many is about none of
    them by name."""
    verb, mine = history.current().verb, history.current()
    led_then = {one.organisation_id for one in acts if led_at is not None and VERBS[one.verb].about == "applicant"}
    organisations = sorted({one.organisation_id for one in acts if one.organisation_id} - led_then)
    people = _hold(acts, {*organisations, *_places(acts, changes)}, of_tree=bool(organisations))
    if not (verb in WHOLE and rights.sees_whole(by)):
        for member in people:
            case = rights.case_of_person(member, by.day)
            if led_at is not None and not case.organisations:
                case = rights.case_of_organisation(led_at)
            rights.check_may(by, verb, case)
            history.concerns(member=member)
        for organisation in organisations:
            rights.check_may(by, verb, rights.case_of_organisation(organisation))
            history.concerns(organisation=organisation)
    mine.touched[Member].update(people)
    mine.touched[Organisation].update(organisations if verb in WHOLE else ())
    return people, organisations


def _hold(acts: Sequence[Act], places: Iterable[int], people: Iterable[int] = (), *, of_tree: bool) -> list[int]:
    """Tree, ground, organisations, people: everybody locks in this order. Answers the people of the acts, and these."""
    if of_tree:
        tree.lock()
    undoing.wait(acts)
    lock_places(places)
    ids = {*people, *(one.member_id for one in acts if one.member_id)}
    return [one.pk for one in Member.unscoped.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")]


def hold(acts: Iterable[Act], *, people: Iterable[int] = (), places: Iterable[int] = ()) -> None:
    """What the opposites of these acts lock, and these people with where they stand or stood, and these organisations:
    before the first of several acts in one locks a person, so that none of them asks for the tree after that."""
    every = [one for act in acts for one in effects.with_inner(act)]
    people = set(people)
    stood = Placement.unscoped.filter(member__in=people, organisation__isnull=False)
    changes = [change for one in every for change in effects.changes_in(one)]
    reached = {*places, *stood.values_list("organisation", flat=True), *(_places(every, changes) if every else ())}
    _hold(every, reached, people, of_tree=any(one.organisation_id for one in every))


def _places(acts: list[Act], changes: list[Change]) -> set[int]:
    """Organisations into which the acts, or taking them back, may put somebody."""
    said = [change["f"].get("organisation_id", ()) for change in changes]
    people = {one.member_id for one in acts if one.member_id}
    stood = Placement.unscoped.filter(member__in=people, organisation__isnull=False)
    return {pk for values in said for pk in values if pk} | set(stood.values_list("organisation", flat=True))


def _check_places(changes: list[Change]) -> None:
    """Nobody comes to stand, or to hold an office, where nothing stands any more."""
    stood = [row for change, row in effects.paired(changes) if change["m"] in STOOD and row is not None]
    places = Organisation.unscoped.in_bulk({row.organisation_id for row in stood if row.organisation_id})
    known = {pk: terms_of(one) for pk, one in places.items()}
    for row in stood:
        if row.organisation_id is None:
            continue
        if isinstance(row, Placement):
            here = places[row.organisation_id]
            tree_rules.check_takes_members(here, known[row.organisation_id], row.since, row.until)
        else:
            tree_rules.check_stands(known[row.organisation_id], row.since, row.until)


def _write_back(changes: list[Change], rows: Rows) -> None:
    try:
        with transaction.atomic():
            for change in reversed(changes):
                UNDO[change["op"]](change, rows)
    except (IntegrityError, models.ProtectedError) as error:
        raise RuleBroken("history.revert", "Những việc ghi sau đó còn dựa vào việc này.", field="why") from error


def _unmake(change: Change, rows: Rows) -> None:
    row = rows.pop(effects.key(change))
    for field in row._meta.many_to_many:
        getattr(row, field.name).clear()
    history.remove(row)


def _set_back(change: Change, rows: Rows) -> None:
    row = rows[effects.key(change)]
    history.change(row, **_whole(effects.model_of(change), change, row))


def _make_again(change: Change, rows: Rows) -> None:
    model = effects.model_of(change)
    rows[effects.key(change)] = history.create(model, pk=change["id"], **_whole(model, change))


def _link_back(change: Change, rows: Rows) -> None:
    for name, (before, _) in change["f"].items():
        related: Any = effects.model_of(change)._meta.get_field(name).related_model
        history.set_links(rows[effects.key(change)], name, related._base_manager.filter(pk__in=before))


UNDO = {history.NEW: _unmake, history.SET: _set_back, history.GONE: _make_again, history.LINKS: _link_back}


def _whole(model: type[models.Model], change: Change, row: Any = None) -> dict[str, Any]:
    """Values before the act with what the writer makes from them."""
    values = _before(model, change)
    if model is Member:
        return columns(values)
    if model is Membership:
        official_on, decision, known = (values.get(name, getattr(row, name, None)) for name in SPELL_GROUND)
        return values | {"recognition": Recognition.of(official_on, decision, known or "")}
    return values | former_columns(values["former"]) if model is NameChange and "former" in values else values


def _before(model: type[models.Model], change: Change) -> dict[str, Any]:
    """Values before the act, as Python has them, by attribute name."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    answer = {}
    for name, (before, _) in change["f"].items():
        field = fields[name]
        if before is None:
            answer[name] = None if field.null else field.get_default()
        else:
            answer[name] = before if field.is_relation else field.to_python(before)
    return answer


def _check_tree(organisations: list[int], *, touched: bool) -> None:
    if not touched:
        return
    terms, allowed = list(Term.unscoped.select_related("kind")), around.pairs()
    for organisation in Organisation.unscoped.filter(pk__in=organisations):
        if own := terms_of(organisation):
            around.check_around(organisation, terms, allowed, lambda: terms_before(terms))
            tree_rules.check_successors(organisation, terms)
            tree_rules.check_holds_members(organisation, own)
            tree_rules.check_members_inside(organisation, own)
            if (ended := own[-1].until) is not None:
                tree_rules.check_nothing_after(organisation, ended)
    tree.changed()
