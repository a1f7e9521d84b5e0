"""Many new rows of one table at once, as tuples: COPY on PostgreSQL, one prepared INSERT on SQLite.

A model instance for each row, with a check of each column, costs more than the database needs to write it. Only the
history calls this.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models


@contextmanager
def uncollected() -> Iterator[None]:
    """While hundreds of thousands of objects are made that all stay, Python does not look again and again which of them
    are garbage: a fifth of the time. The others of the process do without it for these seconds, too."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


# From so many rows on the database's picture of its tables is another one.
MANY = 500


def counted_anew(rows: int) -> None:
    """Called last in the transaction that wrote so many `rows` at once. PostgreSQL guesses from the counts it has made
    of its tables how to find an answer; until it counts again by itself, the first pages after an import would be
    looked for as in empty tables, which takes minutes. Who serves pages owns no table, so the counting is a procedure
    of the owner (members 0025)."""
    if rows >= MANY and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CALL count_members_anew()")


# The sequence is looked up once (OFFSET keeps that apart), not for each id.
NEW_IDS = """
SELECT nextval(sequence)
FROM (SELECT pg_get_serial_sequence(%s, %s)::regclass AS sequence OFFSET 0) AS own, generate_series(1, %s)
"""


class Table:
    """A table and the columns that are given; the others take the default of their field."""

    def __init__(self, model: type[models.Model], *columns: str) -> None:
        self.model, self.columns = model, columns
        fields = {field.attname: field for field in model._meta.concrete_fields}
        rest = {name: field.get_default() for name, field in fields.items() if name not in columns}
        # What is NULL where nothing is said need not be sent: so is the key that the database chooses.
        self._rest = {name: value for name, value in rest.items() if value is not None}
        self._fields = [fields[name] for name in (*columns, *self._rest)]

    def new_ids(self, count: int) -> list[int]:
        """Ids that no other row has or will get."""
        name, column = self.model._meta.db_table, self.model._meta.pk.column
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(NEW_IDS, [name, column, count])
                return [row[0] for row in cursor.fetchall()]
            # SQLite has one writer at a time: who is here is alone.
            cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s RETURNING seq", [count, name])
            found = cursor.fetchone()
            if found is None:
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, count])
            last = found[0] if found else count
            return list(range(last - count + 1, last + 1))

    def write(self, rows: Iterable[Sequence[Any]], ids: Sequence[int] | None = None) -> None:
        """Rows in the order of the columns, each under its id (the database's own choice when none are given).

        Raises django.db's errors as any other write.
        """
        quote, rest = connection.ops.quote_name, tuple(self._rest.values())
        fields = self._fields if ids is None else [self.model._meta.pk, *self._fields]
        names = [quote(str(field.column)) for field in fields]
        if ids is None:
            whole: Any = ((*row, *rest) for row in rows)
        else:
            whole = ((pk, *row, *rest) for pk, row in zip(ids, rows, strict=True))
        into = f"{quote(self.model._meta.db_table)} ({', '.join(names)})"
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                # As it is held in memory: neither side writes or reads each day and number as text.
                statement = f"COPY {into} FROM STDIN (FORMAT binary)"
                with connection.wrap_database_errors, cursor.copy(statement) as copy:
                    copy.set_types([str(field.cast_db_type(connection)).partition("(")[0] for field in fields])
                    for row in whole:
                        copy.write_row(row)
            else:
                signs = ", ".join(["%s"] * len(names))
                cursor.executemany(f"INSERT INTO {into} VALUES ({signs})", whole)  # noqa: S608
