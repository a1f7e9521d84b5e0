"""Everything that is only written differently, answered together from a plan that was shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from members import history, rights
from members.procedure import Paper
from members.procedure.acting import verb
from members.rights import Actor
from reports.reconciliation.models import Answer, Difference, Kind, Reconciliation, SentList
from reports.reconciliation.procedure.answering import answer, lock_ahead, lock_own
from reports.reconciliation.procedure.marks import digest
from reports.reconciliation.rules import answers as rules


@dataclass(frozen=True)
class Plan:
    """The points that would be answered, and the mark of what was seen of them: their keys and the versions
    that the records have by then."""

    points: tuple[Difference, ...]

    @property
    def mark(self) -> str:
        return digest([[one.key, one.member.changed_by if one.member else 0] for one in self.points])


def plan(one: Reconciliation, rows: Iterable[Difference]) -> Plan:
    """Of these differences those of spelling alone that nobody has answered, in the order of names."""
    answered = set(Answer.unscoped.filter(reconciliation=one).values_list("key", flat=True))
    return Plan(tuple(row for row in rows if row.kind == Kind.SPELLING and row.key not in answered))


def planned(one: Reconciliation) -> Plan:
    """The plan as it stands now; read without a scope, for the verb and for a page behind its own door."""
    newest = SentList.unscoped.newest().filter(reconciliation=one)
    rows = Difference.unscoped.filter(list__in=newest, kind=Kind.SPELLING).select_related(
        "member", "list__reconciliation__round", "list__upload"
    )
    return plan(one, rows.defer("list__upload__sealed").order_by("sort_key", "pk"))


@verb("trả lời chung những điểm chỉ khác cách viết", about="reconciliation")
def answer_spelling(one: Reconciliation, *, by: Actor, choice: str, mark: str) -> list[Answer]:
    """One answer for all points of the plan with this mark: written as a whole or not at all.

    Raises RuleBroken where one of them, or a record, has changed since the plan was shown, Outdated where a record has
    since it was compared.
    """
    rights.check_may(by, "answer_spelling", rights.case_of_organisation(one.organisation_id))
    locked = lock_own(one, day=by.day)
    history.concerns(organisation=locked.organisation_id)
    history.only_asks()
    now = planned(locked)
    rules.check_some(now.points)
    rules.check_plan(mark, now.mark)
    history.note(points=len(now.points))
    lock_ahead(point.member_id for point in now.points)
    return [answer(point, by=by, choice=choice, paper=Paper()) for point in now.points]
