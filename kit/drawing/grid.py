"""The columns of a table: how cells break into lines, how high rows are, and their drawing at a height."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .frame import Frame, Look
from .lettering import BOLD, ITALIC, PLAIN, Wrapper
from .listing import CONTINUED, Cell, Column, Section, cell_text
from .measures import MIDDLE, MM, read_measures
from .pen import Pen

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row ready to be drawn. `cells` None: a section without rows. `opens`: the first of its section. `strong`: how
    many lines of each cell are bold."""

    title: str
    opens: bool
    cells: tuple[Lines, ...] | None
    lines: int
    strong: tuple[int, ...] = ()

    def tear(self, after: int) -> tuple["Row", "Row"]:
        """The row's first `after` lines, and what goes on upon the next page."""
        assert self.cells is not None  # noqa: S101  a section row is never torn
        first = replace(self, cells=tuple(c[:after] for c in self.cells), lines=after)
        rest = tuple(c[after:] for c in self.cells)
        strong = tuple(max(0, count - after) for count in self.strong)
        return first, replace(self, cells=rest, lines=self.lines - after, opens=False, strong=strong)


class Grid:
    """Columns between two margins. Raises ValueError when they are wider than the page has room."""

    def __init__(self, columns: Sequence[Column], frame: Frame, look: Look) -> None:
        m = read_measures()
        self.columns, self.look, self.wrap = columns, look, Wrapper()
        self.side, self.hair, self.bold = m["table-side"], m["hair"], m["bold-rule"]
        self.edges = [frame.left]
        for column in columns:
            self.edges.append(self.edges[-1] + column.width_mm * MM)
        self.left, self.right = frame.left, self.edges[-1]
        if not columns or self.right > frame.right + 0.1:
            raise ValueError(f"Các cột rộng {(self.right - self.left) / MM:.1f} mm, trang không đủ chỗ.")
        self.heads = [self.wrap(c.head, c.width_mm * MM - self.side, BOLD, look.head_size) for c in columns]
        self.heads_height = max(map(len, self.heads)) * look.head_line + 2 * look.head_pad
        self.top_height = self.heads_height + look.numbers_line

    def rows(self, sections: Iterable[Section], lines: int) -> Iterator[Row]:
        """All rows in order, each broken into lines when its turn comes; raises ValueError for a wrong cell count."""
        for section in sections:
            opens = True
            for row in section.rows:
                cells = self._broken(row)
                strong = tuple(map(self._strong, row, cells, self.columns))
                yield Row(section.title, opens, cells, max(lines, *map(len, cells), 1), strong)
                opens = False
            if opens and section.title:
                yield Row(section.title, True, None, 0)

    def _broken(self, row: Sequence[Cell]) -> tuple[Lines, ...]:
        size, room = self.look.size, 2 * self.side
        return tuple(
            self.wrap(cell_text(cell), c.width_mm * MM - room, BOLD if c.bold_first else PLAIN, size)
            if cell != ""
            else ()
            for cell, c in zip(row, self.columns, strict=True)
        )

    def _strong(self, cell: Cell, lines: Lines, column: Column) -> int:
        """How many lines are bold: all of the name, however it is broken, and none of what stands below it."""
        if not column.bold_first:
            return 0
        first, *others = cell_text(cell).split("\n")
        if not others:
            return len(lines)
        return len(self.wrap(first, column.width_mm * MM - 2 * self.side, BOLD, self.look.size))

    def height(self, row: Row) -> float:
        """Points the row takes, with the section title above it."""
        own = row.lines * self.look.line + 2 * self.look.pad if row.cells is not None else 0
        return own + (self.title_height(row.title) if row.opens else 0)

    def lines_within(self, room: float) -> int:
        return int((room - 2 * self.look.pad) // self.look.line)

    def title_lines(self, title: str) -> Lines:
        return self.wrap(title, self.right - self.left - 2 * self.side, BOLD, self.look.section_size)

    def title_height(self, title: str, continued: bool = False) -> float:
        if not title:
            return 0
        lines = self.title_lines(title + CONTINUED * continued)
        return len(lines) * self.look.section_line + 2 * self.look.section_pad

    def draw_heads(self, pen: Pen, y: float) -> float:
        """Column heads and the row of column numbers; the height below them."""
        look = self.look
        pen.rule(self.bold, self.left, y, self.right, y)
        middles = [(a + b) / 2 for a, b in pairwise(self.edges)]
        for head, middle in zip(self.heads, middles, strict=True):
            top = y - (self.heads_height - len(head) * look.head_line) / 2
            base = top - look.head_line / 2 - look.head_size * MIDDLE
            for line in head:
                pen.put(line, middle, base, BOLD, look.head_size, "center")
                base -= look.head_line
        base = y - self.heads_height - look.numbers_line / 2 - look.numbers_size * MIDDLE
        for number, middle in enumerate(middles, 1):
            pen.put(str(number), middle, base, ITALIC, look.numbers_size, "center")
        pen.rule(self.hair, self.left, y - self.heads_height, self.right, y - self.heads_height)
        y -= self.top_height
        pen.rule(self.bold, self.left, y, self.right, y)
        return y

    def draw_title(self, pen: Pen, y: float, title: str, continued: bool = False) -> float:
        look, height = self.look, self.title_height(title, continued)
        base = y - look.section_pad - look.section_line / 2 - look.section_size * MIDDLE
        for line in self.title_lines(title + CONTINUED * continued):
            pen.put(line, self.left + self.side, base, BOLD, look.section_size)
            base -= look.section_line
        pen.rule(self.bold if look.heavy else self.hair, self.left, y - height, self.right, y - height)
        return y - height

    def draw_cells(self, pen: Pen, y: float, row: Row) -> float:
        assert row.cells is not None  # noqa: S101  the caller asked
        look, size = self.look, self.look.size
        top = y - look.pad - look.line / 2 - size * MIDDLE
        for i, cell in enumerate(row.cells):
            column, base = self.columns[i], top
            for at, line in enumerate(cell):
                if line:
                    face = BOLD if at < row.strong[i] else PLAIN
                    pen.put(line, self._anchor(i, column.align), base, face, size, column.align)
                base -= look.line
        if look.heavy:
            first = y - look.pad - look.line
            pen.dotted += [
                (self.left, first - k * look.line, self.right, first - k * look.line) for k in range(row.lines - 1)
            ]
        y -= row.lines * look.line + 2 * look.pad
        pen.rule(self.bold if look.heavy else self.hair, self.left, y, self.right, y)
        return y

    def _anchor(self, i: int, align: str) -> float:
        if align == "left":
            return self.edges[i] + self.side
        return self.edges[i + 1] - self.side if align == "right" else (self.edges[i] + self.edges[i + 1]) / 2
