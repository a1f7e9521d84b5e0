"""Who was admitted and recognised in a period, who is on probation on a day: of the places where they stood then."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from admissions.rules.year import Left, left_of
from members.figures import joined
from members.models import Placement


class Probationer(NamedTuple):
    placement: int
    cell: int
    left: Left


def admitted(since: date, day: date) -> QuerySet[Placement]:
    """Where each stood on the day of an admission from `since` to `day`, both in: a second one counts like the first,
    and whoever left again later was admitted all the same. Whose record was made by mistake was not."""
    return _stood("membership__admitted_on", since, day)


def recognised(since: date, day: date) -> QuerySet[Placement]:
    """The same of the day from which somebody is an official member, where that is recognised."""
    return _stood("membership__official_on", since, day).exclude(membership__recognition="")


def on_probation(day: date) -> QuerySet[Placement]:
    """Who is in the register and not official that day."""
    not_yet = Q(membership__official_on__isnull=True) | Q(membership__official_on__gt=day)
    return Placement.objects.on(day).official().filter(not_yet, joined("membership"), organisation__isnull=False)


def probationers(day: date) -> list[Probationer]:
    rows = on_probation(day).order_by().values_list("pk", "organisation", "membership__admitted_on")
    return [Probationer(pk, cell, left_of(on, day)[0]) for pk, cell, on in rows]


def _stood(column: str, since: date, day: date) -> QuerySet[Placement]:
    """Official places that held on the day in that column, which lies in the period."""
    began = Q(since__isnull=True) | Q(since__lte=F(column))
    went_on = Q(until__isnull=True) | Q(until__gt=F(column))
    period: dict[str, Any] = {f"{column}__gte": since, f"{column}__lte": day}
    return Placement.objects.official().filter(
        began, went_on, joined("membership"), organisation__isnull=False, **period
    )
