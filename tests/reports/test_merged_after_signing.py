"""Two records become one after the minutes were signed: what was signed stays, and the next minutes begin with it, name
what was done since, and balance."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from members import procedure as members
from members import rights
from members.models import Member
from members.procedure import Paper
from members.procedure.merging import check_merge, merge_members, undo_merge
from reports.reconciliation import procedure
from reports.reconciliation.models import AgreedPerson, RoundKind, Signing
from tests.reports import play

pytestmark = pytest.mark.django_db
PAPER = Paper(number="31-QĐ/HU", signed_on=date(2026, 7, 8), body="Ban Thường vụ Huyện ủy")
MERGED = "gộp hai hồ sơ"


def by(day: date) -> rights.Actor:
    return rights.machine("kiểm thử", day)


class Signed:
    """An Khê has signed for Páo twice (Thôn 1, and entered once more in Thôn 2) and for Ún."""

    def __init__(self, cast) -> None:
        self.tree = cast.tree
        self.person = Member.unscoped.get(full_name="Sùng A Páo")
        self.twin = play.person("Sùng A Páo", cast.tree.sibling, "11111112")
        self.own = play.of(play.opened(kind=RoundKind.NUMBERS), cast.tree.committee)
        play.signed_light(self.own)
        self.signing = Signing.unscoped.get()
        self.names = self.signed_for()
        self.following = None

    def signed_for(self) -> list[tuple[int, str]]:
        return list(
            AgreedPerson.unscoped.filter(signing=self.signing).order_by("pk").values_list("member", "full_name")
        )

    def merge(self, kept: Member, absorbed: Member, day: date, places: str = "kept"):
        with time_machine.travel(f"{day} 05:00:00+00:00", tick=True):
            points = check_merge(kept, absorbed).joining.points
            choices = {one.key: places if one.kind == "placements" else "kept" for one in points}
            return merge_members(kept, by=by(day), absorbed=absorbed, choices=choices, why="một người hai hồ sơ")

    def next_minutes(self) -> tuple[list[tuple[str, str, str]], int]:
        """(corrections, opening) of the next minutes, which add up; what was signed is as it was."""
        late = by(date(2026, 12, 31))
        if self.following is None:
            round_ = procedure.rounds.open_round(
                by=late, since=date(2026, 7, 1), until=date(2027, 1, 1), due_on=date(2027, 1, 15), kind="numbers"
            )
            self.following = play.of(round_, self.tree.committee)
        found = procedure.gathering.gather(self.following, by=late)
        assert found.balance.holds
        first, *rest = found.minutes.balance
        corrections = [line for line in rest if line.label.startswith("Sửa")]
        opening = next(line.number for line in rest if line.label == "Đầu kỳ")
        assert first.number == len(self.names) == 3
        assert first.number + sum(line.number for line in corrections) == opening == len(found.balance.opening)
        assert self.signed_for() == self.names
        return [
            (line.said, one.name, one.said) for line in corrections for one in line.named
        ], opening  # fmt: skip


@pytest.fixture
def signed(cast) -> Signed:
    return Signed(cast)


def test_one_less_is_a_correction_by_the_merging_until_it_is_taken_back(signed):
    merge = signed.merge(signed.person, signed.twin, date(2026, 8, 4))
    ((number, name, said),), opening = signed.next_minutes()
    assert (number, name, opening) == ("−1", "Sùng A Páo", 2)
    assert MERGED in said
    undo_merge(merge, by=by(date(2026, 8, 5)), why="gộp nhầm")
    assert signed.next_minutes() == ([], 3)


def test_corrections_before_and_after_a_merging_each_keep_their_own_act(signed):
    """Ún is noted dead before; of the two that became one the death is noted after: two lines less by deaths, one by
    the merging."""
    members.standing.depart(Member.unscoped.get(full_name="Lò Văn Ún"), by=by(date(2026, 8, 3)), kind="death",
                            day=date(2026, 6, 19), decision=PAPER)  # fmt: skip
    signed.merge(signed.person, signed.twin, date(2026, 8, 4))
    members.standing.depart(Member.unscoped.get(pk=signed.person.pk), by=by(date(2026, 8, 9)), kind="death",
                            day=date(2026, 6, 20), decision=PAPER)  # fmt: skip
    corrections, opening = signed.next_minutes()
    assert opening == 0
    assert [number for number, *_ in corrections] == ["−1"] * 3
    said = sorted((name, MERGED if MERGED in words else words.partition(" ngày")[0]) for _, name, words in corrections)
    assert said == [("Lò Văn Ún", "từ trần"), ("Sùng A Páo", MERGED), ("Sùng A Páo", "từ trần")]


def test_who_goes_on_under_a_record_kept_elsewhere_and_then_dies_is_one_correction_by_the_death(signed):
    """The record that stays was kept by another commune; it takes the places of the one that was signed for."""
    other = play.person("Sùng A Páo", signed.tree.other_cell, "11111113")
    signed.merge(other, signed.twin, date(2026, 8, 4), places="absorbed")
    assert signed.next_minutes() == ([], 3)
    members.standing.depart(
        Member.unscoped.get(pk=other.pk), by=by(date(2026, 8, 9)), kind="death", day=date(2026, 6, 20), decision=PAPER
    )
    ((number, name, said),), opening = signed.next_minutes()
    assert (number, name, opening) == ("−1", "Sùng A Páo", 2)
    assert "từ trần" in said, "what became of the record that stays, not the merging"


def test_somebody_entered_late_for_that_day_and_then_merged_leaves_no_line(signed):
    late = play.person("Lò Văn Ún", signed.tree.cell, "22222223")
    ((number, *_),), opening = signed.next_minutes()
    assert (number, opening) == ("+1", 4)
    signed.merge(Member.unscoped.get(numbers__value="22222222"), late, date(2026, 8, 4))
    assert signed.next_minutes() == ([], 3)
