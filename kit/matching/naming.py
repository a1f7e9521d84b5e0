"""Two names held against each other, part by part: family, middle, given."""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from kit.matching import levels as at
from kit.matching.namebook import FAMILY, GIVEN, NameBook
from kit.matching.values import Flags, Ints, Levels

# So few bear a slip of the hand: who made it, and the same row listed again.
FEW = 2
TOO_FAR = 3


class Parts:
    """All distinct parts of names, with what is asked of each time and again."""

    def __init__(self, book: NameBook, bearers: Ints) -> None:
        """`bearers`: how many people have a name of this row."""
        self.book = book
        texts = book.folded.texts
        worn = np.zeros(len(book.parts_of), np.int64)
        for column in book.parts.T:
            worn += np.bincount(column, weights=bearers, minlength=len(worn)).astype(np.int64)
        self.worn = worn
        self.worn_folded = np.bincount(book.folds, weights=worn, minlength=len(texts)).astype(np.int64)
        self.length = np.array([len(text) for text in texts], np.int64)
        self.count = np.array([len(text.split()) for text in texts], np.int64)
        initials = [".".join(word[0] for word in text.split()) for text in texts]
        self.initials = np.unique(initials, return_inverse=True)[1]
        self.has_initial = np.array([any(len(word) == 1 for word in text.split()) for text in texts], np.bool_)

    def levels(self, one: Ints, other: Ints) -> Levels:
        """The level of each pair of parts (numbers of parts)."""
        size = len(self.book.parts_of)
        codes, back = np.unique(one * size + other, return_inverse=True)
        return self._distinct(codes // size, codes % size)[back]

    def _distinct(self, one: Ints, other: Ints) -> Levels:
        mine, yours = self.book.folds[one], self.book.folds[other]
        found = np.full(len(one), at.OTHER, np.uint8)
        empty = (self.length[mine] == 0) | (self.length[yours] == 0)
        rest = np.flatnonzero((mine != yours) & ~empty)
        found[rest] = self._unlike(mine[rest], yours[rest])
        found[empty] = at.DROPPED
        in_use = np.minimum(self.worn[one], self.worn[other]) > FEW
        found[mine == yours] = np.where(in_use, at.TONES, at.MARKS)[mine == yours]
        found[one == other] = at.SAME
        return found

    def _unlike(self, mine: Ints, yours: Ints) -> Levels:
        texts = self.book.folded.texts
        found = np.full(len(mine), at.OTHER, np.uint8)
        longer = np.maximum(self.length[mine], self.length[yours])
        apart = self._slips(mine, yours)
        in_use = np.minimum(self.worn_folded[mine], self.worn_folded[yours]) > FEW
        found[(apart == 2) & (longer >= 5)] = at.NEAR
        found[(apart == 1) & (longer >= 3)] = at.KIN
        found[((apart == 1) & (longer >= 3) | (apart == 2) & (longer >= 6)) & ~in_use] = at.SLIP
        short = (self.has_initial[mine] | self.has_initial[yours]) & (self.initials[mine] == self.initials[yours])
        found[short] = at.SHORT
        for row in np.flatnonzero(self.count[mine] != self.count[yours]):
            words, others = set(texts[mine[row]].split()), set(texts[yours[row]].split())
            if words < others or others < words:
                found[row] = at.DROPPED
        return found

    def _slips(self, mine: Ints, yours: Ints) -> Ints:
        """Slips of the hand between folded parts, TOO_FAR for more than two."""
        texts = self.book.folded.texts
        apart = np.full(len(mine), TOO_FAR, np.int64)
        close = np.flatnonzero(np.abs(self.length[mine] - self.length[yours]) < TOO_FAR)
        if len(close):
            one, other = [texts[i] for i in mine[close]], [texts[i] for i in yours[close]]
            apart[close] = cpdist(one, other, scorer=OSA.distance, score_cutoff=TOO_FAR - 1, dtype=np.uint8)
        return apart


def names(parts: Parts, one: Ints, other: Ints) -> Levels:
    """Levels of order, family, middle and given (rows) of each pair of names; ABSENT where there is none."""
    book, found = parts.book, np.zeros((4, len(one)), np.uint8)
    known = np.flatnonzero((one >= 0) & (other >= 0))
    if not len(known):
        return found
    mine, yours = one[known], other[known]
    each = np.stack([parts.levels(book.parts[mine, part], book.parts[yours, part]) for part in range(3)])
    each[_absent(parts, mine, yours)] = at.ABSENT
    plain = book.plain[mine] | book.plain[yours]
    each[((each == at.MARKS) | (each == at.TONES)) & plain] = at.PLAIN
    _spaces(book, each, mine, yours)
    found[0, known] = _order(book, each, mine, yours)
    found[1:, known] = each
    return found


def _absent(parts: Parts, mine: Ints, yours: Ints) -> Flags:
    """Per part and pair: a part that both lack says nothing, nor a family or given name that one side lacks."""
    empty, both = parts.length == 0, (parts.book.folds[parts.book.parts[side]].T for side in (mine, yours))
    one, other = (empty[side] for side in both)
    found = one & other
    ends = [FAMILY, GIVEN]
    found[ends] = one[ends] | other[ends]
    return found


def _spaces(book: NameBook, each: Levels, mine: Ints, yours: Ints) -> None:
    """A space in the wrong place makes other parts of the same letters."""
    same = book.joined[mine] == book.joined[yours]
    agreeing = np.isin(each, (at.SAME, at.PLAIN, at.MARKS, at.TONES))
    each[~agreeing & same & (each != at.ABSENT)] = at.SLIP


def _order(book: NameBook, each: Levels, mine: Ints, yours: Ints) -> Levels:
    """The same words in another order: the parts count as they agree, the order as an oddity of its own."""
    same = book.words[mine] == book.words[yours]
    straight = np.isin(each, (at.SAME, at.PLAIN, at.MARKS, at.TONES, at.ABSENT)).all(axis=0)
    moved = same & ~straight & (book.joined[mine] != book.joined[yours])
    each[:, moved] = np.where(each[:, moved] == at.ABSENT, at.ABSENT, at.PLAIN)
    return np.where(moved, at.MOVED, np.where(same, at.STRAIGHT, at.ABSENT))
