"""Tables of any length, drawn row by row as they come: memory does not grow with the rows."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from .frame import frame_of, look_of
from .listing import Closing, Column, Head, Section

if TYPE_CHECKING:
    from .grid import Row

KEPT = 3  # rows that go with the signature to the last page


def draw_table(
    to: BinaryIO,
    head: Head,
    columns: Sequence[Column],
    sections: Iterable[Section],
    closing: Closing | None = None,
    *,
    fonts: Path,
    landscape: bool = True,
    first_page: int = 1,
    lines: int = 1,
) -> int:
    """Write a PDF of the table to `to`; the number of its pages. The same data gives the same bytes.

    `sections` and their rows are taken once, one row at a time; every row has one cell for each column. `lines`: lines
    a row has at least; above 1 it is a register with dotted lines to write on (7-HSĐV: 4). `first_page` above 1: the
    annex of a paper, numbered through with plain numbers; else "x/y" from the second page on.
    Raises FontMissing, ValueError (columns wider than the page, a wrong number of cells).
    """
    # Here, not above: ReportLab stands behind all of them, and most processes never draw.
    from .ending import Ending
    from .grid import Grid
    from .lettering import load_faces
    from .pages import TablePages
    from .pen import Pen

    load_faces(fonts)
    frame, look = frame_of(landscape), look_of(landscape, lines)
    grid = Grid(columns, frame, look)
    pages = TablePages(Pen(to, frame.page, head.metadata_title, look.size), frame, head, grid, first_page)
    waiting: deque[Row] = deque()
    for row in grid.rows(sections, lines):
        waiting.append(row)
        if len(waiting) > KEPT:
            pages.place(waiting.popleft())
    pages.finish(list(waiting), Ending(closing or Closing(), frame))
    return pages.save()
