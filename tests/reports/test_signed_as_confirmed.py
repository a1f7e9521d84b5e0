"""What is signed is what both sides have confirmed, person by person."""

from __future__ import annotations

from datetime import date

import pytest

from kit.calendar import PartialDate
from members import procedure as members
from members.errors import RuleBroken
from members.models import Member, Number
from reports.reconciliation import procedure
from reports.reconciliation.models import AgreedPerson, Side, Signing
from tests.builders import MACHINE, PAPER
from tests.reports import play
from tests.reports.play import BOTH

pytestmark = pytest.mark.django_db


def confirm(one):
    for side in Side:
        shown = procedure.gathering.gather(one, by=MACHINE).digest
        procedure.signing.confirm_minutes(one, by=MACHINE, digest=shown, side=side, why="bản giấy số 7")


def sign(one):
    return procedure.signing.sign_minutes(one, by=MACHINE, **play.ready_to_sign(one))


def pao():
    return Member.unscoped.get(full_name="Sùng A Páo")


def born_otherwise(tree):
    members.people.correct_member(pao(), by=MACHINE, why="khai sinh", birth=PartialDate(1965, 4, 6))


def renamed(tree):
    members.people.correct_member(pao(), by=MACHINE, why="khai sinh", full_name="Sùng A Pao")


def another_card(tree):
    number = Number.unscoped.get(member=pao())
    members.people.correct_number(number, by=MACHINE, why="xem lại thẻ", value="11111119")


def moved_between_cells(tree):
    members.places.move(pao(), by=MACHINE, organisation=tree.sibling, day=date(2026, 6, 1), decision=PAPER)


def suspended(tree):
    members.standing.suspend(pao(), by=MACHINE, day=date(2026, 6, 1), decision=PAPER)


@pytest.mark.parametrize("change", [born_otherwise, renamed, another_card, moved_between_cells, suspended])
def test_who_stands_otherwise_on_the_roster_than_both_confirmed_is_not_signed(cast, own, change):
    play.sent(own, play.file(*BOTH))
    confirm(own)
    change(cast.tree)
    with pytest.raises(RuleBroken, match="Sổ đã thay đổi sau khi"):
        sign(own)
    assert not Signing.unscoped.exists()


def test_what_neither_the_roster_nor_the_signing_keeps_may_change_meanwhile(cast, own):
    play.sent(own, play.file(*BOTH))
    confirm(own)
    members.people.correct_member(pao(), by=MACHINE, why="lý lịch", profile_number="LL 12")
    assert AgreedPerson.unscoped.filter(signing=sign(own)).count() == 2
