"""Where a person is active: place, move, receive, temporarily elsewhere, correct a day."""

from __future__ import annotations

from copy import copy
from datetime import date
from typing import Any

from kit import names
from kit.calendar import print_day
from members import history
from members.errors import RuleBroken
from members.models import Decision, Member, Organisation, Placement, PlacementKind
from members.procedure.acting import Paper, lock_person, may_reach, paper, still, terms_of, verb, weigh
from members.rights import Actor
from members.rules import facts as facts_rules
from members.rules import organisations as tree_rules
from members.rules import people as rules
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
    rules.check_one_place(facts, day)
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
    here = rules.check_move(facts.official_place_on(day), organisation.pk, day)
    rules.check_way(day, let_go_on, received_on)
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
        member=member, membership=membership, kind=here.kind, organisation=organisation, since=day, until=until
    )
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
    waiting = [p for p in facts.placements if p.let_go_on is not None and p.received_on is None]
    if not waiting:
        raise RuleBroken("arithmetic.once", "Không có giấy giới thiệu nào đang chờ tiếp nhận.", field="day")
    # The newest by its own day: days may have been entered out of order.
    row = max(waiting, key=lambda one: one.since or date.min)
    rules.check_way(row.since, row.let_go_on, day)
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
    rules.check_temporary(day, until, study=study)
    weigh(*rules.doubts_temporary(day, until, study=study))
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


@verb("sửa ngày sinh hoạt", about="person", needs_reason=True)
def correct_placement(
    placement: Placement,
    *,
    by: Actor,
    since: date | None = None,
    organisation: Organisation | None = None,
    seen: int | None = None,
) -> Placement:
    """This place began on another day, or was another cell. The official place before it ends on the new day too.

    Refused, with the list, where what is known later would no longer fit.
    """
    facts = lock_person(placement.member, by=by, seen=seen, places=[organisation], everywhere=True)
    before = facts.as_they_are()
    row = still(facts.placements, placement)
    if organisation is not None:
        may_reach(organisation, by=by)
    where, day = organisation or row.organisation, since or row.since
    rules.check_not_after(day, by.day, field="since")
    if where is not None:
        _check_takes(where, day, row.until)
    if row.kind == PlacementKind.TEMPORARY and day != row.since:
        weigh(*rules.doubts_temporary(day, row.until))
    earlier = _joined_before(facts, row)
    rules.check_start(row, earlier, day)
    if earlier is not None and where is not None and earlier.organisation_id == where.pk:
        raise RuleBroken("arithmetic.same", "Trùng với nơi sinh hoạt ngay trước đó.", field="organisation")
    steps = _shift(row, earlier, day)
    if organisation is not None:
        steps.append((row, {"organisation": organisation, "outside": ""}))
    _check_shifted(facts, before, steps)
    for one, values in steps:
        history.change(one, **values)
    return row


def _check_shifted(facts: Facts, before: Facts, steps: list[tuple[Placement, dict[str, Any]]]) -> None:
    """Refuse, before anything is written, what the database would refuse without a sentence."""
    proposed = {one.pk: copy(one) for one, _ in steps}
    for one, values in steps:
        for name, value in values.items():
            setattr(proposed[one.pk], name, value)
    for one in proposed.values():
        if one.organisation is not None:
            _check_takes(one.organisation, one.since, one.until)
    facts_rules.check_fits(before, facts.with_rows("placements", *proposed.values()), field="since")


def _joined_before(facts: Facts, row: Placement) -> Placement | None:
    """The place of the same kind that ended on the day this one began."""
    if row.since is None:
        return None
    return next((p for p in facts.placements if p.kind == row.kind and p.until == row.since), None)


def _shift(row: Placement, earlier: Placement | None, day: date | None) -> list[tuple[Placement, dict[str, Any]]]:
    """Move the day on which one place ends and the next begins; the row that gets shorter is written first.

    A place that was only assumed to begin with the admission is known once its day has been given.
    """
    if day == row.since:
        return []
    steps: list[tuple[Placement, dict[str, Any]]] = [(row, {"since": day, "assumed": False})]
    if earlier is not None and row.kind == PlacementKind.OFFICIAL:
        steps.append((earlier, {"until": day}))
    later = row.since is None or (day is not None and day > row.since)
    return steps if later else steps[::-1]
