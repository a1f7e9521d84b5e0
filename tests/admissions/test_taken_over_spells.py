"""Which cell and which spell in the Party a file speaks of that was opened later for a probationer."""

from datetime import date
from types import SimpleNamespace

import pytest

from admissions import procedure
from admissions.models import Applicant, StepKind
from admissions.papers import table2
from admissions.papers.made import WRITERS
from admissions.papers.written import draw
from admissions.procedure import probation, spells
from admissions.procedure.reading import read
from admissions.procedure.running import running
from admissions.procedure.taking_over import spell_on
from admissions.rules.clocks import Kind
from admissions.rules.papers import OF_A_FILE
from members import rights, scope, tree
from members.models import Membership, Placement
from members.procedure import people, places, readmitting, standing
from tests import builders
from tests.admissions import play
from tests.admissions.papers_play import words
from tests.admissions.test_bases import member
from tests.builders import MACHINE, TODAY
from tests.ground import laid

pytestmark = pytest.mark.django_db
S, AGAIN = StepKind, date(2028, 7, 3)


class Ground:
    def __init__(self) -> None:
        self.tree = builders.make_tree()
        self.helper, *_ = (
            member(name, self.tree.cell) for name in ("Cứ Seo Hòa", "Lồ Thị Dung", "Tải Thị Hoa")
        )  # fmt: skip


ground = laid(Ground)


@pytest.fixture
def made(ground, db):
    return ground.found()


def file_of(one):
    return read(Applicant.unscoped.get(pk=one.pk), TODAY)


def test_the_assignment_of_a_helper_is_in_the_name_of_the_cell_of_that_day(made):
    """The cell that leads the file was founded after the admission."""
    pa = play.on_probation(made.tree.cell)
    day = date(2025, 10, 1)
    founded = builders.organisation("Chi bộ Thôn Mới", "cell", made.tree.committee, day=day)
    for who in (pa, made.helper):
        places.move(who, by=MACHINE, organisation=founded, day=day)
    one = procedure.take_over(pa, by=MACHINE, helper=made.helper)
    kind = next(kind for kind in OF_A_FILE if kind.code == "helper")
    with scope.opened(scope.whole_register(TODAY)):
        said = words(draw(kind, WRITERS["helper"](file_of(one))))
    assert "CHI BỘ THÔN 1 NGHỊ QUYẾT" in said


def test_the_file_of_an_earlier_spell_stops_no_clock_of_this_one(made):
    """Struck off by a file, admitted again without one: the months run, and end by no old proposal."""
    one = play.struck_off(play.taken_over(made.tree.cell))
    again = date(2028, 7, 3)
    readmitting.readmit(one.member, by=rights.machine("kiểm thử", again), organisation=made.tree.cell, day=again)
    day = date(2029, 6, 20)
    with scope.opened(scope.whole_register(day)):
        found = [each for each in running(day) if each.member == one.member_id and not each.is_told]
    assert [(each.applicant, each.clock.last) for each in found] == [(None, date(2029, 7, 3))]


def clocks_of(one, day):
    """What runs for the probation of whom the file admitted."""
    with scope.opened(scope.whole_register(day)):
        found = [each for each in running(day) if each.member == one.member_id]
    return [each for each in found if each.clock.kind in (Kind.PROBATION, Kind.REVIEW)]


def with_the_first_admission_put_right(made, day):
    """Struck off by a file and admitted again without one; then the day of the first admission is put right."""
    one = play.struck_off(play.taken_over(made.tree.cell))
    again = rights.machine("kiểm thử", AGAIN)
    readmitting.readmit(one.member, by=again, organisation=made.tree.cell, day=AGAIN)
    first = Membership.unscoped.get(member=one.member, admitted_on=play.ADMITTED)
    people.correct_membership(first, by=again, why="theo lý lịch", admitted_on=day)
    one.refresh_from_db()
    return one, first


@pytest.mark.parametrize("day", [date(2025, 4, 24), date(2025, 4, 26), date(2025, 8, 1)])
def test_a_first_file_takes_no_second_spell_also_where_the_first_admission_was_put_right(made, day):
    """Found by reading: whose day no spell had any more took the newest one, which then had no file of its own."""
    one, first = with_the_first_admission_put_right(made, day)
    assert spells.of_file(one) == probation.of_file(file_of(one)).spell == first
    assert probation.of_file(file_of(one)).struck_off is not None
    newest = spells.all_of(one.member_id)[-1]
    assert (spells.file_of(one.member, first), spells.file_of(one.member, newest)) == (one, None)
    (clock,) = clocks_of(one, date(2029, 6, 20))
    assert (clock.applicant, clock.is_told, clock.clock.last) == (None, False, date(2029, 7, 3))


