"""Made-up people for the matcher, and what a clerk makes of them at rates that are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from kit.calendar import PartialDate
from kit.matching import Description

FAMILIES = ("Nguyễn",) * 8 + ("Trần",) * 3 + ("Lê", "Lê", "Phạm", "Hoàng", "Nông", "Lò", "Giàng", "Sùng", "Thào")
MIDDLES = {"m": ("Văn",) * 5 + ("Đức", "Minh", "Quang", "Seo", "Hữu"), "f": ("Thị",) * 6 + ("Ngọc", "Thu", "Thị Kim")}
GIVEN = {
    "m": ("Hùng", "Dũng", "Tuấn", "Páo", "Phừ", "Cường", "Thắng", "Sơn", "Hải", "Long", "Quyết", "Khánh", "Toàn"),
    "f": ("Hoa", "Lan", "Hương", "Mảy", "Dợ", "Thảo", "Nhung", "Xuân", "Yến", "Hạnh", "Trang", "Oanh", "Liên"),
}  # fmt: skip
Mistake = Callable[[Random, Description], Description]


def partial(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def people(count: int, seed: int = 1) -> list[Description]:
    """Different people, thirty to a unit and ten units to a home."""
    random, found = Random(seed), []
    for number in range(count):
        sex = random.choice("mmf")
        name = f"{random.choice(FAMILIES)} {random.choice(MIDDLES[sex])} {random.choice(GIVEN[sex])}"
        born = date(1950, 1, 1) + timedelta(days=random.randrange(18_000))
        admitted = born + timedelta(days=random.randrange(7_000, 14_000))
        found.append(
            Description(
                f"r{number}", name, sex=sex, birth=partial(born), admitted=partial(admitted),
                official=partial(admitted + timedelta(days=365)), numbers=frozenset({f"{random.randrange(10**8):08}"}),
                unit=f"thôn {number // 30 % 10}", home=f"xã {number // 300}",
            )
        )  # fmt: skip
    return found


def listed(everybody: list[Description], rates: dict[Mistake, float], seed: int = 2) -> list[Description]:
    """A row for each, in another order, with each mistake at its rate. The row of r7 is l7."""
    random, found = Random(seed), []
    for one in everybody:
        row = replace(one, id="l" + one.id[1:])
        for mistake, rate in rates.items():
            if random.random() < rate:
                row = mistake(random, row)
        found.append(row)
    random.shuffle(found)
    return found


def swapped_birth(random: Random, row: Description) -> Description:
    day = row.birth
    if not isinstance(day, PartialDate) or day.day is None or day.day > 12:
        return row
    return replace(row, birth=PartialDate(day.year, day.day, day.month))


def year_alone(random: Random, row: Description) -> Description:
    return replace(row, birth=PartialDate(row.birth.year))


def other_day(random: Random, row: Description) -> Description:
    day = row.birth
    if not isinstance(day, PartialDate) or day.day is None:
        return row
    return replace(row, birth=PartialDate(day.year, day.month, day.day % 28 + 1))


def wrong_digit(random: Random, row: Description) -> Description:
    (number,) = row.numbers
    at = random.randrange(8)
    return replace(row, numbers=frozenset({number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]}))


def no_number(random: Random, row: Description) -> Description:
    return replace(row, numbers=frozenset())


def typed_wrong(random: Random, row: Description) -> Description:
    at = random.randrange(1, len(row.name) - 2)
    return replace(row, name=row.name[:at] + row.name[at + 1] + row.name[at] + row.name[at + 2 :])


def wrong_sex(random: Random, row: Description) -> Description:
    return replace(row, sex="f" if row.sex == "m" else "m")


def other_given(random: Random, row: Description) -> Description:
    return replace(row, name=f"{row.name.rpartition(' ')[0]} {random.choice(GIVEN[row.sex])}")


USUAL: dict[Mistake, float] = {
    swapped_birth: 0.05, year_alone: 0.05, other_day: 0.05, wrong_digit: 0.05, no_number: 0.1, typed_wrong: 0.05,
    wrong_sex: 0.02, other_given: 0.02,
}  # fmt: skip


def partners(rows, records, found) -> dict[str, str | None]:
    """{id of the row: id of its record}."""
    return {row.id: records[link.right].id if link else None for row, link in zip(rows, found.links, strict=True)}
