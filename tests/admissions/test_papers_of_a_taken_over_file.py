"""What the page offers of a file that was opened for a probationer is printed, however little of it is known."""

from datetime import date

import pytest

from admissions import procedure
from admissions.models import Applicant, StepKind
from admissions.papers import known, table2
from admissions.papers.contents import BY_HAND, HAVE, LACKS, admission
from admissions.papers.made import WRITERS
from admissions.papers.written import draw
from admissions.procedure.reading import read
from admissions.procedure.running import running
from admissions.procedure.taking_over import spell_on
from admissions.rules.papers import OF_A_FILE
from members import rights, scope
from members.procedure import places, readmitting, standing
from tests import builders
from tests.admissions import play
from tests.admissions.test_bases import member
from tests.admissions.test_papers import words
from tests.builders import MACHINE, TODAY
from tests.ground import laid

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
S = StepKind
KNOWN = ["decision known", "decision unknown"]


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


@pytest.fixture(params=KNOWN)
def one(made, request):
    given = {} if request.param == KNOWN[0] else {"admission_decision": None}
    return procedure.take_over(play.on_probation(made.tree.cell, **given), by=MACHINE)


def file_of(one):
    return read(Applicant.unscoped.get(pk=one.pk), TODAY)


STAGES = {
    "on probation": lambda one: one, "gathered": play.gathered,
    "resolved": lambda one: play.resolved(play.gathered(one), above=True),
    "recognised": lambda one: play.recognised(play.gathered(one)), "struck off": play.struck_off,
}  # fmt: skip


@pytest.mark.parametrize("stage", STAGES)
def test_every_paper_of_which_nothing_is_missing_is_drawn(one, stage):
    STAGES[stage](one)
    with scope.opened(scope.whole_register(TODAY)):
        file = file_of(one)
        offered = [kind for kind in OF_A_FILE if known.is_of(kind, file) and not known.missing(kind, file)]
        assert {"contents", "probation-opinions"} <= {kind.code for kind in offered}
        for kind in offered:
            assert kind.title.split()[0].lower() in words(draw(kind, WRITERS[kind.code](file))).lower()


def test_a_decision_that_is_not_known_is_left_to_the_pen(made):
    file = file_of(procedure.take_over(play.on_probation(made.tree.cell, admission_decision=None), by=MACHINE))
    with scope.opened(scope.whole_register(TODAY)):
        said = words(draw(next(kind for kind in OF_A_FILE if kind.code == "probation-opinions"),
                          WRITERS["probation-opinions"](file)))  # fmt: skip
    assert "Kết nạp ngày 25/4/2025, theo Quyết định số" in said


def test_nothing_of_before_the_file_is_called_missing(one):
    lines = list(admission(file_of(one)))
    before, records = lines[:-2], lines[-2:]
    assert {line.state for line in before} <= {HAVE, BY_HAND}
    assert [line.state for line in records] == [LACKS, LACKS]
    titles = " ".join(line.title for line in before)
    for each in ("Đơn xin vào Đảng", "Lý lịch", "đoàn viên công đoàn", "chi bộ", "đảng ủy cơ sở", "Quyết định"):
        assert each in titles


def test_who_recommended_is_not_known_and_counted_by_no_table(made, one):
    with scope.opened(scope.whole_register(TODAY)):
        (new,) = table2.admitted(made.tree.district, date(2025, 1, 1), date(2026, 1, 1))
    assert new.youth is None


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


def test_the_spell_that_had_begun_is_taken_before_one_without_a_day(made):
    who = builders.member("Sùng A Chía", made.tree.cell, since=date(2001, 1, 1), admitted_on=None, official_on=None,
                         recognition_decision=None)  # fmt: skip
    standing.depart(who, by=MACHINE, kind="striking_off", day=date(2015, 3, 1))
    readmitting.readmit(who, by=MACHINE, organisation=made.tree.cell, day=date(2025, 9, 1))
    assert spell_on(who, TODAY).admitted_on == date(2025, 9, 1)
