"""What the signing freezes: the identities behind every figure, and what stood on one side alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Value

from kit import names
from members import called, figures, history, kept, rosters, scope
from members.comparing.status import OFFICIAL, PROBATIONARY, WORDS
from members.models import Number, Placement, PlacementKind
from members.procedure.people import birth_of
from members.rights import Actor
from reports.reconciliation.models import (
    AS_GUEST,
    AgreedPerson,
    Answer,
    Choice,
    Difference,
    ListedAs,
    ListedPerson,
    Reconciliation,
    SentList,
    SignedDifferences,
    Signing,
)
from reports.reconciliation.procedure import statuses
from reports.reconciliation.procedure.marks import named
from reports.reconciliation.rules.sides import VALUES

AT_ONCE = 1000


def people(one: Reconciliation, *, by: Actor, only: int | None = None) -> list[AgreedPerson]:
    """Whom both sides sign for: everybody behind a figure of the committee on the closing day, by given names, as our
    records have them now, with what the list says otherwise; not written yet. `only`: that person alone."""
    with scope.opened(scope.whole_register(by.day)):
        here = _Here.of(one, only)
    return [here.frozen(row) for row in here.rows]


def roster(one: Reconciliation, *, by: Actor) -> list[Entry]:
    """The same people, with the remarks of the annex."""
    with scope.opened(scope.whole_register(by.day)):
        here = _Here.of(one)
        notes = rosters.notes(here.rows, here.day)
    return [Entry(here.frozen(row), note) for row, note in zip(here.rows, notes, strict=True)]


@dataclass(frozen=True)
class Entry:
    """One of the roster: what the signing keeps of the person, and the remark that the annex has."""

    person: AgreedPerson
    note: str

    @property
    def said(self) -> list[Any]:
        """Everything that is kept or printed, as JSON keeps it."""
        return [*(getattr(self.person, name) for name in KEPT), self.note]


KEPT = tuple(field.attname for field in AgreedPerson._meta.concrete_fields if field.name not in ("id", "signing"))


def freeze(
    reconciliation: Reconciliation, *, by: Actor, signed_on: date, number: str = "",
    confirmed: Sequence[AgreedPerson] | None = None,
) -> Signing:  # fmt: skip
    """Keep for good whom both sides sign for (`confirmed`: as they confirmed them; read anew where nobody did), and who
    stands on one side alone. Called inside the act that signs."""
    signing = history.create(Signing, reconciliation=reconciliation, signed_on=signed_on, number=number)
    made = people(reconciliation, by=by) if confirmed is None else confirmed
    for person in made:
        person.signing = signing
    AgreedPerson.unscoped.bulk_create(made, batch_size=AT_ONCE)
    SignedDifferences.unscoped.bulk_create([SignedDifferences(signing=signing, stood=_standing(reconciliation))])
    history.note(people=sum(one.is_counted for one in made), guests=sum(one.is_guest for one in made))
    return signing


@dataclass
class _Here:
    """Who stands behind the figures of a committee, and what is known of them that day. `rows`: of each the place in
    which he is counted, else the one in which he is a guest; `guests`: members,
    `listed_guests` those whom the list has as guests; `flags`: places by figure."""

    day: date
    rows: list[Placement]
    guests: set[int]
    flags: dict[str, set[int]]
    cells: dict[int, str]
    cards: dict[int, set[str]]
    otherwise: dict[int, dict[str, str]]
    listed_guests: set[int]

    @classmethod
    def of(cls, one: Reconciliation, only: int | None = None) -> _Here:
        day = one.round.closing_day
        own, here = (rows(one.organisation_id, day).order_by() for rows in (figures.counted, figures.guests))
        if only is not None:
            own, here = (rows.filter(member=only) for rows in (own, here))
        counted = {row.member_id: row for row in own.select_related("member", "membership")}
        guests = {row.member_id: row for row in here.select_related("member", "membership")}
        rows = list((guests | counted).values())
        called.say((row.member for row in rows), called.formers(day))
        rows.sort(key=lambda row: (names.sort_key(row.member.full_name), row.member_id))
        return cls(
            day, rows, set(guests), _behind(day, own, here),
            kept.full_names({row.organisation_id for row in rows if row.organisation_id}, day),
            _cards([row.member_id for row in rows], day), _listed_otherwise(one), _listed_guests(one),
        )  # fmt: skip

    def frozen(self, row: Placement) -> AgreedPerson:
        counts = row.kind == PlacementKind.OFFICIAL
        return AgreedPerson(
            member=row.member, **self._facts(row),
            card_number=", ".join(sorted(self.cards.get(row.member_id, ()))),
            unit=self.cells.get(row.organisation_id or 0, ""), listed=self._listed(row.member_id),
            is_counted=counts, is_guest=row.member_id in self.guests,
            is_official=row.pk in self.flags["official"], is_exempt=row.pk in self.flags["exempt"],
            is_away=counts and row.pk in self.flags["away"],
        )  # fmt: skip

    def _listed(self, member: int) -> dict[str, Any]:
        guest = {AS_GUEST: member in self.listed_guests} if member in self.guests else {}
        return {**self.otherwise.get(member, {}), **guest}

    def _facts(self, row: Placement) -> dict[str, Any]:
        spell, born, official = row.membership, birth_of(row.member), row.pk in self.flags["official"]
        rank = WORDS[OFFICIAL if official else PROBATIONARY]
        return {
            "full_name": row.member.full_name, "sex": row.member.sex, "birth_date": born.iso() if born else "",
            "admitted_on": _iso(spell.admitted_on), "official_on": _iso(spell.official_on if official else None),
            "status": statuses.frozen(rank, exempt=row.pk in self.flags["exempt"]),
        }  # fmt: skip


# By the very conditions that the figures are counted with.
FLAGS = ("official", "exempt", "away")


def _behind(day: date, *places: Any) -> dict[str, set[int]]:
    """{figure: places behind it}, in one question."""
    asked = [(key, rows.filter(figures.condition(key, day))) for key in FLAGS for rows in places]
    first, *others = (rows.values_list(Value(key), "pk") for key, rows in asked)
    found: dict[str, set[int]] = {key: set() for key in FLAGS}
    for key, pk in first.union(*others, all=True):
        found[key].add(pk)
    return found


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
    for one in open_points.order_by("pk"):
        found.setdefault(one.member_id or 0, {})[one.field] = one.list_value
    return found


def _listed_guests(reconciliation: Reconciliation) -> set[int]:
    """Whom the list that counts has as guests."""
    newest = SentList.unscoped.newest().filter(reconciliation=reconciliation)
    rows = ListedPerson.unscoped.filter(list__in=newest, listed_as=ListedAs.GUEST)
    return set(rows.values_list("member", flat=True))


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
