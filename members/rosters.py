"""The roster of an organisation with everything under it as of a day: one reading for the page, the PDF and the XLSX.

A section for each cell in the order of the tree, people by given name; who is a guest stands at the end of the
cell's section without a number and is not counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple, TypeVar

from django.db.models import F, Q

from members import called, figures, tree, wording
from members.models import (
    Exemption,
    Number,
    Occupation,
    Organisation,
    Placement,
    PlacementKind,
    Suspension,
    Term,
)
from members.models.people import PlacementQuerySet

CHUNK = 500
IN_SERVICE = frozenset({Occupation.FORCES, Occupation.RETIRED})
Progress = Callable[[int], None]
Row = TypeVar("Row")


@dataclass(frozen=True)
class Entry:
    """One person of a roster, everything already in words. `number` is 0 for a guest; `in_service`: the occupation is
    one of those that the register list has a column of their own for (army, police, retired)."""

    number: int
    member: int
    full_name: str
    other_names: str
    sex: str
    birth: str
    schooling: str
    theory: str
    occupation: str
    in_service: bool
    admitted_on: str
    official_on: str
    cards: tuple[str, ...]
    profile_number: str
    came: str
    note: str


@dataclass(frozen=True)
class CellList:
    """People of one cell that day; `committee` where the roster is of more than its own."""

    organisation: int
    name: str
    committee: str
    entries: list[Entry]

    @property
    def title(self) -> str:
        """Many cells of a district bear one name: "Chi bộ Thôn 5, Đảng bộ xã An Khê"."""
        return f"{self.name}, {self.committee}" if self.committee else self.name

    @property
    def counted(self) -> int:
        return sum(1 for entry in self.entries if entry.number)


def cells(organisation: Organisation, day: date, progress: Progress | None = None) -> Iterator[CellList]:
    """The roster, cell by cell. Memory holds one cell and one chunk of people at a time."""
    bodies = Bodies()
    entries = _entries(organisation, day, bodies, progress)
    for pk, group in groupby(entries, key=itemgetter(0)):
        own = bodies.on(pk, day)
        above = bodies.on(own.parent, day) if own and pk != organisation.pk and own.parent != organisation.pk else None
        yield CellList(pk, own.name if own else "", above.name if above else "", [entry for _, entry in group])


class Body(NamedTuple):
    """What an organisation was for some days."""

    organisation: int
    parent: int | None
    name: str
    since: date | None
    until: date | None
    is_grass_roots: bool


class Bodies:
    """Names and đảng bộ cơ sở of all organisations on any day: the terms, read once."""

    def __init__(self) -> None:
        self.terms: dict[int, list[Body]] = {}
        columns = ("organisation", "parent", "name", "since", "until", "kind__is_grass_roots")
        for row in Term.unscoped.values_list(*columns):
            self.terms.setdefault(row[0], []).append(Body(*row))

    def on(self, organisation: int | None, day: date) -> Body | None:
        for one in self.terms.get(organisation or 0, ()):
            if (one.since is None or one.since <= day) and (one.until is None or day < one.until):
                return one
        return None

    def grass_roots(self, organisation: int | None, day: date) -> Body | None:
        """The grass-roots organisation it stood in that day, or was."""
        one = self.on(organisation, day)
        while one is not None and not one.is_grass_roots:
            one = self.on(one.parent, day)
        return one


def _entries(
    organisation: Organisation, day: date, bodies: Bodies, progress: Progress | None
) -> Iterator[tuple[int, Entry]]:
    """(organisation, entry) of everybody. The facts are read by chunks of people, however small the cells are."""
    number, former = 0, called.formers(day)
    for chunk in chunks(_placements(organisation, day, former)):
        called.say((one.member for one in chunk), former)
        found = _facts(chunk, day, bodies)
        for one in chunk:
            official = one.kind == PlacementKind.OFFICIAL
            number += official
            # Asked under an organisation: none stands outside.
            yield one.organisation_id or 0, _entry(one, number if official else 0, found, day)
        if progress is not None:
            progress(number)


def _placements(organisation: Organisation, day: date, former: dict[int, called.Former]) -> Iterator[Placement]:
    """Everybody placed under it, in the order of the tree, then counted before guests, then by the name of that day."""
    rows = (
        Placement.objects.on(day)
        .filter(tree.under(organisation.pk, day))
        .select_related("member", "membership")
        .order_by(F("organisation__tree_places__lo"), "kind", called.order(former, day), "member")
    )
    return rows.iterator(chunk_size=CHUNK)


def chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows in pieces of `CHUNK`, as they come."""
    chunk: list[Row] = []
    for one in rows:
        chunk.append(one)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


@dataclass
class _States:
    """Who of a chunk of people is exempt, suspended (by spell), or away for a while (by person) on the day."""

    exempt: set[int]
    suspended: set[int]
    away: set[int]


@dataclass
class _Found:
    """Facts of a chunk of people on the day, by person."""

    cards: dict[int, list[Number]]
    states: _States
    came: dict[int, str]


