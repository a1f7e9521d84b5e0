"""A new person of a plan as rows of tables: the columns that a list fills, in the order of the tuples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from kit import names
from members import history
from members.history import OpenAct
from members.importing.compare import new_findings
from members.importing.facts import EXEMPT, Given
from members.importing.plan import Plan
from members.importing.staged import PlannedRow
from members.loading import Table
from members.models import (
    Departure,
    Evidence,
    Exemption,
    ExemptionReason,
    Finding,
    Member,
    Membership,
    Number,
    Placement,
    PlacementKind,
    Recognition,
)
from members.procedure.people import FOLD, OTHER_FOLD, birth_columns

SOURCE = "nhập từ danh sách"
PEOPLE = Table(
    Member, "full_name", "fold", "sort_key", "other_names", "other_fold", "sex", "profile_number", "source_id",
    "birth_on", "birth_precision",
)  # fmt: skip
SPELLS = Table(Membership, "member_id", "admitted_on", "official_on", "recognition")
NUMBERS = Table(Number, "member_id", "kind", "value", "source")
# Of known people, who may have had one before.
CARDS = Table(Number, "member_id", "kind", "value", "source", "since", "until")
PLACES = Table(Placement, "member_id", "membership_id", "kind", "organisation_id", "since", "until", "assumed")
DEPARTURES = Table(Departure, "membership_id", "kind", "since")
EXEMPTIONS = Table(Exemption, "membership_id", "reason", "since")
EVIDENCE = Table(Evidence, "member_id", "file", "checksum", "sheet", "row", "cells")
FINDINGS = Table(Finding, "member_id", "code", "field", "written", "file", "sheet", "cell")
Values = tuple[Any, ...]


def person_of(one: Given) -> Values:
    birth = birth_columns(one.birth)
    return (
        one.full_name, names.fold(one.full_name)[:FOLD], names.sort_key(one.full_name), one.other_names,
        names.fold(one.other_names)[:OTHER_FOLD], one.sex, one.profile_number, one.source_id,
        birth["birth_on"], birth["birth_precision"],
    )  # fmt: skip


def spell_of(one: Given, member: int) -> Values:
    return member, one.admitted_on, one.official_on, Recognition.IMPORTED.value if one.official_on else ""


class NewRows:
    """New rows of some tables, each with the act it belongs to; written table by table, in this order."""

    def __init__(self, *tables: Table) -> None:
        self.of: dict[Table, tuple[list[Values], list[OpenAct]]] = {table: ([], []) for table in tables}

    def add(self, facts: Iterable[tuple[Table, Values]], mine: OpenAct) -> None:
        for table, values in facts:
            rows, acts = self.of[table]
            rows.append(values)
            acts.append(mine)

    def write(self) -> None:
        for table, (rows, acts) in self.of.items():
            history.enter_many(table, rows, acts)


def more_of(plan: Plan, row: PlannedRow, member: int, spell: int) -> Iterator[tuple[Table, Values]]:
    """Everything beside the person and the spell: place, numbers, status, where it came from, what stayed open."""
    one = row.given
    for kind, value in one.cards.items():
        yield NUMBERS, (member, kind, value, SOURCE)
    if one.has_left():
        yield DEPARTURES, (spell, one.status, one.status_on)
    elif one.status == EXEMPT:
        yield EXEMPTIONS, (spell, ExemptionReason.IMPORTED.value, one.status_on)
    place = place_of(row, plan.first_day)
    if place is not None:
        yield PLACES, (member, spell, PlacementKind.OFFICIAL.value, *place, True)
    yield EVIDENCE, evidence_of(plan, row, member)
    for values in findings_of(plan, row, member):
        yield FINDINGS, values


def place_of(row: PlannedRow, first_day: date | None) -> tuple[int | None, date | None, date | None] | None:
    """(organisation, since, until): in the cell from the day of admission, else from the register's first day, never
    before the cell's own start.

    A leaver stands there until the day of leaving; one without a day stands nowhere.
    """
    node, one = row.node, row.given
    if node is None or (one.has_left() and one.status_on is None):
        return None
    since = one.admitted_on or first_day
    if node.since is not None and (since is None or since < node.since):
        since = node.since
    until = one.status_on if one.has_left() else None
    if until is not None and since is not None and since >= until:
        return None
    return node.pk, since, until


def evidence_of(plan: Plan, row: PlannedRow, member: int) -> Values:
    return member, plan.file[:120], plan.checksum, *row.origin, row.given.cells


def findings_of(plan: Plan, row: PlannedRow, member: int) -> list[Values]:
    if not row.problems:
        return []
    found, (sheet, _) = {problem.key: problem for problem in new_findings(row)}, row.origin
    return [(member, *key, plan.file[:120], sheet, problem.place[:12]) for key, problem in found.items()]
