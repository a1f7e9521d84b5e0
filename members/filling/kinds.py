"""The kinds of sheets: columns, what is prefilled, what a row says and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from kit.drawing.fillable import FillColumn
from members.filling import accounts, areas, holders
from members.filling.row import Row
from members.rights import Actor

Write = Callable[[Row, Actor], str]


@dataclass(frozen=True)
class Kind:
    """`verb` whose right opens the pages (each row asks for its own besides); `columns` by key.

    A row counts where something stands in one of the columns `filled`. `write(row, by)` carries one row out by its
    verbs and answers what was done in words, "" when it was so already.
    """

    key: str
    title: str
    verb: str
    columns: dict[str, FillColumn]
    prefilled: Callable[[date], Iterator[dict[str, str]]]
    filled: tuple[str, ...]
    write: Write
    guide: tuple[str, ...]
    # Names of members stand in it for who reads them.
    names_people: bool = True

    def counts(self, row: Row) -> bool:
        return any(row.text(key) for key in self.filled)


KINDS = {
    one.key: one
    for one in (
        Kind("chuc-vu", "Chức vụ", "hold_office", holders.COLUMNS, holders.prefilled, ("full_name",), holders.write,
             holders.GUIDE),
        Kind("dia-ban", "Loại hình, địa bàn", "set_area", areas.COLUMNS, areas.prefilled, ("sector", "places"),
             areas.write, areas.GUIDE, names_people=False),
        Kind("tai-khoan", "Tài khoản", "create_account", accounts.COLUMNS, accounts.prefilled, ("full_name",),
             accounts.write, accounts.GUIDE),
    )
}  # fmt: skip
