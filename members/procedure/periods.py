"""Another first or last day for one of several periods that follow each other: its neighbours move along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date
from typing import Any

from members import history
from members.rules import people as rules

Step = tuple[Any, dict[str, Any]]


def neighbours(row: Any, rows: Sequence[Any]) -> tuple[Any, Any]:
    """The period that ended on the day this one began, and the one that began on the day this one ended."""
    others = [one for one in rows if one.pk != row.pk]
    earlier = next((one for one in others if row.since is not None and one.until == row.since), None)
    later = next((one for one in others if row.until is not None and one.since == row.until), None)
    return earlier, later


def steps(row: Any, rows: Sequence[Any], since: date | None, until: date | None) -> list[Step]:
    """What has to be written so that `row` holds [since, until) and what touched it still does, in an order in which
    no two periods share a day in between: what gets shorter first.

    Raises RuleBroken where one of them would hold on no day.
    """
    earlier, later = neighbours(row, rows)
    rules.check_between(row, since, until, earlier, later)
    first: list[Step] = []
    last: list[Step] = []
    if earlier is not None and since != row.since:
        (first if since is not None and since < row.since else last).append((earlier, {"until": since}))
    if later is not None and until != row.until:
        (first if until is not None and until > row.until else last).append((later, {"since": until}))
    own = {name: day for name, day in (("since", since), ("until", until)) if day != getattr(row, name)}
    return [*first, *([(row, own)] if own else []), *last]


def proposed(made: Sequence[Step]) -> list[Any]:
    """Copies of the rows as they would be."""
    copies: dict[int, Any] = {}
    for row, values in made:
        one = copies.setdefault(row.pk, copy(row))
        for name, value in values.items():
            setattr(one, name, value)
    return list(copies.values())


def write(made: Sequence[Step]) -> None:
    for row, values in made:
        history.change(row, **values)


def changed(row: Any, values: Mapping[str, Any], otherwise: str) -> str:
    """The first of these fields that a correction changes: where it is said what no longer fits."""
    return next((name for name, value in values.items() if value != getattr(row, name)), otherwise)


def given_or(value: Any, standing: Any) -> Any:
    """A keyword that was not given (`...`) leaves what stands."""
    return standing if value is ... else value
