"""Whom a vote counts: as the register says, with those named beside it; kept by name, and unchanged for good."""

from datetime import date, timedelta

import pytest

from admissions import procedure
from admissions.models import StepKind, Vote, Voter
from admissions.procedure import Named
from admissions.procedure.reading import read
from kit.calendar import PartialDate
from members import history_wording
from members.errors import RuleBroken
from members.models import Act, Membership
from members.procedure import merging, people, places, standing
from members.standing import VoterReason, vote_base
from tests import builders
from tests.admissions import play
from tests.builders import MACHINE, PAPER
from tests.ground import laid

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
S, R = StepKind, VoterReason
DAY = play.day_of(S.CELL)
NAMES = ["Cứ Seo Hòa", "Lồ Thị Dung", "Ma Văn Quý", "Sùng Seo Vảng", "Tải Thị Hoa", "Thền Văn Sài"]


def member(name, cell, **more):
    """Official since 2011 by a decision of that year."""
    paper = builders.Paper("8-QĐ/HU", date(2011, 5, 20), "Ban Thường vụ Huyện ủy")
    return builders.member(name, cell, **{"recognition_decision": paper, **more})


class Ground:
    """A cell of six: Quý is exempt, Vảng works elsewhere for a while; a probationer, and one recognised too late."""

    def __init__(self) -> None:
        self.tree = builders.make_tree()
        self.cell = self.tree.cell
        self.people = {name.split()[-1]: member(name, self.cell) for name in NAMES}
        standing.exempt(self.people["Quý"], by=MACHINE, reason="age", day=date(2025, 1, 1), decision=PAPER)
        places.place_temporarily(
            self.people["Vảng"], by=MACHINE, outside="Hà Nội", day=date(2025, 6, 1), until=date(2026, 3, 1)
        )
        builders.member("Dì Thị Ly", self.cell, admitted_on=date(2025, 1, 5), official_on=None)
        self.one = play.found(self.cell)
        play.until(self.one, S.GATHERED)


ground = laid(Ground)


@pytest.fixture
def made(ground, db):
    return ground.found()


def vote(made, *, day=DAY, **given):
    said = {"present": 4, "in_favour": 4, "against": 0, "decision": play.paper("12-NQ/CB", DAY)} | given
    return procedure.record_cell_vote(made.one, by=MACHINE, day=day, **said)


def names_in(base):
    return {one.name.split()[-1]: one.reason for one in (*base.counted, *base.left_out)}


def kept(vote_):
    return {row.name or row.member.full_name: row.reason for row in Voter.unscoped.filter(vote=vote_)}


# --- what the register counts ---


def test_the_base_is_the_official_members_without_those_exempt_or_away(made):
    base = vote_base(made.cell.pk, DAY, ())
    assert names_in(base) == {
        "Hòa": R.OFFICIAL, "Dung": R.OFFICIAL, "Quý": R.EXEMPT, "Vảng": R.AWAY, "Hoa": R.OFFICIAL, "Sài": R.OFFICIAL,
    }  # fmt: skip
    assert (len(base.counted), base.official) == (4, 6)


def test_who_is_exempt_or_away_and_came_counts(made):
    base = vote_base(made.cell.pk, DAY, {made.people["Quý"].pk, made.people["Vảng"].pk})
    assert names_in(base)["Quý"] == names_in(base)["Vảng"] == R.ATTENDED
    assert len(base.counted) == 6


def test_before_the_exemption_and_after_the_absence_they_count_by_themselves(made):
    assert names_in(vote_base(made.cell.pk, date(2024, 12, 31), ()))["Quý"] == R.OFFICIAL
    assert names_in(vote_base(made.cell.pk, date(2026, 3, 1), ()))["Vảng"] == R.OFFICIAL


