"""The chain: each line of the history, and each seal of looks, carries what the one before it said."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from members.models import Act

GENESIS = "0" * 64
# An encoder that is kept: json.dumps makes one for each line.
_said = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def digest_of(salt: str, body: str) -> str:
    return hashlib.sha256(f"{salt}\n{body}".encode()).hexdigest()


def seal_of(line: Act) -> str:
    """Everything a line says except its values, which are in it by their digest."""
    return sealed(
        line.previous, line.number, instant(line.at), line.verb, line.account_id, line.actor, line.for_organisation_id,
        line.member_id, line.organisation_id, line.inside, line.digest,
    )  # fmt: skip


def instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def sealed(*said: Any) -> str:
    return hashlib.sha256(_said(said).encode()).hexdigest()


def lock(name: str, *, shared: bool = False) -> None:
    """One writer at a time at the end of a chain; `shared`: many at a time, while nobody has it alone. SQLite's
    immediate transactions already are one at a time."""
    if connection.vendor == "postgresql":
        how = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
        key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:7], "big")
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {how}(%s)", [key])
