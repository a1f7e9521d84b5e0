"""The checks asked for the ends of the last quarters: how many records each named on those days, as known today.

A check is a question about a day, so nothing is stored. What was known then is not kept: a record that is mended today
was always right for these questions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import BigIntegerField, Count, F, Func, QuerySet, Value

from members import checks, figures, office, tree
from members.models import Act, Finding, Organisation, Placement

# Two years of quarters, and among them the one to which today is held.
QUARTERS, A_YEAR = 8, 4
TOTAL = "total"
# What a list said and nobody has settled bears no day of its own: only today knows it.
UNDATED = frozenset({"finding_open"})
# These look at a person's own dates and nothing else: all of them are asked in one walk over the people.
OWN_DATES = frozenset({
    "birth_missing", "birth_implausible", "admission_missing", "admission_future", "admitted_young", "official_early",
    "review_due", "probation_over", "recognition_unknown",
})  # fmt: skip
# So many of the units with the most are named.
MOST = 3

# {key of a check, and "total": number of people}
Numbers = dict[str, int]


def quarter_ends(day: date, count: int = QUARTERS) -> list[date]:
    """The last days of the quarters that ended before `day`, the oldest first."""
    ends: list[date] = []
    begin = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    while len(ends) < count:
        end = begin - timedelta(days=1)
        ends.insert(0, end)
        begin = date(end.year, end.month - 2, 1)
    return ends


def past(organisation: Organisation, days: Sequence[date], today: date) -> dict[date, Numbers | None]:
    """The numbers of each day, two statements a day; None for a day before the register begins, or on which nobody
    stood there."""
    first = office.first_day(today)
    found: dict[date, Numbers | None] = {}
    for day in days:
        numbers = numbers_on(figures.counted(organisation, day), day) if first is None or first <= day else Counter()
        found[day] = dict(numbers) if numbers[TOTAL] else None
    return found


def numbers_on(rows: QuerySet[Placement], day: date) -> Counter[str]:
    """How many people of these placements each check names on that day, counted by the database: two statements."""
    rows = rows.order_by()
    own = {one.key: Count("member", filter=one.condition(day)) for one in checks.CHECKS if one.key in OWN_DATES}
    numbers = Counter(rows.aggregate(**{TOTAL: Count("member")}, **own))
    # No aggregate to Django, which would group by the key beside it.
    many = Func(F("member"), function="COUNT", output_field=BigIntegerField())
    first, *others = (
        rows.filter(one.condition(day)).values_list(Value(one.key), many)
        for one in checks.CHECKS
        if one.key not in OWN_DATES | UNDATED
    )
    return numbers + Counter(dict(first.union(*others, all=True)))


def units(
    organisation: Organisation, day: date, by_cell: checks.Counts, keys: Sequence[str]
) -> dict[str, list[tuple[int, int]]]:
    """{check: (organisation directly below, how many) of those with the most people whom the check names}."""
    values = {pk: tuple(row[key] for key in keys) for pk, row in by_cell.items()}
    below = tree.sums_under(organisation.pk, day, values) if values else []
    most = {key: [(pk, sums[at]) for pk, sums in below if sums[at]] for at, key in enumerate(keys)}
    return {key: sorted(some, key=lambda one: -one[1])[:MOST] for key, some in most.items()}


def open_findings(rows: QuerySet[Placement]) -> list[tuple[str, str, int]]:
    """(code, column, how many) of what lists said about these people and nobody has settled, the most first."""
    found = Finding.objects.filter(member__in=rows.order_by().values("member")).order_by()
    counted = found.values("code", "field").annotate(many=Count("pk")).values_list("code", "field", "many")
    return sorted(counted, key=lambda one: (-one[2], one[0]))


def settled_since(rows: QuerySet[Placement], day: date) -> int:
    """How many of them were settled after that day, by the lines of the history: these bear the day they were made."""
    lines: Any = Act.objects.filter(verb="settle_finding", at__date__gt=day)
    return int(lines.filter(member__in=rows.order_by().values("member")).count())
