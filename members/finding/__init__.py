"""Finding a person by half a name, in any order, with or without accents, or by a number; as the viewer's door allows.

Exact hits come first (written as typed), then the same letters with other marks, then near ones (a slip of the hand),
each said so. A typed word means the beginning of a word of the name.
"""

from __future__ import annotations

from datetime import date

from kit import names
from members.finding.hits import Found, Gathered, Hit, How, cells_of
from members.finding.misspelt import near
from members.finding.numbers import by_number
from members.finding.words import by_former_name, by_name, straight

__all__ = ["Found", "Hit", "How", "cells_of", "people"]

# Near ones are only asked for when there are few better ones.
FEW = 5


def people(text: str, day: date, *, limit: int) -> Found:
    """Whom the typed text may mean, at most `limit`, among those the viewer may open on `day`."""
    typed = names.typed(text)
    gathered = Gathered(limit, day)
    if typed.digits or typed.code:
        by_number(typed, gathered)
    keys = ""
    if typed.words and not typed.digits and not straight(typed, gathered):
        by_name(typed, gathered)
        by_former_name(typed, gathered)
        if not gathered.people and (keys := names.untyped(text)):
            by_name(names.typed(keys), gathered)
        if len(gathered.people) < FEW and not gathered.more:
            near(names.typed(keys) if keys and gathered.people else typed, gathered)
    return Found(gathered.hits(), gathered.more, keys if gathered.people else "")
