"""What both sides had confirmed ends with whatever changes it; what our records counted when a side confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from members import figures, history, scope
from reports.reconciliation.models import Confirmation, Reconciliation

DAY = timedelta(days=1)


def dissolve(one: Reconciliation) -> None:
    """Nobody has confirmed what stands there from now on: inside the act that changes it."""
    for known in Confirmation.unscoped.filter(reconciliation=one):
        history.remove(known)


def counted(rows: Iterable[Reconciliation], *, today: date) -> dict[int, list[dict[str, int]]]:
    """{reconciliation: our figures on the day before the period, and on its closing day}. Read with sight of the whole
    register, as often for many committees as for one."""
    rows = list(rows)
    asked: dict[date, set[int]] = {}
    for row in rows:
        for day in _ends(row):
            asked.setdefault(day, set()).add(row.organisation_id)
    with scope.opened(scope.whole_register(today)):
        found = figures.of_several(asked)
    return {row.pk: [found.get((row.organisation_id, day), {}) for day in _ends(row)] for row in rows}


def _ends(one: Reconciliation) -> tuple[date, date]:
    return one.round.since - DAY, one.round.closing_day


def outdated(confirmations: Iterable[Confirmation], rows: Iterable[Reconciliation], *, today: date) -> set[int]:
    """Those of these, all of `rows`, since which our records count otherwise: their ids."""
    kept = [one for one in confirmations if one.figures]
    confirmed = {one.reconciliation_id for one in kept}
    now = counted([row for row in rows if row.pk in confirmed], today=today) if kept else {}
    return {one.pk for one in kept if one.figures != now[one.reconciliation_id]}
