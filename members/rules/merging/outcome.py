"""What is written once somebody has chosen. Nothing is invented: the days of a place change only where one says that
the earlier record ended where the later one began."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from members.errors import RuleBroken
from members.models import Membership
from members.rules.facts import START

from .points import ABSORBED, FOLLOW, PLAIN, SPELL, Choices, Joining, Point


@dataclass
class Outcome:
    """What is written. Of the kept record: `plain`, `dates` {spell: columns}, rows that fall away or end earlier; of
    the absorbed one: rows that go over (with new ends) and rows that do not."""

    plain: dict[str, Any] = field(default_factory=dict)
    dates: list[tuple[Membership, dict[str, Any]]] = field(default_factory=list)
    falls: list[Any] = field(default_factory=list)
    ends: list[tuple[Any, date]] = field(default_factory=list)
    goes: list[tuple[Any, dict[str, Any]]] = field(default_factory=list)
    stays: list[Any] = field(default_factory=list)


def chosen(found: Joining, choices: Choices) -> dict[str, str]:
    """What was said of each point, else what is proposed. Raises RuleBroken at the first one that nobody has said."""
    said = {}
    for point in found.points:
        way = choices.get(point.key) or point.proposed
        if way not in point.ways:
            raise RuleBroken("arithmetic.merge", f"Chọn bên đúng cho mục: {point.label}.", field=point.key)
        said[point.key] = way
    return said


def outcome(found: Joining, said: Choices) -> Outcome:
    """What is written when these choices are made."""
    made = Outcome(stays=[row for _, row in found.alike])
    for point in found.points:
        way = said[point.key]
        if point.kind in ("plain", "spell"):
            if way == ABSORBED:
                _other_value(made, point)
        elif way == FOLLOW:
            _one_after_the_other(made, found, point.ours[0], point.theirs[0])
        elif way == ABSORBED:
            made.falls += point.ours
            made.goes += [(row, _over(found, row)) for row in point.theirs]
        else:
            made.stays += point.theirs
    return made


def _other_value(made: Outcome, point: Point) -> None:
    table = PLAIN if point.kind == "plain" else SPELL
    columns = next(columns for key, columns, _ in table if key == point.key.partition("-")[0])
    values = {name: getattr(point.theirs[0], name) for name in columns}
    if point.kind == "plain":
        made.plain |= values
    else:
        made.dates.append((point.ours[0], values))


def _one_after_the_other(made: Outcome, found: Joining, mine: Any, other: Any) -> None:
    if (mine.since or START) < (other.since or START):
        made.ends.append((mine, other.since))
        made.goes.append((other, _over(found, other)))
    else:
        made.goes.append((other, {"until": mine.since, **_over(found, other)}))


def _over(found: Joining, row: Any) -> dict[str, Any]:
    """On which spell a row of the absorbed record hangs afterwards."""
    return {"membership": found.spells[row.membership_id]} if hasattr(row, "membership_id") else {}
