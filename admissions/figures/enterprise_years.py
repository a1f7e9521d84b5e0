"""Private enterprises over several years: who was there at the end of each, who was admitted in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from admissions.models import Enterprise
from members import successors

from .enterprises import Sum, sums, there

# How many years stand side by side.
YEARS = 5


class InYear(NamedTuple):
    """`day`: the last of the year, or the day asked for; the numbers of each area, as it goes on by the day asked for,
    and of each enterprise that stood on `day`."""

    day: date
    of_area: dict[int, Sum]
    of_enterprise: dict[int, Sum]


def last_days(day: date) -> list[date]:
    """The last day of each of the years before that of `day`, and `day`."""
    return [*(date(year, 12, 31) for year in range(day.year - YEARS + 1, day.year)), day]


def in_years(day: date) -> tuple[list[InYear], dict[int, Enterprise], dict[int, int]]:
    """(the years, {number: enterprise} of all that stood on one of their last days, {enterprise: its area as it goes on
    by `day`}). As many questions for many enterprises as for one."""
    standing = {at: list(Enterprise.objects.on(at).order_by("sort_key", "pk")) for at in last_days(day)}
    every = {one.pk: one for some in standing.values() for one in some}
    areas = successors.carriers_of({one.area_id for one in every.values()}, day)
    years = [_in_year(some, areas, at) for at, some in standing.items()]
    return years, every, {pk: areas[one.area_id] for pk, one in every.items()}


def _in_year(standing: Sequence[Enterprise], areas: dict[int, int], day: date) -> InYear:
    here = there(standing, date(day.year, 1, 1), day)
    each = {one.pk: sums([one], here, {one.area_id: one.pk})[one.pk] for one in standing}
    return InYear(day, sums(standing, here, areas), each)
