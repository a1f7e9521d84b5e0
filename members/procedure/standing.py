"""Exempt, suspend, discipline, depart, restore, introduce to the residence; and their ends and corrections."""

from __future__ import annotations

from datetime import date
from typing import Any

from kit import names
from kit.calendar import print_day
from members import history
from members.errors import RuleBroken
from members.models import (
    Decision,
    Departure,
    Discipline,
    Exemption,
    Member,
    Organisation,
    Placement,
    PlacementKind,
    ResidenceIntroduction,
    Suspension,
)
from members.procedure import periods
from members.procedure.acting import Paper, check_still_fits, lock_person, may_reach, paper, still, verb, weigh
from members.procedure.places import _check_takes
from members.rights import Actor
from members.rules import facts as facts_rules
from members.rules import people as rules
from members.rules.facts import Facts
from members.rules.organisations import check_foreseeable

# What can't have an open start: nobody's list brings it without its day.
STARTED = ("suspensions", "introductions")
# What ends where somebody leaves the lists.
ENDED = ("placements", "exemptions", "suspensions", "introductions", "holdings")


def _create(facts: Facts, name: str, model: Any, decision: Paper | Decision | None, **values: Any) -> Any:
    """Propose a row beside the facts, refuse what does not fit, write it with its paper."""
    facts_rules.check_fits(facts, facts.with_rows(name, model(**values)))
    begun_on = values["membership"].admitted_on
    return history.create(model, **values, decision=paper(decision, begun_on=begun_on))


def _end(row: Any, name: str, *, by: Actor, day: date, seen: int | None) -> Any:
    facts = lock_person(row.membership.member, by=by, seen=seen)
    rules.check_not_after(day, by.day, field="day")
    row = still(getattr(facts, name), row)
    rules.check_ends(row, day)
    return history.change(row, until=day)


def _correct(row: Any, name: str, *, by: Actor, seen: int | None, **values: Any) -> Any:
    """Other days, kind or paper for a fact that was entered wrongly; refused where it would no longer fit."""
    facts = lock_person(row.membership.member, by=by, seen=seen)
    before = facts.as_they_are()
    row = still(getattr(facts, name), row)
    given = {key: value for key, value in values.items() if value is not ...}
    since, until = given.get("since", getattr(row, "since", None)), given.get("until", getattr(row, "until", None))
    _check_until(since, until, by.day if "until" in given and until != row.until else None)
    if ("day" in given and given["day"] is None) or (since is None and "since" in given and name in STARTED):
        raise RuleBroken("arithmetic.order", "Ghi ngày bắt đầu.", field="day" if "day" in given else "since")
    for key in ("since", "day", "requested_on", "reported_on"):
        rules.check_not_after(given.get(key), by.day, field=key)
    for key in ("requested_on", "reported_on"):
        if key in given and given[key] != getattr(row, key):
            rules.check_since_admission(given[key], row.membership.admitted_on, field=key)
    for key in {"decision", "return_decision"} & set(given):
        given[key] = _corrected_paper(row, key, given[key])
    proposed = _copy_with(row, given)
    if isinstance(proposed, Discipline):
        rules.check_discipline(facts, proposed.form, proposed.day)
        rules.check_discipline_once(facts, proposed)
        weigh(*rules.doubts_discipline(facts, proposed.form, proposed.day))
    anew = periods.changed(row, given, "day")
    facts_rules.check_fits(before, facts.with_rows(name, proposed), field=anew)
    history.change(row, **given)
    check_still_fits(row.membership.member, before)
    return row


def _check_until(since: date | None, until: date | None, today: date | None) -> None:
    """An end is after its beginning and, where `today` is given, no slip of the key: what has no end yet names none."""
    rules.check_period(since, until)
    if today is not None:
        check_foreseeable(until, today, field="until")


def _corrected_paper(row: Any, name: str, given: Paper | Decision | None) -> Decision | None:
    """The paper a fact rests on from now on; typed again as it stands, it is the same row."""
    field = "return_signed_on" if name == "return_decision" else "signed_on"
    return paper(given, begun_on=row.membership.admitted_on, instead_of=getattr(row, name), field=field)


def _copy_with(row: Any, values: dict[str, Any]) -> Any:
    from copy import copy

    proposed = copy(row)
    for key, value in values.items():
        setattr(proposed, key, value)
    return proposed


