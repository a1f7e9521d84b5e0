"""What an import would do: every row new, changed, the same or rejected, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Any

from django.db import models

from kit import names
from kit.calendar import PartialDate
from kit.reading import Sheet, Workbook
from kit.reading.layout import Table, recognise
from members import office, rights
from members.errors import Refusal
from members.importing.facts import STATUS, Given, given
from members.importing.known import Known, Record, same_person
from members.importing.organisations import Node, Places
from members.importing.problems import Problem
from members.importing.vocabulary import VOCABULARY
from members.models import Organisation, Recognition, TreeState
from members.procedure.people import birth_columns, birth_of
from members.rights import Actor

NO_LIST = "Tệp không có danh sách đảng viên nào nhận ra được."


class Outcome(Enum):
    NEW = "thêm mới"
    CHANGED = "sửa"
    SAME = "không đổi"
    REJECTED = "không nhận"


@dataclass(frozen=True)
class SheetChoice:
    """What a person said about a sheet instead of what was recognised."""

    header_row: int | None = None
    columns: Mapping[str, str] | None = None


@dataclass(slots=True)
class PlannedRow:
    given: Given
    outcome: Outcome
    problems: list[Problem]
    node: Node | None = None
    record: Record | None = None
    # Column → new value, for the rows of a known person that are to be changed.
    member_values: dict[str, Any] = field(default_factory=dict)
    membership_values: dict[str, Any] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)

    @property
    def seen(self) -> int | None:
        return self.record.member.changed_by if self.record else None


@dataclass(slots=True)
class SheetPlan:
    """A sheet as it was understood; `unknown` columns are named "không lưu" and were never read."""

    name: str
    header_row: int
    columns: dict[str, str]
    unknown: list[tuple[str, str]]
    skipped: list[tuple[int, str]]
    unread: list[tuple[int, str]]
    legacy: bool
    node: Node | None = None


@dataclass
class Plan:
    """The staged import. Nothing is written yet; `tree` and the versions of the rows tell what it was made from."""

    file: str
    checksum: str
    day: date
    first_day: date | None
    sheets: list[SheetPlan]
    rows: list[PlannedRow]
    organisations: list[Node]
    tree: int
    under: Organisation | None = None

    def of(self, outcome: Outcome) -> list[PlannedRow]:
        return [row for row in self.rows if row.outcome is outcome]

    @property
    def problems(self) -> list[Problem]:
        return [problem for row in self.rows for problem in row.problems]


def make_plan(
    book: Workbook,
    *,
    by: Actor,
    organisation: Organisation | None = None,
    create_organisations: bool = False,
    sheet: str | None = None,
    choices: Mapping[str, SheetChoice] | None = None,
) -> Plan:
    """Read the lists of `book` as known on `by.day` and hold them against the register.

    Only cells under `organisation` are meant when it is given; only `sheet` is read when it is named; `choices` by
    sheet name overrule what is recognised. Raises NotAllowed, and Refusal for a file without a list.
    """
    rights.check_may(by, "import_members", rights.case_of_organisation(organisation))
    tables = _tables(book.sheets, sheet, choices or {})
    places = Places(by.day, organisation, may_create=create_organisations)
    sheets, rows = [], []
    for table in tables:
        plan = SheetPlan(
            table.sheet, table.header_row, table.columns, table.unknown,
            [(number, kind.value) for number, kind in table.skipped], table.unread, table.legacy,
            places.of_titles(table.titles) or (places.top if organisation else None),
        )  # fmt: skip
        sheets.append(plan)
        rows.extend(_placed(given(person, table.sheet, by.day), places, plan.node) for person in table.rows)
    _compare(rows, by.day, places.nodes)
    for row in rows:
        if row.outcome is Outcome.NEW and row.node is not None:
            row.node.wanted = True
    generation = TreeState.objects.values_list("generation", flat=True).get()
    return Plan(book.name, book.checksum, by.day, office.first_day(by.day), sheets, rows, places.wanted(), generation,
                organisation)  # fmt: skip


def _tables(sheets: Sequence[Sheet], wanted: str | None, choices: Mapping[str, SheetChoice]) -> list[Table]:
    if wanted is not None:
        sheets = [one for one in sheets if one.name == wanted]
        if not sheets:
            raise Refusal(f"Tệp không có trang tính “{wanted}”.", field="sheet")
    found = []
    for one in sheets:
        choice = choices.get(one.name, SheetChoice())
        table = recognise(one, VOCABULARY, header_row=choice.header_row, columns=choice.columns)
        if table is not None and table.rows:
            found.append(table)
    if not found:
        raise Refusal(NO_LIST)
    return found


def _placed(one: Given, places: Places, sheet: Node | None) -> PlannedRow:
    row = PlannedRow(one, Outcome.NEW, one.problems)
    if not one.full_name:
        _reject(row, "name_missing", "full_name")
        return row
    said = one.unit or one.section
    found = places.cell(said, one.committee, sheet)
    if isinstance(found, Node):
        row.node = found
    elif said or not one.has_left():
        _reject(row, found, "organisation", said)
    return row


def _reject(row: PlannedRow, kind: str, name: str, written: str = "", other: str = "") -> None:
    row.outcome = Outcome.REJECTED
    _tell(row, kind, name, written, other)


def _tell(row: PlannedRow, kind: str, name: str, written: str = "", other: str = "") -> None:
    one = row.given
    cell = next((part.partition(":")[2] for part in one.cells.split() if part.startswith(f"{name}:")), "")
    column = cell.rstrip("0123456789") or (one.unit_column if name == "organisation" else "")
    row.problems.append(Problem(one.sheet, one.row, column, kind, name, written, cell, other))


def _compare(rows: list[PlannedRow], day: date, nodes: Mapping[int, Node]) -> None:
    staged = [row for row in rows if row.outcome is not Outcome.REJECTED]
    organisations = {row.node.pk for row in staged if row.node is not None and row.node.pk is not None}
    known = Known([row.given for row in staged], organisations, day)
    ids: dict[str, int] = {}
    cards: dict[str, int] = {}
    staged = [row for row in staged if not _twice_in_file(row, ids, cards)]
    # Numbers first: a name alone must not take a person whose number stands further down.
    for row in staged:
        _meet_by_number(row, known)
    for row in staged:
        if row.record is None and row.outcome is not Outcome.REJECTED and (row.node is None or row.node.pk):
            _is_record(row, known.of_name(row.given, row.node.pk if row.node else None))
        if row.outcome is Outcome.REJECTED:
            continue
        if row.record is not None:
            _changes(row, row.record, nodes)
        elif not _may_stand(row, day):
            _reject(row, "organisation_closed", "organisation", row.given.unit or row.given.section)


def _twice_in_file(row: PlannedRow, ids: dict[str, int], cards: dict[str, int]) -> bool:
    one = row.given
    if one.source_id:
        if one.source_id in ids:
            _reject(row, "id_twice", "source_id", one.source_id, str(ids[one.source_id]))
            return True
        ids[one.source_id] = one.row
    for value in one.cards.values():
        if value in cards:
            _reject(row, "card_twice", "card", value, str(cards[value]))
            return True
    cards.update(dict.fromkeys(one.cards.values(), one.row))
    return False


def _meet_by_number(row: PlannedRow, known: Known) -> None:
    """Find the person whose ID or card number the row bears; reject what contradicts another one."""
    one = row.given
    of_cards = known.of_cards(one)
    record = known.by_source.get(one.source_id) if one.source_id else None
    shown = ", ".join(one.cards.values())
    if record is not None:
        other = next((found for found in of_cards if found is not record), None)
        if other is not None:
            _reject(row, "card_of_another", "card", shown, other.member.full_name)
            return
    elif of_cards:
        record, *others = of_cards
        ids_differ = bool(one.source_id and record.member.source_id)
        if others or ids_differ or not same_person(record, one):
            _reject(row, "card_of_another", "card", shown, (others or [record])[0].member.full_name)
            return
    _is_record(row, record)


def _is_record(row: PlannedRow, record: Record | None) -> None:
    if record is not None and record.row is not None:
        _reject(row, "listed_twice", "full_name", row.given.full_name, str(record.row))
    elif record is not None:
        record.row, row.record = row.given.row, record


def _may_stand(row: PlannedRow, day: date) -> bool:
    node = row.node
    return node is None or node.pk is None or node.until is None or node.until > day


def _changes(row: PlannedRow, record: Record, nodes: Mapping[int, Node]) -> None:
    """Plain facts that the list says otherwise; blank wipes nothing. Another place or status is only told."""
    one, member = row.given, record.member
    for name in ("full_name", "other_names", "sex", "profile_number", "source_id"):
        said = getattr(one, name)
        if said and said != getattr(member, name):
            row.member_values[name] = said
    if "full_name" in row.member_values:
        row.member_values.update(fold=names.fold(one.full_name), sort_key=names.sort_key(one.full_name))
    if one.birth is not None and not _says_less(one.birth, birth_of(member)):
        row.member_values.update(birth_columns(one.birth))
    spell = record.membership
    for name in ("admitted_on", "official_on"):
        said = getattr(one, name)
        if said is not None and spell is not None and said != getattr(spell, name):
            row.membership_values[name] = said
    if "official_on" in row.membership_values and spell is not None and not spell.recognition:
        row.membership_values["recognition"] = Recognition.IMPORTED
    for kind, value in one.cards.items():
        if kind not in record.numbers or record.numbers[kind].value != value:
            row.numbers[kind] = value
    _differences(row, record, nodes)
    changed = row.member_values or row.membership_values or row.numbers or new_findings(row)
    row.outcome = Outcome.CHANGED if changed else Outcome.SAME


def _says_less(said: PartialDate, known: PartialDate | None) -> bool:
    """The same date, or less of it: a list that gives the year only corrects no day."""
    if known is None:
        return False
    return known.iso().startswith(said.iso())


def _differences(row: PlannedRow, record: Record, nodes: Mapping[int, Node]) -> None:
    one, place = row.given, record.placement
    differs = one.status != record.status and (one.says_status or record.departure is not None)
    if differs:
        _tell(row, "status_differs", "status", STATUS[one.status], _status_of(record))
    if row.node is None or record.departure is not None or one.has_left():
        return
    if place is None or place.organisation_id != row.node.pk:
        _tell(row, "placement_differs", "organisation", row.node.name, _place_of(record, nodes))


def _status_of(record: Record) -> str:
    if record.departure is not None:
        return record.departure.get_kind_display()
    return STATUS[record.status]


def _place_of(record: Record, nodes: Mapping[int, Node]) -> str:
    if record.placement is None or record.placement.organisation_id is None:
        return "chưa có chi bộ"
    return nodes[record.placement.organisation_id].name


def new_findings(row: PlannedRow) -> list[Problem]:
    """What is to be kept of this row: for a known person only where the register has nothing better by now."""
    kept = [problem for problem in row.problems if problem.is_kept]
    if row.record is None:
        return kept
    known = row.record.findings
    return [
        problem
        for problem in kept
        if (problem.code, problem.field, problem.written[:200]) not in known and not _answered(row.record, problem)
    ]


def _answered(record: Record, problem: Problem) -> bool:
    """The register already knows what the list could not say."""
    rows: tuple[models.Model | None, ...] = (record.member, record.membership)
    name = {"birth_date": "birth_on"}.get(problem.field, problem.field)
    if problem.field.startswith("card"):
        return bool(record.numbers)
    if problem.field.startswith("status"):
        return record.departure is not None or record.exempt
    return any(bool(getattr(one, name, None)) for one in rows if one is not None)


def without_rejected(plan: Plan) -> Plan:
    """The same plan for the rows that can be taken."""
    return replace(plan, rows=[row for row in plan.rows if row.outcome is not Outcome.REJECTED])


__all__ = ["Outcome", "Plan", "PlannedRow", "SheetChoice", "SheetPlan", "make_plan", "new_findings"]
