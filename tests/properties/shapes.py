"""How a drawn step is about something: a person, a row, a period that is ended or corrected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from members.models import Member
from tests.builders import PAPER
from tests.properties.drawing import DAYS, Case, Draw

OFFICIAL = {"memberships__official_on__isnull": False}
STANDS = {"terms__until": None}


def day_or_open(draw: Draw) -> date | None:
    return draw.maybe(*DAYS)


def decision(draw: Draw) -> dict[str, Any]:
    return draw.some(decision=lambda: PAPER)


def person(about: Callable[[Draw], dict[str, Any]], **wanted: Any) -> Callable[[Draw], Case]:
    return lambda draw: ((draw.row(Member, **wanted),), about(draw))


def here(about: Callable[[Draw, date], dict[str, Any]], **wanted: Any) -> Callable[[Draw], Case]:
    """About somebody, mostly one who stands in a cell, mostly on a day on which he stood there."""

    def step(draw: Draw) -> Case:
        member, since = draw.here(**wanted)
        return (member,), about(draw, draw.after(since, DAYS[-1]))

    return step


def fact(model: Any, about: Callable[[Draw], dict[str, Any]], **wanted: Any) -> Callable[[Draw], Case]:
    return lambda draw: ((draw.row(model, **wanted),), about(draw))


def ends(model: Any, **wanted: Any) -> Callable[[Draw], Case]:
    def step(draw: Draw) -> Case:
        row = draw.row(model, until=None, **wanted)
        return (row,), {"day": draw.after(row.since)} if row else {}

    return step


def dated(
    model: Any, about: Callable[[Draw], dict[str, Any]] = lambda draw: {}, **wanted: Any
) -> Callable[[Draw], Case]:
    """A correction: mostly of a day, so that the period still ends after it begins."""

    def step(draw: Draw) -> Case:
        row = draw.row(model, **wanted)
        if row is None:
            return (None,), {}
        other = about(draw)
        if other and draw.sometimes():
            return (row,), other
        given = draw.something(
            since=lambda: draw.before(row.until), until=lambda: draw.maybe(draw.after(row.since)) if row.until else None
        )
        return (row,), {**given, **other}

    return step
