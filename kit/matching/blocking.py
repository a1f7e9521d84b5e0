"""Which pairs are worth a look: those that share one of many cheap keys. Recall is lost here, hardly ever later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kit.matching.columns import Books, Columns, Days
from kit.matching.namebook import FAMILY, GIVEN, MIDDLE
from kit.matching.values import NONE, Ints, Values, distinct

# A key that more pairs share says too little: narrower keys hold those who belong together. Wide keys, of which a pair
# grows more common with the lists, have a closer bound: so that pairs grow with the rows, not with their square.
MOST_PAIRS, MOST_OF_WIDE = 2_500, 400
_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)


@dataclass
class Shared:
    """Columns of one list as keys are made of them: a row for everybody, and one for each further name or number.
    `owner` is the row of the list."""

    owner: Ints
    family: Ints
    middle: Ints
    given: Ints
    words: Ints
    birth: Ints
    month: Ints
    day: Ints
    year: Ints
    admitted: Ints
    official: Ints
    unit: Ints
    home: Ints
    numbers: tuple[Ints, ...]
    texts: dict[str, Ints]


def candidates(books: Books, left: Columns, right: Columns, *, alone: bool) -> tuple[Ints, Ints]:
    """Pairs of rows (of left, of right), each once, in order. `alone`: a list against itself, each pair once."""
    halves, width = _halves(books.numbers), max(len(right), 1)
    sides = [_shared(books, side, halves) for side in ((left,) if alone else (left, right))]
    found = [np.empty(0, np.int64)]
    for (mine, most), (yours, _) in zip(_keys(sides[0]), _keys(sides[-1]), strict=True):
        rows, others = _joined(mine, yours, most)
        rows, others = sides[0].owner[rows], sides[-1].owner[others]
        if alone:
            rows, others = rows[rows < others], others[rows < others]
        found.append(rows * width + others)
    codes = distinct(np.concatenate(found))
    return codes // width, codes % width


def _shared(books: Books, side: Columns, halves: tuple[Ints, Ints]) -> Shared:
    owner, name, numbers = _expanded(side)
    parts, words = _parts(books, name)
    days = {day: side.days[day].take(owner) for day in side.days}
    birth = days["birth"]
    low, high = np.minimum(birth.month, birth.day), np.maximum(birth.month, birth.day)
    born = np.where(birth.day > 0, (birth.tail * 32 + low) * 32 + high, NONE)
    pieces = (np.where(kind >= 0, half[kind], NONE) if len(half) else kind for kind in numbers for half in halves)
    return Shared(
        owner, parts[FAMILY], parts[MIDDLE], parts[GIVEN], words, born, _known(birth.month), _known(birth.day),
        birth.tail, _whole(days["admitted"]), _whole(days["official"]), side.unit[owner], side.home[owner],
        (*numbers, *pieces),
        {column: values[owner] for column, values in side.texts.items()},
    )  # fmt: skip


def _expanded(side: Columns) -> tuple[Ints, Ints, list[Ints]]:
    """(owner, name, numbers) of all rows and, behind them, of each further name and number."""
    names = [(row, other) for row, others in side.other_names.items() for other in others if other >= 0]
    more = [(row, other) for row, others in side.other_numbers.items() for other in others]
    by_name, by_number = (np.array(pairs, np.int64).reshape(-1, 2).T for pairs in (names, more))
    owner = np.concatenate([np.arange(len(side)), by_name[0], by_number[0]])
    name = np.concatenate([side.name, by_name[1], np.full(len(more), NONE)])
    blank = np.full(len(names), NONE)
    return owner, name, [np.concatenate([kind, blank, by_number[1]]) for kind in side.numbers]


def _parts(books: Books, name: Ints) -> tuple[Ints, Ints]:
    """(family, middle and given, folded; the words in one order) of names; an empty part is NONE."""
    book = books.names
    empty = np.array([not text for text in book.folded.texts])
    folds = book.folds[book.parts[name]].T
    parts = np.where((name >= 0) & ~empty[folds], folds, NONE)
    return parts, np.where(name >= 0, book.words[name], NONE)


def _whole(days: Days) -> Ints:
    return np.where(days.day > 0, (days.tail * 12 + days.month - 1) * 31 + days.day, NONE)


def _known(part: Ints) -> Ints:
    return np.where(part > 0, part, NONE)


def _halves(numbers: Values) -> tuple[Ints, Ints]:
    """For each number its first half and its last: one wrong digit leaves one of them."""
    halves = Values(keep_empty=True)
    texts = [text.lstrip("0") for text in numbers.texts]
    first = halves.column("<" + text[: len(text) // 2] if len(text) > 5 else text for text in texts)
    last = halves.column(">" + text[-(len(text) // 2) :] if len(text) > 5 else text for text in texts)
    return first, last


def _keys(one: Shared) -> Iterator[tuple[Ints, int]]:
    """Two descriptions of one person share at least one of these keys; each with how many pairs may share one."""
    for key in (*one.numbers, one.birth, one.words):
        yield key, MOST_PAIRS
    for others in (
        (one.given, one.day, one.month), (one.given, one.year, one.month), (one.given, one.year, one.day),
        (one.family, one.given, one.year), (one.family, one.middle, one.year), (one.middle, one.given, one.year),
        (one.family, one.middle, one.given), (one.unit, one.given), (one.unit, one.family, one.middle),
        (one.unit, one.year), (one.unit, one.admitted), (one.home, one.given, one.year),
        (one.home, one.family, one.given), (one.home, one.year, one.family), (one.admitted,), (one.official,),
        (one.admitted, one.given), (one.admitted, one.family), (one.official, one.given), (one.official, one.family),
        (one.admitted, one.year), (one.home, one.admitted),
    ):  # fmt: skip
        yield _mixed(*others), MOST_PAIRS
    for others in ((one.family, one.given), (one.given, one.year)):
        yield _mixed(*others), MOST_OF_WIDE
    for column in one.texts.values():
        yield column, MOST_PAIRS
        for other in (one.given, one.family, one.year):
            yield _mixed(column, other), MOST_PAIRS


def _mixed(*columns: Ints) -> Ints:
    """One number for several; NONE where one of them is."""
    known = np.logical_and.reduce([column >= 0 for column in columns])
    code = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        code = (code ^ (column.astype(np.uint64) + _FIRST)) * _SECOND
        code ^= code >> np.uint64(29)
    return np.where(known, (code >> np.uint64(1)).astype(np.int64), NONE)


def _joined(mine: Ints, yours: Ints, most: int) -> tuple[Ints, Ints]:
    """Pairs of rows with one key, where no more than `most` share it."""
    order = np.argsort(yours, kind="stable")
    ordered, own = yours[order], np.sort(mine)
    first, last = np.searchsorted(ordered, mine, "left"), np.searchsorted(ordered, mine, "right")
    bearers = np.searchsorted(own, mine, "right") - np.searchsorted(own, mine, "left")
    rows = np.flatnonzero((mine >= 0) & (last > first) & ((last - first) * bearers <= most))
    count = (last - first)[rows]
    # The places of each row's run in `order`, one behind the other.
    ends = np.cumsum(count)
    places = np.arange(int(count.sum())) + np.repeat(first[rows] - ends + count, count)
    return np.repeat(rows, count), order[places]
