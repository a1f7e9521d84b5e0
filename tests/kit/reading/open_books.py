"""Workbooks of LibreOffice by hand: a content.xml in its archive."""

import io
import zipfile

NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
CELL = '<table:table-cell office:value-type="string"><text:p>Họ và tên</text:p></table:table-cell>'
ROW = f"<table:table-row>{CELL}</table:table-row>"


def content(rows: str, before: str = "", beside: str = "") -> str:
    table = f'<table:table table:name="DS">{rows}</table:table>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {NAMES}><office:body>'
        f"<office:spreadsheet>{beside}{table}</office:spreadsheet></office:body></office:document-content>"
    )


def ods(rows: str = ROW, before: str = "", beside: str = "", parts: dict[str, str | bytes] | None = None) -> bytes:
    """One sheet of rows; `parts` are added to the archive or stand in for what is in it."""
    inside: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content(rows, before, beside),
        "META-INF/manifest.xml": "<manifest/>",
    } | (parts or {})
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, said in inside.items():
            packed.writestr(name, said)
    return stream.getvalue()


def cell(value: str, *, times: int = 1, more: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{times}" {more}>'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def row(*cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'
