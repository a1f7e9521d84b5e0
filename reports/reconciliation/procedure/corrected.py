"""Which act has changed, since minutes were signed, what the register says of somebody on the closing day.

The history is walked back from what stands now, the newest act first: places, spells, exemptions and sex of the person,
terms and ends of organisations. The first act before which the register said otherwise is the one; what was done about
the person besides changes nothing on that day.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from members import tree
from members.history import SET
from members.models import Act, Closure, Exemption, Member, Membership, Placement, Term
from members.procedure.signed import day_of, undo
from members.tree import TermRow
from reports.reconciliation.models import SignedMinutes, Signing
from reports.reconciliation.procedure.corrected_states import (
    EXEMPTIONS,
    PEOPLE,
    PLACES,
    SPELLS,
    STATES,
    TABLES_OF,
    Row,
    Stood,
)
from reports.reconciliation.rules.minutes import TOTAL

# Tables of the tree; an act about no person in particular may change places, too.
TERMS, ENDS = "term", "closure"
TABLES = (PLACES, TERMS, ENDS)
OWN: dict[str, tuple[Any, tuple[str, ...]]] = {
    PLACES: (Placement, ("member_id", "kind", "organisation_id", "since", "until")),
    SPELLS: (Membership, ("member_id", "official_on")),
    EXEMPTIONS: (Exemption, ("membership_id", "since", "until")),
    PEOPLE: (Member, ("sex",)),
}
WHOLE = ("apply_reorganisation", "take_back_reorganisation")


@dataclass(frozen=True, eq=False)
class Written:
    """An act with what it wrote; nothing where its values were reduced."""

    act: Act
    body: dict[str, Any]

    @property
    def number(self) -> int:
        return int(self.act.number)

    def changes(self, table: str) -> list[dict[str, Any]]:
        return [change for change in self.body.get("changes", ()) if change["m"] == table]


class Corrected:
    """The acts since a signing about some people, whom a question may be asked of one after the other: what is read is
    read for all of them at once. Reads without a scope."""

    def __init__(self, signing: Signing, members: Sequence[int]) -> None:
        self.organisation: int = signing.reconciliation.organisation_id
        self.day = signing.reconciliation.round.closing_day
        self.line = SignedMinutes.unscoped.filter(signing=signing).values_list("line", flat=True).first() or 0
        self.members = members
        self._read_rows: dict[str, dict[int, Row]] = {}

    def by(self, member: int, figure: str = TOTAL) -> Written | None:
        """The act by which the register says now of the person what it says under that figure, or the reorganisation
        inside which it was done; None where no line says so any more. Raises KeyError for an unknown figure."""
        found = self._alone(member, figure)
        return found and self._wholes.get(found.act.inside or 0, found)

    def _alone(self, member: int, figure: str) -> Written | None:
        acts = sorted([*self._own.get(member, ()), *self._general], key=lambda one: -one.number)
        state, stood = STATES[figure], Stood(member, self.day, self._rows(figure, member, acts), self._now)
        now = state(stood)
        for one in acts:
            for table, rows in stood.rows.items():
                undo(rows, one.changes(table))
            stood.under = self._before.get(one.number, stood.under)
            if state(stood) != now:
                return one
        return None

    @property
    def _later(self) -> Any:
        return Act.objects.filter(number__gt=self.line)

    @cached_property
    def _own(self) -> dict[int, list[Written]]:
        """Acts about each of the people."""
        found: dict[int, list[Written]] = {}
        for one in _read(self._later.filter(member__in=self.members)):
            found.setdefault(int(one.act.member_id or 0), []).append(one)
        return found

    @cached_property
    def _wholes(self) -> dict[int, Written]:
        """Acts that carry others out, by their lines: the paper names the whole, not what it did to one person."""
        return {one.number: one for one in _read(self._later.filter(verb__in=WHOLE))}

    def _kept(self, table: str) -> dict[int, Row]:
        """Rows of the people in a table, and those that were theirs until records were merged or went apart."""
        if table not in self._read_rows:
            acts = [*self._general, *(one for some in self._own.values() for one in some)]
            which = {
                EXEMPTIONS: lambda: Q(membership__in=list(self._kept(SPELLS))),
                PEOPLE: lambda: Q(pk__in=self.members),
            }.get(table, lambda: Q(member__in=self.members) | Q(pk__in=_given(table, acts, self.members)))
            self._read_rows[table] = _values(table, which())
        return self._read_rows[table]

    def _rows(self, figure: str, member: int, acts: Sequence[Written]) -> dict[str, dict[int, Row]]:
        """A copy of one person's, to be walked back; of exemptions those of everybody, told apart by their spells."""
        found: dict[str, dict[int, Row]] = {}
        for table in TABLES_OF[figure]:
            given = _given(table, acts, [member])
            found[table] = {
                pk: dict(row) for pk, row in self._kept(table).items()
                if table not in (PLACES, SPELLS) or row["member_id"] == member or pk in given
            }  # fmt: skip
        return found

    @cached_property
    def _general(self) -> list[Written]:
        """Acts about nobody in particular that wrote into one of the tables."""
        says = Q()
        for table in TABLES:
            says |= Q(values_row__body__contains=f'"m":"{table}"')
        return _read(self._later.filter(says, member__isnull=True))

    @cached_property
    def _tree(self) -> dict[str, dict[int, Row]]:
        columns = ("pk", "organisation_id", "parent_id", "since", "until")
        terms = {row["pk"]: row for row in Term.unscoped.values(*columns)}
        ends = {row["pk"]: row for row in Closure.unscoped.values("pk", "organisation_id", "successor_id")}
        return {TERMS: terms, ENDS: ends}

    @cached_property
    def _now(self) -> frozenset[int]:
        return self._under(self._tree[TERMS], self._tree[ENDS])

    @cached_property
    def _before(self) -> dict[int, frozenset[int]]:
        """What stood under the organisation on the closing day before each act that changed the tree: {line: ids}."""
        terms, ends = ({pk: dict(row) for pk, row in self._tree[table].items()} for table in (TERMS, ENDS))
        found = {}
        for one in sorted(self._general, key=lambda one: -one.number):
            if one.changes(TERMS) or one.changes(ENDS):
                undo(terms, one.changes(TERMS))
                undo(ends, one.changes(ENDS))
                found[one.number] = self._under(terms, ends)
        return found

    def _under(self, terms: Mapping[int, Row], ends: Mapping[int, Row]) -> frozenset[int]:
        rows = [
            TermRow(
                row["organisation_id"], row.get("parent_id"), day_of(row.get("since")), day_of(row.get("until")), 0, ""
            )
            for row in terms.values()
        ]
        successors = {row["organisation_id"]: row.get("successor_id") for row in ends.values()}
        parents = tree.parent_on(self.day, rows, successors)
        return frozenset(pk for pk in parents if self.organisation in _up(pk, parents))


def _read(acts: Any) -> list[Written]:
    rows: Iterable[Act] = acts.select_related("values_row")
    return [Written(act, json.loads(act.values_row.body) if act.values_row.body else {}) for act in rows]


def _given(table: str, acts: Iterable[Written], members: Sequence[int]) -> set[int]:
    """Rows that went from one of the people to another record, or came from one."""
    return {
        change["id"] for one in acts for change in one.changes(table)
        if change["op"] == SET and not {*members}.isdisjoint(change["f"].get("member_id", ()))
    }  # fmt: skip


def _values(table: str, which: Q) -> dict[int, Row]:
    model, columns = OWN[table]
    return {row["pk"]: row for row in model.unscoped.filter(which).values("pk", *columns)}


def _up(organisation: int, parents: Mapping[int, int | None]) -> set[int]:
    """The organisation and all above it; half a reorganisation, walked back, may stand in a circle."""
    found, here = set[int](), organisation
    while here not in found:
        found.add(here)
        here = parents.get(here) or here
    return found
