"""What people were called on a past day: a list says the name that held then, and stands in its order.

Few people change their name: who did since that day is asked by itself (`formers`), everybody else is called as today.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from members import scope
from members.models import Member, NameChange


@dataclass(frozen=True, slots=True)
class Former:
    """The name somebody bore on a day, and its place in the order of names."""

    name: str
    sort_key: str


def is_past(day: date) -> bool:
    """Whether somebody may have been called otherwise: a change that has not come is not entered."""
    return day < scope.current().day


def formers(day: date, members: Iterable[int] | None = None) -> dict[int, Former]:
    """{person: the name on `day`} of those who have changed it since; of the whole part of the viewer, or of these."""
    if not is_past(day):
        return {}
    rows = NameChange.objects.after(day)
    if members is not None:
        rows = rows.filter(member__in=list(members))
    return earliest(rows.values_list("member", "day", "former", "sort_key"))


def earliest(rows: Iterable[tuple[int, date, str, str]]) -> dict[int, Former]:
    """Of changes (person, day, former name, its key), all after one day: the former name of each person's first."""
    found: dict[int, Former] = {}
    for member, _, name, key in sorted(rows, key=lambda row: row[1]):
        found.setdefault(member, Former(name, key))
    return found


def name_on(member: Member, day: date) -> str:
    """What one person was called that day."""
    former = formers(day, [member.pk]).get(member.pk)
    return former.name if former else member.full_name


def say(members: Iterable[Member], known: dict[int, Former]) -> None:
    """Put the names of the day on rows that are only read: whatever shows them says the name that held then."""
    for member in members:
        if (former := known.get(member.pk)) is not None:
            member.full_name, member.sort_key = former.name, former.sort_key


def order(known: dict[int, Former], day: date, path: str = "member") -> Any:
    """The key by which rows stand in the order of the names of `day`; the plain column where nobody is in `known`."""
    if not known:
        return F(f"{path}__sort_key")
    first = NameChange.unscoped.after(day).filter(member=OuterRef(path)).order_by("day")
    return Coalesce(Subquery(first.values("sort_key")[:1]), F(f"{path}__sort_key"))
