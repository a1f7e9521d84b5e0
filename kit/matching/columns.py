"""Two lists of people as columns of numbers: what is compared a million times is looked at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kit.calendar import PartialDate
from kit.matching.description import Day, Description
from kit.matching.namebook import NameBook
from kit.matching.values import NONE, Ints, Values
from kit.names import fold

# A number of more digits is of another kind, and not to be held against a short one.
SHORT_DIGITS = 9
DAYS = ("birth", "admitted", "official")
# Day, month and two digits of a year: which century nobody says.
_SHORT_YEAR = re.compile(r"(0?[1-9]|[12]\d|3[01])[/.-](0?[1-9]|1[0-2])[/.-](\d\d)")


@dataclass
class Days:
    """One date of everybody: 0 where a part is not known, NONE where two digits of the year are not. A date written
    with two digits of its year has no `year`, but `tail`, month and day. `text` numbers what is no date, NONE else."""

    year: Ints
    month: Ints
    day: Ints
    tail: Ints
    text: Ints

    def take(self, rows: Ints) -> Days:
        return Days(self.year[rows], self.month[rows], self.day[rows], self.tail[rows], self.text[rows])

    def full(self) -> Ints:
        """A number for each whole day, NONE for less."""
        return np.where((self.day > 0) & (self.year > 0), (self.year * 12 + self.month - 1) * 31 + self.day - 1, NONE)


@dataclass
class Books:
    """What both lists share: distinct names, numbers, places, sexes, texts."""

    names: NameBook
    numbers: Values
    units: Values
    homes: Values
    sexes: Values
    days: Values
    texts: dict[str, Values]

    def close(self) -> None:
        """Everybody is entered. `bare` numbers the numbers without the noughts before them."""
        self.names.close()
        self.bare = self.numbers.mapped(lambda text: text.lstrip("0"))[1]


@dataclass
class Columns:
    """One list. Names and numbers beyond the first stand in `other_names` and `other_numbers`, by row."""

    people: Sequence[Description]
    name: Ints
    other_names: dict[int, list[int]]
    days: dict[str, Days]
    numbers: tuple[Ints, Ints]
    other_numbers: dict[int, list[int]]
    unit: Ints
    home: Ints
    sex: Ints
    texts: dict[str, Ints]

    def __len__(self) -> int:
        return len(self.people)

    def all_names(self, row: int) -> list[int]:
        return [int(self.name[row]), *self.other_names.get(row, ())]

    def all_numbers(self, row: int) -> list[int]:
        return self.other_numbers.get(row) or [int(kind[row]) for kind in self.numbers if kind[row] >= 0]


def columns(*lists: Sequence[Description]) -> tuple[Books, list[Columns]]:
    """The lists as columns whose numbers mean the same in each."""
    named = {name for people in lists for one in people for name, value in one.texts if value}
    books = Books(NameBook(), Values(), Values(), Values(), Values(), Values(), {name: Values() for name in named})
    made = [_columns(people, books) for people in lists]
    books.close()
    return books, made


def _columns(people: Sequence[Description], books: Books) -> Columns:
    name = books.names.column((one.name, one.parts) for one in people)
    others = {row: [books.names.number(other) for other in one.other_names if other]
              for row, one in enumerate(people) if one.other_names}  # fmt: skip
    short, long, several = _numbers(people, books.numbers)
    texts = [{column: fold(value) or value for column, value in one.texts} for one in people]
    more = sorted(books.texts.items())
    return Columns(
        people, name, others, {day: _days([getattr(one, day) for one in people], books.days) for day in DAYS},
        (short, long), several, books.units.column(one.unit and f"{one.home}\n{fold(one.unit)}" for one in people),
        books.homes.column(one.home for one in people), books.sexes.column(one.sex for one in people),
        {column: values.column(text.get(column, "") for text in texts) for column, values in more},
    )  # fmt: skip


def _numbers(people: Sequence[Description], values: Values) -> tuple[Ints, Ints, dict[int, list[int]]]:
    """(short ones, long ones, {row: all of somebody who has several of one kind})."""
    kinds: tuple[list[int], list[int]] = ([], [])
    more: dict[int, list[int]] = {}
    for row, one in enumerate(people):
        found: tuple[list[int], list[int]] = ([], [])
        for number in sorted(one.numbers):
            found[len(number) > SHORT_DIGITS].append(values.number(number))
        for kind, own in zip(kinds, found, strict=True):
            kind.append(own[0] if own else NONE)
        if max(map(len, found)) > 1:
            more[row] = [*found[0], *found[1]]
    return np.array(kinds[0], np.int64), np.array(kinds[1], np.int64), more


def _days(days: Sequence[Day], texts: Values) -> Days:
    parts, written = [], []
    for one in days:
        short = _SHORT_YEAR.fullmatch(one.strip()) if isinstance(one, str) else None
        if isinstance(one, PartialDate):
            parts.append((one.year, one.month or 0, one.day or 0, one.year % 100))
        elif short:
            parts.append((0, int(short[2]), int(short[1]), int(short[3])))
        else:
            parts.append((0, 0, 0, NONE))
        written.append(digits(one) if isinstance(one, str) and not short else "")
    year, month, day, tail = np.array(parts, np.int64).reshape(-1, 4).T
    return Days(year, month, day, tail, texts.column(written))


def digits(text: str) -> str:
    """Of a date that is none: what is left when signs between its parts are taken out."""
    return fold(text).replace(" ", "")
