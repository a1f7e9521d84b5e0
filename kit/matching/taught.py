"""What one list has taught about weighing pairs, kept without anybody in it: so that somebody can be asked about later
and the list need not be read again."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

import numpy as np

from kit.matching.columns import DAYS
from kit.matching.learning import FEWEST, Learnt
from kit.matching.model import FIELDS, Model
from kit.matching.namebook import FAMILY, GIVEN, MIDDLE
from kit.matching.values import NONE, Floats, Ints

# Of each field so many values are kept, those that most bear: whoever bears one of the rest has few beside him.
MOST_VALUES = 3_000
PART_NAMES = {FAMILY: "family", MIDDLE: "middle", GIVEN: "given"}
# Where nothing was learnt: the register of a district, in which few of those who are asked about are known already.
TYPICAL = 10_000
DIGITS = 6


@dataclass(frozen=True)
class Taught:
    """`people` were looked through. `m`, `u`, `seen` by field, `prior` and `together` as in learning.py; what is not
    there is as by default. `levels`: by field the codes of those that `m` and `u` are of. `borne`: by field, each value
    that several bear and how many do. Numbers are none of them.
    """

    people: int = 0
    prior: float = float(np.log2(FEWEST / TYPICAL))
    together: float = 0.0
    m: Mapping[str, Sequence[float]] = field(default_factory=dict)
    u: Mapping[str, Sequence[float]] = field(default_factory=dict)
    seen: Mapping[str, float] = field(default_factory=dict)
    levels: Mapping[str, Sequence[str]] = field(default_factory=dict)
    borne: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """As it may be kept; `Taught.of(kept)` reads it."""
        return asdict(self)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Taught:
        """What was kept, perhaps by another version: what is not known here is passed over."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in known})

    def among(self, people: int) -> Taught:
        """The same for a list that has grown to so many: that one of them is meant is rarer by as much."""
        more = max(people, self.people) / max(self.people, 1)
        return replace(self, prior=self.prior - math.log2(more)) if self.people else self

    def learnt(self, model: Model) -> Learnt:
        """The weights, for people of whom the model was made. A field whose levels have changed since is as by
        default."""
        found = Learnt(
            model, [self._shares(self.m, each, [one.m for one in each.levels]) for each in model.fields],
            [self._shares(self.u, each, [one.u for one in each.levels]) for each in model.fields],
            np.array([self.seen.get(each.name, 0.0) for each in model.fields]), self.prior,
        )  # fmt: skip
        model.together = self.together
        return found

    def _shares(self, kept: Mapping[str, Sequence[float]], each: Any, default: Sequence[float]) -> Floats:
        said, codes = kept.get(each.name, default), [one.code for one in each.levels]
        is_same = len(said) == len(codes) and list(self.levels.get(each.name, ())) == codes
        return np.array(said if is_same else default, float)


def taught(learnt: Learnt) -> Taught:
    """What a list held against itself has taught."""
    model = learnt.model
    names = [each.name for each in FIELDS]
    return Taught(
        len(model.right), round(learnt.prior, DIGITS), round(model.together, DIGITS), _by_name(names, learnt.m),
        _by_name(names, learnt.u), {name: float(round(one, 1)) for name, one in zip(names, learnt.seen, strict=False)},
        {each.name: [one.code for one in each.levels] for each in model.fields}, _borne(model),
    )  # fmt: skip


def _by_name(names: Sequence[str], shares: Sequence[Floats]) -> dict[str, list[float]]:
    return {name: [round(float(one), DIGITS) for one in share] for name, share in zip(names, shares, strict=False)}


def _borne(model: Model) -> dict[str, dict[str, int]]:
    right, books = model.right, model.books
    found = {}
    for part, name in PART_NAMES.items():
        column = np.where(right.name >= 0, books.names.parts[right.name, part], NONE)
        found[name] = _several(column, books.names.parts_of.texts)
    for day in DAYS:
        found[day] = _several(right.days[day].full())
        found[f"{day}_year"] = _several(np.where(right.days[day].year > 0, right.days[day].year, NONE))
    for name, column, values in (
        ("unit", right.unit, books.units), ("home", right.home, books.homes), ("sex", right.sex, books.sexes),
    ):  # fmt: skip
        found[name] = _several(column, values.texts)
    return found


def _several(column: Ints, texts: Sequence[str] | None = None) -> dict[str, int]:
    """Values that more than one bear, the most common first."""
    values, count = np.unique(column[column >= 0], return_counts=True)
    order = np.argsort(-count, kind="stable")[:MOST_VALUES]
    return {
        texts[value] if texts is not None else str(value): many
        for value, many in zip(values[order].tolist(), count[order].tolist(), strict=True) if many > 1
    }  # fmt: skip
