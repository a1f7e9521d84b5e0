"""Who left the Party is admitted again: a new spell of the same person."""

from __future__ import annotations

from datetime import date

from members import history
from members.models import Decision, Member, Membership, Organisation, Placement, PlacementKind
from members.procedure.acting import (
    Paper,
    check_still_fits,
    lock_person,
    paper,
    terms_of,
    verb,
    weigh,
)
from members.procedure.people import birth_of
from members.rights import Actor
from members.rules import organisations as tree_rules
from members.rules import people as rules


@verb("kết nạp lại", about="person")
def readmit(
    member: Member,
    *,
    by: Actor,
    organisation: Organisation,
    day: date,
    decision: Paper | Decision | None = None,
    considered: bool = False,
    seen: int | None = None,
) -> Membership:
    """A second beginning of somebody whom the register knows: from `day` a probationer in this cell.

    The days away stay days away: the departure ends where the new spell begins, the former spell and its places keep
    their dates (domain.md 1.5: the interruption is not counted). `decision`: of the admission; `considered`: as `enter`
    has it. Raises RuleBroken for who has not left, left by death, to another place or was entered by mistake, and where
    the days contradict each other.
    """
    # As for who is entered it is the right of where the person is admitted; where the former spell was may be far.
    facts = lock_person(member, by=by, seen=seen, places=[organisation], right_of=organisation)
    rules.check_not_after(day, by.day, field="day")
    gone = rules.check_left_the_party(facts, day)
    tree_rules.check_takes_members(organisation, terms_of(organisation), day, None)
    weigh(*(() if considered else rules.doubts_admission(birth_of(member), day)))
    row = paper(decision, begun_on=gone.membership.admitted_on)
    before = facts.as_they_are()
    history.change(gone, until=day)
    spell = history.create(Membership, member=member, admitted_on=day, admission_decision=row)
    history.create(
        Placement, member=member, membership=spell, kind=PlacementKind.OFFICIAL, organisation=organisation, since=day
    )
    check_still_fits(member, before)
    return spell
