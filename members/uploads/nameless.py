"""A file whose heads name nobody: which sheet asks a person where the names stand, and one answer for every sheet with
the same head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kit.names import fold
from kit.reading import Sheet, Workbook
from kit.reading.heads import Head
from members.importing import Choices, SheetChoice
from members.importing.sheets import head_without_names
from members.uploads.sheets import Row, no_list


def asking(book: Workbook, row: int | None = None) -> tuple[dict[str, Any], list[Row]] | None:
    """(what was understood of it, its head) of the first sheet that asks, as the pages of reading show a sheet; with
    `row` as its head where a person said so. None where none asks."""
    for sheet in book.sheets:
        if head_without_names(sheet) is not None:
            return no_list(sheet, SheetChoice(row) if row else None)
    return None


def alike(sheets: Iterable[Sheet], choices: Choices, choice: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """`choice`, and the same for each further sheet under the same head of which nothing was said."""
    yield choice
    every = list(sheets)
    own = next((sheet for sheet in every if sheet.name == choice["sheet"]), None)
    head = head_without_names(own, SheetChoice(choice["header_row"])) if own else None
    if head is None or not choice["columns"]:
        return
    for sheet in every:
        found = head_without_names(sheet) if sheet is not own and sheet.name not in choices else None
        if found is not None and _said(found) == _said(head):
            yield {**choice, "sheet": sheet.name, "header_row": found.top, "rows": []}


def _said(head: Head) -> dict[int, str]:
    return {column: fold(text) for column, text in head.texts.items()}
