"""Under which heads the columns of a sheet stand: those that the program wrote, or those of a list an office keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kit import names
from kit.reading import Sheet, SheetRow, Workbook
from kit.reading.values import written
from members.errors import Refusal
from members.filling.kinds import Kind
from members.importing.vocabulary import VOCABULARY

HEAD_WITHIN = 20
ORDINAL = frozenset(names.fold(head) for one in VOCABULARY.fields if one.name == "ordinal" for head in one.heads)


@dataclass(frozen=True)
class Found:
    """The sheet, the number of its head row, {key: column from 1}; `unread`: heads of columns that nobody reads."""

    sheet: Sheet
    head: int
    places: Mapping[str, int]
    unread: tuple[str, ...] = ()

    @property
    def below(self) -> list[SheetRow]:
        return [one for one in self.sheet.rows if one.number > self.head]


def find(kind: Kind, book: Workbook) -> Found:
    """The program's own head with all of its columns; else, where the kind reads lists of offices, the head of one with
    all that is needed. Raises Refusal."""
    for sheet in book.sheets:
        for row in sheet.rows[:HEAD_WITHIN]:
            places = dict(_places({names.fold(one.head): key for key, one in kind.columns.items()}, row))
            if len(places) == len(kind.columns):
                return Found(sheet, row.number, places)
    if found := list(_own(kind, book)):
        return _whole(kind, found)
    # A list that an office keeps needs no more than these.
    keys = kind.needed if kind.own else kind.columns
    heads = ", ".join(kind.columns[key].head for key in keys)
    raise Refusal(f"Không thấy dòng đầu bảng đủ các cột: {heads}. Lấy lại bảng trống rồi điền vào đó.", field="file")


def _places(heads: Mapping[str, str], row: SheetRow) -> Iterator[tuple[str, int]]:
    for place, cell in enumerate(row.cells, start=1):
        key = heads.get(names.fold(cell)) if isinstance(cell, str) else None
        if key:
            yield key, place


def _own(kind: Kind, book: Workbook) -> Iterator[Found]:
    """The head of each sheet that looks like a list of this kind: the row with most of its columns and names."""
    heads = {names.fold(head): key for key, some in kind.own.items() for head in some}
    heads |= {names.fold(one.head): key for key, one in kind.columns.items()}
    for sheet in book.sheets if kind.own else ():
        rows = [(dict(reversed(list(_places(heads, row)))), row) for row in sheet.rows[:HEAD_WITHIN]]
        places, row = max(rows, key=lambda one: len(one[0]), default=({}, None))
        if row is not None and "full_name" in places and len(places) > 1:
            unread = [written(cell) for at, cell in enumerate(row.cells, 1) if cell and at not in places.values()]
            yield Found(sheet, row.number, places, tuple(one for one in unread if names.fold(one) not in ORDINAL))


def _whole(kind: Kind, found: list[Found]) -> Found:
    """Raises Refusal where there is more than one list, and where a column is missing without which no row counts."""
    if len(found) > 1:
        sheets = ", ".join(f"“{one.sheet.name}”" for one in found)
        raise Refusal(f"Tệp có nhiều trang danh sách: {sheets}. Chép về một trang rồi gửi lại.", field="file")
    lacks = [kind.columns[key].head for key in kind.needed if key not in found[0].places]
    if lacks:
        raise Refusal(
            f"Danh sách thiếu cột: {', '.join(lacks)}. Thêm vào rồi gửi lại, hoặc lấy bảng trống rồi điền vào đó.",
            field="file",
        )
    return found[0]
