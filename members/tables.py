"""What the component `table` draws. Texts and rows are made in Python: drawn by a template, eight hundred pieces of it,
they cost most of a list page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.html import conditional_escape as text_of
from django.utils.safestring import SafeString, mark_safe


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

    @property
    def html(self) -> SafeString:
        """The row as it stands in the page; every text in it is escaped here."""
        first = "".join(f'<th scope="row" role="rowheader">{_cell(one)}</th>' for one in self.cells[:1])
        others = "".join(f"{_opening(one.head, one.number)}{_cell(one)}</td>" for one in self.cells[1:])
        return mark_safe(f'<tr role="row">{first}{others}</tr>')


def rows(heads: list[Head], values: Iterable[list[Cell]]) -> list[Row]:
    """Rows whose cells know their column, so that they can be stacked on a telephone and numbers stand right.
    Raises ValueError for a row of another length than `heads`."""
    made = []
    for cells in values:
        for head, cell in zip(heads, cells, strict=True):
            cell.head, cell.number = head.label, head.number or cell.number
        made.append(Row(cells))
    return made


@lru_cache(512)
def _opening(head: str, number: bool) -> str:
    numbers = ' class="number"' if number else ""
    named = f' data-head="{text_of(head)}"' if head else ""
    return f'<td role="cell"{numbers}{named}>'


def _cell(cell: Cell) -> str:
    """A link, a state, "không có" or the bare text; and the paler piece behind it."""
    text = text_of(cell.text)
    state = f' class="state {text_of(cell.state)}"' if cell.state else ""
    if cell.href:
        label = f' aria-label="{text_of(cell.label)}"' if cell.label else ""
        text = f'<a href="{text_of(cell.href)}"{label}{state}>{text}</a>'
    elif cell.state:
        text = f"<span{state}>{text}</span>"
    elif cell.none:
        text = f'<span class="none">{text}</span>'
    more = f' <span class="soft small">· {text_of(cell.more)}</span>' if cell.more else ""
    return f"<span>{text}{more}</span>"
