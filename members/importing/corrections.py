"""What a list says otherwise of known people: rows as they stand now, changed and noted; what is new beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from members import history
from members.history import OpenAct
from members.importing.known import read_before
from members.importing.plan import Plan
from members.importing.records import Record
from members.importing.rows import CARDS, EVIDENCE, FINDINGS, SOURCE, NewRows, Values, evidence_of, findings_of
from members.importing.staged import PlannedRow
from members.loading import Table
from members.models import Member, Membership, Number, Placement

# Of each table: key, columns with their new values, and the act it belongs to.
Asked = list[tuple[int, Mapping[str, Any], OpenAct]]


class Corrections:
    """Of some rows of a plan. The people are locked and as the plan saw them."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.people: Asked = []
        self.spells: Asked = []
        self.numbers: Asked = []
        self.places: Asked = []
        self.new = NewRows(FINDINGS, EVIDENCE, CARDS)

    def write(self, rows: Sequence[PlannedRow], acts: Sequence[OpenAct]) -> None:
        known = read_before(self.plan.checksum, rows)
        for row, mine in zip(rows, acts, strict=True):
            if row.record is not None:
                mine.member = row.record.member.pk
                mine.touched[Member].add(mine.member)
                self._changes(row, row.record, mine)
                self.new.add(self._new(row, row.record, known), mine)
        _change(Member.unscoped.all(), self.people)
        _change(Membership.unscoped.all(), self.spells)
        _change(Number.unscoped.all(), self.numbers)
        # The line of a place names the person of its spell.
        _change(Placement.unscoped.select_related("membership"), self.places)
        self.new.write()

    def _changes(self, row: PlannedRow, record: Record, mine: OpenAct) -> None:
        if row.member_values:
            self.people.append((record.member.pk, row.member_values, mine))
        if row.membership_values and record.membership is not None:
            self.spells.append((record.membership.pk, row.membership_values, mine))
        for place, since in row.places.items():
            self.places.append((place, {"since": since}, mine))
        for kind, value in row.numbers.items():
            card = record.change_of_card(kind, self.plan.day)
            if card.corrects is not None:
                self.numbers.append((card.corrects.pk, {"value": value}, mine))
            elif card.ends is not None:
                self.numbers.append((card.ends.pk, {"until": card.since}, mine))

    def _new(self, row: PlannedRow, record: Record, known: set[tuple[int, str, int]]) -> Iterator[tuple[Table, Values]]:
        member = record.member.pk
        for values in findings_of(self.plan, row, member):
            yield FINDINGS, values
        if (member, *row.origin) not in known:
            yield EVIDENCE, evidence_of(self.plan, row, member)
        for kind, value in row.numbers.items():
            card = record.change_of_card(kind, self.plan.day)
            if card.corrects is None:
                yield CARDS, (member, kind, value, SOURCE, card.since, card.until)


def _change(rows: QuerySet[Any], asked: Asked) -> None:
    standing = rows.in_bulk([pk for pk, _, _ in asked])
    history.change_many([(standing[pk], dict(values), mine) for pk, values, mine in asked])
