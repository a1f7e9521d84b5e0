"""Which cell leads a file on a day: before the ceremony the one that opened it, or to which it was handed over since
(0148); from then on that in which the person stands, in the spell that it began. A probationer who moves is followed
by the file, and nothing says so but the place (0142)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from admissions.models import Applicant, HandOver, Step, StepKind
from admissions.procedure.spells import by_member, told_of
from members import scope
from members.models import Member, Membership, Organisation, Placement


class Stay(NamedTuple):
    """From `since` on, the beginning where it is None, the file is of `organisation`: the person stands there, or it
    was `handed` over."""

    since: date | None
    organisation: int
    handed: HandOver | None = None

    def begun_on(self, day: date) -> bool:
        return self.since is None or self.since <= day


Stays = Mapping[int, Sequence[Stay]]


def hand_overs_of(applicants: Iterable[Applicant]) -> dict[int, list[HandOver]]:
    """{file: each time that it was handed over, or came in from outside the district}, in their order."""
    found = defaultdict[int, list[HandOver]](list)
    rows = HandOver.unscoped.filter(applicant__in=[one.pk for one in applicants]).select_related("decision", "account")
    for row in rows.order_by("day", "pk"):
        found[row.applicant_id].append(row)
    return found


def led_up_to(applicants: Iterable[Applicant], day: date) -> dict[int, int]:
    """{file: the cell that led it that day on the way up to the ceremony, or last}."""
    rows = Applicant.unscoped.filter(pk__in=[one.pk for one in applicants])
    return {one.pk: one.cell for one in rows.with_cell(day)}


def stays_of(
    applicants: Iterable[Applicant], held: Mapping[int, date] | None = None,
    handed: Mapping[int, Sequence[HandOver]] | None = None,
) -> dict[int, list[Stay]]:  # fmt: skip
    """{file: where it was, one after another}, of those that were handed over or whose person was admitted: the cells
    that led it, then where the person stood in that spell. `held`: {file: the day of its ceremony}, `handed`: as
    `hand_overs_of` answers, where these were read."""
    files = list(applicants)
    found = _led(files, hand_overs_of(files) if handed is None else handed)
    for pk, stood in _stood(files, held).items():
        found[pk] = [*found.get(pk, ()), *stood]
    return found


def _led(files: Iterable[Applicant], handed: Mapping[int, Sequence[HandOver]]) -> dict[int, list[Stay]]:
    found = {}
    for one in files:
        went = [
            Stay(row.day, row.organisation_id, row) for row in handed.get(one.pk, ()) if row.organisation_id is not None
        ]
        if went:
            found[one.pk] = [Stay(None, one.organisation_id), *went]
    return found


def _stood(applicants: Iterable[Applicant], held: Mapping[int, date] | None) -> dict[int, list[Stay]]:
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
            Stay(place.since, place.organisation_id) for place in found[one.member_id or 0]
            if place.organisation_id is not None and (one.pk not in told or told[one.pk].pk == place.membership_id)
        ]
        for one in files
    }  # fmt: skip


def moves(stays: Sequence[Stay], day: date) -> list[tuple[int, Stay]]:
    """(from which cell, where to) each time that the file went on to another one by that day."""
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
    ceremony where the file was opened or handed over to."""
    begun = [one for one in stays.get(applicant.pk, ()) if one.begun_on(day)]
    return begun[-1].organisation if begun else applicant.organisation_id


def left_on(stays: Stays, day: date, width: str) -> dict[int, date]:
    """{file: the day on which it went on out of what the viewer reads in that width}, of those that are there today."""
    own = scope.current().mine(width, "")
    if own is None:
        return {}
    begun = {pk: [one for one in some if one.begun_on(day)] for pk, some in stays.items()}
    places = {one.organisation for some in begun.values() for one in some}
    rows = Organisation.unscoped.filter(own, pk__in=places)
    mine = set(rows.values_list("pk", flat=True)) if places else set()
    found = {}
    for pk, some in begun.items():
        if some and some[-1].organisation not in mine:
            last = max((at for at, one in enumerate(some) if one.organisation in mine), default=-1)
            found[pk] = some[last + 1].since or date.min
    return found


def gone_on(files: QuerySet[Applicant], day: date, width: str) -> set[int]:
    """The numbers of those of `files` that went on by that day out of what the viewer reads in that width, as `left_on`
    has it; only of those are the stays read that ever were somewhere else. No question for who reads everything."""
    own = scope.current().mine(width, "organisation")
    if own is None:
        return set()
    begun = Q(since__isnull=True) | Q(since__lte=day)
    handed = HandOver.unscoped.filter(applicant=OuterRef("pk"), organisation__isnull=False, day__lte=day)
    places = Placement.unscoped.official().filter(begun, member=OuterRef("member"), organisation__isnull=False)
    elsewhere = Exists(handed.exclude(own)) | Exists(places.exclude(own))
    return set(left_on(stays_of(files.filter(elsewhere)), day, width))


def lock_admitted(applicants: Iterable[Applicant]) -> set[int]:
    """Lock whom these files admitted, in the order of their numbers: where they stand, and so which cell leads the
    file, stays what it is until the open act ends."""
    people = Member.unscoped.select_for_update(no_key=True)
    files = Applicant.unscoped.filter(pk__in=[one.pk for one in applicants], member__isnull=False)
    return {one.pk for one in people.filter(pk__in=files.values("member")).order_by("pk")}
