"""The whole plan of a district from its size and seed. The same size, seed and day give the same plan."""

from __future__ import annotations

from datetime import date
from random import Random

from members import wording
from members.sample import planted, posts, works
from members.sample.lives import Maker, Numbers
from members.sample.plan import NEW_CARDS, District
from members.sample.trees import make_tree
from members.sample.years import Years

# A register of a million people is the most that anything here is measured with; more would only never end.
SMALLEST, LARGEST, YEARS = 100, 1_000_000, range(3, 41)


def make_plan(members: int, seed: str, today: date, years: int = 20, *, alike: bool = False) -> District:
    """A district of so many members who have not left on `today`, with `years` years of facts.

    `alike`: with as many namesakes, births on 1 January and admissions on the same days as in a real one. This is what
    makes lists hard to link; on a screen that is tried out people are better told apart.

    Raises ValueError with a sentence for fewer than a hundred members or more than a million, too few or too many
    years, or a day before the new cards.
    """
    if members < SMALLEST:
        raise ValueError(f"Cần ít nhất {SMALLEST} đảng viên.")
    if members > LARGEST:
        raise ValueError(f"Nhiều nhất {wording.number(LARGEST)} đảng viên.")
    if years not in YEARS:
        raise ValueError(f"Số năm từ {YEARS.start} đến {YEARS.stop - 1}.")
    if today <= NEW_CARDS:
        raise ValueError("Dữ liệu mẫu cần một ngày sau 29/9/2025.")
    started = date(today.year - years, 1, 1)
    places, organisations = make_tree(Random(f"{seed}:tree"), members, started)  # noqa: S311  (nothing secret)
    random = Random(f"{seed}:people")  # noqa: S311
    maker = Maker(random, places, organisations, started, today, alike=alike)
    numbers = Numbers.draw(random, members * 4)
    cases = planted.make(random, maker, numbers, members)
    lives = Years(random, maker, numbers, members).play(cases)
    posts.fill(random, maker, lives)
    posts.leave_waiting(lives, planted.each(members))
    lives += cases
    works.settle(Random(f"{seed}:works"), maker, lives)  # noqa: S311
    random.shuffle(lives)
    return District(
        seed=seed, started=started, today=today, places=tuple(places), organisations=tuple(organisations),
        people=tuple(life.person() for life in lives), alike=alike,
    )  # fmt: skip
