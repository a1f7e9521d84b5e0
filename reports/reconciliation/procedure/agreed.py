"""The third side: what a committee and the district last signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from kit import names
from kit.calendar import PartialDate
from members import successors
from members.merged import kept_of
from members.models import Merge
from reports.reconciliation.models import (
    AS_GUEST,
    AgreedPerson,
    Kind,
    Reconciliation,
    RoundKind,
    SignedDifferences,
    Signing,
)
from reports.reconciliation.procedure.marks import named, subject_of
from reports.reconciliation.rules import days


@dataclass
class Agreed:
    """What both signed last time; `is_known` is False where nothing was signed before."""

    is_known: bool = False
    people: dict[int, AgreedPerson] = field(default_factory=dict)
    by_name: dict[tuple[str, str], AgreedPerson] = field(default_factory=dict)
    # Who was signed for as a guest: whether the list had him as one; None where that was not kept.
    guests: dict[int, bool | None] = field(default_factory=dict)
    # {mark of a person: what stood about the person}; whether each of these signings has kept it; their closing days.
    differed: dict[str, set[Kind]] = field(default_factory=dict)
    is_kept: bool = False
    closed: dict[int, date] = field(default_factory=dict)

    def of(self, member: int | None, name: str, birth: str) -> AgreedPerson | None:
        """By the record, else by name and birth date: a record that is gone was signed all the same."""
        if member is not None:
            return self.people.get(member)
        return self.by_name.get((names.fold(name), birth))

    def stood(self, marks: Iterable[str], name: str = "") -> frozenset[Kind] | None:
        """What stood about the person of these marks; None where that can not be told. `name`: of a row without a
        record, which may be somebody who was described otherwise."""
        found = frozenset().union(*(self.differed.get(mark, frozenset()) for mark in marks))
        if found:
            return found
        return None if not self.is_kept or (name and named(name) in self.differed) else frozenset()

    def was_over(self, one: AgreedPerson) -> bool:
        """Whether the probation of somebody on the roster was over on that closing day, with no official day on either
        side."""
        admitted = PartialDate.kept(one.admitted_on) if one.admitted_on else None
        is_open = not one.official_on and not one.listed.get("official_on")
        return is_open and days.probation_over(admitted, self.closed[one.signing_id])


def signings_before(reconciliation: Reconciliation) -> list[Signing]:
    """What was signed last before this round for the people of this committee, the last at the end: by itself, and by
    each that has become part of it and for whose people it has not signed since. Of periods that end on one day the
    one signed last. In a round on numbers alone nobody said anything about a person."""
    # Where it is signed itself: without what was signed afterwards.
    own = Signing.unscoped.filter(reconciliation=reconciliation, pk__lte=OuterRef("pk"))
    rows: QuerySet[Signing] = Signing.unscoped.filter(
        ~Exists(own), reconciliation__round__until__lte=reconciliation.round.until,
        reconciliation__round__kind=RoundKind.FULL,
    )  # fmt: skip
    found = _newest(rows.select_related("reconciliation__round"), reconciliation.organisation_id,
                    reconciliation.round.closing_day)  # fmt: skip
    return sorted(found, key=lambda one: (one.reconciliation.round.until, one.signed_on, one.pk))


def _newest(rows: QuerySet[Signing], organisation: int, day: date) -> Iterator[Signing]:
    """Of one committee as it stood on `day`, with those taken in by then."""
    mine = rows.filter(reconciliation__organisation=organisation)
    own = mine.order_by("reconciliation__round__until", "signed_on", "pk").last()
    if own is not None:
        yield own
    for before, ended in successors.taken_in(organisation, day).items():
        if own is None or own.reconciliation.round.closing_day < ended:
            yield from _newest(rows, before, ended)


def last_signed(reconciliation: Reconciliation) -> Agreed:
    """The rosters that were signed last before this round, of each that signed one."""
    newest = signings_before(reconciliation)
    found = Agreed(is_known=bool(newest), closed={one.pk: one.reconciliation.round.closing_day for one in newest})
    places = {one.pk: place for place, one in enumerate(newest)}
    _differed(found)
    people = AgreedPerson.unscoped.filter(signing__in=newest)
    # Who was signed for by two of them, as the later one has it.
    for one in sorted(people, key=lambda one: (places[one.signing_id], one.pk)):
        if one.is_counted:
            found.people[one.member_id] = one
            found.by_name[names.fold(one.full_name), one.birth_date] = one
        if one.is_guest:
            found.guests[one.member_id] = one.listed.get(AS_GUEST)
    # Who was signed for under a record that is part of another one by now.
    for absorbed, into in kept_of({*found.people, *found.guests}).items():
        if absorbed in found.people:
            found.people.setdefault(into, found.people[absorbed])
        if absorbed in found.guests:
            found.guests.setdefault(into, found.guests[absorbed])
    return found


def _differed(found: Agreed) -> None:
    kept_rows = SignedDifferences.unscoped.filter(signing__in=found.closed).values_list("stood", flat=True)
    for stood in kept_rows:
        for mark, kinds in stood.items():
            found.differed.setdefault(mark, set()).update(map(Kind, kinds))
    found.is_kept = len(kept_rows) == len(found.closed) > 0
    for absorbed, into in kept_of(Merge.unscoped.values_list("absorbed", flat=True)).items():
        if (before := found.differed.get(subject_of(absorbed))) is not None:
            found.differed.setdefault(subject_of(into), set()).update(before)
