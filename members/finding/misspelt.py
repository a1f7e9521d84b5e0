"""Names that are nearly what was typed, where few are better."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.db.models import F, Q
from django.db.models.lookups import Contains, EndsWith

from kit import names
from kit.matching.slips import slips
from members.conditions import Spaced
from members.finding.hits import Gathered, How
from members.finding.words import born
from members.models import Member

# A word of more letters may have two slips.
LONG = 5
# So many letters are what is asked for of how a word begins or ends.
ENDS = 2


def near(typed: names.Typed, gathered: Gathered) -> None:
    """Names with a letter left out, put in, mistaken or swapped: one in a short word, two in a long one."""
    if len(" ".join(typed.words)) < 3:
        return
    rows = born(Member.objects.filter(_may_be(typed.words)), typed).values_list("pk", "fold", "sort_key")
    far = _far(typed.words)
    ranked = sorted(
        (slipped, sum(key not in sort_key for key in typed.keys), sort_key, pk)
        for pk, fold, sort_key in rows
        if pk not in gathered.people and (slipped := far(fold)) is not None
    )  # fmt: skip
    gathered.more = len(ranked) > gathered.room
    chosen = [pk for *_, pk in ranked[: gathered.room]]
    people = {one.pk: one for one in gathered.asked(Member.objects.few().filter(pk__in=chosen))} if chosen else {}
    gathered.people.update({pk: (people[pk], How.NEAR, "") for pk in chosen if pk in people})


def _may_be(words: tuple[str, ...]) -> Q:
    """What the index of threes answers. A slip leaves how a word begins or how it ends, but for one swap in the middle
    of a short word; two slips in a long word may touch both, which is not looked for, on either database. Of a word of
    two letters too little is left to ask for."""
    every = Q()
    for word in words:
        if not _allowed(word, words):
            every &= Q(Contains(Spaced(F("fold")), f" {word}"))
        elif len(word) > ENDS:
            every &= _left(word)
    return every


def _left(word: str) -> Q:
    """Some word of the name begins or ends as this one, or is it with its middle swapped."""
    begins = word[: ENDS if len(word) > 3 else 1]
    ends = word[-ENDS:]
    name = Spaced(F("fold"))
    found = Q(Contains(name, f" {begins}")) | Q(Contains(name, f"{ends} ")) | Q(EndsWith(name, ends))
    at = len(begins)
    if len(word) - ENDS <= at:
        found |= Q(Contains(name, f" {word[: at - 1]}{word[at]}{word[at - 1]}{word[at + 1 :]}"))
    return found


def _allowed(word: str, words: tuple[str, ...]) -> int:
    """Slips that a typed word may have. One of two letters may only be mistaken where two others speak for the name."""
    return 2 if len(word) > LONG else 1 if len(word) > 2 or len(words) > 2 else 0


def _far(words: tuple[str, ...]) -> Callable[[str], int | None]:
    """Slips between the typed words and the nearest words of a name; None when some word is too far from all."""
    allowed = {word: _allowed(word, words) for word in words}

    @cache  # a register has few words
    def slipped(word: str, other: str) -> int:
        return slips(word, other, allowed[word])

    def far(fold: str) -> int | None:
        others, total = fold.split(), 0
        for word in words:
            least = min((slipped(word, other) for other in others), default=allowed[word] + 1)
            if least > allowed[word]:
                return None
            total += least
        return total

    return far
