"""Where sessions are kept: a row of our own, which says whose it is, so that the sessions of an account can be told
and ended. What a session holds is Django's."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

if TYPE_CHECKING:
    from members.models import Account

SIGNED_IN, LAST_SEEN, ADDRESS = "signed_in_at", "last_seen_at", "address"


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> Any:
        # The middleware knows this module before there are tables.
        return apps.get_model("members", "SignIn")

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        row.account_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return row


@dataclass(frozen=True)
class Open:
    """One session that goes on: `mark` names it to a page, which never learns its key."""

    mark: str
    address: str
    signed_in: datetime
    last_seen: datetime


def mark_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def open_of(account: Account, at: datetime) -> list[Open]:
    """The sessions of an account that have not ended by `at`, newest first."""
    found = []
    for row in apps.get_model("members", "SignIn").objects.filter(account=account, expire_date__gt=at):
        said = row.get_decoded()
        if not {SIGNED_IN, LAST_SEEN} <= said.keys():
            continue
        begun, seen = (datetime.fromtimestamp(said[name], UTC) for name in (SIGNED_IN, LAST_SEEN))
        if at - seen < timedelta(minutes=settings.IDLE_MINUTES):
            found.append(Open(mark_of(row.session_key), str(said.get(ADDRESS, "")), begun, seen))
    return sorted(found, key=lambda one: one.signed_in, reverse=True)
