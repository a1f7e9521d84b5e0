"""The list of people on a sheet, wherever it begins and whatever stands between its rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kit.reading import chosen, given_names, heads, legacy
from kit.reading.grid import Grid
from kit.reading.heads import NAME, Head, How, Source, Vocabulary
from kit.reading.reader import Reader
from kit.reading.table import Table
from kit.reading.workbook import Sheet, SheetRow, Workbook


def recognise(
    sheet: Sheet,
    vocabulary: Vocabulary,
    *,
    header_row: int | None = None,
    columns: Mapping[str, str] | None = None,
    rows: Mapping[int | str, str] | None = None,
) -> Table | None:
    """The list on this sheet; None when there is none.

    `header_row` and `columns` (fact → letter, as in `Table.columns`; "G/2" is the second of several values in the
    cell, "G/0" the cell as a whole) are what a person said instead; columns that it leaves out are not read. `rows`
    says it of single rows, by their number or by what they say (`rows.mark_of`): "person", "section", "nobody", or ""
    for what is recognised; `Table.said_rows` answers by what they say, to be remembered. Raises ValueError for letters
    that are none.
    """
    grid, font = _grid(sheet)
    head = heads.at(grid, vocabulary, header_row) if header_row else heads.find(grid, vocabulary)
    if columns is not None:
        head = head or heads.nameless(grid, vocabulary, header_row)
        head = chosen.head_of(grid, head, header_row, columns)
    elif head is not None:
        head = _with_given_names(grid, head)
    if head is None:
        return None
    table = Reader(grid, vocabulary, head, fixed=columns is not None, said=rows or {}).read()
    table.legacy = font is not None or sheet.legacy
    return table


def nameless(sheet: Sheet, vocabulary: Vocabulary, header_row: int | None = None) -> Head | None:
    """The head on a sheet without a list, of which no column is known for names; at `header_row` where it is named."""
    grid, _ = _grid(sheet)
    return heads.nameless(grid, vocabulary, header_row)


def _grid(sheet: Sheet) -> tuple[Grid, legacy.Font | None]:
    """The sheet, decoded where it was typed in an old font, and that font."""
    font = legacy.font_of(cell for row in sheet.rows for cell in row.cells if isinstance(cell, str) and len(cell) > 3)
    if font is not None:
        sheet = replace(sheet, rows=[_decoded(row, font) for row in sheet.rows])
    return Grid(sheet), font


def _decoded(row: SheetRow, font: legacy.Font) -> SheetRow:
    return SheetRow(
        row.number, tuple(legacy.to_unicode(cell, font) if isinstance(cell, str) else cell for cell in row.cells)
    )


def _with_given_names(grid: Grid, head: Head) -> Head:
    """A head "Họ và tên" over two columns, of which no merged range tells: the second has no head of its own, and
    under it stand given names."""
    name = head.sources.get(NAME)
    if name is None or name.how is not How.CELL or name.columns[0] + 1 in head.texts:
        return head
    first = name.columns[0]
    if not given_names.stand_beside(grid, first, head.bottom):
        return head
    return replace(head, sources={**head.sources, NAME: Source((first, first + 1), How.JOINED)})


def tables(books: Iterable[Workbook], vocabulary: Vocabulary) -> Iterator[tuple[Workbook, Table]]:
    """The lists of one or several files, sheet by sheet; sheets without a list are left out."""
    for book in books:
        for sheet in book.sheets:
            found = recognise(sheet, vocabulary)
            if found is not None:
                yield book, found
