"""The status of people as both sides signed it: by rank, and whether they were exempt."""

from __future__ import annotations

from members.comparing.status import ACTIVE, AWAY, BETWEEN, EXEMPT, WORDS
from reports.reconciliation.models import AgreedPerson
from reports.reconciliation.rules.sides import ASPECTS


def frozen(rank: str, *, exempt: bool) -> str:
    """ "chính thức, đang sinh hoạt": what is kept of somebody's status."""
    return BETWEEN.join([rank, WORDS[EXEMPT if exempt else ACTIVE]])


def signed_value(one: AgreedPerson, field: str) -> tuple[str | None, str | None]:
    """(what our records said of that field when both signed, what the list said otherwise); None for what was not
    kept. Who was on that roster was active; who was exempt is known where it was frozen."""
    aspect = next((names for names in ASPECTS if field in names), None)
    if aspect is None:
        return getattr(one, field), one.listed.get(field)
    listed = next((one.listed[name] for name in aspect if name in one.listed), None)
    rank, _, standing = one.status.partition(BETWEEN)
    away = None if one.is_away is None else WORDS[AWAY if one.is_away else ACTIVE]
    of_aspect: tuple[str | None, ...] = WORDS[ACTIVE], standing or None, rank or None, WORDS[ACTIVE], away
    return of_aspect[ASPECTS.index(aspect)], listed
