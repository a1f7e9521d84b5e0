"""What was known on a day: a person's dated facts, their name, the names of the organisations in which they stood."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from members import scope
from members.models import (
    Departure,
    Discipline,
    Exemption,
    Member,
    Membership,
    NameChange,
    Number,
    OfficeHolding,
    Placement,
    Residence,
    ResidenceIntroduction,
    Suspension,
    Term,
)
from members.rules.facts import Facts

JOINED = ("decision", "admission_decision", "recognition_decision", "place", "membership", "organisation")


def latest_known(day: date) -> date:
    """A past day knows nothing later than itself; today shows also what is planned."""
    return day if day < scope.current().day else date.max


def as_known_on(facts: Facts, day: date) -> Facts:
    """The facts without ends that came after that day. The end of a temporary place is settled when it begins."""
    known = latest_known(day)
    answer = facts.as_they_are()
    rows = [*answer.exemptions, *answer.suspensions, *answer.introductions, *answer.holdings]
    for row in rows:
        if row.until is not None and row.until > known:
            row.until = None
    return answer


def facts_of(member: Member) -> Facts:
    """All dated facts through the viewer's scope (the door has opened this person)."""
    related = {"membership__member": member}

    def of(model: Any, **by: Any) -> list[Any]:
        rows = getattr(model, "of_people", model.objects).filter(**by)
        names = {field.name for field in model._meta.fields}
        joins = [name for name in JOINED if name in names]
        return list(rows.select_related(*joins) if joins else rows)

    return Facts(
        memberships=of(Membership, member=member),
        placements=of(Placement, member=member),
        numbers=of(Number, member=member),
        residences=of(Residence, member=member),
        exemptions=of(Exemption, **related),
        suspensions=of(Suspension, **related),
        disciplines=of(Discipline, **related),
        departures=of(Departure, **related),
        introductions=of(ResidenceIntroduction, **related),
        holdings=of(OfficeHolding, member=member),
        name_changes=of(NameChange, member=member),
    )


def called_on(member: Member, facts: Facts, day: date) -> str:
    """The name the person bore that day."""
    later = [one for one in facts.name_changes if one.day > day]
    return min(later, key=lambda one: one.day).former if later else member.full_name


class Names:
    """What organisations were called, for any day, read at once for some rows."""

    def __init__(self, rows: Iterable[Placement | OfficeHolding]) -> None:
        wanted = {row.organisation_id for row in rows if row.organisation_id}
        self._terms: dict[int, list[Term]] = {}
        for term in Term.unscoped.filter(organisation__in=wanted):
            self._terms.setdefault(term.organisation_id, []).append(term)
        for own in self._terms.values():
            own.sort(key=lambda term: term.since or date.min)

    def on(self, organisation: int | None, day: date | None) -> str:
        """Its name that day; before its beginning the first, after its end the last; "" for one outside."""
        own = self._terms.get(organisation or 0, [])
        begun = [term.name for term in own if day is not None and (term.since or date.min) <= day]
        return begun[-1] if begun else own[0].name if own else ""

    def began(self, organisation: int | None) -> date | None:
        """Since when there is one of that number; None where nobody knows."""
        own = self._terms.get(organisation or 0, [])
        return own[0].since if own else None


def names_in(facts: Facts) -> Names:
    return Names([*facts.placements, *facts.holdings])
