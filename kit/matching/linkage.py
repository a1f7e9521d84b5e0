"""Two lists linked: whom each row means, how sure that is, and why. One list: who may stand in it twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from kit.matching import blocking, learning, sureness
from kit.matching.columns import columns
from kit.matching.description import Description
from kit.matching.model import Compared, Model
from kit.matching.settling import settle
from kit.matching.taught import Taught, taught
from kit.matching.values import Flags, Floats, Ints

# Pairs are held against each other so many at a time: that bounds the memory.
AT_ONCE = 50_000
# From pairs that are so far behind a row's best, or speak so much against one person, nothing is learnt.
BEHIND, FAR = 12.0, -6.0
# Less likely pairs are forgotten.
FORGOTTEN = -20.0
# Who else a row may mean is told as long as it is no rarer than one in twenty, five at the most.
CANDIDATE, MOST = -4.25, 5
# What a person has said outweighs whatever is seen.
SAID = 1e6
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one field says: `level` as levels.py calls it; `bits` for (above nought) or against one person."""

    field: str
    level: str
    bits: float


@dataclass(frozen=True, slots=True)
class Link:
    """One pair, as rows of both lists. `score` is the probability of the bits: those of the fields and the prior;
    `asked`: of a link that is not sure, why (`sureness.ASKED`)."""

    left: int
    right: int
    bits: float
    score: float
    sure: bool
    asked: str = ""


@dataclass
class Explained:
    """`pairs`: rows of everything that was looked at. `_places`: where the rows stand inside."""

    learnt: learning.Learnt
    pairs: tuple[Ints, Ints]
    _places: tuple[Ints, Ints] = field(repr=False)

    @property
    def prior(self) -> float:
        """Bits before anything is compared."""
        return self.learnt.prior

    def taught(self) -> Taught:
        """What a list held against itself has taught, to be kept."""
        return taught(self.learnt)

    def evidence(self, pairs: Sequence[tuple[int, int]]) -> list[list[Evidence]]:
        """Of pairs of rows what each field says that is there on both sides; with the prior that adds up to the bits
        of the pair."""
        rows = np.array(pairs, np.int64).reshape(-1, 2)
        model = self.learnt.model
        compared = model.compare(self._places[0][rows[:, 0]], self._places[1][rows[:, 1]])
        weights = self.learnt.weights(compared)
        return [
            [Evidence(field.name, field.levels[level].code, float(weight))
             for field, level, weight in zip(model.fields, levels, bits, strict=True) if level]
            for levels, bits in zip(compared.levels.T, weights.T, strict=True)
        ]  # fmt: skip


@dataclass
class Linkage(Explained):
    """Of each row of the left list: `links` its record or None, `nearest` the best pair even where that is nobody,
    `double_of` the first row that means the same record, `candidates` the likeliest pairs, the best first."""

    links: list[Link | None] = field(default_factory=list)
    nearest: list[Link | None] = field(default_factory=list)
    double_of: list[int | None] = field(default_factory=list)
    candidates: list[list[Link]] = field(default_factory=list)


@dataclass
class Doubles(Explained):
    """Pairs of rows of one list that are rather one person than two, each once, the likeliest first. None of them is
    sure: whoever bears a name is not the only one, and a person is asked."""

    found: list[Link] = field(default_factory=list)


def score(bits: float) -> float:
    """The probability of one person, from 0 to 1."""
    return 1 / (1 + 2.0 ** -min(max(float(bits), -200.0), 200.0))


def link(
    left: Sequence[Description], right: Sequence[Description], *, one_to_one: bool = False, told: Told | None = None,
    said: Mapping[int, int | None] | None = None,
) -> Linkage:  # fmt: skip
    """Link two lists. `one_to_one`: each record at most once; else rows that mean one record are doubles.
    `told(done, total)` hears how many pairs are held against each other. `said`: {row of left: row of right or None}
    where a person has said who it is; it is sure. The order of rows changes nothing."""
    orders = [_order(people) for people in (left, right)]
    sides = [[people[at] for at in order] for people, order in zip((left, right), orders, strict=True)]
    books, (mine, yours) = columns(*sides)
    model = Model(books, mine, yours)
    li, rj = blocking.candidates(books, mine, yours, alone=False)
    learnt, bits, strange = _weighed(model, li, rj, alone=False, told=told)
    looked_at = (orders[0][li], orders[1][rj])
    near = bits > FORGOTTEN
    li, rj, bits, strange = li[near], rj[near], bits[near], strange[near]
    places = (np.argsort(orders[0]), np.argsort(orders[1]))
    likely = _candidates(li, rj, bits, len(mine), orders)
    li, rj, bits, strange, answered = _as_said(said or {}, places, li, rj, bits, strange)
    taken = settle(li, rj, bits, len(mine), one_to_one=one_to_one, strange=strange)
    why = sureness.asked(model, li, rj, bits, taken)
    why[answered] = sureness.SAFE
    nearest, linked = _links(li, rj, bits, taken, why, orders)
    return Linkage(learnt, looked_at, places, linked, nearest, _doubles_of(linked), likely)


