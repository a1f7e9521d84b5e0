"""What other apps have written on the ground of an act about organisations and places: it keeps that act from being
taken back. Asked of {store dependants}."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from members import chain, history, registry, tree
from members.models import Act, Closure, Term
from members.registry import Undone

ENDS = frozenset({"close_organisation", "correct_closing"})
# By these it stands under another one, or is of another kind, or since another day.
CHANGES = frozenset({"move_organisation", "change_kind", "correct_term"})
GOES, GROUND = "move", "ground"
ROWS = frozenset({history.table_name(Term), history.table_name(Closure)})
DAYS = ("since", "until", "day")


def stand() -> None:
    """The open act writes on the ground of the tree as it is, and of where people stand: what made it so does not go
    back meanwhile. After the lock of the tree, before organisations and people, as everybody locks."""
    chain.lock(GROUND, shared=True)


def wait(acts: Sequence[Act]) -> None:
    """Before these lines go back: whoever writes on their ground ends, and nobody begins until the open act ends."""
    if acts and _asks(_undone(acts)):
        tree.lock()
        chain.lock(GROUND)


def _asks(undone: Undone) -> bool:
    return bool(undone.ended or undone.changed or undone.moved)


def dependants(acts: Sequence[Act]) -> list[Act]:
    """Later lines that stand on what these lines (an act with those inside it, in order) did to organisations, and to
    where people stand."""
    asked = _undone(acts)
    if not _asks(asked):
        return []
    return [one for entry in registry.entries("dependants").values() for one in entry(asked)]


def _undone(acts: Sequence[Act]) -> Undone:
    return Undone(
        number=acts[-1].number, since=min(_days(acts), default=date.min), ended=_organisations(acts, ENDS),
        changed=_organisations(acts, CHANGES), moved=frozenset(one.member_id for one in acts
                                                               if one.verb == GOES and one.member_id),
    )  # fmt: skip


def _organisations(acts: Iterable[Act], verbs: frozenset[str]) -> frozenset[int]:
    return frozenset(one.organisation_id for one in acts if one.verb in verbs and one.organisation_id)


def _days(acts: Iterable[Act]) -> Iterator[date]:
    """The days of which these lines say that something of the tree, or a place, begins or ends."""
    for act in acts:
        rows = ROWS if act.verb in ENDS | CHANGES else {"placement"} if act.verb == GOES else set[str]()
        for change in act.values_row.said().get("changes", ()):
            said: dict[str, list[Any]] = change["f"] if change["m"] in rows else {}
            yield from (date.fromisoformat(day) for name in DAYS for day in said.get(name, ()) if day)
