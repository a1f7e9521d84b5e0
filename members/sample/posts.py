"""Who holds which office: cells for two and a half years, committees for five, the new ones since the reform.

Cells and committees meet one after another in the weeks from the day of a term on.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from members.sample.days import open_day
from members.sample.lives import Life, Maker
from members.sample.plan import REFORM, OrganisationPlan
from members.sample.trees import ROOT

CELL_DAYS = (date(2020, 1, 15), date(2022, 7, 15), date(2025, 1, 15), None)
AGENCY_DAYS = (date(2020, 5, 20), date(2025, 5, 20), None)
OLD_DAYS = (date(2020, 5, 20), REFORM)
NEW_DAYS = (REFORM, None)
CELL_POSTS = ("secretary", "deputy", "cell_committee")
WEEKS, OLDEST, LEAVE = 8, 68, frozenset({"exempt", "place_temporarily", "suspend"})
COMMITTEE_POSTS = ("secretary", "deputy", "standing", "committee", "committee")


def fill(random: Random, maker: Maker, lives: list[Life]) -> None:
    """Give offices to people who stand in the same cell since before the first term, and were never out of it."""
    by_cell: dict[str, list[Life]] = defaultdict(list)
    first_day = max(CELL_DAYS[0], maker.started)
    for life in lives:
        if _may_lead(maker, life, first_day) and life.cell_since < first_day and life.official_by(first_day):
            by_cell[life.cell].append(life)
    under: dict[str, list[Life]] = defaultdict(list)
    for key in sorted(by_cell):
        cell, people = maker.organisations[key], by_cell[key]
        leading = [life for life in people if life.rooted][:1]
        _hold(random, maker, cell, people, CELL_POSTS[: 1 + len(people) // 4], CELL_DAYS, leading)
        for committee in _committees_over(maker, cell):
            under[committee] += people
    for key in sorted(under):
        ended = maker.organisations[key].closed is not None or key == ROOT
        days = NEW_DAYS if key.startswith("new") else OLD_DAYS if ended else AGENCY_DAYS
        _hold(random, maker, maker.organisations[key], under[key], COMMITTEE_POSTS, days, [])


def leave_waiting(lives: list[Life], number: int) -> None:
    """Of so many who were chosen last, in one place and another, nobody has entered the approving decision yet."""
    found = sorted(
        (event.values["organisation"], life.key, at)
        for life in lives
        for at, event in enumerate(life.events)
        if event.verb == "hold_office" and event.values["until"] is None
    )
    by_key, waiting = {life.key: life for life in lives}, set[str]()
    for _, key, at in found[:: max(1, len(found) // (2 * number))]:
        if len(waiting) < number and key not in waiting:
            waiting.add(key)
            event = by_key[key].events[at]
            by_key[key].events[at] = replace(event, values={**event.values, "decision": None})


def _committees_over(maker: Maker, cell: OrganisationPlan) -> set[str]:
    """The committees under which it stood and stands, the district among them."""
    found = {ROOT}
    waiting = [term.parent for term in cell.terms]
    while waiting:
        parent = waiting.pop()
        if parent and parent not in found:
            found.add(parent)
            waiting += [term.parent for term in maker.organisations[parent].terms]
    return found


def _may_lead(maker: Maker, life: Life, since: date) -> bool:
    """Not too old, never gone, and never exempt, away or suspended in those years."""
    out = [event for event in life.events if event.verb in LEAVE and event.values["day"].year >= since.year - 1]
    gone = [event for event in life.events if event.verb == "depart"]
    return not out and not gone and maker.today.year - life.born.year < OLDEST


def _hold(
    random: Random,
    maker: Maker,
    organisation: OrganisationPlan,
    people: list[Life],
    posts: tuple[str, ...],
    days: tuple[date | None, ...],
    leading: list[Life],
) -> None:
    """Each post for each term: mostly the same person again, and who is rooted first."""
    starts = organisation.since or date.min
    others = [life for life in people if life not in leading]
    chosen = leading + random.sample(others, min(len(others), len(posts) + 1 - len(leading)))
    later = timedelta(days=random.randrange(7 * WEEKS))
    for since, until in pairwise(days):
        if since is None or since < max(starts, maker.started):
            continue
        if len(chosen) > len(posts) and random.random() < 0.3:
            chosen = chosen[1:] + chosen[:1]
        begin, end = _met(since, later), _met(until, later)
        for post, life in zip(posts, chosen, strict=False):
            life.add("hold_office", organisation=organisation.key, office=post, day=begin, until=end,
                     decision=maker.paper(begin))  # fmt: skip


def _met(day: date | None, later: timedelta) -> date | None:
    """The reform has its own day."""
    return day if day is None or day == REFORM else open_day(day + later)
