"""The hatch for tests: lift the triggers that keep the history, only in a database that a test runner made."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

PREFIX = "keep_"


class NotATestDatabase(RuntimeError):
    pass


def demand_test_database(connection: BaseDatabaseWrapper) -> None:
    """Raises NotATestDatabase unless Django's test runner made this database."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_database()")
            name = cursor.fetchone()[0]
        made_by_runner = name.startswith("test_")
    else:
        name = str(connection.settings_dict["NAME"])
        made_by_runner = "mode=memory" in name or name == ":memory:"
    if not made_by_runner:
        raise NotATestDatabase(f"{name} is no test database")


def triggers(connection: BaseDatabaseWrapper) -> list[tuple[str, str, str]]:
    """(name, table, statement that makes it; empty on PostgreSQL) of each keeping trigger."""
    if connection.vendor == "postgresql":
        query = """SELECT tgname, tgrelid::regclass::text, '' FROM pg_trigger
                   WHERE NOT tgisinternal AND starts_with(tgname, %s) ORDER BY 2, 1"""
    else:
        query = """SELECT name, tbl_name, sql FROM sqlite_master
                   WHERE type = 'trigger' AND instr(name, %s) = 1 ORDER BY 2, 1"""
    with connection.cursor() as cursor:
        cursor.execute(query, [PREFIX])
        return list(cursor.fetchall())


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """While inside, the history may be emptied. Raises NotATestDatabase before anything is touched."""
    demand_test_database(connection)
    found = triggers(connection)
    quote = connection.ops.quote_name
    on_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for name, table, _ in found:
            cursor.execute(
                f"ALTER TABLE {table} DISABLE TRIGGER {quote(name)}" if on_postgresql else f"DROP TRIGGER {quote(name)}"
            )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for name, table, statement in found:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {quote(name)}" if on_postgresql else statement)
