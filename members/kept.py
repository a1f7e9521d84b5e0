"""What every page says around its content, read once for each state of the tree and kept in the process.

Names and places of organisations and the office's own words: nothing about persons. It is kept under the mark of the
state (`TreeState.mark`), which each request reads anew together with its roles: a verb that changes the tree or a
setting draws another mark, in its transaction, so that no worker of the server goes on with an older picture.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import QuerySet, Subquery

from members import scope
from members.models import Holiday, Setting, Term, TreePlace, TreeState, TreeVersion
from members.models.periods import holds, nearness
from members.scope import Place, Range

# The newest state, and the one before it for requests still under way.
STATES = 2


@dataclass(frozen=True, slots=True)
class Named:
    """What an organisation was called for some days."""

    organisation: int
    name: str
    short_name: str
    since: date | None
    until: date | None
    parent: int | None

    def holds_on(self, day: date) -> bool:
        return holds(self.since, self.until, day)


@dataclass
class _State:
    """`places`: those of each version of the tree that was asked for, with the days between which it is the tree."""

    named: tuple[Named, ...] | None = None
    settings: tuple[tuple[str, str, date | None, date | None], ...] | None = None
    holidays: tuple[tuple[date, bool], ...] | None = None
    places: list[tuple[date, date | None, dict[int, Place]]] = field(default_factory=list)


_states: OrderedDict[str, _State] = OrderedDict()
_lock = threading.Lock()


def forget() -> None:
    """Nothing is kept any more: the database behind it was put back."""
    with _lock:
        _states.clear()


def _state() -> _State | None:
    """What is kept for this request; None where no mark was read (commands, and after the tree was changed)."""
    mark = scope.mark()
    if not mark:
        return None
    with _lock:
        state = _states.setdefault(mark, _State())
        _states.move_to_end(mark)
        while len(_states) > STATES:
            _states.popitem(last=False)
    return state


def names_on(day: date) -> dict[int, Named] | None:
    """{organisation: what it was called that day}; None where nothing is kept."""
    named = _named()
    return None if named is None else {one.organisation: one for one in named if one.holds_on(day)}


def _named() -> tuple[Named, ...] | None:
    """Every name an organisation bore; None where nothing is kept."""
    state = _state()
    if state is None:
        return None
    if state.named is None:
        state.named = tuple(_read_named(Term.unscoped.all()))
    return state.named


def _read_named(terms: QuerySet[Term]) -> list[Named]:
    rows = terms.values_list("organisation", "name", "short_name", "since", "until", "parent")
    return [Named(*row) for row in rows]


def short_names(organisations: Iterable[int], day: date) -> dict[int, str]:
    """{organisation: its short name that day}, kept or asked now."""
    return _said(organisations, day, "short_name")


def full_names(organisations: Iterable[int], day: date) -> dict[int, str]:
    """{organisation: its whole name that day}, kept or asked now."""
    return _said(organisations, day, "name")


def called(organisations: Iterable[int], day: date) -> dict[int, str]:
    """{organisation: its whole name that day}; of what stands no longer, the name it bore last; of what
    stands not yet, the one it will bear first."""
    wanted = set(organisations)
    found = full_names(wanted, day)
    if gone := wanted - set(found):
        named = _named()
        rows = _read_named(Term.unscoped.filter(organisation__in=gone)) if named is None else named
        terms = sorted((one for one in rows if one.organisation in gone), key=lambda one: nearness(one.since, day))
        found |= {one.organisation: one.name for one in terms}
    return found


def parents(organisations: Iterable[int], day: date) -> dict[int, int | None]:
    """{organisation: directly under which it stood that day}, kept or asked now."""
    return _said(organisations, day, "parent")


def committees(organisations: Iterable[int], day: date) -> dict[int, int]:
    """{organisation: the one with whose papers its own lie}: what is directly above a cell; a committee's own, and of
    what stands directly under the head of the register."""
    wanted = set(organisations)
    above = parents(wanted, day)
    has_above = {pk for pk, parent in parents(filter(None, above.values()), day).items() if parent is not None}
    return {pk: above[pk] if above.get(pk) in has_above else pk for pk in wanted}  # type: ignore[misc]


def _said(organisations: Iterable[int], day: date, column: str) -> dict[int, Any]:
    """How an organisation is called is told to whoever meets it, beside a person or on a paper, his part or not."""
    wanted = set(organisations)
    named = names_on(day)
    if named is None:
        rows = Term.unscoped.on(day).filter(organisation__in=wanted)
        return dict(rows.values_list("organisation", column))
    return {pk: getattr(named[pk], column) for pk in wanted if pk in named}


def places_on(day: date) -> dict[int, Place] | None:
    """{organisation: where it stood that day}; None where nothing is kept or that day's tree has no index yet."""
    state = _state()
    if state is None:
        return None
    for since, until, places in state.places:
        if since <= day and (until is None or day < until):
            return places
    return _read_places(state, day)


def _read_places(state: _State, day: date) -> dict[int, Place] | None:
    newest = TreeState.objects.filter(mark=scope.mark()).values("generation")[:1]
    versions = TreeVersion.objects.filter(generation=Subquery(newest), since__lte=day)
    version = next((one for one in versions if one.until is None or day < one.until), None)
    if version is None:
        return None
    rows = list(
        TreePlace.objects.filter(version=version).order_by("lo").values_list("organisation", "lo", "hi", "depth")
    )
    if not rows:
        # Somebody has changed the tree between these two questions: the index is gone, and not to be kept as empty.
        return None
    places = {
        pk: Place(version.pk, Range(lo, hi), pk, depth, everything=lo == 0 and hi == len(rows))
        for pk, lo, hi, depth in rows
    }
    state.places.append((version.since, version.until, places))
    return places


def named(place: Place, day: date) -> Place:
    """The same place with its organisations by name, where the tree of that day is kept."""
    places = places_on(day)
    if places is None or places.get(place.organisation) != place:
        return place
    # In the order of their numbers, none of which is left out.
    return replace(place, named=tuple(islice(places, place.range.lo, place.range.hi)))


def holidays() -> tuple[tuple[date, bool], ...]:
    """(day, whether it is worked in exchange) of every day the office has noted, kept or asked now."""
    state = _state()
    if state is not None and state.holidays is not None:
        return state.holidays
    rows = tuple(Holiday.objects.values_list("day", "is_worked"))
    if state is not None:
        state.holidays = rows
    return rows


def settings(day: date) -> dict[str, str]:
    """{key: the office's word that day}, kept or asked now."""
    state = _state()
    if state is None:
        return dict(Setting.objects.on(day).values_list("key", "value"))
    return {key: value for key, value, since, until in _settings(state) if holds(since, until, day)}


def setting(key: str, day: date) -> str | None:
    """The office's word for a key on that day, None where it has none."""
    state = _state()
    if state is None:
        return Setting.objects.on(day).filter(key=key).values_list("value", flat=True).first()
    rows = _settings(state)
    return next((value for one, value, since, until in rows if one == key and holds(since, until, day)), None)


def _settings(state: _State) -> tuple[tuple[str, str, date | None, date | None], ...]:
    if state.settings is None:
        state.settings = tuple(Setting.objects.values_list("key", "value", "since", "until"))
    return state.settings
