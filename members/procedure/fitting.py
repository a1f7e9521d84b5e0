"""What every change of the tree ends with: it holds around all organisations that were touched, and it has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from datetime import date

from members import history, registry, tree
from members.errors import RuleBroken
from members.models import Organisation, Term
from members.rules import around
from members.rules import organisations as rules

TERMS = history.table_name(Term)
# What of a term decides who stands under whom, as which kinds, when.
DAYS = frozenset({"since", "until"})
DECIDES = DAYS | {"organisation_id", "kind_id", "parent_id"}
# Organisations that verbs carried out as one have touched; None: each verb is looked over by itself.
_together: ContextVar[set[int] | None] = ContextVar("together", default=None)


@contextmanager
def together() -> Iterator[set[int]]:
    """Verbs of the tree inside are one change: what only all of them make right is looked over at the end, by
    `misfits` of the organisations touched. The tree has changed once."""
    touched: set[int] = set()
    token = _together.set(touched)
    try:
        yield touched
    finally:
        _together.reset(token)
    tree.changed()


def misfits(touched: Iterable[int]) -> Iterator[tuple[int, RuleBroken]]:
    """(organisation, why) of those around which the tree does not hold."""
    terms, allowed = list(Term.unscoped.select_related("kind")), around.pairs()
    for organisation in Organisation.unscoped.filter(pk__in=touched).order_by("pk"):
        try:
            around.check_around(organisation, terms, allowed, lambda: terms_before(terms))
            rules.check_successors(organisation, terms)
        except RuleBroken as broken:
            yield organisation.pk, broken


def check_elsewhere(organisations: Iterable[int], day: date, *, field: str) -> None:
    """These organisations stand on other days now, or are in a private enterprise on others: that goes with what other
    apps hold of them, too. Raises RuleBroken."""
    touched = frozenset(organisations)
    for check in registry.entries("standing").values():
        check(touched, day, field)


def terms_before(terms: Iterable[Term]) -> list[Term]:
    """These terms as they were before the open act and all acts inside it: what was written to them is taken back, on
    copies. No two acts inside one another write the same term."""
    rows = {one.pk: copy(one) for one in terms}
    written = [one for act in history.current().root.begun for one in act.changes if one["m"] == TERMS]
    for change in reversed(written):
        values = {name: was for name, (was, _) in change["f"].items() if name in DECIDES}
        if change["op"] == history.NEW:
            del rows[change["id"]]
        elif change["op"] == history.GONE:
            rows[change["id"]] = Term(pk=change["id"])
        for name, was in values.items() if change["id"] in rows else ():
            setattr(rows[change["id"]], name, date.fromisoformat(was) if was and name in DAYS else was)
    return list(rows.values())


def fits(organisation: Organisation) -> None:
    """The tree around this organisation holds on every day on which something there begins or ends; it has changed."""
    if (waiting := _together.get()) is not None:
        waiting.add(organisation.pk)
        return
    for _, broken in misfits([organisation.pk]):
        raise broken
    tree.changed()