@verb("miễn công tác và sinh hoạt", about="person")
def exempt(
    member: Member,
    *,
    by: Actor,
    day: date,
    reason: str,
    until: date | None = None,
    requested_on: date | None = None,
    reported_on: date | None = None,
    decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> Exemption:
    """Exempt from `day` by resolution of the cell. Without a resolution it stands among the findings."""
    facts = lock_person(member, by=by, seen=seen)
    rules.check_not_after(day, by.day, field="day")
    membership = rules.check_present(facts, day)
    for field, asked in (("requested_on", requested_on), ("reported_on", reported_on)):
        rules.check_not_after(asked, by.day, field=field)
        rules.check_since_admission(asked, membership.admitted_on, field=field)
    _check_until(day, until, by.day)
    return _create(
        facts, "exemptions", Exemption, decision, membership=membership, since=day, until=until, reason=reason,
        requested_on=requested_on, reported_on=reported_on,
    )  # fmt: skip


@verb("hết miễn sinh hoạt", about="person")
def end_exemption(exemption: Exemption, *, by: Actor, day: date, seen: int | None = None) -> Exemption:
    return _end(exemption, "exemptions", by=by, day=day, seen=seen)


@verb("sửa miễn sinh hoạt", about="person", needs_reason=True)
def correct_exemption(
    exemption: Exemption,
    *,
    by: Actor,
    since: Any = ...,
    until: Any = ...,
    reason: Any = ...,
    requested_on: Any = ...,
    reported_on: Any = ...,
    decision: Any = ...,
    seen: int | None = None,
) -> Exemption:
    return _correct(
        exemption, "exemptions", by=by, seen=seen, since=since, until=until, reason=reason,
        requested_on=requested_on, reported_on=reported_on, decision=decision,
    )  # fmt: skip


@verb("đình chỉ sinh hoạt", about="person")
def suspend(
    member: Member,
    *,
    by: Actor,
    day: date,
    until: date | None = None,
    decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> Suspension:
    """Suspended from party activity from `day`."""
    facts = lock_person(member, by=by, seen=seen)
    rules.check_not_after(day, by.day, field="day")
    membership = rules.check_present(facts, day)
    _check_until(day, until, by.day)
    return _create(facts, "suspensions", Suspension, decision, membership=membership, since=day, until=until)


@verb("hết đình chỉ sinh hoạt", about="person")
def end_suspension(suspension: Suspension, *, by: Actor, day: date, seen: int | None = None) -> Suspension:
    return _end(suspension, "suspensions", by=by, day=day, seen=seen)


@verb("sửa đình chỉ sinh hoạt", about="person", needs_reason=True)
def correct_suspension(
    suspension: Suspension,
    *,
    by: Actor,
    since: Any = ...,
    until: Any = ...,
    decision: Any = ...,
    seen: int | None = None,
) -> Suspension:
    return _correct(suspension, "suspensions", by=by, seen=seen, since=since, until=until, decision=decision)


@verb("ghi kỷ luật", about="person")
def discipline(
    member: Member,
    *,
    by: Actor,
    form: str,
    day: date,
    decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> Discipline:
    """Form, day and paper. Expulsion is a departure."""
    facts = lock_person(member, by=by, seen=seen)
    rules.check_not_after(day, by.day, field="day")
    membership = rules.check_present(facts, day)
    rules.check_discipline(facts, form, day)
    weigh(*rules.doubts_discipline(facts, form, day))
    rules.check_discipline_once(facts, Discipline(membership=membership, form=form, day=day))
    return _create(facts, "disciplines", Discipline, decision, membership=membership, form=form, day=day)


@verb("sửa kỷ luật", about="person", needs_reason=True)
def correct_discipline(
    discipline: Discipline,
    *,
    by: Actor,
    form: Any = ...,
    day: Any = ...,
    decision: Any = ...,
    seen: int | None = None,
) -> Discipline:
    return _correct(discipline, "disciplines", by=by, seen=seen, form=form, day=day, decision=decision)


@verb("ghi ra khỏi danh sách", about="person")
def depart(
    member: Member,
    *,
    by: Actor,
    kind: str,
    day: date,
    decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> Departure:
    """Out of the lists from `day`. Place, exemption, suspension, introduction and offices end that day.

    Refused, with the list, where something is known to begin on that day or later.
    """
    facts = lock_person(member, by=by, seen=seen)
    rules.check_not_after(day, by.day, field="day")
    membership = rules.check_present(facts, day)
    before = facts.as_they_are()
    for rows in (facts.placements, facts.exemptions, facts.suspensions, facts.introductions, facts.holdings):
        for row in rows:
            if row.holds_on(day) and row.since != day:
                history.change(row, until=day)
    departure = Departure(membership=membership, kind=kind, since=day)
    facts_rules.check_fits(before, facts.with_rows("departures", departure))
    ground = paper(decision, begun_on=membership.admitted_on)
    return history.create(Departure, membership=membership, kind=kind, since=day, decision=ground)


@verb("sửa việc ra khỏi danh sách", about="person", needs_reason=True)
def correct_departure(
    departure: Departure,
    *,
    by: Actor,
    since: Any = ...,
    until: Any = ...,
    kind: Any = ...,
    decision: Any = ...,
    return_decision: Any = ...,
    seen: int | None = None,
) -> Departure:
    """Other days, kind or papers. What ended with the departure ends on the corrected day; the place in which the
    person stood on coming back begins on the corrected day of the return."""
    _shift(departure, by=by, since=since, until=until, seen=seen)
    return _correct(
        departure, "departures", by=by, seen=None, since=since, kind=kind, decision=decision,
        return_decision=return_decision,
    )  # fmt: skip


def _shift(departure: Departure, *, by: Actor, since: Any, until: Any, seen: int | None) -> None:
    """Other days: what ended with the departure and the place that began with the return move along."""
    facts = lock_person(departure.membership.member, by=by, seen=seen, everywhere=True)
    row = still(facts.departures, departure)
    first, last = row.since if since in (..., None) else since, periods.given_or(until, row.until)
    if (first, last) == (row.since, row.until):
        return
    field = "since" if last == row.until else "until"
    if field == "until" and facts.spell_after(row) is not None:
        sentence = "Người này trở lại do được kết nạp lại: sửa ngày vào Đảng của lần sau."
        raise RuleBroken("arithmetic.fits", sentence, field=field)
    _check_out(row, first, last, by.day)
    before = facts.as_they_are()
    ended, begun = _ended_with(facts, row, first), _begun_with(facts, row, last)
    own: periods.Step = (row, {"since": first, "until": last})
    # What began on the corrected first day or later stands as it is: it is named with all else that no longer fits.
    at = "since" if any(_begins_later(one, first) for one in _ending_with(facts, row)) else field
    facts_rules.check_fits(before, _proposed(facts, [*ended, *begun, own]), field=at)
    # Who comes back later than it stood is out of that place before the former one may grow.
    later = last is not None and row.until is not None and last > row.until
    periods.write([*begun, *ended, own] if later else [*ended, *begun, own])
    check_still_fits(row.membership.member, before, field=field)


def _check_out(row: Departure, since: date | None, until: date | None, today: date) -> None:
    """The days of one departure against each other and against today; whether somebody is back stays as it is."""
    rules.check_not_after(since, today, field="since")
    if until == row.until:
        if since is not None and until is not None and since >= until:
            raise RuleBroken("arithmetic.order", f"Đã trở lại danh sách ngày {print_day(until)}.", field="since")
        return
    if row.until is None or until is None:
        sentence = "Chưa ghi trở lại danh sách." if row.until is None else "Ghi ngày trở lại danh sách."
        raise RuleBroken("arithmetic.order", sentence, field="until")
    rules.check_not_after(until, today, field="until")
    rules.check_returned(since, until, field="until")


def _ending_with(facts: Facts, row: Departure) -> list[Any]:
    """What ended on the day of the departure."""
    return [one for name in ENDED for one in getattr(facts, name) if one.until is not None and one.until == row.since]


def _begins_later(one: Any, since: date | None) -> bool:
    """Whether it would hold on no day, if it ended on the corrected one."""
    return since is not None and one.since is not None and since <= one.since


def _ended_with(facts: Facts, row: Departure, since: date | None) -> list[periods.Step]:
    """The last official place follows the departure; anything else that ended with it is only cut shorter."""
    if since is None or since == row.since:
        return []
    steps: list[periods.Step] = []
    for one in _ending_with(facts, row):
        if _begins_later(one, since):
            continue
        home = one.organisation if isinstance(one, Placement) and one.kind == PlacementKind.OFFICIAL else None
        if home is not None:
            _check_takes(home, one.since, since)
        if home is not None or (row.since is not None and since < row.since):
            steps.append((one, {"until": since}))
    return steps


def _begun_with(facts: Facts, row: Departure, until: date | None) -> list[periods.Step]:
    """The place in which somebody stood on coming back begins on the day of the return."""
    places = [one for one in facts.placements if one.kind == PlacementKind.OFFICIAL]
    place = next((one for one in places if one.since is not None and one.since == row.until), None)
    if place is None or until == row.until:
        return []
    if place.organisation is not None:
        _check_takes(place.organisation, until, place.until)
    return periods.steps(place, places, until, place.until)


def _proposed(facts: Facts, steps: list[periods.Step]) -> Facts:
    """The facts as they would be with these steps."""
    for name in (*ENDED, "departures"):
        rows = getattr(facts, name)
        facts = facts.with_rows(name, *periods.proposed([step for step in steps if step[0] in rows]))
    return facts


@verb("phục hồi đảng tịch", about="person")
def restore(
    member: Member,
    *,
    by: Actor,
    organisation: Organisation,
    day: date,
    decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> Placement:
    """Back in the lists from `day`, in this cell, by decision."""
    facts = lock_person(member, by=by, seen=seen, places=[organisation])
    may_reach(organisation, by=by)
    rules.check_not_after(day, by.day, field="day")
    gone = rules.check_departed(facts, day)
    rules.check_ends(gone, day)
    if gone.until is not None:
        raise RuleBroken("arithmetic.once", "Đã ghi trở lại vào ngày sau đó.", field="day")
    _check_takes(organisation, day, None)
    row = paper(decision, begun_on=gone.membership.admitted_on)
    history.change(gone, until=day, return_decision=row)
    after = facts.with_rows("departures", gone)
    values = {
        "member": member, "membership": gone.membership, "kind": PlacementKind.OFFICIAL, "organisation": organisation,
        "since": day,
    }  # fmt: skip
    facts_rules.check_fits(after, after.with_rows("placements", Placement(**values)))
    return history.create(Placement, **values, decision=row)


@verb("giới thiệu về nơi cư trú", about="person")
def introduce_to_residence(
    member: Member,
    *,
    by: Actor,
    day: date,
    to: str,
    decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> ResidenceIntroduction:
    """Introduced to the cell of the residence (Regulation 213) from `day`; an earlier introduction ends there."""
    facts = lock_person(member, by=by, seen=seen)
    rules.check_not_after(day, by.day, field="day")
    membership = rules.check_present(facts, day)
    to = names.clean(to)
    if not to:
        raise RuleBroken("arithmetic.place", "Ghi nơi giới thiệu đến.", field="to")
    before = facts.as_they_are()
    for former in facts.introductions:
        if former.holds_on(day) and former.since != day and former.until is None:
            history.change(former, until=day)
    values = {"membership": membership, "since": day, "to": to}
    facts_rules.check_fits(before, facts.with_rows("introductions", ResidenceIntroduction(**values)))
    row = paper(decision, begun_on=membership.admitted_on)
    return history.create(ResidenceIntroduction, **values, decision=row)


@verb("thôi giới thiệu về nơi cư trú", about="person")
def end_residence_introduction(
    introduction: ResidenceIntroduction, *, by: Actor, day: date, seen: int | None = None
) -> ResidenceIntroduction:
    return _end(introduction, "introductions", by=by, day=day, seen=seen)


@verb("sửa giới thiệu về nơi cư trú", about="person", needs_reason=True)
def correct_residence_introduction(
    introduction: ResidenceIntroduction,
    *,
    by: Actor,
    since: Any = ...,
    until: Any = ...,
    to: Any = ...,
    decision: Any = ...,
    seen: int | None = None,
) -> ResidenceIntroduction:
    return _correct(introduction, "introductions", by=by, seen=seen, since=since, until=until, to=to, decision=decision)
