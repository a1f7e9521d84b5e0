"""Finding a person by half a name, in any order, with or without accents, or by a number; as the viewer's door allows.

Exact hits come first (written as typed), then the same letters with other marks, then near ones (a slip of the hand),
each said so. A typed word means the beginning of a word of the name.
"""

from __future__ import annotations

import re
from datetime import date

from kit import names
from members.finding.hits import Found, Gathered, Hit, How, cells_of
from members.finding.misspelt import near
from members.finding.numbers import by_number
from members.finding.words import begin_so, by_former_name, by_name, straight

__all__ = ["Found", "Hit", "How", "cells_of", "people"]

# Near ones are only asked for when there are few better ones.
FEW = 5
# What stands in no name and no number.
_SIGNS = re.compile(r"[^\w\s.\-'’/,\u0300-\u036f]|_")


def people(text: str, day: date, *, limit: int, as_typed: bool = False) -> Found:
    """Whom the typed text may mean, at most `limit`, among those the viewer may open on `day`.

    `as_typed`: while somebody types, three words that are how a full name begins are answered by whose name begins so,
    which the answer says.
    """
    typed, gathered, meant, begins = names.typed(text), Gathered(limit, day), "", False
    if typed.digits or typed.code:
        by_number(typed, gathered)
    if typed.words and not typed.digits:
        begins = as_typed and straight(typed, gathered)
        meant = "" if begins else _by_words(typed, text, gathered)
    nothing = not (typed.words or typed.digits or typed.code)
    bare = "" if nothing or not _SIGNS.search(text) else names.clean(_SIGNS.sub(" ", text)).strip(" .-'’/,")
    return Found(gathered.hits(), gathered.more, meant, begins, nothing, bare)


def _by_words(typed: names.Typed, text: str, gathered: Gathered) -> str:
    """Everybody who has the words; in few cases, who nearly has them. Answers how keys typed without an input method
    were read, where somebody was found by that."""
    by_name(typed, gathered)
    by_former_name(typed, gathered)
    keys = "" if gathered.people else names.composed(text)
    if keys:
        by_name(names.typed(keys), gathered)
    if len(gathered.people) < FEW and not gathered.more and not begin_so(typed, gathered):
        near(names.typed(keys) if keys and gathered.people else typed, gathered)
    return keys if gathered.people else ""
