"""What a made-up district is, as data: places, organisations with their terms, people with what happens to them.

Everything is named by keys of the plan ("cell-7", "place-3"); nothing here touches a table.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

REFORM = date(2025, 7, 1)
NEW_CARDS = date(2025, 9, 29)


@dataclass(frozen=True)
class PlacePlan:
    """A village or block within a commune; `within` is the key of the commune's place, None for a commune."""

    key: str
    name: str
    within: str | None = None


@dataclass(frozen=True)
class TermPlan:
    """What an organisation is from `since` on. `paper` is (number, day, body) or None."""

    since: date | None
    parent: str | None
    kind: str
    name: str
    sector: str = "other"
    short_name: str = ""
    code: str = ""
    private: bool = False
    places: tuple[str, ...] = ()
    paper: tuple[str, date, str] | None = None


@dataclass(frozen=True)
class OrganisationPlan:
    """Its terms in the order of days; `closed` is (day, key of the successor, paper)."""

    key: str
    terms: tuple[TermPlan, ...]
    closed: tuple[date, str, tuple[str, date, str]] | None = None

    @property
    def since(self) -> date | None:
        return self.terms[0].since

    def term_on(self, day: date) -> TermPlan:
        """The term that holds that day, or the first one before its start."""
        begun = [term for term in self.terms if term.since is None or term.since <= day]
        return begun[-1] if begun else self.terms[0]


@dataclass(frozen=True)
class Event:
    """One act about one person: the verb's name and its keywords. Papers stand as (number, day, body)."""

    verb: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Person:
    """Plain facts as known at first, and everything that happens, in the order in which it is entered.

    The first event is `enter`, or `import_members` where a list brought in what no verb would take.
    `planted` names the case of L1, L3, L7, L8 or L9 that this person was made for, "" for everybody else.
    """

    key: int
    plain: dict[str, Any]
    events: tuple[Event, ...]
    planted: str = ""


@dataclass(frozen=True)
class District:
    """The whole plan. `started` is the first day of the register, `today` the last day of which it speaks.

    `alike`: its people are as alike as those of a real district.
    """

    seed: str
    started: date
    today: date
    places: tuple[PlacePlan, ...]
    organisations: tuple[OrganisationPlan, ...]
    people: tuple[Person, ...]
    facts: dict[str, Any] = field(default_factory=dict)
    alike: bool = False
