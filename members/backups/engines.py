"""Dumping and loading a whole database: SQLite by its own copy, PostgreSQL by pg_dump and pg_restore."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from members.errors import Refusal

Read = Callable[[], Any]
# What stands in the schema goes before a backup comes; extensions stay, a role may not make them again.
EMPTY_SCHEMA = """
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT oid::regclass AS name FROM pg_class
             WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') LOOP
    EXECUTE format('DROP TABLE IF EXISTS %s CASCADE', one.name);
  END LOOP;
  FOR one IN SELECT p.oid::regprocedure AS name FROM pg_proc p
             WHERE p.pronamespace = 'public'::regnamespace AND NOT EXISTS
             (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') LOOP
    EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', one.name);
  END LOOP;
END $$;
"""


def engine() -> str:
    return connection.vendor


def dump(to: Path, read: Read) -> Any:
    """Write the database as of one moment into `to`; answers what `read()` says of that same moment."""
    return _DUMPS[engine()](to, read)


def load(file: Path) -> None:
    """Put a dump in the place of everything the database holds, or leave it as it was. Raises Refusal."""
    connection.close()
    _LOADS[engine()](file)


def _dump_sqlite(to: Path, read: Read) -> Any:
    # One writer at a time: inside the transaction nobody else changes what is read and copied.
    with transaction.atomic():
        said = read()
        try:
            _copy_sqlite(to)
        except sqlite3.Error as error:
            raise Refusal(f"Không chép được cơ sở dữ liệu sang {to.parent.parent}: ổ đĩa đầy?") from error
    return said


def _copy_sqlite(to: Path) -> None:
    with closing(sqlite3.connect(to)) as copy, closing(sqlite3.connect(connection.settings_dict["NAME"])) as source:
        source.backup(copy)


def _load_sqlite(file: Path) -> None:
    to = Path(connection.settings_dict["NAME"])
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as source:
            if source.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise Refusal("Cơ sở dữ liệu trong tệp sao lưu bị hỏng.")
            to.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(to, timeout=20)) as target:
                # SQLite writes the copy in one transaction of its own: a power cut leaves the old pages.
                source.backup(target)
    except sqlite3.Error as error:
        raise Refusal("Không ghi được cơ sở dữ liệu từ tệp sao lưu.") from error


def _dump_postgresql(to: Path, read: Read) -> Any:
    """pg_dump sees the very snapshot in which the newest lines were read."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        said = read()
        _run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={to}")
    return said


def _load_postgresql(file: Path) -> None:
    script = file.with_suffix(".sql")
    _run("pg_restore", "--no-owner", f"--file={script}", str(file), connected=False)
    before = file.with_suffix(".before.sql")
    before.write_text(EMPTY_SCHEMA, encoding="utf-8")
    # One transaction: at the first error everything is as it was.
    _run("psql", "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1",
         f"--file={before}", f"--file={script}")  # fmt: skip


def _program(name: str) -> str:
    """The newest of the server's own programs, else the one in the path."""
    there = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: -float(path.parts[-3]))
    found = str(there[0]) if there else shutil.which(name)
    if found is None:
        raise Refusal(f"Không thấy chương trình {name}; cài gói postgresql-client.")
    return found


def _run(name: str, *arguments: str, connected: bool = True) -> None:
    said: dict[str, Any] = connection.get_connection_params() if connected else {}
    known = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password", "PGDATABASE": "dbname"}
    own = {variable: str(said[key]) for variable, key in known.items() if said.get(key)}
    command = [_program(name), *arguments]
    done = subprocess.run(command, env={**os.environ, **own}, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        # Its own words may hold values; the kind of failure is enough here.
        raise Refusal(
            f"Chương trình {name} không làm xong (mã {done.returncode}); xem chỗ trống của ổ đĩa và quyền của vai cơ "
            "sở dữ liệu."
        )


_DUMPS: dict[str, Callable[[Path, Read], Any]] = {"sqlite": _dump_sqlite, "postgresql": _dump_postgresql}
_LOADS: dict[str, Callable[[Path], None]] = {"sqlite": _load_sqlite, "postgresql": _load_postgresql}
