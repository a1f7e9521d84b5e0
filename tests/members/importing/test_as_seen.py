"""The preview is the plan: whatever touched what it says of anybody in between, nothing of it is written."""

from datetime import date

import pytest

from kit.calendar import PartialDate
from members import importing, procedure
from members.errors import Refusal
from members.importing import Outcome
from members.models import Member, NumberKind
from members.procedure.people import NumberGiven
from tests.builders import MACHINE, make_tree, member
from tests.members.importing.files import national, opened, people

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
CARD_8 = NumberKind.CARD_8
CHANGED = "Sổ đã được sửa sau khi đọc tệp"


@pytest.fixture
def tree():
    return make_tree()


def plan_of(*rows):
    return importing.make_plan(opened(national(*rows)), by=MACHINE)


def stopped(plan, what):
    with pytest.raises(Refusal, match=rf"{CHANGED} \({what}\)"):
        importing.apply(plan, by=MACHINE)


def card(person, value):
    procedure.people.note_number(person, by=MACHINE, kind=CARD_8, value=value, day=date(2024, 1, 1))


def test_people_without_any_number_are_not_entered_twice_by_one_plan(tree):
    plan = plan_of({}, {"full_name": "Vừ Thị Mỷ"})
    importing.apply(plan, by=MACHINE)
    stopped(plan, "Sùng A Páo")
    assert Member.unscoped.count() == 2


def test_two_plans_of_one_file_enter_its_people_once(tree):
    first, second = plan_of({}), plan_of({})
    importing.apply(first, by=MACHINE)
    stopped(second, "Sùng A Páo")
    assert plan_of({}).rows[0].outcome is Outcome.SAME


def test_somebody_entered_by_hand_meanwhile_stops_the_row_of_that_name(tree):
    plan = plan_of({})
    member("Sùng A Páo", tree.cell, birth=PartialDate(1965, 6, 4))
    stopped(plan, "Sùng A Páo")
    assert Member.unscoped.count() == 1


def test_who_takes_the_name_of_a_row_meanwhile_stops_it(tree):
    known = member("Sùng A Phảo", tree.cell)
    plan = plan_of({})
    procedure.people.correct_member(known, by=MACHINE, why="theo lý lịch", full_name="Sùng A Páo")
    stopped(plan, "Sùng A Páo")


def test_other_work_in_between_stops_nothing(tree):
    known = member("Vừ Thị Mỷ", tree.sibling)
    plan = plan_of({"source_id": "M1", "card8": "12345678"})
    card(known, "87654321")
    member("Lò Văn Sinh", tree.cell, source_id="M2")
    assert importing.apply(plan, by=MACHINE).created == 1


@pytest.mark.parametrize("known", [True, False])
def test_a_card_noted_for_somebody_else_meanwhile_is_not_held_twice(tree, known):
    if known:
        importing.apply(plan_of({"source_id": "M1"}), by=MACHINE)
    other = member("Vừ Thị Mỷ", tree.sibling)
    plan = plan_of({"source_id": "M1", "card8": "12345678"})
    card(other, "12345678")
    stopped(plan, "có số thẻ vừa được ghi")


@pytest.mark.parametrize("known", [True, False])
def test_an_id_given_to_somebody_else_meanwhile_is_told_with_a_sentence(tree, known):
    if known:
        importing.apply(plan_of({}), by=MACHINE)
    plan = plan_of({"source_id": "M1"})
    member("Vừ Thị Mỷ", tree.sibling, source_id="M1")
    stopped(plan, "có mã vừa được ghi")


def test_a_card_that_somebody_else_gave_back_long_ago_is_taken(tree):
    """It stood so when the plan was made: nothing changed in between."""
    other = member("Vừ Thị Mỷ", tree.sibling, numbers=[NumberGiven(CARD_8, "12345678", date(2012, 1, 1))])
    card(other, "12345679")
    plan = plan_of({"card8": "12345678"})
    assert plan.rows[0].outcome is Outcome.NEW
    assert importing.apply(plan, by=MACHINE).created == 1


def test_as_many_questions_for_many_as_for_few_when_the_register_moved(tree, django_assert_max_num_queries):
    plan = plan_of(*people(60))
    importing.apply(plan_of(*people(60, 1001)), by=MACHINE)
    with django_assert_max_num_queries(60):
        assert importing.apply(plan, by=MACHINE).created == 60
