"""What a long table says, whoever draws it: the same data goes to a PDF and to a workbook."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kit.calendar import print_day

Cell = str | int | date
"""Text (ids and numbers of papers too; "\\n" between the values of one cell), a figure to be counted, or a day."""

PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
DRAFT = "Dự thảo"
CONTINUED = " (tiếp)"
TOTALS = "Tổng hợp"
COPIES = "Nơi nhận:"

# Invisible marks that the font would draw as boxes; no-break characters stay in copied text and break searches.
UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
PLAIN_SIGNS = str.maketrans({"\t": " ", "\v": "\n", "\f": "\n", "\u00a0": " ", "\u2011": "-", "\u202f": " "})


@dataclass(frozen=True)
class Column:
    """`bold_first`: the first line of each cell is bold (the name, before other names)."""

    head: str
    width_mm: float
    align: Literal["left", "center", "right"] = "left"
    bold_first: bool = False


@dataclass(frozen=True)
class Section:
    """Rows under one title, one cell for each column; the rows are taken once, as they are drawn. "" = no title row."""

    title: str
    rows: Iterable[Sequence[Cell]]


@dataclass(frozen=True)
class Head:
    """The words above a list. "\\n" in `parent`, `issuer` and `subject` breaks the line; lists carry no number line.

    `running` and `as_of` stand left and right of the page number from the second page on.
    """

    parent: str
    issuer: str
    place_and_day: str
    title: str
    subject: str
    running: str = ""
    as_of: str = ""
    draft: bool = False

    @property
    def metadata_title(self) -> str:
        return " ".join(f"{self.title.capitalize()} {self.subject}".split())


@dataclass(frozen=True)
class Total:
    """One line of the totals; an int is written with dots (3.041)."""

    label: str
    value: int | str
    strong: bool = False


@dataclass(frozen=True)
class Signature:
    """ "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", the name (or nothing while it is open)."""

    authority: str
    post: str = ""
    name: str = ""


@dataclass(frozen=True)
class Closing:
    """What follows the last row. The left side holds either a second signature or the copies ("Nơi nhận")."""

    totals: Sequence[Total] = ()
    left: Signature | None = None
    right: Signature | None = None
    copies: Sequence[str] = ()

    def __post_init__(self) -> None:
        if self.left and self.copies:
            raise ValueError("Bên trái chỉ có chữ ký hoặc nơi nhận, không có cả hai.")


def cell_text(cell: Cell) -> str:
    """A cell as papers print it: days as 05/9/2026 or 12/01/2026, figures as 3.041."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date):
        return print_day(cell)
    return f"{cell:,}".replace(",", ".").replace("-", "−")


def clean(text: str) -> str:
    """`text` in NFC, without marks that can't be seen, with ordinary spaces and hyphens."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return UNSEEN.sub("", text.translate(PLAIN_SIGNS))
