"""The one door to rows.

A scoped manager answers only inside an opened scope, and only with rows of the viewer's part. Who may open which
scope is decided in `rights.py`; this file knows no tables, so that every model can import it.

Three widths, because a name on a list is less than a person's page:
`TREE`   organisations themselves;
`LISTS`  who stood where (placements, and the facts printed beside a name on a list);
`PEOPLE` a person's own page, search and edit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from members.conditions import Among, any_of, in_ranges, there_is

TREE, LISTS, PEOPLE = "tree", "lists", "people"
WIDTHS = (TREE, LISTS, PEOPLE)


class ScopeMissing(RuntimeError):
    """A query was asked while no scope was open: a mistake of the program, never of the user."""


@dataclass(frozen=True)
class Range:
    """Organisations whose number in the tree index is in [lo, hi)."""

    lo: int
    hi: int


# One place for the conditions of equal scopes, one request after another.
_made: Callable[..., dict[Any, Any]] = lru_cache(maxsize=128)(lambda *scope: {})


@dataclass(frozen=True)
class Scope:
    """What may be read. `day` is today as the door saw it; `version` the tree index of that day.

    `mark` is the state of the tree as this request has read it (see `members/kept.py`); empty: nothing is kept.
    `whole` widths need no range: the whole register. `leavers` are the people who have left whom the
    district officer has opened with a purpose; None for commands of the office, which see all of them.
    """

    day: date
    version: int | None = None
    mark: str = ""
    whole: frozenset[str] = frozenset()
    ranges: dict[str, tuple[Range, ...]] = field(default_factory=dict)
    leavers: frozenset[int] | None = frozenset()
    # To put conditions together takes longer than to ask.
    made: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        made = _made(self.day, self.version, self.whole, tuple(self.ranges.items()), self.leavers)
        object.__setattr__(self, "made", made)

    def once(self, key: Any, make: Callable[[], Any]) -> Any:
        """What `make` answers in this scope, made once. Conditions alone, never a row: they serve the next one too."""
        if key not in self.made:
            self.made[key] = make()
        return self.made[key]

    def mine(self, width: str, path: str) -> Q | None:
        """The condition that an organisation at `path` is mine; None when no condition is needed."""
        if width in self.whole:
            return None
        ranges = ((one.lo, one.hi) for one in self.ranges.get(width, ()))
        condition: Q = self.once((width, path), lambda: in_ranges(path, self.version, ranges))
        return condition

    def holds(self, width: str, lo: int) -> bool:
        """The organisation with that number in today's tree is mine."""
        return width in self.whole or any(one.lo <= lo < one.hi for one in self.ranges.get(width, ()))

    def shuts(self, width: str) -> bool:
        """Nothing of this width may be read."""
        return width not in self.whole and not self.ranges.get(width)

    def as_wide(self, width: str, other: str) -> bool:
        """The one reaches as far as the other."""
        return width in self.whole or (other not in self.whole and self.ranges.get(width) == self.ranges.get(other))

    def all_as(self, width: str) -> Scope:
        """The same, as wide in everything as it is in `width`."""
        whole = frozenset(WIDTHS) if width in self.whole else frozenset[str]()
        return replace(self, whole=whole, ranges=dict.fromkeys(WIDTHS, self.ranges.get(width, ())))

    def mine_within(self, width: str, path: str, place: Place) -> Q:
        """The condition that it stood in that place and is mine, without what the place says already."""
        here = place.holds(path)
        inside = place.version == self.version and any(
            one.lo <= place.range.lo and place.range.hi <= one.hi for one in self.ranges.get(width, ())
        )
        mine = None if inside else self.mine(width, path)
        somewhere = Q(**{f"{path}__isnull": False}) if path else Q()
        return (here if mine is None else here & mine) or somewhere