def test_who_is_recognised_by_a_decision_signed_later_has_no_vote_before_it(made):
    late = builders.member(
        "Hảng Seo Chu", made.cell, admitted_on=date(2024, 3, 1), official_on=date(2025, 3, 1),
        recognition_decision=builders.Paper("9-QĐ/HU", DAY + timedelta(days=1), "Ban Thường vụ"),
    )  # fmt: skip
    base = vote_base(made.cell.pk, DAY, {late.pk})
    assert (names_in(base)["Chu"], len(base.counted), base.official) == (R.LATER, 4, 6)
    assert vote(made, named=[Named("come", late.pk)], present=5, in_favour=5).base == 5
    assert late.pk in {one.member for one in vote_base(made.cell.pk, DAY + timedelta(days=1), ()).counted}


def test_who_has_moved_away_or_died_does_not_count_from_that_day_on(made):
    standing.depart(made.people["Hoa"], by=MACHINE, kind="death", day=DAY)
    places.move(made.people["Sài"], by=MACHINE, organisation=made.tree.sibling, day=DAY)
    assert len(vote_base(made.cell.pk, DAY, ()).counted) == 2
    assert len(vote_base(made.cell.pk, DAY - timedelta(days=1), ()).counted) == 4


def test_a_suspended_member_counts_until_he_is_named(made):
    standing.suspend(made.people["Hoa"], by=MACHINE, day=date(2025, 7, 1), decision=PAPER)
    assert len(vote_base(made.cell.pk, DAY, ()).counted) == 4
    out = Named("suspended", made.people["Hoa"].pk)
    assert vote(made, named=[out], present=3, in_favour=3).base == 3


# --- kept by name ---


def test_everybody_of_the_base_is_kept_with_the_reason(made):
    found = vote(made, attending={made.people["Vảng"].pk}, base=5)
    assert found.base == 5
    assert kept(found) == {
        "Cứ Seo Hòa": "official", "Lồ Thị Dung": "official", "Tải Thị Hoa": "official", "Thền Văn Sài": "official",
        "Sùng Seo Vảng": "attended", "Ma Văn Quý": "exempt",
    }  # fmt: skip
    assert Voter.unscoped.filter(vote=found).counted().count() == 5
    assert found.organisation_id == made.cell.pk


def test_a_base_that_is_not_typed_is_what_the_register_says(made):
    assert vote(made).base == 4


def test_the_base_of_a_vote_stays_whatever_the_register_says_later(made):
    found = vote(made)
    before = kept(found)
    standing.depart(made.people["Hoa"], by=MACHINE, kind="death", day=date(2025, 6, 1))
    spell = Membership.unscoped.get(member=made.people["Sài"])
    people.correct_membership(spell, by=MACHINE, why="nhầm", official_on=date(2026, 1, 1))
    found.refresh_from_db()
    assert (found.base, kept(found)) == (4, before)
    assert read(made.one, MACHINE.day).way.done()[S.CELL] == DAY


def test_two_records_of_one_person_that_are_joined_later_leave_the_base_as_it_was(made):
    double = member("Tải Thị Hoa", made.cell, birth=PartialDate(1980), admitted_on=date(2010, 5, 18))
    found = vote(made, present=5, in_favour=5)
    assert found.base == 5
    merging.merge_members(made.people["Hoa"], absorbed=double, by=MACHINE, why="một người")
    assert Voter.unscoped.filter(vote=found).counted().count() == 5


def test_the_line_of_a_vote_tells_the_numbers_and_who_was_typed(made):
    vote(made, named=[Named("come", name="Hảng Seo Chu")], present=5, in_favour=5)
    said = history_wording.line(Act.objects.get(verb="record_cell_vote")).changes
    of_voters = [(one.field, one.after) for one in said if one.field.startswith("người trong tổng số")]
    assert of_voters == [("người trong tổng số biểu quyết, họ và tên", "Hảng Seo Chu")]
    assert ("biểu quyết kết nạp, tổng số phải tính", "5") in [(one.field, one.after) for one in said]


