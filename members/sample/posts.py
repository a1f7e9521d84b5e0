"""Who holds which office: cells for two and a half years, committees for five, the new ones since the reform."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise
from random import Random

from members.sample.lives import Life, Maker
from members.sample.plan import REFORM, OrganisationPlan
from members.sample.trees import ROOT

CELL_DAYS = (date(2020, 1, 15), date(2022, 7, 15), date(2025, 1, 15), None)
AGENCY_DAYS = (date(2020, 5, 20), date(2025, 5, 20), None)
OLD_DAYS = (date(2020, 5, 20), REFORM)
NEW_DAYS = (REFORM, None)
CELL_POSTS = ("secretary", "deputy", "cell_committee")
COMMITTEE_POSTS = ("secretary", "deputy", "standing", "committee", "committee")


def fill(random: Random, maker: Maker, lives: list[Life]) -> None:
    """Give offices to people who never left and have stood in the same cell since before the first term."""
    by_cell: dict[str, list[Life]] = defaultdict(list)
    first_day = max(CELL_DAYS[0], maker.started)
    for life in lives:
        stayed = all(event.verb != "depart" for event in life.events) and not life.planted
        if stayed and life.cell_since < first_day and life.official_by(first_day):
            by_cell[life.cell].append(life)
    under: dict[str, list[Life]] = defaultdict(list)
    for key in sorted(by_cell):
        cell, people = maker.organisations[key], by_cell[key]
        _hold(random, maker, cell, people, CELL_POSTS[: 1 + len(people) // 4], CELL_DAYS)
        for committee in _committees_over(maker, cell):
            under[committee] += people
    for key in sorted(under):
        days = NEW_DAYS if key.startswith("new") else OLD_DAYS if key.startswith("old") or key == ROOT else AGENCY_DAYS
        _hold(random, maker, maker.organisations[key], under[key], COMMITTEE_POSTS, days)


def _committees_over(maker: Maker, cell: OrganisationPlan) -> set[str]:
    """The committees under which it stood and stands, the district among them."""
    found = {ROOT}
    waiting = [term.parent for term in cell.terms]
    while waiting:
        parent = waiting.pop()
        if parent and parent not in found:
            found.add(parent)
            waiting += [term.parent for term in maker.organisations[parent].terms]
    return {key for key in found if not key.startswith("part")}


def _hold(
    random: Random,
    maker: Maker,
    organisation: OrganisationPlan,
    people: list[Life],
    posts: tuple[str, ...],
    days: tuple[date | None, ...],
) -> None:
    """Each post for each term: mostly the same person again."""
    starts = organisation.since or date.min
    chosen = random.sample(people, min(len(people), len(posts) + 1))
    for since, until in pairwise(days):
        if since is None or since < max(starts, maker.started):
            continue
        if len(chosen) > len(posts) and random.random() < 0.3:
            chosen = chosen[1:] + chosen[:1]
        for post, life in zip(posts, chosen, strict=False):
            life.add("hold_office", organisation=organisation.key, office=post, day=since, until=until,
                     decision=maker.paper(since))  # fmt: skip
