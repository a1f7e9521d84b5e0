"""How often committees write otherwise than the record, and what such a row then says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil
from random import Random

from members.sample import letters, namesakes, slips, words

# Share of the sheets with a habit.
SHEETS = {
    "card_dots_sheet": 0.35, "card_number_sheet": 0.2, "cell_merged_sheet": 0.35, "cell_section_sheet": 0.25,
    "cell_short_sheet": 0.3, "i_for_y_sheet": 0.08, "month_year_sheet": 0.06, "nfd_sheet": 0.1, "no_card_sheet": 0.1,
    "old_tone_sheet": 0.35, "plain_sheet": 0.08, "sex_cross_sheet": 0.45, "split_name_sheet": 0.15,
    "tcvn3_sheet": 0.1, "text_dates_sheet": 0.45, "two_digit_year_sheet": 0.05, "upper_sheet": 0.2,
    "us_dates_sheet": 0.04, "vni_sheet": 0.04, "year_only_sheet": 0.08,
}  # fmt: skip
# Share of the rows with a mistake; the last seven are about who is listed at all, and where.
ROWS = {
    "admit_digit": 0.015, "admit_missing": 0.01, "admit_official_swapped": 0.006, "alias": 0.01, "birth_digit": 0.02,
    "birth_lunar": 0.01, "birth_missing": 0.005, "birth_swap": 0.02, "birth_year_only": 0.03, "card_digit": 0.015,
    "card_missing": 0.06, "family_changed": 0.003, "given_changed": 0.01, "middle_changed": 0.01,
    "middle_dropped": 0.012, "middle_short": 0.012, "official_missing": 0.02, "one_mark": 0.03, "plain": 0.02,
    "sex_wrong": 0.005, "spaces": 0.05, "typo": 0.03, "card_of_other": 0.002,
}  # fmt: skip
LISTED = {"absent": 0.04, "duplicate": 0.01, "extra": 0.04, "moved_cell": 0.03, "moved_committee": 0.01}
HARD = {"no_card_sheet": 0.6, "plain_sheet": 0.25, "tcvn3_sheet": 0.25, "vni_sheet": 0.12, "year_only_sheet": 0.6}
# From so many sheets on each habit comes at least at its share; of fewer a share is no whole number of sheets.
MANY_SHEETS = 10
# So often sheets are drawn for a habit.
DRAWS = 200
# Of these a sheet has one at most.
EXCLUSIVE = (
    ("nfd_sheet", "plain_sheet", "tcvn3_sheet", "vni_sheet"), ("cell_merged_sheet", "cell_section_sheet"),
    ("card_dots_sheet", "card_number_sheet", "no_card_sheet"),
    ("month_year_sheet", "two_digit_year_sheet", "us_dates_sheet", "year_only_sheet"),
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One listed person. Dates are days, or the year alone (`year_only`)."""

    member: str
    full_name: str
    sex: str
    birth: date | None
    committee: str
    cell: str
    admitted: date | None
    official: date | None
    card: str
    note: str = ""
    year_only: bool = False
    kinds: tuple[str, ...] = ()


def rates(level: str) -> dict[str, float]:
    """All shares of a level: on `hard` every mistake is twice as frequent."""
    normal = {**SHEETS, **ROWS, **LISTED}
    if level == "normal":
        return normal
    return {name: HARD.get(name, min(1.0, 2 * share)) for name, share in normal.items()}


def habits(random: Random, shares: dict[str, float], sizes: list[int]) -> list[set[str]]:
    """What each committee does on its whole sheet, whose size is known: every habit on its share of sheets and of rows.
    Of those that exclude each other those that make a level hard come first, then the rarest, while sheets are left."""
    found: list[set[str]] = [set() for _ in sizes]
    grouped = {name for group in EXCLUSIVE for name in group}
    for group in (*((name,) for name in SHEETS if name not in grouped), *EXCLUSIVE):
        free = list(range(len(sizes)))
        for name in sorted(group, key=lambda one: (shares[one] != HARD.get(one), shares[one])):
            taken = _sheets_with(random, shares[name], sizes, free)
            for at in taken:
                found[at].add(name)
            free = [at for at in free if at not in taken]
    return found


def _sheets_with(random: Random, share: float, sizes: list[int], free: list[int]) -> list[int]:
    """Sheets for a habit: of many draws the one whose rows come nearest to the share from above."""
    count, wanted = min(_count(random, share, len(sizes)), len(free)), share * sum(sizes)

    def off(some: list[int]) -> tuple[float, float]:
        rows = sum(sizes[at] for at in some)
        return max(0, wanted - rows), rows

    return min((random.sample(free, count) for _ in range(DRAWS)), key=off)


def _count(random: Random, share: float, sheets: int) -> int:
    return ceil(share * sheets) if sheets >= MANY_SHEETS else int(share * sheets + random.random())


