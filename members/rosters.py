"""The roster of an organisation with everything under it as of a day: one reading for the page, the PDF and the XLSX.

A section for each cell in the order of the tree, people by given name; who is a guest stands at the end of the
cell's section without a number and is not counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

from django.db.models import F

from members import figures, tree, wording
from members.models import (
    Exemption,
    Number,
    Organisation,
    Placement,
    PlacementKind,
    Suspension,
    Term,
)

CHUNK = 500
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Entry:
    """One person of a roster, everything already in words. `number` is 0 for a guest."""

    number: int
    member: int
    full_name: str
    other_names: str
    sex: str
    birth: str
    schooling: str
    theory: str
    occupation: str
    admitted_on: str
    official_on: str
    cards: tuple[str, ...]
    profile_number: str
    came: str
    note: str


@dataclass(frozen=True)
class CellList:
    """People of one cell that day."""

    organisation: int
    name: str
    entries: list[Entry]

    @property
    def counted(self) -> int:
        return sum(1 for entry in self.entries if entry.number)


def cells(organisation: Organisation, day: date, progress: Progress | None = None) -> Iterator[CellList]:
    """The roster, cell by cell. Memory holds one cell and one chunk of people at a time."""
    names = dict(Term.unscoped.on(day).values_list("organisation", "name"))
    entries = _entries(organisation, day, names, progress)
    for pk, group in groupby(entries, key=itemgetter(0)):
        yield CellList(pk, names.get(pk, ""), [entry for _, entry in group])


def _entries(
    organisation: Organisation, day: date, names: dict[int, str], progress: Progress | None
) -> Iterator[tuple[int, Entry]]:
    """(organisation, entry) of everybody. The facts are read by chunks of people, however small the cells are."""
    number = 0
    for chunk in _chunks(_placements(organisation, day)):
        found = _facts(chunk, day, names)
        for one in chunk:
            official = one.kind == PlacementKind.OFFICIAL
            number += official
            yield one.organisation_id, _entry(one, number if official else 0, found, day)
        if progress is not None:
            progress(number)


def _placements(organisation: Organisation, day: date) -> Iterator[Placement]:
    """Everybody placed under it, in the order of the tree, then counted before guests, then by name."""
    rows = (
        Placement.objects.on(day)
        .filter(tree.under(organisation.pk, day))
        .select_related("member", "membership")
        .order_by(F("organisation__tree_places__lo"), "kind", "member__sort_key", "member")
    )
    return rows.iterator(chunk_size=CHUNK)


def _chunks(rows: Iterable[Placement]) -> Iterator[list[Placement]]:
    chunk: list[Placement] = []
    for one in rows:
        chunk.append(one)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


@dataclass
class _Found:
    """Facts of a chunk of people on the day, by person."""

    cards: dict[int, list[Number]]
    exempt: set[int]
    suspended: set[int]
    away: dict[int, str]
    came_from: dict[tuple[int, date], str]


def _facts(chunk: list[Placement], day: date, names: dict[int, str]) -> _Found:
    members = [one.member_id for one in chunk]
    spells = [one.membership_id for one in chunk]
    cards: dict[int, list[Number]] = {}
    for number in Number.objects.on(day).filter(member__in=members).order_by("kind"):
        cards.setdefault(number.member_id, []).append(number)
    others = Placement.of_people.filter(member__in=members)
    away = {
        one.member_id: names.get(one.organisation_id, one.outside) if one.organisation_id else one.outside
        for one in others.temporary().on(day)
    }
    ended = others.official().filter(until__isnull=False, until__lte=day)
    return _Found(
        cards=cards,
        exempt=set(Exemption.objects.on(day).filter(membership__in=spells).values_list("membership", flat=True)),
        suspended=set(Suspension.objects.on(day).filter(membership__in=spells).values_list("membership", flat=True)),
        away=away,
        came_from={(one.member_id, one.until): _name_then(one, names) for one in ended},
    )


def _name_then(placement: Placement, names: dict[int, str]) -> str:
    return names.get(placement.organisation_id, "đơn vị cũ")


def _entry(one: Placement, number: int, found: _Found, day: date) -> Entry:
    member, spell = one.member, one.membership
    official = spell.official_on is not None and spell.official_on <= day and bool(spell.recognition)
    came_from = found.came_from.get((one.member_id, one.since)) if one.since else None
    return Entry(
        number=number, member=member.pk, full_name=member.full_name, other_names=member.other_names,
        sex=member.get_sex_display(), birth=wording.birth(member), schooling=member.get_schooling_display(),
        theory=member.get_theory_display(), occupation=member.get_occupation_display(),
        admitted_on=wording.day(spell.admitted_on, ""),
        official_on=wording.day(spell.official_on, "") if official else "",
        cards=tuple(card.value for card in found.cards.get(member.pk, ())), profile_number=member.profile_number,
        came=f"{wording.day(one.since)}\n{came_from}" if came_from else "", note=_note(one, found, day, official),
    )  # fmt: skip


def _note(one: Placement, found: _Found, day: date, official: bool) -> str:
    notes = [] if official else ["Dự bị"]
    if one.kind == PlacementKind.TEMPORARY:
        return "Tạm thời đến, không tính"
    if one.membership_id in found.suspended:
        notes.append("Đình chỉ sinh hoạt")
    if one.membership_id in found.exempt:
        notes.append("Được miễn")
    if one.member_id in found.away:
        notes.append("Tạm thời chuyển đi")
    if one.let_go_on is not None and one.let_go_on <= day and (one.received_on is None or one.received_on > day):
        notes.append("Chưa tiếp nhận")
    return "; ".join(notes)


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
