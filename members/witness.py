"""Number and hash of the newest line, kept in a file outside the database, so that a cut tail is seen."""

from __future__ import annotations

import fcntl
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from members.models import Register


def path() -> Path:
    """One file for each register, known by its mark: a fresh database has a fresh witness."""
    mark = Register.objects.values_list("mark", flat=True).get()
    return Path(settings.WITNESS_DIR) / f"{mark}.json"


def read() -> dict[str, Any] | None:
    """What the witness says, None when there is none yet. Raises OSError or ValueError when it can't be read."""
    file = path()
    return json.loads(file.read_text()) if file.exists() else None


def renew(newest: dict[str, list[Any]]) -> None:
    """Begin the witness again from these lines, {chain: [number, seal]}: after a restore, which leaves its own line."""
    file = path()
    file.parent.mkdir(parents=True, exist_ok=True)
    with (file.parent / f"{file.stem}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        fresh = file.with_suffix(".new")
        fresh.write_text(json.dumps({name: {"number": one[0], "seal": one[1]} for name, one in newest.items()}))
        fresh.replace(file)


def keep_after_commit(chain: str, number: int, seal: str) -> None:
    transaction.on_commit(lambda: keep(chain, number, seal))


def keep(chain: str, number: int, seal: str) -> None:
    """Write the newest line of a chain; an older one never replaces a newer one (commits overtake each other)."""
    file = path()
    file.parent.mkdir(parents=True, exist_ok=True)
    with (file.parent / f"{file.stem}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        said = json.loads(file.read_text()) if file.exists() else {}
        if said.get(chain, {}).get("number", 0) >= number:
            return
        said[chain] = {"number": number, "seal": seal}
        fresh = file.with_suffix(".new")
        fresh.write_text(json.dumps(said))
        fresh.replace(file)
