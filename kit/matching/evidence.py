"""Evidence for and against two descriptions being one person, as logarithms of odds that add up."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from kit import names
from kit.calendar import PartialDate
from kit.matching.slips import slips

# How much more often each agreement is seen between two descriptions of one person than of two (natural logarithm).
CARD_SAME, CARD_NEAR, CARD_OTHER = 9.0, 4.0, -1.0
NAME_MARKS, NAME_NEAR, NAME_ENDS, NAME_GIVEN, NAME_OTHER = 4.5, 3.5, 3.0, 0.5, -5.0
BIRTH_SAME, BIRTH_MONTH, BIRTH_YEAR, BIRTH_SWAPPED, BIRTH_NEAR, BIRTH_LUNAR, BIRTH_OTHER = (
    6.0,
    4.5,
    2.5,
    4.5,
    2.5,
    2.0,
    -4.0,
)
DAY_SAME, DAY_MONTH, DAY_SWAPPED, DAY_OTHER = 4.0, 3.0, 3.0, -1.0
AGAIN = 0.3
SEX_SAME, SEX_OTHER = 0.5, -2.0
UNIT_SAME, UNIT_OTHER = 1.5, 0.0
HOME_OTHER = -3.0
PRIOR = -6.0


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of somebody; everything but the name may be missing. `unit` within `home`."""

    name: str
    other_names: tuple[str, ...] = ()
    sex: str = ""
    birth: PartialDate | None = None
    admitted: PartialDate | None = None
    official: PartialDate | None = None
    cards: frozenset[str] = frozenset()
    unit: str = ""
    home: int | None = None


@dataclass
class Rarity:
    """How telling a name is: the rarer among `everybody`, the more."""

    counts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, everybody: Iterable[Person]) -> Rarity:
        return cls(Counter(names.fold(one.name) for one in everybody))

    def weight(self, name: str) -> float:
        total = max(self.counts.total(), 100)
        return min(max(math.log(total / (self.counts[names.fold(name)] + 1)), 4.0), 8.0)


def score(listed: Person, record: Person, rarity: Rarity) -> float:
    """From 0.0 (two people) to 1.0 (one person)."""
    said = _card(listed, record) + _names(listed, record, rarity) + _birth(listed.birth, record.birth)
    said += _days(listed, record)
    if listed.sex and record.sex:
        said += SEX_SAME if listed.sex == record.sex else SEX_OTHER
    if listed.home is not None and record.home is not None and listed.home != record.home:
        said += HOME_OTHER
    elif listed.unit and record.unit:
        said += UNIT_SAME if listed.unit == record.unit else UNIT_OTHER
    return 1 / (1 + math.exp(-(PRIOR + said)))


def _card(listed: Person, record: Person) -> float:
    if not listed.cards or not record.cards:
        return 0.0
    if listed.cards & record.cards:
        return CARD_SAME
    near = any(slips(one, other, 1) <= 1 for one in listed.cards for other in record.cards)
    return CARD_NEAR if near else CARD_OTHER


def _names(listed: Person, record: Person, rarity: Rarity) -> float:
    pairs = [(one, other) for one in (listed.name, *listed.other_names) for other in (record.name, *record.other_names)]
    return max(_name(one, other, rarity) for one, other in pairs)


def _name(one: str, other: str, rarity: Rarity) -> float:
    if names.loose(one) == names.loose(other):
        return rarity.weight(other)
    return _unlike(names.fold(one), names.fold(other))


@lru_cache(1 << 17)
def _unlike(one: str, other: str) -> float:
    if one == other:
        return NAME_MARKS
    if not one or not other:
        return 0.0
    allowed = 1 if len(one) < 9 else 2
    if slips(one.replace(" ", ""), other.replace(" ", ""), allowed) <= allowed:
        return NAME_NEAR
    mine, yours = one.split(), other.split()
    if mine[-1] == yours[-1] and mine[0] == yours[0]:
        return NAME_ENDS
    if mine[-1] == yours[-1]:
        return NAME_GIVEN
    # The family or the given name alone was changed.
    return NAME_GIVEN if mine[:-1] == yours[:-1] and len(mine) > 1 else NAME_OTHER


def _birth(one: PartialDate | None, other: PartialDate | None) -> float:
    if one is None or other is None:
        return 0.0
    if one.day is None or other.day is None:
        if one.year != other.year:
            return BIRTH_OTHER
        both = one.month is not None and other.month is not None
        return (BIRTH_MONTH if one.month == other.month else BIRTH_OTHER / 2) if both else BIRTH_YEAR
    if one == other:
        return BIRTH_SAME
    if one.year == other.year and one.month == other.day and one.day == other.month:
        return BIRTH_SWAPPED
    same = (one.year == other.year) + (one.month == other.month) + (one.day == other.day)
    if same == 2:
        return BIRTH_NEAR
    if abs((one.earliest() - other.earliest()).days) <= 60:
        return BIRTH_LUNAR
    first = (1, 1)
    if one.year == other.year and first in ((one.month, one.day), (other.month, other.day)):
        return BIRTH_LUNAR
    return BIRTH_OTHER


def _days(listed: Person, record: Person) -> float:
    """Admission and official day: the second says little more once the first agrees."""
    if _crossed(listed, record):
        return DAY_SWAPPED
    found = [_day(listed.admitted, record.admitted), _day(listed.official, record.official)]
    best, rest = max(found), min(found)
    return best + AGAIN * rest if best > 0 else best + rest


def _crossed(listed: Person, record: Person) -> bool:
    pairs = ((listed.admitted, record.official), (listed.official, record.admitted))
    return all(one is not None and other is not None and same_day(one, other) for one, other in pairs)


def _day(one: PartialDate | None, other: PartialDate | None) -> float:
    if one is None or other is None:
        return 0.0
    if one == other:
        return DAY_SAME
    return DAY_MONTH if same_day(one, other) else DAY_OTHER


def same_day(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates agree as far as both are known."""
    parts = zip((one.year, one.month, one.day), (other.year, other.month, other.day), strict=True)
    return all(mine is None or yours is None or mine == yours for mine, yours in parts)


def known_day(day: date | None) -> PartialDate | None:
    return PartialDate(day.year, day.month, day.day) if day else None
