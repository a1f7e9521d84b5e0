"""The kinds of sheets: columns, what is prefilled, what a row says and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kit.drawing.fillable import FillColumn
from members import registry, rights
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
    # The page one comes from, by its name, and what the way back to it is called.
    home: tuple[str, str] = ("beginning", "Còn thiếu gì để làm việc với sổ")
    # What is done next once it is written, for who has the right of this verb: (page, its words, verb).
    after: tuple[str, str, str] | None = None
    # {column: the heads under which offices write it in lists of their own}, empty where no such list is read; the
    # columns without which none of its rows counts.
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needed: tuple[str, ...] = ()

    def opens_for(self, by: Actor) -> bool:
        """Whether the pages of this sheet do: it is of the whole register."""
        case = rights.case_of_organisation(None)
        return all(rights.may(by, verb, case) for verb in ("enter_sheet", self.verb))

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
             accounts.write, accounts.GUIDE, after=("slips", "In phiếu mật khẩu đầu", "give_first_passwords")),
    )
}  # fmt: skip


def kinds() -> dict[str, Kind]:
    """{key: kind}, with those that other apps have put into the store `sheets`."""
    return KINDS | registry.entries("sheets")
