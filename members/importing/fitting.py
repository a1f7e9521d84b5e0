"""Days that a list says otherwise of known people, held against everything else the register knows of them: what would
contradict it is not written but told and kept; a place that was assumed to begin with the admission moves with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import date
from itertools import combinations
from typing import Any

from kit.calendar import print_day
from members.errors import RuleBroken
from members.importing.known import batches, read_before
from members.importing.organisations import Node
from members.importing.records import Record
from members.importing.staged import PlannedRow, tell
from members.models import Membership, Placement
from members.procedure.acting import AT_ONCE, facts_of_many
from members.rules import facts as facts_rules
from members.rules import people as rules
from members.rules.facts import Facts

UNFIT = "does_not_fit"
ADMITTED, OFFICIAL, BIRTH = "admitted_on", "official_on", "birth_date"
# The columns of each.
OF_SPELL = {ADMITTED: (ADMITTED,), OFFICIAL: (OFFICIAL, "recognition")}
OF_MEMBER = {BIRTH: ("birth_on", "birth_precision")}


def hold_back(rows: Iterable[PlannedRow], nodes: Mapping[int, Node], checksum: str) -> None:
    """Leave in each row the days that hold together with what else is known; tell the others."""
    asked = [row for row in rows if row.membership_values or "birth_on" in row.member_values]
    for some in batches(asked, AT_ONCE):
        facts = facts_of_many([row.record.member.pk for row in some if row.record])
        for row in some:
            if (record := row.record) is not None:
                known = facts[record.member.pk]
                if (spell := _spell_of(record, known)) is not None:
                    _Days(row, record, spell, known, nodes).hold_back()
    _forget_settled([row for row in asked if any(one.kind == UNFIT for one in row.problems)], checksum)


def _spell_of(record: Record, facts: Facts) -> Membership | None:
    """As it stands now."""
    known = record.membership.pk if record.membership else None
    return next((one for one in facts.memberships if one.pk == known), None)


def _forget_settled(rows: Sequence[PlannedRow], checksum: str) -> None:
    """What this very file said before was kept then: where it is kept no more, somebody has settled it."""
    before = read_before(checksum, rows)
    for row in rows:
        if row.record and (row.record.member.pk, *row.origin) in before:
            row.record.findings |= {one.key for one in row.problems if one.kind == UNFIT}


class _Days:
    """What one row says, and all that is known of its person."""

    def __init__(
        self, row: PlannedRow, record: Record, spell: Membership, facts: Facts, nodes: Mapping[int, Node]
    ) -> None:
        self.row, self.record, self.spell, self.facts, self.nodes = row, record, spell, facts, nodes
        self.known = self._contradictions(facts, self._born(()))

    def hold_back(self) -> None:
        """As many of the days as hold together; the admission before the others where not all of them do."""
        said = [name for name in (ADMITTED, OFFICIAL) if name in self.row.membership_values]
        said += [BIRTH] if "birth_on" in self.row.member_values else []
        if self._broken(said):
            some = (some for size in range(len(said) - 1, -1, -1) for some in combinations(said, size))
            fitting = next(one for one in some if not self._broken(one))
            for name in said:
                if name not in fitting:
                    self._leave(name, self._broken([*fitting, name])[0])
            said = list(fitting)
        if ADMITTED in said:
            self.row.places = {place.pk: place.since for place in self._moved(self._spell(said))}

    def _leave(self, name: str, sentence: str) -> None:
        row, given = self.row, self.row.given
        said = given.birth if name == BIRTH else print_day(getattr(given, name))
        row.membership_values = _without(row.membership_values, OF_SPELL.get(name, ()))
        row.member_values = _without(row.member_values, OF_MEMBER.get(name, ()))
        # Said once of a cell, and of all that is known rather than of its row alone.
        row.problems[:] = [one for one in row.problems if (one.kind, one.field) != ("dates_out_of_order", name)]
        tell(row, UNFIT, name, str(said), sentence)

    def _broken(self, said: Sequence[str]) -> list[str]:
        """Sentences for what would no longer hold together with these days."""
        spell = self._spell(said)
        after = self.facts.with_rows("memberships", spell).with_rows("placements", *self._moved(spell))
        return sorted(self._contradictions(after, self._born(said)) - self.known)

    def _contradictions(self, facts: Facts, born: date | None) -> set[str]:
        found = facts_rules.contradictions(facts)
        for spell in facts.memberships:
            found |= _refused(rules.check_born_before, born, spell.admitted_on, field=BIRTH)
        return found | _refused(rules.check_named_after_birth, born, facts.name_changes)

    def _born(self, said: Sequence[str]) -> date | None:
        return self.row.member_values["birth_on"] if BIRTH in said else self.record.member.birth_on

    def _spell(self, said: Sequence[str]) -> Membership:
        spell = copy(self.spell)
        for name in said:
            for column in OF_SPELL.get(name, ()):
                setattr(spell, column, self.row.membership_values.get(column, getattr(spell, column)))
        return spell

    def _moved(self, spell: Membership) -> list[Placement]:
        """The places that were assumed to begin with the admission, or would be assumed to begin before it, as they
        begin with this one; none before its cell, none that was over by then."""
        day, former, found = spell.admitted_on, self.spell.admitted_on, []
        for place in self.facts.placements:
            if day in (None, former) or place.membership_id != spell.pk or not place.assumed:
                continue
            node = self.nodes.get(place.organisation_id or 0)
            since = max(day, node.since) if node and node.since else day
            begins = place.since == former or (place.since is not None and place.since < day)
            if begins and since != place.since and (place.until is None or since < place.until):
                place = copy(place)
                place.since = since
                found.append(place)
        return found


def _refused(check: Any, *asked: Any, **more: Any) -> set[str]:
    try:
        check(*asked, **more)
    except RuleBroken as broken:
        return {broken.sentence}
    return set()


def _without(values: Mapping[str, Any], names: Sequence[str]) -> Mapping[str, Any]:
    return {name: value for name, value in values.items() if name not in names}
