"""Short words of tests that settle differences."""

from __future__ import annotations

from typing import Any

from kit.calendar import PartialDate
from members.rights import Actor
from reports.reconciliation import procedure
from reports.reconciliation.models import Answer, Difference, Kind, SentList
from tests import builders
from tests.builders import MACHINE
from tests.reports import play

UN = {"name": "Lò Văn Ún", "birth": "9/2/1970", "cell": "Chi bộ Thôn 2", "card": "22222222"}


class AnKhe:
    """An Khê with two people known to both sides; its secretary and the officer at their desks."""

    def __init__(self) -> None:
        self.cast = builders.make_cast()
        self.tree = self.cast.tree
        self.person = play.person("Sùng A Páo", self.tree.cell, "11111111")
        self.neighbour = play.person("Lò Văn Ún", self.tree.sibling, "22222222", PartialDate(1970, 2, 9))
        self.officer = builders.actor(self.cast.officer)
        self.secretary = builders.actor(self.cast.committee_secretary)
        self.own = play.of(play.opened(), self.tree.committee)

    def sent(self, *rows):
        return play.sent(self.own, play.file(*rows), who=self.cast.committee_secretary)

    def one(self):
        """The date of one person differs."""
        return point(self.sent(play.row(birth="6/4/1965"), play.row(**UN)), Kind.DATE)


def kinds(some: list[Difference]) -> list[str]:
    return sorted(each.kind for each in some)


def point(one: SentList, kind: str) -> Difference:
    """The one difference of that kind."""
    return Difference.unscoped.select_related("list__reconciliation__round").get(list=one, kind=kind)


def answered(one: Difference, choice: str, *, by: Actor = MACHINE, **given: Any) -> Answer:
    """Answer it as a page does that was opened just now."""
    known = Answer.unscoped.filter(reconciliation=one.list.reconciliation, key=one.key).first()
    said: Answer = procedure.answering.answer(one, by=by, choice=choice, seen=known.act if known else 0, **given)
    return said


def again(one: SentList, *, by: Actor = MACHINE) -> list[Difference]:
    """What differs once the list is compared with the records as they are now."""
    procedure.receiving.again(SentList.unscoped.select_related("upload").get(pk=one.pk), by=by)
    return play.differences(one)
