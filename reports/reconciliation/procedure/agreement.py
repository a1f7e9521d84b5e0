"""What both sides had confirmed ends with whatever changes it; what our records counted when a side confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from members import figures, history, scope
from reports.reconciliation.models import CommitteeNumbers, Confirmation, Reconciliation
from reports.reconciliation.rules.minutes import TOTAL

DAY = timedelta(days=1)
# What the minutes say of the day before the period, and of its last one.
OPENING, CLOSING = (TOTAL,), CommitteeNumbers.KINDS
Figures = dict[str, int]


def dissolve(one: Reconciliation) -> None:
    """Nobody has confirmed what stands there from now on: inside the act that changes it."""
    for known in Confirmation.unscoped.filter(reconciliation=one):
        history.remove(known)


def dissolve_unsaid(lists: Iterable[int]) -> None:
    """The same of the committees of these lists, by what another committee has done: in a line of its own about no
    organisation, which the officer alone reads, as neither committee may know of the other's."""
    rows = list(Confirmation.unscoped.filter(reconciliation__lists__in=list(lists)).distinct())
    if rows:
        (apart,) = history.begin_many("withdraw_confirmation", 1)
        history.remove_many([(row, apart) for row in rows])


def counted(rows: Iterable[Reconciliation], *, today: date) -> dict[int, list[Figures]]:
    """{reconciliation: our figures in its minutes, of the day before the period and of its closing day}. Read with
    sight of the whole register, as often for many committees as for one."""
    rows = list(rows)
    asked: dict[date, set[int]] = {}
    for row in rows:
        for day in _ends(row):
            asked.setdefault(day, set()).add(row.organisation_id)
    with scope.opened(scope.wider(today)):
        found = figures.of_several(asked)
    return {row.pk: said([found.get((row.organisation_id, day), {}) for day in _ends(row)]) for row in rows}


def _ends(one: Reconciliation) -> tuple[date, date]:
    return one.round.since - DAY, one.round.closing_day


def said(both: Sequence[Figures]) -> list[Figures]:
    """Of these figures, of the opening and of the closing, those that the minutes say: of the opening everybody alone,
    so that who was away or exempt then and is no more changes nothing."""
    return [
        {key: figures[key] for key in keys if key in figures}
        for keys, figures in zip((OPENING, CLOSING), both, strict=True)
    ]
