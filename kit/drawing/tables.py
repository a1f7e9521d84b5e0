"""Long tables on ReportLab's canvas behind one function; they look like the papers of paper.css."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from .lettering import BOLD, ITALIC, PLAIN, clean, load_faces, width
from .listing import COPIES, DRAFT, PARTY, TOTALS, Closing, Column, Head, Section, Signature, cell_text
from .measures import MIDDLE, MM, read_measures
from .paging import NUMBERS_ROW, SECTION_ROW, DataRow, Page, Sheet, TitleRow, lay_out

# No clock and no random identifier in the file; binary streams are a fifth smaller.
rl_config.invariant = 1
rl_config.useA85 = 0


def draw_table(
    to: BinaryIO,
    head: Head,
    columns: Sequence[Column],
    sections: Iterable[Section],
    closing: Closing,
    *,
    fonts: Path,
    landscape: bool = True,
    lines: int = 1,
    first_page: int = 1,
) -> int:
    """Draw a table of any length into `to`; answers the number of its pages.

    `lines`: thin lines a row has at least (7-HSĐV: four). `first_page` above 1: the annex of a paper, numbered
    through like it; else "x/y" from the second page on. The same facts give the same bytes.
    Raises FontMissing, and ValueError when the columns are wider than the page.
    """
    load_faces(fonts)
    sheet = Sheet(columns, landscape)
    pages = lay_out(sheet, head, sections, closing, lines)
    canvas = Canvas(
        to, pagesize=(sheet.width, sheet.height), invariant=1, pageCompression=1, lang="vi", initialFontName=PLAIN,
        initialFontSize=read_measures()["wide-size"],
    )  # fmt: skip
    canvas.setTitle(clean(head.metadata_title))
    canvas.setCreator("")
    canvas.setProducer("")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    for index, rows in enumerate(pages):
        page = _Page(canvas, sheet, index)
        page.folio(head, index, len(pages), first_page)
        if index == 0:
            page.head(head)
        if rows:
            page.rows(rows)
        if index == len(pages) - 1:
            page.totals(closing)
            page.signatures(closing)
        page.finish()
    canvas.save()
    return len(pages)


class _Page:
    """One page under the pen: `y` is where the next thing goes; rules are drawn at the end, by weight."""

    def __init__(self, canvas: Any, sheet: Sheet, index: int) -> None:
        self.canvas, self.sheet, self.index, self.m = canvas, sheet, index, read_measures()
        self.text = canvas.beginText()
        self.y = sheet.top
        self.thin: list[tuple[float, float, float, float]] = []
        self.hair: list[tuple[float, float, float, float]] = []
        self.bold: list[tuple[float, float, float, float]] = []

    def put(self, words: str, x: float, y: float, face: str, size: float, align: str = "left") -> None:
        words = clean(words)
        if align != "left":
            taken = width(words, face, size)
            x -= taken / 2 if align == "center" else taken
        self.text.setFont(face, size)
        self.text.setTextOrigin(x, y)
        self.text.textOut(words)

    def folio(self, head: Head, index: int, last: int, first_page: int) -> None:
        m, sheet = self.m, self.sheet
        base = sheet.height - m["folio-top"] - m["folio-line"] / 2 - m["folio-size"] * MIDDLE
        if index or first_page > 1:
            words = f"{first_page + index}" if first_page > 1 else f"{index + 1}/{last}"
            self.put(words, (sheet.left + sheet.right) / 2, base, PLAIN, m["folio-size"], "center")
        if index:
            self.put(head.running, sheet.left, base, ITALIC, m["running-size"])
            self.put(head.as_of, sheet.right, base, ITALIC, m["running-size"], "right")

    def head(self, head: Head) -> None:
        """Head and title, line for line the boxes of .head and .title in paper.css."""
        m, sheet = self.m, self.sheet
        size, line = m["head-size"], m["head-line"]
        own, party = sheet.left + m["head-left"] / 2, sheet.right - m["head-right"] / 2
        words = [(one, PLAIN) for one in head.parent.split("\n")] + [(one, BOLD) for one in head.issuer.split("\n")]
        words.append(("*", PLAIN))
        for row, (said, face) in enumerate(words):
            self.put(said, own, self._base(row, line, size), face, size, "center")
        self._party(party)
        # Level with the last line of the left head.
        self.put(head.place_and_day, party, self._base(len(words) - 1, line, size), ITALIC, size, "center")
        self.y -= len(words) * line
        if head.draft:
            self.put(DRAFT, own, self._base(0, line, m["draft-size"]), BOLD, m["draft-size"], "center")
            self.y -= line
        self._title(head)

    def _base(self, row: int, line: float, size: float) -> float:
        return self.y - row * line - line / 2 - size * MIDDLE

    def _party(self, middle: float) -> None:
        m = self.m
        base = self._base(0, m["head-line"], m["head-size"])
        self.put(PARTY, middle, base, BOLD, m["party-size"], "center")
        half = width(PARTY, BOLD, m["party-size"]) / 2
        self.canvas.setLineWidth(m["rule-weight"])
        rule = base - m["rule-drop"] - m["rule-weight"] / 2
        self.canvas.line(middle - half, rule, middle + half, rule)

    def _title(self, head: Head) -> None:
        m = self.m
        middle = (self.sheet.left + self.sheet.right) / 2
        self.y -= m["title-before"]
        self.put(head.title, middle, self._base(0, m["title-line"], m["title-size"]), BOLD, m["title-size"], "center")
        self.y -= m["title-line"]
        for words in head.subject.split("\n"):
            base = self._base(0, m["subject-line"], m["subject-size"])
            self.put(words, middle, base, BOLD, m["subject-size"], "center")
            self.y -= m["subject-line"]
        self.put("-----", middle, self._base(0, 14, m["body-size"]), PLAIN, m["body-size"], "center")
        self.y -= 14 + m["title-after"]

    def rows(self, rows: Page) -> None:
        """Column heads, then section titles and rows down the page."""
        edges, top = self.sheet.edges, self.y
        self._column_heads()
        open_from = top
        for row in rows:
            if isinstance(row, TitleRow):
                self._close_columns(open_from)
                self._section(row)
                open_from = self.y
            else:
                self._row(row)
        self._close_columns(open_from)
        self.hair += [(x, top, x, self.y) for x in (edges[0], edges[-1])]

    def _close_columns(self, open_from: float) -> None:
        if open_from > self.y:
            self.hair += [(x, open_from, x, self.y) for x in self.sheet.edges[1:-1]]

    def _across(self) -> None:
        self.bold.append((self.sheet.edges[0], self.y, self.sheet.edges[-1], self.y))

    def _column_heads(self) -> None:
        m, sheet = self.m, self.sheet
        size, pitch, tall = m["wide-head-size"], m["wide-head-line"], sheet.head_height
        self._across()
        for at, lines in enumerate(sheet.heads):
            middle = (sheet.edges[at] + sheet.edges[at + 1]) / 2
            base = self.y - (tall - len(lines) * pitch) / 2 - pitch / 2 - size * MIDDLE
            for words in lines:
                self.put(words, middle, base, BOLD, size, "center")
                base -= pitch
            numbers = self.y - tall - NUMBERS_ROW / 2 - 8 * MIDDLE
            self.put(str(at + 1), middle, numbers, ITALIC, 8, "center")
        self.hair.append((sheet.edges[0], self.y - tall, sheet.edges[-1], self.y - tall))
        self.y -= tall + NUMBERS_ROW
        self._across()

    def _section(self, row: TitleRow) -> None:
        base = self.y - SECTION_ROW / 2 - 10 * MIDDLE
        self.put(row.words, self.sheet.edges[0] + self.m["table-side"], base, BOLD, 10)
        if row.opens:
            key = f"s{self.index}-{self.y:.0f}"
            self.canvas.bookmarkHorizontal(key, 0, self.y)
            self.canvas.addOutlineEntry(clean(row.words), key, level=0)
        self.y -= SECTION_ROW
        self._across()

    def _row(self, row: DataRow) -> None:
        pitch, edges = self.m["wide-line"], self.sheet.edges
        for at, lines in enumerate(row.cells):
            self._cell(at, lines)
        self.thin += [(edges[0], self.y - k * pitch, edges[-1], self.y - k * pitch) for k in range(1, row.height)]
        self.y -= row.height * pitch
        self._across()

    def _cell(self, at: int, lines: tuple[str, ...]) -> None:
        m, column = self.m, self.sheet.columns[at]
        size, pitch, side = m["wide-size"], m["wide-line"], m["table-side"]
        left, right = self.sheet.edges[at], self.sheet.edges[at + 1]
        x = {"left": left + side, "center": (left + right) / 2, "right": right - side}[column.align]
        base = self.y - pitch / 2 - size * MIDDLE
        for row, words in enumerate(lines):
            if words:
                self.put(words, x, base, BOLD if column.bold_first and row == 0 else PLAIN, size, column.align)
            base -= pitch

    def totals(self, closing: Closing) -> None:
        """The table of totals: 110 mm wide, figures right."""
        if not closing.totals:
            return
        m, left = self.m, self.sheet.left
        size, wide, figures = m["table-size"], 110 * MM, 20 * MM
        tall, side = m["table-line"] + 2 * m["table-pad"] + m["hair"], m["table-side"] + m["hair"]
        self.y -= 9 + m["table-line"]
        self.put(TOTALS, left, self.y + m["table-line"] / 2 - size * MIDDLE, ITALIC, size)
        self.y -= 2 + m["hair"]
        start = self.y
        self.hair.append((left, self.y, left + wide, self.y))
        for one in closing.totals:
            base, face = self.y - (tall - m["hair"]) / 2 - size * MIDDLE, BOLD if one.strong else PLAIN
            self.put(one.label, left + side, base, face, size)
            self.put(cell_text(one.value), left + wide - side, base, face, size, "right")
            self.y -= tall
            self.hair.append((left, self.y, left + wide, self.y))
        self.hair += [(x, start, x, self.y) for x in (left, left + wide - figures, left + wide)]

    def signatures(self, closing: Closing) -> None:
        """Nơi nhận or a second signature on the left, the signature on the right."""
        m, left = self.m, self.sheet.left
        line, size = m["head-line"], m["body-size"]
        self.y -= m["sign-before"]
        base = self.y - line / 2 - size * MIDDLE
        if closing.copies:
            self.put(COPIES, left, base, PLAIN, size)
            self.canvas.setLineWidth(0.7)
            self.canvas.line(left, base - 1.6, left + width(COPIES, PLAIN, size), base - 1.6)
            for row, copy in enumerate(closing.copies):
                under = self.y - line - (row + 0.5) * m["copies-line"] - m["copies-size"] * MIDDLE
                self.put(f"- {copy}", left, under, PLAIN, m["copies-size"])
        if closing.left:
            self._signature(closing.left, left + m["head-left"] / 2, base)
        if closing.right:
            self._signature(closing.right, self.sheet.right - m["head-right"] / 2, base)

    def _signature(self, signature: Signature, middle: float, base: float) -> None:
        m, line, size = self.m, self.m["head-line"], self.m["body-size"]
        self.put(signature.authority, middle, base, BOLD, size, "center")
        self.put(signature.post, middle, base - line, PLAIN, size, "center")
        self.put(signature.name, middle, base - 2 * line - m["sign-gap"], BOLD, size, "center")

    def finish(self) -> None:
        canvas = self.canvas
        canvas.setStrokeGray(0.6)
        canvas.setDash(0.5, 1.5)
        self._rules(0.4, self.thin)
        canvas.setDash()
        canvas.setStrokeGray(0)
        self._rules(self.m["hair"], self.hair)
        self._rules(self.m["bold-rule"], self.bold)
        canvas.drawText(self.text)
        canvas.showPage()

    def _rules(self, weight: float, segments: list[tuple[float, float, float, float]]) -> None:
        if segments:
            self.canvas.setLineWidth(weight)
            self.canvas.lines(segments)
