"""Is this one of these? Somebody held against a few people as against a whole list: with what that list has taught."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kit.matching.columns import DAYS, Books, Columns, columns
from kit.matching.description import Description
from kit.matching.linkage import CANDIDATE, Evidence, Explained
from kit.matching.model import Model
from kit.matching.rarity import DATES, NUMBERS, PARTS, PLACES, SEXES, YEARS, Rarity
from kit.matching.taught import PART_NAMES, Taught
from kit.matching.values import Floats, Ints
from kit.names import fold


@dataclass(frozen=True, slots=True)
class Weighed:
    """Of one pair: with the `prior` the evidence adds up to the bits."""

    bits: float
    prior: float
    evidence: list[Evidence]

    @property
    def may_be(self) -> bool:
        """No rarer than one in twenty."""
        return self.bits >= CANDIDATE


def weigh(asked: Description, others: Sequence[Description], taught: Taught) -> list[Weighed]:
    """Each of the others as the one who is asked about. Neither has texts."""
    if not others:
        return []
    books, (mine, yours) = columns([asked], others)
    model = Model(books, mine, yours)
    model.rarity = _Told(books, yours, taught)
    _wear(model, taught.borne)
    learnt = taught.learnt(model)
    rows = np.arange(len(others))
    pairs = (np.zeros_like(rows), rows)
    bits = learnt.bits(model.compare(*pairs))
    evidence = Explained(learnt, pairs, (np.zeros(1, np.int64), rows)).evidence([(0, row) for row in rows.tolist()])
    return [Weighed(float(one), learnt.prior, why) for one, why in zip(bits, evidence, strict=True)]


def _wear(model: Model, borne: Mapping[str, Mapping[str, int]]) -> None:
    """Which parts of names are in use is known of the list, not of these few. Counted twice, as a list is that is held
    against itself."""
    parts, texts = model.parts, model.books.names.parts_of.texts
    count = [2 * sum(borne.get(name, {}).get(text, 0) for name in PART_NAMES.values()) for text in texts]
    parts.worn = np.array(count, np.int64)
    size = len(parts.worn_folded)
    parts.worn_folded = np.bincount(parts.book.folds, weights=parts.worn, minlength=size).astype(np.int64)


class _Told(Rarity):
    """How rare a value is, told by a list instead of counted over these few. A value of which nothing was kept is
    borne by one."""

    def __init__(self, books: Books, right: Columns, taught: Taught) -> None:
        self.people, self.borne = taught.people, taught.borne
        self.book, self.part, self.folded, self.texts = books.names, {}, {}, {}
        for part, kinds in PARTS.items():
            name, folded = PART_NAMES[part], Counter[str]()
            for text, many in self.borne.get(name, {}).items():
                folded[fold(text)] += many
            self.part[part] = self._shares(self.borne.get(name, {}), self.book.parts_of.texts, kinds)
            self.folded[part] = self._shares(folded, self.book.folded.texts, kinds)
        self.day = {day: self._days(right, day) for day in DAYS}
        self.numbers = self._numbers(right, len(books.numbers))
        self.units = self._shares(self.borne.get("unit", {}), books.units.texts, PLACES)
        self.homes = self._shares(self.borne.get("home", {}), books.homes.texts, PLACES)
        self.sexes = self._shares(self.borne.get("sex", {}), books.sexes.texts, SEXES)

    def _shares(self, borne: Mapping[str, int], texts: Sequence[str], kinds: int) -> Floats:
        return np.array([borne.get(text, 1) for text in texts], float) / (self.people + kinds + 1)

    def _days(self, right: Columns, day: str) -> tuple[Floats, Floats]:
        """(of the whole date, of the year) for each of the few."""
        days = right.days[day]
        whole = self._shares(self.borne.get(day, {}), [str(one) for one in days.full().tolist()], DATES[day])
        year = self._shares(self.borne.get(f"{day}_year", {}), [str(one) for one in days.year.tolist()], YEARS)
        return np.where(days.full() >= 0, whole, 1 / DATES[day]), np.where(days.year > 0, year, 1.0)

    def _numbers(self, right: Columns, size: int) -> Floats:
        """Whoever bears a number that is asked about is among the few: these can be counted."""
        every: Ints = np.concatenate(right.numbers)
        count = np.bincount(every[every >= 0], minlength=size)
        return np.maximum(count, 1) / (self.people + NUMBERS + 1)
