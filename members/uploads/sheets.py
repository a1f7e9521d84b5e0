"""The sheets of a list as they stand in the file, with what was understood of them: nothing of a column that is not
kept but its head comes out of here."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kit import names
from kit.calendar import PartialDate
from kit.reading import Sheet, Workbook, numbers, values
from kit.reading.grid import Grid
from kit.reading.heads import NAME, SEX, UNIT, Head, How
from kit.reading.people import Person, spec_of
from kit.reading.rows import Kind, Why
from kit.reading.table import Table
from kit.reading.workbook import CellValue, column_number, letter
from members.importing import Plan, PlannedRow, SheetChoice, SheetPlan
from members.importing.columns import label, words_of
from members.importing.organisations import key
from members.importing.sheets import head_without_names
from members.importing.vocabulary import LABELS
from members.uploads.parts import PAGE, Piece, pages

SHOWN, SENTENCE = 48, 240
HEAD_SHOWN = 70
SHOWN_UNREAD = 50
# What a row is said to be by a person, in the words that stand beside it.
CORRECTED = {Kind.PERSON: "đảng viên", Kind.SECTION: Kind.SECTION.value, Kind.NOBODY: Kind.NOBODY.value}
BY_CHOICE = "theo đồng chí chọn"
DAYS = frozenset({"birth_date", "admitted_on", "official_on", "status_on", "died_on", "left_on", "moved_on"})
CARDS = frozenset({"card", "card8", "card12"})
_SIGNS = re.compile(r"[\s.\-']")
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
SEXES = {"m": "Nam", "f": "Nữ"}
Row = dict[str, Any]


class Drawn:
    """One sheet, its rows in windows of a page, and in which window each row stands."""

    def __init__(self, place: int, head: dict[str, Any], rows: Sequence[Row]) -> None:
        self.place, self.rows = place, rows
        self.firsts = [row["n"] for row in rows[::PAGE]]
        lasts = [rows[min(first + PAGE, len(rows)) - 1]["n"] for first in range(0, len(rows), PAGE)]
        self.head = head | {"windows": list(zip(self.firsts, lasts, strict=True))}

    def window(self, row: int) -> int:
        return max(0, bisect_right(self.firsts, row) - 1)

    def pieces(self) -> Iterator[Piece]:
        return pages(f"sheet{self.place}", self.rows)


def drawn(book: Workbook, plan: Plan, choices: Mapping[str, SheetChoice]) -> list[Drawn]:
    """Every sheet of the file in its order; the ones without a list say so."""
    tables = {table.sheet: (table, sheet) for table, sheet in zip(plan.tables, plan.sheets, strict=True)}
    planned: dict[str, dict[int, PlannedRow]] = {}
    for row in plan.rows:
        planned.setdefault(row.given.sheet, {})[row.given.row] = row
    found = []
    for place, sheet in enumerate(book.sheets):
        if sheet.name in tables:
            table, said = tables[sheet.name]
            found.append(Drawn(place, *_list(table, said, planned.get(sheet.name, {}))))
        else:
            found.append(Drawn(place, *no_list(sheet, choices.get(sheet.name))))
    return found


def _list(table: Table, said: SheetPlan, planned: Mapping[int, PlannedRow]) -> tuple[dict[str, Any], list[Row]]:
    grid, head = table.grid, table.head
    if grid is None or head is None:
        raise ValueError("a table that was read has a grid and a head")
    words = words_of(table.said)
    width = max([*head.texts, *map(column_number, words), 1])
    columns = [
        {"letter": letter(one), "head": " ".join(head.texts.get(one, "").split())[:HEAD_SHOWN],
         "word": words.get(letter(one), ""), "label": label(words.get(letter(one), ""))}
        for one in range(1, width + 1)
    ]  # fmt: skip
    problems = [problem for row in planned.values() for problem in row.problems]
    summary = {
        "name": table.sheet, "is_list": True, "header_row": table.header_row, "legacy": table.legacy,
        "month_first": table.month_first, "organisation": said.node.name if said.node else "", "columns": columns,
        "people": len(table.rows), "errors": sum(one.level == "error" for one in problems),
        "warnings": sum(one.level != "error" for one in problems), "unread": len(table.unread),
        "not_kept": [one["head"] or one["letter"] for one in columns if not one["word"]],
        "unread_rows": [[one.number, one.why.value] for one in table.unread[:SHOWN_UNREAD]],
        "corrected": [[number, CORRECTED[kind]] for number, kind in sorted(table.corrected.items())],
    }  # fmt: skip
    return summary, list(_rows(table, grid, width, planned))


def no_list(sheet: Sheet, choice: SheetChoice | None) -> tuple[dict[str, Any], list[Row]]:
    """A sheet on which no list was found: nothing of it is shown, but its head, where one is there that names nobody,
    or the row that a person named as one."""
    found = head_without_names(sheet, choice)
    number = found.top if found else choice.header_row if choice else None
    heads = _heads(sheet, found, number)
    words = words_of({name: spec_of(source) for name, source in found.sources.items()}) if found else {}
    columns = [
        {"letter": letter(one), "head": head, "word": words.get(letter(one), ""),
         "label": label(words.get(letter(one), ""))}
        for one, head in enumerate(heads, 1)
    ]  # fmt: skip
    summary = {"name": sheet.name, "is_list": False, "header_row": number or 1, "columns": columns, "people": 0,
               "errors": 0, "warnings": 0, "unread": 0, "unread_rows": [], "corrected": [], "organisation": "",
               "wants_name": found is not None,
               "not_kept": [one["head"] for one in columns if not one["word"]]}  # fmt: skip
    return summary, [{"n": number, "h": heads}] if heads else []


def _heads(sheet: Sheet, found: Head | None, number: int | None) -> list[str]:
    """What stands over each column."""
    if found is not None:
        said = [found.texts.get(one, "") for one in range(1, max(found.texts) + 1)]
    else:
        said = [values.written(cell) for cell in (Grid(sheet).rows.get(number, ()) if number else ())]
    return [names.clean(text)[:HEAD_SHOWN] for text in said]


def _rows(table: Table, grid: Grid, width: int, planned: Mapping[int, PlannedRow]) -> Iterator[Row]:
    people = {row.number: row for row in table.rows}
    skipped = dict(table.skipped)
    unread = {one.number: one.why for one in table.unread}
    head = table.head
    person: Person | None = None
    for number in grid.numbers:
        cells = grid.rows[number]
        if head is not None and head.top <= number <= head.bottom:
            yield {"n": number, "h": [_cut(cell, HEAD_SHOWN) for cell in [*cells, *[None] * width][:width]]}
        elif number in people:
            person = people[number]
            beside = [BY_CHOICE] if number in table.corrected else []
            beside += [unread[number].value] if number in unread else []
            yield {"n": number} | _person(person, planned.get(number), width, beside)
        elif skipped.get(number) is Kind.MORE and person is not None:
            kept = _kept(person)
            own = [_own(cells, one, person) if one in kept else None for one in range(1, width + 1)]
            yield {"n": number, "w": Kind.MORE.value, "c": own}
        elif number < table.header_row and number not in unread:
            yield {"n": number, "w": "tiêu đề", "t": _title(cells)}
        elif number in unread or number in skipped:
            kind = skipped.get(number, Kind.UNREAD)
            yield {"n": number, "t": _words(cells, table, person, kind)} | _what(number, kind, table, unread)


def _what(number: int, kind: Kind, table: Table, unread: Mapping[int, Why]) -> Row:
    """What a row was taken for that is no person's; one that may be somebody's stands out, with why it was not read."""
    if number in unread:
        return {"w": f"không đọc là đảng viên: {unread[number].value}", "u": True}
    return {"w": f"{kind.value}, {BY_CHOICE}" if number in table.corrected else kind.value}


def cut(said: str, longest: int = SENTENCE) -> str:
    return said if len(said) <= longest else f"{said[: longest - 1]}…"


def _cut(cell: CellValue, longest: int = SHOWN) -> str:
    return cut(values.written(cell), longest)


def _kept(person: Person) -> frozenset[int]:
    return frozenset(column for source in person.head.sources.values() for column in source.columns)


def _own(cells: Sequence[CellValue], column: int, person: Person) -> str:
    """The text of a cell of a column that is kept. Beside a sex people and religion are not shown."""
    if person.head.parts.get(column, {}).keys() == {SEX}:
        own = cells[column - 1] if column <= len(cells) else None
        return _cut(numbers.said_sex([own]))
    return _cut(cells[column - 1]) if column <= len(cells) else ""


def _title(cells: Sequence[CellValue]) -> str:
    """What stands above the head, where it is a title: a line or two of words, never a row of values."""
    said = [values.written(cell) for cell in cells if not values.is_absent(cell)]
    return " · ".join(said)[:160] if len(said) <= 2 and not any(text.isdigit() for text in said) else ""


def _words(cells: Sequence[CellValue], table: Table, person: Person | None, kind: Kind) -> str:
    """What a row says that holds no person, in the columns that are kept; the name of a cell also in front of them."""
    head = person.head if person else table.head
    if head is None or kind is Kind.HEAD:
        return ""
    kept = {column for source in head.sources.values() for column in source.columns}
    if kind in (Kind.SECTION, Kind.GROUP) and NAME in head.sources:
        kept |= set(range(1, max(head.sources[NAME].columns) + 1))
    said = [_cut(cell, 120) for column, cell in enumerate(cells, 1) if column in kept and not values.is_absent(cell)]
    return " · ".join(said)[:160]


def _person(person: Person, planned: PlannedRow | None, width: int, whole: list[str]) -> Row:
    """The cells of a person's row; `whole` is what is said of the row as such."""
    kept = _kept(person)
    beside: dict[str, list[str]] = {}
    level: dict[str, str] = {}
    for column, said in _readings(person, planned):
        beside.setdefault(column, []).append(cut(said))
    for problem in planned.problems if planned else ():
        if problem.column and column_number(problem.column) in kept:
            beside.setdefault(problem.column, []).append(cut(problem.message))
            if level.get(problem.column) != "error":
                level[problem.column] = problem.level
        else:
            whole.append(cut(problem.message))
    cells: list[Any] = []
    for place in range(1, width + 1):
        text, name = _own(person.cells, place, person) if place in kept else None, letter(place)
        cells.append(text if name not in beside else [text, beside[name], level.get(name, "")])
    return {"n": person.number, "c": cells} | ({"r": whole} if whole else {})


