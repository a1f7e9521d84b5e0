"""Distinct values of a field, numbered, and how often each is borne: agreement on what many bear says little."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.floating]
Flags = npt.NDArray[np.bool_]
Levels = npt.NDArray[np.uint8]
NONE = -1


class Values:
    """Texts numbered in the order in which they are first met; "" is NONE unless `keep_empty`."""

    def __init__(self, *, keep_empty: bool = False) -> None:
        self.texts: list[str] = []
        self._numbers: dict[str, int] = {} if keep_empty else {"": NONE}

    def __len__(self) -> int:
        return len(self.texts)

    def number(self, text: str) -> int:
        found = self._numbers.get(text)
        if found is None:
            found = self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return found

    def column(self, texts: Iterable[str]) -> Ints:
        return np.fromiter(map(self.number, texts), np.int64)

    def mapped(self, change: Callable[[str], str]) -> tuple[Values, Ints]:
        """The values after a change, and for each of mine its number there."""
        changed = Values(keep_empty=True)
        return changed, changed.column(map(change, self.texts))


def shares(sides: Sequence[Ints], size: int, kinds: int) -> Floats:
    """For each value how likely somebody else bears it.

    Counted over both lists without the two who agree, and one more for each of the `kinds` of value that are thought
    of beforehand: so that a value that stands once in a short list is not taken for rare.
    """
    known = np.concatenate(sides)
    known = known[known >= 0]
    others = np.maximum(np.bincount(known, minlength=size) - 2, 0) / 2
    return (others + 1) / (len(known) / 2 + kinds + 1)


def within(one: Ints, other: Ints) -> Ints:
    """A number for each pair of two columns; NONE where either is."""
    size = int(other.max(initial=0)) + 2
    return np.where((one >= 0) & (other >= 0), one * size + other, NONE)


def distinct(codes: Ints) -> Ints:
    """Each once, in order: what `np.unique` answers, which looks each up in a table and takes many times as long."""
    ordered = np.sort(codes)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))]


def numbered(*columns: Ints) -> tuple[list[Ints], int]:
    """The columns with their values numbered from 0 without gaps, NONE kept; and how many there are."""
    every, places = np.unique(np.concatenate(columns), return_inverse=True)
    shift = int(every.size > 0 and every[0] == NONE)
    ends = np.cumsum([len(one) for one in columns])[:-1]
    return [one.astype(np.int64) - shift for one in np.split(places, ends)], int(every.size) - shift