def _facts(chunk: list[Placement], day: date, bodies: Bodies) -> _Found:
    members = [one.member_id for one in chunk]
    cards: dict[int, list[Number]] = {}
    for number in Number.objects.on(day).filter(member__in=members).order_by("kind"):
        cards.setdefault(number.member_id, []).append(number)
    others = Placement.of_people.filter(member__in=members)
    return _Found(cards=cards, states=_states(chunk, day), came=_arrivals(others, day, bodies))


def _states(chunk: Sequence[Placement], day: date) -> _States:
    spells = [one.membership_id for one in chunk]
    elsewhere = Placement.of_people.filter(member__in=[one.member_id for one in chunk]).temporary().on(day)
    return _States(
        exempt=set(Exemption.objects.on(day).filter(membership__in=spells).values_list("membership", flat=True)),
        suspended=set(Suspension.objects.on(day).filter(membership__in=spells).values_list("membership", flat=True)),
        away=set(elsewhere.values_list("member", flat=True)),
    )


def notes(placements: Sequence[Placement], day: date) -> list[str]:
    """What the remarks column says of each of them on that day."""
    states = _states(placements, day)
    return [_note(one, states, day) for one in placements]


def is_official(one: Placement, day: date) -> bool:
    """Official by that day, and recognised."""
    spell = one.membership
    return spell.official_on is not None and spell.official_on <= day and bool(spell.recognition)


class Stay(NamedTuple):
    """A person's official place for some days."""

    member: int
    organisation: int
    since: date | None
    until: date | None


def _arrivals(places: PlacementQuerySet, day: date, bodies: Bodies) -> dict[int, str]:
    """Of each person who came from another grass-roots organisation: the day, and from which, as it was called."""
    rows = places.official().filter(Q(since__isnull=True) | Q(since__lte=day))
    stays = (Stay(*row) for row in rows.order_by("member", F("since").asc(nulls_first=True))
             .values_list("member", "organisation", "since", "until"))  # fmt: skip
    return {member: _arrival(list(own), bodies) for member, own in groupby(stays, key=itemgetter(0))}


def _arrival(stays: list[Stay], bodies: Bodies) -> str:
    """The last move between two of them; a move inside one is none, and a gap in the places ends the search."""
    for former, later in reversed(list(pairwise(stays))):
        if later.since is None or former.until != later.since:
            return ""
        left = bodies.grass_roots(former.organisation, later.since - timedelta(days=1))
        found = bodies.grass_roots(later.organisation, later.since)
        if left is None or found is None or left.organisation != found.organisation:
            return f"{wording.day(later.since)}\n{left.name if left else 'đơn vị cũ'}"
    return ""


def _entry(one: Placement, number: int, found: _Found, day: date) -> Entry:
    member, spell = one.member, one.membership
    return Entry(
        number=number, member=member.pk, full_name=member.full_name, other_names=member.other_names,
        sex=member.get_sex_display(), birth=wording.birth(member), schooling=member.get_schooling_display(),
        theory=member.get_theory_display(), occupation=member.get_occupation_display(),
        in_service=member.occupation in IN_SERVICE,
        admitted_on=wording.day(spell.admitted_on, ""),
        official_on=wording.day(spell.official_on, "") if is_official(one, day) else "",
        cards=tuple(card.value for card in found.cards.get(member.pk, ())), profile_number=member.profile_number,
        came=found.came.get(member.pk, "") if number else "", note=_note(one, found.states, day),
    )  # fmt: skip


def _note(one: Placement, states: _States, day: date) -> str:
    if one.kind == PlacementKind.TEMPORARY:
        return "Tạm thời đến, không tính"
    said = [] if is_official(one, day) else ["Dự bị"]
    if one.membership_id in states.suspended:
        said.append("Đình chỉ sinh hoạt")
    if one.membership_id in states.exempt:
        said.append("Được miễn")
    if one.member_id in states.away:
        said.append("Tạm thời chuyển đi")
    if one.let_go_on is not None and one.let_go_on <= day and (one.received_on is None or one.received_on > day):
        said.append("Chưa tiếp nhận")
    return "; ".join(said)


def totals(organisation: Organisation, day: date) -> list[tuple[str, int, bool]]:
    """Totals by kind: (label, number of people, strong). Official and probationary make the whole."""
    found = figures.figures(organisation, day)
    return [
        ("Đảng viên chính thức", found["official"], False),
        ("Đảng viên dự bị", found["probationary"], False),
        ("Tổng số đảng viên", found["total"], True),
        ("trong đó: nữ", found["women"], False),
        ("được miễn công tác và sinh hoạt đảng", found["exempt"], False),
        ("đình chỉ sinh hoạt", found["suspended"], False),
        ("sinh hoạt tạm thời nơi khác", found["away"], False),
        ("Ngoài tổng số: tạm thời đến", found["guests"], False),
    ]
