"""How many may vote, as the register says: for who types the numbers of a vote."""

from __future__ import annotations

from datetime import date

from admissions.models import StepKind
from members import tree
from members.models import OfficeHolding, Placement


def voters(kind: StepKind, cell: int, day: date) -> int:
    """Official members of the cell that day; of the committee, those who hold an office in it. 0 for nobody known."""
    if kind == StepKind.CELL:
        here = Placement.objects.on(day).official().filter(organisation=cell, membership__official_on__lte=day)
        return int(here.exclude(membership__recognition="").count())
    grass = [term.organisation_id for term in tree.terms_above(cell, day) if term.kind.is_grass_roots]
    held = OfficeHolding.objects.on(day).filter(organisation__in=grass[-1:])
    return int(held.values("member").distinct().count())
