"""Classes as lists: who may sit in one, certificates entered as a whole, and what stands on them."""

from datetime import timedelta

import pytest

from admissions import procedure
from admissions.models import Attendance, Course, Step, StepKind
from admissions.procedure import Certificate
from admissions.procedure.classes import candidates, others_of
from admissions.rules.classes import RowsBroken
from members.errors import NotAllowed, RuleBroken
from members.models import Act
from tests.admissions import classroom, play
from tests.builders import MACHINE, actor
from tests.members.officer_play import cast, ground, officer

__all__ = ["cast", "ground", "officer"]
pytestmark = pytest.mark.django_db
S = StepKind
NAMES = ("Giàng Thị Mỷ", "Hảng Seo Chu", "Vàng Thị Súa")


@pytest.fixture
def course(cast):
    return classroom.course(cast.tree.committee)


@pytest.fixture
def people(cast):
    return classroom.proposed(cast.tree.cell, *NAMES)


@pytest.fixture
def seats(course, people):
    return classroom.seated(course, people)


def refused(call, word):
    with pytest.raises(RuleBroken) as broken:
        call()
    assert word in broken.value.sentence


def rows_refused(call):
    with pytest.raises(RowsBroken) as broken:
        call()
    return {pk: one.sentence for pk, one in broken.value.broken.items()}


def test_those_whose_proposal_stands_are_offered_and_nobody_else(cast, course, people):
    early = play.until(play.found(cast.tree.cell, "Tẩn Láo Lở"), S.SYMPATHISER)
    late = play.until(play.found(cast.tree.cell, "Phàn Thị Mẩy"), S.CERTIFICATE)
    offered = [file.applicant for file in candidates(course, [*people, early, late], MACHINE.day)]
    assert offered == people
    said = rows_refused(lambda: classroom.seated(course, [people[0], early, late]))
    assert "Chưa ghi bước 3" in said[early.pk]
    assert "Đã ghi bước 4" in said[late.pk]
    assert not Attendance.unscoped.exists()


def test_a_list_of_certificates_does_the_step_of_each_file(course, seats, people):
    assert classroom.certified(course, seats) == 3
    steps = Step.unscoped.filter(kind=S.CERTIFICATE).order_by("applicant")
    assert [one.decision.number for one in steps] == ["01/CN", "02/CN", "03/CN"]
    assert {one.decision.body for one in steps} == {classroom.CENTRE}
    assert [one.step for one in Attendance.unscoped.order_by("applicant")] == list(steps)
    verbs = list(Act.objects.order_by("pk").values_list("verb", flat=True))[-4:]
    assert sorted(verbs) == ["enter_certificates", "record_step", "record_step", "record_step"]


def test_one_wrong_row_and_nothing_of_the_list_is_written(course, seats):
    procedure.stop_file(seats[1].applicant, by=MACHINE, kind="withdrawn", day=classroom.LAST)
    lines = Act.objects.count()
    given = [
        Certificate(seats[0].pk, "01/CN", classroom.LAST - timedelta(days=1)),
        Certificate(seats[1].pk, "02/CN", classroom.GIVEN), Certificate(seats[2].pk, "03/CN", classroom.GIVEN),
    ]  # fmt: skip
    said = rows_refused(lambda: procedure.enter_certificates(course, by=MACHINE, certificates=given))
    assert set(said) == {seats[0].pk, seats[1].pk}
    assert "trước ngày bế giảng" in said[seats[0].pk]
    assert "thôi xét" in said[seats[1].pk]
    assert not Step.unscoped.filter(kind=S.CERTIFICATE).exists()
    assert Act.objects.count() == lines


def test_some_sit_there_without_a_certificate_and_come_again(cast, course, seats, people):
    classroom.certified(course, seats[:2])
    refused(lambda: procedure.take_off_course(seats[0], by=MACHINE, why="nhầm"), "bỏ giấy chứng nhận trước")
    again = classroom.course(cast.tree.committee, name="Khóa 2", first_day=classroom.LAST + timedelta(days=9),
                             last_day=classroom.LAST + timedelta(days=12))  # fmt: skip
    assert [file.applicant for file in candidates(again, people, MACHINE.day)] == [people[2]]
    (second,) = classroom.seated(again, [people[2]])
    classroom.certified(again, [second], day=classroom.LAST + timedelta(days=13))
    first = Attendance.unscoped.get(pk=seats[2].pk)
    assert first.step is None


def test_nobody_sits_in_two_classes_at_once_nor_twice_in_one(cast, course, seats, people):
    other = classroom.course(cast.tree.committee, name="Khóa 2", first_day=classroom.LAST)
    said = rows_refused(lambda: classroom.seated(other, [people[0]]))
    assert "trùng ngày với lớp này" in said[people[0].pk]
    assert "Đã có trong danh sách lớp này" in rows_refused(lambda: classroom.seated(course, [people[0]]))[people[0].pk]


