"""Open a round, say which committees are in it, give one of them more time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from members import history, kept, rights, tree
from members.models import Organisation, Term
from members.procedure.acting import verb
from members.rights import Actor
from reports.reconciliation.models import (
    CommitteeNumbers,
    MistakenList,
    Postponement,
    Reconciliation,
    Round,
    RoundKind,
    SentList,
)
from reports.reconciliation.rules import rounds as rules


def committees_on(day: date) -> list[tuple[int, str]]:
    """Grass-roots organisations of the tree on that day: [(organisation, name)] in the order of the tree."""
    rows = Term.unscoped.on(day).filter(kind__is_grass_roots=True).values_list("organisation", "name")
    return sorted(rows, key=lambda one: (tree.order_key(one[1]), one[0]))


def left_out(one: Round) -> list[tuple[int, str]]:
    """Grass-roots organisations of the closing day that are not in the round: [(organisation, name)]."""
    there = set(Reconciliation.unscoped.filter(round=one).values_list("organisation", flat=True))
    return [(pk, name) for pk, name in committees_on(one.closing_day) if pk not in there]


def dates_of(one: Reconciliation) -> rules.Dates:
    """The dated facts of a row that was read by `dated`."""
    row: Any = one
    return rules.Dates(row.due, row.received_on, row.settled_on, row.agreed_on, row.signed_on)


@verb("mở đợt đối khớp", about="reconciliation")
def open_round(
    *,
    by: Actor,
    since: date,
    until: date,
    due_on: date,
    kind: str = RoundKind.FULL,
    committees: Iterable[Organisation] | None = None,
) -> Round:
    """Open a round over [since, until) with every grass-roots organisation of its last day, or with those chosen.

    Raises RuleBroken for a period that has not begun or was opened before, and for an organisation that is none of
    the grass roots then.
    """
    rights.check_may(by, "open_round", rights.case_of_organisation(None))
    rules.check_period(since, until, due_on, by.day)
    # Which committees there are is read of the tree, and one round is opened after the other.
    tree.lock()
    rules.check_once(Round.objects.filter(since=since, until=until, kind=kind).first())
    made = history.create(Round, since=since, until=until, due_on=due_on, kind=kind, opened_on=by.day)
    possible = dict(committees_on(made.closing_day))
    chosen = [Organisation(pk=pk) for pk in possible] if committees is None else list(committees)
    rules.check_committees(chosen, set(possible))
    _take_in(made, chosen)
    return made


def _take_in(one: Round, committees: Sequence[Organisation]) -> None:
    rows = [Reconciliation(round=one, organisation_id=pk) for pk in sorted({each.pk for each in committees})]
    history.create_many(rows, [history.current()] * len(rows))


@verb("thêm đảng ủy vào đợt đối khớp", about="reconciliation")
def add_committees(one: Round, *, by: Actor, committees: Iterable[Organisation]) -> None:
    """Committees that were left out when the round was opened."""
    rights.check_may(by, "add_committees", rights.case_of_organisation(None))
    locked = _lock(one)
    chosen = list(committees)
    rules.check_committees(chosen, {pk for pk, _ in committees_on(locked.closing_day)})
    rules.check_not_there(Reconciliation.unscoped.filter(round=locked, organisation__in=chosen).first())
    _take_in(locked, chosen)


@verb("đưa đảng ủy ra khỏi đợt đối khớp", about="reconciliation")
def take_out_committee(one: Reconciliation, *, by: Actor) -> None:
    """A committee that was taken in by mistake, before anything came of it."""
    rights.check_may(by, "take_out_committee", rights.case_of_organisation(None))
    locked = lock(one)
    rules.check_nothing_came(came([locked.pk]))
    history.concerns(organisation=locked.organisation_id)
    _remove([locked])


@verb("rút đợt đối khớp", about="reconciliation")
def take_back_round(one: Round, *, by: Actor) -> None:
    """A round that was opened by mistake, before anything came of it."""
    rights.check_may(by, "take_back_round", rights.case_of_organisation(None))
    locked = _lock(one)
    rows = list(Reconciliation.unscoped.filter(round=locked))
    rules.check_nothing_came(came([row.pk for row in rows]))
    _remove(rows)
    history.remove(locked)


def came(reconciliations: list[int]) -> bool:
    """Whether a list or numbers of one of them are there."""
    return any(
        model.unscoped.filter(reconciliation__in=reconciliations).exists() for model in (SentList, CommitteeNumbers)
    )


def _remove(rows: Sequence[Reconciliation]) -> None:
    mine = history.current()
    for model in (Postponement, MistakenList):
        beside: Any = model.unscoped.filter(reconciliation__in=[row.pk for row in rows])
        history.remove_many([(row, mine) for row in beside])
    history.remove_many([(row, mine) for row in rows])


@verb("gia hạn gửi danh sách đối khớp", about="reconciliation", needs_reason=True)
def postpone(one: Reconciliation, *, by: Actor, due_on: date) -> Postponement:
    """More time for one committee, until a later day, with a reason."""
    rights.check_may(by, "postpone", rights.case_of_organisation(None))
    locked, why = lock(one), history.current().why
    rules.check_postponed(dates_of(dated(locked, by.day)), due_on, by.day, reason=why)
    history.concerns(organisation=locked.organisation_id)
    return history.create(Postponement, reconciliation=locked, due_on=due_on, decided_on=by.day, reason=why)


def postponement_of(one: Reconciliation) -> Postponement | None:
    """The postponement that counts: the newest one."""
    found: Postponement | None = Postponement.unscoped.filter(reconciliation=one).order_by("-pk").first()
    return found


@verb("rút gia hạn gửi danh sách đối khớp", about="reconciliation")
def take_back_postponement(given: Postponement, *, by: Actor) -> None:
    """More time was given by mistake, or too much of it: what was asked before counts again, be it over by now. The
    newest one goes first. Refused once both sides have agreed."""
    one = given.reconciliation
    rights.check_may(by, "take_back_postponement", rights.case_of_organisation(None))
    locked = lock(one)
    newest = rules.check_postponement_back(postponement_of(locked), given.pk, dates_of(dated(locked, by.day)))
    history.concerns(organisation=locked.organisation_id)
    history.remove(newest)


def dated(one: Reconciliation, day: date) -> Reconciliation:
    """The row with its dated facts as of that day."""
    found: Reconciliation = Reconciliation.unscoped.dated(day).get(pk=one.pk)
    return found


def _lock(one: Round) -> Round:
    return gone_or(Round.objects.select_for_update(no_key=True).filter(pk=one.pk).first())


def lock(one: Reconciliation, *, day: date | None = None) -> Reconciliation:
    """The round, then the committee in it: everybody locks in this order. With `day`: refused once it is signed."""
    _lock(one.round)
    locked: Reconciliation = gone_or(Reconciliation.unscoped.select_for_update(no_key=True).filter(pk=one.pk).first())
    if day is not None:
        rules.check_not_signed(dated(locked, day).signed_on)  # type: ignore[attr-defined]
    return locked


def gone_or(row: Any) -> Any:
    """Answers the row. Raises RuleBroken where it was taken back meanwhile."""
    rules.check_still_there(row is not None)
    return row


def names_of(organisations: Iterable[int | None], day: date) -> list[tuple[int, str]]:
    """What these organisations are called on a day: [(organisation, name)]."""
    return list(kept.full_names({pk for pk in organisations if pk}, day).items())


def called(one: Reconciliation, day: date) -> str:
    """What the committee is called on a day, as sentences name it."""
    return str(kept.full_names([one.organisation_id], day).get(one.organisation_id, "đảng ủy này"))
