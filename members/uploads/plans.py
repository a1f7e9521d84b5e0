"""An import as it is shown before it is written: its sheets, every row with what would become of it, every problem."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from kit.calendar import print_day
from kit.reading import Workbook
from members import wording
from members.importing import Outcome, Plan, PlannedRow, SheetChoice, signed
from members.importing.compare import new_findings
from members.importing.grounds import ground
from members.importing.plan import newest_line
from members.importing.vocabulary import LABELS
from members.uploads.parts import HEAD, Piece, pages
from members.uploads.sheets import SEXES, Drawn, cut, drawn
from members.uploads.ways import ways

PROBLEMS = "problems"
PROBLEMS_A_PAGE = 200
ROWS_A_PAGE = 50
SHOWN_ORGANISATIONS = 300
NOTHING = "chưa có"
# Columns of a person that follow from another one and say nothing by themselves.
SILENT = frozenset({"fold", "sort_key", "other_fold", "birth_on", "birth_precision", "recognition"})


def mark(day: date) -> dict[str, Any]:
    """The state of the register: its newest line, and the day it is asked for. Equal marks, equal plans."""
    return {"line": newest_line(), "day": day.isoformat()}


def digest_of(plan: Plan) -> str:
    """What was shown: each row, what would be done with it, and the version of the record it was compared with."""
    said = [
        [row.given.sheet, row.given.row, row.outcome.name, row.seen, _place(row), _facts(row), *_corrections(row)]
        for row in plan.rows
    ]  # fmt: skip
    made = [[node.code, node.name, node.kind] for node in plan.organisations]
    return hashlib.sha256(json.dumps([plan.checksum, plan.tree, made, said], default=str).encode()).hexdigest()


def _corrections(row: PlannedRow) -> Iterator[dict[str, Any]]:
    return map(dict, (row.member_values, row.membership_values, row.numbers))


def _place(row: PlannedRow) -> list[Any]:
    return [node.pk or node.name for node in row.node.path()] if row.node else []


def _facts(row: PlannedRow) -> list[Any]:
    one = row.given
    return [
        one.full_name, one.other_names, one.sex, one.birth.iso() if one.birth else "", one.source_id,
        one.profile_number, one.cards, one.admitted_on, one.official_on, one.status, one.status_on,
    ]  # fmt: skip


def pieces(
    book: Workbook, plan: Plan, choices: Mapping[str, SheetChoice], was: Mapping[str, Any], *, is_long: bool
) -> Iterator[Piece]:
    """Everything that its pages show; `was` is the mark of the register that the plan was made from."""
    sheets = drawn(book, plan, choices)
    places = {one.head["name"]: one for one in sheets}
    problems = sorted(plan.problems, key=lambda one: (one.level != "error", places[one.sheet].place, one.row))
    head = {
        "digest": digest_of(plan), "mark": dict(was), "is_long": is_long, "rows": len(plan.rows),
        "corrected": plan.corrected,
        "counts": {outcome.name: len(plan.of(outcome)) for outcome in Outcome},
        "organisations": [[node.code, node.name, node.parent.name if node.parent else ""]
                          for node in plan.organisations[:SHOWN_ORGANISATIONS]],
        "to_make": len(plan.organisations),
        "errors": sum(one.level == "error" for one in problems), "problems": len(problems),
        "sheets": [one.head for one in sheets], "asked": signed.touched(plan).asked(),
    }  # fmt: skip
    yield HEAD, 0, head
    for one in sheets:
        yield from one.pieces()
    yield from pages(PROBLEMS, (_problem(one, places[one.sheet], plan.day) for one in problems), PROBLEMS_A_PAGE)
    for outcome in Outcome:
        rows = (_row(row, places[row.given.sheet], plan.day) for row in _in_order(plan, outcome, places))
        yield from pages(outcome.name, rows, ROWS_A_PAGE)


def _in_order(plan: Plan, outcome: Outcome, places: Mapping[str, Drawn]) -> Sequence[PlannedRow]:
    """Rows with something to look at first, else as in the file."""
    return sorted(
        plan.of(outcome), key=lambda row: (not row.problems, places[row.given.sheet].place, row.given.row)
    )  # fmt: skip


def _problem(one: Any, sheet: Drawn, day: date) -> dict[str, Any]:
    return {
        "sheet": sheet.place, "name": one.sheet, "row": one.row, "window": sheet.window(one.row),
        "place": f"{one.column}{one.row}" if one.column else "", "level": one.level, "message": cut(one.message),
        "rule": ground(one.kind, one.field, day),
    }  # fmt: skip


def _row(row: PlannedRow, sheet: Drawn, day: date) -> dict[str, Any]:
    one = row.given
    return {
        "sheet": sheet.place, "name": one.sheet, "row": one.row, "window": sheet.window(one.row),
        "person": one.full_name, "cell": row.node.name if row.node else cut(one.unit or one.section, 160),
        "is_new_cell": bool(row.node and row.node.pk is None), "member": row.record.member.pk if row.record else None,
        "problems": [
            [f"{p.column}{p.row}" if p.column else "", p.level, cut(p.message), ground(p.kind, p.field, day)]
            for p in row.problems
        ],
        "changes": list(_changes(row, day)) if row.outcome is Outcome.CHANGED else [],
        "ways": [list(way) for way in ways(row)] if row.outcome is not Outcome.REJECTED else [],
    }  # fmt: skip


def _changes(row: PlannedRow, day: date) -> Iterator[list[str]]:
    """What, before, after, in words."""
    if row.record is None:
        return
    member, spell = row.record.member, row.record.membership
    for name, value in row.member_values.items():
        if name == "birth_on":
            yield [LABELS["birth_date"], wording.birth(member) or NOTHING, str(row.given.birth)]
        elif name not in SILENT:
            yield [LABELS[name], _said(name, getattr(member, name)), _said(name, value)]
    for name, value in row.membership_values.items():
        if name not in SILENT:
            yield [LABELS[name], _said(name, getattr(spell, name)), _said(name, value)]
    for kind, digits in row.numbers.items():
        card = row.record.change_of_card(kind, day)
        yield [LABELS[kind], card.corrects.value if card.corrects else NOTHING, digits]
        if card.ends is not None:
            yield [f"Thẻ cũ {card.ends.value}", _until(card.ends.until), _until(card.since)]
    for finding in new_findings(row):
        yield ["Cần xem lại", "", cut(finding.message)]


def _until(day: date | None) -> str:
    return f"đến trước ngày {print_day(day)}" if day else ""


def _said(name: str, value: Any) -> str:
    if isinstance(value, date):
        return print_day(value)
    return (SEXES.get(value, value) if name == "sex" else value) or NOTHING
