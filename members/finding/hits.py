"""What a search answers: people found so far, each once, why, and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from django.db.models import OuterRef, QuerySet, Subquery

from members import kept, wording
from members.models import Member, Placement

# Of a person who is found.
SHOWN = ("full_name", "other_names", "fold", "other_fold", "sort_key", "birth_on", "birth_precision")


class How(Enum):
    """Why somebody is among the hits, as the screen says it."""

    EXACT = "Đúng chữ đã gõ"
    NUMBER = "Theo số"
    MARKS = "Cùng chữ, khác dấu"
    NEAR = "Gần giống, có thể gõ nhầm"


@dataclass(frozen=True, slots=True)
class Hit:
    """`number` is the number by which somebody was found, masked but for its end; `former` the name given up by
    decision by which."""

    member: int
    full_name: str
    other_names: str
    cell: str
    birth: str
    how: How
    number: str = ""
    former: str = ""


@dataclass
class Found:
    """Hits in order; `more` when there are others beyond the limit; `meant` when the keys typed were read as Telex
    or VNI without an input method; `begin_so` when only whose full name begins so was looked for; `nothing` when no
    letter and no digit was typed; `bare` is what was looked for where signs were typed that no name has."""

    hits: list[Hit] = field(default_factory=list)
    more: bool = False
    meant: str = ""
    begin_so: bool = False
    nothing: bool = False
    bare: str = ""

    def by_how(self) -> list[tuple[str, list[Hit]]]:
        groups = ((how.value, [hit for hit in self.hits if hit.how is how]) for how in How)
        return [(title, hits) for title, hits in groups if hits]


class Gathered:
    """Members found so far, each once, in the order in which they were found. `stands`: the official cell on that day
    of those who were asked for together with it."""

    def __init__(self, limit: int, day: date) -> None:
        self.limit, self.day, self.more = limit, day, False
        self.people: dict[int, tuple[Member, How, str]] = {}
        self.formers: dict[int, str] = {}
        self.stands: dict[int, int | None] = {}

    @property
    def room(self) -> int:
        return self.limit - len(self.people)

    def asked(self, rows: QuerySet[Member], *also: str) -> list[Member]:
        """The first of the rows by name, one more than there is room for, each with its cell: one statement."""
        cell = Subquery(_official(self.day).filter(member=OuterRef("pk")).values("organisation")[:1])
        found = rows.only(*SHOWN, *also).annotate(stands=cell).order_by("sort_key", "pk")[: self.room + 1]
        people = list(found)
        self.stands.update((one.pk, one.stands) for one in people)
        return people

    def take(
        self, rows: QuerySet[Member], how: Callable[[Member], How], first: Callable[[Member], int] = lambda one: 0
    ) -> None:
        """As many of the rows as there is room for, by name; of these, the ones with the least `first` stand first."""
        if not self.more:
            wanted = rows.exclude(pk__in=list(self.people)) if self.people else rows
            self.put(self.asked(wanted), how, first)

    def put(
        self, found: Sequence[Member], how: Callable[[Member], How], first: Callable[[Member], int] = lambda one: 0
    ) -> None:
        """The same of people who were read, who stand in the order of names and are not among those found before."""
        room = self.room
        self.more = len(found) > room
        for one in sorted(found[:room], key=first):
            self.people[one.pk] = (one, how(one), "")

    def hits(self) -> list[Hit]:
        cells, ways = self._cells(), list(How)
        return [
            Hit(
                one.pk,
                one.full_name,
                one.other_names,
                cells.get(one.pk, ""),
                wording.birth(one),
                how,
                number,
                self.formers.get(one.pk, ""),
            )
            for one, how, number in sorted(self.people.values(), key=lambda found: ways.index(found[1]))
        ]

    def _cells(self) -> dict[int, str]:
        stands = {pk: self.stands[pk] for pk in self.people if pk in self.stands}
        return _called(stands, self.day) | cells_of((pk for pk in self.people if pk not in stands), self.day)


def cells_of(members: Iterable[int], day: date) -> dict[int, str]:
    """The official cell of each on that day, by its short name."""
    members = list(members)
    rows = _official(day).filter(member__in=members)
    return _called(dict(rows.values_list("member", "organisation")) if members else {}, day)


def _official(day: date) -> QuerySet[Placement]:
    return Placement.of_people.on(day).official()


def _called(stands: dict[int, int | None], day: date) -> dict[int, str]:
    """{person: short name of the cell}, of people and the cells in which they stand."""
    where = {member: organisation for member, organisation in stands.items() if organisation is not None}
    short = kept.short_names(where.values(), day) if where else {}
    return {member: short.get(organisation, "") for member, organisation in where.items()}
