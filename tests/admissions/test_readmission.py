"""Somebody who left the Party applies again: the file asks whether it is the same person, how long ago, whether that
may be at all, who agrees; and the ceremony begins a second spell of that person."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from admissions import procedure
from admissions.models import Applicant, Readmission, Step, StepKind
from admissions.procedure import probation, spells
from admissions.procedure.reading import read
from admissions.rules.way import upcoming
from kit.calendar import PartialDate
from members import checks, timeline
from members.errors import Doubted, RuleBroken
from members.models import Act, Departure, Member, Membership, Placement
from members.procedure import Paper, Passed, merging, people, readmitting, revert, standing
from tests import builders
from tests.admissions import play
from tests.builders import MACHINE, TODAY
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
S = StepKind
NAME, BORN, LEFT = "Sùng A Chía", PartialDate(1980, 4, 12), date(2020, 3, 4)
PAPER = Paper("31-QĐ/TU", date(2025, 1, 5), "Tòa án nhân dân huyện")


@pytest.fixture
def tree():
    return builders.make_tree()


def gone(tree, *, day=LEFT, kind="striking_off", birth=BORN, where=None):
    one = builders.member(NAME, where or tree.other_cell, birth=birth)
    standing.depart(one, by=MACHINE, kind=kind, day=day)
    return one


@pytest.fixture
def former(tree):
    return gone(tree)


def opened(tree, *, again=True, birth=BORN, **given):
    return play.found(tree.cell, NAME, birth=birth, sex="m", again=again, **given)


@pytest.fixture
def one(tree, former):
    return opened(tree)


def way(one):
    one.refresh_from_db()
    return read(one, MACHINE.day).way


def test_the_file_asks_whether_it_is_who_left_and_is_tied_to_that_person(tree, former):
    with pytest.raises(RuleBroken, match="Chọn kết nạp lại, hay người khác") as asked:
        opened(tree, again=None)
    assert asked.value.field == "again"
    assert not Applicant.unscoped.exists()
    opened(tree)
    assert Readmission.unscoped.get().former == former


def test_another_person_of_that_name_is_a_first_admission(tree, former):
    one = opened(tree, again=False)
    assert not way(one).again
    play.until(one, S.RECORDS)
    assert one.member != former
    assert Member.unscoped.filter(full_name=NAME).count() == 2


@pytest.mark.parametrize("birth", [PartialDate(1980, 4, 13), PartialDate(1980, 4), PartialDate(1980), None])
def test_nothing_is_asked_of_another_birth_or_of_one_that_is_not_told_to_the_day(tree, former, birth):
    assert not way(opened(tree, again=None, birth=birth)).again


@pytest.mark.parametrize("birth", [PartialDate(1980, 4), PartialDate(1980)])
def test_who_stands_in_the_register_with_the_year_alone_may_be_the_person(tree, birth):
    former = gone(tree, birth=birth)
    opened(tree)
    assert Readmission.unscoped.get().former == former


@pytest.mark.parametrize("kind", ["death", "moved_out", "wrong_record"])
def test_who_has_not_left_the_party_is_nobody_to_be_admitted_again(tree, kind):
    gone(tree, kind=kind)
    with pytest.raises(RuleBroken, match="Trong sổ không có người đã ra khỏi Đảng"):
        opened(tree)
    opened(tree, again=None)


def test_of_two_who_left_under_that_name_somebody_has_to_be_told_apart_first(tree, former):
    gone(tree)
    with pytest.raises(RuleBroken, match="gộp hồ sơ trùng trước"):
        opened(tree)


def test_nobody_comes_into_the_source_again_before_having_left(tree):
    gone(tree, day=play.FOUND)
    with pytest.raises(RuleBroken, match="không sau ngày người này ra khỏi Đảng"):
        opened(tree)


def test_thirty_six_months_lie_between_leaving_and_the_application(tree):
    left = date(2022, 4, 12)
    gone(tree, day=left)
    one = play.until(opened(tree), S.CERTIFICATE)
    assert play.day_of(S.APPLICATION) == date(2025, 4, 11)
    with pytest.raises(RuleBroken, match=r"Đơn .* từ ngày 12/4/2025: đủ 36 tháng") as refused:
        play.do(one, S.APPLICATION)
    assert (refused.value.rule, refused.value.field) == ("readmission.months", "day")
    play.do(one, S.APPLICATION, day=date(2025, 4, 12))
    with pytest.raises(RuleBroken, match="đủ 36 tháng"):
        procedure.correct_step(Step.unscoped.get(kind=S.APPLICATION), by=MACHINE, day=date(2025, 4, 11), why="nhầm")


def test_nobody_counts_from_a_day_that_is_not_known(tree):
    one = builders.member(NAME, tree.other_cell, birth=BORN)
    spell = Membership.unscoped.get(member=one)
    Placement.unscoped.filter(member=one).update(until=LEFT)
    Departure.unscoped.create(membership=spell, kind="not_stated")
    file = play.until(opened(tree), S.CERTIFICATE)
    with pytest.raises(RuleBroken, match="chưa rõ ngày người này ra khỏi Đảng"):
        play.do(file, S.APPLICATION)


def say_cleared(one, day, **given):
    said = {"cleared_on": day, "clearing": PAPER} | given
    return procedure.correct_applicant(one, by=MACHINE, why="theo giấy", **said)


def test_after_a_sentence_was_expunged_it_is_doubted_before_sixty_months(one):
    """Of this the sources are not sure: it warns and asks for a paper."""
    say_cleared(one, date(2021, 1, 5))
    play.until(one, S.CERTIFICATE)
    with pytest.raises(Doubted, match=r"05/01/2026: đủ 60 tháng"):
        play.do(one, S.APPLICATION, passed=Passed())
    play.do(one, S.APPLICATION, passed=None)
    doubts = Act.objects.filter(verb="record_step").last().values_row.said()["notes"]["doubts"]
    assert [each["rule"] for each in doubts] == ["readmission.after_sentence_months"]


def test_a_sentence_is_said_with_its_paper_and_of_a_re_admission_alone(tree, one):
    with pytest.raises(RuleBroken, match="cùng số hoặc ngày của giấy"):
        say_cleared(one, date(2021, 1, 5), clearing=None)
    with pytest.raises(RuleBroken, match="cùng số hoặc ngày của giấy"):
        say_cleared(one, None)
    with pytest.raises(RuleBroken, match="Chỉ hồ sơ kết nạp lại"):
        say_cleared(play.found(tree.cell), date(2021, 1, 5))
    say_cleared(one, date(2015, 1, 5))
    say_cleared(one, date(2015, 2, 5), clearing=None)
    row = Readmission.unscoped.get()
    assert (row.cleared_on, row.clearing.number) == (date(2015, 2, 5), "31-QĐ/TU")


def test_the_cell_does_not_vote_before_it_is_checked_that_this_may_be(one):
    play.until(one, S.GATHERED)
    with pytest.raises(RuleBroken, match=r"^Chưa ghi bước 11a \(Kiểm tra không thuộc trường hợp .*\)\.$"):
        play.do(one, S.CELL)
    with pytest.raises(RuleBroken, match="văn bản kết luận"):
        play.do(one, S.CHECKED, decision=None)
    play.do(one, S.CHECKED)
    play.do(one, S.CELL)
    with pytest.raises(RuleBroken, match="Bỏ trước: bước 12"):
        procedure.take_back_step(Step.unscoped.get(kind=S.CHECKED), by=MACHINE, why="nhầm")


def test_nothing_is_decided_before_the_province_has_agreed_in_writing(one):
    play.until(one, S.COMMITTEE)
    assert upcoming(way(one)) == S.CONSENT
    with pytest.raises(RuleBroken, match=r"^Chưa ghi bước 14a \(Ban thường vụ tỉnh ủy đồng ý kết nạp lại\)\.$"):
        play.do(one, S.DECISION)
    with pytest.raises(RuleBroken, match="văn bản đồng ý"):
        play.do(one, S.CONSENT, decision=None)
    play.do(one, S.CONSENT, day=play.day_of(S.DECISION))
    with pytest.raises(RuleBroken, match="của bước 14a"):
        play.do(one, S.DECISION, day=play.day_of(S.DECISION) - timedelta(days=1))
    play.do(one, S.DECISION)


def test_who_was_no_member_has_neither_of_both_steps(tree):
    first = play.until(play.found(tree.cell), S.GATHERED)
    for kind in (S.CHECKED, S.CONSENT):
        with pytest.raises(RuleBroken, match="Chỉ hồ sơ kết nạp lại mới có"):
            play.do(first, kind)


def test_the_ceremony_begins_a_second_spell_of_the_same_person(tree, one, former):
    play.until(one, S.RECORDS)
    assert one.member == former
    assert Member.unscoped.filter(full_name=NAME).count() == 1
    spell = Membership.unscoped.get(member=former, admitted_on=play.day_of(S.CEREMONY))
    assert (spell.official_on, spell.admission_decision) == (None, Step.unscoped.get(kind=S.DECISION).decision)
    place = Placement.unscoped.get(membership=spell)
    assert (place.organisation, place.since) == (tree.cell, play.day_of(S.CEREMONY))
    assert Departure.unscoped.get().until == play.day_of(S.CEREMONY)
    assert upcoming(way(one)) is None
    assert way(one).left_on == LEFT


def test_a_former_spell_whose_day_nobody_knows_is_not_the_one_that_the_file_began(one, former):
    """Found on PostgreSQL: what has no day came last there."""
    Membership.unscoped.filter(member=former).update(admitted_on=None)
    play.until(one, S.RECORDS)
    assert spells.of_file(one).admitted_on == play.day_of(S.CEREMONY)


def test_nobody_restored_meanwhile_is_admitted_again(tree, one, former):
    play.until(one, S.DECISION)
    standing.restore(former, by=MACHINE, organisation=tree.cell, day=date(2025, 6, 1))
    with pytest.raises(RuleBroken, match="đang có đảng viên"):
        play.do(one, S.CEREMONY)


def test_the_ceremony_taken_back_leaves_the_person_gone_as_before(one, former):
    play.until(one, S.CEREMONY)
    step = Step.unscoped.get(kind=S.CEREMONY)
    with pytest.raises(RuleBroken, match="bỏ bước ấy ở hồ sơ"):
        revert.revert(Act.objects.get(verb="readmit"), by=MACHINE, why="ghi nhầm hồ sơ")
    procedure.take_back_step(step, by=MACHINE, why="ghi nhầm hồ sơ")
    assert not Step.unscoped.filter(kind=S.CEREMONY).exists()
    one.refresh_from_db()
    assert one.member is None
    assert Departure.unscoped.get().until is None
    assert Membership.unscoped.filter(member=former).count() == 1
    play.do(one, S.CEREMONY)


def test_the_ceremony_is_not_taken_back_under_what_was_recorded_since(one, former):
    play.until(one, S.RECORDS)
    step = Step.unscoped.get(kind=S.CEREMONY)
    with pytest.raises(RuleBroken, match="Bỏ trước: bước 17"):
        procedure.take_back_step(step, by=MACHINE, why="nhầm")
    procedure.take_back_step(Step.unscoped.get(kind=S.RECORDS), by=MACHINE, why="nhầm")
    standing.depart(former, by=MACHINE, kind="own_wish", day=date(2026, 6, 1))
    with pytest.raises(RuleBroken, match="hoàn lại việc sau trước"):
        procedure.take_back_step(step, by=MACHINE, why="nhầm")


def test_nor_where_the_person_left_and_came_once_more(tree, one, former):
    play.until(one, S.CEREMONY)
    standing.depart(former, by=MACHINE, kind="own_wish", day=date(2026, 6, 1))
    readmitting.readmit(former, by=MACHINE, organisation=tree.cell, day=date(2026, 6, 15))
    with pytest.raises(RuleBroken, match="Sau lễ kết nạp này đã kết nạp lại ngày 15/6/2026"):
        procedure.take_back_step(Step.unscoped.get(kind=S.CEREMONY), by=MACHINE, why="nhầm")


def on_probation(tree):
    """Admitted again so long ago that the twelve months are over."""
    one = opened(tree, day=play.FOUND - play.EARLIER)
    return play.until(one, S.CEREMONY, earlier=play.EARLIER)


@pytest.mark.parametrize("what", ["vote", "came", "class"])
def test_nor_under_what_the_file_says_of_the_probation(tree, former, what):
    one = on_probation(tree)
    day = date(2026, 5, 10)
    if what == "class":
        course = procedure.open_course(
            tree.committee, by=MACHINE, kind="new_members", name="Khóa 1", place="Trung tâm chính trị",
            first_day=day, last_day=day,
        )  # fmt: skip
        procedure.enrol(course, by=MACHINE, applicants=[one])
        said = "Đang trong danh sách Khóa 1"
    else:
        vote = procedure.record_recognition_vote(
            play.gathered(one), by=MACHINE, day=day, present=8, in_favour=8, against=0, named=play.unknown(8),
            decision=play.paper("40-NQ/CB", day),
        )  # fmt: skip
        said = "Bỏ trước: biểu quyết công nhận"
        if what == "came":
            play.came(one, day)
            said = "Bỏ trước: ngày cấp có thẩm quyền nhận nghị quyết, gia hạn; biểu quyết công nhận"
        assert vote.kind == "recognition"
    held = Step.unscoped.get(applicant=one, kind=S.CEREMONY)
    with pytest.raises(RuleBroken, match=said):
        procedure.take_back_step(held, by=MACHINE, why="ghi nhầm")
    one.refresh_from_db()
    assert one.member == former


def test_the_day_of_the_ceremony_is_corrected_as_a_day_of_admission(one, former):
    play.until(one, S.CEREMONY)
    with pytest.raises(RuleBroken, match="sửa ở hồ sơ đảng viên"):
        procedure.correct_step(Step.unscoped.get(kind=S.CEREMONY), by=MACHINE, day=date(2025, 9, 20), why="nhầm")
    spell = Membership.unscoped.get(member=former, official_on=None)
    people.correct_membership(spell, by=MACHINE, why="nhầm", admitted_on=play.day_of(S.CEREMONY) + timedelta(days=2))
    assert Departure.unscoped.get().until == play.day_of(S.CEREMONY) + timedelta(days=2)
    assert way(one).left_on == LEFT


def test_a_second_re_admission_is_doubted_and_asks_for_a_paper(tree, former):
    """ "Once only" is told by sources that are not sure: the program warns, keeps the doubt and asks for the paper."""
    readmitting.readmit(former, by=MACHINE, organisation=tree.cell, day=date(2021, 1, 5))
    standing.depart(former, by=MACHINE, kind="striking_off", day=date(2022, 1, 5))
    with pytest.raises(Doubted, match="Đã kết nạp lại 1 lần; quy định chỉ cho 1 lần"):
        opened(tree, passed=Passed())


def test_it_is_said_later_that_a_file_is_a_re_admission_or_is_none(tree, former):
    one = opened(tree, again=False)
    procedure.correct_applicant(one, by=MACHINE, why="đúng là người ấy", again=True)
    assert way(one).again
    play.until(one, S.CHECKED)
    with pytest.raises(RuleBroken, match="Bỏ trước: bước 11a"):
        procedure.correct_applicant(one, by=MACHINE, why="người khác", again=False)
    procedure.take_back_step(Step.unscoped.get(kind=S.CHECKED), by=MACHINE, why="người khác")
    procedure.correct_applicant(one, by=MACHINE, why="người khác", again=False)
    assert not way(one).again


def test_it_is_not_said_where_the_cell_has_voted_without_what_such_a_file_needs(tree, former):
    one = play.until(opened(tree, again=False), S.CELL)
    with pytest.raises(RuleBroken, match=r"Bước 12 .* khi chưa có bước 11a"):
        procedure.correct_applicant(one, by=MACHINE, why="đúng là người ấy", again=True)


def test_it_is_not_said_too_early_after_leaving(tree):
    gone(tree, day=date(2023, 4, 12))
    one = play.until(opened(tree, again=False), S.APPLICATION)
    with pytest.raises(RuleBroken, match="đủ 36 tháng"):
        procedure.correct_applicant(one, by=MACHINE, why="đúng là người ấy", again=True)


def test_the_person_of_the_file_stays_the_person_of_the_register(one):
    with pytest.raises(RuleBroken, match="phải như trong sổ"):
        procedure.correct_applicant(one, by=MACHINE, why="nhầm", birth=PartialDate(1981, 4, 12))


def test_a_record_merged_away_hands_the_file_to_the_one_that_is_kept(tree, one, former):
    kept = gone(tree, where=tree.grass_cell)
    made = merging.check_merge(kept, former)
    chosen = {point.key: "kept" for point in made.joining.points}
    merging.merge_members(kept, by=MACHINE, absorbed=former, choices=chosen, why="một người")
    assert Readmission.unscoped.get().former == kept


class TestTheCardOfTheFirstSpell:
    """Whoever leaves hands the card back: after a recognition anew a card is lacking until one is given."""

    @pytest.fixture
    def official(self, tree):
        one = builders.member("Sùng A Chía", tree.cell)
        people.note_number(one, by=MACHINE, kind="card8", value="12345678", day=date(2012, 1, 1))
        standing.depart(one, by=MACHINE, kind="striking_off", day=LEFT)
        readmitting.readmit(one, by=MACHINE, organisation=tree.cell, day=date(2024, 5, 19))
        people.recognise(one, by=MACHINE, official_on=date(2025, 5, 19), decision=PAPER)
        return one

    def lacks(self, one, day=TODAY):
        with builders.whole():
            checked = checks.behind("no_card", day).filter(member=one).exists()
            told = timeline.lacks_card_on(timeline.facts_of(one), day)
        assert told is checked is not (one.pk in probation.with_card([one.pk], day))
        return told

    def test_is_no_card_of_the_second(self, official):
        assert self.lacks(official)

    def test_it_was_one_before_the_person_left(self, official):
        assert not self.lacks(official, LEFT - timedelta(days=1))

    @pytest.mark.parametrize("value", ["12345678", "87654321"])
    def test_a_card_given_since_is_one_also_with_the_number_of_before(self, official, value):
        people.note_number(official, by=MACHINE, kind="card8", value=value, day=date(2025, 7, 1))
        assert not self.lacks(official)
        with pytest.raises(RuleBroken, match="đã ghi"):
            people.note_number(official, by=MACHINE, kind="card8", value=value, day=date(2025, 9, 1))

    def test_the_page_says_whose_number_it_shows(self, tree, official):
        officer = builders.role(builders.account("can-bo", "Ma Văn Thượng"), "officer", tree.district)
        said = signed_in(officer).get(reverse("person", args=[official.pk])).content.decode()
        assert "số thẻ trên là của lần vào Đảng trước" in said
