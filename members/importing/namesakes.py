"""Rows that no number finds: who of the cell bears the name, and whether what the list says is enough for a match.

A list often says less than the register: a year, or no birth at all. Less is no contradiction, but of two who may be
meant nobody is chosen: such a row stays new and says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kit.calendar import PartialDate
from members.importing.facts import Given
from members.importing.known import Known
from members.importing.records import Record
from members.importing.staged import PlannedRow, tell
from members.procedure.people import birth_of

NAMED = 3
ONCE_HERE = "một người cùng họ tên từng ở chi bộ này"


def meet(rows: Iterable[PlannedRow], known: Known) -> None:
    """Give each row its person where only one can be meant."""
    unsure: list[tuple[PlannedRow, list[Record]]] = []
    for row in rows:
        near = known.namesakes(row.given, row.node.pk if row.node else None)
        if not near:
            continue
        record = _same(near, row.given)
        if record is not None:
            _take(row, record)
        elif row.node is not None:
            unsure.append((row, near))
    _meet_the_likely(unsure)


def _same(near: Iterable[Record], given: Given) -> Record | None:
    """The person with that very birth, whom no earlier row of the file was; of several the one admitted that day."""
    found = [one for one in near if one.row is None and not _is_other_id(one, given)]
    found = [one for one in found if birth_of(one.member) == given.birth]
    admitted = [one for one in found if one.was_admitted(given.admitted_on)]
    # Nobody's birth is known: that alone says nothing.
    return next(iter(admitted or (found if given.birth is not None else ())), None)


def _meet_the_likely(unsure: list[tuple[PlannedRow, list[Record]]]) -> None:
    fitting = [[one for one in near if _fits(one, row)] for row, near in unsure]
    asked = Counter(id(one) for found in fitting for one in found)
    left = []
    for (row, near), found in zip(unsure, fitting, strict=True):
        if len(found) == 1 and asked[id(found[0])] == 1:
            _take(row, found[0])
        else:
            left.append((row, near))
    for row, near in left:
        likely = [one for one in near if _is_likely(one, row.given)]
        if likely:
            tell(row, "may_be_known", "full_name", row.given.full_name, _named(likely, row))


def _take(row: PlannedRow, record: Record) -> None:
    record.row, row.record = row.given.row, record


def _fits(one: Record, row: PlannedRow) -> bool:
    """Nothing speaks against it, and the person stands in this cell."""
    given = row.given
    if one.row is not None or _is_other_id(one, given) or _is_other_number(one, given):
        return False
    if given.sex and one.member.sex and given.sex != one.member.sex:
        return False
    return _agree(given.birth, birth_of(one.member)) and _is_admitted_then(one, given) and _stands(one, row)


def _is_likely(one: Record, given: Given) -> bool:
    """Enough in common to be looked at by a person."""
    if _is_other_id(one, given) or (one.row is not None and _is_other_number(one, given)):
        return False
    admitted = given.admitted_on is not None and one.was_admitted(given.admitted_on)
    return admitted or _agree(given.birth, birth_of(one.member))


def _agree(said: PartialDate | None, known: PartialDate | None) -> bool:
    """One says the same as the other, or less of it, or nothing."""
    if said is None or known is None:
        return True
    return said.iso().startswith(known.iso()) or known.iso().startswith(said.iso())


def _is_admitted_then(one: Record, given: Given) -> bool:
    return given.admitted_on is None or one.was_admitted(None) or one.was_admitted(given.admitted_on)


def _is_other_id(one: Record, given: Given) -> bool:
    return bool(given.source_id and one.member.source_id and given.source_id != one.member.source_id)


def _is_other_number(one: Record, given: Given) -> bool:
    """Zeros in front, which get lost, make no other number."""
    both = [(value, one.numbers[kind].value) for kind, value in given.cards.items() if kind in one.numbers]
    both.append((given.profile_number, one.member.profile_number))
    return any(said and known and said.lstrip("0") != known.lstrip("0") for said, known in both)


def _stands(one: Record, row: PlannedRow) -> bool:
    if row.given.has_left():
        return True
    here = row.node.pk if row.node else None
    return one.departure is None and one.placement is not None and one.placement.organisation_id == here


def _named(likely: list[Record], row: PlannedRow) -> str:
    """Who it may be. Whoever stands elsewhere by now is not named: who imports into this cell may not see that one."""
    here = row.node.pk if row.node else None
    said = [
        _shown(one) if one.placement is not None and one.placement.organisation_id == here else ONCE_HERE
        for one in likely
    ]
    return "; ".join(dict.fromkeys(said[:NAMED]))


def _shown(one: Record) -> str:
    birth = birth_of(one.member)
    return f"{one.member.full_name}, sinh {birth}" if birth else f"{one.member.full_name}, chưa rõ ngày sinh"
