"""Who a row is that was not clear: said by the officer, remembered for every comparison of this reconciliation."""

from __future__ import annotations

from members import history, rights
from members.models import Member
from members.procedure.acting import verb
from members.rights import Actor
from reports.reconciliation.models import ChosenPerson, Difference
from reports.reconciliation.procedure.answering import lock_own, point_of
from reports.reconciliation.rules import answers as rules


@verb("chọn người cho một dòng danh sách", about="reconciliation")
def choose_person(point: Difference, *, by: Actor, member: Member | None) -> ChosenPerson:
    """This row is that person, or nobody of the register (`member` None). What differs is known once the list is
    compared again. Raises RuleBroken where it is no question any more."""
    one = point.list.reconciliation
    rights.check_sees_whole(by)
    rights.check_may(by, "choose_person", rights.case_of_organisation(one.organisation_id))
    locked = lock_own(one, day=by.day)
    history.concerns(organisation=locked.organisation_id)
    history.only_asks()
    now = point_of(locked, point.key)
    rules.check_differs(now is not None)
    assert now is not None  # noqa: S101  (just checked)
    rules.check_who(now.kind, now.described)
    known = ChosenPerson.unscoped.filter(reconciliation=locked, described=now.described).first()
    rules.check_another_person(known is not None and known.member_id == (member.pk if member else None))
    values = {"member": member, "account": by.account, "chosen_on": by.day, "name": now.name}
    if known is not None:
        return history.change(known, **values)
    return history.create(ChosenPerson, reconciliation=locked, described=now.described, **values)


@verb("bỏ việc chọn người cho một dòng", about="reconciliation")
def take_back_choice(chosen: ChosenPerson, *, by: Actor) -> None:
    """The row is a question again once the list is compared."""
    one = chosen.reconciliation
    rights.check_sees_whole(by)
    rights.check_may(by, "take_back_choice", rights.case_of_organisation(one.organisation_id))
    locked = lock_own(one, day=by.day)
    history.concerns(organisation=locked.organisation_id)
    history.only_asks()
    row = ChosenPerson.unscoped.filter(pk=chosen.pk).first()
    rules.check_still_chosen(row is not None)
    assert row is not None  # noqa: S101  (just checked)
    history.remove(row)
