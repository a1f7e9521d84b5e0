"""What stands in the left list and in the foot. Each app adds its own in `AppConfig.ready`."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

LIMIT = 8
Shown = Callable[[Any, datetime.date], bool]


def everybody(actor: Any, day: datetime.date) -> bool:
    return True


@dataclass(frozen=True)
class Entry:
    """`name` is a URL name; `names` are the URL names under which it is the present one;
    `shown(actor, day)` asks whether this actor (see `rights`) has it on that day."""

    label: str
    name: str
    order: int
    names: frozenset[str] = frozenset()
    shown: Shown = everybody
    foot: bool = False


@dataclass(frozen=True)
class Link:
    label: str
    href: str
    current: bool


_entries: dict[str, Entry] = {}


def add(entry: Entry) -> None:
    """Raises ValueError when the same page is entered twice."""
    if entry.name in _entries and _entries[entry.name] != entry:
        raise ValueError(f"Entry {entry.name} exists already")
    _entries[entry.name] = entry


def links(actor: Any, day: datetime.date, *, url_name: str, foot: bool = False) -> list[Link]:
    """The entries of an actor on `day`, in order; the one of `url_name` is the current one."""
    found = sorted((entry for entry in _entries.values() if entry.foot == foot), key=lambda entry: entry.order)
    return [
        Link(entry.label, reverse(entry.name), url_name == entry.name or url_name in entry.names)
        for entry in found
        if entry.shown(actor, day)
    ]
