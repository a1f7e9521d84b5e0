"""What the files of one's part waited for on a day, and how long their steps took."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from admissions.models import RecognitionKind, StepKind
from admissions.procedure.standing import Filed, filed
from admissions.procedure.standing_after import Followed, followed
from admissions.rules.year import took, took_after, waiting, waiting_after

__all__ = ["Taken", "Wait", "filed", "followed", "taken", "taken_after", "waits", "waits_after"]


class Wait(NamedTuple):
    """An open file, which step it waits for, since when."""

    applicant: int
    cell: int
    kind: StepKind | RecognitionKind
    since: date | None


class Taken(NamedTuple):
    """A step that was done, and in how many days."""

    applicant: int
    cell: int
    kind: StepKind | RecognitionKind
    days: int


def waits(files: Sequence[Filed]) -> list[Wait]:
    """What each open file waits for."""
    found = ((one, waiting(one.way)) for one in files if one.is_open)
    return [Wait(one.applicant, one.cell, *at) for one, at in found if at is not None]


def taken(files: Sequence[Filed], since: date, day: date) -> list[Taken]:
    """Every step done from `since` to `day`, both in, that stands on another one."""
    return [Taken(one.applicant, one.cell, kind, days) for one in files for kind, days in took(one.way, since, day)]


def waits_after(files: Sequence[Followed], day: date) -> list[Wait]:
    """For which step of the recognition each probationer waits."""
    found = ((one, waiting_after(one.path, day)) for one in files)
    return [Wait(one.applicant, one.cell, *at) for one, at in found if at is not None]


def taken_after(files: Sequence[Followed], since: date, day: date) -> list[Taken]:
    """Every step of the recognition done from `since` to `day`, both in."""
    return [
        Taken(one.applicant, one.cell, kind, days) for one in files for kind, days in took_after(one.path, since, day)
    ]  # fmt: skip
