"""The rows of a committee's list as descriptions of people."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from kit import names
from kit.calendar import PartialDate
from kit.matching import Description
from kit.reading import numbers, values
from kit.reading.layout import Table
from kit.reading.people import Person as Row
from kit.reading.values import Reading
from members.comparing.records import Record, committee_of, others, padded
from members.comparing.status import NOTHING, Said, is_said, status_of_row, stay_of_row
from members.importing.organisations import Node, Places, key

CARDS = ("card12", "card8", "card")


@dataclass(frozen=True, slots=True)
class Difference:
    """`field` as the public JSON names it; days are ISO as far as known."""

    field: str
    list: str
    record: str


@dataclass(eq=False, slots=True)
class Listed:
    """One row of a list and whom it means; `place` is its number among all rows, from 0."""

    sheet: str
    row: int
    person: Description
    cell: str = ""
    plain: bool = False
    # What the list says of the standing in its column of statuses, or in a remark.
    status: Said = NOTHING
    # Whether it says that the person takes part elsewhere, or here, for a while (`status.AWAY`, `status.GUEST`).
    stay: str = ""
    # Somebody whom our records, too, have here for a while; who belongs here besides stands in two rows, rightly.
    is_guest: bool = False
    stands_twice: bool = False
    # It says that the person is active, in a list that says of others that they are elsewhere for a while.
    at_home: bool = False
    place: int = 0
    record: Record | None = None
    score: float = 0.0
    sure: bool = False
    # Who it is has been said by a person.
    chosen: bool = False
    # Who it may be, the likeliest first.
    candidates: list[tuple[float, Record]] = field(default_factory=list)
    double_of: Listed | None = None
    differences: list[Difference] = field(default_factory=list)


def listed(table: Table, home: Node | None, places: Places, day: date) -> Iterator[Listed]:
    """The rows of a list of `day`: what it says to happen later has not happened."""
    written = [row.written("full_name") for row in table.rows]
    # A sheet typed without marks says nothing about marks; one name without them in another sheet does.
    plain = sum(map(str.isascii, written)) > len(written) / 2
    says = bool(table.rows) and is_said(table.rows[0].head)
    for row, name in zip(table.rows, written, strict=True):
        said = row.written("organisation") or row.section or ""
        found = places.cell(said, row.written("committee"), home) if said else None
        unit = found.name if isinstance(found, Node) else said
        committee = committee_of(found if isinstance(found, Node) else home)
        person = _person(f"{table.sheet}\n{row.number}", row, name, unit, committee)
        if says:
            yield Listed(table.sheet, row.number, person, unit, plain, status_of_row(row, day), stay_of_row(row, day))
        else:
            yield Listed(table.sheet, row.number, person, unit, plain)


def person_of_row(row: Row) -> Description:
    """What a row says of a person, wherever the list comes from."""
    return _person("", row, row.written("full_name"), "", "")


def described(rows: Sequence[Listed]) -> Iterator[str]:
    """What each row says of its person, as a mark that stays when the row stands elsewhere in the file; rows that say
    the same are counted."""
    times: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        one = row.person
        dates = (str(day or "") for day in (one.birth, one.admitted))
        said = (names.fold(one.name), *dates, ",".join(sorted(one.numbers)), one.unit)
        times[said] += 1
        yield hashlib.sha256("\n".join((*said, str(times[said]))).encode()).hexdigest()


def _person(place: str, row: Row, name: str, unit: str, home: str) -> Description:
    name, _, behind = name.partition("(")
    bracketed = behind.rstrip(") ")
    more = (*others(row.written("other_names")), *([bracketed] if len(bracketed.split()) > 1 else []))
    said = [row.value(column) for column in CARDS if column in row.head.sources]
    cards = {one.value for cell in said for one in numbers.cards(cell)}
    return Description(
        place, name.strip(), other_names=more, sex=values.sex(row.value("sex")).value or "",
        birth=_day(row.day("birth_date")), admitted=_day(row.day("admitted_on")),
        official=_day(row.day("official_on")),
        numbers=frozenset(padded(card) for card in cards if card), unit=key(unit), home=home,
    )  # fmt: skip


def _day(said: Reading[PartialDate]) -> PartialDate | str | None:
    """What is no date, or one of no known century, is evidence as it was written; it is no date of the row."""
    return said.value or (said.written if said.problem else None)


def known(day: PartialDate | str | None) -> PartialDate | None:
    return day if isinstance(day, PartialDate) else None
