"""A list that says less than the register makes no second record of a known person; of two who may be meant nobody is
taken, and the row says so."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kit.calendar import PartialDate
from members import importing, procedure
from members.importing import Outcome
from members.models import Member
from members.procedure.people import NumberGiven
from tests.builders import MACHINE, make_tree, member
from tests.members.importing.files import HOME, opened, people, sheet

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

ADMITTED = "18/5/2010"
BORN = PartialDate(1965, 3, 12)


@pytest.fixture
def tree():
    return make_tree()


def plan_of(*rows, birth=True):
    """A list of the cell: name, birth as it is written, day of admission, number of the card."""
    head = ("TT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Số thẻ", "Chi bộ")
    cells = [head, *((number, *row, *[None] * (4 - len(row)), HOME) for number, row in enumerate(rows, 1))]
    if not birth:
        cells = [(*row[:2], *row[3:]) for row in cells]
    return importing.make_plan(opened(sheet(cells)), by=MACHINE)


def outcomes(plan):
    return [row.outcome for row in plan.rows]


def warned(plan):
    return [problem.row - 1 for problem in plan.problems if problem.code == "may_be_known"]


def test_a_year_alone_is_the_known_person_and_does_not_replace_the_day(tree):
    known = member("Đặng Văn Tuấn", tree.cell, birth=BORN)
    plan = plan_of(("Đặng Văn Tuấn", "1965", ADMITTED))
    assert (outcomes(plan), plan.problems) == ([Outcome.SAME], [])
    importing.apply(plan, by=MACHINE)
    known.refresh_from_db()
    assert (Member.unscoped.count(), known.birth_on, known.birth_precision) == (1, date(1965, 3, 12), "d")


def test_a_day_fills_in_the_year_of_a_known_person(tree):
    known = member("Đặng Văn Tuấn", tree.cell, birth=PartialDate(1965))
    importing.apply(plan_of(("Đặng Văn Tuấn", "12/3/1965", ADMITTED)), by=MACHINE)
    known.refresh_from_db()
    assert (Member.unscoped.count(), known.birth_on) == (1, date(1965, 3, 12))


def test_a_list_without_births_makes_no_second_record(tree):
    known = member("Đặng Văn Tuấn", tree.cell, birth=BORN)
    plan = plan_of(("Đặng Văn Tuấn", "", ADMITTED), birth=False)
    assert (outcomes(plan), plan.rows[0].record.member.pk) == ([Outcome.SAME], known.pk)


def test_of_two_of_one_name_nobody_is_taken(tree):
    member("Đặng Văn Tuấn", tree.cell, birth=BORN)
    member("Đặng Văn Tuấn", tree.cell, birth=PartialDate(1965, 7, 1))
    plan = plan_of(("Đặng Văn Tuấn", "1965", ADMITTED))
    assert (outcomes(plan), warned(plan)) == ([Outcome.NEW], [1])
    (problem,) = plan.problems
    assert "Đặng Văn Tuấn, sinh 12/3/1965; Đặng Văn Tuấn, sinh 01/7/1965" in problem.message


def test_two_rows_of_one_name_and_one_known_person(tree):
    member("Đặng Văn Tuấn", tree.cell, birth=BORN)
    plan = plan_of(("Đặng Văn Tuấn", "", ADMITTED), ("Đặng Văn Tuấn", "", ADMITTED), birth=False)
    assert (outcomes(plan), warned(plan)) == ([Outcome.NEW, Outcome.NEW], [1, 2])


def test_father_and_son_are_told_apart_by_the_year_or_the_admission(tree):
    father = member("Đặng Văn Tuấn", tree.cell, birth=PartialDate(1940), admitted_on=date(2001, 2, 3),
                    official_on=date(2002, 2, 3))  # fmt: skip
    son = member("Đặng Văn Tuấn", tree.cell, birth=BORN)
    plan = plan_of(("Đặng Văn Tuấn", "1965"), ("Đặng Văn Tuấn", "1940"))
    assert [row.record.member.pk for row in plan.rows] == [son.pk, father.pk]
    plan = plan_of(("Đặng Văn Tuấn", "", "3/2/2001"), ("Đặng Văn Tuấn", "", ADMITTED), birth=False)
    assert [row.record.member.pk for row in plan.rows] == [father.pk, son.pk]
    assert not warned(plan)


def test_a_son_is_not_his_father(tree):
    member("Đặng Văn Tuấn", tree.cell, birth=PartialDate(1940))
    plan = plan_of(("Đặng Văn Tuấn", "1965", "3/2/1990"))
    assert (outcomes(plan), warned(plan)) == ([Outcome.NEW], [])


@pytest.mark.parametrize("row", [("Đặng Văn Tuấn", "1965", "3/2/1990"), ("Đặng Văn Tuấn", "1966", ADMITTED),
                                 ("Đặng Văn Tuấn", "1965", ADMITTED, "87654321")])  # fmt: skip
def test_what_half_fits_is_new_and_said_so(tree, row):
    member("Đặng Văn Tuấn", tree.cell, birth=BORN, numbers=[NumberGiven("card8", "12345678")])
    plan = plan_of(row)
    assert (outcomes(plan), warned(plan)) == ([Outcome.NEW], [1])


def test_who_left_or_stands_elsewhere_is_not_taken_by_the_name_nor_named(tree):
    gone = member("Đặng Văn Tuấn", tree.cell, birth=BORN)
    procedure.standing.depart(gone, by=MACHINE, kind="own_wish", day=date(2026, 2, 2))
    plan = plan_of(("Đặng Văn Tuấn", "1965", ADMITTED))
    assert (outcomes(plan), warned(plan)) == ([Outcome.NEW], [1])
    assert "1965" not in plan.problems[0].message


def test_a_second_time_the_same_list_finds_whom_it_made(tree):
    member("Đặng Văn Tuấn", tree.cell, birth=BORN)
    rows = [("Đặng Văn Tuấn", "1965", "3/2/1990")]
    importing.apply(plan_of(*rows), by=MACHINE)
    plan = plan_of(*rows)
    assert (outcomes(plan), warned(plan)) == ([Outcome.SAME], [])


def test_the_register_is_asked_as_often_for_many_as_for_few(tree):
    names = [one["full_name"] for one in people(40)]
    for name in names:
        member(name, tree.cell, birth=BORN)

    def asked(count):
        with CaptureQueriesContext(connection) as found:
            plan = plan_of(*((name, "1965", ADMITTED) for name in names[:count]))
        assert outcomes(plan) == [Outcome.SAME] * count
        return len(found)

    assert asked(40) == asked(3)
