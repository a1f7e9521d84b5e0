"""Throw-away databases: an empty one and sample districts, made once by the project's own commands and copied."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path

DAY = "2026-06-30"
_numbers = count(1)


@dataclass(frozen=True)
class Database:
    """`kind` is "postgresql" or "sqlite"; the folder holds what belongs to it outside (witness, SQLite's file)."""

    kind: str
    name: str
    folder: Path

    def environment(self) -> dict[str, str]:
        url = f"sqlite:///{self.folder / 'db.sqlite3'}"
        if self.kind == "postgresql":
            url = os.environ["BENCH_CLUSTER"].replace("/register?", f"/{self.name}?")
        return {
            "DATABASE_URL": url, "REGISTER_VAR": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "config.settings.desk", "SAMPLE_DATA": "0",
        }  # fmt: skip

    def copy(self) -> Database:
        made = Database(self.kind, f"copy{next(_numbers)}", scratch() / f"copy-{self.kind}-{next(_numbers)}")
        shutil.copytree(self.folder, made.folder)
        if self.kind == "postgresql":
            _sql(f'CREATE DATABASE "{made.name}" TEMPLATE "{self.name}"')
        return made

    def drop(self) -> None:
        if self.kind == "postgresql":
            # The server's own housekeeping may be in it, which only its owner sends away.
            _sql(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)', user="postgres")
        shutil.rmtree(self.folder, ignore_errors=True)

    def vacuum(self) -> None:
        """What PostgreSQL's own housekeeping does within a minute of an import."""
        if self.kind == "postgresql":
            _sql("VACUUM ANALYZE", self.name)

    def manage(self, *arguments: str) -> None:
        """Raises CalledProcessError when the command fails."""
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(command, env={**os.environ, **self.environment()}, check=True, capture_output=True)


def scratch() -> Path:
    return Path(os.environ["BENCH_SCRATCH"])


@cache
def empty(kind: str) -> Database:
    made = Database(kind, "empty", scratch() / f"empty-{kind}")
    made.folder.mkdir(parents=True)
    if kind == "postgresql":
        _sql('CREATE DATABASE "empty"')
    made.manage("migrate", "--verbosity", "0")
    return made


@cache
def district(kind: str, members: int) -> Database:
    """A sample district with an account for each role (`make_sample_district --demo`)."""
    made = empty(kind).copy()
    made.manage("make_sample_district", "--members", str(members), "--seed", "7", "--day", DAY, "--demo")
    made.vacuum()
    return made


def _sql(statement: str, name: str = "postgres", user: str = "app") -> None:
    import psycopg
    from psycopg.conninfo import make_conninfo

    url = os.environ["BENCH_CLUSTER"]
    host = url.partition("?host=")[2]
    with psycopg.connect(make_conninfo(host=host, user=user, dbname=name), autocommit=True) as connection:
        connection.execute(statement)
