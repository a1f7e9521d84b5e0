"""One database is migrated for all who run tests side by side, in a process of its own while they collect; each takes a
copy. Migrating takes longer than collecting, and was done as often as there are who run.

Where something goes wrong here nothing is lost: whoever finds no copy migrates as ever.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import django
import pytest
from django.db import DatabaseError, connection
from django.test.utils import setup_databases

FOLDER = "REGISTER_MIGRATED_ONCE"
# Longer than it ever takes: only a process that was killed says nothing.
PATIENCE_SECONDS = 120


def begin(config: pytest.Config) -> None:
    """Starts it, once for all: nothing where one alone runs, or where the server would keep the copy's source."""
    alone = not config.getoption("numprocesses", None)
    if alone or hasattr(config, "workerinput"):
        return
    if connection.vendor == "postgresql" and not config.getoption("reuse_db"):
        return
    folder = os.environ[FOLDER] = tempfile.mkdtemp(prefix="migrated-", dir=os.environ["REGISTER_VAR"])
    migrating = subprocess.Popen([sys.executable, "-m", "tests.migrated_once", folder], cwd=config.rootpath)

    def end() -> None:
        migrating.wait()
        shutil.rmtree(folder, ignore_errors=True)

    config.add_cleanup(end)


def _write(folder: Path) -> None:
    """In a process of its own: the source of all copies, and its name in `ready`; where that fails, `failed`."""
    try:
        django.setup()
        setup_databases(verbosity=0, interactive=False, keepdb=True)
        source = str(connection.settings_dict["NAME"])
        if connection.vendor == "sqlite":
            source = str(folder / "source.sqlite3")
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [source])
        connection.close()
        (folder / "writing").write_text(source, encoding="utf-8")
        (folder / "writing").rename(folder / "ready")
    except BaseException:
        (folder / "failed").touch()
        raise


def _source() -> str:
    """Name or path of what is copied; "" where there is none."""
    if not (named := os.environ.get(FOLDER)) or "PYTEST_XDIST_WORKER" not in os.environ:
        return ""
    folder, until = Path(named), time.monotonic() + PATIENCE_SECONDS
    while not (folder / "ready").exists():
        if (folder / "failed").exists() or time.monotonic() > until:
            return ""
        time.sleep(0.05)
    return (folder / "ready").read_text(encoding="utf-8")


@contextmanager
def copied() -> Iterator[None]:
    """The database of whoever runs here is there and migrated before Django looks for it."""
    if not (source := _source()):
        yield
    elif connection.vendor == "sqlite":
        # In memory it is there as long as somebody is connected to it.
        with closing(sqlite3.connect(source)) as one, closing(_in_memory()) as own:
            one.backup(own)
            yield
    else:
        name = connection.creation._get_test_db_name()
        quote = connection.ops.quote_name
        try:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {quote(name)} TEMPLATE {quote(source)}")
        except DatabaseError as error:
            # One of an earlier run is brought up to date as ever.
            if "already exists" not in str(error):
                raise
        yield


def _in_memory() -> sqlite3.Connection:
    return sqlite3.connect(connection.creation._get_test_db_name(), uri=True)


if __name__ == "__main__":
    _write(Path(sys.argv[1]))
