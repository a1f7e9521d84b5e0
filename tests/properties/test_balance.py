"""Opening + increases - decreases = closing, for every organisation and period, whatever an office enters."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from members import movements
from members.models import Organisation
from tests import builders
from tests.properties.plain import Plain, dump, edges_of
from tests.properties.steps import TURNS
from tests.properties.test_register_against_a_plain_loop import begin, played

pytestmark = pytest.mark.django_db

# A dozen plays in a short run, a hundred and twenty in a long one; half of them on PostgreSQL.
EXAMPLES = max(settings.default.max_examples // (8 if connection.vendor == "sqlite" else 16) // TURNS, 1)
DAY = timedelta(days=1)
Coming = tuple[int, date, bool]


@settings(max_examples=EXAMPLES)
@given(data=st.data())
def plays(turn: int, data: st.DataObject) -> None:
    with played(turn, data):
        compare_balances(data)


def test_every_balance_holds_and_names_whom_a_plain_loop_names():
    begin()
    for turn in range(TURNS):
        plays(turn)


def compare_balances(data: st.DataObject) -> None:
    rows = dump()
    edges = sorted(edges_of(rows))
    here = {day: counted(Plain(rows, day)) for edge in edges for day in (edge - DAY, edge)}
    ends = data.draw(st.lists(st.sampled_from(edges), min_size=3, max_size=3, unique=True).map(sorted))
    with builders.whole():
        for organisation in Organisation.unscoped.filter(terms__isnull=False).distinct():
            for since, until in [*pairwise(ends), (edges[0], edges[-1] + DAY)]:
                found = movements.balance(organisation, since, until)
                assert {(one.member, one.day, one.is_increase) for one in found.movements} == plain_movements(
                    organisation.pk, here, [day for day in edges if since <= day < until]
                )
                assert found.holds, (organisation, since, until)
                assert len(found.opening) + sum(1 if one.is_increase else -1 for one in found.movements) == len(
                    found.closing
                )


def counted(plain: Plain) -> dict[int, frozenset[int]]:
    """Who is counted in each organisation on that day."""
    return {pk: frozenset(row["member_id"] for row in plain.roster(pk)) for pk in plain.parents}


def plain_movements(organisation: int, here: dict[date, dict[int, Any]], days: list[date]) -> set[Coming]:
    answer: set[Coming] = set()
    for day in days:
        before, now = here[day - DAY][organisation], here[day][organisation]
        answer |= {(one, day, True) for one in now - before} | {(one, day, False) for one in before - now}
    return answer
