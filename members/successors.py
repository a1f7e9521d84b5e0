"""What ended and what carries it on, of the whole register: whoever reads one of them is told nothing else of the
others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from members import tree
from members.models import Closure


def closures_of(organisations: Iterable[int], day: date) -> dict[int, Closure]:
    """{organisation: how it ended}, of each of these, and of what carries it on, that ended by that day."""
    found: dict[int, Closure] = {}
    waiting = set(organisations)
    while waiting:
        rows = {one.organisation_id: one for one in Closure.unscoped.filter(organisation__in=waiting, day__lte=day)}
        found |= rows
        waiting = {one.successor_id for one in rows.values() if one.successor_id} - set(found)
    return found


def carriers_of(organisations: Iterable[int], day: date) -> dict[int, int]:
    """{organisation: where it goes on}: one that has ended by then in its successor, however many times over."""
    some = list(organisations)
    ended = closures_of(some, day)
    return {one: last_of(one, ended) for one in some}


def carrier_of(organisation: int, day: date) -> int:
    return carriers_of([organisation], day)[organisation]


def last_of(one: int, ended: Mapping[int, Closure]) -> int:
    """Where it goes on by these closures; itself while it stands."""
    seen = {one}
    while (gone := ended.get(one)) is not None and gone.successor_id and gone.successor_id not in seen:
        one = gone.successor_id
        seen.add(one)
    return one


def before(organisation: int) -> list[tuple[int, str]]:
    """What it follows, each as it was last called: [(organisation, name)]."""
    ended = Closure.unscoped.filter(successor=organisation).values_list("organisation", "day")
    return [(pk, tree.name_on(pk, day - timedelta(days=1))) for pk, day in ended]


def carried_on(organisation: int) -> list[Closure]:
    """What ended and is carried on by it, with the decisions, in the order of days."""
    ended = Closure.unscoped.filter(successor=organisation).select_related("decision")
    return list(ended.order_by("day", "pk"))


def taken_in(organisation: int, day: date) -> dict[int, date]:
    """Which organisations have become part of it by that day: {organisation: since when}."""
    rows = Closure.unscoped.filter(successor=organisation, day__lte=day).order_by("day", "organisation")
    return dict(rows.values_list("organisation", "day"))


def ended(since: date, until: date) -> dict[int, date]:
    """Every organisation of the register that ended in [since, until): {organisation: day}."""
    return dict(Closure.unscoped.filter(day__gte=since, day__lt=until).values_list("organisation", "day"))
