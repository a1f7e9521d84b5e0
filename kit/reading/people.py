"""One person's row, read when asked: a hundred thousand of them hold the cells and nothing else."""

import re
from collections.abc import Sequence

from kit.calendar import PartialDate
from kit.names import fold
from kit.reading import days, numbers
from kit.reading.heads import ORDINAL, SEX, UNIT, Head, How, Source
from kit.reading.values import Reading, is_absent, is_cross, is_ditto, written
from kit.reading.workbook import CellValue, letter

_LINES = re.compile(r"[\n;]+")
_IN_ONE_LINE = re.compile(r"\s*[,;]\s*|\s+[-–/]\s+")
MAN, WOMAN, BOTH = "Nam", "Nữ", "Nam và nữ"


def letters_of(source: Source) -> str:
    return "+".join(letter(column) for column in source.columns)


def spec_of(source: Source) -> str:
    """The letters, and behind them which of several values in the cell is meant: "G/2"."""
    return f"{letters_of(source)}/{source.part + 1}" if source.how is How.PART else letters_of(source)


class Person:
    """A row (and the thin rows under it, `more`) that holds a person. `section` is the cell named above it."""

    __slots__ = ("_formulas", "_taken", "cells", "head", "more", "number", "section", "unit_from")

    def __init__(
        self,
        number: int,
        section: str | None,
        cells: Sequence[CellValue],
        head: Head,
        formulas: frozenset[tuple[int, int]],
    ) -> None:
        self.number, self.section, self.head = number, section, head
        self.more: list[tuple[int, Sequence[CellValue]]] = []
        self.unit_from: tuple[int, CellValue] | None = None
        self._taken: dict[str, tuple[int, CellValue]] | None = None
        self.cells, self._formulas = cells, formulas

    @property
    def values(self) -> dict[str, CellValue]:
        """All facts the head knows, as the cells hold them."""
        plain = self.head.cells
        if plain and not self.more and self.unit_from is None and self._taken is None:
            cells, width = self.cells, len(self.cells)
            return {name: cells[column - 1] if column <= width else None for name, column in plain.items()}
        return {name: self.value(name) for name in self.head.sources if name != ORDINAL}

    def value(self, name: str) -> CellValue:
        """One fact as its cell holds it; None where the list has no such column."""
        if name == UNIT and self.unit_from is not None:
            return self.unit_from[1]
        if self._taken is not None and name in self._taken:
            return self._taken[name][1]
        source = self.head.sources.get(name)
        if source is None:
            return None
        if source.how is How.CELL:
            column, cells = source.columns[0], self.cells
            # A row has no others under it, nearly always.
            return self._first(column) if self.more else cells[column - 1] if column <= len(cells) else None
        if source.how is How.PART:
            return self._part(name, source)
        cells = [self._first(column) for column in source.columns]
        if source.how is How.JOINED:
            return " ".join(written(cell) for cell in cells if not is_absent(cell)) or None
        if source.how is How.PAIR:
            return next((cell for cell in cells if not is_absent(cell)), None)
        return self._marked(cells)

    def both(self, name: str) -> list[str]:
        """The letters of the columns that say this fact each otherwise, where one of a pair is to be filled."""
        source = self.head.sources.get(name)
        if source is None or source.how is not How.PAIR:
            return []
        filled = {letter(one): written(self._first(one)) for one in source.columns if not is_absent(self._first(one))}
        return list(filled) if len(set(filled.values())) > 1 else []

    def take(self, name: str, number: int, value: CellValue) -> None:
        """This fact is said to be as in the row `number` above."""
        self._taken = (self._taken or {}) | {name: (number, value)}

    def is_without_unit(self) -> bool:
        return UNIT in self.head.sources and is_absent(self.value(UNIT))

    def day(self, name: str) -> Reading[PartialDate]:
        """A fact that is a date, in the order of day and month in which this sheet writes."""
        return days.day(self.value(name), self.head.month_first)

    def written(self, name: str) -> str:
        return written(self.value(name))

    def place(self, name: str) -> str:
        """The cell a fact came from, like "C12"; the head's own column where the row is blank there."""
        column = self.head.cells.get(name)
        if column is not None and self.unit_from is None and self._taken is None:
            return f"{letter(column)}{self.number}"
        source = self.head.sources.get(name)
        if source is None:
            return ""
        if name == UNIT and self.unit_from is not None:
            return f"{letter(source.columns[0])}{self.unit_from[0]}"
        if self._taken is not None and name in self._taken:
            return f"{self.column(name)}{self._taken[name][0]}"
        return f"{self.column(name)}{self.number}"

    @property
    def letters(self) -> dict[str, str]:
        """Fact → its column, where every fact is a cell of its own in this very row; else empty."""
        return self.head.letters if self.unit_from is None and self._taken is None else {}

    def column(self, name: str) -> str:
        source = self.head.sources.get(name)
        if source is None:
            return ""
        if source.how is How.CELL:
            return letter(source.columns[0])
        filled = next((c for c in source.columns if not is_absent(self.cell(c))), source.columns[0])
        return letter(filled if source.how in (How.PAIR, How.CROSS) else source.columns[0])

    def is_formula(self, name: str) -> bool:
        """Whether the value is the stored result of a formula: nobody typed it."""
        if not self._formulas:
            return False
        source = self.head.sources.get(name)
        return source is not None and any((self.number, column) in self._formulas for column in source.columns)

    def cell(self, column: int) -> CellValue:
        return self.cells[column - 1] if column <= len(self.cells) else None

    def text(self, cell: CellValue) -> str:
        return "" if is_absent(cell) else written(cell)

    def _first(self, column: int) -> CellValue:
        here = self.cell(column)
        if not self.more or not is_absent(here):
            return here
        below = (cells[column - 1] for _, cells in self.more if column <= len(cells))
        return next((cell for cell in below if not is_absent(cell)), None)

    def _part(self, name: str, source: Source) -> CellValue:
        pieces = self._pieces(source.columns[0])
        if name == SEX:
            return numbers.said_sex(pieces)
        if name in numbers.NUMBERS:
            return numbers.piece_of(name, pieces, self.head.parts[source.columns[0]])
        return pieces[source.part] if source.part < len(pieces) else None

    def _pieces(self, column: int) -> list[CellValue]:
        """The values of a cell that holds several."""
        rows = [self.cells, *(cells for _, cells in self.more)]
        pieces: list[CellValue] = []
        for cells in rows:
            cell = cells[column - 1] if column <= len(cells) else None
            if isinstance(cell, str):
                # A blank line in front is the place of the first value, which is not there.
                if not pieces and not self.more and cell.strip(" \t")[:1] == "\n":
                    pieces.append(None)
                pieces.extend(piece.strip() for piece in _LINES.split(cell) if piece.strip())
            elif cell is not None:
                pieces.append(cell)
        if len(pieces) == 1 and isinstance(pieces[0], str):
            pieces = [*_IN_ONE_LINE.split(pieces[0])]
        return pieces

    def _marked(self, cells: Sequence[CellValue]) -> str | None:
        # Under a head of the birth the mark is the date itself.
        marked = [not is_absent(cell) and (is_cross(cell) or len(written(cell)) > 2) for cell in cells]
        said = [is_ditto(cell) or fold(written(cell)) in ("nam", "nu") for cell in cells]
        marked = [mark or word for mark, word in zip(marked, said, strict=True)]
        if all(marked):
            return BOTH
        return MAN if marked[0] else WOMAN if marked[1] else None
