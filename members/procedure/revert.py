"""Take one act back: a new act that writes the opposite, while nothing later stands on what the act wrote."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from members import history, rights, tree
from members.errors import RuleBroken
from members.models import Act, Member, Organisation, Placement, Term
from members.procedure.acting import VERBS, facts_of, lock_places, terms_of, verb
from members.procedure.people import columns
from members.rights import Actor
from members.rules import facts as facts_rules
from members.rules import organisations as tree_rules

# Acts about accounts and settings have verbs of their own to undo them.
NOT_REVERTED = frozenset({
    "change_password", "reset_password", "create_account", "grant_role", "confirm_role", "import_members",
    # A person and an organisation stay known once they were: a wrong record departs, an organisation closes.
    "enter", "create_organisation",
    # A proposal is withdrawn or answered. What was entered by it is a line of its own, and that one goes back.
    "propose", "accept_proposal", "refuse_proposal", "withdraw_proposal",
})  # fmt: skip
STOOD = frozenset({"placement", "officeholding"})
TREE_ROWS = frozenset({"term", "closure", "organisation"})
GONE = "gone"
LATER = "Đã có sửa đổi sau việc này; hãy hoàn lại việc sau trước."


@verb("hoàn lại việc đã ghi", about="person", needs_reason=True)
def revert(act: Act, *, by: Actor) -> None:
    """Write back what stood before this act (and the acts inside it).

    Raises RuleBroken when a row has been changed since, when the act is not one that can be taken back, or when
    what it leaves would contradict later facts.
    """
    acts = _with_inner(act)
    check_revertible(act)
    changes = [change for one in acts for change in _changes(one)]
    if not changes:
        raise RuleBroken("history.revert", "Việc này không còn gì để hoàn lại.", field="why")
    people, organisations = _lock(acts, by)
    before = {member.pk: facts_of(member) for member in people}
    history.note(reverted=act.number)
    _check_unchanged(changes)
    _write_back(changes)
    for member in people:
        facts_rules.check_fits(before[member.pk], facts_of(member), field="why")
    _check_places(changes)
    _check_tree(organisations, touched=any(change["m"] in TREE_ROWS for change in changes))


def check_revertible(act: Act) -> None:
    """Whether this kind of act goes back by this verb at all; not whether something later stands on it."""
    if act.verb in NOT_REVERTED:
        raise RuleBroken("history.revert", "Việc này không hoàn lại được bằng cách này.", field="why")


def offered(acts: Iterable[Act]) -> set[int]:
    """Numbers of those lines that a page offers to take back: whole acts. What was entered by answering a proposal is
    a whole act too."""
    lines = list(acts)
    outer = Act.objects.filter(number__in={one.inside for one in lines if one.inside}, verb="accept_proposal")
    whole = {None, *(outer.values_list("number", flat=True) if any(one.inside for one in lines) else ())}
    return {one.number for one in lines if one.inside in whole and one.verb in VERBS and one.verb not in NOT_REVERTED}


def _with_inner(act: Act) -> list[Act]:
    found, waiting = [act], [act.number]
    while waiting:
        inner = list(Act.objects.filter(inside__in=waiting).select_related("values_row"))
        found.extend(inner)
        waiting = [one.number for one in inner]
    return sorted(found, key=lambda one: one.number)


def _changes(act: Act) -> list[dict[str, Any]]:
    body = act.values_row.body
    if not body:
        raise RuleBroken("history.revert", "Giá trị của việc này đã được gỡ, không hoàn lại được.", field="why")
    return json.loads(body)["changes"]


def _lock(acts: list[Act], by: Actor) -> tuple[list[Member], list[int]]:
    """Tree first, then people in the order of their ids; the right to every one of them is asked."""
    organisations = sorted({one.organisation_id for one in acts if one.organisation_id})
    if organisations:
        tree.lock()
    lock_places({*organisations, *_places(acts)})
    ids = sorted({one.member_id for one in acts if one.member_id})
    people = list(Member.unscoped.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
    for member in people:
        rights.check_may(by, "revert", rights.case_of_person(member.pk, by.day))
        history.concerns(member=member.pk)
    for organisation in organisations:
        rights.check_may(by, "revert", rights.case_of_organisation(organisation))
        history.concerns(organisation=organisation)
    return people, organisations


def _places(acts: list[Act]) -> set[int]:
    """Organisations into which the acts, or taking them back, may put somebody."""
    said = [change["f"].get("organisation_id", ()) for one in acts for change in _changes(one)]
    people = {one.member_id for one in acts if one.member_id}
    stood = Placement.unscoped.filter(member__in=people, organisation__isnull=False)
    return {pk for values in said for pk in values if pk} | set(stood.values_list("organisation", flat=True))


def _check_places(changes: list[dict[str, Any]]) -> None:
    """Nobody comes to stand, or to hold an office, where nothing stands any more."""
    for change in changes:
        row = _row(change) if change["m"] in STOOD else None
        if row is None or row.organisation is None:
            continue
        if isinstance(row, Placement):
            tree_rules.check_takes_members(row.organisation, terms_of(row.organisation), row.since, row.until)
        else:
            tree_rules.check_stands(terms_of(row.organisation), row.since, row.until)


def _row(change: dict[str, Any]) -> Any:
    """The row as it stands, None when there is none; which table it is, only the change knows."""
    return _model(change)._base_manager.filter(pk=change["id"]).first()


def _model(change: dict[str, Any]) -> type[models.Model]:
    return apps.get_model("members", change["m"])


def _check_unchanged(changes: list[dict[str, Any]]) -> None:
    """Each row still says what the act's last word on it was."""
    last: dict[tuple[str, int], dict[str, Any]] = {}
    for change in changes:
        known = last.setdefault((change["m"], change["id"]), {})
        known.update({name: after for name, (_, after) in change["f"].items()})
        known[GONE] = change["op"] == history.GONE
    for change in changes:
        known, row = last[change["m"], change["id"]], _row(change)
        if (row is None) != known[GONE]:
            raise RuleBroken("history.revert", LATER, field="why")
        said = {name: after for name, after in known.items() if name != GONE}
        if row is not None and any((_now(row, name) or None) != (after or None) for name, after in said.items()):
            raise RuleBroken("history.revert", LATER, field="why")


