"""Two records held beside each other: what both say alike, and the points in which somebody has to choose.

Rows that can't stand together are one point, with all that they touch. No database; rows come as they were read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from members.errors import RuleBroken
from members.models import Member, Membership
from members.rules.facts import END, START, Facts, overlap

from .points import ABSORBED, DATED, FOLLOW, KEPT, LEFT, MAY_FOLLOW, PLAIN, SPELL, Joining, Point

# What two rows may say differently and still say the same: whose they are, and where a number was read.
ASIDE = frozenset({"id", "member_id", "membership_id", "source", "fold", "sort_key"})
TWO_SPELLS = "Một trong hai hồ sơ ghi hai lần vào Đảng trùng với lần của hồ sơ kia; hãy sửa cho đúng rồi gộp."


def joining(kept: Member, absorbed: Member, ours: Facts, theirs: Facts) -> Joining:
    """Hold two records against each other. Raises RuleBroken where it is not clear which spells are one."""
    found = Joining(spells=_spells(ours, theirs))
    for key, columns, label in PLAIN:
        _plain(found, key, "plain", label, kept, absorbed, columns)
    for spell in theirs.memberships:
        mine = found.spells[spell.pk]
        if mine.pk != spell.pk:
            for key, columns, label in SPELL:
                _plain(found, f"{key}-{spell.pk}", "spell", label, mine, spell, columns)
    for kind, label, by in DATED:
        _dated(found, kind, label, by, getattr(ours, kind), getattr(theirs, kind))
    return found


def _spells(ours: Facts, theirs: Facts) -> dict[int, Membership]:
    """Spells that share a day are one; each may be one with a single other."""
    known = {one.pk: one for one in theirs.memberships}
    for one in theirs.memberships:
        met = [each for each in ours.memberships if _meet(one, theirs, each, ours)]
        if len(met) > 1 or (met and any(known[pk] is met[0] for pk in known)):
            raise RuleBroken("arithmetic.fits", TWO_SPELLS, field="why")
        known[one.pk] = met[0] if met else one
    return known


def _meet(one: Membership, of_one: Facts, other: Membership, of_other: Facts) -> bool:
    begins, ends = _lasts(one, of_one)
    from_, until = _lasts(other, of_other)
    return begins < until and from_ < ends


def _lasts(spell: Membership, facts: Facts) -> tuple[date, date]:
    ended = [one for one in facts.departures if one.until is None or facts.spell_after(one) is not None]
    gone = [one.since for one in ended if one.membership_id == spell.pk and one.since]
    begins = spell.admitted_on or START
    return begins, max(min(gone, default=END), begins)


def _plain(found: Joining, key: str, kind: str, label: str, mine: Any, other: Any, columns: Sequence[str]) -> None:
    if _said(mine, columns) == _said(other, columns):
        found.same.append(label)
        return
    proposed = KEPT if _says_less(other, mine, columns) else ABSORBED if _says_less(mine, other, columns) else ""
    found.points.append(Point(key, kind, label, (mine,), (other,), (KEPT, ABSORBED), proposed))


def _says_less(one: Any, other: Any, columns: Sequence[str]) -> bool:
    """Nothing at all, or the same without what the other has beside it (a paper)."""
    if not getattr(one, columns[0]):
        return True
    said, more = _said(one, columns), _said(other, columns)
    paper = columns[-1].endswith("decision")
    return paper and said[0] == more[0] and said[-1] is None and more[-1] is not None


def _said(row: Any, columns: Iterable[str]) -> list[Any]:
    """Values of these columns; a paper by what it says, for the same paper typed twice is two rows."""
    return [_paper(getattr(row, name)) if name.endswith("decision") else getattr(row, name) for name in columns]


def _paper(row: Any) -> Any:
    return (row.number, row.signed_on, row.body) if row is not None else None


def _dated(
    found: Joining, kind: str, label: str, by: Sequence[str], ours: Sequence[Any], theirs: Sequence[Any]
) -> None:
    for mine, others in _clusters(found, by, ours, theirs):
        if len(mine) == len(others) == 1 and _equal(mine[0], others[0]):
            found.same.append(label)
            found.alike.append((kind, others[0]))
            continue
        ways: tuple[str, ...] = (KEPT, ABSORBED) if mine else (ABSORBED, LEFT)
        if kind in MAY_FOLLOW and len(mine) == len(others) == 1 and _can_follow(mine[0], others[0]):
            ways = (*ways, FOLLOW)
        key = f"{kind}-{min(one.pk for one in others)}"
        found.points.append(Point(key, kind, label, tuple(mine), tuple(others), ways, "" if mine else ABSORBED))


def _clusters(
    found: Joining, by: Sequence[str], ours: Sequence[Any], theirs: Sequence[Any]
) -> list[tuple[list[Any], list[Any]]]:
    """Rows of both sides that can't all stand, together with those they touch; of the absorbed record also those that
    nothing stands against."""
    made: list[tuple[list[Any], list[Any]]] = []
    for other in theirs:
        mine = [one for one in ours if _clash(found, by, one, other)]
        met = [each for each in made if any(one in each[0] for one in mine)]
        for each in met:
            made.remove(each)
        joined = {one.pk: one for one in (*mine, *(one for each in met for one in each[0]))}
        made.append((list(joined.values()), [*(one for each in met for one in each[1]), other]))
    return made


def _clash(found: Joining, by: Sequence[str], mine: Any, other: Any) -> bool:
    for name in by:
        if name == "spell":
            if found.spells[other.membership_id].pk != mine.membership_id:
                return False
        elif getattr(mine, name) != getattr(other, name):
            return False
    return not hasattr(mine, "since") or overlap(mine, other)


def _equal(mine: Any, other: Any) -> bool:
    columns = [
        one.name if one.name.endswith("decision") else one.attname
        for one in mine._meta.concrete_fields
        if one.attname not in ASIDE
    ]
    return _said(mine, columns) == _said(other, columns)


def _can_follow(mine: Any, other: Any) -> bool:
    """The one that began earlier may end where the other begins, without a gap and without a lie about its end."""
    alike = getattr(mine, "value", None) is not None and mine.value == other.value
    if alike or (mine.since or START) == (other.since or START):
        return False
    earlier, later = sorted((mine, other), key=lambda one: one.since or START)
    received = getattr(earlier, "received_on", None)
    return (earlier.until or END) <= (later.until or END) and (received is None or received < later.since)