def doubles(people: Sequence[Description], *, told: Told | None = None) -> Doubles:
    """Who may stand in one list twice."""
    order = _order(people)
    books, (mine,) = columns([people[at] for at in order])
    model = Model(books, mine, mine)
    li, rj = blocking.candidates(books, mine, mine, alone=True)
    learnt, bits, _ = _weighed(model, li, rj, alone=True, told=told)
    found = []
    for at in np.flatnonzero(bits >= 0).tolist():
        one, other = sorted((int(order[li[at]]), int(order[rj[at]])))
        found.append(Link(one, other, float(bits[at]), score(bits[at]), sure=False))
    found.sort(key=lambda pair: (-pair.bits, pair.left, pair.right))
    places = np.argsort(order)
    return Doubles(learnt, (order[li], order[rj]), (places, places), found)


def _order(people: Sequence[Description]) -> Ints:
    return np.array(sorted(range(len(people)), key=lambda at: people[at].content()), np.int64)


def _weighed(
    model: Model, li: Ints, rj: Ints, *, alone: bool, told: Told | None
) -> tuple[learning.Learnt, Floats, Flags]:
    """What was learnt, the bits of each pair, and which pairs are strange to each other."""
    first = learning.first(model, alone=alone)
    kept: list[Compared] = []
    for start in range(0, len(li), AT_ONCE):
        if told is not None:
            told(start, len(li))
        kept.append(model.compare(li[start : start + AT_ONCE], rj[start : start + AT_ONCE]))
    if told is not None:
        told(len(li), len(li))
    if not kept:
        return first, np.empty(0), np.empty(0, bool)
    guessed = np.concatenate([first.bits(one) for one in kept])
    best = np.full(len(model.left), -np.inf)
    np.maximum.at(best, li, guessed)
    chosen = (guessed > FAR) & (guessed > best[li] - BEHIND)
    pieces = [one.take(np.flatnonzero(chosen[start : start + AT_ONCE]))
              for start, one in zip(range(0, len(li), AT_ONCE), kept, strict=True)]  # fmt: skip
    compared = Compared(
        *(np.concatenate([getattr(one, name) for one in pieces], axis=1) for name in ("levels", "share"))
    )
    learnt = learning.learn(first, li[chosen], compared, alone=alone)
    return learnt, np.concatenate([learnt.bits(one) for one in kept]), np.concatenate([one.strange() for one in kept])


def _links(
    li: Ints, rj: Ints, bits: Floats, taken: Ints, why: Ints, orders: list[Ints]
) -> tuple[list[Link | None], list[Link | None]]:
    """(the best pair of each row, the pair it was settled on), rows as they were given."""
    nearest: list[Link | None] = [None] * len(taken)
    linked: list[Link | None] = [None] * len(taken)
    best = np.lexsort((rj, -bits, li))
    best = best[np.unique(li[best], return_index=True)[1]]
    settled = np.flatnonzero(taken[li] == rj)
    for pairs, found, is_settled in ((best, nearest, False), (settled, linked, True)):
        for at in pairs.tolist():
            row, record = int(orders[0][li[at]]), int(orders[1][rj[at]])
            asked = sureness.ASKED[why[li[at]]] if is_settled else ""
            sure = is_settled and not asked
            found[row] = Link(row, record, float(bits[at]), score(bits[at]), sure, asked)
    return nearest, linked


def _candidates(li: Ints, rj: Ints, bits: Floats, rows: int, orders: list[Ints]) -> list[list[Link]]:
    """The likeliest pairs of each row, as rows were given."""
    found: list[list[Link]] = [[] for _ in range(rows)]
    for at in np.lexsort((rj, -bits, li)).tolist():
        own = found[int(orders[0][li[at]])]
        if bits[at] >= CANDIDATE and len(own) < MOST:
            left, right = int(orders[0][li[at]]), int(orders[1][rj[at]])
            own.append(Link(left, right, float(bits[at]), score(bits[at]), sure=False))
    return found


def _as_said(
    said: Mapping[int, int | None], places: tuple[Ints, Ints], li: Ints, rj: Ints, bits: Floats, strange: Flags
) -> tuple[Ints, Ints, Floats, Flags, Ints]:
    """The pairs with those rows that a person has named bound to what was said, whom nobody calls strange; and these
    rows."""
    asked = np.array([places[0][row] for row in said], np.int64)
    rest = ~np.isin(li, asked)
    named = [(places[0][row], places[1][record]) for row, record in said.items() if record is not None]
    rows = np.array(named, np.int64).reshape(-1, 2)
    return (
        np.concatenate([li[rest], rows[:, 0]]), np.concatenate([rj[rest], rows[:, 1]]),
        np.concatenate([bits[rest], np.full(len(rows), SAID)]),
        np.concatenate([strange[rest], np.zeros(len(rows), bool)]), rows[:, 0],
    )  # fmt: skip


def _doubles_of(linked: list[Link | None]) -> list[int | None]:
    first: dict[int, int] = {}
    found: list[int | None] = [None] * len(linked)
    for row, one in enumerate(linked):
        if one is not None:
            known = first.setdefault(one.right, row)
            found[row] = known if known != row else None
    return found
