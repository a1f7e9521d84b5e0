"""An office of its own for a test that kills: a database, folders and programs that really run beside the test."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection

from tests.house.source import ROOT

# A cleaner of the server at work is done within seconds.
TRIES = 20


@dataclass
class Office:
    """Programs are started with nothing of the test's own database."""

    folder: Path
    database: str

    @property
    def around(self) -> dict[str, str]:
        own = {"DATABASE_URL": self.database, "REGISTER_VAR": str(self.folder)}
        kept = {name: value for name, value in os.environ.items() if name != "WEB_DATABASE_URL"}
        return kept | own | {"DJANGO_SETTINGS_MODULE": "config.settings.test"}

    def start(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *words], cwd=ROOT, env=self.around, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, *words: str) -> tuple[int, str]:
        """Exit code (negative: killed by that signal) and what was said."""
        program = self.start(*words)
        said, refused = program.communicate(timeout=300)
        return program.returncode, said + refused

    def manage(self, *words: str) -> str:
        """A command that has to succeed."""
        code, said = self.run("manage.py", *words)
        assert code == 0, said
        return said

    def ask(self, code: str) -> str:
        """What some lines of Python print, with the whole register open."""
        opened = (
            "import datetime; from django.utils import timezone; from members import *; "
            "from members import figures, jobs, printing, procedure, rights, scope; from members.models import *; "
            "today = timezone.localdate(); "
        )
        return self.manage("shell", "--no-imports", "-c", opened + code).strip()


@contextmanager
def office(folder: Path) -> Iterator[Office]:
    """On the kind of database that the test itself runs on, with the tables made and nothing in them."""
    if connection.vendor != "postgresql":
        shutil.copy(_laid_file(), folder / "register.sqlite3")
        yield Office(folder, f"sqlite:///{folder / 'register.sqlite3'}")
        return
    name = _named()
    with _server() as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{_laid_database()}"')
    try:
        yield Office(folder, _address(name))
    finally:
        _drop(name)


@cache
def _laid_file() -> Path:
    """The tables, made once: to make them takes longer than most of what is done in an office."""
    folder = Path(tempfile.mkdtemp(prefix="office."))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Office(folder, f"sqlite:///{folder / 'register.sqlite3'}").manage("migrate", "-v0")
    return folder / "register.sqlite3"


@cache
def _laid_database() -> str:
    """The same on PostgreSQL, in a database that is copied."""
    name = _named()
    with _server() as server:
        server.execute(f'CREATE DATABASE "{name}"')
    atexit.register(_drop, name)
    with tempfile.TemporaryDirectory(prefix="office.") as folder:
        Office(Path(folder), _address(name)).manage("migrate", "-v0")
    return name


def _named() -> str:
    return f"kill_{uuid.uuid4().hex[:12]}"


def _address(name: str) -> str:
    return os.environ["DATABASE_URL"].replace("/register?", f"/{name}?")


def _server() -> psycopg.Connection[Any]:
    own = settings.DATABASES["default"]
    where = f"host={own['HOST'] or own['OPTIONS'].get('host', '')} user={own['USER']} dbname=postgres"
    return psycopg.connect(where, autocommit=True)


def _drop(name: str) -> None:
    """The server's own cleaner may be at work there, whom nobody but its owner may end: it is done in a moment."""
    for tries_left in range(TRIES, -1, -1):
        try:
            with _server() as server:
                server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
                return
        except psycopg.errors.InsufficientPrivilege:
            if not tries_left:
                raise
            time.sleep(0.5)
