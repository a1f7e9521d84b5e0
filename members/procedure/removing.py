"""What was noted of the wrong person is taken off: of no day does the register say it any more."""

from __future__ import annotations

from members import history
from members.models import Exemption, Number
from members.procedure import periods
from members.procedure.acting import check_still_fits, lock_person, still, verb
from members.rights import Actor


@verb("bỏ số thẻ ghi nhầm", about="person", needs_reason=True)
def remove_number(number: Number, *, by: Actor, seen: int | None = None) -> None:
    """The number was never this person's. The one of its kind that ended on the day it began goes on in its place.

    Raises RuleBroken when somebody else has taken it off meanwhile.
    """
    facts = lock_person(number.member, by=by, seen=seen)
    before = facts.as_they_are()
    row = still(facts.numbers, number)
    earlier, _ = periods.neighbours(row, [one for one in facts.numbers if one.kind == row.kind])
    history.remove(row)
    if earlier is not None:
        history.change(earlier, until=row.until)
    check_still_fits(number.member, before, field="why")


@verb("bỏ lần miễn sinh hoạt ghi nhầm", about="person", needs_reason=True)
def remove_exemption(exemption: Exemption, *, by: Actor, seen: int | None = None) -> None:
    """There was no such exemption of this person. Raises RuleBroken when somebody else has taken it off meanwhile."""
    member = exemption.membership.member
    facts = lock_person(member, by=by, seen=seen)
    before = facts.as_they_are()
    history.remove(still(facts.exemptions, exemption))
    check_still_fits(member, before, field="why")