def _now(row: models.Model, name: str) -> Any:
    value = getattr(row, name)
    if hasattr(value, "values_list"):
        return sorted(value.values_list("pk", flat=True))
    return history.plain(value)


def _write_back(changes: list[dict[str, Any]]) -> None:
    try:
        with transaction.atomic():
            for change in reversed(changes):
                UNDO[change["op"]](change)
    except (IntegrityError, models.ProtectedError) as error:
        raise RuleBroken("history.revert", "Những việc ghi sau đó còn dựa vào việc này.", field="why") from error


def _unmake(change: dict[str, Any]) -> None:
    row = _row(change)
    for field in row._meta.many_to_many:
        getattr(row, field.name).clear()
    history.remove(row)


def _set_back(change: dict[str, Any]) -> None:
    model = _model(change)
    values = _before(model, change)
    if model is Member and "full_name" in values:
        values = columns(values)
    history.change(_row(change), **values)


def _make_again(change: dict[str, Any]) -> None:
    model = _model(change)
    history.create(model, pk=change["id"], **_before(model, change))


def _link_back(change: dict[str, Any]) -> None:
    for name, (before, _) in change["f"].items():
        related: Any = _model(change)._meta.get_field(name).related_model
        history.set_links(_row(change), name, related._base_manager.filter(pk__in=before))


UNDO = {history.NEW: _unmake, history.SET: _set_back, history.GONE: _make_again, history.LINKS: _link_back}


def _before(model: type[models.Model], change: dict[str, Any]) -> dict[str, Any]:
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
    terms, allowed = list(Term.unscoped.select_related("kind")), tree_rules.pairs()
    for organisation in Organisation.unscoped.filter(pk__in=organisations):
        if own := terms_of(organisation):
            tree_rules.check_around(organisation, terms, allowed)
            tree_rules.check_successors(organisation, terms)
            tree_rules.check_holds_members(organisation, own)
            tree_rules.check_members_inside(organisation, own)
    tree.changed()
