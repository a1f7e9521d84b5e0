"""Who takes part somewhere for a while, as a list and our records say it."""

from __future__ import annotations

from collections.abc import Iterable, Set

from members.comparing.rows import Listed
from members.comparing.status import ACTIVE, AWAY, GUEST


def settle(rows: Iterable[Listed], inside: Set[int | None]) -> None:
    """Which of the rows, each with its record, list a guest whom our records have as one in the organisations of the
    file (`inside`). Who belongs to them besides is listed twice, rightly: as a guest, and in a row of his own."""
    rows = list(rows)
    names_some = any(row.stay == AWAY for row in rows)
    of_record: dict[int, list[Listed]] = {}
    for row in rows:
        row.at_home = names_some and not row.stay and row.status.kind == ACTIVE
        if row.record is not None:
            of_record.setdefault(row.record.member.pk, []).append(row)
    for one in of_record.values():
        _settle(one, inside)


def _settle(rows: list[Listed], inside: Set[int | None]) -> None:
    """Of the rows of one record; they come in the order of the file."""
    record = rows[0].record
    guests = [row for row in rows if row.stay == GUEST and not row.status.has_left]
    if record is None or not guests or not record.hosts & inside:
        return
    belongs = record.present and record.organisation in inside
    own = [row for row in rows if row not in guests]
    if belongs and not own:
        return
    for row in guests:
        row.is_guest = True
    if belongs:
        for some in (own, guests):
            some[0].double_of, some[0].stands_twice = None, True
            for row in some[1:]:
                row.double_of = some[0]
