"""How much each level weighs, learnt from the two lists themselves: nobody says which pairs are right.

A weight is the logarithm to base 2 of how much more often a level is met between two descriptions of one person (m)
than between those of two people (u): Fellegi and Sunter, "A theory for record linkage", 1969. u is counted on pairs
drawn at random, who are two people as good as always. m is found by EM on the pairs that may be one person. Both begin
with the defaults of levels.py, which count as some rows seen and fade as rows come in. A valued level weighs by the
value: with a the share of pairs of one person in which one side copies the other, and s how likely somebody else bears
the value, log2(a / s + 1 - a). That is never below nought, and nought for a field that tells nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kit.matching import levels as at
from kit.matching.model import ADMITTED_AT, OFFICIAL_AT, PLACE_AT, Compared, Model
from kit.matching.values import Floats, Ints, Levels

DRAWN = 100_000
# The defaults count as so many pairs of one person, and as so many drawn pairs; the first fade beyond FADE rows.
SEEN, SEEN_DRAWN, FADE = 20.0, 100.0, 100.0
ROUNDS, STILL = 12, 1e-3
MOST_BITS, LEAST_SHARE = 18.0, 1e-5
# The share of rows that are thought to have a partner, before anything is seen, and the bounds it is kept in.
PARTNERED, PARTNERED_SEEN, FEWEST, MOST = 0.8, 10.0, 0.02, 0.95


@dataclass
class Learnt:
    """`m`, `u`: per field and level; `prior`: bits before anything is compared."""

    model: Model
    m: list[Floats]
    u: list[Floats]
    seen: Floats
    prior: float = 0.0
    partnered: float = PARTNERED

    def __post_init__(self) -> None:
        self.weigh()

    def weigh(self) -> None:
        """Weights of the levels from m and u; for valued ones how often they are copied."""
        self.fixed, self.copied = [], []
        for field, m, u, seen in zip(self.model.fields, self.m, self.u, self.seen, strict=True):
            group = np.array([level.group for level in field.levels])
            valued = np.array([level.valued for level in field.levels])
            fixed = np.log2(np.maximum(m, LEAST_SHARE) / np.maximum(u, LEAST_SHARE))
            copied = np.full(len(m), -1.0)
            for one in range(group.max() + 1):
                mine = (group == one) & valued
                if mine.any():
                    copied[mine] = _copied(m[mine].sum(), u[mine].sum(), seen)
                _bounded(fixed, np.flatnonzero((group == one) & ~valued))
            fixed[at.ABSENT] = 0.0
            self.fixed.append(np.clip(fixed, -MOST_BITS, MOST_BITS))
            self.copied.append(copied)

    def weights(self, compared: Compared) -> Floats:
        """Bits of each field (rows) for each pair."""
        found = np.empty(compared.levels.shape, np.float64)
        together = self.model.together
        for row, (levels, share) in enumerate(zip(compared.levels, compared.share, strict=True)):
            if row == ADMITTED_AT:
                share = np.where(compared.levels[PLACE_AT] == at.UNIT_SAME, np.maximum(share, together), share)
            found[row] = self.fixed[row][levels]
            copied = self.copied[row][levels]
            told = copied >= 0
            found[row, told] = np.minimum(np.log2(copied[told] / share[told] + 1 - copied[told]), MOST_BITS)
        return found

    def bits(self, compared: Compared) -> Floats:
        return self.weights(compared).sum(axis=0) + self.prior


def _copied(m: float, u: float, seen: float) -> float:
    """How often one side copies the other, as far as what was seen shows it: chance alone copies nothing."""
    doubt = 2 * np.sqrt(m * (1 - m) / (seen + SEEN)) if m < 1 else 0.0
    return float(max(m - doubt - u, 0.0) / max(1 - u, LEAST_SHARE))


def _bounded(fixed: Floats, rows: Ints) -> None:
    """The last level of a group is plain disagreement: nothing nearer weighs against more."""
    rows = rows[rows != at.ABSENT]
    if len(rows):
        fixed[rows] = np.maximum(fixed[rows], min(fixed[rows[-1]], 0.0))
        fixed[rows[-1]] = min(fixed[rows[-1]], 0.0)


def first(model: Model, *, alone: bool) -> Learnt:
    """The weights before any pair was looked at: m by default, u as it is drawn."""
    defaults = [_normal(field.levels, np.array([level.m for level in field.levels])) for field in model.fields]
    found = Learnt(model, defaults, _drawn(model), np.zeros(len(model.fields)))
    found.prior = _prior(found.partnered, len(model.right), alone)
    return found


def learn(found: Learnt, li: Ints, compared: Compared, *, alone: bool) -> Learnt:
    """Weights for these pairs (`li`: the row of the left list). `alone`: one list against itself, where a row may
    have any number of partners."""
    model = found.model
    rows, others = len(model.left), len(model.right)
    for _ in range(ROUNDS):
        found.prior = _prior(found.partnered, others, alone)
        chance = _chances(found.bits(compared), li, rows, alone)
        total = float(chance.sum())
        partnered = (total + PARTNERED * PARTNERED_SEEN) / (rows + PARTNERED_SEEN)
        found.partnered = float(np.clip(partnered, FEWEST, 10.0 if alone else MOST))
        before = found.m
        found.m, found.seen = _seen(model, compared.levels, chance)
        found.weigh()
        if max(np.abs(now - was).max() for now, was in zip(found.m, before, strict=True)) < STILL:
            break
    found.prior = _prior(found.partnered, others, alone)
    return found


def _prior(partnered: float, others: int, alone: bool) -> float:
    if alone:
        return float(np.log2(partnered / max(others, 1)))
    return float(np.log2(partnered / (1 - partnered) / max(others, 1)))


def _chances(bits: Floats, li: Ints, rows: int, alone: bool) -> Floats:
    """How likely each pair is one person; a row of a list is one of its candidates or none of them."""
    odds = np.exp2(np.clip(bits, -60, 60))
    if alone:
        return odds / (1 + odds)
    return odds / (1 + np.bincount(li, weights=odds, minlength=rows))[li]


def _seen(model: Model, levels: Levels, chance: Floats) -> tuple[list[Floats], Floats]:
    """m of each field, and on how many pairs each field was seen."""
    found, seen = [], np.zeros(len(model.fields))
    for row, field in enumerate(model.fields):
        count: Floats = np.bincount(levels[row], weights=chance, minlength=len(field.levels)).astype(float)
        seen[row] = count[1:].sum()
        default = np.array([level.m for level in field.levels])
        believed = SEEN * min(1.0, FADE / max(seen[row], 1.0))
        found.append(_normal(field.levels, count, default, believed))
    return found, seen


def _normal(levels: tuple[at.Level, ...], count: Floats, default: Floats | None = None, believed: float = 0) -> Floats:
    """Shares within each group; a default counts as `believed` rows of each group."""
    group = np.array([level.group for level in levels])
    group[at.ABSENT] = -1
    found = np.zeros(len(levels))
    for one in range(group.max() + 1):
        mine = group == one
        mixed = count[mine] + (believed * default[mine] / default[mine].sum() if default is not None else 0)
        found[mine] = mixed / max(mixed.sum(), LEAST_SHARE)
    return found


def _drawn(model: Model) -> list[Floats]:
    """u of each field, counted on pairs drawn at random; what follows from another field on pairs drawn for it."""
    pairs = model.compare(*_random_pairs(model))
    model.together = _together(model)
    # Where admissions agree, how often the official day does is seen only among pairs that have one admission.
    alike = model.among(*_neighbours(model, model.right.days["admitted"].full()))
    found = []
    for row, field in enumerate(model.fields):
        count = np.bincount(pairs.levels[row], minlength=len(field.levels)).astype(float)
        if row == OFFICIAL_AT:
            too = np.bincount(alike.levels[row], minlength=len(field.levels))
            count[[at.TOO, at.NOT_TOO]] = too[[at.TOO, at.NOT_TOO]]
        default = np.array([level.u for level in field.levels])
        found.append(_normal(field.levels, count, default, SEEN_DRAWN))
    return found


def _random_pairs(model: Model) -> tuple[Ints, Ints]:
    """Rows of both lists, drawn the same way each time, without those who may well be one person."""
    rows, others = len(model.left), len(model.right)
    if rows * others <= DRAWN:
        li, rj = np.divmod(np.arange(rows * others), max(others, 1))
    else:
        draw = np.random.default_rng(1)
        li, rj = draw.integers(rows, size=DRAWN), draw.integers(others, size=DRAWN)
    return _two_people(model, li, rj)


def _two_people(model: Model, li: Ints, rj: Ints, *, among: bool = False) -> tuple[Ints, Ints]:
    left = model.right if among else model.left
    words = model.books.names.words
    mine, yours = left.name[li], model.right.name[rj]
    same = (mine >= 0) & (yours >= 0)
    same &= words[mine] == words[yours]
    for one, other in zip(left.numbers, model.right.numbers, strict=True):
        same |= (one[li] >= 0) & (one[li] == other[rj])
    if left is model.right:
        same |= li == rj
    return li[~same], rj[~same]


def _neighbours(model: Model, column: Ints) -> tuple[Ints, Ints]:
    """Pairs of the right list with one value, each with the next of it."""
    rows = np.argsort(column, kind="stable")
    rows = rows[column[rows] >= 0]
    one, other = rows[:-1], rows[1:]
    same = column[one] == column[other]
    return _two_people(model, one[same], other[same], among=True)


def _together(model: Model) -> float:
    one, other = _neighbours(model, model.right.unit)
    admitted = model.right.days["admitted"].full()
    both = (admitted[one] >= 0) & (admitted[other] >= 0)
    same = (admitted[one] == admitted[other]) & both
    return float(same.sum() / (both.sum() + SEEN_DRAWN))
