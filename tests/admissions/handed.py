"""A file that is handed over: whose cell has resolved, two cells with three officials each, the words of the tests."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from admissions import procedure
from members import rights, scope
from members.errors import RuleBroken
from tests import builders
from tests.admissions import play
from tests.builders import MACHINE
from tests.ground import laid
from tests.signing_in import signed_in

S = play.StepKind
WENT = date(2025, 12, 1)
AFTER = WENT + timedelta(days=14)


def official(name, cell):
    """Somebody whose recognition was signed long ago."""
    return builders.member(name, cell, recognition_decision=play.paper("3-QĐ/HU", date(2011, 5, 20), "Huyện ủy"))


class Ground:
    """Somebody whose cell has resolved; three officials in each of two cells."""

    def __init__(self):
        self.cast = builders.make_cast()
        self.tree = self.cast.tree
        self.here = [official(f"Lùng Văn {name}", self.tree.cell) for name in ("Chẩn", "Dìn", "Páo")]
        self.there = [official(f"Ma Seo {name}", self.tree.sibling) for name in ("Lử", "Sèng", "Vảng")]
        self.one = play.until(play.found(self.tree.cell), S.GATHERED)
        self.helper = procedure.assign_helper(self.one, by=MACHINE, member=self.here[0], day=date(2025, 5, 6))
        self.there_account = builders.role(builders.account("bi-thu-thon-2", "Ma Seo Sèng"), "cell", self.tree.sibling)


ground = laid(Ground)


@pytest.fixture
def made(ground, db):
    return ground.found()


def paper(day=WENT):
    return play.paper("7-GCN/ĐU", day, "Đảng ủy xã")


def handed(made, to=None, day=WENT, **given):
    said = {"by": MACHINE, "decision": paper(day)} | given
    return procedure.hand_over_file(made.one, organisation=to or made.tree.sibling, day=day, **said)


def out(made, day=WENT, **given):
    said = {"by": MACHINE, "decision": paper(day), "outside": "Đảng ủy phường Tân Lập, tỉnh bạn"} | given
    return procedure.hand_over_file(made.one, day=day, **said)


def page(account, one):
    return signed_in(account).get(reverse("applicant", args=[one.pk]))


def seeing(account, day=MACHINE.day):
    return scope.opened(rights.scope_of(builders.actor(account, day)))


def refused(call, *words):
    with pytest.raises(RuleBroken) as said:
        call()
    for one in words:
        assert one in str(said.value)
    return said.value
