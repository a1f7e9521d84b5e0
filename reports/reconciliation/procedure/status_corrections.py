"""Where the list is right about a status that it says: our record follows, by the plain verb of that fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Protocol

from members.models import Exemption, Member, Membership, Placement
from members.procedure import Paper
from reports.reconciliation.rules import corrections as rules


class Case(Protocol):
    """A correction under way, as `correcting` has it."""

    paper: Paper
    given: Mapping[str, Any]

    @property
    def member(self) -> Member: ...
    @property
    def day(self) -> date | None: ...
    @property
    def closing_day(self) -> date: ...

    def call(self, name: str, *about: Any, **values: Any) -> Any: ...


def _exempt(case: Case) -> None:
    clause = case.given["exemption"]
    case.call("exempt", case.member, day=case.day, reason=clause, decision=case.paper)


def _exempt_no_more(case: Case) -> None:
    exemption = Exemption.unscoped.on(case.closing_day).filter(membership__member=case.member).first()
    rules.check_exempt(exemption is not None)
    case.call("end_exemption", exemption, day=case.day)


def _official(case: Case) -> None:
    """By the closing day, on which the list has it."""
    spell = spell_of(case)
    if spell.official_on is None:
        case.call("recognise", case.member, official_on=case.day, decision=case.paper)
    else:
        decision = {"recognition_decision": case.paper} if case.paper.number else {}
        case.call("correct_membership", spell, official_on=case.day, **decision)


def _probationary(case: Case) -> None:
    case.call("correct_membership", spell_of(case), official_on=None)


def stays_here(case: Case) -> None:
    """A guest of a cell of the committee; counted at home."""
    _stay(case, organisation=case.given["organisation"])


def _guest(case: Case) -> None:
    """Whom our records count here belongs elsewhere, and is here for a while."""
    official = Placement.unscoped.official().on(case.closing_day).filter(member=case.member).first()
    case.call("move", case.member, organisation=case.given["organisation"], day=case.day, decision=case.paper)
    # Who has none by now has changed since he was compared: the move has refused.
    _stay(case, organisation=official.organisation if official else None)


def _away(case: Case) -> None:
    _stay(case, organisation=case.given.get("organisation"), outside=case.given.get("outside") or "")


def _stay(case: Case, **where: Any) -> None:
    until = case.given.get("until")
    case.call("place_temporarily", case.member, day=case.day, until=until, decision=case.paper, **where)


def _back(case: Case) -> None:
    stays = list(Placement.unscoped.temporary().on(case.closing_day).filter(member=case.member))
    rules.check_away(bool(stays))
    for stay in stays:
        case.call("end_temporary", stay, day=case.day)


def spell_of(case: Case) -> Membership:
    """The spell that the list was held against: the last one that had begun by the closing day, else the first."""
    spells = list(Membership.unscoped.filter(member=case.member).in_order())
    begun = [one for one in spells if one.admitted_on is None or one.admitted_on <= case.closing_day]
    return begun[-1] if begun else spells[0]


CORRECTED: dict[str, Callable[[Any], None]] = {
    "status_exempt": _exempt, "status_active": _exempt_no_more, "status_official": _official,
    "status_probation": _probationary, "status_guest": _guest, "status_away": _away, "status_back": _back,
}  # fmt: skip
