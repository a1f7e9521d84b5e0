"""What is under way in an organisation, told on the page that ends it or brings it under another one: a plan of
reorganisation shows the same, but a single act makes no plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from members import kept, registry, tree
from members.models import Term
from members.registry import OpenCase, Reorganised

# So many are told by name, the rest counted.
MOST = 20
# In the place of what is chosen on the page and not known yet.
CHOSEN = 0
ENDING = "Việc đang dở ở đây, nếu không chọn nơi kế tục (chọn thì việc theo sang nơi ấy):"
MOVING = "Việc đang dở ở đây và ở tổ chức trực thuộc:"


def of_ending(organisation: int, day: date) -> list[OpenCase]:
    """What becomes of it where nothing carries the organisation on."""
    return _asked(Reorganised(day=day, ends=frozenset({organisation}), names=_names({organisation}, day)))


def of_moving(organisation: int, day: date) -> list[OpenCase]:
    """What becomes of it, and of what is under way below it, under another organisation."""
    below = set(Term.objects.on(day).filter(tree.under(organisation, day)).values_list("organisation", flat=True))
    return _asked(
        Reorganised(
            day=day, carried=frozenset(below), goes=dict.fromkeys(below, CHOSEN), names=_names(below, day),
            called={CHOSEN: "nơi chọn ở dưới"},
        )
    )  # fmt: skip


def said(head: str, cases: Sequence[OpenCase]) -> list[str]:
    """The sentences of the page; none where nothing is under way."""
    if not cases:
        return []
    more = [f"Và {len(cases) - MOST} việc khác."] if len(cases) > MOST else []
    return [head, *(f"{one.what}: {one.fate}." for one in cases[:MOST]), *more]


def people(cases: Sequence[OpenCase]) -> list[int] | None:
    """The members whom these sentences name; None where there is none."""
    return sorted({one.member for one in cases[:MOST] if one.member is not None}) or None


def _asked(change: Reorganised) -> list[OpenCase]:
    return [case for entry in registry.entries("reorganisation").values() for case in entry(change)]


def _names(organisations: set[int], day: date) -> dict[int, str]:
    return kept.called(organisations, day)
