"""A congress, or an appointment of the whole: who holds which office of an organisation from that day, in one act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from members.errors import RuleBroken
from members.models import Decision, Member, Membership, Office, OfficeHolding, Organisation, Placement
from members.procedure.acting import Paper, lock_organisation, may_reach, paper, terms_of, verb, weigh
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
    """From `day` on exactly `chosen`, as (person, office), hold the offices: whoever is not chosen again leaves his,
    whoever is chosen again goes on, the new ones begin, all by the one paper that approves it.

    Raises RuleBroken for nobody chosen, one person twice in one office, two secretaries, and for what ending or
    holding an office would refuse; then nothing is written.
    """
    may_reach(organisation, by=by)
    lock_organisation(organisation, by=by, seen=seen)
    rules.check_stands(terms_of(organisation), day, None)
    check_chosen(chosen)
    held = list(OfficeHolding.unscoped.filter(organisation=organisation).after(day).select_related("member"))
    # Everybody locks people in the order of their ids; the verbs below lock them once more, one by one.
    touched = {one.member_id for one in held} | {member.pk for member, _ in chosen}
    list(Member.unscoped.select_for_update(no_key=True).filter(pk__in=touched).order_by("pk"))
    _doubt_committee(organisation, day, chosen)
    again = {(member.pk, office) for member, office in chosen}
    going_on = {(one.member_id, one.office) for one in held if (one.member_id, one.office) in again}
    leaving = [one for one in held if (one.member_id, one.office) not in again]
    coming = [(member, office) for member, office in chosen if (member.pk, office) not in going_on]
    if not leaving and not coming:
        raise RuleBroken("history.same", "Không có gì khác với những gì đã ghi.")
    row = paper(decision)
    for one in leaving:
        end_office(one, by=by, day=day, decision=row)
    return [
        hold_office(member, by=by, organisation=organisation, office=office, day=day, decision=row)
        for member, office in coming
    ]


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
