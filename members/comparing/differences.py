"""What a row and its record say otherwise of one person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kit import matching, names
from kit.calendar import PartialDate
from kit.matching import Description
from members.comparing.records import Record
from members.comparing.rows import Difference, Listed, known
from members.comparing.status import ACTIVE, AWAY, EXEMPT, GUEST, OFFICIAL, PROBATIONARY, WORDS
from members.models import DepartureKind

GONE = "không còn trong danh sách"


def differences(row: Listed, record: Record, day: date) -> Iterator[Difference]:
    """What differs on `day`. Differences of writing alone, and what the list does not have, are none; nor is the day of
    a recognition that comes later by both sides: on `day` both have a probationer."""
    listed, ours = row.person, record.person
    if not _same_name(listed, ours, record.otherwise, plain=row.plain):
        yield Difference("full_name", listed.name, ours.name)
    if listed.sex and listed.sex != ours.sex:
        yield Difference("sex", listed.sex, ours.sex)
    for name, one, other in (
        ("birth_date", known(listed.birth), known(ours.birth)),
        ("admitted_on", known(listed.admitted), known(ours.admitted)),
        ("official_on", _by(day, row, record), known(ours.official)),
    ):
        if one is not None and (other is None or not matching.same_day(one, other)):
            yield Difference(name, one.iso(), _iso(other))
    if listed.numbers and not listed.numbers & ours.numbers:
        yield Difference("card_number", ", ".join(sorted(listed.numbers)), ", ".join(sorted(record.cards)))
    # Where somebody was who is gone by the list itself is no place in which both have him otherwise; nor is it where he
    # is for a while, by our records too.
    here = not row.status.has_left and not row.is_guest and ((listed.home, ours.home), (listed.unit, ours.unit))
    if here and any(said and said != known for said, known in here):
        yield Difference("unit", row.cell, record.cell)
    if not row.is_guest:
        yield from _status(row, record, day)
        yield from _stay(row, record)


def _by(day: date, row: Listed, record: Record) -> PartialDate | None:
    """The official day of the list; None where it has not come on `day` for either side."""
    one = known(row.person.official)
    return None if is_later(one, day) and not record.official else one


def is_later(one: PartialDate | None, day: date) -> bool:
    """Whether that day, as far as it is known, comes after `day`."""
    return one is not None and one.earliest() > day


def _status(row: Listed, record: Record, day: date) -> Iterator[Difference]:
    """What the list says of the standing; a difference of days about the same is one question with it."""
    said, elsewhere = row.status, bool(row.person.home) and row.person.home != record.person.home
    if not record.present:
        if not said.has_left:
            yield Difference("status", WORDS[ACTIVE], GONE)
    elif said.has_left:
        if said.kind != DepartureKind.MOVED_OUT or not elsewhere:
            yield Difference("status", said.told, WORDS[EXEMPT if record.exempt else ACTIVE])
    elif row.stay == GUEST and not elsewhere:
        yield Difference("status", WORDS[GUEST], WORDS[ACTIVE])
    elif said.kind in (ACTIVE, EXEMPT):
        if record.exempt != (said.kind == EXEMPT):
            yield Difference("status", said.told, WORDS[EXEMPT if record.exempt else ACTIVE])
    elif said.kind and record.official != _is_official(row, day) and not _official_differs(row, record, day):
        yield Difference("status", said.told, WORDS[OFFICIAL if record.official else PROBATIONARY])


def _stay(row: Listed, record: Record) -> Iterator[Difference]:
    """Whether somebody who belongs here by both is elsewhere for a while."""
    elsewhere = bool(row.person.home) and row.person.home != record.person.home
    if not record.present or row.status.has_left or elsewhere or row.stands_twice:
        return
    if row.stay == AWAY and not record.away:
        yield Difference("status", WORDS[AWAY], WORDS[ACTIVE])
    elif row.at_home and record.away:
        yield Difference("status", WORDS[ACTIVE], WORDS[AWAY])


def _is_official(row: Listed, day: date) -> bool:
    """By its word for the rank, unless the row has a later day for it."""
    return row.status.kind == OFFICIAL and not is_later(known(row.person.official), day)


def _official_differs(row: Listed, record: Record, day: date) -> bool:
    one, other = _by(day, row, record), known(record.person.official)
    return one is not None and (other is None or not matching.same_day(one, other))


def _iso(day: PartialDate | None) -> str:
    return day.iso() if day else ""


def _same_name(listed: Description, ours: Description, otherwise: Sequence[str], *, plain: bool) -> bool:
    """The same but for the way of writing. A name that was not borne on the day (`otherwise`) is another one."""
    if listed.name == ours.name:
        return True
    alike = names.fold if plain else names.loose
    mine = {alike(one) for one in (listed.name, *listed.other_names)}
    others = [one for one in ours.other_names if one not in otherwise]
    return bool(mine & {alike(one) for one in (ours.name, *others)})
