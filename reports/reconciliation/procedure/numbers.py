"""The light round: a committee's numbers by kind, beside ours on the closing day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from members import figures, history, rights, scope
from members.procedure.acting import verb
from members.rights import Actor
from reports.reconciliation.models import CommitteeNumbers, Reconciliation, RoundKind
from reports.reconciliation.procedure.agreement import dissolve
from reports.reconciliation.procedure.rounds import dated, dates_of, lock
from reports.reconciliation.rules import lists as rules
from reports.reconciliation.rules import rounds as round_rules


@verb("ghi số lượng đối khớp", about="reconciliation")
def note_numbers(
    one: Reconciliation, *, by: Actor, numbers: Mapping[str, int], seen: int | None = None
) -> CommitteeNumbers:  # fmt: skip
    """What the committee counts on the closing day: {kind: number}, every kind of `CommitteeNumbers.KINDS`. Noted
    again, the new numbers stand in the place of the old ones; what one side has confirmed ends with them. `seen`: the
    version of the numbers that the page showed, 0 for none.

    Raises RuleBroken when they don't add up, once both sides have agreed, and where others stand there by now.
    """
    rights.check_may(by, "note_numbers", rights.case_of_organisation(one.organisation_id))
    locked = lock(one)
    round_rules.check_not_agreed(dates_of(dated(locked, by.day)))
    rules.check_kind(locked.round, RoundKind.NUMBERS)
    known = CommitteeNumbers.unscoped.filter(reconciliation=locked).first()
    rules.check_numbers_seen(known, seen, lambda: _is_own(known, by))
    rules.check_numbers(numbers)
    history.concerns(organisation=locked.organisation_id)
    dissolve(locked)
    if known is None:
        return history.create(CommitteeNumbers, reconciliation=locked, noted_on=by.day, **numbers)
    return history.change(known, **numbers)


def _is_own(known: CommitteeNumbers | None, by: Actor) -> bool:
    return known is not None and history.is_own(by, history.lines_about_row(known, "note_numbers"))


def equal(rows: Iterable[Reconciliation], *, today: date) -> set[int]:
    """In which of these, all of light rounds, both count the same: their ids. Read with sight of the whole register,
    as often for many committees and rounds as for one."""
    rows = list(rows)
    noted = {
        one.reconciliation_id: {kind: getattr(one, kind) for kind in CommitteeNumbers.KINDS}
        for one in CommitteeNumbers.unscoped.filter(reconciliation__in=[row.pk for row in rows])
    }
    asked: dict[date, set[int]] = {}
    for row in rows:
        asked.setdefault(row.round.closing_day, set()).add(row.organisation_id)
    with scope.opened(scope.wider(today)):
        ours = figures.of_several(asked)
    return {
        row.pk for row in rows
        if row.pk in noted
        and noted[row.pk].items() <= ours.get((row.organisation_id, row.round.closing_day), {}).items()
    }  # fmt: skip


@verb("rút số lượng đối khớp", about="reconciliation")
def take_back_numbers(given: CommitteeNumbers, *, by: Actor, seen: int | None = None) -> None:
    """Numbers that were noted by mistake: nothing has come of this committee any more. Refused once both sides have
    agreed, and where others stand there than the page showed (`seen`: their version); what one side has confirmed ends
    with them."""
    one = given.reconciliation
    rights.check_may(by, "take_back_numbers", rights.case_of_organisation(one.organisation_id))
    locked = lock(one)
    there = CommitteeNumbers.unscoped.filter(reconciliation=locked, pk=given.pk).first()
    known = round_rules.check_numbers_back(there, dates_of(dated(locked, by.day)))
    rules.check_numbers_seen(known, seen, lambda: _is_own(known, by))
    history.concerns(organisation=locked.organisation_id)
    dissolve(locked)
    history.remove(known)
