"""The one door to rows.

A scoped manager answers only inside an opened scope, and only with rows of the viewer's part. Who may open which
scope is decided in `rights.py`; this file knows no tables, so that every model can import it.

Three widths, because a name on a list is less than a person's page:
`TREE`   organisations themselves;
`LISTS`  who stood where (placements, and the facts printed beside a name on a list);
`PEOPLE` a person's own page, search and edit.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

TREE, LISTS, PEOPLE = "tree", "lists", "people"
WIDTHS = (TREE, LISTS, PEOPLE)


class ScopeMissing(RuntimeError):
    """A query was asked while no scope was open: a mistake of the program, never of the user."""


@dataclass(frozen=True)
class Range:
    """Organisations whose number in the tree index is in [lo, hi)."""

    lo: int
    hi: int


@dataclass(frozen=True)
class Scope:
    """What may be read. `day` is today as the door saw it; `version` the tree index of that day.

    `whole` widths need no range: the whole register. `leavers` are the people who have left whom the
    district officer has opened with a purpose; None for commands of the office, which see all of them.
    """

    day: date
    version: int | None = None
    whole: frozenset[str] = frozenset()
    ranges: dict[str, tuple[Range, ...]] = field(default_factory=dict)
    leavers: frozenset[int] | None = frozenset()

    def mine(self, width: str, path: str) -> Q | None:
        """The condition that an organisation at `path` is mine; None when no condition is needed."""
        if width in self.whole:
            return None
        prefix = f"{path}__" if path else ""
        wanted = Q(pk__in=[])
        for one in self.ranges.get(width, ()):
            wanted |= Q(**{f"{prefix}tree_places__lo__gte": one.lo, f"{prefix}tree_places__lo__lt": one.hi})
        return Q(**{f"{prefix}tree_places__version": self.version}) & wanted


_current: ContextVar[Scope | None] = ContextVar("scope", default=None)


def current() -> Scope:
    scope = _current.get()
    if scope is None:
        raise ScopeMissing("Truy vấn khi chưa mở phạm vi")
    return scope


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


class OrganisationRows(models.Manager[Any]):
    """Rows that belong to an organisation at `path` ("" for the organisation itself)."""

    # On the class, because Django makes managers of reverse relations without arguments.
    path = ""
    width = TREE

    def get_queryset(self) -> models.QuerySet[Any]:
        condition = current().mine(self.width, self.path)
        rows = super().get_queryset()
        return rows if condition is None else rows.filter(condition)


class PersonRows(models.Manager[Any]):
    """Persons one may open: in my part today, on the way to or from it, or guests there.

    Who has left is not among them unless the officer opened that person with a purpose.
    """

    def get_queryset(self) -> models.QuerySet[Any]:
        scope = current()
        rows = super().get_queryset()
        departures = self.model._meta.apps.get_model("members", "Departure")
        if scope.leavers is not None:
            gone = departures.unscoped.on(scope.day).filter(membership__member=OuterRef("pk"))
            rows = rows.filter(~Exists(gone) | Q(pk__in=scope.leavers) if scope.leavers else ~Exists(gone))
        placements = self.model._meta.apps.get_model("members", "Placement")
        condition = scope.mine(PEOPLE, "organisation")
        if condition is None:
            return rows
        here = placements.unscoped.with_claim(scope.day).filter(condition, member=OuterRef("pk"))
        return rows.filter(Exists(here))


class FactRows(models.Manager[Any]):
    """Facts of a person at `path`: of everyone who stands or stood in an organisation of mine."""

    path = "member"

    def get_queryset(self) -> models.QuerySet[Any]:
        condition = current().mine(LISTS, "organisation")
        rows = super().get_queryset()
        if condition is None:
            return rows
        placements = self.model._meta.apps.get_model("members", "Placement")
        stood = placements.unscoped.filter(condition, member=OuterRef(self.path))
        return rows.filter(Exists(stood))


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
