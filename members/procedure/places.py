"""Where a person is active: place, move, receive, temporarily elsewhere, correct a day."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from datetime import date
from typing import Any

from kit import names
from kit.calendar import print_day
from members import history
from members.errors import RuleBroken
from members.models import Decision, Departure, Member, Organisation, Placement, PlacementKind
from members.procedure import periods
from members.procedure.acting import (
    Paper,
    check_still_fits,
    lock_person,
    may_reach,
    paper,
    still,
    terms_of,
    verb,
    weigh,
)
from members.rights import Actor
from members.rules import facts as facts_rules
from members.rules import organisations as tree_rules
from members.rules import people as rules
from members.rules import places as place_rules
from members.rules.facts import Facts


def _check_takes(organisation: Organisation, since: date | None, until: date | None) -> None:
    tree_rules.check_takes_members(organisation, terms_of(organisation), since, until)


@verb("xếp vào chi bộ", about="person")
def place(
    member: Member,
    *,
    by: Actor,
    organisation: Organisation,
    day: date,
    decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> Placement:
    """A first place, or one for somebody who comes back from outside this register on `day`."""
    facts = lock_person(member, by=by, seen=seen, places=[organisation])
    may_reach(organisation, by=by)
    rules.check_not_after(day, by.day, field="day")
    gone = facts.departure_on(day)
    if gone is not None:
        rules.check_came_back(gone, day)
        history.change(gone, until=day)
        facts = facts.with_rows("departures", gone)
    membership = rules.check_present(facts, day)
    place_rules.check_one_place(facts, day)
    _check_takes(organisation, day, None)
    row = Placement(
        member=member, membership=membership, kind=PlacementKind.OFFICIAL, organisation=organisation, since=day
    )
    facts_rules.check_fits(facts, facts.with_rows("placements", row))
    return history.create(
        Placement, member=member, membership=membership, kind=PlacementKind.OFFICIAL, organisation=organisation,
        since=day, decision=paper(decision, begun_on=membership.admitted_on),
    )  # fmt: skip


@verb("chuyển sinh hoạt chính thức", about="person")
def move(
    member: Member,
    *,
    by: Actor,
    organisation: Organisation,
    day: date,
    let_go_on: date | None = None,
    received_on: date | None = None,
    decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> Placement:
    """Another official place from `day` on. With `let_go_on` and no `received_on` the person is on the way.

    A place that begins later stays: the new one lasts until then.
    """
    facts = lock_person(member, by=by, seen=seen, places=[organisation])
    may_reach(organisation, by=by)
    rules.check_not_after(day, by.day, field="day")
    membership = rules.check_present(facts, day)
    here = place_rules.check_move(facts.official_place_on(day), organisation.pk, day)
    place_rules.check_way(day, let_go_on, received_on)
    rules.check_since_admission(let_go_on, membership.admitted_on, field="let_go_on")
    rules.check_not_after(received_on, by.day, field="received_on")
    until = here.until
    following = next(
        (p for p in facts.placements if until is not None and p.kind == here.kind and p.since == until), None
    )
    if until is not None and following is not None and following.organisation_id == organisation.pk:
        raise RuleBroken(
            "arithmetic.same", f"Đã chuyển đến nơi này ngày {print_day(until)}; hãy sửa ngày đã ghi.", field="day"
        )
    _check_takes(organisation, day, until)
    proposed = Placement(
        member=member, membership=membership, kind=here.kind, organisation=organisation, since=day, until=until,
        let_go_on=let_go_on, received_on=received_on,
    )  # fmt: skip
    before = facts.as_they_are()
    here.until = day
    facts_rules.check_fits(before, facts.with_rows("placements", here, proposed))
    here.until = until
    history.change(here, until=day)
    return history.create(
        Placement, member=member, membership=membership, kind=here.kind, organisation=organisation, since=day,
        until=until, let_go_on=let_go_on, received_on=received_on,
        decision=paper(decision, begun_on=membership.admitted_on),
    )  # fmt: skip


@verb("tiếp nhận đảng viên chuyển đến", about="person")
def receive(member: Member, *, by: Actor, day: date, seen: int | None = None) -> Placement:
    """The new cell has received who was on the way."""
    facts = lock_person(member, by=by, seen=seen)
    rules.check_not_after(day, by.day, field="day")
    row = place_rules.check_waiting(facts, day)
    place_rules.check_way(row.since, row.let_go_on, day)
    return history.change(row, received_on=day)


@verb("chuyển sinh hoạt tạm thời", about="person")
def place_temporarily(
    member: Member,
    *,
    by: Actor,
    day: date,
    until: date | None = None,
    organisation: Organisation | None = None,
    outside: str = "",
    study: bool = False,
    decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> Placement:
    """Active elsewhere for a while, in a cell of this register or outside it; the place at home goes on."""
    facts = lock_person(member, by=by, seen=seen, places=[organisation])
    outside = names.clean(outside)
    if (organisation is None) == (not outside):
        raise RuleBroken("arithmetic.place", "Chọn chi bộ, hoặc ghi nơi ngoài đảng bộ.", field="organisation")
    rules.check_not_after(day, by.day, field="day")
    membership = rules.check_present(facts, day)
    place_rules.check_temporary(day, until, study=study)
    weigh(*place_rules.doubts_temporary(day, until, study=study))
    if organisation is not None:
        _check_takes(organisation, day, until)
    values = {
        "member": member, "membership": membership, "kind": PlacementKind.TEMPORARY, "organisation": organisation,
        "outside": outside, "since": day, "until": until,
    }  # fmt: skip
    facts_rules.check_fits(facts, facts.with_rows("placements", Placement(**values)))
    return history.create(Placement, **values, decision=paper(decision, begun_on=membership.admitted_on))


@verb("kết thúc sinh hoạt tạm thời", about="person")
def end_temporary(placement: Placement, *, by: Actor, day: date, seen: int | None = None) -> Placement:
    """Back at home from `day` on."""
    facts = lock_person(placement.member, by=by, seen=seen)
    rules.check_not_after(day, by.day, field="day")
    row = still(facts.placements, placement)
    if row.kind != PlacementKind.TEMPORARY:
        raise RuleBroken("arithmetic.place", "Đây là nơi sinh hoạt chính thức.", field="day")
    rules.check_ends(row, day)
    return history.change(row, until=day)


@verb("sửa nơi sinh hoạt", about="person", needs_reason=True)
def correct_placement(
    placement: Placement,
    *,
    by: Actor,
    since: Any = ...,
    until: Any = ...,
    organisation: Organisation | None = None,
    outside: str = "",
    let_go_on: Any = ...,
    received_on: Any = ...,
    decision: Any = ...,
    seen: int | None = None,
) -> Placement:
    """Other days, another cell or paper for a place. Official places touch: the one before ends and the one after
    begins on the corrected day too; so does the return of somebody who came back into this place.

    Refused, with the list, where what is known would no longer fit.
    """
    facts = lock_person(placement.member, by=by, seen=seen, places=[organisation], everywhere=True)
    before = facts.as_they_are()
    row = still(facts.placements, placement)
    if organisation is not None:
        may_reach(organisation, by=by)
    first, last = periods.given_or(since, row.since), periods.given_or(until, row.until)
    way = {"let_go_on": periods.given_or(let_go_on, row.let_go_on),
           "received_on": periods.given_or(received_on, row.received_on)}  # fmt: skip
    _check_days(facts, row, first, last, way, by.day)
    official = [one for one in facts.placements if one.kind == row.kind == PlacementKind.OFFICIAL]
    steps = periods.steps(row, official, first, last)
    values = {**way, **_where(row, official, organisation, names.clean(outside))}
    if first != row.since:
        values["assumed"] = False
    if decision is not ...:
        values["decision"] = paper(decision, begun_on=row.membership.admitted_on, instead_of=row.decision)
    paper_of = values.get("decision", row.decision)
    place_rules.check_not_lost(facts, row, first, came_from=bool(way["let_go_on"] or paper_of))
    steps.append((row, values))
    _check_shifted(facts, before, steps)
    back = _came_back(facts, row)
    periods.write(steps)
    if back is not None and first is not None and first != back.until:
        history.change(back, until=first)
    check_still_fits(row.member, before, field="since")
    return row


def _check_days(
    facts: Facts, row: Placement, since: date | None, until: date | None, way: dict[str, date | None], today: date
) -> None:
    """Corrected days of one place against each other, against today, and what a temporary stay is for."""
    rules.check_not_after(since, today, field="since")
    for name, day in way.items():
        rules.check_not_after(day, today, field=name)
        if day != getattr(row, name):
            rules.check_since_admission(day, row.membership.admitted_on, field=name)
    if row.kind == PlacementKind.OFFICIAL:
        rules.check_not_after(until, today, field="until")
    place_rules.check_leaves_no_gap(facts, row, until)
    introduced = way["let_go_on"]
    if (since, introduced) != (row.since, row.let_go_on) and since and introduced and since < introduced:
        raise RuleBroken("arithmetic.order", "Ngày chuyển không thể trước ngày giới thiệu.", field="since")
    place_rules.check_way(None if introduced else since, **way)
    if (until, way["received_on"]) != (row.until, row.received_on):
        place_rules.check_received(way["received_on"], until)
    if row.kind == PlacementKind.TEMPORARY and (since, until) != (row.since, row.until):
        weigh(*place_rules.doubts_temporary(since, until))


def _where(row: Placement, official: Sequence[Placement], to: Organisation | None, outside: str) -> dict[str, Any]:
    """Columns of another cell, or of another place outside the register for a temporary stay."""
    if to is not None and outside:
        raise RuleBroken("arithmetic.place", "Chọn chi bộ, hoặc ghi nơi ngoài đảng bộ.", field="organisation")
    if outside:
        if row.kind == PlacementKind.OFFICIAL:
            raise RuleBroken("arithmetic.place", "Nơi sinh hoạt chính thức là một chi bộ.", field="outside")
        return {"organisation": None, "outside": outside}
    if to is None:
        return {}
    if any(one is not None and one.organisation_id == to.pk for one in periods.neighbours(row, official)):
        raise RuleBroken("arithmetic.same", "Trùng với nơi sinh hoạt ngay trước hoặc sau đó.", field="organisation")
    return {"organisation": to, "outside": ""}


def _check_shifted(facts: Facts, before: Facts, steps: list[periods.Step]) -> None:
    """Refuse, before anything is written, what the database would refuse without a sentence."""
    proposed = periods.proposed(steps)
    for one in proposed:
        if one.organisation is not None:
            _check_takes(one.organisation, one.since, one.until)
    back = [copy(one) for one in facts.departures]
    for gone in back:
        for former, now in ((old, new) for new in proposed for old in facts.placements if old.pk == new.pk):
            if _returns(gone, former) and now.since is not None:
                rules.check_returned(gone.since, now.since)
                gone.until = now.since
    after = facts.with_rows("placements", *proposed).with_rows("departures", *back)
    facts_rules.check_fits(before, after, field="since")


def _returns(gone: Departure, place: Placement) -> bool:
    """The place in which somebody stood when he came back. Who was admitted again began anew: that day is the one of
    the admission, and is corrected there."""
    official = place.kind == PlacementKind.OFFICIAL and place.membership_id == gone.membership_id
    return official and gone.until is not None and gone.until == place.since


def _came_back(facts: Facts, row: Placement) -> Departure | None:
    return next((gone for gone in facts.departures if _returns(gone, row)), None)
