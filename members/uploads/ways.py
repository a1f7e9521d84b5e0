"""Where a list says of a known person another cell or status: the act by which it would be written, which no import
does by itself."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from kit.calendar import print_day
from members.importing import Outcome, Plan, PlannedRow
from members.importing.facts import EXEMPT

# Name of the page: words of the link.
WORDS = {
    "move": "Chuyển sinh hoạt", "place": "Xếp vào chi bộ", "depart": "Ghi ra khỏi danh sách",
    "exempt": "Ghi miễn sinh hoạt", "leaver": "Mở hồ sơ đã ra khỏi danh sách", "person": "Mở hồ sơ",
}  # fmt: skip


def ways(row: PlannedRow) -> list[tuple[str, str]]:
    """(name of the page, what the list says of it as a query), for each thing that the row says otherwise."""
    return [(page, urlencode({key: value for key, value in said.items() if value})) for page, said in _ways(row)]


def _ways(row: PlannedRow) -> Iterator[tuple[str, dict[str, str]]]:
    record, one = row.record, row.given
    if record is None:
        return
    kinds = {problem.kind for problem in row.problems}
    day = print_day(one.status_on) if one.status_on else ""
    if "status_differs" in kinds:
        if record.departure is not None:
            yield "leaver", {}
        elif one.has_left():
            yield "depart", {"kind": one.status, "day": day}
        else:
            yield ("exempt", {"day": day}) if one.status == EXEMPT else ("person", {})
    if "placement_differs" in kinds:
        cell = str(row.node.pk) if row.node is not None and row.node.pk else ""
        yield "place" if record.placement is None else "move", {"organisation": cell}


def left_over(plan: Plan) -> list[tuple[int, str, int]]:
    """(person, name of the page, cell or 0) of all that the list says otherwise, for when the file is kept no more: no
    day and no word of it."""
    rows = [row for row in plan.rows if row.record is not None and row.outcome is not Outcome.REJECTED]
    return [
        (row.record.member.pk, page, int(said.get("organisation") or 0))
        for row in rows if row.record is not None
        for page, said in _ways(row)
    ]  # fmt: skip
