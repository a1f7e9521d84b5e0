"""Slips of whoever types a list: a letter, a tone, a digit."""

from __future__ import annotations

import string
import unicodedata
from datetime import date, timedelta
from random import Random

VOWELS = frozenset("aeiouy")
TONES = ("\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
# Years farther apart than this are not taken for each other: 1957 for 1975, but not 2019 for 2091.
FAR = 25


def letter(random: Random, name: str) -> str:
    """A letter of a word is left out, one too many is typed, or another one; or two behind its first change places."""
    at = random.choice([i for i in range(1, len(name)) if name[i].isalpha() and name[i - 1].isalpha()])
    before, one, two, after = name[: at - 1], name[at - 1], name[at], name[at + 1 :]
    strange = random.choice(string.ascii_lowercase)
    slips = [before + one + after, before + one + strange + two + after, before + one + strange + after]
    return random.choice([*slips, before + two + one + after] if before[-1:].isalpha() else slips)


def tone(random: Random, name: str) -> str:
    """A vowel with another tone, or with none."""
    at = random.choice([i for i, one in enumerate(name) if unicodedata.normalize("NFD", one)[0].lower() in VOWELS])
    marks = unicodedata.normalize("NFD", name[at])
    now = next((mark for mark in marks if mark in TONES), "")
    other = marks.replace(now, "") + random.choice([mark for mark in (*TONES, "") if mark != now])
    return name[:at] + unicodedata.normalize("NFC", other) + name[at + 1 :]


def blanks(random: Random, name: str) -> str:
    return random.choice((f"  {name}", f"{name} ", name.replace(" ", "  ", 1), name.replace(" ", "\u00a0", 1)))


def alias(random: Random, name: str, other: str) -> str:
    return random.choice((f"{name} ({other})", f"{name} (tức {other})", f"{name} - {other}"))


def digit(random: Random, day: date) -> date:
    """A digit of day or year is another, the last two of the year change places, or the month is another."""
    for way in random.sample((_day, _month, _year, _years_end), 4) * 5:
        other = way(random, day)
        if other != day and abs(other.year - day.year) <= FAR:
            return other
    return day


def _day(random: Random, day: date) -> date:
    tens, units = divmod(day.day, 10)
    others = [10 * one + units for one in range(3)] + [10 * tens + one for one in range(10)]
    return day.replace(day=random.choice([one for one in others if 1 <= one <= 28 and one != day.day]))


def _month(random: Random, day: date) -> date:
    return day.replace(month=random.randint(1, 12), day=min(day.day, 28))


def _year(random: Random, day: date) -> date:
    return day.replace(year=day.year + random.choice((-10, -1, 1, 10)), day=min(day.day, 28))


def _years_end(_random: Random, day: date) -> date:
    tens, units = divmod(day.year % 100, 10)
    return day.replace(year=day.year // 100 * 100 + 10 * units + tens, day=min(day.day, 28))


def lunar(random: Random, day: date) -> date:
    """One of the two is the day by the moon, which is behind that by the sun by three to seven weeks."""
    return day + timedelta(days=random.choice((-1, 1)) * random.randint(18, 50))


def number(random: Random, number: str) -> str:
    """One digit is another, or two neighbours change places."""
    at = random.randrange(len(number))
    if random.random() < 0.5 and at and number[at] != number[at - 1]:
        return number[: at - 1] + number[at] + number[at - 1] + number[at + 1 :]
    return number[:at] + random.choice([one for one in string.digits if one != number[at]]) + number[at + 1 :]
