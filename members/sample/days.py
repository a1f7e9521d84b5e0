"""Days on which an office meets, signs and receives: no weekend, no holiday."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from kit.calendar import is_working_day
from members.regulations import KNOWN_HOLIDAYS

OFF = frozenset(day for day, _, worked in KNOWN_HOLIDAYS if not worked)
WORKED = frozenset(day for day, _, worked in KNOWN_HOLIDAYS if worked)
# The same every year; of Tết only the years are known that the office's table begins with.
EVERY_YEAR = frozenset({(1, 1), (4, 30), (5, 1), (9, 2)})
ONE = timedelta(days=1)


def is_open(day: date) -> bool:
    return (day.month, day.day) not in EVERY_YEAR and is_working_day(day, OFF, WORKED)


def open_day(day: date) -> date:
    """This day or the next one on which offices are open."""
    while not is_open(day):
        day += ONE
    return day


def signed(day: date) -> date:
    """The day of a paper that was there on `day`: this day or the last open one before."""
    while not is_open(day):
        day -= ONE
    return day


def some_day(random: Random, since: date, until: date) -> date:
    """A day in [since, until)."""
    return since + timedelta(days=random.randrange(max(1, (until - since).days)))


def office_day(random: Random, since: date, until: date) -> date:
    """A day in [since, until) on which offices are open; where there is none, any day of them."""
    for _ in range(40):
        day = some_day(random, since, until)
        if is_open(day):
            break
    return day


def months(since: date, until: date) -> list[tuple[date, date]]:
    """The months of [since, until), the first and the last as far as they lie in it."""
    answer = []
    while since < until:
        following = date(since.year + since.month // 12, since.month % 12 + 1, 1)
        answer.append((since, min(following, until)))
        since = following
    return answer
