"""Two people at one moment over one class, one visit: one wins, the other is told with a sentence."""

from datetime import date

import pytest

from admissions import procedure
from admissions.models import Attendance, Course, Step, StepKind, SupportVisit
from members.models import Act
from tests import builders
from tests.admissions import classroom
from tests.admissions.test_at_once import told
from tests.builders import MACHINE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres, pytest.mark.concurrency]
S = StepKind


@pytest.fixture
def tree():
    return builders.make_tree()


@pytest.fixture
def course(tree):
    return classroom.course(tree.committee)


def test_the_same_class_opened_by_two(tree):
    assert told(*(lambda: classroom.course(tree.committee) for _ in range(2)))
    assert Course.unscoped.count() == 1


def test_the_same_person_put_on_a_class_by_two(tree, course):
    people = classroom.proposed(tree.cell, "Giàng Thị Mỷ")
    assert "Chưa ghi dòng nào" in told(*(lambda: classroom.seated(course, people) for _ in range(2)))
    assert Attendance.unscoped.count() == 1


def test_the_same_certificates_entered_by_two(tree, course):
    seats = classroom.seated(course, classroom.proposed(tree.cell, "Giàng Thị Mỷ", "Thào Thị Dí"))
    assert told(*(lambda: classroom.certified(course, seats) for _ in range(2)))
    assert Step.unscoped.filter(kind=S.CERTIFICATE).count() == 2


def test_somebody_taken_off_a_class_while_certificates_are_entered(tree, course):
    (seat,) = classroom.seated(course, classroom.proposed(tree.cell, "Giàng Thị Mỷ"))
    told(
        lambda: classroom.certified(course, [seat]),
        lambda: procedure.take_off_course(seat, by=MACHINE, why="ghi nhầm"),
    )
    assert Attendance.unscoped.exists() == Step.unscoped.filter(kind=S.CERTIFICATE).exists()


def test_a_class_taken_back_while_somebody_is_put_on_it(tree, course):
    people = classroom.proposed(tree.cell, "Giàng Thị Mỷ")
    told(
        lambda: classroom.seated(course, people),
        lambda: procedure.take_back_course(course, by=MACHINE, why="ghi nhầm"),
    )
    assert Course.unscoped.exists() == Attendance.unscoped.exists()


def test_the_same_visit_recorded_by_two(tree):
    member = builders.member("Lò Văn Pao", tree.cell)
    given = {"kind": "hard", "day": date(2026, 5, 4), "name": "Chi ủy"}
    assert told(*(lambda: procedure.record_visit(member, by=MACHINE, **given) for _ in range(2)))
    assert SupportVisit.unscoped.count() == 1


def test_the_same_visit_taken_back_by_two(tree):
    member = builders.member("Lò Văn Pao", tree.cell)
    visit = procedure.record_visit(member, by=MACHINE, kind="hard", day=date(2026, 5, 4), name="Chi ủy")
    told(*(lambda: procedure.take_back_visit(visit, by=MACHINE, why="ghi nhầm") for _ in range(2)))
    assert Act.objects.filter(verb="take_back_visit").count() == 1
