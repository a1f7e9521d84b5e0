"""People as alike as those of a real district: names as frequent as they are, births and admissions heaped on few days.

Family names: the table of Vietnamese family names as it is commonly printed (Nguyễn 38.4 %, Trần 12.1 %, …); the tenth
that is left belongs to the families of the mountains and the rare ones. Middle and given names: a few that are in every
second name, and a long tail.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from members.sample import words
from members.sample.days import signed

# Per mille of all people.
FAMILIES = {
    "Nguyễn": 384, "Trần": 121, "Lê": 95, "Phạm": 70, "Hoàng": 36, "Huỳnh": 15, "Phan": 45, "Vũ": 25, "Võ": 14,
    "Đặng": 21, "Bùi": 20, "Đỗ": 14, "Hồ": 13, "Ngô": 13, "Dương": 10,
}  # fmt: skip
# Percent of men and of women who bear it; whoever is left has one of the middle names of `words`, or none.
MIDDLES = {
    "m": {"Văn": 40, "Đức": 7, "Minh": 6, "Quang": 5, "Xuân": 5, "Hữu": 5, "Ngọc": 4, "Đình": 4, "Công": 3, "": 2},
    "f": {"Thị": 60, "Thị Thu": 4, "Thị Thanh": 4, "Thị Kim": 3, "Thị Hồng": 3, "Thị Minh": 2, "Thị Ngọc": 2, "": 1},
}
# From the most frequent on. Seven people in ten bear one of them, the others one of the rest in `words`.
GIVEN = {
    "m": ("Hùng", "Dũng", "Tuấn", "Hải", "Thắng", "Bình", "Minh", "Sơn", "Cường", "Hòa", "Trung", "Thành", "Quang",
          "Long", "Toàn", "Nam", "Tiến", "Hưng", "Đức", "Huy", "Phúc", "Vinh", "Anh", "Việt", "Hiếu", "Tùng", "Trường",
          "Mạnh", "Chiến", "Phong", "Duy", "Tâm", "Thuận", "Hoàng", "Đạt", "Quân", "Tài", "Giang", "Thái", "Đông"),
    "f": ("Hoa", "Hằng", "Hương", "Linh", "Thủy", "Hà", "Phương", "Lan", "Mai", "Hiền", "Nga", "Trang", "Vân", "Anh",
          "Huyền", "Thu", "Yến", "Dung", "Loan", "Nhung", "Thanh", "Hạnh", "Tâm", "Thảo", "Hòa", "Ngọc", "Oanh", "Ngân",
          "Hồng", "Liên", "Bình", "Nguyệt", "Thúy", "Tuyết", "Xuân", "Minh", "Giang", "Hường", "Duyên", "Phượng"),
}  # fmt: skip
FREQUENT = 0.7
# How slowly they get rarer: one of rank n is as frequent as 1 / (n + SLOWLY).
SLOWLY = 12
# Whose day of birth nobody knew stands in the papers with the first of January.
NEW_YEAR = 0.07
# On these days, or the last open one before, cells admit most of their new members.
GREAT_DAYS = ((2, 3), (2, 27), (3, 26), (4, 30), (5, 19), (9, 2), (11, 7), (11, 20), (12, 22))
ON_A_GREAT_DAY = 0.6


RANKED = {sex: {name: 1 / (rank + SLOWLY) for rank, name in enumerate(names)} for sex, names in GIVEN.items()}
RARE_GIVEN = {sex: [one for one in dict.fromkeys(words.GIVEN[sex]) if one not in names] for sex, names in GIVEN.items()}
RARE = {name: weight for name, weight in words.FAMILIES if name not in FAMILIES}


def person_name(random: Random, sex: str) -> str:
    """A full name as often as it really comes, for "m" or "f"; nobody known to everybody."""
    while True:
        family = family_name(random)
        name = words.highland_name(random, family, sex) or " ".join(
            part for part in (family, middle_name(random, sex), given_name(random, sex)) if part
        )
        parts = name.split()
        if len(set(parts)) == len(parts) and name not in words.KNOWN:
            return name


def family_name(random: Random) -> str:
    return _drawn(random, FAMILIES, 1000) or _drawn(random, RARE)


def middle_name(random: Random, sex: str) -> str:
    if random.random() * 100 < sum(MIDDLES[sex].values()):
        return _drawn(random, MIDDLES[sex])
    return random.choice(words.MIDDLES[sex])


def given_name(random: Random, sex: str) -> str:
    return _drawn(random, RANKED[sex]) if random.random() < FREQUENT else random.choice(RARE_GIVEN[sex])


def _drawn(random: Random, weights: dict[str, float] | dict[str, int], whole: float = 0) -> str:
    """One of them by weight; "" for what is left of the whole."""
    names: Sequence[str] = list(weights)
    left = max(0.0, whole - sum(weights.values()))
    return random.choices([*names, ""], [*weights.values(), left])[0]


def born(random: Random, day: date) -> date:
    """The day of birth as it stands in the papers."""
    return date(day.year, 1, 1) if random.random() < NEW_YEAR else day


def admitted(random: Random, day: date, since: date, until: date) -> date:
    """The day on which the cell admits who could be admitted that day: a great day of that month within [since, until),
    where there is one and the cell waits for it."""
    days = [signed(date(day.year, month, at)) for month, at in GREAT_DAYS if month == day.month]
    days = [great for great in days if since <= great < until]
    return random.choice(days) if days and random.random() < ON_A_GREAT_DAY else day
