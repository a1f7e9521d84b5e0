"""How a round stands, committee by committee and as a whole. Pure: every total is the sum of its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from reports.reconciliation.models import Kind, Reconciliation, Round, Standing
from reports.reconciliation.rules.rounds import State

# Who still has to do something about it.
OPEN = frozenset({Standing.WAIT, Standing.COMMITTEE, Standing.OFFICER})
# What a committee counts of itself in a light round, as the rows name it.
NOTED = ("total", "official", "probationary")
# So many of the committees with the most are named.
MOST = 3


@dataclass(frozen=True)
class Counts:
    """What was counted of one committee, or of several together.

    `cases`: {(kind, standing): differences, as the minutes count them: answered, or in the list that counts and not
    answered}. `listed`, `records`: people of the lists that count, and of our records on the closing day where a list
    came. `come_back`: differences that had stood in the round before. `overdue`: those whose papers should have come,
    `next_due` the first day on which papers are due.
    """

    cases: Counter[tuple[str, str]] = field(default_factory=Counter)
    listed: int = 0
    records: int = 0
    come_back: int = 0
    overdue: int = 0
    next_due: date | None = None

    def __add__(self, other: Counts) -> Counts:
        days = [one for one in (self.next_due, other.next_due) if one is not None]
        return Counts(
            self.cases + other.cases, self.listed + other.listed, self.records + other.records,
            self.come_back + other.come_back, self.overdue + other.overdue, min(days, default=None),
        )  # fmt: skip

    def of(self, kinds: Iterable[str] | None = None, standings: Iterable[str] | None = None) -> int:
        """Differences of these kinds that stand in one of these ways; all where nothing is said."""
        wanted, stands = (None if some is None else {str(one) for one in some} for some in (kinds, standings))
        return sum(
            number for (kind, standing), number in self.cases.items()
            if (wanted is None or kind in wanted) and (stands is None or standing in stands)
        )  # fmt: skip

    def by_kind(self) -> list[tuple[Kind, int]]:
        """Kinds that occur, the most first."""
        found = [(kind, self.of([kind])) for kind in Kind]
        return sorted((one for one in found if one[1]), key=lambda one: -one[1])

    @property
    def total(self) -> int:
        return self.cases.total()

    @property
    def open(self) -> int:
        return self.of(standings=OPEN)

    def per_hundred(
        self, kinds: Iterable[str] | None = None, standings: Iterable[str] | None = None
    ) -> float | None:  # fmt: skip
        """Differences for each hundred people of our records; None where no list has come."""
        return 100 * self.of(kinds, standings) / self.records if self.records else None


@dataclass(frozen=True)
class Line:
    """One committee: its row as read by `dated`, its name on the closing day (`short` within a row), how far it is,
    when its list is due, days late, its counts, and in a light round its numbers by kind (None before they come)."""

    row: Reconciliation
    name: str
    state: State
    due: date
    late: int
    counts: Counts
    numbers: dict[str, int] | None = None
    short: str = ""

    @property
    def is_received(self) -> bool:
        return self.state is not State.NOT_RECEIVED


@dataclass(frozen=True)
class Overview:
    """A round on a day. `before`: the round before it of the same kind, None where there is none."""

    round: Round
    day: date
    lines: Sequence[Line]
    before: int | None = None

    @cached_property
    def whole(self) -> Counts:
        return sum((one.counts for one in self.lines), Counts())

    @property
    def received(self) -> int:
        return sum(one.is_received for one in self.lines)

    @property
    def signed(self) -> int:
        return sum(one.state is State.SIGNED for one in self.lines)

    @property
    def late(self) -> list[Line]:
        """Who should have sent, the longest first."""
        return sorted((one for one in self.lines if one.late), key=lambda one: (-one.late, one.name))

    def numbers(self, kind: str) -> int:
        """What the committees of a light round count together."""
        return sum(one.numbers[kind] for one in self.lines if one.numbers is not None)

    def noted(self, line: Line | None) -> list[int | None]:
        """In a light round what a committee counts, or all of them together, in the order of `NOTED`; None for each
        before it came."""
        if line is None:
            return [self.numbers(kind) for kind in NOTED]
        return [None if line.numbers is None else line.numbers[kind] for kind in NOTED]

    def most(self, kind: str) -> list[tuple[Line, int]]:
        """The committees with the most differences of a kind."""
        found = [(one, one.counts.of([kind])) for one in self.lines]
        return sorted((one for one in found if one[1]), key=lambda one: (-one[1], one[0].name))[:MOST]