def _readings(person: Person, planned: PlannedRow | None) -> Iterator[tuple[str, str]]:
    """What was read otherwise than it is written, and at which column."""
    told = {problem.field for problem in planned.problems} if planned else set()
    for name, source in person.head.sources.items():
        if name in told:
            continue
        said = _reading(person, name)
        if said and source.how is How.PART:
            said = f"{LABELS.get(name, '')}: {said}"
        if said:
            yield person.column(name), said
    if planned is not None and planned.node is not None and UNIT in person.head.sources and "organisation" not in told:
        own = values.written(person.cell(person.head.sources[UNIT].columns[0]))
        if key(planned.node.name) not in names.fold(own):
            yield person.column(UNIT), planned.node.name


def _reading(person: Person, name: str) -> str:
    in_parts = person.head.sources[name].how is How.PART
    if name in DAYS:
        found = person.day(name)
        return _of_day(found.value, found.written, in_parts=in_parts) if found.value else ""
    if name in CARDS:
        digits = " / ".join(one.value for one in numbers.cards(person.value(name)) if one.value)
        # Dots and blanks inside a number are only a way of writing it.
        return digits if in_parts or digits != _SIGNS.sub("", person.written(name)) else ""
    if name == SEX:
        said = SEXES.get(values.sex(person.value(name)).value or "", "")
        own = values.written(person.cell(column_number(person.column(name))))
        return said if in_parts or names.fold(own) not in ("nam", "nu") else ""
    return person.written(name) if in_parts else ""


def _of_day(value: PartialDate, said: str, *, in_parts: bool) -> str:
    if value.day is None and not in_parts:
        return "chỉ biết năm" if value.month is None else "chỉ biết tháng, năm"
    plain = _DAY.fullmatch(said)
    same = plain is not None and tuple(map(int, plain.groups())) == (value.day, value.month, value.year)
    return str(value) if in_parts or not same else ""
