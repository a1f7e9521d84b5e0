"""Is this person known already? Asked before somebody is entered, of the whole register, also of those who have left.

What is compared: a card number; the same name with a birth date that can be the same; the same birth date with a name
that one slip of the hand, or another order of its words, makes the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kit import names
from kit.calendar import PartialDate
from kit.matching.slips import slips
from members import kept, wording
from members.models import Departure, Member, NameChange, Number, Placement

# More than that are shown to nobody: the name is too common to tell anything by itself.
MOST = 8


@dataclass(frozen=True)
class Known:
    """Somebody whom the person about to be entered may be, and why; `has_left`: out of the register that day."""

    member: int
    full_name: str
    birth: str
    cell: str
    why: str
    has_left: bool


def doubles(full_name: str, birth: PartialDate | None, cards: Sequence[str], day: date) -> list[Known]:
    """Whom the register knows already, those with the same card number first; at most `MOST`."""
    fold = names.fold(full_name)
    same_card = set(Number.unscoped.filter(value__in=[one for one in cards if one]).values_list("member", flat=True))
    wanted = Q(pk__in=same_card) | Q(fold=fold) | Q(pk__in=NameChange.unscoped.filter(fold=fold).values("member"))
    if birth is not None and birth.day:
        wanted |= Q(birth_on=birth.earliest(), birth_precision="d")
    found: list[tuple[int, Member, str]] = []
    people = list(Member.unscoped.filter(wanted, merged=None).order_by("sort_key", "pk"))
    formers = _formers(people)
    for one in people:
        rank, why = _why(one, one.fold, fold, birth, one.pk in same_card)
        for former, old in () if why else formers.get(one.pk, ()):
            rank, said = _why(one, old, fold, birth, same_card=False)
            why = f"{said} (tên cũ: {former})" if said else ""
            if why:
                break
        if why:
            found.append((rank, one, why))
    found.sort(key=lambda three: three[0])
    return _told(found[:MOST], day)


def _formers(people: Sequence[Member]) -> dict[int, list[tuple[str, str]]]:
    """{person: (former name, folded) of each name given up by decision}."""
    found: dict[int, list[tuple[str, str]]] = {}
    rows = NameChange.unscoped.filter(member__in=people).order_by("day")
    for member, former, fold in rows.values_list("member", "former", "fold"):
        found.setdefault(member, []).append((former, fold))
    return found


def _why(one: Member, known: str, fold: str, birth: PartialDate | None, same_card: bool) -> tuple[int, str]:
    """How near, 0 the nearest, and the sentence; no sentence for somebody who is another person. `known`: the name, or
    a former one, folded."""
    if same_card:
        return 0, "cùng số thẻ"
    if known != fold:
        near = sorted(known.split()) == sorted(fold.split()) or slips(known, fold, 1) <= 1
        return 3, "cùng ngày sinh, tên gần giống" if near else ""
    if birth is None or one.birth_on is None:
        return 2, "cùng họ tên, chưa đủ ngày sinh để phân biệt"
    born = PartialDate(one.birth_on.year, *_parts(one))
    return 1, "cùng họ tên, ngày sinh có thể là một" if _may_be_one(born, birth) else ""


def _parts(one: Member) -> tuple[int, ...]:
    assert one.birth_on is not None  # noqa: S101  (asked by the caller)
    return (one.birth_on.month, one.birth_on.day)[: {"d": 2, "m": 1, "y": 0}[one.birth_precision]]


def _may_be_one(known: PartialDate, birth: PartialDate) -> bool:
    """What both say agrees; or day and month stand the other way round; or one of the three was mistyped."""
    both = list(zip(_three(known), _three(birth), strict=True))
    said = [(a, b) for a, b in both if a and b]
    different = sum(a != b for a, b in said)
    swapped = known.year == birth.year and (known.day, known.month) == (birth.month, birth.day)
    return different == 0 or swapped or (len(said) == len(both) and different == 1)


def _three(day: PartialDate) -> tuple[int | None, int | None, int | None]:
    return day.year, day.month, day.day


def _told(found: list[tuple[int, Member, str]], day: date) -> list[Known]:
    members = [one.pk for _, one, _ in found]
    here = Placement.unscoped.on(day).official().filter(member__in=members, organisation__isnull=False)
    where = dict(here.values_list("member", "organisation"))
    cells = kept.full_names(where.values(), day)
    left = Departure.unscoped.on(day).filter(membership__member__in=members)
    gone = set(left.values_list("membership__member", flat=True))
    return [
        Known(one.pk, one.full_name, wording.birth(one), cells.get(where.get(one.pk, 0), ""), why, one.pk in gone)
        for _, one, why in found
    ]
