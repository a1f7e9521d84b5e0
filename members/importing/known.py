"""People of the register who may be meant by a list, read in a few set-wise queries, and found one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import chain, islice
from typing import TypeVar

from django.db.models import Q

from kit import names
from members.conditions import one_of, one_of_keys
from members.importing import spells
from members.importing.facts import Given
from members.importing.records import Held, Person, Record, Spell, Stand, read
from members.importing.staged import PlannedRow
from members.merged import kept_of
from members.models import (
    Departure,
    Evidence,
    Exemption,
    Finding,
    Member,
    Membership,
    NameChange,
    Number,
    Placement,
    PlacementKind,
)
from members.models.periods import holds
from members.procedure.people import birth_of

BATCH = 2000
Item = TypeVar("Item")


def batches(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def bears_one_of(sources: Sequence[str]) -> Q:
    """The ID of a person is one of these. That it is not blank is said for the index, which holds no other."""
    return ~Q(source_id="") & one_of("source_id", sources)


def read_before(checksum: str, rows: Iterable[PlannedRow]) -> set[tuple[int, str, int]]:
    """(person, sheet, row) of a file that gave the person something already, among the known people of these rows."""
    known: set[tuple[int, str, int]] = set()
    for some in batches(row.record.member.pk for row in rows if row.record):
        found = Evidence.unscoped.filter(one_of_keys("member", some), checksum=checksum)
        known.update(found.values_list("member", "sheet", "row"))
    return known


class Known:
    """Found by the source's ID, else by a card number, else by cell, name and birth."""

    def __init__(self, rows: Sequence[Given], organisations: set[int], day: date) -> None:
        self.records: dict[int, Record] = {}
        self._read_members(rows, organisations)
        self._read_facts(day)
        self.by_source = {one.member.source_id: one for one in self.records.values() if one.member.source_id}
        for source, kept in self.merged.items():
            self.by_source[source] = self.records[kept]
            self.records[kept].absorbed |= {source}
        self.by_card: dict[str, list[Record]] = {}
        for one in self.records.values():
            for value in {number.value for number in one.numbers.values()}:
                self.by_card.setdefault(value, []).append(one)

    @cached_property
    def by_name(self) -> dict[tuple[int | None, str], list[Record]]:
        """By cell and name: for rows without a number, of which many a list has none. Whoever is called so today comes
        first."""
        today = ((one, one.member.full_name) for one in self.records.values())
        once = ((one, former) for one in self.records.values() for former in one.formers)
        found: dict[tuple[int | None, str], list[Record]] = {}
        for one, name in chain(today, once):
            for organisation in one.organisations or (None,):
                found.setdefault((organisation, names.loose(name)), []).append(one)
        return found

    def _read_members(self, rows: Sequence[Given], organisations: set[int]) -> None:
        # Most are found in three ways: only their ids are asked for, and each is read once.
        people = Member.unscoped.values_list("pk", flat=True)
        found: set[int] = set()
        for some in batches({row.source_id for row in rows if row.source_id}):
            found.update(people.filter(bears_one_of(some)))
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
            people_of = Member.unscoped.filter(one_of_keys("pk", ids))
            self.records.update((person.pk, Record(person)) for person in read(Person, people_of))

    def _read_facts(self, day: date) -> None:
        records = self.records
        for some in batches(sorted(records)):
            of_them, through_spell = one_of_keys("member", some), one_of_keys("membership__member", some)
            self._read_spells(of_them, day)
            for number in read(Held, Number.unscoped.filter(of_them)):
                one = records[number.member_id]
                if holds(number.since, number.until, day):
                    one.numbers[number.kind] = number
                else:
                    one.other_numbers += (number,)
            self._read_places(of_them, day)
            departed = Departure.unscoped.on(day).filter(through_spell)
            for member, kind in departed.values_list("membership__member", "kind"):
                records[member].departure = kind
            for member in Exemption.unscoped.on(day).filter(through_spell).values_list("membership__member", flat=True):
                records[member].exempt = True
            for member, former in NameChange.unscoped.filter(of_them).values_list("member", "former"):
                records[member].formers += (former,)
            kept = Finding.unscoped.filter(of_them)
            for member, code, name, written in kept.values_list("member", "code", "field", "written"):
                records[member].findings |= {(code, name, written)}

    def _read_spells(self, of_them: Q, day: date) -> None:
        several: dict[int, list[Spell]] = {}
        for spell in read(Spell, Membership.unscoped.filter(of_them)):
            one = self.records[spell.member_id]
            if one.newest is None:
                one.newest = spell
            else:
                several.setdefault(spell.member_id, [one.newest]).append(spell)
        spells.settle(several, self.records, day)

    def _read_places(self, of_them: Q, day: date) -> None:
        for place in read(Stand, Placement.unscoped.filter(of_them, kind=PlacementKind.OFFICIAL)):
            one = self.records[place.member_id]
            if place.organisation_id is not None and place.organisation_id not in one.organisations:
                one.organisations += (place.organisation_id,)
            if holds(place.since, place.until, day):
                one.placement = place

    def bears(self, given: Given, value: str) -> bool:
        """Whether the row is of somebody who bears that card number in the register."""
        return any(
            given.source_id in (one.member.source_id, *one.absorbed) if given.source_id and one.member.source_id
            else same_person(one, given) for one in self.by_card.get(value, ())
        )  # fmt: skip

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


def same_person(record: Record, given: Given) -> bool:
    """Enough in common for a card number to be a person's own: the name or the birth."""
    if names.fold(given.full_name) in map(names.fold, (record.member.full_name, *record.formers)):
        return True
    birth = birth_of(record.member)
    if birth is None or given.birth is None:
        return names.fold(record.member.full_name).split()[-1:] == names.fold(given.full_name).split()[-1:]
    return birth == given.birth
