"""An office of its own for a test that kills: a database, folders and programs that really run beside the test."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

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
        made = Office(folder, f"sqlite:///{folder / 'register.sqlite3'}")
        made.manage("migrate", "-v0")
        yield made
        return
    own, name = settings.DATABASES["default"], f"kill_{uuid.uuid4().hex[:12]}"
    where = f"host={own['HOST'] or own['OPTIONS'].get('host', '')} user={own['USER']} dbname=postgres"
    with psycopg.connect(where, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    try:
        made = Office(folder, os.environ["DATABASE_URL"].replace("/register?", f"/{name}?"))
        made.manage("migrate", "-v0")
        yield made
    finally:
        _drop(where, name)


def _drop(where: str, name: str) -> None:
    """The server's own cleaner may be at work there, whom nobody but its owner may end: it is done in a moment."""
    for tries_left in range(TRIES, -1, -1):
        try:
            with psycopg.connect(where, autocommit=True) as server:
                server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
                return
        except psycopg.errors.InsufficientPrivilege:
            if not tries_left:
                raise
            time.sleep(0.5)
