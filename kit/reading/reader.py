"""The rows under a head, one after the other, each taken for what it is.

A row that holds no person never reads as one, and no row vanishes: it is a person's, or named in `skipped` with its
kind, or in `unread` with what it says and why.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kit.names import fold
from kit.reading import chosen, following, heads
from kit.reading.grid import Grid
from kit.reading.heads import GIVEN, NAME, ORDINAL, UNIT, Head, Vocabulary
from kit.reading.people import Person, letters_of, spec_of
from kit.reading.rows import (
    Kind,
    Why,
    could_be_a_name,
    counts,
    is_no_name,
    is_numbers,
    is_section,
    is_total,
    mark_of,
    names_a_cell,
    names_a_committee,
    ordinal_in,
    section_name,
    tells,
    tells_anything,
)
from kit.reading.table import Table, Unread
from kit.reading.unnumbered import Unnumbered, in_front
from kit.reading.values import is_absent, is_ditto, written
from kit.reading.workbook import CellValue, letter

# Excel cuts the name of a sheet here: what reaches it may be half a name.
LONGEST_SHEET_NAME = 31
# Longer than the numbers over columns are.
A_LONG_NAME = 6
ENDS_THE_FOOT = frozenset({Kind.PERSON, Kind.SECTION, Kind.HEAD, Kind.TITLE})


class Reader:
    """Goes down the rows once; what a row is depends on what stands before it."""

    def __init__(
        self, grid: Grid, vocabulary: Vocabulary, head: Head, *, fixed: bool, said: Mapping[int | str, str]
    ) -> None:  # fmt: skip
        self.grid, self.vocabulary, self.head, self.fixed, self.said = grid, vocabulary, head, fixed, said
        self.section: str | None = None
        self.own: str | None = None
        self.is_named = False
        self.in_foot = self.has_facts = self.in_totals = False
        self.above: dict[int, tuple[set[str], int]] = {}
        known = {name: letters_of(source) for name, source in head.sources.items() if name != ORDINAL}
        self.table = Table(grid.sheet.name, head.top, known, [(letter(column), text) for column, text in head.unknown],
                           file=grid.sheet.file)  # fmt: skip
        self.table.said = {name: spec_of(source) for name, source in head.sources.items()}
        self.table.grid, self.table.head = grid, head

    def read(self) -> Table:
        table, above = self.table, self.head.top
        for number in self.grid.numbers:
            if number < above:
                table.titles.extend(written(cell) for cell in self.grid.rows[number] if isinstance(cell, str))
                self._look_above(number, self.grid.rows[number])
        self.section = self.own = _cell_of(table.titles, self.grid.sheet.called or table.sheet)
        body = [number for number in self.grid.numbers if number > self.head.bottom]
        for number in body:
            self._take(number, self.grid.rows[number])
        following.fill(self.grid, table, self.vocabulary.own)
        following.note_month_first(table)
        return table

    def _take(self, number: int, cells: Sequence[CellValue]) -> None:
        if number <= self.head.bottom:
            self.table.skipped.append((number, Kind.HEAD))
            return
        person = Person(number, self.section, cells, self.head, self.grid.sheet.formulas)
        if self._is_plain(person):
            self.table.rows.append(person)
            self.in_foot, self.is_named, self.has_facts, self.in_totals = False, False, True, False
            return
        texts = [(column, written(cell)) for column, cell in enumerate(cells, 1) if not is_absent(cell)]
        if not texts:
            self.table.skipped.append((number, Kind.BLANK))
            return
        kind = self._said_of(number, cells) or self._kind(number, person, texts)
        self.in_foot = kind is Kind.FOOT or (self.in_foot and kind not in ENDS_THE_FOOT)
        self.in_totals = kind is Kind.TOTAL
        if kind is Kind.PERSON:
            self.table.rows.append(person)
            self.is_named = False
        elif kind is Kind.MORE:
            self.table.rows[-1].more.append((number, cells))
            self.table.skipped.append((number, kind))
        elif isinstance(kind, Why):
            self.table.unread.append(Unread(number, " | ".join(text for _, text in in_front(self.head, texts)), kind))
        else:
            self.table.skipped.append((number, kind))
            if kind is Kind.SECTION:
                front = in_front(self.head, texts)
                self.is_named = True
                section = max((text for _, text in front), key=lambda text: (is_section(text), len(text)))
                self.section = None if names_a_committee(section) else section_name(section)
        if self.head.beside:
            self._look_beside(number, texts)

    def _is_plain(self, person: Person) -> bool:
        """What nearly every row is, seen at a glance: a number, a long name that is no section's and no total's, and
        something more. In a list without numbers the day that a cell holds as a day stands for them."""
        numbered = ORDINAL in self.head.sources
        if self.said or self.head.beside or self.in_foot or (numbered and self._ordinal(person) is None):
            return False
        name = person.text(person.value(NAME))
        if len(name) < A_LONG_NAME or is_ditto(name) or is_no_name(name):
            return False
        cells = person.cells
        facts = [cell for column in self.head.facts if column <= len(cells) and (cell := cells[column - 1]) is not None]
        return bool(facts) if numbered else self._is_plain_without_number(name, facts)

    def _is_plain_without_number(self, name: str, facts: Sequence[CellValue]) -> bool:
        says_more = any(isinstance(cell, date) for cell in facts) and sum(not is_absent(cell) for cell in facts) > 1
        return says_more and not is_total(name) and self.vocabulary.whole(name) not in (NAME, GIVEN)

    def _said_of(self, number: int, cells: Sequence[CellValue]) -> Kind | None:
        """What a person said that this row is."""
        if not self.said:
            return None
        mark = mark_of(cells)
        word = self.said.get(number, self.said.get(mark))
        if word is not None:
            self.table.said_rows[mark] = word
        kind = chosen.ROWS.get(word or "")
        if kind is not None:
            self.table.corrected[number] = kind
        return kind

    def _look_above(self, number: int, cells: Sequence[CellValue]) -> None:
        """Titles stand over a head. A numbered row with a name and a day is somebody's all the same, of a list whose
        own head was not understood: it is not read, and said to be there."""
        texts = [written(cell) for cell in cells if not is_absent(cell)]
        if texts and ordinal_in(texts[0]) and tells_anything(cells) and any(map(could_be_a_name, texts)):
            self.table.unread.append(Unread(number, " | ".join(texts), Why.ABOVE))

    def _look_beside(self, number: int, texts: Iterable[tuple[int, str]]) -> None:
        """People of a second list to the right are not read, and said to be there."""
        for column, text in texts:
            if column in self.head.beside and could_be_a_name(text) and not self.head.says(column, text):
                self.table.unread.append(Unread(number, text, Why.BESIDE))

    def _kind(self, number: int, person: Person, texts: list[tuple[int, str]]) -> Kind | Why:
        if is_numbers([text for _, text in texts]):
            return Kind.NUMBERS
        ordinal = self._ordinal(person)
        if ordinal is None and self._repeats_head(number, texts):
            return Kind.HEAD
        name = person.text(person.value(NAME))
        if is_ditto(name):
            return Why.SAME_NAME
        facts = sum(column in self.head.facts for column, _ in texts)
        if ordinal is not None:
            return self._numbered(name, person, facts)
        if is_total(name or texts[0][1]) or (self.in_totals and not name and counts([text for _, text in texts])):
            return Kind.TOTAL
        looked_at = facts <= 1 or self.in_foot or not fold(name) or not self._tells_anything(person)
        telling = self._telling(person) if looked_at else 0
        row = Unnumbered(name, texts, self.head, telling, self.in_foot, self.grid.is_wide(number))
        if looked_at and telling <= 1 and (kind := row.by_words()):
            self.in_foot = self.in_foot or (kind is Why.WORDS_BESIDE and row.has_a_signature)
            return kind
        if self._continues(number):
            return Kind.MORE
        return self._unnumbered(row, facts)

    def _telling(self, person: Person) -> int:
        return tells(person.cell(column) for column in self.head.facts)

    def _tells_anything(self, person: Person) -> bool:
        return tells_anything(person.cell(column) for column in self.head.facts)

    def _numbered(self, name: str, person: Person, facts: int) -> Kind | Why:
        """A row with a number in front."""
        if not name:
            if facts > 1:
                return Kind.PERSON
            unit = self.head.sources.get(UNIT)
            only = facts == 1 and (unit is None or is_absent(person.cell(unit.columns[0])))
            return Why.NO_NAME if only else Kind.BLANK
        telling = facts and self._tells_anything(person)
        if is_no_name(name) and not telling:
            return Kind.SECTION if is_section(name) else Kind.TOTAL
        # Notes below a list are numbered too.
        if not telling and self.in_foot:
            return Why.AFTER_THE_END
        if not facts and not could_be_a_name(name):
            return Why.NOT_A_NAME
        self.has_facts = True
        return Kind.PERSON

    def _unnumbered(self, row: Unnumbered, facts: int) -> Kind | Why:
        """A row without a number in front that is nothing else by its words."""
        name = row.name
        if self.in_foot and not row.telling:
            return row.below_the_end(self._is_above)
        if not fold(name):
            return Kind.PERSON if row.telling > 1 else Why.NO_NAME
        if facts > 0:
            self.has_facts = True
            return Kind.PERSON
        if not could_be_a_name(name):
            return Why.NOT_A_NAME
        # Where people have more than a name, a name alone may be anybody's: a signature, a heading.
        return Why.NAME_ALONE if self.has_facts else Kind.PERSON

    def _ordinal(self, person: Person) -> str | None:
        source = self.head.sources.get(ORDINAL)
        if source is None:
            return None
        return ordinal_in(person.text(person.cell(source.columns[0])))

    def _is_above(self, column: int, text: str) -> bool:
        """Whether somebody above has this text in that column."""
        texts, seen = self.above.get(column, (set[str](), 0))
        texts.update(written(row.cell(column)) for row in self.table.rows[seen:])
        self.above[column] = texts, len(self.table.rows)
        return text in texts

    def _continues(self, number: int) -> bool:
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
        if not any(self.vocabulary.whole(text) in (NAME, GIVEN) for _, text in texts if not text[:1].isdigit()):
            return False
        # Another head in the middle of the sheet: its columns count from here on, unless a person has said them.
        fresh = None if self.fixed else heads.at(self.grid, self.vocabulary, number)
        if fresh is None or len(fresh.sources) < heads.MET:
            return sum(says(column, text) for column, text in texts) > 1
        self.head = fresh
        # A new list is of the cell that its own titles name, not of the last section of the one above.
        self.section = self.section if self.is_named else self.own
        return True


def _cell_of(titles: Sequence[str], sheet: str) -> str | None:
    """The one cell that the titles over a list name, else the name of the sheet."""
    found = {title for title in titles if names_a_cell(title)}
    if len(found) == 1:
        return found.pop()
    return sheet if not found and names_a_cell(sheet) and len(sheet) < LONGEST_SHEET_NAME else None
