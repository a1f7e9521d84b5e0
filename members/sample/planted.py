"""People made for the cases of L1, L3, L7, L8 and L9: what a check should find, each a known number of times.

What no verb would take comes as a list would have brought it in (`import_members`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from kit.calendar import PartialDate, same_day_later
from members.sample.days import open_day, signed
from members.sample.lives import OPEN, Life, Maker, Numbers
from members.sample.years import outside

# Of these the facts contradict each other or are not whole, on purpose.
BAD = frozenset({
    "birth_missing", "birth_implausible", "admission_missing", "official_future", "admitted_young", "official_early",
    "number_shape", "number_twice", "no_place", "no_card", "away_long",
})  # fmt: skip


def each(members: int) -> int:
    """How many of each case: at least ten in a district of 600 people and more; an even number."""
    return max(12, members // 400 * 2) if members >= 600 else max(2, members // 120 * 2)


def count(members: int) -> int:
    return each(members) * len(CASES)


def make(random: Random, maker: Maker, numbers: Numbers, members: int) -> list[Life]:
    """The planted people, case by case."""
    lives = []
    for name, make_worse in CASES.items():
        for at in range(each(members)):
            life = maker.of_old(numbers)
            make_worse(random, maker, life, at)
            life.planted, life.free_from = name, OPEN
            lives.append(life)
    _share_numbers([life for life in lives if life.planted == "number_twice"])
    return lives


def _from_list(life: Life, **values: Any) -> None:
    """This person came with a list, which said this."""
    first = life.events[0]
    said = {**first.values, "admission_decision": None, **values}
    life.events[0] = replace(first, verb="import_members", values=said)


def _birth_missing(random: Random, maker: Maker, life: Life, at: int) -> None:
    life.plain = {**life.plain, "birth": None}
    written = f"{30 + at % 2}/02/{life.born.year}"
    _from_list(life, finding=("birth_date_unreadable", "birth", written))


def _birth_implausible(random: Random, maker: Maker, life: Life, at: int) -> None:
    life.plain = {**life.plain, "birth": PartialDate(life.born.year - 90, life.born.month, min(28, life.born.day))}
    _from_list(life)


def _admission_missing(random: Random, maker: Maker, life: Life, at: int) -> None:
    """Known only to have been here when the register began."""
    life.events[1] = replace(life.events[1], values={**life.events[1].values, "day": maker.started})
    _from_list(life, admitted_on=None, since=maker.started)


def _official_future(random: Random, maker: Maker, life: Life, at: int) -> None:
    day = signed(maker.today - timedelta(days=90 + at))
    _lately(maker, life, day)
    _from_list(
        life, admitted_on=day, official_on=same_day_later(day, 12), recognition="imported", recognition_decision=None,
        numbers=(),
    )  # fmt: skip


def _lately(maker: Maker, life: Life, day: date) -> None:
    """Admitted on that day, as somebody of a usual age."""
    born = day.year - 24 - life.born.day % 9
    life.admitted, life.born = day, date(born, life.born.month, life.born.day % 28 + 1)
    _stands_in(maker, life, maker.lately(life.key))
    life.plain = {**life.plain, "birth": PartialDate(born, life.born.month, life.born.day)}
    life.events[1] = replace(life.events[1], values={**life.events[1].values, "day": day})


def _admitted_young(random: Random, maker: Maker, life: Life, at: int) -> None:
    life.born = date(life.admitted.year - 16 - at % 2, life.born.month, min(28, life.born.day))
    life.plain = {**life.plain, "birth": PartialDate(life.born.year, life.born.month, life.born.day)}
    _from_list(life)


def _official_early(random: Random, maker: Maker, life: Life, at: int) -> None:
    """Some months too early, or even before the admission: the two columns were swapped."""
    official = life.admitted - timedelta(days=365) if at % 3 == 2 else same_day_later(life.admitted, 6 + at % 4)
    _from_list(life, official_on=official)


def _probation_over(random: Random, maker: Maker, life: Life, at: int) -> None:
    day = signed(same_day_later(maker.today, -13 - 2 * at % 24) - timedelta(days=at))
    _lately(maker, life, day)
    values = {"organisation": life.cell, "admitted_on": day, "since": day,
              "admission_decision": maker.paper(day - timedelta(days=12))}  # fmt: skip
    life.events[0] = replace(life.events[0], values=values)
    life.official = None


def _number_shape(random: Random, maker: Maker, life: Life, at: int) -> None:
    _, value, since, source = life.events[0].values["numbers"][0]
    wrong = ("card8", value + "7") if at % 2 else ("card12", "71402" + value[:6])
    _from_list(life, numbers=((*wrong, since, source),))


def _number_twice(random: Random, maker: Maker, life: Life, at: int) -> None:
    _from_list(life)


def _share_numbers(lives: list[Life]) -> None:
    """Two and two hold the same number."""
    for one, other in zip(lives[::2], lives[1::2], strict=True):
        kind, value, _, source = one.events[0].values["numbers"][0]
        since = other.events[0].values["numbers"][0][2]
        _from_list(other, numbers=((kind, value, since, source),))


def _no_place(random: Random, maker: Maker, life: Life, at: int) -> None:
    _from_list(life, organisation=None)


def _no_card(random: Random, maker: Maker, life: Life, at: int) -> None:
    _from_list(life, numbers=())


def _exempt_undecided(random: Random, maker: Maker, life: Life, at: int) -> None:
    day = signed(same_day_later(maker.today, -5 * (at % 9) - 2))
    life.add("exempt", day=day, reason="strength", until=None, requested_on=signed(day - timedelta(days=9)))


def _exempt_unreported(random: Random, maker: Maker, life: Life, at: int) -> None:
    day = signed(same_day_later(maker.today, -5 * (at % 9) - 3))
    reason = "age" if day.year - life.born.year >= 65 else "strength"
    asked = None if at % 2 else signed(day - timedelta(days=9))
    life.add("exempt", day=day, reason=reason, until=None, requested_on=asked, decision=maker.resolution(day))


def _exempt_over(random: Random, maker: Maker, life: Life, at: int) -> None:
    until = maker.today - timedelta(days=10 + 9 * (at % 15))
    day = signed(same_day_later(until, -3 - 3 * (at % 4)))
    life.add("exempt", day=day, reason="treatment", until=until, requested_on=signed(day - timedelta(days=9)),
             reported_on=signed(day + timedelta(days=3)), decision=maker.resolution(day))  # fmt: skip


def _stands_in(maker: Maker, life: Life, cell: str) -> None:
    """In this cell from the first, and at home in its village."""
    life.cell = cell
    first, residence = life.events[0], life.events[1]
    life.events[0] = replace(first, values={**first.values, "organisation": cell})
    for place in maker.organisations[cell].terms[0].places:
        home = {"place": place, "address": maker.villages[place]}
        life.events[1] = replace(residence, values={**residence.values, **home})


def _other_village(random: Random, maker: Maker, life: Life) -> None:
    """Active in a village cell, living in another village."""
    while not maker.organisations[life.cell].terms[0].places:
        life.cell = random.choice(maker.old_cells).key
    first, residence = life.events[0], life.events[1]
    own = maker.organisations[life.cell].terms[0].places[0]
    other = random.choice([place for place in maker.villages if place != own])
    life.events[0] = replace(first, values={**first.values, "organisation": life.cell})
    life.events[1] = replace(residence, values={**residence.values, "place": other, "address": maker.villages[other]})


def _area_alone(random: Random, maker: Maker, life: Life, at: int) -> None:
    _other_village(random, maker, life)


def _area_introduced(random: Random, maker: Maker, life: Life, at: int) -> None:
    _other_village(random, maker, life)
    day = signed(same_day_later(maker.today, -3 - at % 40))
    life.add("introduce_to_residence", day=day, to=f"Chi ủy {life.events[1].values['address']}"[:160],
             decision=maker.paper(day, "Đảng ủy"))  # fmt: skip


def _away_open(random: Random, maker: Maker, life: Life, at: int) -> None:
    day = signed(same_day_later(maker.today, -2 - 2 * (at % 12)))
    life.add("place_temporarily", day=day, until=None, outside=outside(random), decision=maker.paper(day))


def _away_long(random: Random, maker: Maker, life: Life, at: int) -> None:
    """Past the period: a list said nineteen months and more, and nobody has renewed it."""
    day = signed(same_day_later(maker.today, -13 - at % 5))
    _from_list(life, away=(outside(random), day, same_day_later(day, 19)))


def _office_elsewhere(random: Random, maker: Maker, life: Life, at: int) -> None:
    """Moved to another cell, and nobody has ended the office in the old one."""
    day = open_day(same_day_later(maker.today, -3 - at % 20))
    life.add("hold_office", organisation=life.cell, office="cell_committee", day=open_day(same_day_later(day, -14)),
             until=None, decision=maker.paper(day - timedelta(days=430), "Đảng ủy"))  # fmt: skip
    to = maker.cell_for(life, day)
    life.add("move", organisation=to, day=day, let_go_on=day, received_on=open_day(day + timedelta(days=5)),
             decision=maker.paper(day))  # fmt: skip
    life.cell, life.cell_since = to, day


CASES: dict[str, Callable[[Random, Maker, Life, int], None]] = {
    "birth_missing": _birth_missing, "birth_implausible": _birth_implausible, "admission_missing": _admission_missing,
    "official_future": _official_future, "admitted_young": _admitted_young, "official_early": _official_early,
    "probation_over": _probation_over, "number_shape": _number_shape, "number_twice": _number_twice,
    "no_place": _no_place, "no_card": _no_card, "exempt_undecided": _exempt_undecided,
    "exempt_unreported": _exempt_unreported, "exempt_over": _exempt_over, "area_alone": _area_alone,
    "area_introduced": _area_introduced, "away_open": _away_open, "away_long": _away_long,
    "office_elsewhere": _office_elsewhere,
}  # fmt: skip
