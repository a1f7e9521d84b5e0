"""How likely somebody else bears what two people agree in: Nguyễn Văn Hùng is weaker evidence than Giàng Seo Phừ."""

from __future__ import annotations

import numpy as np

from kit.matching import levels as at
from kit.matching.columns import DAYS, Books, Columns, Days
from kit.matching.namebook import FAMILY, GIVEN, MIDDLE
from kit.matching.values import NONE, Floats, Ints, Levels, numbered, shares

# Kinds of value thought of beforehand: a family name is one of a hundred, a birthday one of sixty years'.
PARTS = {FAMILY: 100, MIDDLE: 150, GIVEN: 400}
DATES = {"birth": 20_000, "admitted": 5_000, "official": 5_000}
YEARS, NUMBERS, PLACES, SEXES, TEXTS = 50, 1 << 18, 20, 2, 50
MONTHS = 12


class Rarity:
    """Counted over both lists. Each question is asked of rows of the right list, or of what stands in them, and
    answered with a share for each; 1 where there is no value: it says nothing."""

    def __init__(self, books: Books, left: Columns, right: Columns) -> None:
        self.book = books.names
        self.part, self.folded = {}, {}
        for part, kinds in PARTS.items():
            sides = [_parts(books, side, part) for side in (left, right)]
            self.part[part] = shares(sides, len(self.book.parts_of), kinds)
            folds = [np.where(side >= 0, self.book.folds[side], NONE) for side in sides]
            self.folded[part] = shares(folds, len(self.book.folded), kinds)
        self.day = {day: _days(left.days[day], right.days[day], DATES[day]) for day in DAYS}
        self.numbers = shares([np.concatenate(side.numbers) for side in (left, right)], len(books.numbers), NUMBERS)
        self.units = shares((left.unit, right.unit), len(books.units), PLACES)
        self.homes = shares((left.home, right.home), len(books.homes), PLACES)
        self.sexes = shares((left.sex, right.sex), len(books.sexes), SEXES)
        self.texts = {
            name: shares((left.texts[name], right.texts[name]), len(values), TEXTS + len(values))
            for name, values in books.texts.items()
        }

    def of_part(self, part: int, names: Ints, levels: Levels) -> Floats:
        """Of a part of these names (rows of the book); as it is folded where the level is PLAIN."""
        number = self.book.parts[names, part]
        return np.where(levels == at.PLAIN, self.folded[part][self.book.folds[number]], self.part[part][number])

    def of_day(self, day: str, one: Days, rows: Ints, other: Days, levels: Levels) -> Floats:
        """Of the whole date; of as much of it as both have, where the level is AS_FAR."""
        whole, year = (share[rows] for share in self.day[day])
        month = np.where((one.month > 0) & (other.month > 0), 1 / MONTHS, 1.0)
        return np.where(levels == at.AS_FAR, year * month, whole)

    def of_number(self, right: Columns, rows: Ints) -> Floats:
        short, long = (of(self.numbers, kind[rows]) for kind in right.numbers)
        return np.minimum(short, long)

    def of_place(self, right: Columns, rows: Ints, levels: Levels) -> Floats:
        units, homes = of(self.units, right.unit[rows]), of(self.homes, right.home[rows])
        return np.where(levels == at.UNIT_SAME, units, homes)


def of(share: Floats, values: Ints) -> Floats:
    return np.where(values >= 0, share[values], 1.0) if len(share) else np.ones(len(values))


def _parts(books: Books, side: Columns, part: int) -> Ints:
    return np.where(side.name >= 0, books.names.parts[side.name, part], NONE)


def _days(left: Days, right: Days, kinds: int) -> tuple[Floats, Floats]:
    """(of the whole date, of the year) for each row of the right list."""
    (mine, yours), size = numbered(left.full(), right.full())
    whole = of(shares((mine, yours), size, kinds), yours)
    years = [np.where(side.year > 0, side.year, NONE) for side in (left, right)]
    size = max(int(side.max(initial=0)) for side in years) + 1
    # Of a date with two digits of its year the share of a whole one is not counted: one of the kinds there are.
    whole = np.where(yours >= 0, whole, 1 / kinds)
    return whole, of(shares(years, size, YEARS), years[1])
