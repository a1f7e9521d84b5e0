"""Steps of an office drawn by chance: any plain verb of the tree or of people, on any of a few days, in any order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

from django.db import transaction

from kit.calendar import PartialDate
from members import procedure, rights
from members.models import (
    Act,
    Closure,
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
    NameChange,
    Number,
    Office,
    OfficeHolding,
    Organisation,
    Place,
    Placement,
    Proposal,
    Reorganisation,
    Residence,
    ResidenceIntroduction,
    StepKind,
    Suspension,
    Term,
)
from members.procedure import reorganisation
from members.procedure.people import NumberGiven
from members.procedure.reorganisation import StepGiven
from members.procedure.revert import NOT_REVERTED
from tests.builders import BEGINNING, MACHINE, PAPER
from tests.properties.drawing import DAYS, Case, Draw

NAMES = ["Giàng Seo Lử", "Đặng Thị Hoà", "  đặng  thị hòa ", "H'Linh Kpă", "Lý Mẩy", "Ỷ Á Ơ", "Vừ Thị Mỷ", "   "]
TREE_NAMES = ["Chi bộ Thôn 10", "Chi bộ Thôn 9", "Chi bộ Thôn 11", "Đảng bộ xã Mới", " "]
CODES, SHORT_NAMES = ["38.1", "38.2", ""], ["T10", ""]
DIGITS = {"card12": ["038168000001", "038 168 000 002", "12"], "card8": ["12345678", "12.345.679", "x"]}
# What may stand under what; anything else is tried too.
UNDER = {"above": ["committee", "grass_cell"], "committee": ["part", "cell"], "part": ["cell"]}
OFFICIAL = {"memberships__official_on__isnull": False}
STANDS = {"terms__until": None}


def _day_or_open(draw: Draw) -> date | None:
    return draw.maybe(*DAYS)


def _decision(draw: Draw) -> dict[str, Any]:
    return draw.some(decision=lambda: PAPER)


def _plain(draw: Draw) -> dict[str, Any]:
    birth = [None, PartialDate(1980), PartialDate(1980, 4), PartialDate(1980, 4, 30)]
    return draw.something(
        full_name=lambda: draw.text(NAMES), other_names=lambda: draw.among(NAMES), birth=lambda: draw.among(birth),
        sex=lambda: draw.among(["m", "f", ""]), source_id=lambda: draw.among(["", "A1", "A2"]),
    )  # fmt: skip


def _person(about: Callable[[Draw], dict[str, Any]], **wanted: Any) -> Callable[[Draw], Case]:
    return lambda draw: ((draw.row(Member, **wanted),), about(draw))


def _here(about: Callable[[Draw, date], dict[str, Any]], **wanted: Any) -> Callable[[Draw], Case]:
    """About somebody, mostly one who stands in a cell, mostly on a day on which he stood there."""

    def step(draw: Draw) -> Case:
        member, since = draw.here(**wanted)
        return (member,), about(draw, draw.after(since, DAYS[-1]))

    return step


def _fact(model: Any, about: Callable[[Draw], dict[str, Any]], **wanted: Any) -> Callable[[Draw], Case]:
    return lambda draw: ((draw.row(model, **wanted),), about(draw))


def _ends(model: Any, **wanted: Any) -> Callable[[Draw], Case]:
    def step(draw: Draw) -> Case:
        row = draw.row(model, until=None, **wanted)
        return (row,), {"day": draw.after(row.since)} if row else {}

    return step


def _dated(
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


def _digits(draw: Draw, kind: str) -> str:
    """Mostly a number that has the right form."""
    return draw.among(DIGITS[kind][:2] if draw.aimed() else DIGITS[kind])


def _enter(draw: Draw) -> Case:
    admitted_on = _day_or_open(draw)
    given = draw.some(
        since=lambda: draw.after(admitted_on), official_on=lambda: draw.until(admitted_on),
        admission_decision=lambda: PAPER,
        numbers=lambda: [NumberGiven(kind, _digits(draw, kind), _day_or_open(draw)) for kind in DIGITS],
    )  # fmt: skip
    named = {"full_name": draw.text(NAMES), "organisation": draw.cell(), "admitted_on": admitted_on}
    return (), {**_plain(draw), **named, **given}


def _kind_under(draw: Draw, parent: Organisation | None) -> Kind:
    term = Term.unscoped.filter(organisation=parent).select_related("kind").last() if parent else None
    return draw.row(Kind, code__in=UNDER.get(term.kind.code if term else "", ["above"]))


def _founded(organisation: Organisation | None) -> date | None:
    term = Term.unscoped.filter(organisation=organisation).order_by("since", "pk").first()
    return term and term.since


def _create_organisation(draw: Draw) -> Case:
    over = {"terms__kind__code__in": list(UNDER), "terms__until": None}
    parent = draw.row(Organisation, **over) if draw.among([True] * 15 + [False]) else None
    named = {"name": draw.text(TREE_NAMES), "kind": _kind_under(draw, parent), "parent": parent}
    named["day"] = draw.after(_founded(parent)) if draw.aimed() else draw.maybe(draw.day())
    return (), {**named, **draw.some(places=lambda: [draw.row(Place)], decision=lambda: PAPER)}


def _note_number(draw: Draw) -> dict[str, Any]:
    kind = draw.among(DIGITS)
    return {"kind": kind, "value": _digits(draw, kind), "day": draw.after(None)}


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
    return {"day": day, "until": draw.until(day), "reason": draw.among(ExemptionReason.values), **_decision(draw)}


def _suspend(draw: Draw, day: date) -> dict[str, Any]:
    return {"day": day, "until": draw.until(day), **_decision(draw)}


def _hold(draw: Draw, day: date) -> dict[str, Any]:
    named = {"organisation": draw.row(Organisation), "office": draw.among(Office.values)}
    return {**named, "day": day, "until": draw.until(day)}


def _congress(draw: Draw) -> dict[str, Any]:
    chosen = [(draw.here(**OFFICIAL)[0], draw.among(Office.values)) for _ in range(draw.among([1, 2]))]
    return {"day": draw.among(DAYS[-2:]) if draw.aimed() else draw.day(), "chosen": chosen, **_decision(draw)}


def _correct_placement(draw: Draw) -> dict[str, Any]:
    return draw.some(
        let_go_on=lambda: _day_or_open(draw), received_on=lambda: _day_or_open(draw), organisation=draw.cell,
        decision=lambda: PAPER,
    )  # fmt: skip


def _back(*kinds: str) -> Callable[[Draw], Case]:
    """Mostly somebody who left in one of these ways and is not back yet, on a day after that."""

    def step(draw: Draw) -> Case:
        gone = draw.row(Departure, until=None, kind__in=kinds)
        member = gone.membership.member if gone and draw.aimed() else draw.row(Member)
        return (member,), {"organisation": draw.cell(), "day": draw.after(gone and gone.since), **_decision(draw)}

    return step


# What may become what without its people or cells having to go.
ALIKE = {"committee": ["part", "above"], "grass_cell": ["cell"], "cell": ["grass_cell"], "part": ["committee"]}


def _kind_of(organisation: Organisation | None) -> str:
    term = Term.unscoped.filter(organisation=organisation).select_related("kind").order_by("since", "pk").last()
    return term.kind.code if term else ""


def _change_kind(draw: Draw) -> Case:
    organisation = draw.row(Organisation, **STANDS)
    kind = draw.row(Kind, code__in=[*ALIKE.get(_kind_of(organisation), ALIKE), _kind_of(organisation)])
    given = draw.something(
        kind=lambda: kind, sector=lambda: draw.among(["school", "office"]), in_private_enterprise=draw.sometimes
    )
    return (organisation,), {"day": draw.day(), **given}


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
    return {"day": draw.after(BEGINNING), **called, **_decision(draw)}


def _receive(draw: Draw) -> Case:
    """Mostly somebody on the way, after the day on which the former cell let go."""
    way = {"let_go_on__isnull": False, "received_on": None}
    row = draw.row(Placement, **way)
    member = row.member if row and draw.aimed() else draw.row(Member)
    return (member,), {"day": draw.after(row and (row.let_go_on or row.since))}


def _depart(draw: Draw, day: date) -> dict[str, Any]:
    """Mostly lately: what began in between would have to be gone."""
    last = draw.among(DAYS[-2:]) if draw.aimed() else day
    return {"day": last, "kind": draw.among(DepartureKind.values), **_decision(draw)}


def _recognise(draw: Draw) -> dict[str, Any]:
    return {
        "official_on": draw.among(DAYS[-4:]) if draw.aimed() else draw.day(),
        "decision": draw.among([None, *[PAPER] * 7]),
    }


def _correct_membership(draw: Draw) -> dict[str, Any]:
    early, late = DAYS[:3], DAYS[3:]
    return draw.something(
        admitted_on=lambda: draw.among(early) if draw.aimed() else _day_or_open(draw),
        official_on=lambda: draw.among(late) if draw.aimed() else _day_or_open(draw),
        admission_decision=lambda: PAPER, recognition_decision=lambda: PAPER,
    )  # fmt: skip


def _close(draw: Draw) -> dict[str, Any]:
    day = draw.among(DAYS[-6:]) if draw.aimed() else draw.day()
    return {"day": day, **draw.some(successor=lambda: draw.row(Organisation), decision=lambda: PAPER)}


def _correct_closing(draw: Draw) -> dict[str, Any]:
    return draw.something(
        day=lambda: draw.among(DAYS[-6:]) if draw.aimed() else draw.day(),
        successor=lambda: draw.among([None, *[draw.row(Organisation, **STANDS)] * 4]), decision=lambda: PAPER,
    )  # fmt: skip


def _revert(draw: Draw) -> Case:
    """Mostly one of the newest acts: an older one has something standing on it."""
    acts = Act.objects.order_by("-number")
    if draw.aimed():
        # Those that other verbs take back, and lines inside of a whole, do not go back by this one.
        acts = acts.exclude(verb__in=NOT_REVERTED).filter(inside=None)
    newest = list(acts.values_list("pk", flat=True)[:4])
    return (draw.row(Act, pk__in=newest),), {}


def _introduction(draw: Draw) -> dict[str, Any]:
    return draw.some(to=lambda: draw.text(["Phố", " "]), decision=lambda: PAPER)


def _propose(draw: Draw) -> Case:
    """Any correction that may be proposed, of any row, in the fields that may be."""
    name = draw.among(rights.PROPOSES)
    case, given = STEPS[name](draw)
    fields = rights.proposed_fields(name)
    if case and hasattr(case[0], "until") and case[0].until is None and draw.aimed():
        given.pop("until", None)
    return case, {"verb": name, "given": {key: value for key, value in given.items() if key in fields}}


def _cells(draw: Draw) -> Any:
    return draw.row(Organisation, terms__kind__holds_members=True, closure=None)


def _split(draw: Draw) -> StepGiven:
    """Some of those who stand in a cell."""
    cell = _cells(draw)
    there = sorted(set(Placement.unscoped.filter(organisation=cell).values_list("member", flat=True)))
    people = [pk for pk in there if draw.sometimes()] or there[:1]
    return StepGiven(StepKind.SPLIT, cell, _cells(draw), people=people)


def _merges(draw: Draw) -> list[StepGiven]:
    """Cells, or committees, into one that stands, or into one that is made."""
    pick = _cells if draw.aimed() else lambda one: one.row(Organisation)
    if draw.sometimes():
        return [StepGiven(StepKind.MERGE, pick(draw), pick(draw))]
    parent = draw.row(Organisation)
    made = StepGiven(StepKind.MAKE, into=parent, name=draw.among(TREE_NAMES), kind=_kind_under(draw, parent),
                     code=draw.among(["", "38.168.053.000.001", "9"]))  # fmt: skip
    return [made, StepGiven(StepKind.MERGE, pick(draw), made), StepGiven(StepKind.MERGE, pick(draw), made)]


def _others(draw: Draw) -> StepGiven:
    what = draw.among([StepKind.MOVE, StepKind.RENAME, StepKind.KIND, StepKind.CLOSE])
    into = draw.row(Organisation) if what in (StepKind.MOVE, StepKind.CLOSE) else None
    kind = draw.row(Kind) if what == StepKind.KIND else None
    return StepGiven(what, draw.row(Organisation), into, name=draw.among(TREE_NAMES), kind=kind)


def _reorganise(draw: Draw) -> Case:
    """A plan that was taken back before, or a new one of a few steps."""
    before = draw.row(Reorganisation, act=None) if draw.sometimes() else None
    if before is not None and not before.is_applied:
        return ((before, before.day, []),), {}
    kinds = [_merges, lambda one: [_split(one)], lambda one: [_others(one)]]
    steps = [step for _ in range(draw.among([1, 1, 2])) for step in draw.among([*kinds, _merges])(draw)]
    return ((None, draw.among(DAYS[5:]), steps),), {}


def reorganise(asked: tuple[Any, date, list[StepGiven]]) -> Any:
    """Draw the plan, look it over, carry it out; refused, nothing of it stays."""
    plan, day, steps = asked
    with transaction.atomic():
        if plan is None:
            plan = reorganisation.draw_reorganisation(by=MACHINE, name="Sắp xếp", day=day)
            plan = reorganisation.change_reorganisation(plan, by=MACHINE, add=steps)
        elif any(reorganisation.since_drawn(plan)):
            plan = reorganisation.change_reorganisation(plan, by=MACHINE)
        return reorganisation.apply_reorganisation(plan, by=MACHINE)


STEPS: dict[str, Callable[[Draw], Case]] = {
    "create_organisation": _create_organisation,
    "rename_organisation": _fact(Organisation, _rename, **STANDS),
    "change_kind": _change_kind,
    "set_area": _fact(Organisation, lambda d: {"day": d.day(), "places": d.some(one=lambda: d.row(Place)).values()}),
    "move_organisation": _move_organisation,
    "apply_reorganisation": _reorganise,
    "take_back_reorganisation": _fact(Reorganisation, lambda d: {}, act__isnull=False),
    "close_organisation": _fact(Organisation, _close, placements=None, child_terms=None),
    "correct_closing": _fact(Closure, _correct_closing),
    "correct_term": _fact(
        Term, lambda d: {"since": d.after(None) if d.aimed() else _day_or_open(d)}, organisation__placements=None
    ),
    "hold_office": _here(_hold, **OFFICIAL),
    "record_congress": _fact(Organisation, _congress, **STANDS),
    "correct_office": _dated(OfficeHolding, lambda d: d.some(office=lambda: d.among(Office.values))),
    "end_office": _ends(OfficeHolding),
    "enter": _enter,
    "correct_member": _person(_plain),
    "correct_membership": _fact(Membership, _correct_membership),
    "recognise": _person(_recognise, memberships__official_on=None, memberships__admitted_on__isnull=False),
    "note_number": _person(_note_number),
    "correct_number": _dated(Number, lambda d: d.some(value=lambda: _digits(d, d.among(DIGITS)))),
    "note_residence": _person(lambda d: {"day": d.after(None), "address": d.text(["Thôn 1", "Phố Mới", " "]),
                                         **d.some(place=lambda: d.row(Place))}),
    "correct_residence": _dated(Residence, lambda d: d.some(address=lambda: d.text(["Thôn 3", "Thôn 4", " "]))),
    "change_name": _person(_change_name),
    "correct_name_change": _fact(NameChange, _correct_name_change),
    "remove_number": _fact(Number, lambda d: {}),
    "remove_exemption": _fact(Exemption, lambda d: {}),
    "settle_finding": _fact(Finding, lambda d: {}),
    "place": _back("moved_out"),
    "move": _here(_move),
    "receive": _receive,
    "place_temporarily": _here(_temporary),
    "end_temporary": _ends(Placement, kind="temporary"),
    "correct_placement": _dated(Placement, _correct_placement),
    "exempt": _here(_exempt),
    "end_exemption": _ends(Exemption),
    "correct_exemption": _dated(Exemption, lambda d: d.some(reason=lambda: d.among(ExemptionReason.values))),
    "suspend": _here(_suspend),
    "end_suspension": _ends(Suspension),
    "correct_suspension": _dated(Suspension, _decision),
    "discipline": _here(lambda d, day: {"day": day, "form": d.among(DisciplineForm.values), **_decision(d)}),
    "correct_discipline": _fact(
        Discipline, lambda d: d.something(day=lambda: _day_or_open(d), form=lambda: d.among(DisciplineForm.values))
    ),
    "depart": _here(_depart),
    "correct_departure": _dated(
        Departure, lambda d: d.some(kind=lambda: d.among(DepartureKind.values), return_decision=lambda: PAPER)
    ),
    "restore": _back("expulsion", "striking_off", "own_wish", "not_stated"),
    "introduce_to_residence": _here(lambda d, day: {"day": day, "to": d.text(["Thôn 5", " "])}),
    "end_residence_introduction": _ends(ResidenceIntroduction),
    "correct_residence_introduction": _dated(ResidenceIntroduction, _introduction),
    "propose": _propose,
    "accept_proposal": _fact(Proposal, lambda d: {}, closed_on=None),
    "refuse_proposal": _fact(Proposal, lambda d: {}, closed_on=None),
    "withdraw_proposal": _fact(Proposal, lambda d: {}, closed_on=None),
    "revert": _revert,
}  # fmt: skip

# Twice in the deck: what makes and changes periods, and what goes back.
OFTEN = ("move", "correct_placement", "depart", "restore", "place", "revert", "correct_departure", "correct_term",
         "close_organisation", "move_organisation", "propose", "accept_proposal",
         "apply_reorganisation")  # fmt: skip

# What no page is made from beforehand.
UNSEEN = ("enter", "create_organisation", "revert", "accept_proposal", "refuse_proposal", "withdraw_proposal")


# A play surely has each TURNS-th verb, so that in so many plays each has its turn.
TURNS = 5


def dealt(turn: int, seed: int, more: int) -> list[str]:
    """The verbs of one play: those whose turn it is and some more, in any order."""
    random = Random(seed * TURNS + turn)
    verbs = sorted(STEPS)[turn::TURNS] + random.sample(sorted([*STEPS, *OFTEN]), more)
    random.shuffle(verbs)
    return verbs


def take(draw: Draw, name: str) -> tuple[str, Callable[[], Any]] | None:
    """One step, ready to be called; None when there is no row it could be about."""
    case, given = STEPS[name](draw)
    if case and case[0] is None:
        return None
    if name == "apply_reorganisation":
        return f"{name}{case}", lambda: reorganise(*case)
    verb = procedure.VERBS[name]
    if draw.among([False] * 19 + [True]) and name not in UNSEEN:
        given["seen"] = 1
    why = "gõ nhầm" if verb.needs_reason or name == "refuse_proposal" else ""
    return f"{name}{case}{given}", lambda: verb.function(*case, by=MACHINE, why=why, **given)
