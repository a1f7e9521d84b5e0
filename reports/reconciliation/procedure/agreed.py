"""The third side: what a committee and the district last signed, and how the signing freezes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from kit import names
from members import called, figures, history, kept, scope, tree
from members.merged import kept_of
from members.models import Membership, Number, Placement
from members.procedure.people import birth_of
from members.rights import Actor
from reports.reconciliation.models import AgreedPerson, Difference, Reconciliation, Signing
from reports.reconciliation.rules.sides import VALUES

OFFICIAL, PROBATIONARY = "chính thức", "dự bị"
AT_ONCE = 1000


@dataclass
class Agreed:
    """What both signed last time; `is_known` is False where nothing was signed before."""

    is_known: bool = False
    people: dict[int, AgreedPerson] = field(default_factory=dict)
    by_name: dict[tuple[str, str], AgreedPerson] = field(default_factory=dict)

    def of(self, member: int | None, name: str, birth: str) -> AgreedPerson | None:
        """By the record, else by name and birth date: a record that is gone was signed all the same."""
        if member is not None:
            return self.people.get(member)
        return self.by_name.get((names.fold(name), birth))


def signings_before(reconciliation: Reconciliation) -> QuerySet[Signing]:
    """What this committee, and those that have become part of it, signed before this round, the last at the end."""
    wanted, waiting = {reconciliation.organisation_id}, [reconciliation.organisation_id]
    while waiting:
        before = {pk for pk, _ in tree.before(waiting.pop())} - wanted
        wanted |= before
        waiting += before
    found: QuerySet[Signing] = Signing.unscoped.filter(
        reconciliation__organisation__in=wanted, reconciliation__round__until__lt=reconciliation.round.until
    ).order_by("reconciliation__round__until", "signed_on")
    return found


def last_signed(reconciliation: Reconciliation) -> Agreed:
    """The rosters that were signed last before this round, of each that signed one."""
    newest = dict(signings_before(reconciliation).values_list("reconciliation__organisation", "pk"))
    people = AgreedPerson.unscoped.filter(signing__in=newest.values())
    found = Agreed(is_known=bool(newest))
    for one in people.order_by("pk"):
        found.people[one.member_id] = one
        found.by_name[names.fold(one.full_name), one.birth_date] = one
    # Who was signed for under a record that is part of another one by now.
    for absorbed, into in kept_of(found.people).items():
        found.people.setdefault(into, found.people[absorbed])
    return found


def freeze(reconciliation: Reconciliation, *, by: Actor, signed_on: date, number: str = "") -> Signing:
    """Keep for good whom both sides sign for: everybody placed in the committee on the closing day, as our records
    have them, with what the list says otherwise. Called inside the act that signs."""
    day = reconciliation.round.closing_day
    signing = history.create(Signing, reconciliation=reconciliation, signed_on=signed_on, number=number)
    with scope.opened(scope.whole_register(by.day)):
        rows = list(figures.counted(reconciliation.organisation_id, day).select_related("member"))
        called.say((row.member for row in rows), called.formers(day))
        cells = kept.full_names({row.organisation_id for row in rows if row.organisation_id}, day)
    otherwise = _listed_otherwise(reconciliation)
    cards = _cards([row.member_id for row in rows], day)
    spells = {one.pk: one for one in Membership.unscoped.filter(pk__in=[row.membership_id for row in rows])}
    AgreedPerson.unscoped.bulk_create(
        (
            AgreedPerson(
                signing=signing, member=row.member, **_frozen(row, spells[row.membership_id], day),
                card_number=", ".join(sorted(cards.get(row.member_id, ()))),
                unit=cells.get(row.organisation_id or 0, ""), listed=otherwise.get(row.member_id, {}),
            )
            for row in rows
        ),
        batch_size=AT_ONCE,
    )  # fmt: skip
    history.note(people=len(rows))
    return signing


def _frozen(row: Placement, spell: Membership, day: date) -> dict[str, str]:
    born = birth_of(row.member)
    official = spell.official_on if spell.official_on and spell.official_on <= day else None
    return {
        "full_name": row.member.full_name, "sex": row.member.sex, "birth_date": born.iso() if born else "",
        "admitted_on": _iso(spell.admitted_on), "official_on": _iso(official),
        "status": OFFICIAL if official else PROBATIONARY,
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
