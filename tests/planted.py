"""Rows that migrations planted, kept in memory and put back after a test that emptied every table."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

Rows = dict[str, tuple[list[str], Sequence[Sequence[Any]]]]

# Django writes its own tables again whenever it empties them.
WRITTEN_BY_DJANGO = ("django_", "auth_")


def read(connection: BaseDatabaseWrapper) -> Rows:
    """Table → (columns, rows) of every table of ours that is not empty."""
    kept: Rows = {}
    models = apps.get_models(include_auto_created=True)
    tables = {model._meta.db_table for model in models if model._meta.managed and not model._meta.proxy}
    with connection.cursor() as cursor:
        for table in sorted(tables):
            if table.startswith(WRITTEN_BY_DJANGO):
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = cursor.fetchall()
            if rows:
                kept[table] = ([column[0] for column in cursor.description], rows)
    return kept


def write(connection: BaseDatabaseWrapper, kept: Rows) -> None:
    """Foreign keys are checked at the end of the transaction, so the order of tables does not matter."""
    quote = connection.ops.quote_name
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for table, (columns, rows) in kept.items():
            names = ", ".join(quote(column) for column in columns)
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({places})", rows)
        # Their keys are taken: the next row gets one behind them.
        models = [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in kept]
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
