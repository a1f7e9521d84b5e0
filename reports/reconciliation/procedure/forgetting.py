"""What was said of a list that is taken back: nobody has asked what that list alone asked."""

from __future__ import annotations

from dataclasses import dataclass

from members import history
from reports.reconciliation.models import Answer, ChosenPerson, Difference, ListTotals, SentList, Side


@dataclass(frozen=True)
class Alone:
    """Answers to points that no other list has, and rows of which it was said who they are, that no other list has.
    What was entered in our record by its paper is not among them: it stays, and is told."""

    answers: list[Answer]
    people: list[ChosenPerson]

    @property
    def by_officer(self) -> tuple[int, int]:
        """How many of both the officer has said; who a row is, nobody else says."""
        return sum(one.side == Side.OFFICER for one in self.answers), len(self.people)

    def forget(self) -> None:
        """Inside the act that takes the list back."""
        history.remove_many([(one, history.current()) for one in self.answers])
        history.remove_many([(one, history.current()) for one in self.people])


def said_of_alone(sent: SentList) -> Alone:
    points = Difference.unscoped.filter(list__reconciliation=sent.reconciliation_id)
    asked, others = points.filter(list=sent).values("key"), points.exclude(list=sent).values("key")
    answers = Answer.unscoped.filter(reconciliation=sent.reconciliation_id, key__in=asked).exclude(key__in=others)
    return Alone(list(answers.filter(entered_on__isnull=True)), _chosen(sent))


def _chosen(sent: SentList) -> list[ChosenPerson]:
    """Of a list that was compared before it was kept which rows it has, nobody knows: nothing is forgotten then."""
    others = SentList.unscoped.filter(reconciliation=sent.reconciliation_id).exclude(pk=sent.pk)
    kept: list[list[str] | None] = list(ListTotals.unscoped.filter(list__in=others).values_list("chosen", flat=True))
    if None in kept:
        return []
    asked = Difference.unscoped.filter(list__in=others).exclude(described="").values_list("described", flat=True)
    there = {*asked, *(mark for marks in kept for mark in marks or ())}
    said = ChosenPerson.unscoped.filter(reconciliation=sent.reconciliation_id).order_by("pk")
    return [one for one in said if one.described not in there]
