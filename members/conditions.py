"""Conditions in the form in which PostgreSQL thinks least about them: a page asks for few people, and planning its
statements takes longer than answering them.

They say what `Exists` and `__in` say. Of those PostgreSQL makes joins: each table more doubles the ways to be weighed,
and it may choose to read the whole of the other one.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from django.apps import apps
from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.db.models import BigIntegerField, BooleanField, F, Func, Q, QuerySet, Subquery, TextField, Value
from django.db.models.lookups import IsNull


class _Few(Subquery):
    """Known beforehand to be empty, it makes its condition false instead of an empty value."""

    empty_result_set_value = NotImplemented


class _IsNone(IsNull):
    """Of rows that are known beforehand not to be there it is true."""

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        try:
            return super().as_sql(compiler, connection)
        except EmptyResultSet:
            if self.rhs:
                raise FullResultSet from None
            raise


def there_is(rows: QuerySet[Any], *, none: bool = False) -> _IsNone:
    """Some of `rows` is there (or `none`): looked up for each row outside, of which there are few."""
    return _IsNone(_Few(rows.order_by().values("pk")[:1]), none)


class _Many(Func):
    """Many values handed over as one: an array, on SQLite as JSON."""

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="(SELECT value FROM json_each(%(expressions)s))", **context)


class _Texts(_Many):
    output_field = TextField()
    template = "(SELECT unnest(%(expressions)s::text[]))"


class _Keys(_Many):
    output_field = BigIntegerField()
    template = "(SELECT unnest(%(expressions)s::bigint[]))"


def one_of(path: str, values: Collection[str]) -> Q:
    """The text at `path` is one of many `values`. PostgreSQL would ask an index of threes of letters once for each, and
    after many rows were written read all that is not sorted into it yet each time: a second for five hundred. It is
    given them as a table instead, which it holds against the other."""
    return _listed(path, _Texts, values)


def one_of_keys(path: str, keys: Collection[int]) -> Q:
    """The key at `path` is one of many: said as one value instead of hundreds, which takes longer to write and to read
    than to answer."""
    return _listed(path, _Keys, keys)


def _listed(path: str, made: type[Func], values: Collection[Any]) -> Q:
    many = list(values)
    return Q((f"{path}__in", made(Value(many if connection.vendor == "postgresql" else json.dumps(many)))))


class _AnyOf(Func):
    output_field = BooleanField()
    arg_joiner, template = " = ANY(", "%(expressions)s::bigint[])"


def any_of(path: str, keys: Collection[int]) -> Q:
    """The key at `path` is one of some hundred `keys`, handed over as one array: among the other conditions of a page
    it is no table more to plan with, which `one_of_keys`, for thousands, is."""
    if connection.vendor != "postgresql":
        return Q((f"{path}__in", keys))
    return Q(_AnyOf(F(path), Value(list(keys))))


def in_ranges(path: str, version: int | None, ranges: Iterable[tuple[int, int]]) -> Q:
    """The condition that the organisation at `path` ("" for itself) has its number in one of the ranges [lo, hi).

    A set of organisations, not a join: the planner has two tables less to think about, and nothing is met twice.
    """
    wanted = Q(pk__in=[])
    for lo, hi in ranges:
        wanted |= Q(lo__gte=lo, lo__lt=hi)
    places = apps.get_model("members", "TreePlace").objects.filter(wanted, version=version)
    return Q(**{f"{path or 'pk'}__in": places.values("organisation")})


class Among(Func):
    """The column at `path` is among the values of `rows`, few enough to be found first and kept as a list."""

    output_field = BooleanField()
    arg_joiner, template = " = ANY(ARRAY", "%(expressions)s)"

    def __init__(self, path: str, rows: QuerySet[Any]) -> None:
        super().__init__(F(path), _Few(rows))

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, arg_joiner=" IN ", template="%(expressions)s", **context)


class Spaced(Func):
    """A text with a space before it, so that each of its words begins behind one: to ask how some word begins is then
    one condition, which an index of threes of letters answers together with those of the other words."""

    output_field = TextField()
    template = "(' ' || %(expressions)s)"
