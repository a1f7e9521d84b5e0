"""The third side: what a committee and the district last signed, and how the signing freezes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from kit import names
from kit.calendar import PartialDate
from members import called, figures, history, kept, scope, tree
from members.comparing.status import OFFICIAL, PROBATIONARY, WORDS
from members.merged import kept_of
from members.models import Membership, Merge, Number, Placement
from members.procedure.people import birth_of
from members.rights import Actor
from reports.reconciliation.models import (
    AgreedPerson,
    Answer,
    Choice,
    Difference,
    Kind,
    Reconciliation,
    RoundKind,
    SignedDifferences,
    Signing,
)
from reports.reconciliation.procedure import statuses
from reports.reconciliation.procedure.marks import named, subject_of
from reports.reconciliation.rules import days
from reports.reconciliation.rules.sides import VALUES

AT_ONCE = 1000


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
    people = AgreedPerson.unscoped.filter(signing__in=newest.values())
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


def freeze(reconciliation: Reconciliation, *, by: Actor, signed_on: date, number: str = "") -> Signing:
    """Keep for good whom both sides sign for: everybody placed in the committee on the closing day, as our records
    have them, with what the list says otherwise, and who stands on one side alone. Called inside the act that signs."""
    day = reconciliation.round.closing_day
    signing = history.create(Signing, reconciliation=reconciliation, signed_on=signed_on, number=number)
    with scope.opened(scope.whole_register(by.day)):
        rows = list(figures.counted(reconciliation.organisation_id, day).select_related("member"))
        called.say((row.member for row in rows), called.formers(day))
        cells = kept.full_names({row.organisation_id for row in rows if row.organisation_id}, day)
    otherwise = _listed_otherwise(reconciliation)
    cards = _cards([row.member_id for row in rows], day)
    spells = {one.pk: one for one in Membership.unscoped.filter(pk__in=[row.membership_id for row in rows])}
    exempt = statuses.exempt_on(spells, day)
    AgreedPerson.unscoped.bulk_create(
        (
            AgreedPerson(
                signing=signing, member=row.member,
                **_frozen(row, spells[row.membership_id], day, exempt=row.membership_id in exempt),
                card_number=", ".join(sorted(cards.get(row.member_id, ()))),
                unit=cells.get(row.organisation_id or 0, ""), listed=otherwise.get(row.member_id, {}),
            )
            for row in rows
        ),
        batch_size=AT_ONCE,
    )  # fmt: skip
    SignedDifferences.unscoped.bulk_create([SignedDifferences(signing=signing, stood=_standing(reconciliation))])
    history.note(people=len(rows))
    return signing


def _frozen(row: Placement, spell: Membership, day: date, *, exempt: bool) -> dict[str, str]:
    born = birth_of(row.member)
    official = spell.official_on if spell.official_on and spell.official_on <= day else None
    return {
        "full_name": row.member.full_name, "sex": row.member.sex, "birth_date": born.iso() if born else "",
        "admitted_on": _iso(spell.admitted_on), "official_on": _iso(official),
        "status": statuses.frozen(WORDS[OFFICIAL if official else PROBATIONARY], exempt=exempt),
    }  # fmt: skip


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _cards(members: Iterable[int], day: date) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for pk, value in Number.unscoped.on(day).filter(member__in=list(members)).values_list("member", "value"):
        found.setdefault(pk, set()).add(value)
    return found


def _listed_otherwise(reconciliation: Reconciliation) -> dict[int, dict[str, str]]:
    """{person: {field: what the list says otherwise}} of the list that counts."""
    open_points = Difference.unscoped.counted().filter(
        list__reconciliation=reconciliation, member__isnull=False, kind__in=VALUES
    )
    found: dict[int, dict[str, str]] = {}
    for one in open_points:
        found.setdefault(one.member_id or 0, {})[one.field] = one.list_value
    return found


def _standing(reconciliation: Reconciliation) -> dict[str, list[str]]:
    """{mark of a person: kinds that are none of values} of the list that counts. What our record was corrected for is
    settled, compared again or not."""
    corrected = Answer.unscoped.filter(reconciliation=reconciliation, choice=Choice.FIX_RECORD).values("key")
    points = Difference.unscoped.counted().filter(list__reconciliation=reconciliation).exclude(key__in=corrected)
    found: dict[str, set[str]] = {}
    for one in points.exclude(kind__in=VALUES):
        for mark in [one.subject] if one.member_id else [one.subject, named(one.name)]:
            found.setdefault(mark, set()).add(one.kind)
    return {mark: sorted(kinds) for mark, kinds in sorted(found.items())}
