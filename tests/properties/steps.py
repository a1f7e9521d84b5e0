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
NAMES = ["Giàng Seo Lử", "Đặng Thị Hoà", "  đặng  thị hòa ", "H'Linh Kpă", "Lý Mẩy", "Ỷ Á Ơ", "   "]
TREE_NAMES = ["Chi bộ Thôn 10", "Chi bộ Thôn 9", "Đảng bộ xã Mới", " "]
DIGITS = {"card12": ["038168000001", "038 168 000 002", "12"], "card8": ["12345678", "12.345.679", "x"]}


@dataclass
class Draw:
    """What a step may choose from: `pick` chooses one of a list; rows are as they stand now."""

    pick: Callable[[list[Any]], Any]

    def among(self, values: Any) -> Any:
        return self.pick(list(values))

    def sometimes(self) -> bool:
        return self.among([False, True])

    def day(self) -> date:
        return self.among([*DAYS, *DAYS, TOMORROW])

    def maybe(self, *values: Any) -> Any:
        return self.among([None, *values])

    def row(self, model: Any) -> Any:
        """Any row of a table, None when it is empty."""
        ids = list(model._base_manager.order_by("pk").values_list("pk", flat=True))
        return model._base_manager.get(pk=self.among(ids)) if ids else None

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


def _person(about: Callable[[Draw], dict[str, Any]]) -> Callable[[Draw], Case]:
    return lambda draw: ((draw.row(Member),), about(draw))


def _fact(model: Any, about: Callable[[Draw], dict[str, Any]]) -> Callable[[Draw], Case]:
    return lambda draw: ((draw.row(model),), about(draw))


def _ends(model: Any) -> Callable[[Draw], Case]:
    return _fact(model, lambda draw: {"day": draw.day()})


def _period(draw: Draw, **more: Callable[[], Any]) -> dict[str, Any]:
    given = {"since": lambda: _day_or_open(draw), "until": lambda: _day_or_open(draw), "decision": lambda: PAPER}
    return draw.some(**given, **more)


def _enter(draw: Draw) -> Case:
    given = draw.some(
        since=lambda: draw.day(), official_on=lambda: _day_or_open(draw), admission_decision=lambda: PAPER,
        numbers=lambda: [NumberGiven(kind, draw.among(DIGITS[kind]), _day_or_open(draw)) for kind in DIGITS],
    )  # fmt: skip
    named = {"full_name": draw.among(NAMES), "organisation": draw.row(Organisation), "admitted_on": _day_or_open(draw)}
    return (), {**_plain(draw), **named, **given}


def _create_organisation(draw: Draw) -> Case:
    parent = draw.row(Organisation) if draw.among([True, True, True, False]) else None
    named = {"name": draw.among(TREE_NAMES), "kind": draw.row(Kind), "parent": parent, "day": _day_or_open(draw)}
    return (), {**named, **draw.some(places=lambda: [draw.row(Place)], decision=lambda: PAPER)}


def _note_number(draw: Draw) -> dict[str, Any]:
    kind = draw.among(DIGITS)
    return {"kind": kind, "value": draw.among(DIGITS[kind]), "day": draw.day()}


def _temporary(draw: Draw) -> dict[str, Any]:
    where = {"organisation": draw.row(Organisation)} if draw.sometimes() else {"outside": draw.among(["Hà Nội", " "])}
    return {**where, "day": draw.day(), "until": _day_or_open(draw), "study": draw.sometimes()}


def _move(draw: Draw) -> dict[str, Any]:
    way = draw.some(let_go_on=draw.day, received_on=draw.day, decision=lambda: PAPER)
    return {"organisation": draw.row(Organisation), "day": draw.day(), **way}


def _exempt(draw: Draw) -> dict[str, Any]:
    return {
        "day": draw.day(),
        "until": _day_or_open(draw),
        "reason": draw.among(ExemptionReason.values),
        **_decision(draw),
    }


def _hold(draw: Draw) -> dict[str, Any]:
    named = {"organisation": draw.row(Organisation), "office": draw.among(Office.values)}
    return {**named, "day": draw.day(), "until": _day_or_open(draw)}