def test_a_vote_that_is_taken_back_takes_its_names_with_it(made):
    found = vote(made)
    procedure.take_back_vote(found, by=MACHINE, why="gõ nhầm")
    assert not Voter.unscoped.exists()
    line = Act.objects.get(verb="take_back_vote").values_row.said()
    assert sum(change["m"] == "admissions.voter" for change in line["changes"]) == 6


# --- the arithmetic ---


def test_a_total_that_is_not_the_computed_one_is_refused_with_the_numbers(made):
    with pytest.raises(RuleBroken) as refused:
        vote(made, base=6, present=6, in_favour=6)
    assert refused.value.sentence == (
        "Ngày 18/7/2025 sổ tính 4 người, nêu tên thêm 0, bớt 0: 4; đã ghi tổng số 6. Sửa tổng số, hoặc nêu tên thêm "
        "2 người kèm lý do."
    )
    assert (refused.value.rule, refused.value.field) == ("arithmetic.base", "base")
    assert not Vote.unscoped.exists()


def test_persons_named_with_a_reason_make_the_difference_up(made):
    named = [
        Named("come", name="Hảng Seo Chu"), Named("guest", name="Giàng A Sáu"), Named("gone", made.people["Hoa"].pk),
        Named("kept", made.people["Quý"].pk),
    ]  # fmt: skip
    with pytest.raises(RuleBroken, match="sổ tính 4 người, nêu tên thêm 3, bớt 1: 6; đã ghi tổng số 7"):
        vote(made, base=7, named=named)
    found = vote(made, base=6, named=named)
    assert kept(found) == {
        "Cứ Seo Hòa": "official", "Lồ Thị Dung": "official", "Tải Thị Hoa": "gone", "Thền Văn Sài": "official",
        "Sùng Seo Vảng": "away", "Ma Văn Quý": "kept", "Hảng Seo Chu": "come", "Giàng A Sáu": "guest",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("named", "said"),
    [(Named("come", name="Lồ Thị  dung"), "đã có trong danh sách"), (Named("come", name="***"), "bằng chữ"),
     (Named("gone", name="Giàng A Sáu"), "Chọn lý do"), (Named("official", name="Giàng A Sáu"), "Chọn lý do"),
     (Named("gone", 10**9), "không có trong danh sách"), (Named("", name="Giàng A Sáu"), "Chọn lý do")],
)  # fmt: skip
def test_nobody_is_named_twice_or_without_a_reason_that_says_so(made, named, said):
    with pytest.raises(RuleBroken, match=said):
        vote(made, named=[named])


def test_nobody_is_taken_in_who_counts_or_out_who_does_not(made):
    for named in (Named("gone", made.people["Quý"].pk), Named("kept", made.people["Hoa"].pk)):
        with pytest.raises(RuleBroken, match="không có trong danh sách"):
            vote(made, named=[named])


def test_one_name_is_not_typed_twice(made):
    with pytest.raises(RuleBroken, match="đã có trong danh sách"):
        vote(made, named=[Named("come", name="Giàng A Sáu"), Named("guest", name="giàng a sáu")])


def test_only_who_is_left_out_is_ticked_as_having_come(made):
    with pytest.raises(RuleBroken, match="không thuộc số miễn sinh hoạt"):
        vote(made, attending={made.people["Hoa"].pk})


def test_who_is_ticked_as_having_come_is_among_those_present(made):
    with pytest.raises(RuleBroken, match="Đánh dấu 2 người miễn hoặc tạm đi có dự, nhưng chỉ ghi 1 người có mặt"):
        vote(made, attending={made.people["Quý"].pk, made.people["Vảng"].pk}, present=1, in_favour=1, decision=None)


def test_two_thirds_are_of_the_base_and_not_of_those_present(made):
    with pytest.raises(RuleBroken, match=r"Cần 3 phiếu tán thành \(2/3 của 4"):
        vote(made, present=2, in_favour=2)
    short = vote(made, present=2, in_favour=2, decision=None)
    assert (short.base, short.decision, len(kept(short))) == (4, None, 6)
