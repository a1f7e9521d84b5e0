"""What each side counts: a list when it comes, our records on the closing day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from kit.calendar import PartialDate
from members import figures, scope
from members.comparing import Listed, known
from members.comparing.differences import is_later
from members.comparing.status import ACTIVE, AWAY, EXEMPT, GUEST, OFFICIAL, PROBATIONARY
from members.models import Sex
from members.rights import Actor
from members.rules.people import probation_end
from reports.reconciliation.models import Reconciliation

RANKS = {OFFICIAL: True, PROBATIONARY: False}
UNRANKED, NAMED = "unranked", "named"
STATUSES = frozenset({ACTIVE, EXEMPT, *RANKS})


def of_list(rows: Iterable[Listed], day: date) -> dict[str, int]:
    """Everybody listed once who has not left by the list itself. How many are official only where the list says it of
    each of them (else under UNRANKED of how many it does not), women only where it gives the sex, exempt only where it
    speaks of the standing of most: a remark beside one says nothing of the others. Away, and guests, who are no part of
    the total, as many as it names (NAMED where it speaks of some alone); a list that names none may not know them."""
    here = [row for row in rows if row.double_of is None and not row.status.has_left]
    rows = [row for row in here if row.stay != GUEST]
    stays = {"away": sum(row.stay == AWAY for row in rows), "guests": len(here) - len(rows)}
    found = {"total": len(rows)} | {key: number for key, number in stays.items() if number}
    if any(stays.values()) and not _says_of_most(here, lambda row: row.stay or row.status.kind in STATUSES):
        found[NAMED] = sum(stays.values())
    ranks = [_is_official(row, day) for row in rows]
    if any(row.person.official or row.status.kind in RANKS for row in rows):
        if unknown := ranks.count(None):
            found[UNRANKED] = unknown
        else:
            found["official"] = sum(map(bool, ranks))
            found["probationary"] = found["total"] - found["official"]
    if any(row.person.sex for row in rows):
        found["women"] = sum(row.person.sex == Sex.FEMALE for row in rows)
    if _says_of_most(rows, lambda row: row.status.kind in STATUSES):
        found["exempt"] = sum(row.status.kind == EXEMPT for row in rows)
    return found


def _says_of_most(rows: Sequence[Listed], says: Callable[[Listed], Any]) -> bool:
    return sum(bool(says(row)) for row in rows) * 2 > len(rows)


def _is_official(row: Listed, day: date) -> bool | None:
    """What the row says of the rank on `day`: by an official date that comes later, else in words, else by its dates.
    Who has no official date is a probationer while the probation lasts; later the date may only be missing, and nobody
    knows (Charter art. 5.1)."""
    official, admitted = row.person.official, row.person.admitted
    if row.status.kind in RANKS and not is_later(known(official), day):
        return RANKS[row.status.kind]
    if isinstance(official, PartialDate):
        # A day known in part that may be before that day as well as after it says neither.
        return True if official.latest() <= day else False if official.earliest() > day else None
    if official is not None:
        return True
    if isinstance(admitted, PartialDate) and day < probation_end(admitted.latest()):
        return False
    return None


def of_records(one: Reconciliation, *, by: Actor) -> dict[str, int]:
    """Our figures of the committee on the closing day, with sight of the whole register."""
    with scope.opened(scope.whole_register(by.day)):
        return figures.figures(one.organisation_id, one.round.closing_day)
