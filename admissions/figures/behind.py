"""The names behind a number of the year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from admissions.models import Applicant, RecognitionKind, StepKind
from admissions.rules.year import WAITS, Left, Waits
from members.models import Placement

from . import people
from .files import Taken, Wait, filed, followed, taken, taken_after, waits, waits_after
from .places import Places
from .year import AFTER, AWAITED, DONE, FLOWS, OPEN


def files_behind(
    key: str, since: date, day: date, places: Places, line: int | None
) -> tuple[QuerySet[Applicant], dict[int, Wait | Taken]]:
    """(the files, {file: what it waits for, or what it did in how many days}). `key`: what is waited for, a step that
    is waited for ("cho-…") or was done ("buoc-…"), of the recognition "cho-cn-…" and "buoc-cn-…"; `line`: of one
    alone. Raises ValueError for another key."""
    said: list[Wait | Taken]
    if (step := step_of(key)) is not None:
        how, kind = step
        said = [one for one in _steps(how, kind, since, day) if one.kind == kind]
    else:
        meant = None if key == OPEN else Waits(key)
        said = [one for one in waits(filed(day)) if meant is None or WAITS[one.kind] == meant]
    found: dict[int, Wait | Taken] = {
        one.applicant: one for one in said if line is None or places.line_of(one.cell) == line
    }
    return Applicant.listed.filter(pk__in=list(found)), found


def step_of(key: str) -> tuple[str, StepKind | RecognitionKind] | None:
    """(AWAITED or DONE, which step) of the key of a step's number; None of another key."""
    how, _, name = key.partition("-")
    if how not in (AWAITED, DONE):
        return None
    after = name.removeprefix(AFTER)
    if after != name and after in RecognitionKind.values:
        return how, RecognitionKind(after)
    return (how, StepKind(name)) if name in StepKind.values else None


def _steps(how: str, kind: StepKind | RecognitionKind, since: date, day: date) -> Sequence[Wait | Taken]:
    """Every step of the way of this one, of the admission or after it, that is waited for or was done."""
    if isinstance(kind, RecognitionKind):
        return taken_after(followed(day, since), since, day) if how == DONE else waits_after(followed(day), day)
    return taken(filed(day, since), since, day) if how == DONE else waits(filed(day))


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
