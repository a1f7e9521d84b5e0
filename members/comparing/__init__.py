"""A committee's list held against the records of a day: who is who, who is listed twice, what differs, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from kit import matching
from kit.reading import Workbook
from kit.reading.layout import recognise
from members.comparing.differences import differences
from members.comparing.records import Record, records
from members.comparing.rows import Difference, Listed, listed
from members.errors import Refusal
from members.importing.organisations import Places
from members.importing.vocabulary import VOCABULARY
from members.models import Organisation

Told = Callable[[int, int], None]
NO_LIST = "Tệp không có danh sách đảng viên nào nhận ra được."
NO_COMMITTEE = "Không nhận ra danh sách là của đảng bộ nào; hãy chọn tổ chức."

__all__ = ["Comparison", "Difference", "Listed", "Record", "Refusal", "compare", "report"]


@dataclass
class Comparison:
    """All rows, and the records of the committees in the file that nobody listed. `prior`: bits before a row and a
    record are compared."""

    rows: list[Listed]
    only_in_records: list[Record]
    records: int
    prior: float


def compare(
    book: Workbook, *, day: date, organisation: Organisation | None = None, told: Told | None = None
) -> Comparison:
    """Hold the lists of `book` against the records of `day`; each sheet finds its committee by its titles unless
    `organisation` is given. `told(done, total)` hears how much of the comparing is done.
    Raises Refusal for a file without a list or without a committee that is ours."""
    tables = [table for sheet in book.sheets if (table := recognise(sheet, VOCABULARY)) is not None and table.rows]
    if not tables:
        raise Refusal(NO_LIST)
    places = Places(day, organisation, may_create=False)
    homes = [places.top if organisation else places.of_titles(table.titles) for table in tables]
    if not any(homes):
        raise Refusal(NO_COMMITTEE)
    ours = records(day, places)
    rows = [one for table, home in zip(tables, homes, strict=True) for one in listed(table, home, places)]
    prior = _link(rows, ours, told)
    inside = {node.pk for home in homes if home for node in (home, *home.below())}
    expected = [one for one in ours if one.present and one.organisation in inside]
    named = {id(row.record) for row in rows}
    return Comparison(rows, [one for one in expected if id(one) not in named], len(expected), prior)


def _link(rows: Sequence[Listed], ours: Sequence[Record], told: Told | None) -> float:
    """Each row gets its record, or none. Answers the bits before anything was compared."""
    found = matching.link([row.person for row in rows], [one.person for one in ours], told=told)
    linked = [link for link in found.links if link is not None]
    reasons = found.evidence([(link.left, link.right) for link in linked])
    for row, nearest, first in zip(rows, found.nearest, found.double_of, strict=True):
        row.score = nearest.score if nearest else 0.0
        row.double_of = rows[first] if first is not None else None
    for link, evidence in zip(linked, reasons, strict=True):
        row = rows[link.left]
        row.record, row.score, row.sure, row.evidence = ours[link.right], link.score, link.sure, evidence
        row.differences = list(differences(row, row.record))
    return found.prior


def report(file: str, day: date, found: Comparison) -> dict[str, object]:
    """The public JSON of `reconcile`."""
    return {
        "file": file,
        "as_of": day.isoformat(),
        "rows": [_row(row) for row in found.rows],
        "only_in_records": [record.label for record in found.only_in_records],
        "totals": {
            "list": len(found.rows),
            "records": found.records,
            "matched": sum(row.record is not None for row in found.rows),
        },
    }


def _row(row: Listed) -> dict[str, object]:
    first = row.double_of
    return {
        "sheet": row.sheet,
        "row": row.row,
        "member": row.record.label if row.record else None,
        "score": round(row.score, 4),
        "sure": row.sure,
        "duplicate_of": first.row if first else None,
        "duplicate_sheet": first.sheet if first and first.sheet != row.sheet else None,
        "differences": [{"field": one.field, "list": one.list, "record": one.record} for one in row.differences],
    }
