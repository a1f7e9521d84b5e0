"""Long tables, first pass: cells broken into lines once, rows laid on pages, so that every page can say "x/y"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .lettering import BOLD, PLAIN, Wrapper
from .listing import CONTINUED, Closing, Column, Head, Section, cell_text
from .measures import A4, MM, read_measures

NUMBERS_ROW, SECTION_ROW, FOLLOWS = 10.0, 15.0, 14.0
Lines = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class TitleRow:
    """A section's title; `opens` when it is its first page."""

    words: str
    opens: bool


@dataclass(frozen=True)
class DataRow:
    """The broken lines of each cell and how many thin lines the row takes."""

    cells: Lines
    height: int


@dataclass
class Sheet:
    """Paper, edges of the columns and broken heads of one table."""

    columns: Sequence[Column]
    landscape: bool
    wrap: Wrapper = field(default_factory=Wrapper)

    def __post_init__(self) -> None:
        m = read_measures()
        short, long = A4
        self.width, self.height = (long, short) if self.landscape else (short, long)
        self.left, self.right = m["page-left"], self.width - m["page-right"]
        self.top, self.bottom = self.height - m["page-top"], m["page-bottom"]
        self.edges = [self.left]
        for column in self.columns:
            self.edges.append(self.edges[-1] + column.width_mm * MM)
        if self.edges[-1] > self.right + 0.1:
            raise ValueError("Các cột rộng hơn trang giấy.")
        side, size = m["table-side"], m["wide-head-size"]
        self.heads = [self.wrap(one.head, one.width_mm * MM - side, BOLD, size) for one in self.columns]
        self.head_height = max((len(lines) for lines in self.heads), default=1) * m["wide-head-line"] + 4


Page = list[TitleRow | DataRow]


def head_height(head: Head) -> float:
    """Points that head and title of the first page take."""
    m = read_measures()
    rows = 2 + len(head.issuer.split("\n")) + len(head.parent.split("\n")) - 1 + head.draft
    title = m["title-before"] + m["title-line"] + len(head.subject.split("\n")) * m["subject-line"]
    return rows * m["head-line"] + title + FOLLOWS + m["title-after"]


def closing_height(closing: Closing) -> float:
    """Points that totals and signatures take; they are never parted."""
    m = read_measures()
    row = m["table-line"] + 2 * m["table-pad"] + m["hair"]
    totals = 26 + len(closing.totals) * row if closing.totals else 0.0
    signed = closing.left or closing.right or closing.copies
    return totals + (m["sign-before"] + 3 * m["head-line"] + m["sign-gap"] if signed else 0.0)


def lay_out(sheet: Sheet, head: Head, sections: Iterable[Section], closing: Closing, lines: int) -> list[Page]:
    """Rows on pages. The last rows go over to the page of the signatures, which never stand alone."""
    m = read_measures()
    room = sheet.top - sheet.bottom - sheet.head_height - NUMBERS_ROW
    most = int((room - SECTION_ROW) // m["wide-line"])
    pages: list[Page] = [[]]
    free = room - head_height(head)
    for section in sections:
        opened = False
        for row in _broken(sheet, section, lines, most):
            need = row.height * m["wide-line"] + (0 if opened or not section.title else SECTION_ROW)
            if need > free and (pages[-1] or free < room):
                pages.append([])
                free = room
                if opened and section.title:
                    pages[-1].append(TitleRow(section.title + CONTINUED, opens=False))
                    free -= SECTION_ROW
            if not opened and section.title:
                pages[-1].append(TitleRow(section.title, opens=True))
                free -= SECTION_ROW
            opened = True
            pages[-1].append(row)
            free -= row.height * m["wide-line"]
    if free < closing_height(closing):
        pages.append(_carried_over(pages[-1]))
    return pages


def _carried_over(page: Page) -> Page:
    """The last two rows of a full page, with their section's title, so that a signature has its list above it."""
    keep = 2
    if len([row for row in page if isinstance(row, DataRow)]) <= keep or not all(
        isinstance(row, DataRow) for row in page[-keep:]
    ):
        return []
    titles = [row for row in page if isinstance(row, TitleRow)]
    moved: Page = page[-keep:]
    del page[-keep:]
    if titles:
        words = titles[-1].words.removesuffix(CONTINUED)
        moved = [TitleRow(words + CONTINUED, opens=False), *moved]
    return moved


def _broken(sheet: Sheet, section: Section, lines: int, most: int) -> Iterable[DataRow]:
    """Rows as broken lines; a row taller than a page goes on upon the next."""
    m = read_measures()
    side, size = 2 * m["table-side"], m["wide-size"]
    for row in section.rows:
        cells = tuple(
            sheet.wrap(cell_text(cell), column.width_mm * MM - side, BOLD if column.bold_first else PLAIN, size)
            for cell, column in zip(row, sheet.columns, strict=True)
        )
        tallest = max(map(len, cells), default=1)
        for cut in range(0, max(tallest, 1), most):
            part = tuple(cell[cut : cut + most] for cell in cells) if tallest > most else cells
            yield DataRow(part, max(lines, max(map(len, part), default=1)))
