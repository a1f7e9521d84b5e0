"""Which cell leads a file on a day: that in which the person stands whom it admitted, in the spell that it began. A
probationer who moves is followed by the file, and nothing says so but the place (0142)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from admissions.models import Applicant, Step, StepKind
from admissions.procedure.spells import by_member, told_of
from members import scope
from members.models import Member, Membership, Placement


class Stay(NamedTuple):
    """From `since` on, the beginning where it is None, the person stands in `organisation`."""

    since: date | None
    organisation: int
    placement: int

    def begun_on(self, day: date) -> bool:
        return self.since is None or self.since <= day


Stays = Mapping[int, Sequence[Stay]]


def stays_of(applicants: Iterable[Applicant], held: Mapping[int, date] | None = None) -> dict[int, list[Stay]]:
    """{file: where its person stood in that spell, one after another}, of those who were admitted. `held`: {file: the
    day of its ceremony}, where that was read."""
    files = [one for one in applicants if one.member_id is not None]
    if not files:
        return {}
    found = defaultdict[int, list[Placement]](list)
    places = Placement.unscoped.official().filter(member__in=[one.member_id for one in files])
    for place in places.in_order():
        found[place.member_id].append(place)
    if held is None:
        steps = Step.unscoped.filter(kind=StepKind.CEREMONY, applicant__in=[one.pk for one in files])
        held = dict(steps.values_list("applicant", "day"))
    several = {pk for pk, some in found.items() if len({one.membership_id for one in some}) > 1}
    own = by_member(Membership.unscoped.filter(member__in=several).in_order()) if several else {}
    told = told_of(own, [one for one in files if one.member_id in several], held)
    return {
        one.pk: [
            Stay(place.since, place.organisation_id, place.pk) for place in found[one.member_id or 0]
            if place.organisation_id is not None and (one.pk not in told or told[one.pk].pk == place.membership_id)
        ]
        for one in files
    }  # fmt: skip


def moves(stays: Sequence[Stay], day: date) -> list[tuple[int, Stay]]:
    """(from which cell, where to) each time that the person went on to another one by that day."""
    begun = [one for one in stays if one.begun_on(day)]
    return [(a.organisation, b) for a, b in pairwise(begun) if a.organisation != b.organisation]


def came_on(stays: Sequence[Stay], cells: Mapping[int, int], cell: int, day: date) -> date | None:
    """Since when the file is of this cell, or of what this one carries on (`cells`); None where it began there."""
    since = None
    for one in reversed([one for one in stays if one.begun_on(day)]):
        if cells[one.organisation] != cell:
            return since
        since = one.since
    return None


def led_by(applicant: Applicant, stays: Stays, day: date) -> int:
    """The cell that led the file that day, which may have ended by then: where the person stood last, before the
    ceremony where the file was opened."""
    begun = [one for one in stays.get(applicant.pk, ()) if one.begun_on(day)]
    return begun[-1].organisation if begun else applicant.organisation_id


def left_on(stays: Stays, day: date, width: str) -> dict[int, date]:
    """{file: the day on which its person went on out of what the viewer reads in that width}, of those who are there
    today."""
    own = scope.current().mine(width, "organisation")
    if own is None:
        return {}
    begun = {pk: [one for one in some if one.begun_on(day)] for pk, some in stays.items()}
    places = {one.placement for some in begun.values() for one in some}
    rows = Placement.unscoped.filter(own, pk__in=places)
    mine = set(rows.values_list("pk", flat=True)) if places else set()
    found = {}
    for pk, some in begun.items():
        if some and some[-1].placement not in mine:
            last = max((at for at, one in enumerate(some) if one.placement in mine), default=-1)
            found[pk] = some[last + 1].since or date.min
    return found


def lock_admitted(applicants: Iterable[Applicant]) -> set[int]:
    """Lock whom these files admitted, in the order of their numbers: where they stand, and so which cell leads the
    file, stays what it is until the open act ends."""
    people = Member.unscoped.select_for_update(no_key=True)
    files = Applicant.unscoped.filter(pk__in=[one.pk for one in applicants], member__isnull=False)
    return {one.pk for one in people.filter(pk__in=files.values("member")).order_by("pk")}
