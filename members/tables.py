"""What the component `table` draws. Texts are made once, in Python: filters in templates cost most of a list page."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Head:
    """A column. `sort` is "", "ascending" or "descending"; `href` sorts by it; `hidden` only for those who listen."""

    label: str
    number: bool = False
    sort: str = ""
    href: str = ""
    hidden: bool = False


@dataclass(slots=True)
class Cell:
    """A value as it is shown. `state` is a kind of the component `state`; `none` marks "không có" and nought;
    `label` is read aloud in place of a bare number; `more` is a second, paler piece."""

    text: str
    href: str = ""
    number: bool = False
    state: str = ""
    none: bool = False
    label: str = ""
    more: str = ""
    head: str = ""


@dataclass(slots=True)
class Row:
    """The first cell names the row."""

    cells: list[Cell] = field(default_factory=list)


def rows(heads: list[Head], values: Iterable[list[Cell]]) -> list[Row]:
    """Rows whose cells know their column, so that they can be stacked on a telephone and numbers stand right.
    Raises ValueError for a row of another length than `heads`."""
    made = []
    for cells in values:
        for head, cell in zip(heads, cells, strict=True):
            cell.head, cell.number = head.label, head.number or cell.number
        made.append(Row(cells))
    return made
