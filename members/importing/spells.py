"""Who was in the Party more than once: which spell a row of a list speaks of, and what it says of the cards of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from kit.calendar import print_day
from members.importing.records import Former, Record, Spell
from members.importing.staged import PlannedRow, tell
from members.models import Departure

DATES = ("admitted_on", "official_on")


def settle(several: Mapping[int, list[Spell]], records: Mapping[int, Record], day: date) -> None:
    """Of whom has more than one spell ({member: them}) the last one that had begun by `day` is the one that lists of
    that day are about, the others before it are kept beside it."""
    ended = _ended({spell.pk for spells in several.values() for spell in spells})
    for member, spells in several.items():
        spells.sort(key=lambda one: (one.admitted_on or date.min, one.pk))
        begun = [one for one in spells if (one.admitted_on or date.min) <= day] or spells[:1]
        records[member].newest = begun[-1]
        records[member].former = tuple(Former(one, ended.get(one.pk)) for one in begun[:-1])


def _ended(spells: Collection[int]) -> dict[int, date | None]:
    """{spell: the day of its last departure}."""
    rows = Departure.unscoped.filter(membership__in=spells).in_order() if spells else ()
    return {row.membership_id: row.since for row in rows}


def spoken_of(record: Record, said: date | None) -> Spell | None:
    """The spell in which that day lies: one before the newest where it is no later than the day on which that one
    ended, or, where nobody knows that day, nearer to its admission than to the next one. Without a day the newest."""
    if said is not None:
        following = [one.spell for one in record.former[1:]] + [record.newest]
        for former, after in zip(record.former, following, strict=True):
            if _is_of(former, after, said):
                return former.spell
    return record.newest


def _is_of(former: Former, after: Spell | None, said: date) -> bool:
    if former.ended is not None:
        return said <= former.ended
    begun, again = former.spell.admitted_on, after.admitted_on if after else None
    return begun is not None and again is not None and abs(said - begun) < abs(said - again)


def take(row: PlannedRow, record: Record) -> dict[str, date]:
    """Let the row be compared with the spell it speaks of. Answers its days of that spell; of the others it is told."""
    days = {name: said for name in DATES if (said := getattr(row.given, name)) is not None}
    record.spoken = None
    if not record.former or not days:
        return days
    newest, own = record.newest, {name: spoken_of(record, said) for name, said in days.items()}
    name, spell = next(iter(own.items()))
    record.spoken = None if spell is newest else spell
    if spell is not newest and newest is not None and newest.admitted_on is not None:
        tell(row, "former_spell", name, print_day(days[name]), print_day(newest.admitted_on))
    for name, other in own.items():
        if other is not spell and getattr(other, name) != days[name]:
            tell(row, "other_spell", name, print_day(days[name]))
    return {name: said for name, said in days.items() if own[name] is spell}


def cards_of(row: PlannedRow, record: Record) -> dict[str, str]:
    """{kind: number} of the row that the register does not have so. What the list of a former spell says is written for
    no later one: of a number that is unknown it is told. The digits of a former spell's card are no news of this one's.
    """
    found = {}
    for kind, value in row.given.cards.items():
        known = record.numbers.get(kind)
        if known is not None and known.value == value:
            continue
        if not record.is_of_former:
            found[kind] = value
        elif value not in {one.value for one in record.other_numbers}:
            tell(row, "former_card", kind, value)
    return found
