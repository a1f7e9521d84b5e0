"""Numbers, places, sex and further texts held against each other."""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from kit.matching import levels as at
from kit.matching.columns import Books, Columns
from kit.matching.values import Flags, Ints, Levels, Values, within

# Of the longer text's letters so many may differ.
TEXT_SLIPS, TEXT_NEARNESS = 0.15, 0.4


def numbers(left: Columns, li: Ints, right: Columns, rj: Ints, books: Books) -> Levels:
    """The best of both kinds of number; kinds are not held against each other."""
    found = np.zeros(len(li), np.uint8)
    for mine, yours in zip(left.numbers, right.numbers, strict=True):
        levels = _numbers(mine[li], yours[rj], books)
        better = (levels != at.ABSENT) & ((found == at.ABSENT) | (levels < found))
        found[better] = levels[better]
    if left.other_numbers or right.other_numbers:
        _several(found, left, li, right, rj, books)
    return found


def _numbers(mine: Ints, yours: Ints, books: Books) -> Levels:
    found = np.zeros(len(mine), np.uint8)
    both = (mine >= 0) & (yours >= 0)
    found[both] = at.NUMBER_OTHER
    unlike = np.flatnonzero(both & (mine != yours))
    texts = books.numbers.texts
    if len(unlike):
        one, other = [texts[i] for i in mine[unlike]], [texts[i] for i in yours[unlike]]
        apart = cpdist(one, other, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8)
        found[unlike[apart <= 1]] = at.NUMBER_SLIP
        found[unlike[books.bare[mine[unlike]] == books.bare[yours[unlike]]]] = at.NUMBER_SLIP
    found[both & (mine == yours)] = at.NUMBER_SAME
    return found


def _several(found: Levels, left: Columns, li: Ints, right: Columns, rj: Ints, books: Books) -> None:
    """Somebody with several numbers of one kind: one that agrees is enough."""
    rows = np.isin(li, list(left.other_numbers)) | np.isin(rj, list(right.other_numbers))
    for row in np.flatnonzero(rows):
        mine, yours = left.all_numbers(int(li[row])), right.all_numbers(int(rj[row]))
        pairs = np.array([(one, other) for one in mine for other in yours], np.int64).reshape(-1, 2)
        levels = _numbers(pairs[:, 0], pairs[:, 1], books)
        levels = levels[levels != at.ABSENT]
        if len(levels):
            found[row] = levels.min()


def places(left: Columns, li: Ints, right: Columns, rj: Ints) -> Levels:
    """The unit, else the home that both lie in."""
    units, homes = (left.unit[li], right.unit[rj]), (left.home[li], right.home[rj])
    both_units, both_homes = _both(*units), _both(*homes)
    same_unit, same_home = units[0] == units[1], homes[0] == homes[1]
    choices = [
        (both_units & same_unit, at.UNIT_SAME), (both_units & both_homes & same_home, at.HOME_SAME),
        (both_units, at.PLACE_OTHER), (both_homes & same_home, at.HOME_ALONE), (both_homes, at.HOME_NOT),
    ]  # fmt: skip
    return np.select([when for when, _ in choices], [level for _, level in choices], at.ABSENT).astype(np.uint8)


def _both(one: Ints, other: Ints) -> Flags:
    return (one >= 0) & (other >= 0)


def sexes(one: Ints, other: Ints) -> Levels:
    return np.where(_both(one, other), np.where(one == other, at.SEX_SAME, at.SEX_OTHER), at.ABSENT).astype(np.uint8)


def texts(one: Ints, other: Ints, values: Values) -> Levels:
    """Any further column: equal but for capitals and marks, near, or not."""
    found = np.zeros(len(one), np.uint8)
    pairs, back = np.unique(within(one, other), return_inverse=True)
    size = int(other.max(initial=0)) + 2
    mine, yours = pairs // size, pairs % size
    levels = np.full(len(pairs), at.TEXT_OTHER, np.uint8)
    levels[pairs < 0] = at.ABSENT
    levels[(pairs >= 0) & (mine == yours)] = at.TEXT_SAME
    unlike = np.flatnonzero((pairs >= 0) & (mine != yours))
    if len(unlike):
        words = [[values.texts[i] for i in side[unlike]] for side in (mine, yours)]
        far = cpdist(*words, scorer=OSA.normalized_distance, score_cutoff=TEXT_NEARNESS, dtype=np.float32)
        apart = cpdist(*words, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8)
        levels[unlike[far <= TEXT_NEARNESS]] = at.TEXT_NEAR
        levels[unlike[(far <= TEXT_SLIPS) | (apart <= 1)]] = at.TEXT_SLIP
    found[:] = levels[back]
    return found
