"""A committee's list held against the records of a day: who is who, who is listed twice, what differs, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from kit.reading.table import Table
from members.comparing import reasons, stays
from members.comparing.differences import differences
from members.comparing.records import Record, records
from members.comparing.rows import Difference, Listed, described, known, listed, person_of_row
from members.errors import Refusal
from members.importing.organisations import Places
from members.loading import uncollected
from members.models import Organisation

if TYPE_CHECKING:
    from kit.matching.linkage import Link, Linkage

Told = Callable[[int, int], None]
# {description of a row (see `described`): person, None for somebody without a record}.
Chosen = Mapping[str, int | None]
TELL_EVERY = 500
NO_COMMITTEE = "Không nhận ra danh sách là của đảng bộ nào; hãy chọn tổ chức."

__all__ = [
    "Chosen", "Comparison", "Difference", "Listed", "Record", "Refusal", "compare", "described", "known",
    "person_of_row", "report",
]  # fmt: skip


@dataclass
class Comparison:
    """All rows, and the records of the committees in the file that nobody listed."""

    rows: list[Listed]
    only_in_records: list[Record]
    records: int
    linkage: Linkage = field(repr=False)

    @property
    def told_of(self) -> list[int]:
        """Ids of the people of the register whom the comparison names."""
        listed = [row.record for row in self.rows if row.record is not None]
        return sorted({one.member.pk for one in (*listed, *self.only_in_records)})

    def why(self, rows: Sequence[Listed]) -> list[reasons.Why]:
        """Why each of these rows, which have a record, is that person."""
        links = [link for row in rows if (link := self.linkage.links[row.place]) is not None]
        said = ([reasons.CHOSEN] if row.chosen else [] for row in rows)
        every = zip(said, links, self._why(links), strict=True)
        return [[*one, *reasons.asked(link), *why] for one, link, why in every]

    def why_candidates(self, rows: Sequence[Listed]) -> list[list[reasons.Why]]:
        """Of each row why it may be each of its candidates, in their order."""
        links = [self.linkage.candidates[row.place] for row in rows]
        why = iter(self._why([one for own in links for one in own]))
        return [[[*self._asked(one), *next(why)] for one in own] for own in links]

    def _asked(self, one: Link) -> reasons.Why:
        """Of a candidate that is the one the row was settled on, why it is asked about."""
        settled = self.linkage.links[one.left]
        return reasons.asked(settled) if settled is not None and settled.right == one.right else []

    def _why(self, links: Sequence[Link]) -> list[reasons.Why]:
        prior = self.linkage.prior
        return [reasons.tenths(one, prior) for one in self.linkage.evidence([(one.left, one.right) for one in links])]


@uncollected()
def compare(
    tables: Sequence[Table], *, day: date, organisation: Organisation | None = None, told: Told | None = None,
    chosen: Chosen | None = None,
) -> Comparison:  # fmt: skip
    """Hold the lists of a file (`importing.tables_of`) against the records of `day`; each finds its committee by its
    titles, else by its sections, unless `organisation` is given. `told(done, total)` hears in rows how far it is;
    `chosen` knows of which rows a person has said who they are. Raises Refusal for a file without a committee that is
    ours."""
    places = Places(day, organisation, may_create=False)
    homes = [places.top if organisation else places.of_titles(table.titles) for table in tables]
    named_below = [places.of_sections(_sections(table)) for table, home in zip(tables, homes, strict=True) if not home]
    found_in = [*filter(None, homes), *(node for nodes in named_below for node in nodes)]
    if not found_in:
        raise Refusal(NO_COMMITTEE)
    ours = records(day, places)
    told = told or _nobody
    read = (one for table, home in zip(tables, homes, strict=True) for one in listed(table, home, places, day))
    rows = list(_heard(read, sum(len(table.rows) for table in tables), told))
    linkage = _link(rows, ours, told, chosen or {})
    inside = {node.pk for home in found_in for node in (home, *home.below())}
    stays.settle(rows, inside)
    for row in rows:
        row.differences = list(differences(row, row.record, day)) if row.record is not None else []
    expected = [one for one in ours if one.present and one.organisation in inside]
    named = {id(row.record) for row in rows}
    return Comparison(rows, [one for one in expected if id(one) not in named], len(expected), linkage)


def _sections(table: Table) -> Iterable[str]:
    """The sections its people stand under, each once."""
    return dict.fromkeys(row.section for row in table.rows if row.section)


def _said(rows: Sequence[Listed], ours: Sequence[Record], chosen: Chosen) -> dict[int, int | None]:
    """{row: record} of those of whom a person has said who they are."""
    places = {one.member.pk: at for at, one in enumerate(ours)}
    marks = enumerate(described(rows)) if chosen else ()
    return {place: places.get(chosen[mark] or 0) for place, mark in marks if mark in chosen}


def _nobody(done: int, total: int) -> None:
    """Nobody waits for it."""


def _heard(rows: Iterable[Listed], total: int, told: Told) -> Iterator[Listed]:
    """The rows, while they are read; half of the work as far as who waits can tell."""
    for at, row in enumerate(rows):
        if at % TELL_EVERY == 0:
            told(at // 2, total)
        yield row


def _other_half(told: Told, rows: int) -> Told:
    """Who waits thinks in rows of the list, not in pairs that are compared."""
    return lambda done, total: told((rows + (rows * done // total if total else rows)) // 2, rows)


def _link(rows: Sequence[Listed], ours: Sequence[Record], told: Told, chosen: Chosen) -> Linkage:
    """Each row gets its record, or none."""
    from kit.matching.linkage import link as linked  # here, not above: it brings numpy

    said = _said(rows, ours, chosen)
    found = linked([row.person for row in rows], [one.person for one in ours], said=said,
                   told=_other_half(told, len(rows)))  # fmt: skip
    for place, row in enumerate(rows):
        row.chosen = place in said
        row.candidates = [(one.score, ours[one.right]) for one in found.candidates[place]]
        link, nearest, first = found.links[place], found.nearest[place], found.double_of[place]
        row.place, row.score = place, nearest.score if nearest else 0.0
        row.double_of = rows[first] if first is not None else None
        if link is not None:
            row.record, row.score, row.sure = ours[link.right], link.score, link.sure
    return found


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
