"""A congress, or an appointment of the whole: who holds which office of an organisation from that day, in one act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from members import history
from members.errors import RuleBroken
from members.models import Decision, Member, Membership, Office, OfficeHolding, Organisation, Placement
from members.procedure.acting import Paper, as_typed, lock_organisation, may_reach, paper, terms_of, verb, weigh
from members.procedure.offices import end_office, hold_office
from members.rights import Actor
from members.rules import organisations as rules

Chosen = Sequence[tuple[Member, str]]


@verb("ghi kết quả đại hội", about="organisation")
def record_congress(
    organisation: Organisation,
    *,
    by: Actor,
    day: date,
    chosen: Chosen,
    decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> list[OfficeHolding]:
    """From `day` on exactly `chosen`, as (person, office), hold the offices, by the one paper that approves it: every
    holding of before ends that day, and all who are chosen begin, whoever is chosen again a new one (docs/decisions/
    0120-a-congress-begins-every-office-anew.md). The same congress once more, now with its paper, gives the paper to
    those written without one. Answers the holdings that begin.

    Raises RuleBroken for nobody chosen, one person twice in one office, two secretaries, and for what ending or
    holding an office would refuse; then nothing is written.
    """
    may_reach(organisation, by=by)
    lock_organisation(organisation, by=by, seen=seen)
    rules.check_stands(terms_of(organisation), day, None)
    check_chosen(chosen)
    known = OfficeHolding.unscoped.filter(organisation=organisation).select_related("member", "decision")
    held = list(known.after(day))
    # Everybody locks people in the order of their ids; the verbs below lock them once more, one by one.
    touched = {one.member_id for one in held} | {member.pk for member, _ in chosen}
    list(Member.unscoped.select_for_update(no_key=True).filter(pk__in=touched).order_by("pk"))
    _doubt_committee(organisation, day, chosen)
    of_this = _of_this_congress(held, day, chosen)
    ending = [one for one in held if (one.member_id, one.office) not in of_this]
    coming = [(member, office) for member, office in chosen if (member.pk, office) not in of_this]
    unapproved = [one for one in of_this.values() if decision and one.decision_id is None]
    if not (ending or coming or unapproved):
        raise RuleBroken("history.same", _nothing_new(decision, of_this.values()))
    row = paper(decision)
    for one in ending:
        end_office(one, by=by, day=day, decision=row)
    _approve(unapproved, row, by=by)
    return [
        hold_office(member, by=by, organisation=organisation, office=office, day=day, decision=row)
        for member, office in coming
    ]


def _of_this_congress(held: Iterable[OfficeHolding], day: date, chosen: Chosen) -> dict[tuple[int, str], OfficeHolding]:
    """{(person, office): what was written for it before}: it begins on that very day and is chosen now too."""
    now = {(member.pk, office) for member, office in chosen}
    begun = {(one.member_id, one.office): one for one in held if one.since == day}
    return {key: one for key, one in begun.items() if key in now}


def _approve(holdings: Iterable[OfficeHolding], row: Decision | None, *, by: Actor) -> None:
    """The approving paper of a congress that was written before it came: a line for each holder."""
    for one in holdings:
        with history.act("correct_office", by=by):
            history.concerns(member=one.member_id, organisation=one.organisation_id)
            history.change(one, decision=row)


def _nothing_new(decision: Paper | Decision | None, known: Iterable[OfficeHolding]) -> str:
    if decision and any(one.decision and as_typed(one.decision) != as_typed(decision) for one in known):
        return "Kết quả này đã ghi theo một quyết định khác. Quyết định đã ghi sai thì bấm “Sửa” ở từng chức vụ."
    return "Không có gì khác với những gì đã ghi."


def check_chosen(chosen: Chosen) -> None:
    """Somebody was chosen, one secretary at most, nobody twice into one office. Raises RuleBroken."""
    if not chosen:
        raise RuleBroken("arithmetic.none", "Ghi ít nhất một người giữ chức vụ.", field="secretary")
    if sum(office == Office.SECRETARY for _, office in chosen) > 1:
        raise RuleBroken("office.one_secretary", "Chỉ có một bí thư.", field="secretary")
    seen: set[tuple[int, str]] = set()
    for member, office in chosen:
        if (member.pk, office) in seen:
            raise RuleBroken(
                "arithmetic.once", f"{member.full_name} được ghi hai lần cùng một chức vụ.", field="others"
            )
        seen.add((member.pk, office))


def _doubt_committee(organisation: Organisation, day: date, chosen: Chosen) -> None:
    if any(office == Office.CELL_COMMITTEE for _, office in chosen):
        here = Placement.unscoped.on(day).official().filter(organisation=organisation)
        official = here.filter(membership__in=Membership.unscoped.official_on(day)).count()
        weigh(*rules.doubts_cell_committee(official, day))
