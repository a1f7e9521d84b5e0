"""The same rows drawn by others; each draws from the finished rows, without a query. Fonts are those of our papers."""

from __future__ import annotations

import html
import json
import time
from pathlib import Path
from typing import Any

from bench.databases import scratch
from bench.pdf import COLUMNS

FONTS = Path("/usr/share/fonts/truetype/liberation2")
SIZE = 8
CSS = """
@page { size: A4 landscape; margin: 15mm 20mm; @bottom-center { content: "Trang " counter(page) "/" counter(pages) } }
body { font: 8pt "Liberation Serif" } table { table-layout: fixed; width: 100%; border-collapse: collapse }
td, th { border: 0.5pt solid; padding: 1pt 2pt; text-align: left; vertical-align: top }
"""


def weasyprint(rows: str) -> dict[str, Any]:
    from weasyprint import HTML

    table, to = _read(rows), scratch() / "weasyprint.pdf"
    begun = time.perf_counter()
    columns = "".join(f'<col style="width:{width}mm">' for _, width in COLUMNS)
    heads = "".join(f"<th>{name}</th>" for name, _ in COLUMNS)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell).replace(chr(10), '<br>')}</td>" for cell in row) + "</tr>"
        for row in table
    )
    page = f"<style>{CSS}</style><table>{columns}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    HTML(string=page).write_pdf(str(to))
    return {"seconds": time.perf_counter() - begun, "bytes": to.stat().st_size}


def platypus(rows: str) -> dict[str, Any]:
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

    table, to = _read(rows), scratch() / "platypus.pdf"
    begun = time.perf_counter()
    _register_font()
    style = ParagraphStyle("cell", fontName="Serif", fontSize=SIZE, leading=SIZE * 1.2)
    drawn = [
        [Paragraph(html.escape(cell).replace("\n", "<br/>"), style) for cell in row]
        for row in [[name for name, _ in COLUMNS], *table]
    ]
    look = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    long = LongTable(drawn, colWidths=[width * mm for _, width in COLUMNS], repeatRows=1, style=look)
    page = landscape(A4)
    margins = {"leftMargin": 20 * mm, "rightMargin": 20 * mm, "topMargin": 15 * mm, "bottomMargin": 15 * mm}
    SimpleDocTemplate(str(to), pagesize=page, **margins).build([long], canvasmaker=_counted_pages())
    return {"seconds": time.perf_counter() - begun, "bytes": to.stat().st_size}


def _counted_pages() -> type:
    """A canvas that writes "Trang x/y" when all pages are known."""
    from reportlab.pdfgen.canvas import Canvas

    class Counted(Canvas):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.waiting: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self.waiting.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, state in enumerate(self.waiting, 1):
                self.__dict__.update(state)
                self.setFont("Serif", SIZE)
                self.drawCentredString(420, 20, f"Trang {number}/{len(self.waiting)}")
                super().showPage()
            super().save()

    return Counted


def canvas(rows: str) -> dict[str, Any]:
    """The least that can be done: each cell as one string where it belongs, lines between rows, nothing wrapped."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.units import mm
    from reportlab.pdfgen.canvas import Canvas

    table, to = _read(rows), scratch() / "canvas.pdf"
    begun = time.perf_counter()
    _register_font()
    pen = Canvas(str(to), pagesize=landscape(A4), pageCompression=1)
    left, y, lefts = 20 * mm, 0.0, []
    for _, width in COLUMNS:
        lefts.append(left)
        left += width * mm
    for row in table:
        if y < 60:
            if y:
                pen.showPage()
            pen.setFont("Serif", SIZE)
            y = 540.0
        for x, cell in zip(lefts, row, strict=True):
            for number, said in enumerate(cell.split("\n")):
                pen.drawString(x, y - number * SIZE * 1.2, said)
        y -= SIZE * 1.2 * max(cell.count("\n") + 1 for cell in row) + 3
        pen.line(20 * mm, y + SIZE, left, y + SIZE)
    pen.save()
    return {"seconds": time.perf_counter() - begun, "bytes": to.stat().st_size}


def _register_font() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("Serif", str(FONTS / "LiberationSerif-Regular.ttf")))


def _read(rows: str) -> list[list[str]]:
    return json.loads(Path(rows).read_text(encoding="utf-8"))
