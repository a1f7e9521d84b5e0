"""Steps of an office drawn by chance: any plain verb of the tree or of people, on any of a few days, in any order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kit.calendar import PartialDate
from members import procedure, rights
from members.models import (
    Act,
    Departure,
    DepartureKind,
    Discipline,
    DisciplineForm,
    Exemption,
    ExemptionReason,
    Finding,
    Kind,
    Member,
    Membership,
    Number,
    Office,
    OfficeHolding,
    Organisation,
    Place,
    Placement,
    Proposal,
    Residence,
    ResidenceIntroduction,
    Suspension,
    Term,
)
from members.procedure.people import NumberGiven
from tests.builders import MACHINE, PAPER

# Few days, so that they meet: beginnings, ends and the day after.
DAYS = [
    date(1999, 12, 31), date(2000, 1, 1), date(2010, 5, 18), date(2011, 5, 18), date(2015, 3, 1), date(2015, 3, 2),
    date(2018, 7, 1), date(2020, 1, 1), date(2022, 8, 9), date(2024, 2, 29), date(2026, 6, 29), date(2026, 6, 30),
]  # fmt: skip
TOMORROW = date(2026, 7, 1)
NAMES = ["Giàng Seo Lử", "Đặng Thị Hoà", "  đặng  thị hòa ", "H'Linh Kpă", "Lý Mẩy", "Ỷ Á Ơ", "Vừ Thị Mỷ", "   "]
TREE_NAMES = ["Chi bộ Thôn 10", "Chi bộ Thôn 9", "Chi bộ Thôn 11", "Đảng bộ xã Mới", " "]
DIGITS = {"card12": ["038168000001", "038 168 000 002", "12"], "card8": ["12345678", "12.345.679", "x"]}
# What may stand under what; anything else is tried too.
UNDER = {"above": ["committee", "grass_cell"], "committee": ["part", "cell"], "part": ["cell"]}
# Of ten draws so many are aimed at what an office might really mean, the others at anything.
AIMED = 7


@dataclass
class Draw:
    """What a step may choose from: `pick` chooses one of a list; rows are as they stand now."""

    pick: Callable[[list[Any]], Any]

    def among(self, values: Any) -> Any:
        return self.pick(list(values))

    def sometimes(self) -> bool:
        return self.among([False, True])

    def aimed(self) -> bool:
        """False first: the shortest example of a failure is the one without an aim."""
        return self.among([False] * (10 - AIMED) + [True] * AIMED)

    def day(self) -> date:
        return self.among([*DAYS, *DAYS, *DAYS, TOMORROW])

    def after(self, first: date | None) -> date:
        """Mostly a later day than that one."""
        later = [day for day in DAYS if first is None or day > first]
        return self.among(later) if later and self.aimed() else self.day()

    def until(self, first: date | None) -> date | None:
        return self.after(first) if self.sometimes() else None

    def maybe(self, *values: Any) -> Any:
        return self.among([None, *values])

    def row(self, model: Any, **wanted: Any) -> Any:
        """Any row of a table, mostly one that is as wanted; None when it is empty."""
        rows = model._base_manager.order_by("pk")
        ids = list(rows.filter(**wanted).distinct().values_list("pk", flat=True)) if wanted and self.aimed() else []
        ids = ids or list(rows.values_list("pk", flat=True))
        return model._base_manager.get(pk=self.among(ids)) if ids else None

    def cell(self) -> Any:
        return self.row(Organisation, terms__kind__holds_members=True)

    def some(self, **choices: Callable[[], Any]) -> dict[str, Any]:
        """A few of these keywords, the others left out."""
        return {name: choose() for name, choose in choices.items() if self.sometimes()}


Case = tuple[tuple[Any, ...], dict[str, Any]]


def _day_or_open(draw: Draw) -> date | None:
    return draw.maybe(*DAYS)


def _decision(draw: Draw) -> dict[str, Any]:
    return draw.some(decision=lambda: PAPER)


def _plain(draw: Draw) -> dict[str, Any]:
    birth = [None, PartialDate(1980), PartialDate(1980, 4), PartialDate(1980, 4, 30)]
    return draw.some(
        full_name=lambda: draw.among(NAMES), other_names=lambda: draw.among(NAMES), birth=lambda: draw.among(birth),
        sex=lambda: draw.among(["m", "f", ""]), source_id=lambda: draw.among(["", "A1", "A2"]),
    )  # fmt: skip


def _person(about: Callable[[Draw], dict[str, Any]], **wanted: Any) -> Callable[[Draw], Case]:
    return lambda draw: ((draw.row(Member, **wanted),), about(draw))


def _fact(model: Any, about: Callable[[Draw], dict[str, Any]], **wanted: Any) -> Callable[[Draw], Case]:
    return lambda draw: ((draw.row(model, **wanted),), about(draw))


def _ends(model: Any, **wanted: Any) -> Callable[[Draw], Case]:
    def step(draw: Draw) -> Case:
        row = draw.row(model, until=None, **wanted)
        return (row,), {"day": draw.after(row.since)} if row else {}

    return step


def _period(draw: Draw, **more: Callable[[], Any]) -> dict[str, Any]:
    since = _day_or_open(draw)
    given = {"since": lambda: since, "until": lambda: draw.until(since), "decision": lambda: PAPER}
    return draw.some(**given, **more)


def _enter(draw: Draw) -> Case:
    admitted_on = _day_or_open(draw)
    given = draw.some(
        since=lambda: draw.after(admitted_on), official_on=lambda: draw.until(admitted_on),
        admission_decision=lambda: PAPER,
        numbers=lambda: [NumberGiven(kind, draw.among(DIGITS[kind]), _day_or_open(draw)) for kind in DIGITS],
    )  # fmt: skip
    named = {"full_name": draw.among(NAMES), "organisation": draw.cell(), "admitted_on": admitted_on}
    return (), {**_plain(draw), **named, **given}


def _kind_under(draw: Draw, parent: Organisation | None) -> Kind:
    term = Term.unscoped.filter(organisation=parent).select_related("kind").last() if parent else None
    return draw.row(Kind, code__in=UNDER.get(term.kind.code if term else "", ["above"]))


def _create_organisation(draw: Draw) -> Case:
    parent = draw.row(Organisation) if draw.among([True] * 7 + [False]) else None
    named = {"name": draw.among(TREE_NAMES), "kind": _kind_under(draw, parent), "parent": parent}
    named["day"] = draw.day() if draw.aimed() else None
    return (), {**named, **draw.some(places=lambda: [draw.row(Place)], decision=lambda: PAPER)}


def _note_number(draw: Draw) -> dict[str, Any]:
    kind = draw.among(DIGITS)
    return {"kind": kind, "value": draw.among(DIGITS[kind]), "day": draw.day()}


def _temporary(draw: Draw) -> dict[str, Any]:
    where = {"organisation": draw.cell()} if draw.sometimes() else {"outside": draw.among(["Hà Nội", "Mù Sang", " "])}
    day = draw.day()
    return {**where, "day": day, "until": draw.until(day), "study": draw.sometimes()}


def _move(draw: Draw) -> dict[str, Any]:
    day = draw.day()
    let_go_on = draw.among([one for one in DAYS if one <= day]) if draw.aimed() else draw.day()
    way = draw.some(let_go_on=lambda: let_go_on, received_on=lambda: draw.after(day), decision=lambda: PAPER)
    return {"organisation": draw.cell(), "day": day, **way}


def _exempt(draw: Draw) -> dict[str, Any]:
    day = draw.day()
    return {"day": day, "until": draw.until(day), "reason": draw.among(ExemptionReason.values), **_decision(draw)}


def _suspend(draw: Draw) -> dict[str, Any]:
    day = draw.day()
    return {"day": day, "until": draw.until(day), **_decision(draw)}


def _hold(draw: Draw) -> dict[str, Any]:
    named, day = {"organisation": draw.row(Organisation), "office": draw.among(Office.values)}, draw.day()
    return {**named, "day": day, "until": draw.until(day)}


def _congress(draw: Draw) -> dict[str, Any]:
    chosen = [(draw.row(Member), draw.among(Office.values)) for _ in range(draw.among([1, 2]))]
    return {"day": draw.day(), "chosen": chosen, **_decision(draw)}


def _correct_placement(draw: Draw) -> dict[str, Any]:
    return draw.some(
        since=lambda: _day_or_open(draw), until=lambda: _day_or_open(draw), let_go_on=lambda: _day_or_open(draw),
        received_on=lambda: _day_or_open(draw), organisation=draw.cell, decision=lambda: PAPER,
    )  # fmt: skip


def _days(draw: Draw, **more: Any) -> dict[str, Any]:
    return draw.some(since=lambda: _day_or_open(draw), until=lambda: _day_or_open(draw), **more)


def _back(*kinds: str) -> Callable[[Draw], Case]:
    """Mostly somebody who left in one of these ways and is not back yet, on a day after that."""

    def step(draw: Draw) -> Case:
        gone = draw.row(Departure, until=None, kind__in=kinds)
        member = gone.membership.member if gone and draw.aimed() else draw.row(Member)
        return (member,), {"organisation": draw.cell(), "day": draw.after(gone and gone.since), **_decision(draw)}

    return step


def _kind(draw: Draw) -> dict[str, Any]:
    kind = draw.row(Kind, code__in=["committee", "grass_cell", "part", "cell"])
    return {"kind": kind, "day": draw.day(), **draw.some(sector=lambda: "school", in_private_enterprise=bool)}


def _recognise(draw: Draw) -> dict[str, Any]:
    return {"official_on": draw.day(), "decision": draw.among([None, PAPER, PAPER, PAPER])}


def _correct_membership(draw: Draw) -> dict[str, Any]:
    return draw.some(
        admitted_on=lambda: _day_or_open(draw), official_on=lambda: _day_or_open(draw),
        admission_decision=lambda: PAPER, recognition_decision=lambda: PAPER,
    )  # fmt: skip


def _close(draw: Draw) -> dict[str, Any]:
    day = draw.among(DAYS[-6:]) if draw.aimed() else draw.day()
    return {"day": day, **draw.some(successor=lambda: draw.row(Organisation), decision=lambda: PAPER)}


def _revert(draw: Draw) -> Case:
    """Mostly one of the newest acts: an older one has something standing on it."""
    newest = list(Act.objects.order_by("-number").values_list("pk", flat=True)[:4])
    return (draw.row(Act, pk__in=newest),), {}


def _introduction(draw: Draw) -> dict[str, Any]:
    return _period(draw, to=lambda: draw.among(["Phố", " "]))


def _propose(draw: Draw) -> Case:
    """Any correction that may be proposed, of any row, in the fields that may be."""
    name = draw.among(rights.PROPOSES)
    case, given = STEPS[name](draw)
    fields = rights.proposed_fields(name)
    return case, {"verb": name, "given": {key: value for key, value in given.items() if key in fields}}


STEPS: dict[str, Callable[[Draw], Case]] = {
    "create_organisation": _create_organisation,
    "rename_organisation": _fact(Organisation, lambda d: {"day": d.day(), "name": d.among(TREE_NAMES), **_decision(d)}),
    "change_kind": _fact(Organisation, _kind),
    "set_area": _fact(Organisation, lambda d: {"day": d.day(), "places": d.some(one=lambda: d.row(Place)).values()}),
    "move_organisation": _fact(Organisation, lambda d: {"day": d.day(), "parent": d.row(Organisation)}),
    "close_organisation": _fact(Organisation, _close, placements=None, child_terms=None),
    "correct_term": _fact(Term, lambda d: {"since": _day_or_open(d)}),
    "hold_office": _person(_hold),
    "record_congress": _fact(Organisation, _congress),
    "correct_office": _fact(OfficeHolding, lambda d: _days(d, office=lambda: d.among(Office.values))),
    "end_office": _ends(OfficeHolding),
    "enter": _enter,
    "correct_member": _person(_plain),
    "correct_membership": _fact(Membership, _correct_membership),
    "recognise": _person(_recognise, memberships__official_on=None),
    "note_number": _person(_note_number),
    "correct_number": _fact(
        Number, lambda d: _days(d, value=lambda: d.among([*DIGITS["card12"], *DIGITS["card8"]]))
    ),
    "note_residence": _person(lambda d: {"day": d.day(), "address": d.among(["Thôn 1", "Phố Mới", " "])}),
    "correct_residence": _fact(Residence, lambda d: _days(d, address=lambda: d.among(["Thôn 3", " "]))),
    "settle_finding": _fact(Finding, lambda d: {}),
    "place": _back("moved_out"),
    "move": _person(_move),
    "receive": _person(lambda d: {"day": d.day()}, placements__let_go_on__isnull=False, placements__received_on=None),
    "place_temporarily": _person(_temporary),
    "end_temporary": _ends(Placement, kind="temporary"),
    "correct_placement": _fact(Placement, _correct_placement),
    "exempt": _person(_exempt),
    "end_exemption": _ends(Exemption),
    "correct_exemption": _fact(Exemption, lambda d: _period(d, reason=lambda: "age")),
    "suspend": _person(_suspend),
    "end_suspension": _ends(Suspension),
    "correct_suspension": _fact(Suspension, _period),
    "discipline": _person(lambda d: {"day": d.day(), "form": d.among(DisciplineForm.values), **_decision(d)}),
    "correct_discipline": _fact(
        Discipline, lambda d: d.some(day=lambda: _day_or_open(d), form=lambda: d.among(DisciplineForm.values))
    ),
    "depart": _person(lambda d: {"day": d.day(), "kind": d.among(DepartureKind.values), **_decision(d)}),
    "correct_departure": _fact(
        Departure, lambda d: _days(d, kind=lambda: d.among(DepartureKind.values), return_decision=lambda: PAPER)
    ),
    "restore": _back("expulsion", "striking_off", "own_wish", "not_stated"),
    "introduce_to_residence": _person(lambda d: {"day": d.day(), "to": d.among(["Thôn 5", " "])}),
    "end_residence_introduction": _ends(ResidenceIntroduction),
    "correct_residence_introduction": _fact(ResidenceIntroduction, _introduction),
    "propose": _propose,
    "accept_proposal": _fact(Proposal, lambda d: {}),
    "refuse_proposal": _fact(Proposal, lambda d: {}),
    "withdraw_proposal": _fact(Proposal, lambda d: {}),
    "revert": _revert,
}  # fmt: skip

# Drawn more often: what makes and changes periods, and what goes back.
OFTEN = ["move", "correct_placement", "depart", "restore", "place", "place_temporarily", "exempt", "suspend", "revert",
         "correct_departure", "close_organisation", "move_organisation", "correct_term", "hold_office",
         "propose", "accept_proposal"]  # fmt: skip

# What no page is made from beforehand.
UNSEEN = ("enter", "create_organisation", "revert", "accept_proposal", "refuse_proposal", "withdraw_proposal")


def take(draw: Draw) -> tuple[str, Callable[[], Any]] | None:
    """One step, ready to be called; None when there is no row it could be about."""
    name = draw.among([*STEPS, *OFTEN, *OFTEN])
    case, given = STEPS[name](draw)
    if case and case[0] is None:
        return None
    verb = procedure.VERBS[name]
    if draw.among([False] * 19 + [True]) and name not in UNSEEN:
        given["seen"] = 1
    why = "gõ nhầm" if verb.needs_reason or name == "refuse_proposal" else ""
    return f"{name}{case}{given}", lambda: verb.function(*case, by=MACHINE, why=why, **given)