def spoiled(random: Random, rows: list[Row], shares: dict[str, float]) -> list[Row]:
    """The rows with every mistake on its share of them, rounded up: in rows which it changes, each named in `kinds`."""
    rows = list(rows)
    for name, mistake in MISTAKES.items():
        left = ceil(shares[name] * len(rows))
        for at in random.sample(range(len(rows)), len(rows)):
            if not left:
                break
            worse = mistake(random, rows[at])
            if worse != rows[at]:
                rows[at], left = replace(worse, kinds=(*worse.kinds, name)), left - 1
    cards = [row.card for row in rows if row.card]
    for at in random.sample(range(len(rows)), ceil(shares["card_of_other"] * len(rows))):
        rows[at] = replace(rows[at], card=random.choice(cards), kinds=(*rows[at].kinds, "card_of_other"))
    return rows


def _day(change: Callable[[Random, date], date], random: Random, day: date | None) -> date | None:
    return change(random, day) if day is not None else None


def _swapped(_random: Random, day: date) -> date:
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else day


def _parts(row: Row) -> tuple[str, list[str], str]:
    first, *rest = row.full_name.split()
    return first, rest[:-1], rest[-1] if rest else ""


def _named(row: Row, family: str, middle: list[str], given: str) -> Row:
    return replace(row, full_name=" ".join(part for part in (family, *middle, given) if part))


def _alias(random: Random, row: Row) -> Row:
    return replace(row, full_name=slips.alias(random, row.full_name, random.choice(words.GIVEN[row.sex])))


def _family(random: Random, row: Row) -> Row:
    _, middle, given = _parts(row)
    return _named(row, random.choice(words.FAMILIES)[0], middle, given)


def _given(random: Random, row: Row) -> Row:
    family, middle, _ = _parts(row)
    return _named(row, family, middle, random.choice(words.GIVEN[row.sex]))


def _middle(random: Random, row: Row) -> Row:
    family, middle, given = _parts(row)
    return _named(row, family, [random.choice(words.MIDDLES[row.sex])], given) if middle else row


def _dropped(random: Random, row: Row) -> Row:
    family, _, given = _parts(row)
    return _named(row, family, [], given)


def _short(random: Random, row: Row) -> Row:
    family, middle, given = _parts(row)
    return _named(row, family, [part[0] + "." for part in middle], given)


def _swap_dates(random: Random, row: Row) -> Row:
    return replace(row, admitted=row.official, official=row.admitted) if row.official else row


MISTAKES: dict[str, Callable[[Random, Row], Row]] = {
    "admit_digit": lambda random, row: replace(row, admitted=_day(slips.digit, random, row.admitted)),
    "admit_missing": lambda random, row: replace(row, admitted=None),
    "admit_official_swapped": _swap_dates, "alias": _alias,
    "birth_digit": lambda random, row: replace(row, birth=_day(slips.digit, random, row.birth)),
    "birth_lunar": lambda random, row: replace(row, birth=_day(slips.lunar, random, row.birth)),
    "birth_missing": lambda random, row: replace(row, birth=None),
    "birth_swap": lambda random, row: replace(row, birth=_day(_swapped, random, row.birth)),
    "birth_year_only": lambda random, row: replace(row, year_only=True),
    "card_digit": lambda random, row: replace(row, card=slips.number(random, row.card)) if row.card else row,
    "card_missing": lambda random, row: replace(row, card=""), "family_changed": _family, "given_changed": _given,
    "middle_changed": _middle, "middle_dropped": _dropped, "middle_short": _short,
    "official_missing": lambda random, row: replace(row, official=None),
    "one_mark": lambda random, row: replace(row, full_name=slips.tone(random, row.full_name)),
    "plain": lambda random, row: replace(row, full_name=letters.plain(row.full_name)),
    "sex_wrong": lambda random, row: replace(row, sex="m" if row.sex == "f" else "f"),
    "spaces": lambda random, row: replace(row, full_name=slips.blanks(random, row.full_name)),
    "typo": lambda random, row: replace(row, full_name=slips.letter(random, row.full_name)),
}  # fmt: skip


def stranger(random: Random, like: Row, *, alike: bool) -> Row:
    """Somebody who is not in our records, in the cell of somebody who is."""
    shift = timedelta(days=random.randint(400, 3000))
    name = (namesakes if alike else words).person_name(random, like.sex)
    return replace(
        like, member="", full_name=name, note="", year_only=False,
        birth=like.birth + shift if like.birth else None, admitted=like.admitted + shift / 4 if like.admitted else None,
        official=like.official + shift / 4 if like.official else None,
        card=str(random.randrange(10_000_000, 100_000_000)), kinds=("extra",),
    )  # fmt: skip
