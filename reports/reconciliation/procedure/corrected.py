"""Which act has changed, since minutes were signed, whether somebody counts on the closing day that was signed.

The history is walked back from what stands now, the newest act first: places of the person, terms and ends of
organisations. The first act before which the person counted otherwise is the one; what was done about the person
besides changes nothing on that day.
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
from members.models import Act, Closure, Placement, PlacementKind, Term
from members.procedure.signed import day_of, holds, undo
from members.tree import TermRow
from reports.reconciliation.models import SignedMinutes, Signing

Row = dict[str, Any]
# Tables by which somebody counts; an act about no person in particular may change all of them.
PLACES, TERMS, ENDS = "placement", "term", "closure"
TABLES = (PLACES, TERMS, ENDS)
WHOLE = ("apply_reorganisation", "take_back_reorganisation")


@dataclass(frozen=True)
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

    def by(self, member: int) -> Written | None:
        """The act that made the person count, or not count, as now, or the reorganisation inside which it was done;
        None where no line says so any more."""
        found = self._alone(member)
        return found and self._wholes.get(found.act.inside or 0, found)

    def _alone(self, member: int) -> Written | None:
        acts = sorted([*self._own.get(member, ()), *self._general], key=lambda one: -one.number)
        places, under = self._places(member, acts), self._now
        counts = self._counts(member, places, under)
        for one in acts:
            undo(places, one.changes(PLACES))
            under = self._before.get(one.number, under)
            if self._counts(member, places, under) != counts:
                return one
        return None

    def _counts(self, member: int, places: Mapping[int, Row], under: frozenset[int]) -> bool:
        return any(
            row.get("member_id") == member and row.get("kind") == PlacementKind.OFFICIAL
            and row.get("organisation_id") in under and holds(row, self.day)
            for row in places.values()
        )  # fmt: skip

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

    @cached_property
    def _placed(self) -> dict[int, Row]:
        """Places of the people, and those that were theirs until records were merged or went apart."""
        acts = [*self._general, *(one for some in self._own.values() for one in some)]
        rows = Placement.unscoped.filter(Q(member__in=self.members) | Q(pk__in=_given(acts, self.members)))
        columns = ("pk", "member_id", "kind", "organisation_id", "since", "until")
        return {row["pk"]: row for row in rows.values(*columns)}

    def _places(self, member: int, acts: Sequence[Written]) -> dict[int, Row]:
        """A copy, to be walked back."""
        given = _given(acts, [member])
        return {pk: dict(row) for pk, row in self._placed.items() if row["member_id"] == member or pk in given}

    @cached_property
    def _general(self) -> list[Written]:
        """Acts about nobody in particular that wrote into one of the tables."""
        says = Q()
        for table in TABLES:
            says |= Q(values_row__body__contains=f'"m":"{table}"')
        return _read(self._later.filter(says, member__isnull=True))

    @cached_property
    def _rows(self) -> dict[str, dict[int, Row]]:
        columns = ("pk", "organisation_id", "parent_id", "since", "until")
        terms = {row["pk"]: row for row in Term.unscoped.values(*columns)}
        ends = {row["pk"]: row for row in Closure.unscoped.values("pk", "organisation_id", "successor_id")}
        return {TERMS: terms, ENDS: ends}

    @cached_property
    def _now(self) -> frozenset[int]:
        return self._under(self._rows[TERMS], self._rows[ENDS])

    @cached_property
    def _before(self) -> dict[int, frozenset[int]]:
        """What stood under the organisation on the closing day before each act that changed the tree: {line: ids}."""
        terms, ends = ({pk: dict(row) for pk, row in self._rows[table].items()} for table in (TERMS, ENDS))
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


def _given(acts: Iterable[Written], members: Sequence[int]) -> set[int]:
    """Places that went from one of the people to another record, or came from one."""
    return {
        change["id"] for one in acts for change in one.changes(PLACES)
        if change["op"] == SET and not {*members}.isdisjoint(change["f"].get("member_id", ()))
    }  # fmt: skip


def _up(organisation: int, parents: Mapping[int, int | None]) -> set[int]:
    """The organisation and all above it; half a reorganisation, walked back, may stand in a circle."""
    found, here = set[int](), organisation
    while here not in found:
        found.add(here)
        here = parents.get(here) or here
    return found
