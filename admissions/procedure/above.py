"""What stands above a cell on a day, and where a cell goes on that has ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from members import successors
from members.models import Term


class Around(NamedTuple):
    """A cell that stands, and what stands above it: a part-committee between it and the grass-roots committee; which
    committee that is, None where the cell is a grass-roots organisation itself."""

    has_cell: bool
    has_part: bool
    committee: int | None


def standing_of(organisations: set[int], day: date) -> tuple[dict[int, int], dict[int, Around]]:
    """{cell: where it goes on}, and each of those with what is above it. Successors are asked for only where one has
    ended; whatever is no cell is read with the cells, in one question: that is few, and stands above them."""
    if not organisations:
        return {}, {}
    terms = _terms(Q(organisation__in=organisations) | Q(kind__holds_members=False), day)
    cells = {pk: pk for pk in organisations}
    if gone := organisations - set(terms):
        cells |= successors.carriers_of(gone, day)
    missing = set(cells.values()) - set(terms)
    while missing:
        found = _terms(Q(organisation__in=missing), day)
        terms |= found
        missing = {row.parent_id for row in found.values() if row.parent_id} - set(terms)
    return cells, {cell: _above(cell, terms) for cell in set(cells.values())}


def _terms(which: Q, day: date) -> dict[int, Term]:
    return {row.organisation_id: row for row in Term.unscoped.on(day).filter(which).select_related("kind")}


def _above(cell: int, terms: Mapping[int, Term]) -> Around:
    depth, own = 0, terms.get(cell)
    at = last = own
    while at is not None and not at.kind.is_grass_roots:
        at = terms.get(at.parent_id or 0)
        depth, last = depth + (at is not None), at or last
    has_cell, over = own is not None and own.kind.holds_members, at or last
    return Around(has_cell, has_part=depth > 1, committee=over.organisation_id if over and depth > 0 else None)
