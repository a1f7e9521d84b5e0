"""Rows of a list that were linked, and as what the list has each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from members.comparing import Comparison, Listed, Record
from members.comparing.reasons import Why
from members.comparing.status import GUEST, WORDS
from reports.reconciliation.models import ListedAs
from reports.reconciliation.rules.sides import GUEST_HERE, GUEST_OUTSIDE

LONGEST = {"name": 160, "cell": 160, "sheet": 80, "list_value": 200, "record_value": 200, "agreed_value": 200}


@dataclass(frozen=True)
class Linked:
    """A row that was linked: to whom, how surely and why, and as what the list has him."""

    sheet: str
    row: int
    member: int
    sure: bool
    why: Why
    listed_as: str


def linked_rows(compared: Comparison) -> list[Linked]:
    linked = [row for row in compared.rows if row.record is not None]
    return [
        Linked(cut("sheet", row.sheet), row.row, row.record.member.pk, row.sure, why, listed_as(row))
        for row, why in zip(linked, compared.why(linked), strict=True) if row.record is not None
    ]  # fmt: skip


def listed_as(row: Listed) -> ListedAs:
    if row.status.has_left:
        return ListedAs.LEFT
    return ListedAs.GUEST if row.stay == GUEST else ListedAs.OWN


def where_listed(row: Listed | None) -> str:
    """Where a list has somebody, and that it is for a while where it says so."""
    if row is None:
        return ""
    where = row.cell or "có tên"
    return f"{where}, {WORDS[GUEST]}" if listed_as(row) == ListedAs.GUEST else where


def as_guest(row: Listed | None, record: Record | None) -> str:
    """Of a guest whom our records do not have here: whether they have him somewhere else. "" for whoever is none."""
    if row is None or listed_as(row) != ListedAs.GUEST:
        return ""
    return GUEST_HERE if record is not None and record.present else GUEST_OUTSIDE


def cut(name: str, value: Any) -> Any:
    longest = LONGEST.get(name)
    return value if longest is None or value is None or len(value) <= longest else f"{value[: longest - 1]}…"
