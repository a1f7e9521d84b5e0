"""Conditions in the form in which PostgreSQL thinks least about them: a page asks for few people, and planning its
statements takes longer than answering them.

They say what `Exists` and `__in` say. Of those PostgreSQL makes joins: each table more doubles the ways to be weighed,
and it may choose to read the whole of the other one.
"""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, F, Func, QuerySet, Subquery
from django.db.models.lookups import IsNull


def there_is(rows: QuerySet[Any], *, none: bool = False) -> IsNull:
    """Some of `rows` is there (or `none`): looked up for each row outside, of which there are few."""
    return IsNull(Subquery(rows.order_by().values("pk")[:1]), none)


class Among(Func):
    """The column at `path` is among the values of `rows`, few enough to be found first and kept as a list."""

    output_field = BooleanField()
    arg_joiner, template = " = ANY(ARRAY", "%(expressions)s)"

    def __init__(self, path: str, rows: QuerySet[Any]) -> None:
        super().__init__(F(path), Subquery(rows))

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, arg_joiner=" IN ", template="%(expressions)s", **context)
