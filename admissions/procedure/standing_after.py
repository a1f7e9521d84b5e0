"""Whom the files of one's part admitted, as the way to the official member stood on a day."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from admissions.models import Applicant
from admissions.procedure.probation import elsewhere, of_files
from admissions.procedure.reading import read_shown
from admissions.rules.probation import Path
from admissions.rules.year import up_to
from members import scope
from members.models import Membership


class Followed(NamedTuple):
    """A file after the ceremony, the cell that considers the person, and what it said on the day."""

    applicant: int
    cell: int
    path: Path


def followed(day: date, since: date | None = None) -> list[Followed]:
    """Of who was on probation on `day`, and with `since` of who was recognised from then on. What became of somebody in
    another part is told by nobody here. As many questions for many files as for one."""
    first = since or day
    open_or_late = (
        Q(official_on=None) | Q(official_on__gte=first) | Q(recognition_decision__signed_on__gte=first)
    )  # fmt: skip
    spell = Membership.unscoped.filter(open_or_late, member=OuterRef("member"), admitted_on__lte=day)
    rows = list(Applicant.listed.filter(Exists(spell)).order_by("pk"))
    if not rows:
        return []
    files = [one for one in read_shown(rows, day, scope.LISTS).values() if one.left_on is None]
    gone, found = elsewhere(files), of_files(files)
    return [
        Followed(one.applicant.pk, one.cell, up_to(found[one.applicant.pk].path, day))
        for one in files if one.applicant.member_id not in gone
    ]  # fmt: skip
