"""A comparison as it is shown: three piles, page by page, each row with whom it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from members import wording
from members.comparing import Comparison, Listed, Record, reasons
from members.uploads.parts import HEAD, Piece, pages

DIFFER, THEIRS, OURS = "differ", "theirs", "ours"
ROWS_A_PAGE = 100


def pieces(found: Comparison, was: Mapping[str, Any], *, is_long: bool) -> Iterator[Piece]:
    """Everything that its page shows; `was` is the mark of the register that it was held against."""
    differ = [row for row in found.rows if row.record and (row.differences or row.double_of or not row.sure)]
    theirs = [row for row in found.rows if row.record is None]
    head = {
        "mark": dict(was), "is_long": is_long, "listed": len(found.rows), "records": found.records,
        "matched": sum(row.record is not None for row in found.rows), "rows": len(found.rows),
        "counts": {DIFFER: len(differ), THEIRS: len(theirs), OURS: len(found.only_in_records)},
    }  # fmt: skip
    yield HEAD, 0, head
    yield from pages(DIFFER, map(_differing, differ, found.why(differ)), ROWS_A_PAGE)
    yield from pages(THEIRS, map(_listed, theirs), ROWS_A_PAGE)
    yield from pages(OURS, map(_record, found.only_in_records), ROWS_A_PAGE)


def _listed(row: Listed) -> dict[str, Any]:
    return {"sheet": row.sheet, "row": row.row, "name": row.person.name, "cell": row.cell}


def _record(record: Record) -> dict[str, Any]:
    return {
        "name": record.person.name, "cell": record.cell, "birth": wording.birth(record.member),
        "member": record.member.pk,
    }  # fmt: skip


def _differing(row: Listed, why: reasons.Why) -> dict[str, Any]:
    return _listed(row) | {
        "person": _record(row.record) if row.record else None, "sure": row.sure,
        "double": row.double_of.row if row.double_of else None,
        "double_sheet": row.double_of.sheet if row.double_of else "",
        "differences": [[one.field, one.list, one.record] for one in row.differences],
        "why": why,
    }  # fmt: skip
