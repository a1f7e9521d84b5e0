"""Two records of one person are merged while a committee's list is being settled, and after it was signed."""

from __future__ import annotations

from datetime import date

import pytest

from members import rights
from members.errors import Outdated
from members.models import Member
from members.procedure.merging import check_merge, merge_members, undo_merge
from reports.reconciliation import procedure
from reports.reconciliation.models import AgreedPerson, Choice, ChosenPerson, Kind
from reports.reconciliation.procedure import since_signed
from tests.builders import MACHINE, PAPER, TODAY
from tests.reports import play
from tests.reports.settling import AnKhe, again, answered, kinds, point

pytestmark = pytest.mark.django_db
BOTH = (play.row(), play.row("Lò Văn Ún", birth="9/2/1970", cell="Chi bộ Thôn 2", card="22222222"))


@pytest.fixture
def commune():
    return AnKhe()


@pytest.fixture
def twin(commune):
    """Sùng A Páo entered a second time, in Thôn 2, with a slip in the card number."""
    return play.person("Sùng A Páo", commune.tree.sibling, "11111112")


def merged(kept: Member, absorbed: Member):
    choices = {one.key: "kept" for one in check_merge(kept, absorbed).joining.points}
    return merge_members(kept, by=MACHINE, absorbed=absorbed, choices=choices, why="một người hai hồ sơ")


def signed(one):
    play.signed(one, date(2026, 7, 12))
    return one.signing


def test_an_open_difference_of_the_absorbed_record_is_not_answered_but_compared_anew(commune, twin):
    sent = commune.sent(*BOTH)
    (point_,) = [one for one in play.differences(sent) if one.member_id == twin.pk]
    merged(commune.person, twin)
    with pytest.raises(Outdated):
        answered(point_, Choice.FIX_RECORD, paper=PAPER, given={"departure": "moved_out", "day": TODAY})
    assert again(sent) == []


def test_taken_back_the_list_asks_about_both_again(commune, twin):
    sent = commune.sent(*BOTH)
    before = kinds(play.differences(sent))
    merge = merged(commune.person, twin)
    again(sent)
    undo_merge(merge, by=MACHINE, why="gộp nhầm")
    assert kinds(again(sent)) == before


def test_who_was_chosen_for_a_row_goes_over_and_comes_back(commune, twin):
    sent = commune.sent(*BOTH)
    unclear = point(sent, Kind.UNCLEAR)
    procedure.choosing.choose_person(unclear, by=MACHINE, member=twin)
    merge = merged(commune.person, twin)
    assert ChosenPerson.unscoped.get().member == commune.person
    assert again(sent) == []
    undo_merge(merge, by=MACHINE, why="gộp nhầm")
    assert ChosenPerson.unscoped.get().member == twin


def test_what_was_signed_names_the_record_that_was_signed_and_one_less_is_a_later_correction(commune, twin):
    signing = signed(commune.own)
    merged(commune.person, twin)
    assert AgreedPerson.unscoped.filter(signing=signing, member=twin).exists()
    (fewer,) = since_signed.later(commune.own, signing, today=TODAY)
    assert (fewer.member, fewer.name, fewer.now) == (twin.pk, "Sùng A Páo", since_signed.GOES)
    assert "gộp hai hồ sơ" in fewer.said


def test_who_was_signed_for_under_the_absorbed_record_is_the_same_person_next_time(commune):
    """The record that stays was kept by another commune, without a place here."""
    signing = signed(commune.own)
    other = play.person("Sùng A Páo", commune.tree.other_cell, "11111112")
    choices = {one.key: "absorbed" if one.kind == "placements" else "kept"
               for one in check_merge(other, commune.person).joining.points}  # fmt: skip
    merge_members(other, by=MACHINE, absorbed=commune.person, choices=choices, why="một người hai hồ sơ")
    assert since_signed.later(commune.own, signing, today=TODAY) == []
    round_ = procedure.rounds.open_round(
        by=rights.machine("kiểm thử", date(2026, 8, 1)), since=date(2026, 7, 1), until=date(2027, 1, 1),
        due_on=date(2027, 1, 15),
    )  # fmt: skip
    following = play.of(round_, commune.tree.committee)
    agreed = procedure.agreed.last_signed(following)
    assert agreed.of(other.pk, "", "").full_name == "Sùng A Páo"
