"""Everybody of the register as a description of what was known on a day; leavers too, to say that they have left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from kit.calendar import PartialDate
from kit.matching import Description
from members.importing.organisations import Node, Places, key
from members.models import Departure, Exemption, Member, Membership, NameChange, Number, Placement, PlacementKind
from members.procedure.people import birth_of


@dataclass(eq=False, slots=True)
class Record:
    """One of our people on the day: `label` is the ID of the source, else the profile number."""

    member: Member
    label: str
    person: Description
    organisation: int | None = None
    cell: str = ""
    present: bool = False
    exempt: bool = False
    official: bool = False
    # Active somewhere for a while, and in which organisations of the register.
    away: bool = False
    hosts: frozenset[int] = frozenset()
    # Names borne on other days: they find the person, and are none on this day.
    otherwise: tuple[str, ...] = ()
    # Numbers of cards as they stand in the register; `person` has them as they are compared.
    cards: frozenset[str] = frozenset()


def padded(number: str) -> str:
    """A card's number with the noughts in front that a list or a hand has left out: of eight digits, or of twelve. The
    kinds are never held against each other."""
    return number.zfill(8 if len(number) <= 8 else 12)


def records(day: date, places: Places) -> list[Record]:
    cards: dict[int, set[str]] = {}
    for pk, value in Number.unscoped.on(day).values_list("member", "value"):
        cards.setdefault(pk, set()).add(value)
    spells = _spells(day)
    stands, stays = _stands(day), _stays(day)
    gone = set(Departure.unscoped.on(day).values_list("membership__member", flat=True))
    exempt = set(Exemption.unscoped.on(day).values_list("membership__member", flat=True))
    borne: dict[int, list[NameChange]] = {}
    for change in NameChange.unscoped.order_by("day"):
        borne.setdefault(change.member_id, []).append(change)
    made = []
    # Who has no membership was entered by mistake and taken back: known by name, and nobody of this register.
    known = Member.unscoped.filter(Exists(Membership.unscoped.filter(member=OuterRef("pk"))))
    # In one order on every database: the same question has the same file for an answer.
    for member in known.order_by("pk"):
        name, otherwise = _named(member, borne.get(member.pk, []), day)
        organisation, present = stands.get(member.pk, (None, False))
        node = places.nodes.get(organisation) if organisation else None
        label = member.source_id or member.profile_number or str(member.pk)
        days = spells.get(member.pk, (None, None))
        own = frozenset(cards.get(member.pk, ()))
        person = _person(member, name, otherwise, days, frozenset(map(padded, own)), node)
        cell = node.name if node else ""
        here = present and member.pk not in gone
        official = days[1] is not None and days[1] <= day
        hosts = stays.get(member.pk)
        made.append(Record(
            member, label, person, organisation, cell, here, member.pk in exempt, official, hosts is not None,
            frozenset(hosts or ()), otherwise, own,
        ))  # fmt: skip
    return made


def _spells(day: date) -> dict[int, tuple[date | None, date | None]]:
    """{member: (admission, official day) of the last spell that had begun by the day; before all of them the first}."""
    found: dict[int, tuple[date | None, date | None]] = {}
    rows = Membership.unscoped.in_order().values_list("member", "admitted_on", "official_on")
    for member, admitted, official in rows:
        if member not in found or admitted is None or admitted <= day:
            found[member] = admitted, official
    return found


def _stands(day: date) -> dict[int, tuple[int | None, bool]]:
    """{member: (the organisation of that day, else the last known, whether it holds on the day)}."""
    found: dict[int, tuple[int | None, bool]] = {}
    rows = Placement.unscoped.filter(kind=PlacementKind.OFFICIAL).in_order()
    for member, organisation, since, until in rows.values_list("member", "organisation", "since", "until"):
        known = found.get(member)
        if known is None or not known[1]:
            holds = (since is None or since <= day) and (until is None or day < until)
            found[member] = (organisation, holds)
    return found


def _stays(day: date) -> dict[int, set[int]]:
    """{member: organisations of this register in which he is active for a while}; outside of it there is none."""
    found: dict[int, set[int]] = {}
    for member, organisation in Placement.unscoped.temporary().on(day).values_list("member", "organisation"):
        found.setdefault(member, set()).update([organisation] if organisation else ())
    return found


def _person(
    member: Member, name: str, otherwise: Sequence[str], days: tuple[date | None, date | None],
    cards: frozenset[str], node: Node | None,
) -> Description:  # fmt: skip
    return Description(
        str(member.pk), name, other_names=(*others(member.other_names), *otherwise), sex=member.sex,
        birth=birth_of(member), admitted=_known(days[0]), official=_known(days[1]), numbers=cards,
        unit=key(node.name) if node else "", home=committee_of(node),
    )  # fmt: skip


def _known(day: date | None) -> PartialDate | None:
    return PartialDate(day.year, day.month, day.day) if day else None


def committee_of(node: Node | None) -> str:
    """What a list is of: the organisation directly under the head of the tree, by its key; "" where there is none."""
    found = ""
    for above in node.path() if node else ():
        if above.parent is None:
            break
        found = str(above.pk)
    return found


def others(said: str) -> tuple[str, ...]:
    """Other names, as they stand in one text."""
    return tuple(part for part in (piece.strip() for piece in said.replace(";", ",").split(",")) if part)


def _named(member: Member, changes: Sequence[NameChange], day: date) -> tuple[str, tuple[str, ...]]:
    """(the name of that day, those of other days)."""
    every = [*(one.former for one in changes), member.full_name]
    own = every[sum(one.day <= day for one in changes)]
    return own, tuple(one for one in every if one != own)
