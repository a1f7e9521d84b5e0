"""What a rule is made of: how sure we are, versions with their days and sources, instruments, and the chain of sets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any


class Confidence(Enum):
    """How sure the number is. Only HIGH may refuse; the others warn. The value is what the screen says."""

    HIGH = "cao"
    MED = "vừa"
    LOW = "thấp"
    UNVERIFIED = "chưa kiểm chứng"

    @property
    def label(self) -> str:
        return self.value


@dataclass(frozen=True)
class Version:
    """What holds on the days [since, until): an int, Fraction, date, text or tuple of these; `until` None goes on."""

    value: Any
    since: date
    until: date | None
    citation: str
    confidence: Confidence
    note: str = ""

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Rule:
    """`words` is a format in which the screen writes the value, with its unit: "{} tháng"."""

    key: str
    title: str
    words: str
    versions: tuple[Version, ...]


@dataclass(frozen=True)
class Instrument:
    """A paper that sets rules, from the day it is in force. `note` belongs to each rule taken from it."""

    name: str
    since: date
    note: str = ""


@dataclass(frozen=True)
class Wording:
    """The value one instrument gives, the place in it, and how sure we are. `seen_in` where it was read elsewhere."""

    instrument: Instrument
    value: Any
    place: str
    confidence: Confidence
    note: str = ""
    seen_in: str = ""

    def until(self, end: date | None) -> Version:
        citation = f"{self.instrument.name}, {self.place}" if self.place else self.instrument.name
        note = " ".join(part for part in (self.note, self.instrument.note) if part)
        return Version(self.value, self.instrument.since, end, self.seen_in or citation, self.confidence, note)


def rule(key: str, title: str, words: str, *wordings: Wording) -> Rule:
    """A rule whose versions follow each other without a gap. `wordings` go from the oldest to the newest."""
    ends: list[date | None] = [*(one.instrument.since for one in wordings[1:]), None]
    return Rule(key, title, words, tuple(one.until(end) for one, end in zip(wordings, ends, strict=True)))
