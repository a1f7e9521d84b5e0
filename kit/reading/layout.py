"""The list of people on a sheet, wherever it begins and whatever stands between its rows.

A row that holds no person never reads as one, and no row vanishes: it is a person's, or named in `skipped` with its
kind, or in `unread` with what it says.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kit.names import fold
from kit.reading import heads, legacy
from kit.reading.grid import Grid
from kit.reading.heads import BIRTH, GIVEN, NAME, ORDINAL, SEX, UNIT, Head, How, Source, Vocabulary
from kit.reading.people import Person, letters_of, spec_of
from kit.reading.rows import Kind, could_be_a_name, is_foot, is_group, is_numbers, is_section, is_total
from kit.reading.values import is_absent, puts_month_first, written
from kit.reading.workbook import CellValue, Sheet, SheetRow, column_number, letter

# A column filled in fewer of the rows than this names a cell once and means it for all that follow.
SPARSE = 0.5
DITTO = frozenset({"nt", "nhu tren", "n t"})


@dataclass
class Table:
    """What was found on a sheet. `columns`: fact → letter, or letters joined by "+" where it takes two; `said`: the
    same, and which of several values in a cell, as `recognise` takes it back. `grid` and `head` show where it stood."""

    sheet: str
    header_row: int
    columns: dict[str, str]
    unknown: list[tuple[str, str]]
    rows: list[Person] = field(default_factory=list)
    skipped: list[tuple[int, Kind]] = field(default_factory=list)
    unread: list[tuple[int, str]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    legacy: bool = False
    month_first: bool = False
    said: dict[str, str] = field(default_factory=dict)
    grid: Grid | None = None
    head: Head | None = None


def recognise(
    sheet: Sheet,
    vocabulary: Vocabulary,
    *,
    header_row: int | None = None,
    columns: Mapping[str, str] | None = None,
) -> Table | None:
    """The list on this sheet; None when there is none.

    `header_row` and `columns` (fact → letter, as in `Table.columns`; "G/2" is the second of several values in the
    cell, "G/0" the cell as a whole) are what a person said instead; columns that it leaves out are not read. Raises
    ValueError for letters that are none.
    """
    font = legacy.font_of(cell for row in sheet.rows for cell in row.cells if isinstance(cell, str) and len(cell) > 3)
    if font is not None:
        sheet = replace(sheet, rows=[_decoded(row, font) for row in sheet.rows])
    grid = Grid(sheet)
    head = heads.at(grid, vocabulary, header_row) if header_row else heads.find(grid, vocabulary)
    if columns is not None:
        head = _as_said(grid, head, header_row, columns)
    if head is None:
        return None
    table = _Reader(grid, vocabulary, head, fixed=columns is not None).read()
    table.legacy = font is not None
    return table


def _decoded(row: SheetRow, font: legacy.Font) -> SheetRow:
    return SheetRow(
        row.number, tuple(legacy.to_unicode(cell, font) if isinstance(cell, str) else cell for cell in row.cells)
    )


def _as_said(grid: Grid, head: Head | None, header_row: int | None, columns: Mapping[str, str]) -> Head:
    top = head.top if head else header_row or 1
    known = head.sources if head else {}
    sources: dict[str, Source] = {}
    for name, said in columns.items():
        letters, _, part = said.partition("/")
        numbers = tuple(column_number(one) for one in letters.split("+"))
        if not all(numbers) or not all(one.isascii() and one.isalpha() for one in letters.split("+")):
            raise ValueError(said)
        if part:
            sources[name] = Source(numbers, How.PART, int(part) - 1) if int(part) else Source(numbers)
            continue
        same = known.get(name)
        how = How.CELL
        if len(numbers) > 1:
            how = How.CROSS if name == SEX else How.PAIR if name == BIRTH else How.JOINED
        sources[name] = same if same and same.columns == numbers else Source(numbers, how)
    _keep_companions(sources, known)
    width = grid.width(top, head.bottom if head else top)
    texts = head.texts if head else {c: written(grid.cell(top, c)) for c in range(1, width + 1) if grid.cell(top, c)}
    used = {column for one in sources.values() for column in one.columns}
    unknown = tuple((column, " ".join(text.split())) for column, text in texts.items() if column not in used)
    if head:
        return replace(head, sources=sources, unknown=unknown)
    return Head(top, top, sources, texts, unknown, {column: frozenset({fold(text)}) for column, text in texts.items()})


def _keep_companions(sources: dict[str, Source], known: Mapping[str, Source]) -> None:
    """A column that says several facts (a birth under Nam or Nữ, two days in a cell) says them still when one of
    them is named; and the numbers in front are no fact that a person would name."""
    whole = {sources[name].columns for name in sources if sources[name] is known.get(name)}
    used = {column for one in sources.values() for column in one.columns}
    for name, source in known.items():
        free = name == ORDINAL and not used & set(source.columns)
        if name not in sources and (source.columns in whole or free):
            sources[name] = source


class _Reader:
    """Goes down the rows once; what a row is depends on what stands before it."""

    def __init__(self, grid: Grid, vocabulary: Vocabulary, head: Head, *, fixed: bool) -> None:
        self.grid, self.vocabulary, self.head, self.fixed = grid, vocabulary, head, fixed
        self.section: str | None = None
        self.in_foot = False
        known = {name: letters_of(source) for name, source in head.sources.items() if name != ORDINAL}
        self.table = Table(grid.sheet.name, head.top, known, [(letter(column), text) for column, text in head.unknown])
        self.table.said = {name: spec_of(source) for name, source in head.sources.items()}
        self.table.grid, self.table.head = grid, head

    def read(self) -> Table:
        table, above = self.table, self.head.top
        for number in self.grid.numbers:
            if number < above:
                table.titles.extend(written(cell) for cell in self.grid.rows[number] if isinstance(cell, str))
        body = [number for number in self.grid.numbers if number > self.head.bottom]
        for number in body:
            self._take(number, self.grid.rows[number])
        _fill_down(self.grid, table)
        _note_month_first(table)
        return table

    def _take(self, number: int, cells: Sequence[CellValue]) -> None:
        if number <= self.head.bottom:
            self.table.skipped.append((number, Kind.HEAD))
            return
        person = Person(number, self.section, cells, self.head, self.grid.sheet.formulas)
        texts = [(column, written(cell)) for column, cell in enumerate(cells, 1) if not is_absent(cell)]
        if not texts:
            self.table.skipped.append((number, Kind.BLANK))
            return
        kind = self._kind(number, person, texts)
        self.in_foot = kind is Kind.FOOT or (self.in_foot and kind not in (Kind.PERSON, Kind.SECTION, Kind.HEAD))
        if kind is Kind.PERSON:
            self.table.rows.append(person)
        elif kind is Kind.MORE:
            self.table.rows[-1].more.append((number, cells))
            self.table.skipped.append((number, kind))
        elif kind is Kind.UNREAD:
            self.table.unread.append((number, " | ".join(text for _, text in self._in_front(texts))))
        else:
            self.table.skipped.append((number, kind))
            if kind is Kind.SECTION:
                front = self._in_front(texts)
                self.section = max((text for _, text in front), key=lambda text: (is_section(text), len(text)))

    def _in_front(self, texts: list[tuple[int, str]]) -> list[tuple[int, str]]:
        """Without what stands behind the name in columns nobody knows: remarks name no cell and are not handed on."""
        name = self.head.sources.get(NAME)
        behind = max(name.columns) if name else 0
        strange = {column for column, _ in self.head.unknown if column > behind}
        return [one for one in texts if one[0] not in strange]

    def _kind(self, number: int, person: Person, texts: list[tuple[int, str]]) -> Kind:
        if is_numbers([text for _, text in texts]):
            return Kind.NUMBERS
        ordinal = self._ordinal(person)
        if ordinal is None and self._repeats_head(number, texts):
            return Kind.HEAD
        name = person.text(person.value(NAME))
        facts = sum(column in self.head.facts for column, _ in texts)
        if ordinal is None and is_total(name or texts[0][1]):
            return Kind.TOTAL
        if ordinal is None and facts <= 1 and (kind := self._by_words(number, texts)):
            return kind
        if ordinal is None and self._continues(number, name):
            return Kind.MORE
        if not name:
            return self._nameless(ordinal, facts)
        if ordinal is not None or facts > 0:
            return Kind.PERSON
        if self.in_foot:
            return Kind.FOOT
        return Kind.PERSON if could_be_a_name(name) else Kind.UNREAD

    def _nameless(self, ordinal: str | None, facts: int) -> Kind:
        if facts > 1:
            return Kind.PERSON
        if ordinal is not None:
            return Kind.BLANK
        return Kind.FOOT if self.in_foot else Kind.UNREAD

    def _by_words(self, number: int, texts: list[tuple[int, str]]) -> Kind | None:
        said = [text for _, text in texts if not text.isdigit()]
        if not said:
            return None
        if any(is_total(text) for text in said):
            return Kind.TOTAL
        if any(is_foot(text) for text in said) and not any(is_section(text) for text in said):
            return Kind.FOOT
        if len(texts) > 2:
            return None
        front = [text for _, text in self._in_front(texts) if not text.isdigit()]
        if any(is_section(text) for text in front):
            return Kind.SECTION
        if any(is_group(text) for text in front):
            return Kind.GROUP
        # A text alone, merged across the list or in the column of numbers, names what follows.
        first = self.head.sources.get(ORDINAL)
        alone = front and len(texts) == 1 and (self.grid.is_wide(number) or (first and texts[0][0] == first.columns[0]))
        return Kind.SECTION if alone and not self.in_foot else None

    def _ordinal(self, person: Person) -> str | None:
        source = self.head.sources.get(ORDINAL)
        if source is None:
            return None
        said = person.text(person.cell(source.columns[0])).strip("(). ")
        return said if said.isdigit() else None

    def _continues(self, number: int, name: str) -> bool:
        """A further line of the person above: numbered rows merged downwards, or a list of several values a cell."""
        if not self.table.rows or ORDINAL not in self.head.sources:
            return False
        above = self.table.rows[-1]
        column = self.head.sources[ORDINAL].columns[0]
        if self.grid.top_of(number, column) == above.number:
            return True
        last = above.more[-1][0] if above.more else above.number
        return self.head.composite and number == last + 1 and self._ordinal(above) is not None

    def _just_was_head(self) -> bool:
        return bool(self.table.skipped) and self.table.skipped[-1][1] is Kind.HEAD

    def _repeats_head(self, number: int, texts: list[tuple[int, str]]) -> bool:
        says = self.head.says
        if all(says(column, text) for column, text in texts) and (len(texts) > 1 or self._just_was_head()):
            return True
        # No head of names begins with a digit.
        if self.fixed or not any(
            self.vocabulary.whole(text) in (NAME, GIVEN) for _, text in texts if not text[:1].isdigit()
        ):
            return False
        # Another head in the middle of the sheet: its columns count from here on.
        fresh = heads.at(self.grid, self.vocabulary, number)
        if fresh is None or len(fresh.sources) < 3:
            return sum(says(column, text) for column, text in texts) > 1
        self.head = fresh
        return True


def _note_month_first(table: Table) -> None:
    texts = (cell for row in table.rows for cell in row.cells if isinstance(cell, str) and cell[-4:].isdigit())
    table.month_first = puts_month_first(texts)
    if table.month_first:
        known: dict[int, Head] = {}
        for row in table.rows:
            row.head = known.setdefault(id(row.head), replace(row.head, month_first=True))


def _fill_down(grid: Grid, table: Table) -> None:
    """The cell's name over rows merged downwards, or written once for all that follow, or as "nt"."""
    blank = sum(_unit(row) == "" for row in table.rows if UNIT in row.head.sources)
    sparse = blank > SPARSE * len(table.rows)
    last: Person | None = None
    for row in table.rows:
        source = row.head.sources.get(UNIT)
        if source is None:
            continue
        said = _unit(row)
        if said and said not in DITTO and said != '"':
            last = row
            continue
        top = grid.top_of(row.number, source.columns[0])
        if top != row.number and not said:
            row.unit_from = _above(grid, row, top, source)
        elif last is not None and last.section == row.section and (said or sparse):
            row.unit_from = last.unit_from or (last.number, last.value(UNIT))


def _unit(row: Person) -> str:
    said = row.written(UNIT)
    return '"' if said in ('"', "''", "”", "“") else fold(said)


def _above(grid: Grid, row: Person, top: int, source: Source) -> tuple[int, CellValue] | None:
    cell = grid.cell(top, source.columns[0])
    return None if is_absent(cell) else (top, row.text(cell))


def tables(sheets: Sequence[Sheet], vocabulary: Vocabulary) -> Iterator[Table]:
    """The lists of a whole workbook, sheet by sheet; sheets without one are left out."""
    for sheet in sheets:
        found = recognise(sheet, vocabulary)
        if found is not None:
            yield found
