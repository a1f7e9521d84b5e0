"""Conditions in the form in which PostgreSQL thinks least about them: a page asks for few people, and planning its
statements takes longer than answering them.

They say what `Exists` and `__in` say. Of those PostgreSQL makes joins: each table more doubles the ways to be weighed,
and it may choose to read the whole of the other one.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, Subquery, TextField, Value
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


class _Listed(Func):
    output_field = TextField()
    template = "(SELECT unnest(%(expressions)s::text[]))"


def one_of(path: str, values: Collection[str]) -> Q:
    """The text at `path` is one of many `values`. PostgreSQL would ask an index of threes of letters once for each, and
    after many rows were written read all that is not sorted into it yet each time: a second for five hundred. It is
    given them as a table instead, which it holds against the other."""
    if connection.vendor != "postgresql":
        return Q((f"{path}__in", values))
    return Q((f"{path}__in", _Listed(Value(list(values)))))


class Among(Func):
    """The column at `path` is among the values of `rows`, few enough to be found first and kept as a list."""

    output_field = BooleanField()
    arg_joiner, template = " = ANY(ARRAY", "%(expressions)s)"

    def __init__(self, path: str, rows: QuerySet[Any]) -> None:
        super().__init__(F(path), _Few(rows))

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, arg_joiner=" IN ", template="%(expressions)s", **context)