@dataclass(frozen=True)
class Place:
    """Where an organisation and everything under it stands in one version of the tree. `everything`: in the whole.
    `named`: the organisations in it one by one, where a question is quicker so."""

    version: int
    range: Range
    organisation: int
    depth: int = 0
    everything: bool = False
    named: tuple[int, ...] = ()

    def holds(self, path: str) -> Q:
        """The condition that the organisation at `path` is in this place. A cell is itself: nothing to look up."""
        if self.everything:
            return Q()
        if self.named:
            return any_of(path or "pk", self.named)
        if self.range.hi - self.range.lo == 1:
            return Q(**{path or "pk": self.organisation})
        return in_ranges(path, self.version, [(self.range.lo, self.range.hi)])


_current: ContextVar[Scope | None] = ContextVar("scope", default=None)


def current() -> Scope:
    scope = _current.get()
    if scope is None:
        raise ScopeMissing("Truy vấn khi chưa mở phạm vi")
    return scope


def forget_mark() -> None:
    """From here on in this request the tree is another one: nothing kept under its mark is used."""
    scope = _current.get()
    if scope is not None and scope.mark:
        _current.set(replace(scope, mark=""))


def mark() -> str:
    """The state of the tree that this request has read, "" where none was."""
    scope = _current.get()
    return scope.mark if scope else ""


@contextmanager
def opened(scope: Scope) -> Iterator[Scope]:
    """Everything inside reads through `scope`; scopes do not add up, the innermost counts."""
    token = _current.set(scope)
    try:
        yield scope
    finally:
        _current.reset(token)


def whole_register(day: date) -> Scope:
    """For commands and jobs of the office itself, which say for whom they act."""
    return Scope(day=day, whole=frozenset(WIDTHS), leavers=None)


def wider(day: date) -> Scope:
    """The same within a request, with the tree as the request has read it."""
    return replace(whole_register(day), mark=mark())


class OrganisationRows(models.Manager[Any]):
    """Rows that belong to an organisation at `path` ("" for the organisation itself)."""

    # On the class, because Django makes managers of reverse relations without arguments.
    path = ""
    width = TREE

    def get_queryset(self) -> models.QuerySet[Any]:
        condition = current().mine(self.width, self.path)
        rows = super().get_queryset()
        return rows if condition is None else rows.filter(condition)

    def within(self, place: Place) -> models.QuerySet[Any]:
        """Rows of mine whose organisation stood in that place."""
        return super().get_queryset().filter(current().mine_within(self.width, self.path, place))


class WholeRows(OrganisationRows):
    """Rows about the register as a whole: for who opens everybody in it, and nobody else."""

    width = PEOPLE

    def get_queryset(self) -> models.QuerySet[Any]:
        rows = models.Manager.get_queryset(self)
        return rows if self.width in current().whole else rows.none()


