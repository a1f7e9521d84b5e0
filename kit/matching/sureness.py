"""When a link is sure: so far beyond doubt, and none of the cases in which people are taken for each other."""

from __future__ import annotations

import numpy as np

from kit.matching.columns import Columns
from kit.matching.model import Model
from kit.matching.values import NONE, Flags, Floats, Ints

# Why a link is asked about: too little speaks for it and nothing for another; another record may be meant as well; and
# of what enough speaks for, the first that holds: another row may mean the record; somebody is called alike; a number
# is somebody else's; two units name the person. SAFE is what needs no asking.
SAFE, WEAK, RIVAL, CLAIMED, NAMESAKE, NUMBER, TWO_UNITS = range(7)
ASKED = ("", "weak", "rival", "claimed", "namesake", "number", "two_units")
# One wrong in five thousand: log2(5000).
SURE = 12.3
# Years that part a father from his son at the least.
GENERATION = 15


def asked(model: Model, li: Ints, rj: Ints, bits: Floats, taken: Ints) -> Ints:
    """For each row of the left list why its link is asked about, SAFE where it can go unasked. `taken`: its record or
    NONE.

    Never safe: another record or another row that comes near; somebody of the same name in the unit (father and son,
    two of one name and year); a number that is somebody else's; one person listed in two units.
    """
    own = np.full(len(taken), -np.inf)
    mine = taken[li] == rj
    own[li[mine]] = bits[mine]
    rival = np.zeros(len(taken))
    np.maximum.at(rival, li[~mine], bits[~mine])
    found = np.full(len(taken), WEAK)
    found[rival > 0] = RIVAL
    found[(taken != NONE) & (own - rival >= SURE)] = SAFE
    for why, holds in (
        (CLAIMED, lambda rows: _claimed(li, rj, bits, taken, own, len(model.right))[taken[rows]]),
        (NAMESAKE, lambda rows: _namesakes(model, rows, taken[rows])),
        (NUMBER, lambda rows: _others_number(model.left, model.right, rows, taken[rows])),
        (TWO_UNITS, lambda rows: _in_two_units(_place(model.left, len(model.books.units)), taken)[taken[rows]]),
    ):
        # The sets of several are small; what is asked of each is cheap.
        rows = np.flatnonzero(found == SAFE)
        found[rows[holds(rows)]] = why
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
    """Another record has the row's name or the record's, and is one that people take for it: see `_mistakable`."""
    words, left, right = model.books.names.words, model.left, model.right
    listed, names = (np.where(side.name >= 0, words[side.name], NONE).tolist() for side in (left, right))
    bearers: dict[int, list[int]] = {}
    for record, name in enumerate(names):
        bearers.setdefault(name, []).append(record)
    found = np.zeros(len(rows), np.bool_)
    for at, (row, record) in enumerate(zip(rows.tolist(), records.tolist(), strict=True)):
        asked = {listed[row], names[record]} - {NONE}
        others = {one for name in asked for one in bearers.get(name, ())} - {record}
        found[at] = any(_mistakable(model, row, record, one) for one in others)
    return found


def _mistakable(model: Model, row: int, record: int, other: int) -> bool:
    """Two of one name in a unit of one year or a generation apart, or with a year that is not known; where the unit
    of the row is not known, two of one year anywhere."""
    left, right = model.left, model.right
    years = right.days["birth"].tail
    apart = abs(int(right.days["birth"].year[record]) - int(right.days["birth"].year[other]))
    one_year, unknown = years[record] == years[other] >= 0, min(years[record], years[other]) < 0
    units = (left.unit[row], right.unit[record])
    if right.unit[other] >= 0 and right.unit[other] in units:
        return bool(one_year or unknown or apart >= GENERATION)
    return bool(min(units) < 0 and one_year)


def _place(side: Columns, units: int) -> Ints:
    """The unit; where it is not known the home, and where neither is, everywhere is one place."""
    return np.where(side.unit >= 0, side.unit, np.where(side.home >= 0, units + 1 + side.home, units))


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
