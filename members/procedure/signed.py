"""Whether what an act has written makes the register say something else of a day for which figures were signed.

Only what was signed is asked about: who is placed where, official or on probation, exempt, away or here for a while,
and where an organisation stands, each on the day itself. An act that leaves that day as it was is none of this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from members import history, registry, tree
from members.history import GONE, NEW, SET
from members.models import Exemption, Membership, Placement, PlacementKind, Term, periods
from members.registry import SignedDay
from members.rules import signed as rules

Row = dict[str, Any]
Fact = tuple[Any, ...]


@dataclass(frozen=True)
class _Facts:
    """The facts of one table: the columns that decide, those of them that are days, and what a row says of a day."""

    model: Any
    columns: tuple[str, ...]
    days: tuple[str, ...]
    said: Callable[[Row, date], Fact | None]


def _period(*columns: str) -> Callable[[Row, date], Fact | None]:
    def said(row: Row, day: date) -> Fact | None:
        return tuple(row.get(name) for name in columns) if holds(row, day) else None

    return said


def _official(row: Row, day: date) -> Fact | None:
    since = day_of(row.get("official_on"))
    return (row["pk"], since is not None and since <= day)


PERIOD, BEGINNING = ("since", "until"), date.min
TABLES = {
    history.table_name(facts.model): facts
    for facts in (
        _Facts(Placement, ("member_id", "kind", "organisation_id", *PERIOD), PERIOD,
               _period("member_id", "kind", "organisation_id")),
        _Facts(Membership, ("official_on",), ("official_on",), _official),
        _Facts(Exemption, ("membership_id", *PERIOD), PERIOD, _period("membership_id")),
        _Facts(Term, ("organisation_id", "parent_id", *PERIOD), PERIOD, _period("organisation_id", "parent_id")),
    )
}  # fmt: skip


def check_reason(acts: Sequence[history.OpenAct]) -> None:
    """Ask for the reason of whatever among these acts changes what was signed and has none. Raises RuleBroken."""
    changes = [change for one in acts if not _has_reason(one) for change in one.changes if _decides(change)]
    if not changes:
        return
    reached = min(map(_begins, changes))
    days = [one for entry in registry.entries("signed").values() for one in entry(reached)]
    if not days:
        return
    both = _Both(changes)
    for day in sorted({one.day for one in days}):
        there = [one for one in days if one.day == day]
        touched = next(iter(_touched(both, day, there)), None)
        rules.check_reason(touched, tree.name_on(touched.organisation, day) if touched else "")


def _has_reason(one: history.OpenAct | None) -> bool:
    """Its own, or that of the act inside which it is done."""
    return one is not None and (bool(one.why) or _has_reason(one.inside))


def _decides(change: Mapping[str, Any]) -> bool:
    """A new spell alone places nobody; what stands beside the deciding columns changes no figure."""
    facts = TABLES.get(change["m"])
    if facts is None or (facts.model is Membership and change["op"] != SET):
        return False
    return not {*facts.columns}.isdisjoint(change["f"])


def _begins(change: Mapping[str, Any]) -> date:
    """The first day that this change may reach."""
    facts, said = TABLES[change["m"]], change["f"]
    since = said.get("since", ())
    if change["op"] != SET:
        return min(_known(since), default=BEGINNING)
    if None in since or {*said} & {*facts.columns} - {*facts.days}:
        return BEGINNING
    return min(day for name in facts.days for day in _known(said.get(name, ())))


def _known(values: Sequence[Any]) -> list[date]:
    return [day for day in map(day_of, values) if day is not None]


class _Both:
    """The rows that were written, as they are and as they were before, by table."""

    def __init__(self, changes: Sequence[Mapping[str, Any]]) -> None:
        self.after: dict[str, dict[int, Row]] = {}
        self.before: dict[str, dict[int, Row]] = {}
        for name, facts in TABLES.items():
            some = [change for change in changes if change["m"] == name]
            if some:
                rows = facts.model.unscoped.filter(pk__in={change["id"] for change in some})
                self.after[name] = {row["pk"]: row for row in rows.values("pk", *facts.columns)}
                self.before[name] = {pk: dict(row) for pk, row in self.after[name].items()}
                undo(self.before[name], some)

    def parted(self, day: date) -> Iterator[tuple[str, Fact]]:
        """(table, fact) of everything that holds on the day on one of both sides alone."""
        for name, facts in TABLES.items():
            sides = [
                {said for row in rows.get(name, {}).values() if (said := facts.said(row, day)) is not None}
                for rows in (self.before, self.after)
            ]
            for fact in sides[0] ^ sides[1]:
                yield name, fact


def _touched(both: _Both, day: date, signed: Sequence[SignedDay]) -> list[SignedDay]:
    """Those of `signed`, all of `day`, of whose people or organisations the register now says something else."""
    found, members = set[int](), set[int]()
    for name, fact in both.parted(day):
        if TABLES[name].model is Term:
            found.update(one for one in fact if one)
        elif TABLES[name].model is Placement:
            member, kind, organisation = fact
            found.update([organisation] if organisation else [])
            members.update([member] if kind == PlacementKind.TEMPORARY else [])
        else:
            members.update(Membership.unscoped.filter(pk=fact[0]).values_list("member", flat=True))
    homes = Placement.unscoped.official().on(day).filter(member__in=members)
    found.update(homes.values_list("organisation", flat=True))
    if not found:
        return []
    version = tree.version_for(day)
    ranges = tree.ranges_of({*found, *(one.organisation for one in signed)}, version)
    here = [ranges[pk].lo for pk in found if pk in ranges]
    return [
        one for one in signed
        if (own := ranges.get(one.organisation)) is not None and any(own.lo <= lo < own.hi for lo in here)
    ]  # fmt: skip


# --- rows as they were ---


def undo(rows: dict[int, Row], changes: Sequence[Mapping[str, Any]]) -> None:
    """The rows as they were before these changes, which are told in the order in which they were written."""
    for change in reversed(changes):
        pk, before = change["id"], {name: values[0] for name, values in change["f"].items()}
        if change["op"] == NEW:
            rows.pop(pk, None)
        elif change["op"] == GONE:
            rows[pk] = {"pk": pk, **before}
        elif change["op"] == SET and pk in rows:
            rows[pk].update(before)


def holds(row: Mapping[str, Any], day: date) -> bool:
    """Whether a row's period holds on the day: since is in, until is out."""
    since, until = day_of(row.get("since")), day_of(row.get("until"))
    return periods.holds(since, until, day)


def day_of(said: date | str | None) -> date | None:
    """A day as a row or as a line has it."""
    return date.fromisoformat(said) if isinstance(said, str) else said
