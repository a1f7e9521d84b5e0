"""Marks by which a person, and what is said of one, is known again from one list to the next."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from kit import names
from members import comparing
from members.comparing import Listed, Record


def digest(said: Any) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def who(row: Listed | None, record: Record | None) -> list[Any]:
    """What stays of a person from one list to the next: the record, else the name and what is known beside it."""
    if record is not None:
        return ["record", record.member.pk]
    return [] if row is None else _described(row.person)


def _described(person: Any) -> list[Any]:
    return ["row", names.fold(person.name), iso(person.birth), sorted(person.numbers)]


def iso(day: Any) -> str:
    known = comparing.known(day)
    return known.iso() if known else ""


def subject_of(member: int) -> str:
    """What holds together the points of somebody whom the committee sees."""
    return digest(["record", member])


def named(name: str) -> str:
    """Of whoever has no record here: the name alone, for when the rest is written otherwise."""
    return digest(["name", names.fold(name)])


def marks_of(row: Listed | None, record: Record | None) -> Iterator[str]:
    """All marks under which a point about this person may have been kept."""
    if record is not None:
        yield subject_of(record.member.pk)
        yield digest(_described(record.person))
    if row is not None:
        yield digest(_described(row.person))
