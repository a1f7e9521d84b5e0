"""All names of both lists, each taken apart and numbered once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import starmap

import numpy as np

from kit.matching.values import Flags, Ints, Values
from kit.names import Name, fold, loose, split

FAMILY, MIDDLE, GIVEN = 0, 1, 2
APOSTROPHES = frozenset("'\u2018\u2019\u201b\u02bc\u02b9\u0060\u00b4\u2032\uff07")


class NameBook:
    """Distinct names; after `close` their columns, and those of the distinct parts they are made of.

    Of a name (row of): `parts` (three numbers of parts), `plain` (written without any mark), `words` (equal for names
    of the same words in any order), `joined` (equal for names of the same letters). Of a part: `folds`, its number
    when folded.
    """

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, Name | None], int] = {}
        self._rows: list[tuple[int, int, int]] = []
        self._plain: list[bool] = []
        self.parts_of = Values(keep_empty=True)
        self._words, self._joined = Values(), Values()
        self._parts: dict[str, int] = {}
        self._folded: dict[str, str] = {}
        self._whole: list[tuple[int, int]] = []

    def number(self, name: str, parts: Name | None = None) -> int:
        """Which row a name has; NONE (-1) for an empty one."""
        known = self._numbers.get((name, parts))
        if known is None:
            known = self._numbers[name, parts] = self._enter(name, parts)
        return known

    def _enter(self, name: str, parts: Name | None) -> int:
        three = parts or split(name)
        whole = self._fold(name or " ".join(three))
        if not whole:
            return -1
        self._rows.append((self._part(three.family), self._part(three.middle), self._part(three.given)))
        self._plain.append("".join(three).isascii())
        words = self._words.number(" ".join(sorted(whole.split())))
        self._whole.append((words, self._joined.number(whole.replace(" ", ""))))
        return len(self._rows) - 1

    def _part(self, part: str) -> int:
        """Parts come again and again: each writing of one is looked at once."""
        known = self._parts.get(part)
        if known is None:
            known = self._parts[part] = self.parts_of.number(loose(part))
        return known

    def _fold(self, name: str) -> str:
        """The same as folding the whole; an apostrophe alone reaches beyond its word."""
        if not APOSTROPHES.isdisjoint(name):
            return fold(name)
        found = []
        for word in name.split():
            known = self._folded.get(word)
            if known is None:
                known = self._folded[word] = fold(word)
            found.append(known)
        return " ".join(found)

    def close(self) -> None:
        """Everybody is entered: make the columns. Where nobody has a name a blank one that nobody bears stands in."""
        if not self._rows:
            self._rows, self._plain, self._whole = [(self.parts_of.number(""),) * 3], [True], [(0, 0)]
        self.parts: Ints = np.array(self._rows, np.int64).reshape(-1, 3)
        self.plain: Flags = np.array(self._plain, np.bool_)
        self.words, self.joined = np.array(self._whole, np.int64).reshape(-1, 2).T
        self.folded, self.folds = self.parts_of.mapped(fold)

    def column(self, names: Iterable[tuple[str, Name | None]]) -> Ints:
        return np.fromiter(starmap(self.number, names), np.int64)
