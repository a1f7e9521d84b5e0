"""A committee's list held against the records of a day: who is who, who is listed twice, what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from kit import matching, names
from kit.calendar import PartialDate
from kit.matching import Person, Rarity
from kit.matching.evidence import known_day
from kit.reading import Workbook, values
from kit.reading.layout import Table, recognise
from kit.reading.people import Person as Row
from members.errors import Refusal
from members.importing.organisations import Node, Places, key
from members.importing.vocabulary import VOCABULARY
from members.models import (
    Departure,
    Member,
    Membership,
    NameChange,
    Number,
    Organisation,
    Placement,
    PlacementKind,
)
from members.procedure.people import birth_of

LINKED, SURE, DOUBLE, MARGIN = 0.5, 0.97, 0.9, 0.3
TELL_EVERY = 100
Told = Callable[[int, int], None]
NO_LIST = "Tệp không có danh sách đảng viên nào nhận ra được."
NO_COMMITTEE = "Không nhận ra danh sách là của đảng bộ nào; hãy chọn tổ chức."


@dataclass(eq=False, slots=True)
class Record:
    """One of our people on the day: `label` is the ID of the source, else the profile number."""

    member: Member
    label: str
    person: Person
    organisation: int | None = None
    cell: str = ""
    present: bool = False
    # Names borne on other days: they find the person, and are none on this day.
    otherwise: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """`field` as the public JSON names it; days are ISO as far as known."""

    field: str
    list: str
    record: str


@dataclass(eq=False, slots=True)
class Listed:
    """One row of a list and whom it means."""

    sheet: str
    row: int
    person: Person
    cell: str = ""
    plain: bool = False
    candidates: list[tuple[float, Record]] = field(default_factory=list)
    record: Record | None = None
    score: float = 0.0
    sure: bool = False
    double_of: Listed | None = None
    differences: list[Difference] = field(default_factory=list)


@dataclass
class Comparison:
    """All rows, and the records of the committees in the file that nobody listed."""

    rows: list[Listed]
    only_in_records: list[Record]
    records: int


def compare(
    book: Workbook, *, day: date, organisation: Organisation | None = None, told: Told | None = None
) -> Comparison:
    """Hold the lists of `book` against the records of `day`; each sheet finds its committee by its titles unless
    `organisation` is given. `told(done, total)` hears how many rows are held against the records.
    Raises Refusal for a file without a list or without a committee that is ours."""
    tables = [table for sheet in book.sheets if (table := recognise(sheet, VOCABULARY)) is not None and table.rows]
    if not tables:
        raise Refusal(NO_LIST)
    places = Places(day, organisation, may_create=False)
    homes = [places.top if organisation else places.of_titles(table.titles) for table in tables]
    if not any(homes):
        raise Refusal(NO_COMMITTEE)
    records = _records(day, places)
    rows = [one for table, home in zip(tables, homes, strict=True) for one in _listed(table, home, places)]
    _link(rows, records, told)
    _judge(rows, records)
    inside = {node.pk for home in homes if home for node in (home, *home.below())}
    expected = [one for one in records if one.present and one.organisation in inside]
    named = {id(row.record) for row in rows}
    return Comparison(rows, [one for one in expected if id(one) not in named], len(expected))


def _committee(node: Node | None) -> int | None:
    """What a list is of: the organisation directly under the head of the tree."""
    found = None
    for above in node.path() if node else ():
        if above.parent is None:
            break
        found = above.pk
    return found


def _records(day: date, places: Places) -> list[Record]:
    """Everybody of the register, with what was known on the day; leavers too, to say that they have left."""
    cards: dict[int, set[str]] = {}
    for pk, value in Number.unscoped.on(day).values_list("member", "value"):
        cards.setdefault(pk, set()).add(value)
    spells: dict[int, Membership] = {}
    for spell in Membership.unscoped.order_by("admitted_on"):
        spells[spell.member_id] = spell
    stands: dict[int, tuple[int | None, bool]] = {}
    for place in Placement.unscoped.filter(kind=PlacementKind.OFFICIAL).order_by("since"):
        known = stands.get(place.member_id)
        if known is None or not known[1]:
            stands[place.member_id] = (place.organisation_id, place.holds_on(day))
    gone = set(Departure.unscoped.on(day).values_list("membership__member", flat=True))
    borne: dict[int, list[NameChange]] = {}
    for change in NameChange.unscoped.order_by("day"):
        borne.setdefault(change.member_id, []).append(change)
    made = []
    for member in Member.unscoped.all():
        name, otherwise = _named(member, borne.get(member.pk, []), day)
        organisation, present = stands.get(member.pk, (None, False))
        node = places.nodes.get(organisation) if organisation else None
        made_of = spells.get(member.pk)
        person = Person(
            name=name, other_names=(*_others(member.other_names), *otherwise), sex=member.sex, birth=birth_of(member),
            admitted=known_day(made_of.admitted_on if made_of else None),
            official=known_day(made_of.official_on if made_of else None),
            cards=frozenset(cards.get(member.pk, ())), unit=key(node.name) if node else "", home=_committee(node),
        )  # fmt: skip
        label = member.source_id or member.profile_number or str(member.pk)
        made.append(
            Record(
                member,
                label,
                person,
                organisation,
                node.name if node else "",
                present and member.pk not in gone,
                otherwise,
            )
        )
    return made


def _named(member: Member, changes: Sequence[NameChange], day: date) -> tuple[str, tuple[str, ...]]:
    """(the name of that day, those of other days)."""
    every = [*(one.former for one in changes), member.full_name]
    own = every[sum(one.day <= day for one in changes)]
    return own, tuple(one for one in every if one != own)


def _others(said: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in said.replace(";", ",").split(",")) if part)


def _listed(table: Table, home: Node | None, places: Places) -> Iterator[Listed]:
    # A sheet typed without marks says nothing about marks; one name without them in another sheet does.
    plain = sum(row.written("full_name").isascii() for row in table.rows) > len(table.rows) / 2
    for row in table.rows:
        said = row.written("organisation") or row.section or ""
        found = places.cell(said, row.written("committee"), home) if said else None
        unit = found.name if isinstance(found, Node) else said
        committee = _committee(found if isinstance(found, Node) else home)
        yield Listed(table.sheet, row.number, _person(row, unit, committee), unit, plain)


def _person(row: Row, unit: str, home: int | None) -> Person:
    name, _, behind = row.written("full_name").partition("(")
    bracketed = behind.rstrip(") ")
    others = (*_others(row.written("other_names")), *([bracketed] if len(bracketed.split()) > 1 else []))
    cards = {values.number(row.value(column)).value for column in ("card12", "card8", "card")}
    return Person(
        name=name.strip(), other_names=others, sex=values.sex(row.value("sex")).value or "",
        birth=row.day("birth_date").value, admitted=row.day("admitted_on").value,
        official=row.day("official_on").value,
        cards=frozenset(card.zfill(8 if len(card) <= 8 else 12) for card in cards if card), unit=key(unit), home=home,
    )  # fmt: skip


def _keys(person: Person, otherwise: Sequence[str] = ()) -> Iterable[tuple[object, ...]]:
    """Two descriptions of one person share at least one of these."""
    for card in person.cards:
        yield "card", card
    if person.birth is not None and person.birth.day is not None:
        yield "born", person.birth
    for folded in map(names.fold, (person.name, *otherwise)):
        yield "name", folded
        if folded:
            yield "given", folded.split()[-1], person.home
    if person.admitted is not None:
        yield "admitted", person.admitted.year, person.admitted.month, person.home


def _link(rows: Sequence[Listed], records: Sequence[Record], told: Told | None) -> None:
    rarity = Rarity.of(one.person for one in records)
    index: dict[tuple[object, ...], list[Record]] = {}
    for record in records:
        for one in _keys(record.person, record.otherwise):
            index.setdefault(one, []).append(record)
    for done, row in enumerate(rows):
        if told is not None and done % TELL_EVERY == 0:
            told(done, len(rows))
        found = {id(record): record for one in _keys(row.person) for record in index.get(one, ())}
        scored = [(matching.score(row.person, record.person, rarity), record) for record in found.values()]
        row.candidates = sorted((one for one in scored if one[0] >= 0.05), key=lambda one: -one[0])[:5]
    _one_each(rows)


def _one_each(rows: Sequence[Listed]) -> None:
    """The best pairs first. A record that is taken stays with its row; a second row that fits it as well is the
    same person listed twice, any other takes its next choice."""
    taken: dict[int, Listed] = {}
    offers = sorted(((score, place, row, record) for place, row in enumerate(rows) for score, record in row.candidates),
                    key=lambda one: (-one[0], one[1]))  # fmt: skip
    for score, _, row, record in offers:
        if row.record is not None or score < LINKED:
            continue
        first = taken.get(id(record))
        if first is not None and score < DOUBLE:
            continue
        row.record, row.score = record, score
        taken.setdefault(id(record), row)
    listed: dict[int, Listed] = {}
    for row in rows:
        if row.record is not None:
            first = listed.setdefault(id(row.record), row)
            row.double_of = first if first is not row else None


def _judge(rows: Sequence[Listed], records: Sequence[Record]) -> None:
    owners: dict[str, set[int]] = {}
    for record in records:
        for card in record.person.cards:
            owners.setdefault(card, set()).add(id(record))
    units: dict[int, set[str]] = {}
    for row in rows:
        if row.record is not None:
            units.setdefault(id(row.record), set()).add(f"{row.person.home}/{row.person.unit}")
    for row in rows:
        if row.record is None:
            row.score = row.candidates[0][0] if row.candidates else 0.0
            continue
        others = [score for score, record in row.candidates if record is not row.record]
        foreign = any(owners.get(card, set()) - {id(row.record)} for card in row.person.cards)
        alone = not others or row.score - max(others) >= MARGIN
        row.sure = row.score >= SURE and alone and not foreign and len(units[id(row.record)]) == 1
        row.differences = list(_differences(row, row.record))


def _differences(row: Listed, record: Record) -> Iterator[Difference]:
    listed, known = row.person, record.person
    if not _same_name(listed, known, record.otherwise, plain=row.plain):
        yield Difference("full_name", listed.name, known.name)
    if listed.sex and listed.sex != known.sex:
        yield Difference("sex", listed.sex, known.sex)
    for name, one, other in (
        ("birth_date", listed.birth, known.birth),
        ("admitted_on", listed.admitted, known.admitted),
        ("official_on", listed.official, known.official),
    ):
        if one is not None and (other is None or not matching.same_day(one, other)):
            yield Difference(name, one.iso(), _iso(other))
    if listed.cards and not listed.cards & known.cards:
        yield Difference("card_number", ", ".join(sorted(listed.cards)), ", ".join(sorted(known.cards)))
    if (listed.home is not None and listed.home != known.home) or (listed.unit and listed.unit != known.unit):
        yield Difference("unit", row.cell, record.cell)
    if not record.present:
        yield Difference("status", "đang sinh hoạt", "không còn trong danh sách")


def _iso(day: PartialDate | None) -> str:
    return day.iso() if day else ""


def _same_name(listed: Person, known: Person, otherwise: Sequence[str], *, plain: bool) -> bool:
    """The same but for the way of writing. A name that was not borne on the day (`otherwise`) is another one."""
    alike = names.fold if plain else names.loose
    mine = {alike(one) for one in (listed.name, *listed.other_names)}
    others = [one for one in known.other_names if one not in otherwise]
    return bool(mine & {alike(one) for one in (known.name, *others)})


def report(file: str, day: date, found: Comparison) -> dict[str, object]:
    """The public JSON of `reconcile`."""
    return {
        "file": file,
        "as_of": day.isoformat(),
        "rows": [
            {
                "sheet": row.sheet,
                "row": row.row,
                "member": row.record.label if row.record else None,
                "score": round(row.score, 4),
                "sure": row.sure,
                "duplicate_of": row.double_of.row if row.double_of else None,
                "duplicate_sheet": row.double_of.sheet if row.double_of and row.double_of.sheet != row.sheet else None,
                "differences": [
                    {"field": one.field, "list": one.list, "record": one.record} for one in row.differences
                ],
            }
            for row in found.rows
        ],
        "only_in_records": [record.label for record in found.only_in_records],
        "totals": {
            "list": len(found.rows),
            "records": found.records,
            "matched": sum(row.record is not None for row in found.rows),
        },
    }
