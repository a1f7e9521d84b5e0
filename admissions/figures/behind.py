"""The names behind a number of the year."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from admissions.models import Applicant, RecognitionKind, StepKind
from admissions.rules.year import WAITS, Left, Waits
from members.models import Placement

from . import people
from .files import Taken, Wait, filed, followed, taken, taken_after, waits, waits_after
from .places import Places
from .year import AFTER, FLOWS, OPEN


def files_behind(
    key: str, since: date, day: date, places: Places, line: int | None
) -> tuple[QuerySet[Applicant], dict[int, Wait | Taken]]:
    """(the files, {file: what it waits for, or what it did in how many days}). `key`: what is waited for, a step that
    is waited for ("cho-…") or was done ("buoc-…"), of the recognition "cho-cn-…" and "buoc-cn-…"; `line`: of one
    alone. Raises ValueError for another key."""
    said: list[Wait] | list[Taken]
    kind, how = _step_of(key)
    if isinstance(kind, RecognitionKind):
        after = followed(day, since if how == "buoc" else None)
        steps = taken_after(after, since, day) if how == "buoc" else waits_after(after, day)
        said = [one for one in steps if one.kind == kind]  # type: ignore[assignment]
    elif how == "buoc":
        said = [one for one in taken(filed(day, since), since, day) if one.kind == kind]
    else:
        meant = None if key == OPEN or kind else Waits(key)
        said = [one for one in waits(filed(day))
                if (kind is None or one.kind == kind) and (meant is None or WAITS[one.kind] == meant)]  # fmt: skip
    found: dict[int, Wait | Taken] = {
        one.applicant: one for one in said if line is None or places.line_of(one.cell) == line
    }
    return Applicant.listed.filter(pk__in=list(found)), found


def _step_of(key: str) -> tuple[StepKind | RecognitionKind | None, str]:
    how, _, kind = key.partition("-")
    if how in ("cho", "buoc") and kind.removeprefix(AFTER) in RecognitionKind.values and kind.startswith(AFTER):
        return RecognitionKind(kind.removeprefix(AFTER)), how
    if how in ("cho", "buoc") and kind in StepKind.values:
        return StepKind(kind), how
    return None, ""


def people_behind(key: str, since: date, day: date, places: Places, line: int | None) -> QuerySet[Placement]:
    """Who was admitted or recognised, or is on probation with so much left ("du-bi-…"). Raises ValueError for another
    key."""
    if key in FLOWS:
        rows = FLOWS[key](since, day)
    else:
        group = Left(key.removeprefix("du-bi-"))
        rows = Placement.objects.filter(pk__in=[one.placement for one in people.probationers(day) if one.left == group])
    if line is None:
        return rows
    cells = rows.order_by().values_list("organisation", flat=True).distinct()
    return rows.filter(organisation__in=[cell for cell in cells if places.line_of(cell) == line])
