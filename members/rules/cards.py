"""Which card is somebody's now: a card is taken back from whoever leaves the Party (directive, D7), so a number of a
former spell is no card of the one that was begun since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from members.models import Membership, Number


def is_of(since: date | None, begun: date) -> bool:
    """Whether a number that holds since then was given in the spell that began on that day, before which there was
    another: what has no first day was there before."""
    return since is not None and begun <= since


def given_in(spell: Membership, spells: Iterable[Membership], numbers: Iterable[Number], day: date) -> list[Number]:
    """The numbers that hold on `day` and were given in this spell. `spells`: all of the same member. Of the first spell
    are all of them; of a later one those since its beginning."""
    begun = spell.admitted_on
    again = begun is not None and any(
        one.pk != spell.pk and (one.admitted_on is None or one.admitted_on < begun) for one in spells
    )
    held = [one for one in numbers if one.holds_on(day)]
    return [one for one in held if is_of(one.since, begun)] if again and begun is not None else held