def test_a_number_is_given_once_in_a_class(course, seats):
    twice = [Certificate(one.pk, "7/CN", classroom.GIVEN) for one in seats[:2]]
    said = rows_refused(lambda: procedure.enter_certificates(course, by=MACHINE, certificates=twice))
    assert list(said) == [seats[1].pk]
    assert "đã ghi cho người khác" in said[seats[1].pk]


def test_a_certificate_taken_back_in_the_file_leaves_the_list_true(course, seats):
    classroom.certified(course, seats)
    step = Step.unscoped.get(kind=S.CERTIFICATE, applicant=seats[0].applicant)
    early = classroom.LAST - timedelta(days=1)
    refused(lambda: procedure.correct_step(step, by=MACHINE, day=early, why="nhầm"), "trước ngày bế giảng")
    procedure.take_back_step(step, by=MACHINE, why="ghi nhầm người")
    assert Attendance.unscoped.get(pk=seats[0].pk).step is None
    procedure.take_off_course(seats[0], by=MACHINE, why="không học")
    assert Attendance.unscoped.count() == 2


def test_the_proposal_stands_under_the_list(course, seats):
    step = Step.unscoped.get(kind=S.CLASS_PROPOSED, applicant=seats[0].applicant)
    refused(lambda: procedure.take_back_step(step, by=MACHINE, why="nhầm"), "đưa ra khỏi danh sách lớp trước")
    late = classroom.LAST + timedelta(days=2)
    refused(lambda: procedure.correct_step(step, by=MACHINE, day=late, why="nhầm"), "sau ngày bế giảng")


def test_a_class_is_put_right_as_far_as_its_list_holds(course, seats):
    classroom.certified(course, seats)
    change = procedure.correct_course
    refused(lambda: change(course, by=MACHINE, kind="new_members", why="nhầm"), "không đổi loại lớp")
    late = classroom.GIVEN + timedelta(days=1)
    refused(lambda: change(course, by=MACHINE, last_day=late, why="nhầm"), "trước ngày bế giảng này")
    early = classroom.FIRST - timedelta(days=9)
    refused(lambda: change(course, by=MACHINE, first_day=early, last_day=early, why="nhầm"), "Đề nghị học ngày")
    change(course, by=MACHINE, name="Khóa 9", why="gõ nhầm")
    assert Course.unscoped.get().name == "Khóa 9"
    refused(lambda: procedure.take_back_course(course, by=MACHINE, why="nhầm"), "Lớp đang có 3 người")


def test_new_members_get_a_certificate_for_their_recognition(cast):
    one = play.probationer(cast.tree.cell)
    course = classroom.new_course(cast.tree.committee)
    assert [file.applicant for file in candidates(course, [one], MACHINE.day)] == [one]
    (seat,) = classroom.seated(course, [one])
    classroom.certified(course, [seat], day=classroom.NEW_GIVEN)
    seat.refresh_from_db()
    assert (seat.certified_on, seat.decision.number, seat.step) == (classroom.NEW_GIVEN, "01/CN", None)
    procedure.correct_certificate(seat, by=MACHINE, day=classroom.NEW_GIVEN + timedelta(days=1), why="gõ nhầm")
    again = classroom.new_course(cast.tree.committee, name="Khóa 2", first_day=classroom.NEW_LAST + timedelta(days=9),
                                 last_day=classroom.NEW_LAST + timedelta(days=9))  # fmt: skip
    assert "Đã có giấy chứng nhận" in rows_refused(lambda: classroom.seated(again, [one]))[one.pk]
    procedure.take_back_certificate(seat, by=MACHINE, why="nhầm người")
    seat.refresh_from_db()
    assert (seat.certified_on, seat.decision) == (None, None)


def test_an_applicant_does_not_sit_among_new_members(cast, people):
    course = classroom.new_course(cast.tree.committee)
    said = rows_refused(lambda: classroom.seated(course, people[:1]))
    assert "lớp này dành cho đảng viên mới" in said[people[0].pk]


def test_a_committee_opens_for_its_own_cells_alone(cast, course):
    (other,) = classroom.proposed(cast.tree.other_cell, "Lù Thị Dợ")
    assert "không thuộc nơi mở lớp" in rows_refused(lambda: classroom.seated(course, [other]))[other.pk]
    secretary = actor(cast.committee_secretary)
    with pytest.raises(NotAllowed):
        classroom.course(cast.tree.district, by=secretary)
    with pytest.raises(NotAllowed):
        classroom.course(cast.tree.committee, name="Khóa 3", by=actor(cast.cell_secretary))
    assert classroom.course(cast.tree.committee, name="Khóa 3", by=secretary).pk
    assert others_of([other.pk]) == {}
