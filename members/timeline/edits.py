"""Where a fact is corrected, ended or taken off, by who may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from members import rights

# The verbs one has on each organisation of which the person holds an office: its own part decides, not the person's.
Offices = Mapping[int, frozenset[str]]


@dataclass(frozen=True)
class Edit:
    """Where a fact is corrected, or its correction proposed, and the words that say which."""

    href: str = ""
    words: str = "Sửa"


NO_EDIT = Edit()


def edit_of(may: frozenset[str], verb: str, url: str, pk: int, field: str = "") -> Edit:
    """The form of a correction, or of its proposal, with the field it should begin at."""
    at = f"#id_{field}" if field else ""
    if verb in may:
        return Edit(reverse(url, args=[pk]) + at)
    if rights.asking(verb) in may:
        return Edit(reverse(url.replace("correct-", "propose-"), args=[pk]) + at, "Đề nghị sửa")
    return NO_EDIT


def end_of(may: frozenset[str], verb: str, url: str, row: Any) -> str:
    """Where something that goes on is ended."""
    return reverse(url, args=[row.pk]) if verb in may and row.until is None else ""


def off_of(may: frozenset[str], verb: str, row: Any) -> str:
    """Where what was noted of the wrong person is taken off."""
    return reverse(verb.replace("_", "-"), args=[row.pk]) if verb in may else ""
