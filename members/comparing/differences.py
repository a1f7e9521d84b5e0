"""What a row and its record say otherwise of one person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit import matching, names
from kit.calendar import PartialDate
from kit.matching import Description
from members.comparing.records import Record
from members.comparing.rows import Difference, Listed, known


def differences(row: Listed, record: Record) -> Iterator[Difference]:
    """Differences of writing alone, and what the list does not have, are none."""
    listed, ours = row.person, record.person
    if not _same_name(listed, ours, record.otherwise, plain=row.plain):
        yield Difference("full_name", listed.name, ours.name)
    if listed.sex and listed.sex != ours.sex:
        yield Difference("sex", listed.sex, ours.sex)
    for name, one, other in (
        ("birth_date", known(listed.birth), known(ours.birth)),
        ("admitted_on", known(listed.admitted), known(ours.admitted)),
        ("official_on", known(listed.official), known(ours.official)),
    ):
        if one is not None and (other is None or not matching.same_day(one, other)):
            yield Difference(name, one.iso(), _iso(other))
    if listed.numbers and not listed.numbers & ours.numbers:
        yield Difference("card_number", ", ".join(sorted(listed.numbers)), ", ".join(sorted(ours.numbers)))
    if (listed.home and listed.home != ours.home) or (listed.unit and listed.unit != ours.unit):
        yield Difference("unit", row.cell, record.cell)
    if not record.present:
        yield Difference("status", "đang sinh hoạt", "không còn trong danh sách")


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
