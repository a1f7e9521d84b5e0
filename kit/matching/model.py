"""The model as a table of fields: each with its levels, how a pair is held against each other, how rare a value is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kit.matching import days, facts, naming
from kit.matching import levels as at
from kit.matching.columns import DAYS, Books, Columns
from kit.matching.levels import DAY, NUMBER, ORDER, PART, PLACE, SEX, TEXT, Level
from kit.matching.namebook import FAMILY, GIVEN, MIDDLE
from kit.matching.rarity import Rarity, of
from kit.matching.values import Flags, Floats, Ints, Levels


@dataclass(frozen=True)
class Field:
    """`name` as it is told; `levels` as in levels.py."""

    name: str
    levels: tuple[Level, ...]


FIELDS = (
    Field("order", ORDER), Field("family", PART), Field("middle", PART), Field("given", PART), Field("birth", DAY),
    Field("admitted", DAY), Field("official", DAY), Field("number", NUMBER), Field("place", PLACE), Field("sex", SEX),
)  # fmt: skip
FAMILY_AT, MIDDLE_AT, GIVEN_AT, BIRTH_AT, ADMITTED_AT, OFFICIAL_AT, NUMBER_AT, PLACE_AT, SEX_AT = range(1, 10)
NAME = slice(0, 4)
# A first guess of how telling the levels of a part of a name are, to choose among several names of one person.
GUESS = np.array([0.0, *(np.log2(level.m / level.u) for level in PART[1:])])


@dataclass
class Compared:
    """`levels[field, pair]`; `share[field, pair]`: how likely somebody else bears the value, where a level is
    valued."""

    levels: Levels
    share: Floats

    def take(self, pairs: Ints) -> Compared:
        return Compared(self.levels[:, pairs], self.share[:, pairs])

    def strange(self) -> Flags:
        """Pairs that have names and not one part of them alike, and no number in common."""
        parts = self.levels[FAMILY_AT : GIVEN_AT + 1]
        named = (parts != at.ABSENT).any(axis=0)
        alike = ((parts != at.ABSENT) & (parts != at.OTHER)).any(axis=0)
        return named & ~alike & (self.levels[NUMBER_AT] != at.NUMBER_SAME)


class Model:
    """Made for two lists (or one and itself): knows their values and how often each is borne."""

    def __init__(self, books: Books, left: Columns, right: Columns) -> None:
        self.books, self.left, self.right = books, left, right
        self.fields = (*FIELDS, *(Field(name, TEXT) for name in left.texts))
        names = np.concatenate([left.name, right.name])
        bearers = np.bincount(names[names >= 0], minlength=len(books.names.plain))
        self.parts = naming.Parts(books.names, bearers)
        self.rarity = Rarity(books, left, right)
        # How often an admission agrees between two of one unit (learning.py counts it): several join on one day.
        self.together = 0.0

    def compare(self, li: Ints, rj: Ints) -> Compared:
        """Every field of each pair (rows of left, rows of right)."""
        return self._compare(self.left, li, rj)

    def among(self, one: Ints, other: Ints) -> Compared:
        """Every field of pairs of rows of the right list."""
        return self._compare(self.right, one, other)

    def _compare(self, left: Columns, li: Ints, rj: Ints) -> Compared:
        found = Compared(
            np.zeros((len(self.fields), len(li)), np.uint8), np.ones((len(self.fields), len(li)), np.float32)
        )
        self._names(found, left, li, rj)
        self._dates(found, left, li, rj)
        self._facts(found, left, li, rj)
        for row, name in enumerate(left.texts, len(FIELDS)):
            mine, yours = left.texts[name][li], self.right.texts[name][rj]
            found.levels[row] = facts.texts(mine, yours, self.books.texts[name])
            found.share[row] = of(self.rarity.texts[name], yours)
        _what_follows(found.levels)
        return found

    def _names(self, found: Compared, left: Columns, li: Ints, rj: Ints) -> None:
        mine, yours = left.name[li], self.right.name[rj]
        found.levels[NAME] = naming.names(self.parts, mine, yours)
        if left.other_names or self.right.other_names:
            yours = self._other_names(found, left, li, rj)
        for part, row in ((FAMILY, FAMILY_AT), (MIDDLE, MIDDLE_AT), (GIVEN, GIVEN_AT)):
            found.share[row] = self.rarity.of_part(part, yours, found.levels[row])

    def _other_names(self, found: Compared, left: Columns, li: Ints, rj: Ints) -> Ints:
        """Somebody with several names: the pair of names that fits best. Answers the names of the right list."""
        yours = self.right.name[rj]
        rows = np.flatnonzero(np.isin(li, list(left.other_names)) | np.isin(rj, list(self.right.other_names)))
        pairs = [(row, one, other) for row in rows.tolist() for one in left.all_names(int(li[row]))
                 for other in self.right.all_names(int(rj[row]))]  # fmt: skip
        if not pairs:
            return yours
        row, one, other = np.array(pairs, np.int64).T
        levels = naming.names(self.parts, one, other)
        fit = GUESS[levels[1:]].sum(axis=0)
        # The first of the best, in the order in which the names were given.
        order = np.lexsort((np.arange(len(fit)), -fit, row))
        best = order[np.unique(row[order], return_index=True)[1]]
        found.levels[NAME, row[best]] = levels[:, best]
        yours = yours.copy()
        yours[row[best]] = other[best]
        return yours

    def _dates(self, found: Compared, left: Columns, li: Ints, rj: Ints) -> None:
        sides = {name: (left.days[name].take(li), self.right.days[name].take(rj)) for name in DAYS}
        for row, name in enumerate(DAYS, BIRTH_AT):
            one, other = sides[name]
            found.levels[row] = days.days(one, other, self.books)
            found.share[row] = self.rarity.of_day(name, one, rj, other, found.levels[row])
        crossed = days.crossed(sides["admitted"], sides["official"])
        found.levels[ADMITTED_AT, crossed], found.levels[OFFICIAL_AT, crossed] = at.CROSSED, at.ABSENT

    def _facts(self, found: Compared, left: Columns, li: Ints, rj: Ints) -> None:
        right, rarity = self.right, self.rarity
        found.levels[NUMBER_AT] = facts.numbers(left, li, right, rj, self.books)
        found.share[NUMBER_AT] = rarity.of_number(right, rj)
        found.levels[PLACE_AT] = facts.places(left, li, right, rj)
        found.share[PLACE_AT] = rarity.of_place(right, rj, found.levels[PLACE_AT])
        found.levels[SEX_AT] = facts.sexes(left.sex[li], right.sex[rj])
        found.share[SEX_AT] = of(rarity.sexes, right.sex[rj])


# Levels of an admission that the official day, a year later, is bound to repeat.
REPEATED = (at.WHOLE, at.SWAPPED, at.YEAR_OFF, at.ONE_PART, at.LUNAR, at.SAME_YEAR, at.AS_FAR, at.TAIL, at.TAIL_NEAR)


def _what_follows(found: Levels) -> None:
    """What says little once another field agrees: the official day comes a year after the admission, the middle name
    tells the sex."""
    admitted, official, sex = found[ADMITTED_AT], found[OFFICIAL_AT], found[SEX_AT]
    repeats = (official == admitted) & np.isin(admitted, REPEATED)
    differs = (admitted == at.WHOLE) & (official > at.WHOLE) & (official <= at.OTHER_DAY)
    official[repeats], official[differs] = at.TOO, at.NOT_TOO
    told = (sex != at.ABSENT) & ((found[MIDDLE_AT] == at.SAME) | (found[MIDDLE_AT] == at.PLAIN))
    sex[told] = np.where(sex[told] == at.SEX_SAME, at.SEX_TOO, at.SEX_NOT_TOO)
