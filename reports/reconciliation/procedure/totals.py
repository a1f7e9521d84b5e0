"""What each side counts: a list when it comes, our records on the closing day."""

from __future__ import annotations

from collections.abc import Iterable

from members import figures, scope
from members.comparing import Listed
from members.models import Sex
from members.rights import Actor
from reports.reconciliation.models import Reconciliation


def of_list(rows: Iterable[Listed]) -> dict[str, int]:
    """Everybody listed once who has not left by the list itself. Who is official only where the list gives official
    days, women only where it gives the sex."""
    people = [row.person for row in rows if row.double_of is None and not row.status.has_left]
    found = {"total": len(people)}
    if any(one.official for one in people):
        found["official"] = sum(one.official is not None for one in people)
        found["probationary"] = found["total"] - found["official"]
    if any(one.sex for one in people):
        found["women"] = sum(one.sex == Sex.FEMALE for one in people)
    return found


def of_records(one: Reconciliation, *, by: Actor) -> dict[str, int]:
    """Our figures of the committee on the closing day, with sight of the whole register."""
    with scope.opened(scope.whole_register(by.day)):
        return figures.figures(one.organisation_id, one.round.closing_day)
