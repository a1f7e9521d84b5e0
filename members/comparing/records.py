"""Everybody of the register as a description of what was known on a day; leavers too, to say that they have left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kit.calendar import PartialDate
from kit.matching import Description
from members.importing.organisations import Node, Places, key
from members.models import Departure, Member, Membership, NameChange, Number, Placement, PlacementKind
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
    # Names borne on other days: they find the person, and are none on this day.
    otherwise: tuple[str, ...] = ()


def records(day: date, places: Places) -> list[Record]:
    cards: dict[int, set[str]] = {}
    for pk, value in Number.unscoped.on(day).values_list("member", "value"):
        cards.setdefault(pk, set()).add(value)
    spells = {spell.member_id: spell for spell in Membership.unscoped.order_by("admitted_on")}
    stands = _stands(day)
    gone = set(Departure.unscoped.on(day).values_list("membership__member", flat=True))
    borne: dict[int, list[NameChange]] = {}
    for change in NameChange.unscoped.order_by("day"):
        borne.setdefault(change.member_id, []).append(change)
    made = []
    for member in Member.unscoped.all():
        name, otherwise = _named(member, borne.get(member.pk, []), day)
        organisation, present = stands.get(member.pk, (None, False))
        node = places.nodes.get(organisation) if organisation else None
        label = member.source_id or member.profile_number or str(member.pk)
        person = _person(member, name, otherwise, spells.get(member.pk), frozenset(cards.get(member.pk, ())), node)
        cell = node.name if node else ""
        here = present and member.pk not in gone
        made.append(Record(member, label, person, organisation, cell, here, otherwise))
    return made


def _stands(day: date) -> dict[int, tuple[int | None, bool]]:
    """{member: (the organisation of that day, else the last known, whether it holds on the day)}."""
    found: dict[int, tuple[int | None, bool]] = {}
    for place in Placement.unscoped.filter(kind=PlacementKind.OFFICIAL).order_by("since"):
        known = found.get(place.member_id)
        if known is None or not known[1]:
            found[place.member_id] = (place.organisation_id, place.holds_on(day))
    return found


def _person(
    member: Member, name: str, otherwise: Sequence[str], spell: Membership | None, cards: frozenset[str],
    node: Node | None,
) -> Description:  # fmt: skip
    return Description(
        str(member.pk), name, other_names=(*others(member.other_names), *otherwise), sex=member.sex,
        birth=birth_of(member), admitted=_known(spell.admitted_on if spell else None),
        official=_known(spell.official_on if spell else None), numbers=cards, unit=key(node.name) if node else "",
        home=committee_of(node),
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
