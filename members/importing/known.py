"""People of the register who may be meant by a list, read in a few set-wise queries, and found one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from kit import names
from members.conditions import one_of, one_of_keys
from members.importing.facts import ACTIVE, EXEMPT, Given
from members.merged import kept_of
from members.models import (
    Departure,
    Exemption,
    Finding,
    Member,
    Membership,
    NameChange,
    Number,
    Placement,
    PlacementKind,
)
from members.procedure.people import birth_of

BATCH = 500
Item = TypeVar("Item")


def batches(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


@dataclass(eq=False, slots=True)
class Record:
    """One person as the register has it on the day of the import."""

    member: Member
    membership: Membership | None = None
    numbers: dict[str, Number] = field(default_factory=dict)
    placement: Placement | None = None
    departure: Departure | None = None
    exempt: bool = False
    findings: set[tuple[str, str, str]] = field(default_factory=set)
    organisations: set[int] = field(default_factory=set)
    # Names given up by decision.
    formers: list[str] = field(default_factory=list)
    # IDs of records that were merged into this one.
    absorbed: set[str] = field(default_factory=set)
    row: int | None = None

    def was_called(self, name: str) -> bool:
        """Whether this is a name the person bore before a decision."""
        return names.loose(name) in map(names.loose, self.formers)

    @property
    def status(self) -> str:
        if self.departure is not None:
            return self.departure.kind
        return EXEMPT if self.exempt else ACTIVE


class Known:
    """Found by the source's ID, else by a card number, else by cell, name and birth."""

    def __init__(self, rows: Sequence[Given], organisations: set[int], day: date) -> None:
        self.records: dict[int, Record] = {}
        self._read_members(rows, organisations)
        self._read_facts(day)
        self.by_source = {one.member.source_id: one for one in self.records.values() if one.member.source_id}
        for source, kept in self.merged.items():
            self.by_source[source] = self.records[kept]
            self.records[kept].absorbed.add(source)
        self.by_card: dict[str, list[Record]] = {}
        self.by_name: dict[tuple[int | None, str], list[Record]] = {}
        for one in self.records.values():
            for value in {number.value for number in one.numbers.values()}:
                self.by_card.setdefault(value, []).append(one)
            self._name(one, one.member.full_name)
        # Whoever is called so today comes first.
        for one in self.records.values():
            for former in one.formers:
                self._name(one, former)

    def _name(self, one: Record, name: str) -> None:
        for organisation in one.organisations or (None,):
            self.by_name.setdefault((organisation, names.loose(name)), []).append(one)

    def _read_members(self, rows: Sequence[Given], organisations: set[int]) -> None:
        # Most are found in three ways: only their ids are asked for, and each is read once.
        people = Member.unscoped.values_list("pk", flat=True)
        found: set[int] = set()
        for some in batches({row.source_id for row in rows if row.source_id}):
            found.update(people.filter(source_id__in=some))
        for some in batches({value for row in rows for value in row.cards.values()}):
            found.update(Number.unscoped.filter(one_of("value", some)).values_list("member", flat=True))
        for cells in batches(organisations):
            found.update(Placement.unscoped.filter(one_of_keys("organisation", cells)).values_list("member", flat=True))
        # Who had left without a day stands nowhere.
        for some in batches({names.fold(row.full_name) for row in rows if row.has_left()}):
            found.update(people.filter(one_of("fold", some), placements__isnull=True))
        into = kept_of(found)
        gone = people.filter(pk__in=into).exclude(source_id="").values_list("source_id", "pk")
        self.merged = {source: into[pk] for source, pk in gone}
        found = (found - into.keys()) | set(into.values())
        for ids in batches(sorted(found)):
            self.records.update(
                (member.pk, Record(member)) for member in Member.unscoped.filter(one_of_keys("pk", ids))
            )

    def _read_facts(self, day: date) -> None:
        records = self.records
        for some in batches(sorted(records)):
            of_them = one_of_keys("member", some)
            for spell in Membership.unscoped.filter(of_them):
                one = records[spell.member_id]
                newest = one.membership.admitted_on if one.membership else None
                if one.membership is None or (spell.admitted_on or date.min) > (newest or date.min):
                    one.membership = spell
            for number in Number.unscoped.on(day).filter(of_them):
                records[number.member_id].numbers[number.kind] = number
            self._read_places(some, day)
            for gone in _of_members(Departure, some, day):
                records[gone.membership.member_id].departure = gone
            for exempt in _of_members(Exemption, some, day):
                records[exempt.membership.member_id].exempt = True
            for member, former in NameChange.unscoped.filter(of_them).values_list("member", "former"):
                records[member].formers.append(former)
            for kept in Finding.unscoped.filter(of_them):
                records[kept.member_id].findings.add((kept.code, kept.field, kept.written))

    def _read_places(self, some: list[int], day: date) -> None:
        for place in Placement.unscoped.filter(one_of_keys("member", some), kind=PlacementKind.OFFICIAL):
            one = self.records[place.member_id]
            if place.organisation_id is not None:
                one.organisations.add(place.organisation_id)
            if place.holds_on(day):
                one.placement = place

    def of_cards(self, given: Given) -> list[Record]:
        found = {id(one): one for value in given.cards.values() for one in self.by_card.get(value, ())}
        return list(found.values())

    def namesakes(self, given: Given, organisation: int | None) -> list[Record]:
        """Everybody of that cell with that name."""
        name = names.loose(given.full_name)
        found = self.by_name.get((organisation, name), [])
        if given.has_left() and organisation is not None:
            # Who has left without a day stands under no organisation.
            found = [*found, *self.by_name.get((None, name), [])]
        # Once, whose former name is the same but for the marks.
        return list(dict.fromkeys(found)) if found else []


def _of_members(model: Any, members: list[int], day: date) -> Any:
    return model.unscoped.on(day).filter(one_of_keys("membership__member", members)).select_related("membership")


def same_person(record: Record, given: Given) -> bool:
    """Enough in common for a card number to be a person's own: the name or the birth."""
    if names.fold(given.full_name) in map(names.fold, (record.member.full_name, *record.formers)):
        return True
    birth = birth_of(record.member)
    if birth is None or given.birth is None:
        return names.fold(record.member.full_name).split()[-1:] == names.fold(given.full_name).split()[-1:]
    return birth == given.birth
