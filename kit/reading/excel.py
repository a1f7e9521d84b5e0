"""An .xlsx: openpyxl reads the book (sheets, styles, calendar), our own pass reads the cells."""

import zipfile
from typing import Any
from xml.parsers import expat

import openpyxl
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet

from kit.reading import archive
from kit.reading.limits import Limits, Refused
from kit.reading.sheetxml import DateStyles, SheetReader
from kit.reading.texts import shared_texts
from kit.reading.workbook import Sheet

SHARED_TEXTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def sheets(data: bytes, limits: Limits) -> tuple[Sheet, ...]:
    """All sheets of the .xlsx in `data`, in the order of the book; `Refused` with one sentence otherwise."""
    packed = archive.opened(data, limits)
    try:
        with packed:
            return _read(packed, limits)
    except Refused:
        raise
    except (expat.ExpatError, zipfile.BadZipFile) as error:
        raise Refused(archive.BROKEN) from error
    except Exception as error:
        # openpyxl raises whatever a broken part makes it stumble over, and names no common class.
        if type(error).__name__ in ("EntitiesForbidden", "DTDForbidden", "ExternalReferenceForbidden"):
            raise Refused("Tệp có khai báo thực thể XML, dấu hiệu của tệp gây hại, nên không được nhận.") from error
        raise Refused(archive.BROKEN) from error


def _read(packed: zipfile.ZipFile, limits: Limits) -> tuple[Sheet, ...]:
    reader = _book(packed)
    book = reader.wb
    # openpyxl's own worksheet objects are not made: looking for their size builds a tree of all that stands before it.
    found = [
        (sheet.name, link.target) for sheet, link in reader.parser.find_sheets() if link.Type.endswith("/worksheet")
    ]
    tables = [(name, target) for name, target in found if target in reader.valid_files]
    if not tables:
        raise Refused(archive.BROKEN)
    if len(tables) > limits.sheets:
        raise Refused(f"Tệp có quá nhiều trang tính (nhiều hơn {limits.sheets}) nên không được nhận.")
    texts: list[str] = []
    part = reader.package.find(SHARED_TEXTS)
    if part is not None:
        with packed.open(part.PartName[1:]) as stream:
            texts = shared_texts(stream, limits)
    styles = DateStyles(book._date_formats, book._timedelta_formats, book.epoch)
    read: list[Sheet] = []
    cells_left = limits.cells
    for name, target in tables:
        one = SheetReader(texts, styles, limits, cells_left)
        with packed.open(target) as stream:
            read.append(one.read(name, stream))
        cells_left = one.cells_left
    return tuple(read)


def _book(packed: zipfile.ZipFile) -> Any:
    # The steps of openpyxl's own `read()`, without the shared texts, which it builds as objects one by one.
    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("defusedxml is missing: openpyxl would expand entities")
    reader = ExcelReader(packed.fp, read_only=True, data_only=True, keep_links=False)
    reader.read_manifest()
    if any("macroEnabled" in (part.ContentType or "") for part in reader.package.Override):
        raise archive.MACROS
    reader.shared_strings = []
    reader.read_workbook()
    reader.read_theme()
    apply_stylesheet(reader.archive, reader.wb)
    return reader
