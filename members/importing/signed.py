"""Rows of a plan that make the register say something else of a day for which figures were signed: who is placed where,
official or on probation. One reason is asked for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from members import registry, tree
from members.importing.plan import Plan
from members.importing.rows import place_of
from members.importing.staged import Outcome, PlannedRow
from members.models import Placement
from members.models.periods import holds
from members.registry import SignedDay
from members.rules import signed as rules


@dataclass(frozen=True, slots=True)
class _Change:
    """From `since` until before `until` a row says something else of somebody: of the organisation where it is, else of
    wherever the person stands."""

    row: PlannedRow
    since: date | None
    until: date | None
    organisation: int | None = None
    member: int | None = None


@dataclass(frozen=True)
class Touched:
    """Rows by their identity; the signed days that they touch, each with the name of who signed, the first one first.
    Empty for none."""

    rows: frozenset[int] = frozenset()
    signed: tuple[tuple[SignedDay, str], ...] = ()

    def asked(self) -> str:
        """The sentence that asks for the reason; "" where none is asked."""
        return rules.asked(self.signed, *self._called) if self.signed else ""

    def check_reason(self, why: str) -> None:
        """Raises RuleBroken at the field of the reason."""
        if not why:
            rules.check_reason_of(self.signed, *self._called)

    @property
    def _called(self) -> tuple[str, str]:
        count = len(self.rows)
        return f"{count} dòng của tệp", "những dòng ấy" if count > 1 else "dòng ấy"


def touched(plan: Plan) -> Touched:
    """Asked again when the plan is written: what was signed meanwhile is signed."""
    signed = [one for entry in registry.entries("signed").values() for one in entry(date.min)]
    changes = [*_new(plan), *_placed_otherwise(plan), *_recognised_otherwise(plan)] if signed else []
    if not changes:
        return Touched()
    rows: list[tuple[int, SignedDay]] = []
    for day in sorted({one.day for one in signed}):
        here = [one for one in signed if one.day == day]
        rows += _on(day, here, [one for one in changes if holds(one.since, one.until, day)])
    days = sorted({one for _, one in rows}, key=lambda one: (one.day, one.organisation))
    named = tuple((one, tree.name_on(one.organisation, one.day)) for one in days)
    return Touched(frozenset(row for row, _ in rows), named)


def _new(plan: Plan) -> Iterator[_Change]:
    """Whoever is new stands somewhere, and nobody did."""
    for row in plan.of(Outcome.NEW):
        place = place_of(row, plan.first_day)
        if place is not None and row.node is not None:
            _, since, until = place
            # What is made by the import stands under something that is there.
            above = next((node.pk for node in row.node.path() if node.pk), None)
            yield _Change(row, since, until, organisation=above)


def _placed_otherwise(plan: Plan) -> Iterator[_Change]:
    """The beginning of an assumed place follows the day of admission."""
    rows = {place: (row, since) for row in plan.of(Outcome.CHANGED) for place, since in row.places.items()}
    for place in Placement.unscoped.filter(pk__in=rows):
        row, since = rows[place.pk]
        yield _Change(row, *_between(place.since, since), organisation=place.organisation_id)


def _between(one: date | None, other: date | None) -> tuple[date | None, date | None]:
    """The days on which a beginning is otherwise than another one; None begins before all."""
    if one is None or other is None:
        return None, one or other
    return min(one, other), max(one, other)


def _recognised_otherwise(plan: Plan) -> Iterator[_Change]:
    for row in plan.of(Outcome.CHANGED):
        if "official_on" not in row.membership_values or row.record is None or row.record.membership is None:
            continue
        before, after = row.record.membership.official_on, row.membership_values["official_on"]
        known = sorted(day for day in (before, after) if day is not None)
        if known:
            yield _Change(row, known[0], known[1] if len(known) > 1 else None, member=row.record.member.pk)


def _on(day: date, signed: list[SignedDay], changes: list[_Change]) -> Iterable[tuple[int, SignedDay]]:
    """(row, what was signed of where it is) of those that fall under something signed for that day."""
    members = {one.member for one in changes if one.member is not None}
    homes = dict(Placement.unscoped.official().on(day).filter(member__in=members).values_list("member", "organisation"))
    where = [(one.row, one.organisation or homes.get(one.member or 0)) for one in changes]
    ranges = tree.ranges_of(
        {*(place for _, place in where if place), *(one.organisation for one in signed)}, tree.version_for(day)
    )
    spans = [(one, ranges[one.organisation]) for one in signed if one.organisation in ranges]
    found = {
        place: next((one for one, span in spans if span.lo <= here.lo < span.hi), None)
        for place, here in ranges.items()
    }
    return [(id(row), one) for row, place in where if (one := found.get(place or 0)) is not None]
