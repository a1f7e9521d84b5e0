"""Where the organisation in a private enterprise goes on after its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from members import successors
from members.models import Term


class Stay(NamedTuple):
    """From `since` on, the beginning where it is None, `organisation` stands in the place of the first; None: what
    stood there before has ended and nothing in a private enterprise carries it on, or it `left`: it goes on, in no
    private enterprise any more."""

    since: date | None
    organisation: int | None
    left: bool = False


def stays(organisations: Collection[int], day: date) -> dict[int, list[Stay]]:
    """{organisation: itself and what carries it on by `day`, one after another}. A successor counts where its own term
    of that day says that it is in a private enterprise: else whoever came from elsewhere would be of the enterprise."""
    ended = successors.closures_of(organisations, day)
    terms = defaultdict[int, list[Term]](list)
    after = {one.successor_id for one in ended.values() if one.successor_id}
    for term in Term.unscoped.filter(organisation__in=after, in_private_enterprise=True) if after else ():
        terms[term.organisation_id].append(term)
    found = {}
    for first in organisations:
        own = [Stay(None, first)]
        while (gone := ended.get(own[-1].organisation or 0)) is not None:
            goes_on = any(term.holds_on(gone.day) for term in terms[gone.successor_id or 0])
            again = any(one.organisation == gone.successor_id for one in own)
            own.append(Stay(gone.day, gone.successor_id if goes_on and not again else None))
            left = _left_on(terms[gone.successor_id or 0], gone.day)
            over = ended.get(gone.successor_id or 0)
            if own[-1].organisation and left is not None and left <= day and (over is None or left < over.day):
                own.append(Stay(left, None, left=True))
        found[first] = own
    return found


def _left_on(private: Collection[Term], day: date) -> date | None:
    """Until when, from `day` on, the terms say one after another that it is in a private enterprise; None: they go
    on."""
    until: date | None = day
    while until is not None and (term := next((one for one in private if one.holds_on(until)), None)) is not None:
        until = term.until
    return until


def ended_on(stays: list[Stay]) -> date | None:
    """Since when nothing stands there any more; None while something does."""
    return stays[-1].since if stays[-1].organisation is None else None
