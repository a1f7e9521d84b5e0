"""What was found on a sheet: the people, and every other row with what it was taken for."""

from dataclasses import dataclass, field
from typing import NamedTuple

from kit.reading.grid import Grid
from kit.reading.heads import Head
from kit.reading.people import Person
from kit.reading.rows import Kind, Why


class Unread(NamedTuple):
    """A row (or what stands in it beside a person) that may hold a person and was not read: what it says, and why."""

    number: int
    said: str
    why: Why


@dataclass
class Table:
    """What was found on a sheet. `columns`: fact → letter, or letters joined by "+" where it takes two; `said`: the
    same, and which of several values in a cell, as `recognise` takes it back. `grid` and `head` show where it stood.
    `corrected`: rows that are read as a person said, and `said_rows` what was said of them, by `rows.mark_of`."""

    sheet: str
    header_row: int
    columns: dict[str, str]
    unknown: list[tuple[str, str]]
    rows: list[Person] = field(default_factory=list)
    skipped: list[tuple[int, Kind]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    legacy: bool = False
    month_first: bool = False
    said: dict[str, str] = field(default_factory=dict)
    grid: Grid | None = None
    head: Head | None = None
    corrected: dict[int, Kind] = field(default_factory=dict)
    said_rows: dict[str, str] = field(default_factory=dict)
    # Of several files that are read together, the one in which it stands.
    file: str = ""
