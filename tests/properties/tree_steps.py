"""Steps of the tree drawn by chance: organisations, their terms, closings and offices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from members.models import Closure, Kind, Office, OfficeHolding, Organisation, Place, Term
from tests.builders import BEGINNING, PAPER
from tests.properties.drawing import DAYS, Case, Draw
from tests.properties.shapes import OFFICIAL, STANDS, dated, day_or_open, decision, ends, fact, here

TREE_NAMES = ["Chi bộ Thôn 10", "Chi bộ Thôn 9", "Chi bộ Thôn 11", "Đảng bộ xã Mới", " "]
CODES, SHORT_NAMES = ["38.1", "38.2", ""], ["T10", ""]
# What may stand under what; anything else is tried too.
UNDER = {"above": ["committee", "grass_cell"], "committee": ["part", "cell"], "part": ["cell"]}
# What may become what without its people or cells having to go.
ALIKE = {"committee": ["part", "above"], "grass_cell": ["cell"], "cell": ["grass_cell"], "part": ["committee"]}


def _kind_of(organisation: Organisation | None) -> str:
    term = Term.unscoped.filter(organisation=organisation).select_related("kind").order_by("since", "pk").last()
    return term.kind.code if term else ""


def kind_under(draw: Draw, parent: Organisation | None) -> Kind:
    term = Term.unscoped.filter(organisation=parent).select_related("kind").last() if parent else None
    return draw.row(Kind, code__in=UNDER.get(term.kind.code if term else "", ["above"]))


def _founded(organisation: Organisation | None) -> date | None:
    term = Term.unscoped.filter(organisation=organisation).order_by("since", "pk").first()
    return term and term.since


def _create_organisation(draw: Draw) -> Case:
    over = {"terms__kind__code__in": list(UNDER), "terms__until": None}
    parent = draw.row(Organisation, **over) if draw.among([True] * 15 + [False]) else None
    named = {"name": draw.text(TREE_NAMES), "kind": kind_under(draw, parent), "parent": parent}
    named["day"] = draw.after(_founded(parent)) if draw.aimed() else draw.maybe(draw.day())
    return (), {**named, **draw.some(places=lambda: [draw.row(Place)], decision=lambda: PAPER)}


def _change_kind(draw: Draw) -> Case:
    organisation = draw.row(Organisation, **STANDS)
    kind = draw.row(Kind, code__in=[*ALIKE.get(_kind_of(organisation), ALIKE), _kind_of(organisation)])
    given = draw.something(
        kind=lambda: kind, sector=lambda: draw.among(["school", "office"]), in_private_enterprise=draw.sometimes
    )
    return (organisation,), {"day": draw.after(_founded(organisation)), **given}


def _move_organisation(draw: Draw) -> Case:
    """Mostly a cell, mostly under another committee."""
    organisation = draw.row(Organisation, terms__kind__code__in=["cell", "grass_cell", "part"], **STANDS)
    over = [code for code, under in UNDER.items() if _kind_of(organisation) in under]
    parent = draw.row(Organisation, terms__kind__code__in=over, **STANDS)
    return (organisation,), {"day": draw.after(BEGINNING), "parent": parent}


def _rename(draw: Draw) -> dict[str, Any]:
    called = draw.something(
        name=lambda: draw.text(TREE_NAMES), code=lambda: draw.among(CODES), short_name=lambda: draw.among(SHORT_NAMES)
    )
    return {"day": draw.after(BEGINNING), **called, **decision(draw)}


def _close(draw: Draw) -> dict[str, Any]:
    day = draw.among(DAYS[-6:]) if draw.aimed() else draw.day()
    return {"day": day, **draw.some(successor=lambda: draw.row(Organisation), decision=lambda: PAPER)}


def _correct_closing(draw: Draw) -> dict[str, Any]:
    return draw.something(
        day=lambda: draw.among(DAYS[-6:]) if draw.aimed() else draw.day(),
        successor=lambda: draw.among([None, *[draw.row(Organisation, **STANDS)] * 4]), decision=lambda: PAPER,
    )  # fmt: skip


def _hold(draw: Draw, day: date) -> dict[str, Any]:
    named = {"organisation": draw.row(Organisation), "office": draw.among(Office.values)}
    return {**named, "day": day, "until": draw.until(day)}


def _congress(draw: Draw) -> dict[str, Any]:
    chosen = [(draw.here(**OFFICIAL)[0], draw.among(Office.values)) for _ in range(draw.among([1, 2]))]
    return {"day": draw.among(DAYS[-2:]) if draw.aimed() else draw.day(), "chosen": chosen, **decision(draw)}


STEPS: dict[str, Callable[[Draw], Case]] = {
    "create_organisation": _create_organisation,
    "rename_organisation": fact(Organisation, _rename, **STANDS),
    "change_kind": _change_kind,
    "set_area": fact(Organisation, lambda d: {"day": d.day(), "places": d.some(one=lambda: d.row(Place)).values()}),
    "move_organisation": _move_organisation,
    "close_organisation": fact(Organisation, _close, placements=None, child_terms=None),
    "correct_closing": fact(Closure, _correct_closing),
    "correct_term": fact(
        Term, lambda d: {"since": d.after(None) if d.aimed() else day_or_open(d)}, organisation__placements=None
    ),
    "hold_office": here(_hold, **OFFICIAL),
    "record_congress": fact(Organisation, _congress, **STANDS),
    "correct_office": dated(OfficeHolding, lambda d: d.some(office=lambda: d.among(Office.values))),
    "end_office": ends(OfficeHolding),
}  # fmt: skip
