"""Making a sheet, reading it back, and carrying it out: first to see, then for good."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import BinaryIO

from kit.drawing.fillable import write_fillable
from kit.reading import SheetRow, Workbook
from kit.reading.values import written
from kit.reading.workbook import letter
from members import history, rights
from members.errors import Refusal, RuleBroken
from members.filling import heads
from members.filling.kinds import Kind
from members.filling.row import PERSON, Row, check_length
from members.procedure import carrying, fitting
from members.procedure.acting import verb
from members.rights import Actor

# More lines than organisations and offices a district has: a sheet of something else.
MOST = 5000


@dataclass(frozen=True)
class Line:
    """What would come of one row: `said` in words, "" when nothing changes; or the problem and the cell it is in."""

    number: int
    name: str
    said: str = ""
    problem: str = ""
    cell: str = ""
    # It writes otherwise what is written to begin on that very day.
    corrects: bool = False

    @property
    def outcome(self) -> str:
        return "rejected" if self.problem else "new" if self.said else "same"


@dataclass(frozen=True)
class Plan:
    """All filled rows in order. `digest` says whether two plans are the same."""

    kind: Kind
    lines: tuple[Line, ...]
    blank: int
    # Heads of columns of an office's own list that are not read.
    unread: tuple[str, ...] = ()

    def of(self, outcome: str) -> list[Line]:
        return [line for line in self.lines if line.outcome == outcome]

    @property
    def corrected(self) -> int:
        """How many rows correct what stands: for which one reason is asked."""
        return sum(line.corrects for line in self.of("new"))

    @property
    def digest(self) -> str:
        said = [[line.number, line.said, line.problem] for line in self.lines]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


class _TakeBack(Exception):
    """Everything was tried; nothing of it stays."""


def make(kind: Kind, to: BinaryIO, day: date) -> list[int]:
    """Write the sheet of this kind for my part; the ids of the persons whose names stand in it."""
    given = list(kind.prefilled(day))
    rows = ([one.get(key, "") for key in kind.columns] for one in given)
    write_fillable(to, kind.title, list(kind.columns.values()), rows, kind.guide)
    return sorted({int(one[PERSON]) for one in given if one.get(PERSON)})


def check(kind: Kind, book: Workbook) -> None:
    """Raises Refusal for a sheet of something else."""
    _rows(kind, book)


def plan(kind: Kind, book: Workbook, *, by: Actor) -> Plan:
    """What entering the sheet would do, by doing it and taking it back.

    Raises Refusal for a sheet of something else.
    """
    rows, found = _rows(kind, book)
    lines: list[Line] = []
    try:
        with history.act("enter_sheet", by=by):
            _permit(by)
            lines = _lines(kind, rows, found.places, by)
            raise _TakeBack
    except _TakeBack:
        pass
    return Plan(kind, tuple(lines), len(rows) - len(lines), found.unread)


@verb("ghi một bảng đã điền", about="register")
def enter_sheet(kind: Kind, *, by: Actor, book: Workbook, shown: str) -> Plan:
    """Carry out every row of the sheet, all or nothing. `shown`: digest of the plan that was shown.

    Raises RuleBroken when a row is refused or the plan is another one by now; then nothing was written.
    """
    _permit(by)
    rows, found = _rows(kind, book)
    lines = tuple(_lines(kind, rows, found.places, by))
    done = Plan(kind, lines, len(rows) - len(lines))
    if done.digest != shown:
        raise RuleBroken(
            "arithmetic.changed", "Sổ đã được sửa sau khi đồng chí xem. Chưa ghi gì; xem lại rồi bấm lần nữa."
        )
    if done.of("rejected"):
        raise RuleBroken("arithmetic.rejected", "Còn dòng chưa ghi được. Chưa ghi gì; sửa tệp rồi gửi lại.")
    if not done.of("new"):
        raise RuleBroken("arithmetic.same", "Mọi dòng đã có trong sổ, không có gì để ghi.")
    check_why(done, history.current().why, by)
    history.note(sheet=kind.key, file=book.name, checksum=book.checksum, rows=len(lines))
    return done


def check_why(plan: Plan, why: str, by: Actor) -> None:
    """Who corrects by a sheet gives the reason like who types it into a form: once, for the whole sheet. The machine is
    not asked. Raises RuleBroken."""
    if plan.corrected and not (why or by.machine):
        sentence = f"Bảng sửa điều đã ghi ở {plan.corrected} dòng. Ghi lý do sửa."
        raise RuleBroken("history.reason", sentence, field="why")


def _permit(by: Actor) -> None:
    rights.check_may(by, "enter_sheet", rights.case_of_organisation(None))


def _lines(kind: Kind, rows: list[Row], places: Mapping[str, int], by: Actor) -> list[Line]:
    """Every filled row carried out. The tree changes once, after the last of them: who fills in the sheet is asked by
    each row whether the organisation is his, and that is answered from the tree as it was when he began."""
    lines: list[Line] = []
    of_row: dict[int, int] = {}
    with fitting.together() as touched:
        for row in filter(kind.counts, rows):
            known = set(touched)
            with carrying.corrections() as corrected:
                line = _line(kind, row, places, by)
            lines.append(replace(line, corrects=bool(corrected)))
            of_row.update(dict.fromkeys(touched - known, len(lines) - 1))
        for organisation, broken in fitting.misfits(touched):
            place = of_row[organisation]
            lines[place] = replace(lines[place], said="", problem=broken.sentence)
    return lines


def _line(kind: Kind, row: Row, places: Mapping[str, int], by: Actor) -> Line:
    name = row.text("full_name") or row.text("name")
    try:
        for key, column in kind.columns.items():
            check_length(row.text(key), column.longest, key)
        return Line(row.number, name, _with_doubts(partial(kind.write, row, by)))
    except Refusal as refusal:
        column = places.get(refusal.field or "")
        cell = f"{letter(column)}{row.number}" if column else ""
        return Line(row.number, name, problem=refusal.sentence, cell=cell)


def _with_doubts(write: Callable[[], str]) -> str:
    """What a row does, and what rules that do not refuse find odd in it: who reads the plan decides."""
    acts = history.current().root.begun
    before = len(acts)
    said = write()
    odd = " ".join(one.sentence for act in acts[before:] for one in act.doubts)
    return f"{said}. Cần xem lại: {odd}" if said and odd else said


def _rows(kind: Kind, book: Workbook) -> tuple[list[Row], heads.Found]:
    """The rows under the head of this kind, and where it was found. Raises Refusal."""
    found = heads.find(kind, book)
    return list(_under(kind, found.below, found.places)), found


def _under(kind: Kind, rows: list[SheetRow], places: Mapping[str, int]) -> Iterator[Row]:
    hints = {key: column.hint for key, column in kind.columns.items()}
    if len(rows) > MOST:
        raise Refusal(f"Bảng có hơn {MOST} dòng; đây không phải bảng do chương trình lập.", field="file")
    for one in rows:
        values = {key: one.cells[place - 1] if place <= len(one.cells) else None for key, place in places.items()}
        row = Row(one.number, values)
        if not all(written(values.get(key) or "") == hint for key, hint in hints.items()):
            yield row
