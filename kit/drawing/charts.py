"""Charts as numbers: where each bar ends. Drawn by `templates/components/chart_*`, for pages and papers alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# Bars are drawn in a field as many units wide, within an edge for the line around them.
WIDTH = 200.0


@dataclass(frozen=True)
class Amount:
    """What a bar shows: its `name`, the number `said` in words at its end, how long it is (None: nothing is known, no
    bar is drawn), and how much of it is dark."""

    name: str
    said: str
    whole: float | None
    dark: float = 0.0


@dataclass(frozen=True)
class Bar:
    """A bar in its field: both lengths as an SVG writes them, "" where nothing is drawn."""

    name: str
    said: str
    whole: str = ""
    dark: str = ""


def bars(amounts: Sequence[Amount]) -> list[Bar]:
    """Bars beside each other from nought, the longest as wide as the field."""
    longest = max((one.whole or 0.0 for one in amounts), default=0.0)
    return [Bar(one.name, one.said, _length(one.whole, longest), _length(one.dark, longest)) for one in amounts]


def _length(number: float | None, longest: float) -> str:
    return f"{WIDTH * number / longest:.1f}" if number and longest else ""
