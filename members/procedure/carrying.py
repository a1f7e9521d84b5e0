"""A change of an organisation from a day on: the term of that day is split there, and later terms follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

from members import history
from members.models import Decision, OfficeHolding, Place, Sector, Term
from members.rights import Actor

# Organisations of which the acts inside `corrections` have written otherwise what began that day; None: nobody asks.
_corrected: ContextVar[set[int] | None] = ContextVar("corrected", default=None)
CARRIED = ("parent", "kind", "sector", "name", "short_name", "code", "in_private_enterprise")
PLACES = "places"
# What a new organisation is said to be where its form was left as it opened.
UNSAID: dict[str, Any] = {PLACES: set(), "sector": Sector.OTHER, "code": "", "in_private_enterprise": False}


def split(here: Term, day: date, decision: Decision | None) -> Term:
    """The term from `day` on, which says what `here` says; `here` ends there."""
    places, until = list(here.places.all()), here.until
    kept = {name: getattr(here, name) for name in CARRIED}
    history.change(here, until=day)
    fresh = history.create(
        Term, organisation_id=here.organisation_id, since=day, until=until, decision=decision, **kept
    )
    if places:
        history.set_links(fresh, PLACES, places)
    return fresh


def says(term: Term, names: Iterable[str]) -> dict[str, Any]:
    """What a term says under these names; of its area, which places."""
    return {name: _places(term.places.all()) if name == PLACES else getattr(term, name) for name in names}


def overwritten(terms: Sequence[Term], here: Term, values: dict[str, Any], decision: Decision | None) -> list[str]:
    """In words, what was written to begin with `here` and would be something else: not what it took over from the term
    before, nor what nobody had written down when the organisation began."""
    number = terms.index(here)
    stood = says(here, values)
    before = says(terms[number - 1], values) if number else UNSAID
    said = {name: _places(value) if name == PLACES else value for name, value in values.items()}
    names = [name for name in values if said[name] != stood[name] != before.get(name)]
    if "name" in names and "short_name" in names:
        names.remove("short_name")
    if decision is not None and here.decision_id not in (None, decision.pk):
        names.append("decision")
    labels = {one.name: str(one.verbose_name) for one in (*Term._meta.fields, *Term._meta.many_to_many)}
    return [labels[name] for name in names]


@contextmanager
def corrections() -> Iterator[set[int]]:
    """Which organisations the acts inside correct: what carries them out asks for one reason for all of it."""
    corrected: set[int] = set()
    token = _corrected.set(corrected)
    try:
        yield corrected
    finally:
        _corrected.reset(token)


def corrects(here: Term | OfficeHolding, names: Sequence[str]) -> None:
    """Note that the open act writes these otherwise, for whoever asks."""
    if names and (corrected := _corrected.get()) is not None:
        corrected.add(here.organisation_id)


def asks_why(by: Actor) -> bool:
    """Whether the open act could give a reason and gave none: a plan, a sheet, a list names the ground of what is done
    inside it, and the machine is not asked."""
    act = history.current()
    return act.inside is None and not act.why and not by.machine


def _places(places: Iterable[Place]) -> set[int]:
    return {place.pk for place in places}


def write(term: Term, values: dict[str, Any]) -> None:
    columns = {name: value for name, value in values.items() if name != PLACES}
    if columns:
        history.change(term, **columns)
    if PLACES in values:
        history.set_links(term, PLACES, values[PLACES])


def carry(later: Sequence[Term], former: dict[str, Any], values: dict[str, Any]) -> None:
    """Later terms follow for each value until the day on which that value was itself changed, so that days may be
    entered out of order. `former`: what was said before. A short name goes no further than the name it belongs to."""
    going = dict(values)
    for term in later:
        stood = says(term, going)
        going = {name: value for name, value in going.items() if stood[name] == former[name]}
        if "name" in values and "name" not in going:
            going.pop("short_name", None)
        if not going:
            return
        write(term, going)


def reach(here: Term, later: Sequence[Term], name: str) -> date | None:
    """The day on which what `here` says ends or is something else."""
    until = here.until
    for term in later:
        if getattr(term, name) != getattr(here, name):
            break
        until = term.until
    return until
