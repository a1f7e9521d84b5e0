"""Names that are nearly what was typed, where few are better."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from kit import names
from kit.matching.slips import slips
from members.finding.hits import Gathered, How
from members.finding.words import born
from members.models import Member

CANDIDATES = 200


def near(typed: names.Typed, gathered: Gathered) -> None:
    """Names with a letter left out, put in, mistaken or swapped: one in a short word, two in a long one."""
    whole = " ".join(typed.words)
    if len(whole) < 3:
        return
    ranked = sorted(
        (far, sum(key not in sort_key for key in typed.keys), sort_key, pk)
        for pk, fold, sort_key in _candidates(whole, typed.year)
        if pk not in gathered.people and (far := _far(typed.words, fold)) is not None
    )  # fmt: skip
    gathered.more = len(ranked) > gathered.room
    chosen = [pk for *_, pk in ranked[: gathered.room]]
    rows = {one.pk: one for one in gathered.asked(Member.objects.few().filter(pk__in=chosen))} if chosen else {}
    gathered.people.update({pk: (rows[pk], How.NEAR, "") for pk in chosen if pk in rows})


def _candidates(whole: str, year: int | None) -> Iterable[tuple[int, str, str]]:
    """PostgreSQL picks by shared letters in threes; a desk's SQLite is small enough to look at everybody."""
    rows = born(Member.objects.all(), year)
    if connection.vendor == "postgresql":
        # As the index is written; the threes of a name are the same with a space before it.
        rows = rows.extra(
            where=["(' ' || members_member.fold) %% %s"], params=[whole],
            select={"alike": "similarity(members_member.fold, %s)"}, select_params=[whole], order_by=["-alike"],
        )[:CANDIDATES]  # fmt: skip
    return rows.values_list("pk", "fold", "sort_key")


def _far(words: tuple[str, ...], fold: str) -> int | None:
    """Slips between the typed words and the nearest words of a name; None when some word is too far from all. A word
    of two letters may only be mistaken where two others speak for the name."""
    others = fold.split()
    total = 0
    for word in words:
        allowed = 2 if len(word) > 5 else 1 if len(word) > 2 or len(words) > 2 else 0
        least = min((slips(word, other, allowed) for other in others), default=allowed + 1)
        if least > allowed:
            return None
        total += least
    return total
