"""All numbers of a year of admissions, of each line and of the whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from admissions.models import RecognitionKind, StepKind, Target
from admissions.procedure.targets import counting
from admissions.rules import probation
from admissions.rules.way import STAGES
from admissions.rules.year import WAITS, Left
from kit.calendar import last_of_month, same_day_later
from members.models import Placement

from . import people
from .files import Taken, Wait, filed, followed, taken, taken_after, waits, waits_after
from .places import Places, places_on

A_YEAR = 12
OPEN, ADMITTED, RECOGNISED = "dang-xet", "ket-nap", "cong-nhan"
# Before a step in the key of a number: who waits for it, who did it.
AWAITED, DONE = "cho", "buoc"
# Before a step of the recognition there: some are called as those of the admission are.
AFTER = "cn-"
# What is counted over the period; everything else stands on its last day.
FLOWS: dict[str, Callable[[date, date], QuerySet[Placement]]] = {
    ADMITTED: people.admitted, RECOGNISED: people.recognised,
}  # fmt: skip
# {figure: {line: number}}
Numbers = dict[str, Counter[int]]


class Stage(NamedTuple):
    """One step: how many files did it in the period, in how many days on average; how many wait for it at the end, for
    how many days on average by then."""

    kind: StepKind | RecognitionKind
    done: int
    days: float | None
    waiting: int
    waited: float | None

    @property
    def key(self) -> str:
        """In the key of its numbers."""
        return f"{AFTER}{self.kind}" if isinstance(self.kind, RecognitionKind) else str(self.kind)


@dataclass(frozen=True)
class Year:
    """From `since` to `day`, both in. `before`: the same from `earlier_since` to `earlier`, a year before; `stages`,
    `after`: of the admission, of the recognition; `targets`: of the year of `day`, empty where the period is not of one
    year."""

    since: date
    day: date
    earlier_since: date
    earlier: date
    places: Places
    now: Numbers
    before: Numbers
    targets: dict[int, Target]
    stages: list[Stage]
    after: list[Stage]
    left: Counter[Left]

    @property
    def has_targets(self) -> bool:
        return self.since == date(self.day.year, 1, 1)

    def target_of(self, line: int) -> int | None:
        return self.targets[line].number if line in self.targets else None

    @property
    def target(self) -> int | None:
        """Of all lines that were given one; None where none was."""
        given = [self.target_of(line.organisation) for line in self.places.lines]
        known = [one for one in given if one is not None]
        return sum(known) if known else None


def year_of(since: date, day: date) -> Year:
    """Raises ValueError unless since ≤ day. As many questions for many files, people and places as for few."""
    if day < since:
        raise ValueError("an empty period")
    places, files = places_on(day), filed(day, since)
    waiting, after = waits(files), followed(day, since)
    earlier_since, earlier = same_day_later(since, -A_YEAR), _a_year_before(day)
    return Year(
        since=since, day=day, earlier_since=earlier_since, earlier=earlier, places=places,
        now=_numbers(waiting, since, day, places),
        before=_numbers(waits(filed(earlier)), earlier_since, earlier, places),
        targets=counting(day.year, day) if since == date(day.year, 1, 1) else {},
        stages=_stages((one.kind for one in STAGES), waiting, taken(files, since, day), day),
        after=_stages(
            (one.kind for one in probation.STAGES), waits_after(after, day), taken_after(after, since, day), day),
        left=Counter(one.left for one in people.probationers(day)),
    )  # fmt: skip


def _a_year_before(day: date) -> date:
    """The same day of the year before; of the last of a month the last of that month."""
    earlier = same_day_later(day, -A_YEAR)
    return last_of_month(earlier) if day == last_of_month(day) else earlier


def _numbers(waiting: Sequence[Wait], since: date, day: date, places: Places) -> Numbers:
    """Where a file or a person belongs is asked of the tree of `places`, also for a year before."""
    found: Numbers = defaultdict(Counter)
    for one in waiting:
        for key in (OPEN, WAITS[one.kind]):
            found[key][places.line_of(one.cell)] += 1
    for key, rows in FLOWS.items():
        counted: Iterable[Any] = rows(since, day).order_by().values_list("organisation").annotate(Count("pk"))
        for cell, many in counted:
            found[key][places.line_of(cell)] += many
    return found


def _stages(
    kinds: Iterable[StepKind | RecognitionKind], waiting: Sequence[Wait], done: Sequence[Taken], day: date
) -> list[Stage]:  # fmt: skip
    """Each step that was done or is waited for, in their order."""
    stages = []
    for kind in kinds:
        took = [one.days for one in done if one.kind == kind]
        here = [one for one in waiting if one.kind == kind]
        waited = [(day - one.since).days for one in here if one.since is not None]
        if took or here:
            stages.append(Stage(kind, len(took), _average(took), len(here), _average(waited)))
    return stages


def _average(days: Sequence[int]) -> float | None:
    return sum(days) / len(days) if days else None
