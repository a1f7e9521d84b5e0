"""Drawing papers, long tables and sheets: finished text in, PDF or XLSX out.

Papers are drawn by WeasyPrint (`papers.py`), tables of any length by ReportLab's canvas (`tables.py`); both take their
measures from `paper.css`, so that nobody sees the seam. The same table goes into a workbook by `sheets.py`.
"""

from .fonts import FontMissing, check_fonts
from .listing import Cell, Closing, Column, Head, Section, Signature, Total
from .papers import PaperRefused, draw_paper
from .sheets import SheetOf, write_book, write_sheet
from .tables import draw_table

__all__ = [
    "Cell",
    "Closing",
    "Column",
    "FontMissing",
    "Head",
    "PaperRefused",
    "Section",
    "SheetOf",
    "Signature",
    "Total",
    "check_fonts",
    "draw_paper",
    "draw_table",
    "write_book",
    "write_sheet",
]
