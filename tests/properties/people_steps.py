"""Steps of the people drawn by chance: what is entered, corrected, begun and ended about somebody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from kit.calendar import PartialDate
from members.models import (
    Departure,
    DepartureKind,
    Discipline,
    DisciplineForm,
    Exemption,
    ExemptionReason,
    Finding,
    Member,
    Membership,
    NameChange,
    Number,
    Place,
    Placement,
    Residence,
    ResidenceIntroduction,
    Suspension,
)
from members.procedure.people import NumberGiven
from tests.builders import PAPER
from tests.properties.drawing import DAYS, Case, Draw
from tests.properties.shapes import dated, day_or_open, decision, ends, fact, here, person

NAMES = ["Giàng Seo Lử", "Đặng Thị Hoà", "  đặng  thị hòa ", "H'Linh Kpă", "Lý Mẩy", "Ỷ Á Ơ", "Vừ Thị Mỷ", "   "]
DIGITS = {"card12": ["038168000001", "038 168 000 002", "12"], "card8": ["12345678", "12.345.679", "x"]}


def _plain(draw: Draw) -> dict[str, Any]:
    birth = [None, PartialDate(1980), PartialDate(1980, 4), PartialDate(1980, 4, 30)]
    return draw.something(
        full_name=lambda: draw.text(NAMES), other_names=lambda: draw.among(NAMES), birth=lambda: draw.among(birth),
        sex=lambda: draw.among(["m", "f", ""]), source_id=lambda: draw.among(["", "A1", "A2"]),
    )  # fmt: skip


def _digits(draw: Draw, kind: str) -> str:
    """Mostly a number that has the right form."""
    return draw.among(DIGITS[kind][:2] if draw.aimed() else DIGITS[kind])


def _enter(draw: Draw) -> Case:
    admitted_on = day_or_open(draw)
    given = draw.some(
        since=lambda: draw.after(admitted_on), official_on=lambda: draw.until(admitted_on),
        admission_decision=lambda: PAPER,
        numbers=lambda: [NumberGiven(kind, _digits(draw, kind), day_or_open(draw)) for kind in DIGITS],
    )  # fmt: skip
    named = {"full_name": draw.text(NAMES), "organisation": draw.cell(), "admitted_on": admitted_on}
    return (), {**_plain(draw), **named, **given}


def _note_number(draw: Draw) -> Case:
    """Mostly on a day on which the person is official."""
    member, kind = draw.row(Member), draw.among(DIGITS)
    official = Membership.unscoped.filter(member=member).order_by("-official_on").first()
    since = official.official_on if official is not None else None
    return (member,), {"kind": kind, "value": _digits(draw, kind), "day": draw.after(since)}


def _change_name(draw: Draw) -> dict[str, Any]:
    return {"full_name": draw.text(NAMES), "day": draw.after(None), "decision": draw.among([PAPER] * 9 + [None])}


def _correct_name_change(draw: Draw) -> dict[str, Any]:
    return draw.something(day=lambda: draw.after(None), former=lambda: draw.text(NAMES), decision=lambda: PAPER)


def _temporary(draw: Draw, day: date) -> dict[str, Any]:
    where = {"organisation": draw.cell()} if draw.sometimes() else {"outside": draw.text(["Hà Nội", "Mù Sang", " "])}
    return {**where, "day": day, "until": draw.until(day), "study": draw.sometimes()}


def _move(draw: Draw, day: date) -> dict[str, Any]:
    let_go_on = draw.among([one for one in DAYS if one <= day]) if draw.aimed() else draw.day()
    way = draw.some(let_go_on=lambda: let_go_on, received_on=lambda: draw.after(day), decision=lambda: PAPER)
    return {"organisation": draw.cell(), "day": day, **way}


def _exempt(draw: Draw, day: date) -> dict[str, Any]:
    return {"day": day, "until": draw.until(day), "reason": draw.among(ExemptionReason.values), **decision(draw)}


def _suspend(draw: Draw, day: date) -> dict[str, Any]:
    return {"day": day, "until": draw.until(day), **decision(draw)}


def _correct_placement(draw: Draw) -> dict[str, Any]:
    """Mostly with the paper that a later beginning needs."""
    paper = {"decision": PAPER} if draw.aimed() else {}
    return paper | draw.some(
        let_go_on=lambda: day_or_open(draw), received_on=lambda: day_or_open(draw), organisation=draw.cell
    )


def _back(*kinds: str) -> Callable[[Draw], Case]:
    """Mostly somebody who left in one of these ways and is not back yet, on a day after that."""

    def step(draw: Draw) -> Case:
        gone = draw.row(Departure, until=None, kind__in=kinds)
        member = gone.membership.member if gone and draw.aimed() else draw.row(Member)
        return (member,), {"organisation": draw.cell(), "day": draw.after(gone and gone.since), **decision(draw)}

    return step


def _receive(draw: Draw) -> Case:
    """Mostly somebody on the way, after the day on which the former cell let go."""
    way = {"let_go_on__isnull": False, "received_on": None}
    row = draw.row(Placement, **way)
    member = row.member if row and draw.aimed() else draw.row(Member)
    return (member,), {"day": draw.after(row and (row.let_go_on or row.since))}


def _depart(draw: Draw, day: date) -> dict[str, Any]:
    """Mostly lately: what began in between would have to be gone."""
    last = draw.among(DAYS[-2:]) if draw.aimed() else day
    return {"day": last, "kind": draw.among(DepartureKind.values), **decision(draw)}


def _recognise(draw: Draw) -> dict[str, Any]:
    return {
        "official_on": draw.among(DAYS[-4:]) if draw.aimed() else draw.day(),
        "decision": draw.among([None, *[PAPER] * 7]),
    }


def _correct_membership(draw: Draw) -> dict[str, Any]:
    # Before the cards and offices of whom the play begins with: later is refused, and drawn besides.
    early, late = DAYS[:3], DAYS[3:7]
    return draw.something(
        admitted_on=lambda: draw.among(early) if draw.aimed() else day_or_open(draw),
        official_on=lambda: draw.among(late) if draw.aimed() else day_or_open(draw),
        admission_decision=lambda: PAPER, recognition_decision=lambda: PAPER,
    )  # fmt: skip


def _introduction(draw: Draw) -> dict[str, Any]:
    return draw.some(to=lambda: draw.text(["Phố", " "]), decision=lambda: PAPER)


STEPS: dict[str, Callable[[Draw], Case]] = {
    "enter": _enter,
    "correct_member": person(_plain),
    "correct_membership": fact(Membership, _correct_membership),
    "recognise": person(_recognise, memberships__official_on=None, memberships__admitted_on__isnull=False),
    "note_number": _note_number,
    "correct_number": dated(Number, lambda d: d.some(value=lambda: _digits(d, d.among(DIGITS)))),
    "note_residence": person(lambda d: {"day": d.after(None), "address": d.text(["Thôn 1", "Phố Mới", " "]),
                                         **d.some(place=lambda: d.row(Place))}),
    "correct_residence": dated(Residence, lambda d: d.some(address=lambda: d.text(["Thôn 3", "Thôn 4", " "]))),
    "change_name": person(_change_name),
    "correct_name_change": fact(NameChange, _correct_name_change),
    "remove_number": fact(Number, lambda d: {}),
    "remove_exemption": fact(Exemption, lambda d: {}),
    "settle_finding": fact(Finding, lambda d: {}),
    "place": _back("moved_out"),
    "move": here(_move),
    "receive": _receive,
    "place_temporarily": here(_temporary),
    "end_temporary": ends(Placement, kind="temporary"),
    "correct_placement": dated(Placement, _correct_placement),
    "exempt": here(_exempt),
    "end_exemption": ends(Exemption),
    "correct_exemption": dated(Exemption, lambda d: d.some(reason=lambda: d.among(ExemptionReason.values))),
    "suspend": here(_suspend),
    "end_suspension": ends(Suspension),
    "correct_suspension": dated(Suspension, decision),
    "discipline": here(lambda d, day: {"day": day, "form": d.among(DisciplineForm.values), **decision(d)}),
    "correct_discipline": fact(
        Discipline, lambda d: d.something(day=lambda: day_or_open(d), form=lambda: d.among(DisciplineForm.values))
    ),
    "depart": here(_depart),
    "correct_departure": dated(
        Departure, lambda d: d.some(kind=lambda: d.among(DepartureKind.values), return_decision=lambda: PAPER)
    ),
    "restore": _back("expulsion", "striking_off", "own_wish", "not_stated"),
    "readmit": _back("expulsion", "striking_off", "own_wish", "not_stated"),
    "introduce_to_residence": here(lambda d, day: {"day": day, "to": d.text(["Thôn 5", " "])}),
    "end_residence_introduction": ends(ResidenceIntroduction),
    "correct_residence_introduction": dated(ResidenceIntroduction, _introduction),
}  # fmt: skip
