"""Many people of one organisation go to another on one day, in a few statements, with a line for each of them.

Whoever stands there on that day or later goes along: counted, on the way, guests. Days before it stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from members import history
from members.history import OpenAct
from members.models import Decision, Member, Organisation, Placement, PlacementKind
from members.rules.facts import END, START


@dataclass
class Gone:
    """Who went: those counted, the guests who go on in the new place, and those whose stay ends because it would now be
    at home. Ids of persons."""

    counted: list[int] = field(default_factory=list)
    guests: list[int] = field(default_factory=list)
    home: list[int] = field(default_factory=list)

    def everybody(self) -> set[int]:
        return {*self.counted, *self.guests, *self.home}


@dataclass
class _Writing:
    """What is to be written, in an order in which nobody stands twice in between: what gets shorter first."""

    day: date
    to: Organisation
    decision: Decision | None
    shorter: list[tuple[Placement, dict[str, Any], OpenAct]] = field(default_factory=list)
    removed: list[tuple[Placement, OpenAct]] = field(default_factory=list)
    longer: list[tuple[Placement, dict[str, Any], OpenAct]] = field(default_factory=list)
    fresh: list[tuple[Placement, OpenAct]] = field(default_factory=list)

    def cut(self, row: Placement, act: OpenAct) -> None:
        """The place holds until the day; one that began only then, or later, is none."""
        if row.since is not None and row.since >= self.day:
            self.removed.append((row, act))
            return
        values: dict[str, Any] = {"until": self.day}
        if row.received_on is not None and row.received_on >= self.day:
            values["received_on"] = None
        self.shorter.append((row, values, act))

    def write(self) -> None:
        history.change_many(self.shorter)
        history.remove_many(self.removed)
        history.change_many(self.longer)
        history.create_many([row for row, _ in self.fresh], [act for _, act in self.fresh])


def standing_in(organisations: Iterable[int], day: date) -> Any:
    """Placements that hold there on that day or later."""
    return Placement.unscoped.filter(organisation__in=list(organisations)).after(day)


def go(
    organisation: Organisation,
    to: Organisation,
    *,
    day: date,
    decision: Decision | None,
    only: Iterable[int] | None = None,
    why: str = "",
) -> Gone:
    """Everybody (or those of `only`) goes from one organisation to the other. The people are locked already, and that
    the other takes members is asked by who calls.

    Somebody who went there by himself later simply came earlier; somebody who was a guest there is at home now.
    """
    leaving = standing_in([organisation.pk], day)
    members = sorted(set((leaving.filter(member__in=list(only)) if only is not None else leaving)
                         .values_list("member", flat=True)))  # fmt: skip
    places: dict[int, list[Placement]] = {pk: [] for pk in members}
    touching = Q(until__isnull=True) | Q(until__gte=day)
    rows = Placement.unscoped.filter(touching, member__in=members).select_related("membership")
    for row in rows.order_by("member", "since", "pk"):
        places[row.member_id].append(row)
    acts = history.begin_many("move", len(members))
    writing, gone = _Writing(day, to, decision), Gone()
    for member, act in zip(members, acts, strict=True):
        act.member, act.why = member, why
        act.touched[Member].add(member)
        _one(organisation, sorted(places[member], key=lambda row: row.since or START), act, writing, gone)
    writing.write()
    return gone


def _one(organisation: Organisation, rows: Sequence[Placement], act: OpenAct, writing: _Writing, gone: Gone) -> None:
    """One person: official places first, for whether a stay is one at home depends on them."""
    official = [row for row in rows if row.kind == PlacementKind.OFFICIAL]
    leaving = [row for row in official if _leaves(row, organisation, writing.day)]
    at_home = [(row.since or START, row.until or END) for row in official if row.organisation_id == writing.to.pk]
    at_home += [(max(row.since or START, writing.day), row.until or END) for row in leaving]
    member = act.member or 0
    if leaving:
        gone.counted.append(member)
        _carry(leaving, official, act, writing)
    for row in rows:
        if row.kind != PlacementKind.TEMPORARY or not _holds_from(row, writing.day):
            continue
        here, there = row.organisation_id == organisation.pk, row.organisation_id == writing.to.pk
        span = (max(row.since or START, writing.day), row.until or END)
        meets = any(since < span[1] and span[0] < until for since, until in at_home)
        if (here or there) and meets:
            writing.cut(row, act)
            gone.home.append(member)
        elif here:
            _carry([row], [one for one in rows if one.kind == row.kind], act, writing)
            gone.guests.append(member)
    if not leaving and member in gone.guests:
        act.verb = "place_temporarily"
    elif not leaving:
        act.verb = "end_temporary"


def _leaves(row: Placement, organisation: Organisation, day: date) -> bool:
    return row.organisation_id == organisation.pk and _holds_from(row, day)


def _holds_from(row: Placement, day: date) -> bool:
    """It holds on that day or later."""
    return row.until is None or row.until > day


def _carry(leaving: Sequence[Placement], rows: Sequence[Placement], act: OpenAct, writing: _Writing) -> None:
    """Each place from the day on is one in the other organisation; what touches one there already is one with it."""
    there = [one for one in rows if one.organisation_id == writing.to.pk]
    absorbed: dict[int, Placement] = {}
    for row in leaving:
        since = max(row.since or START, writing.day)
        before = next((one for one in there if one.until == since), None)
        after = next((one for one in there if row.until is not None and one.since == row.until), None)
        if before is not None:
            before = absorbed.get(before.pk, before)
        if before is None and after is None and row.since == since:
            writing.longer.append((row, {"organisation": writing.to}, act))
            continue
        writing.cut(row, act)
        if before is not None:
            writing.longer.append((before, {"until": after.until if after else row.until}, act))
            if after is not None:
                absorbed[after.pk] = before
                writing.removed.append((after, act))
        elif after is not None:
            # Somebody sent on from here to there has arrived: the way between the two is none any more.
            writing.longer.append((after, {"since": since, "let_go_on": None, "received_on": None}, act))
        else:
            writing.fresh.append((_continued(row, since, writing), act))


def _continued(row: Placement, since: date, writing: _Writing) -> Placement:
    """The same place in the other organisation. Who was on the way is so still, until he is received there."""
    on_the_way = row.let_go_on is not None and (row.received_on is None or row.received_on >= since)
    way = {"let_go_on": row.let_go_on, "received_on": row.received_on} if on_the_way else {}
    return Placement(
        member_id=row.member_id, membership_id=row.membership_id, kind=row.kind, organisation=writing.to, since=since,
        until=row.until, decision=writing.decision, **way,
    )  # fmt: skip
