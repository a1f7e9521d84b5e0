"""The pages of a long table: where a row goes, when a page turns, what stands at the end."""

from .ending import Ending
from .frame import Frame
from .grid import Grid, Row
from .heading import draw_head, draw_running
from .listing import Head
from .measures import read_measures
from .pen import Pen

FEWEST = 3  # lines of a torn row that may stand at the foot of a page


class TablePages:
    """The page being drawn: where the next row goes, when a page turns, what is repeated on the next."""

    def __init__(self, pen: Pen, frame: Frame, head: Head, grid: Grid, first_page: int) -> None:
        self.pen, self.frame, self.head, self.grid, self.first_page = pen, frame, head, grid, first_page
        if first_page > 1:
            pen.leave_room_for_number()
        self.y = draw_head(pen, head, frame)
        self.rows_here = self.rows_drawn = 0
        self.table_top: float | None = None  # where the table of this page begins; None before its heads
        self.columns_top = 0.0  # from where the rules between columns are still to be drawn

    @property
    def room(self) -> float:
        """Points left for rows on this page."""
        return self.y - self.frame.bottom - (0 if self.table_top is not None else self.grid.top_height)

    def place(self, row: Row) -> None:
        """Draw the row here or on the next page; one taller than a page goes on upon the next."""
        while self.grid.height(row) > self.room:
            fit = self.grid.lines_within(self.room - (self.grid.title_height(row.title) if row.opens else 0))
            if self._must_tear(row, fit):
                first, row = row.tear(fit)
                self._draw(first)
            self.turn(row)
        self._draw(row)

    def _must_tear(self, row: Row, fit: int) -> bool:
        if self.rows_here:
            whole = self.frame.top - self.frame.bottom - self.grid.top_height - self.grid.title_height(row.title, True)
            return fit >= FEWEST and self.grid.height(row) > whole
        if not self.pen.pages:
            return fit >= FEWEST  # the first page should not be a head alone
        if fit < 1:
            raise ValueError("Đầu cột hoặc tên phần cao quá, trang không còn chỗ cho một dòng.")
        return True

    def _draw(self, row: Row) -> None:
        self._open_table()
        if row.opens and row.title:
            self._close_columns()
            self.pen.bookmark(row.title, self.y)
            self.columns_top = self.y = self.grid.draw_title(self.pen, self.y, row.title)
        if row.cells is not None:
            self.y = self.grid.draw_cells(self.pen, self.y, row)
        self.rows_here += 1
        self.rows_drawn += 1

    def _open_table(self) -> None:
        if self.table_top is None:
            self.table_top = self.columns_top = self.y
            self.y = self.grid.draw_heads(self.pen, self.y)

    def _close_columns(self) -> None:
        if self.columns_top > self.y:
            for x in self.grid.edges[1:-1]:
                self.pen.rule(self.grid.hair, x, self.columns_top, x, self.y)

    def _close_table(self) -> None:
        if self.table_top is not None:
            self._close_columns()
            for x in (self.grid.left, self.grid.right):
                self.pen.rule(self.grid.hair, x, self.table_top, x, self.y)
            if not self.grid.look.heavy:
                self.pen.rule(self.grid.bold, self.grid.left, self.y, self.grid.right, self.y)
        self.table_top = None

    def turn(self, row: Row | None = None) -> None:
        """Begin the next page; before a `row` that goes on with its section, the section's title is repeated."""
        self._close_table()
        self.pen.turn()
        self.y, self.rows_here = self.frame.top, 0
        self.pen.leave_room_for_number()
        draw_running(self.pen, self.head, self.frame)
        if row and row.title and not row.opens:
            self._open_table()
            self._close_columns()
            self.columns_top = self.y = self.grid.draw_title(self.pen, self.y, row.title, continued=True)

    def finish(self, rows: list[Row], ending: Ending) -> None:
        """Draw the last rows, the totals and the signature, which never stands alone on its page."""
        need = ending.totals_height() + ending.signature_height()
        carried = self._carried(rows, need)
        for row in rows[: len(rows) - carried]:
            self.place(row)
        rest = rows[len(rows) - carried :]
        if rest and self._height(rest) + need > self.room:
            self.turn(rest[0])
        for row in rest:
            self.place(row)
        if not self.rows_drawn:
            self._open_table()
        self._close_table()
        self._draw_ending(ending)

    def _carried(self, rows: list[Row], need: float) -> int:
        """How many of the last rows go with the ending to a new page: all that fit, never a page's only ones."""
        if self._height(rows) + need <= self.room:
            return 0
        fresh = self.frame.top - self.frame.bottom - self.grid.top_height
        for count in range(len(rows), 0, -1):
            kept = rows[len(rows) - count :]
            height = self._height(kept) + (0 if kept[0].opens else self.grid.title_height(kept[0].title, True))
            if (self.rows_here or count < len(rows)) and height + need <= fresh:
                return count
        return 0

    def _height(self, rows: list[Row]) -> float:
        return sum(map(self.grid.height, rows))

    def _draw_ending(self, ending: Ending) -> None:
        first, count, below = 0, len(ending.labels), ending.signature_height()
        fresh = self.frame.top - self.frame.bottom
        while ending.totals_height(first) + below > self.y - self.frame.bottom:
            # the signature keeps three lines of the totals with it; what fits on one page is not torn
            fit = min(ending.lines_within(self.y - self.frame.bottom, first), count - first - 3)
            longer = ending.totals_height(first) + below > fresh
            if longer and fit > 0 and (self.y == self.frame.top or count - first > 6):
                ending.draw_totals(self.pen, self.y, first, first + fit)
                first += fit
            elif self.y == self.frame.top:
                raise ValueError("Phần ký cao quá một trang.")
            self.turn()
        if first < count:
            self.y = ending.draw_totals(self.pen, self.y, first, count)
        if below:
            ending.draw_signature(self.pen, self.y)

    def save(self) -> int:
        """Write the page numbers, now that their total is known, and close the file; the number of pages."""
        self.pen.turn()
        total, size = self.pen.pages, read_measures()["folio-size"]
        if self.first_page > 1:
            numbers = {index: str(self.first_page + index) for index in range(total)}
        else:
            numbers = {index: f"{index + 1}/{total}" for index in range(1, total)}
        self.pen.number_pages(numbers, self.frame.middle, self.frame.number_base, size)
        self.pen.save()
        return total
