"""One ready case for each verb of a reconciliation; the world is that of `tests/members/ready_cases.py`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from kit.calendar import PartialDate
from members import procedure as members
from reports.reconciliation import procedure
from reports.reconciliation.models import Choice, CommitteeNumbers, Kind, ListedAs, RoundKind, Side
from reports.reconciliation.procedure.held import Held
from reports.reconciliation.procedure.linked import Linked
from tests import builders
from tests.reports import play

LATER = date(2026, 8, 1)
Case = tuple[tuple[Any, ...], dict[str, Any]]
ROUND = {"since": play.SINCE, "until": play.UNTIL, "due_on": play.DUE}


def _own(world: Any, **given: Any) -> Any:
    return play.of(play.opened(**given), world.tree.committee)


def _add(world: Any) -> Case:
    return (play.opened(committees=[world.tree.committee]),), {"committees": [world.tree.grass_cell]}


def _listed(world: Any) -> Any:
    return play.sent(_own(world), play.file(play.row("Giàng Seo Lử")), who=world.account, anyway=True)


def _receive(world: Any) -> Case:
    one = _own(world)
    upload = procedure.receiving.keep(
        one, "an-khe.xlsx", play.file(play.row("Giàng Seo Lử")), account=world.account, at=play.AT
    )
    held = Held(line=1, rows=1, records=1, known=1, people=[Linked("DS", 3, world.person.pk, True, [], ListedAs.OWN)])
    return (one,), {"upload": upload, "held": held, "seen": 0}


def _again(world: Any) -> Case:
    """The register has changed since the list came."""
    sent = _listed(world)
    members.people.correct_member(world.person, by=builders.MACHINE, why="nhầm", birth=PartialDate(1965, 6, 4))
    return (sent,), {"held": procedure.receiving.hold(play.tables_of(sent), sent.reconciliation, by=builders.MACHINE)}


def _light(world: Any) -> Any:
    return _own(world, kind=RoundKind.NUMBERS)


def _postponed(world: Any) -> Any:
    return procedure.rounds.postpone(_own(world), by=builders.MACHINE, due_on=LATER, why="mưa lũ")


def _confirm(world: Any) -> Case:
    one = play.agreed_light(_light(world))
    return (one,), {"digest": procedure.gathering.gather(one, by=builders.MACHINE).digest}


def _sign(world: Any) -> Case:
    one = play.agreed_light(_light(world), Side.COMMITTEE, Side.OFFICER)
    return (one,), play.ready_to_sign(one)


def _point(world: Any) -> Any:
    """A difference of the committee's list: the neighbour's card."""
    play.person("Sùng A Páo", world.tree.cell, "11111111")
    sent = play.sent(_own(world), play.file(play.row(card="11111112")), who=world.account, anyway=True)
    return next(one for one in play.differences(sent) if one.kind == Kind.NUMBER)


def _answered(world: Any) -> Any:
    return procedure.answering.answer(_point(world), by=builders.MACHINE, choice=Choice.FIX_LIST)


def _spelling(world: Any) -> Case:
    play.person("Sùng A Lý", world.tree.cell, "11111111")
    one = _own(world)
    play.sent(one, play.file(play.row("Sùng A Lí")), who=world.account, anyway=True)
    return (one,), {"choice": Choice.FIX_LIST, "mark": procedure.spelling.planned(one).mark}


def _stranger(world: Any) -> Any:
    """Somebody whom the list alone knows."""
    sent = play.sent(_own(world), play.file(play.row("Hạng Thị Chu")), who=world.account, anyway=True)
    return next(one for one in play.differences(sent) if one.described)


def _chosen(world: Any) -> Any:
    return procedure.choosing.choose_person(_stranger(world), by=builders.MACHINE, member=world.person)


NUMBERS = dict.fromkeys(CommitteeNumbers.KINDS, 1) | {"probationary": 0}


def _counted(world: Any) -> Any:
    return procedure.numbers.note_numbers(_light(world), by=builders.MACHINE, numbers=NUMBERS)


CASES: dict[str, Callable[[Any], Case]] = {
    "open_round": lambda w: ((), ROUND),
    "add_committees": _add,
    "take_out_committee": lambda w: ((_own(w),), {}),
    "take_back_round": lambda w: ((play.opened(),), {}),
    "postpone": lambda w: ((_own(w),), {"due_on": LATER}),
    "take_back_postponement": lambda w: ((_postponed(w),), {}),
    "receive_list": _receive,
    "compare_again": _again,
    "take_back_list": lambda w: ((_listed(w),), {}),
    "answer": lambda w: ((_point(w),), {"choice": Choice.FIX_LIST}),
    "take_back_answer": lambda w: ((_answered(w),), {}),
    "answer_spelling": _spelling,
    "choose_person": lambda w: ((_stranger(w),), {"member": w.person}),
    "take_back_choice": lambda w: ((_chosen(w),), {}),
    "confirm_minutes": _confirm,
    "withdraw_confirmation": lambda w: ((play.agreed_light(_light(w), Side.OFFICER),), {}),
    "sign_minutes": _sign,
    "take_back_numbers": lambda w: ((_counted(w),), {}),
    "note_numbers": lambda w: ((_own(w, kind=RoundKind.NUMBERS),), {"numbers": NUMBERS}),
}
