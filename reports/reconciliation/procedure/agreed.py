"""The third side: what a committee and the district last signed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from kit import names
from kit.calendar import PartialDate
from members import tree
from members.merged import kept_of
from members.models import Merge
from reports.reconciliation.models import AgreedPerson, Kind, Reconciliation, RoundKind, SignedDifferences, Signing
from reports.reconciliation.procedure.marks import named, subject_of
from reports.reconciliation.rules import days


@dataclass
class Agreed:
    """What both signed last time; `is_known` is False where nothing was signed before."""

    is_known: bool = False
    people: dict[int, AgreedPerson] = field(default_factory=dict)
    by_name: dict[tuple[str, str], AgreedPerson] = field(default_factory=dict)
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
        admitted = PartialDate.parse(one.admitted_on) if one.admitted_on else None
        is_open = not one.official_on and not one.listed.get("official_on")
        return is_open and days.probation_over(admitted, self.closed[one.signing_id])


def signings_before(reconciliation: Reconciliation) -> QuerySet[Signing]:
    """What this committee, and those that have become part of it, signed before this round, the last at the end. In a
    round on numbers alone nobody said anything about a person."""
    wanted, waiting = {reconciliation.organisation_id}, [reconciliation.organisation_id]
    while waiting:
        before = {pk for pk, _ in tree.before(waiting.pop())} - wanted
        wanted |= before
        waiting += before
    found: QuerySet[Signing] = Signing.unscoped.filter(
        reconciliation__organisation__in=wanted,
        reconciliation__round__until__lt=reconciliation.round.until,
        reconciliation__round__kind=RoundKind.FULL,
    ).order_by("reconciliation__round__until", "signed_on")
    return found


def last_signed(reconciliation: Reconciliation) -> Agreed:
    """The rosters that were signed last before this round, of each that signed one."""
    newest = dict(signings_before(reconciliation).values_list("reconciliation__organisation", "pk"))
    people = AgreedPerson.unscoped.own().filter(signing__in=newest.values())
    found = Agreed(is_known=bool(newest))
    closing = Signing.unscoped.filter(pk__in=newest.values()).select_related("reconciliation__round")
    found.closed = {one.pk: one.reconciliation.round.closing_day for one in closing}
    _differed(found)
    for one in people.order_by("pk"):
        found.people[one.member_id] = one
        found.by_name[names.fold(one.full_name), one.birth_date] = one
    # Who was signed for under a record that is part of another one by now.
    for absorbed, into in kept_of(found.people).items():
        found.people.setdefault(into, found.people[absorbed])
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
