"""Two dates held against each other: what clerks do to a day."""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import OSA

from kit.matching import levels as at
from kit.matching.columns import Books, Days
from kit.matching.values import Flags, Floats, Levels

# A lunar day lies so many days before the solar one at the most.
LUNAR_DAYS = 60
NEAR_LETTERS = 2


def days(one: Days, other: Days, books: Books) -> Levels:
    """The level of each pair of dates."""
    found = np.zeros(len(one.year), np.uint8)
    known = (one.year > 0) & (other.year > 0)
    whole = known & (one.day > 0) & (other.day > 0)
    found[whole] = _whole(one, other)[whole]
    found[known & ~whole] = _in_part(one, other)[known & ~whole]
    tails = (one.day > 0) & (other.day > 0) & ~known & (one.tail >= 0) & (other.tail >= 0)
    found[tails] = _tails(one, other)[tails]
    for row in np.flatnonzero(((one.text >= 0) | (other.text >= 0)) & (_there(one) & _there(other))).tolist():
        found[row] = _written(_text(one, row, books), _text(other, row, books))
    return found


def same(one: Days, other: Days) -> Flags:
    """Both whole and equal."""
    return (one.full() >= 0) & (one.full() == other.full())


def _there(one: Days) -> Flags:
    return (one.tail >= 0) | (one.text >= 0)


def _whole(one: Days, other: Days) -> Levels:
    year, month, day = one.year == other.year, one.month == other.month, one.day == other.day
    swapped = year & (one.month == other.day) & (one.day == other.month)
    apart = np.abs(_count(one) - _count(other))
    choices = [
        (year & month & day, at.WHOLE), (swapped, at.SWAPPED), (month & day, at.YEAR_OFF),
        (year & (month | day), at.ONE_PART), (apart <= LUNAR_DAYS, at.LUNAR), (year, at.SAME_YEAR),
    ]  # fmt: skip
    return np.select([when for when, _ in choices], [level for _, level in choices], at.OTHER_DAY).astype(np.uint8)


def _count(days: Days) -> Floats:
    # Months of equal length do: only nearness is asked.
    return days.year * 365.25 + days.month * 30.44 + days.day


def _in_part(one: Days, other: Days) -> Levels:
    """One or both without a day: they agree as far as both are known."""
    apart = np.abs(one.year - other.year)
    both = (one.month > 0) & (other.month > 0)
    agree = (apart == 0) & (~both | (one.month == other.month))
    near = (apart == 1) | (apart == 10) | (apart == 0)
    return np.where(agree, at.AS_FAR, np.where(near, at.NEAR_YEAR, at.OTHER_YEAR)).astype(np.uint8)


def _tails(one: Days, other: Days) -> Levels:
    """One of them has two digits of its year."""
    same = [getattr(one, part) == getattr(other, part) for part in ("tail", "month", "day")]
    swapped = same[0] & (one.month == other.day) & (one.day == other.month)
    near = (np.sum(same, axis=0) == 2) | swapped
    return np.where(np.all(same, axis=0), at.TAIL, np.where(near, at.TAIL_NEAR, at.TAIL_OTHER)).astype(np.uint8)


def _text(days: Days, row: int, books: Books) -> str:
    if days.text[row] >= 0:
        return books.days.texts[days.text[row]]
    year = f"{days.year[row]:04}" if days.year[row] else f"{days.tail[row]:02}"
    return f"{year}{days.month[row]:02}{days.day[row]:02}"


def _written(one: str, other: str) -> int:
    if one == other:
        return at.WRITTEN
    near = OSA.distance(one, other, score_cutoff=NEAR_LETTERS) <= NEAR_LETTERS
    return at.WRITTEN_NEAR if near else at.WRITTEN_OTHER


def crossed(admitted: tuple[Days, Days], official: tuple[Days, Days]) -> Flags:
    """The two dates of one side stand the other way round on the other side."""
    return same(admitted[0], official[1]) & same(official[0], admitted[1]) & ~same(*admitted)
