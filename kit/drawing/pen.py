"""The pen: one ReportLab canvas, its text and rules page by page, page numbers written when their total is known."""

from typing import BinaryIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from .lettering import LIMIT, PLAIN, width

rl_config.useA85 = 0  # binary streams: a fifth smaller and faster

Segment = tuple[float, float, float, float]
# (face, size, part of the face in use, text) → what is written for it, the part in use behind it.
Codes = dict[tuple[str, float, int, str], tuple[str, int]]


class Lines(PDFTextObject):
    """The text of one page, a line at a place. The same words come again and again, their codes are remembered."""

    _curSubset: int

    def __init__(self, canvas: Canvas, codes: Codes) -> None:
        super().__init__(canvas)
        self.codes = codes

    def put(self, text: str, x: float, base: float) -> None:
        # A hundredth of a point is a three hundredth of a millimetre.
        self._code.append(f"1 0 0 1 {x:.2f} {base:.2f} Tm")
        key = (self._fontname, self._fontsize, self._curSubset, text)
        known = self.codes.get(key)
        if known is None:
            if len(self.codes) > LIMIT:
                self.codes.clear()
            code = self._formatText(text)
            known = self.codes[key] = code, self._curSubset
        code, self._curSubset = known
        self._code.append(code)


class Pen:
    """Draws from the top-left text of a page to its rules; `turn` ends a page, `save` the file."""

    def __init__(self, to: BinaryIO, page: tuple[float, float], title: str, size: float) -> None:
        # invariant: no clock and no random identifier in the file
        self.canvas = Canvas(
            to,
            pagesize=page,
            invariant=1,
            pageCompression=1,
            pdfVersion=(1, 5),
            lang="vi",
            initialFontName=PLAIN,
            initialFontSize=size,
        )
        self.canvas.setTitle(title)
        for leave_empty in (self.canvas.setAuthor, self.canvas.setSubject, self.canvas.setCreator):
            leave_empty("")
        self.canvas.setProducer("")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        self.pages = 0
        self.codes: Codes = {}
        self._begin()

    def _begin(self) -> None:
        self.text = Lines(self.canvas, self.codes)
        self.face: tuple[str, float] | None = None
        self.rules: dict[float, list[Segment]] = {}
        self.dotted: list[Segment] = []

    def put(self, text: str, x: float, base: float, face: str, size: float, align: str = "left") -> None:
        """Write `text` on the baseline `base`, starting at, ending at or centred over `x` (points)."""
        if align != "left":
            taken = width(text, face, size)
            x -= taken / 2 if align == "center" else taken
        if self.face != (face, size):
            self.text.setFont(face, size)
            self.face = face, size
        self.text.put(text, x, base)

    def rule(self, weight: float, x: float, y: float, to_x: float, to_y: float) -> None:
        self.rules.setdefault(weight, []).append((x, y, to_x, to_y))

    def bookmark(self, title: str, y: float) -> None:
        """An entry of the outline that leads to height `y` of this page."""
        key = f"{self.pages}-{y:.0f}"
        self.canvas.bookmarkHorizontal(key, 0, y)
        self.canvas.addOutlineEntry(title, key, level=0)

    def leave_room_for_number(self) -> None:
        """Keep a place on this page for what `number_pages` writes at the end."""
        self.canvas.doForm(f"number-{self.pages}")

    def turn(self) -> None:
        """End the page: dotted lines first, then rules from thin to thick, then the text."""
        if self.dotted:
            self.canvas.saveState()
            self.canvas.setStrokeGray(0.6)
            self.canvas.setDash(0.5, 1.5)
            self.canvas.setLineWidth(0.4)
            self.canvas.lines(self.dotted)
            self.canvas.restoreState()
        for weight in sorted(self.rules):
            self.canvas.setLineWidth(weight)
            self.canvas.lines(self.rules[weight])
        self.canvas.drawText(self.text)
        self.canvas.showPage()
        self.pages += 1
        self._begin()

    def number_pages(self, numbers: dict[int, str], x: float, base: float, size: float) -> None:
        """Fill the places kept: index of the page → its number. So "x/y" needs no second pass over the rows."""
        for index, number in numbers.items():
            self.canvas.beginForm(f"number-{index}")
            self.canvas.setFont(PLAIN, size)
            self.canvas.drawCentredString(x, base, number)
            self.canvas.endForm()

    def save(self) -> None:
        self.canvas.save()
