"""Tables whose rows are only added: no row changes or goes (the function stands in members 0003). On SQLite a change of
a table's columns or constraints makes it anew and loses its triggers: `again` sets them once more."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

MESSAGE = "history is only added to"


def _postgres(tables: Sequence[str]) -> Iterator[str]:
    for table in tables:
        yield (
            f"CREATE TRIGGER keep_{table} BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION keep_refuse()"
        )
        yield (
            f"CREATE TRIGGER keep_{table}_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION keep_refuse()"
        )
    yield (
        "DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'web') THEN "
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {', '.join(tables)} FROM web; END IF; END $$"
    )


def _sqlite(tables: Sequence[str]) -> Iterator[str]:
    for table in tables:
        for event in ("update", "delete"):
            yield (
                f"CREATE TRIGGER keep_{table}_{event} BEFORE {event.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )


def kept(tables: Sequence[str]) -> Callable[[Any, Any], None]:
    """Forward: these tables are only added to."""

    def forward(apps: Any, schema_editor: Any) -> None:
        for sql in (_postgres if schema_editor.connection.vendor == "postgresql" else _sqlite)(tables):
            schema_editor.execute(sql)

    return forward


def again(tables: Sequence[str]) -> Callable[[Any, Any], None]:
    """Forward and back: what SQLite has lost stands once more."""

    def either(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            for table in tables:
                for event in ("update", "delete"):
                    schema_editor.execute(f"DROP TRIGGER IF EXISTS keep_{table}_{event}")
            for sql in _sqlite(tables):
                schema_editor.execute(sql)

    return either


def free(tables: Sequence[str]) -> Callable[[Any, Any], None]:
    """Back: they are tables like others."""

    def back(apps: Any, schema_editor: Any) -> None:
        for table in tables:
            if schema_editor.connection.vendor == "postgresql":
                schema_editor.execute(f"DROP TRIGGER keep_{table} ON {table}")
                schema_editor.execute(f"DROP TRIGGER keep_{table}_truncate ON {table}")
            else:
                for event in ("update", "delete"):
                    schema_editor.execute(f"DROP TRIGGER keep_{table}_{event}")

    return back
