"""Several files read as one: one cell per file is how many committees keep their list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from kit.reading.limits import DEFAULT_LIMITS, Limits, Refused
from kit.reading.rows import names_a_cell, section_name
from kit.reading.workbook import Sheet, Workbook

# So long may the name of a sheet be where it is kept.
LONGEST_NAME = 80


def together(books: Sequence[Workbook], name: str, checksum: str, limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """The sheets of all `books` in one, each under a name that says its file too: "chi bo 1 · DS", or the file alone
    where that has one sheet only. Raises `Refused` where all of them hold more than one file may."""
    if sum(len(sheet.rows) for book in books for sheet in book.sheets) > limits.rows:
        raise Refused(f"Các tệp có tất cả hơn {limits.rows} dòng; hãy gửi ít tệp hơn.")
    taken: set[str] = set()
    sheets = [_named(sheet, book, taken) for book in books for sheet in book.sheets]
    return Workbook(name, checksum, tuple(sheets))


def _named(sheet: Sheet, book: Workbook, taken: set[str]) -> Sheet:
    """A sheet of the whole. The cell that it is of is read of its own name, else of the file's."""
    stem = section_name(PurePath(book.name).stem)
    said = PurePath(book.name).stem if len(book.sheets) == 1 else f"{PurePath(book.name).stem} · {sheet.name}"
    called = sheet.name if names_a_cell(sheet.name) else stem
    return replace(sheet, name=_fresh(said, taken), file=book.name, called=called)


def _fresh(said: str, taken: set[str]) -> str:
    name, number = said[:LONGEST_NAME], 2
    while name in taken:
        more = f" ({number})"
        name, number = f"{said[: LONGEST_NAME - len(more)]}{more}", number + 1
    taken.add(name)
    return name
