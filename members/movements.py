"""Who came into an organisation's list and who left it in a period: the way from its opening to its closing.

Source: Biểu số 1-BTCTW (11-HD/BTCTW): opening + increases - decreases = closing. Opening and closing are asked of the
figures of a day, the movements are read from the periods of the places: that both meet is proof, not construction.
Temporary places are no increase and no decrease. What a change of the tree alone does stands apart (REORGANISED).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.db.models import F, Q

from members import figures, successors, tree
from members.models import Departure, DepartureKind, Membership, Organisation, Placement, TreePlace, TreeVersion

# Ways in and out beside the kinds of departure, which are ways out by their own names.
ADMITTED, ARRIVED, RESTORED = "admitted", "arrived", "restored"
WITHIN, REORGANISED, UNCLEAR = "within", "reorganised", "unclear"
MISTAKEN = DepartureKind.WRONG_RECORD.value  # a record that is of no member: its beginning was no admission
INCREASES = (ADMITTED, ARRIVED, WITHIN, RESTORED, REORGANISED, MISTAKEN, UNCLEAR)
DECREASES = (*DepartureKind.values, WITHIN, REORGANISED, UNCLEAR)
BEGINNING, NEVER = date.min, date.max
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Movement:
    """One person into the list (`is_increase`) or out of it on `day`, the first day of the new state. `other`: the
    organisation of this register left or gone to; `decision`: the paper, where one is known; `is_probationary`: not
    yet official on the last day before."""

    member: int
    day: date
    way: str
    is_increase: bool
    is_probationary: bool = False
    other: int | None = None
    decision: int | None = None


@dataclass(frozen=True)
class Balance:
    """Ids of members counted on the day before the period and on its last day, and every movement in between by day."""

    opening: frozenset[int]
    closing: frozenset[int]
    movements: tuple[Movement, ...]

    def ways(self, *, increase: bool) -> dict[str, list[Movement]]:
        """Movements by way, in the order of the table; a way nobody took has an empty list."""
        found: dict[str, list[Movement]] = {way: [] for way in (INCREASES if increase else DECREASES)}
        for one in self.movements:
            if one.is_increase is increase:
                found[one.way].append(one)
        return found

    def played(self) -> frozenset[int]:
        """The opening after all movements, in their order: equal to `closing` where the balance holds. Who goes in
        while in, or out while out, is put in twice as a negative number and never equal."""
        here = set(self.opening)
        for one in self.movements:
            fits = (one.member not in here) is one.is_increase
            (here.add if one.is_increase else here.discard)(one.member if fits else -one.member)
        return frozenset(here)

    @property
    def holds(self) -> bool:
        return self.played() == self.closing


class _Place(NamedTuple):
    member: int
    organisation: int
    since: date
    until: date
    spell: int
    decision: int | None


class _Stay(NamedTuple):
    """Days [since, until) in which a person was counted here, with the first and the last place of it."""

    since: date
    until: date
    first: _Place
    last: _Place


def balance(organisation: Organisation, since: date, until: date) -> Balance:
    """The balance of an organisation with everything under it over [since, until), in the viewer's part.

    Raises ValueError unless since < until. Statements: one for each shape of the tree in the period, and six.
    """
    if not since < until:
        raise ValueError("an empty period")
    shapes = list(_shapes(organisation, since - DAY, until))
    found = _Facts.of(shapes, since, until)
    moved = [one for places in found.places.values() for one in found.movements(places, shapes)]
    return Balance(
        opening=_counted(organisation, since - DAY), closing=_counted(organisation, until - DAY),
        movements=tuple(sorted((one for one in moved if since <= one.day < until),
                               key=lambda one: (one.day, one.is_increase, one.member))),
    )  # fmt: skip


def _counted(organisation: Organisation, day: date) -> frozenset[int]:
    return frozenset(figures.counted(organisation, day).order_by().values_list("member", flat=True))


class _Shape(NamedTuple):
    """The organisations under ours on the days [since, until)."""

    since: date
    until: date
    inside: frozenset[int]


def _shapes(organisation: Organisation, day: date, until: date) -> Iterator[_Shape]:
    """What stood under it, shape by shape of the tree, from `day` on until before `until`."""
    while day < until:
        place = tree.place_on(organisation.pk, day)
        ends = TreeVersion.objects.values_list("until", flat=True).get(pk=place.version) or NEVER
        below = TreePlace.objects.filter(version=place.version, lo__gte=place.range.lo, lo__lt=place.range.hi)
        yield _Shape(day, min(ends, until), frozenset(below.values_list("organisation", flat=True)))
        day = ends


@dataclass(frozen=True)
class _Facts:
    """Of everybody for whom something changes in the period: official places in their order, by person; departures by
    person; spells by id; the day on which an organisation ended."""

    places: dict[int, list[_Place]]
    departures: dict[int, list[Departure]]
    spells: dict[int, Membership]
    ended: dict[int, date]

    @classmethod
    def of(cls, shapes: Sequence[_Shape], since: date, until: date) -> _Facts:
        ever = frozenset[int]().union(*(one.inside for one in shapes))
        always = ever.intersection(*(one.inside for one in shapes))
        turns = Q(since__gte=since, since__lt=until) | Q(until__gte=since, until__lt=until)
        movers = Placement.objects.official().filter(
            Q(organisation__in=always) & turns | Q(organisation__in=ever - always)
        )
        rows = Placement.of_people.official().filter(member__in=movers.order_by().values("member"))
        ordered = rows.order_by("member", F("since").asc(nulls_first=True))
        values = ordered.values_list("member", "organisation", "since", "until", "membership", "decision")
        found = [_Place(m, o, s or BEGINNING, u or NEVER, spell, paper) for m, o, s, u, spell, paper in values]
        places = {member: list(own) for member, own in groupby(found, key=attrgetter("member"))}
        departures: dict[int, list[Departure]] = {}
        for one in Departure.objects.filter(membership__in={row.spell for row in found}).select_related("membership"):
            departures.setdefault(one.membership.member_id, []).append(one)
        spells = Membership.objects.in_bulk({row.spell for row in found})
        return cls(places, departures, spells, successors.ended(since, until))

    def movements(self, places: Sequence[_Place], shapes: Sequence[_Shape]) -> Iterator[Movement]:
        """Every coming and going of one person between the first shape and the last."""
        for stay in _stays(places, shapes):
            if stay.since > shapes[0].since:
                yield self._coming(stay.since, stay.first, places)
            if stay.until < shapes[-1].until:
                yield self._going(stay.until, stay.last, places)

    def _coming(self, day: date, place: _Place, places: Sequence[_Place]) -> Movement:
        way, other, paper = self._way_in(day, place, places)
        return Movement(place.member, day, way, True, self._is_probationary(place, day), other, paper)

    def _going(self, day: date, place: _Place, places: Sequence[_Place]) -> Movement:
        way, other, paper = self._way_out(day, place, places)
        return Movement(place.member, day, way, False, self._is_probationary(place, day - DAY), other, paper)

    def _way_in(self, day: date, place: _Place, places: Sequence[_Place]) -> tuple[str, int | None, int | None]:
        if place.since != day:
            return REORGANISED, None, None
        if (former := next((one for one in places if one.until == day), None)) is not None:
            way = REORGANISED if self.ended.get(former.organisation) == day else WITHIN
            return way, former.organisation, place.decision
        back = next((one for one in self.departures.get(place.member, ()) if one.until == day), None)
        if back is not None and back.membership_id == place.spell:
            returned = back.return_decision_id or place.decision
            return (ARRIVED if back.kind == DepartureKind.MOVED_OUT else RESTORED), None, returned
        spell = self.spells[place.spell]
        left = (one for one in self.departures.get(place.member, ()) if one.membership_id == place.spell)
        if any(one.kind == MISTAKEN and one.until is None for one in left):
            return MISTAKEN, None, place.decision
        if spell.admitted_on == day:
            return ADMITTED, None, spell.admission_decision_id
        # Known already and out of every place since: nobody has said why.
        known = any(one.until < day for one in places) or spell.admitted_on is None
        return (UNCLEAR if known else ARRIVED), None, place.decision

    def _way_out(self, day: date, place: _Place, places: Sequence[_Place]) -> tuple[str, int | None, int | None]:
        if place.until != day:
            return REORGANISED, None, None
        if (later := next((one for one in places if one.since == day), None)) is not None:
            way = REORGANISED if self.ended.get(place.organisation) == day else WITHIN
            return way, later.organisation, later.decision
        gone = next((one for one in self.departures.get(place.member, ()) if one.since == day), None)
        return (gone.kind, None, gone.decision_id) if gone is not None else (UNCLEAR, None, None)

    def _is_probationary(self, place: _Place, day: date) -> bool:
        spell = self.spells[place.spell]
        return spell.official_on is None or spell.official_on > day or not spell.recognition


def _stays(places: Iterable[_Place], shapes: Sequence[_Shape]) -> Iterator[_Stay]:
    """The days counted here, pieces that touch joined to one."""
    open_now: _Stay | None = None
    for place in places:
        for shape in shapes:
            since, until = max(place.since, shape.since), min(place.until, shape.until)
            if since >= until or place.organisation not in shape.inside:
                continue
            if open_now is not None and open_now.until == since:
                open_now = open_now._replace(until=until, last=place)
                continue
            if open_now is not None:
                yield open_now
            open_now = _Stay(since, until, place, place)
    if open_now is not None:
        yield open_now
