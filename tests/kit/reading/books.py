"""Workbooks for tests: whole ones by XlsxWriter, hostile ones by hand."""

import io
import zipfile
from collections.abc import Callable

import xlsxwriter

CELL_XML = '<c r="A1" t="inlineStr"><is><t>Họ và tên</t></is></c>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def written(draw: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """The bytes of a workbook that `draw` fills."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        draw(book)
    return stream.getvalue()


def plain() -> bytes:
    """One sheet with one text."""
    return written(lambda book: book.add_worksheet("DS").write_string(0, 0, "Họ và tên"))


def changed(data: bytes, parts: dict[str, str | bytes]) -> bytes:
    """The same workbook with parts replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return stream.getvalue()


def with_sheet(inside: str, before: str = "", ahead: str = "", after: str = "") -> bytes:
    """A workbook whose only sheet has the XML `inside` as its rows.

    `before` stands before its root, `ahead` and `after` around the rows.
    """
    head = f'<?xml version="1.0" encoding="UTF-8"?>{before}<worksheet xmlns="{MAIN}">'
    return changed(
        plain(), {"xl/worksheets/sheet1.xml": f"{head}{ahead}<sheetData>{inside}</sheetData>{after}</worksheet>"}
    )
