"""When a link is sure: so far beyond doubt, and none of the cases in which people are taken for each other."""

from __future__ import annotations

import numpy as np

from kit.matching.columns import Columns
from kit.matching.model import Model
from kit.matching.values import NONE, Flags, Floats, Ints

# One wrong in five thousand: log2(5000).
SURE = 12.3


def sure(model: Model, li: Ints, rj: Ints, bits: Floats, taken: Ints) -> Flags:
    """For each row of the left list whether its link can go unasked. `taken`: its record or NONE.

    Never sure: another record or another row that comes near; somebody of the same name in the unit (father and son,
    two of one name and year); a number that is somebody else's; one person listed in two units.
    """
    own = np.full(len(taken), -np.inf)
    mine = taken[li] == rj
    own[li[mine]] = bits[mine]
    rival = np.zeros(len(taken))
    np.maximum.at(rival, li[~mine], bits[~mine])
    found = (taken != NONE) & (own - rival >= SURE)
    linked = np.flatnonzero(found)
    # The sets of several are small; what is asked of each is cheap.
    found[linked] &= ~_claimed(li, rj, bits, taken, own, len(model.right))[taken[linked]]
    found[linked] &= ~_namesakes(model, linked, taken[linked])
    found[linked] &= ~_others_number(model.left, model.right, linked, taken[linked])
    found[linked] &= ~_in_two_units(_place(model.left, len(model.books.units)), taken)[taken[linked]]
    return found


def _claimed(li: Ints, rj: Ints, bits: Floats, taken: Ints, own: Floats, records: int) -> Flags:
    """Records that a row would have which is not settled on them, nearly as well as it has its own."""
    holder = np.full(records, -np.inf)
    known = taken != NONE
    np.maximum.at(holder, taken[known], own[known])
    others = taken[li] != rj
    wanting = np.full(records, -np.inf)
    np.maximum.at(wanting, rj[others], bits[others] - np.maximum(own[li[others]], 0))
    return wanting > holder - SURE


def _namesakes(model: Model, rows: Ints, records: Ints) -> Flags:
    """Another record has the row's name or the record's, and stands in the unit of one of them; where the unit is not
    known, was born in the same year."""
    words, left, right = model.books.names.words, model.left, model.right
    listed, names = (np.where(side.name >= 0, words[side.name], NONE) for side in (left, right))
    years = right.days["birth"].tail
    name, unit, year = names[records], right.unit[records], years[records]
    found = np.zeros(len(rows), np.bool_)
    for asked in (listed[rows], name):
        for where in (left.unit[rows], unit):
            own = (asked == name) & (where == unit)
            found |= (where >= 0) & _stands(names, right.unit, asked, where, own)
            found |= (where < 0) & _stands(names, years, asked, year, asked == name)
    return found


def _stands(names: Ints, where: Ints, asked: Ints, there: Ints, own: Flags) -> Flags:
    """Whether a record has the name there; `own`: where one has it who is meant, and is not counted."""
    size = int(max(where.max(initial=0), there.max(initial=0))) + 1
    standing = np.where((names >= 0) & (where >= 0), names * size + where, NONE)
    return _count(standing, np.where((asked >= 0) & (there >= 0), asked * size + there, NONE)) > own


def _place(side: Columns, units: int) -> Ints:
    """The unit; where it is not known the home, and where neither is, everywhere is one place."""
    return np.where(side.unit >= 0, side.unit, np.where(side.home >= 0, units + 1 + side.home, units))


def _count(every: Ints, asked: Ints) -> Ints:
    ordered = np.sort(every)
    count = np.searchsorted(ordered, asked, "right") - np.searchsorted(ordered, asked, "left")
    return np.where(asked >= 0, count, 0)


def _others_number(left: Columns, right: Columns, rows: Ints, records: Ints) -> Flags:
    """A number of the row is borne by another record."""
    owners: dict[int, set[int]] = {}
    for kind in right.numbers:
        for record in np.flatnonzero(kind >= 0).tolist():
            owners.setdefault(int(kind[record]), set()).add(record)
    for record, more in right.other_numbers.items():
        for number in more:
            owners.setdefault(number, set()).add(record)
    return np.array(
        [any(owners.get(number, set()) - {record} for number in left.all_numbers(row))
         for row, record in zip(rows.tolist(), records.tolist(), strict=True)], np.bool_,
    )  # fmt: skip


def _in_two_units(place: Ints, taken: Ints) -> Flags:
    """Records whose rows name different units."""
    records = int(taken.max(initial=0)) + 1
    low, high = np.full(records, np.iinfo(np.int64).max), np.full(records, -2)
    known = taken != NONE
    np.minimum.at(low, taken[known], place[known])
    np.maximum.at(high, taken[known], place[known])
    return low < high