def _correct_placement(draw: Draw) -> dict[str, Any]:
    return draw.some(since=lambda: _day_or_open(draw), organisation=lambda: draw.row(Organisation))


def _there(draw: Draw) -> dict[str, Any]:
    return {"organisation": draw.row(Organisation), "day": draw.day(), **_decision(draw)}


def _kind(draw: Draw) -> dict[str, Any]:
    return {"kind": draw.row(Kind), "day": draw.day(), **draw.some(sector=lambda: "school", in_private_enterprise=bool)}


def _recognise(draw: Draw) -> dict[str, Any]:
    return {"official_on": draw.day(), "decision": draw.among([PAPER, None])}


def _correct_membership(draw: Draw) -> dict[str, Any]:
    return draw.some(
        admitted_on=lambda: _day_or_open(draw), official_on=lambda: _day_or_open(draw),
        recognition_decision=lambda: PAPER,
    )  # fmt: skip


def _close(draw: Draw) -> dict[str, Any]:
    return {"day": draw.day(), **draw.some(successor=lambda: draw.row(Organisation), decision=lambda: PAPER)}


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
    "close_organisation": _fact(Organisation, _close),
    "correct_term": _fact(Term, lambda d: {"since": _day_or_open(d)}),
    "hold_office": _person(_hold),
    "end_office": _ends(OfficeHolding),
    "enter": _enter,
    "correct_member": _person(_plain),
    "correct_membership": _fact(Membership, _correct_membership),
    "recognise": _person(_recognise),
    "note_number": _person(_note_number),
    "correct_number": _fact(Number, lambda d: {"value": d.among([*DIGITS["card12"], *DIGITS["card8"]])}),
    "note_residence": _person(lambda d: {"day": d.day(), "address": d.among(["Thôn 1", "Phố Mới", " "])}),
    "correct_residence": _fact(Residence, lambda d: {"address": d.among(["Thôn 3", " "])}),
    "settle_finding": _fact(Finding, lambda d: {}),
    "place": _person(_there),
    "move": _person(_move),
    "receive": _person(lambda d: {"day": d.day()}),
    "place_temporarily": _person(_temporary),
    "end_temporary": _ends(Placement),
    "correct_placement": _fact(Placement, _correct_placement),
    "exempt": _person(_exempt),
    "end_exemption": _ends(Exemption),
    "correct_exemption": _fact(Exemption, lambda d: _period(d, reason=lambda: "age")),
    "suspend": _person(lambda d: {"day": d.day(), "until": _day_or_open(d), **_decision(d)}),
    "end_suspension": _ends(Suspension),
    "correct_suspension": _fact(Suspension, _period),
    "discipline": _person(lambda d: {"day": d.day(), "form": d.among(DisciplineForm.values), **_decision(d)}),
    "correct_discipline": _fact(
        Discipline, lambda d: d.some(day=lambda: _day_or_open(d), form=lambda: d.among(DisciplineForm.values))
    ),
    "depart": _person(lambda d: {"day": d.day(), "kind": d.among(DepartureKind.values), **_decision(d)}),
    "correct_departure": _fact(
        Departure, lambda d: d.some(since=lambda: _day_or_open(d), kind=lambda: d.among(DepartureKind.values))
    ),
    "restore": _person(_there),
    "introduce_to_residence": _person(lambda d: {"day": d.day(), "to": d.among(["Thôn 5", " "])}),
    "end_residence_introduction": _ends(ResidenceIntroduction),
    "correct_residence_introduction": _fact(ResidenceIntroduction, _introduction),
    "propose": _propose,
    "accept_proposal": _fact(Proposal, lambda d: {}),
    "refuse_proposal": _fact(Proposal, lambda d: {}),
    "withdraw_proposal": _fact(Proposal, lambda d: {}),
    "revert": _fact(Act, lambda d: {}),
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
    if draw.among([False] * 9 + [True]) and name not in UNSEEN:
        given["seen"] = 1
    why = "gõ nhầm" if verb.needs_reason or name == "refuse_proposal" else ""
    return f"{name}{case}{given}", lambda: verb.function(*case, by=MACHINE, why=why, **given)