class PersonRows(models.Manager[Any]):
    """Persons one may open: in my part today, on the way to or from it, or guests there.

    Who has left is not among them unless the officer opened that person with a purpose; a record that was merged
    into another never is.
    """

    def get_queryset(self) -> models.QuerySet[Any]:
        return self._once("all", lambda left: ~Exists(left.filter(membership__member=OuterRef("pk"))))

    def few(self) -> models.QuerySet[Any]:
        """The same rows, for a question that few of them answer: whoever has left is looked up for each."""
        spells = apps.get_model("members", "Membership").unscoped.filter(member=OuterRef(OuterRef("pk"))).values("pk")
        return self._once("few", lambda left: Q(there_is(left.filter(Among("membership", spells)), none=True)))

    def _once(self, what: str, not_among: Callable[[models.QuerySet[Any]], Any]) -> models.QuerySet[Any]:
        key = (type(self), self.model, self._db, what)
        rows: models.QuerySet[Any] = current().once(key, lambda: self._rows(not_among))
        return rows.all()

    def _rows(self, not_among: Callable[[models.QuerySet[Any]], Any]) -> models.QuerySet[Any]:
        scope = current()
        # Whoever was merged into another record is found as that one. A short list to be looked up: joined, it would
        # tempt the database to walk all persons in the order of their ids.
        merged = apps.get_model("members", "Merge").unscoped.values("absorbed")
        rows = super().get_queryset().exclude(pk__in=merged)
        departures = apps.get_model("members", "Departure")
        if scope.leavers is not None:
            gone = not_among(departures.unscoped.on(scope.day))
            rows = rows.filter(gone | Q(pk__in=scope.leavers) if scope.leavers else gone)
        placements = apps.get_model("members", "Placement")
        condition = scope.mine(PEOPLE, "organisation")
        if condition is None:
            return rows
        here = placements.unscoped.with_claim(scope.day).filter(condition, member=OuterRef("pk"))
        return rows.filter(Exists(here))

    def opened_and_gone(self, members: Iterable[int]) -> tuple[set[int], set[int]]:
        """Of these persons: (who may be opened, who has left and may not). The same as the rows above, asked for a few
        in one statement that is quick to plan."""
        scope, members = current(), list(members)
        departures = apps.get_model("members", "Departure").unscoped.on(scope.day)
        spells = apps.get_model("members", "Membership").unscoped.filter(member__in=members)
        ended = spells.filter(there_is(departures.filter(membership=OuterRef("pk"))))
        left = ended.values_list("member", models.Value(0))
        mine = scope.mine(PEOPLE, "organisation")
        if mine is None:
            rows = [*left, *((pk, 1) for pk in members)]
        else:
            placements = apps.get_model("members", "Placement").unscoped.with_claim(scope.day, among=members)
            claims = placements.filter(mine).values_list("member", models.Value(1))
            rows = list(left.union(claims, all=True))
        gone = {pk for pk, is_mine in rows if not is_mine}
        gone = set() if scope.leavers is None else gone - scope.leavers
        return {pk for pk, is_mine in rows if is_mine} - gone, gone


class FactRows(models.Manager[Any]):
    """Facts of a person at `path`: of everyone who stands or stood in an organisation of mine."""

    path = "member"

    def get_queryset(self) -> models.QuerySet[Any]:
        condition = current().mine(LISTS, "organisation")
        rows = super().get_queryset()
        if condition is None:
            return rows
        placements = apps.get_model("members", "Placement")
        stood = placements.unscoped.filter(condition, member=OuterRef(self.path))
        return rows.filter(Exists(stood))


class OpenedFactRows(FactRows):
    """Facts of persons whose page one may open, and of nobody else."""

    def get_queryset(self) -> models.QuerySet[Any]:
        rows = models.Manager.get_queryset(self)
        return rows.filter(**{f"{self.path}__in": apps.get_model("members", "Member").objects.all()})


class PairRows(models.Manager[Any]):
    """Rows about two persons, `first` and `second`, both of whom one may open."""

    def get_queryset(self) -> models.QuerySet[Any]:
        opened = apps.get_model("members", "Member").objects.all()
        return super().get_queryset().filter(first__in=opened, second__in=opened)


class EitherRows(PairRows):
    """Rows about two persons of whom one may open at least one: of the other the reader is told nothing."""

    def get_queryset(self) -> models.QuerySet[Any]:
        opened = apps.get_model("members", "Member").objects.all()
        return models.Manager.get_queryset(self).filter(Q(first__in=opened) | Q(second__in=opened))


def organisation_rows(
    path: str, width: str = TREE, words: type[models.QuerySet[Any]] | None = None
) -> OrganisationRows:
    """A scoped manager of rows whose organisation is at `path`, with the queryset's own words."""
    base = OrganisationRows.from_queryset(words) if words else OrganisationRows
    return type("ScopedRows", (base,), {"path": path, "width": width})()


def fact_rows(path: str = "member", words: type[models.QuerySet[Any]] | None = None) -> FactRows:
    """A scoped manager of facts whose person is at `path`, with the queryset's own words."""
    base = FactRows.from_queryset(words) if words else FactRows
    return type("ScopedFacts", (base,), {"path": path})()
