"""What the files of one's part waited for on a day, and how long their steps took."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from admissions.models import StepKind
from admissions.procedure.standing import Filed, filed
from admissions.rules.year import took, waiting

__all__ = ["Taken", "Wait", "filed", "taken", "waits"]


class Wait(NamedTuple):
    """An open file, which step it waits for, since when."""

    applicant: int
    cell: int
    kind: StepKind
    since: date | None


class Taken(NamedTuple):
    """A step that was done, and in how many days."""

    applicant: int
    cell: int
    kind: StepKind
    days: int


def waits(files: Sequence[Filed]) -> list[Wait]:
    """What each open file waits for."""
    found = ((one, waiting(one.way)) for one in files if one.is_open)
    return [Wait(one.applicant, one.cell, *at) for one, at in found if at is not None]


def taken(files: Sequence[Filed], since: date, day: date) -> list[Taken]:
    """Every step done from `since` to `day`, both in, that stands on another one."""
    return [Taken(one.applicant, one.cell, kind, days) for one in files for kind, days in took(one.way, since, day)]