def test_the_second_spell_gets_a_file_of_its_own_and_the_clocks_go_by_that(made):
    one, _ = with_the_first_admission_put_right(made, date(2025, 4, 24))
    own = procedure.take_over(one.member, by=rights.machine("kiểm thử", AGAIN))
    newest = spells.all_of(one.member_id)[-1]
    assert spells.of_file(own) == newest
    assert spells.file_of(one.member, newest) == own
    assert [each.applicant for each in clocks_of(one, date(2029, 6, 20))] == [own.pk]


def test_a_file_whose_own_spell_was_put_right_still_tells_of_it(made):
    one = play.taken_over(made.tree.cell)
    only = Membership.unscoped.get(member=one.member)
    people.correct_membership(only, by=MACHINE, why="theo lý lịch", admitted_on=date(2025, 5, 25))
    assert spells.file_of(one.member, only) == one
    assert [each.is_told for each in clocks_of(one, TODAY)] == [True]


def test_the_spell_that_had_begun_is_taken_before_one_without_a_day(made):
    who = builders.member("Sùng A Chía", made.tree.cell, since=date(2001, 1, 1), admitted_on=None, official_on=None,
                         recognition_decision=None)  # fmt: skip
    standing.depart(who, by=MACHINE, kind="striking_off", day=date(2015, 3, 1))
    readmitting.readmit(who, by=MACHINE, organisation=made.tree.cell, day=date(2025, 9, 1))
    assert spell_on(who, TODAY).admitted_on == date(2025, 9, 1)


def test_who_went_on_to_another_part_is_elsewhere_also_where_the_first_place_has_no_day(made):
    who = builders.member("Sùng A Chía", made.tree.cell)
    places.move(who, by=MACHINE, organisation=made.tree.other_cell, day=date(2025, 3, 1))
    Placement.unscoped.filter(member=who, organisation=made.tree.cell).update(since=None)
    file = SimpleNamespace(applicant=SimpleNamespace(member_id=who.pk))
    here = tree.place_on(made.tree.committee.pk, TODAY)
    mine = scope.Scope(TODAY, here.version, ranges=dict.fromkeys(scope.WIDTHS, (here.range,)))
    with scope.opened(mine):
        assert probation.elsewhere([file]) == {who.pk}
    with builders.whole():
        assert probation.elsewhere([file]) == set()


def test_each_admission_of_one_person_is_counted_by_its_own_file_and_cell(made):
    """Found by reading: the file of the first admission said who had recommended the person the second time."""
    one = play.until(play.found(made.tree.cell), S.RECORDS)
    one.refresh_from_db()
    standing.depart(one.member, by=MACHINE, kind="striking_off", day=date(2026, 1, 8))
    readmitting.readmit(one.member, by=MACHINE, organisation=made.tree.sibling, day=date(2026, 6, 1))
    procedure.take_over(one.member, by=MACHINE)
    with builders.whole():
        (first,) = table2.admitted(made.tree.district, date(2025, 1, 1), date(2026, 1, 1))
        (second,) = table2.admitted(made.tree.district, date(2026, 1, 1), date(2027, 1, 1))
    assert [(each.youth, each.cell) for each in (first, second)] == [
        (True, made.tree.cell.pk), (None, made.tree.sibling.pk),
    ]  # fmt: skip


def test_the_table_of_an_earlier_year_does_not_call_a_first_admission_a_second_one(made):
    who = builders.member("Sùng A Chía", made.tree.cell)
    standing.depart(who, by=MACHINE, kind="striking_off", day=date(2015, 3, 1))
    readmitting.readmit(who, by=MACHINE, organisation=made.tree.cell, day=date(2025, 9, 1))
    with builders.whole():
        (first,) = [one for one in table2.admitted(made.tree.district, date(2010, 1, 1), date(2011, 1, 1))
                    if one.member == who.pk]  # fmt: skip
        (second,) = table2.admitted(made.tree.district, date(2025, 1, 1), date(2026, 1, 1))
    assert (first.again, second.again) == (False, True)
