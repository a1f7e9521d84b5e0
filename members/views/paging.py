"""The addresses around a list that is paged by name: first, previous, next, and a jump to a letter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from members import lists


def by_name(found: lists.Page | lists.Piece, total: int, letter: str, to: Callable[..., str]) -> dict[str, Any]:
    """For `c-pages`; `to(sau=…)`, `to(truoc=…)`, `to(chu=…)` is the address of that page. What stands on one page has
    no letters."""
    return {
        "first": to() if found.previous else "",
        "previous": to(truoc=found.previous) if found.previous else "",
        "next": to(sau=found.next) if found.next else "",
        "letters": [{"label": one, "href": to(chu=one), "current": one == letter} for one in lists.LETTERS]
        if total > lists.PAGE
        else [],
    }
