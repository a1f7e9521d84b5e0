"""Of whom the register held before it held a file every paper can be made: what is not known is written with a pen."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from admissions import procedure
from admissions.models import RecognitionKind, Step, StepKind
from admissions.papers.contents import admission
from admissions.papers.known import is_of, missing
from admissions.papers.made import WRITERS
from admissions.papers.progress import progress
from admissions.papers.sheets import probation_opinions
from admissions.papers.table2 import admitted
from admissions.papers.written import draw
from admissions.procedure.reading import read
from admissions.rules.deciding import AGE_AGAIN
from admissions.rules.papers import OF_A_FILE
from members.errors import RuleBroken
from members.models import Membership
from members.procedure import Passed, people, standing
from tests import builders
from tests.admissions import play
from tests.admissions.test_taking_over import Ground
from tests.builders import MACHINE, TODAY
from tests.ground import laid
from tests.reports.pages import text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
ground = laid(Ground)


@pytest.fixture
def made(ground, db):
    with time_machine.travel("2026-06-30 05:00:00+00:00", tick=True):
        yield ground.found()


R = RecognitionKind
ENDS = date(2026, 4, 25)


def without_decision(made):
    other = play.on_probation(made.tree.cell, "Lù Thị Mẩy", admission_decision=None)
    return procedure.take_over(other, by=MACHINE)


def lines(sheet):
    return "\n".join(line for part in sheet.parts for line in part.lines)


def all_drawn(one):
    """The codes of the papers that the page offers by now, each of them drawn to the last byte."""
    file = read(one, TODAY)
    offered = [kind for kind in OF_A_FILE if is_of(kind, file) and not missing(kind, file)]
    for kind in offered:
        assert draw(kind, WRITERS[kind.code](file)).startswith(b"%PDF")
    return {kind.code for kind in offered}


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("end", ["recognised", "struck off"])
def test_every_paper_that_the_page_offers_is_drawn_at_each_stage(made, known, end):
    one = procedure.take_over(made.pa, by=MACHINE) if known else without_decision(made)
    helper = procedure.assign_helper(one, by=MACHINE, member=made.helper, day=play.ADMITTED)
    with builders.whole():
        assert {"probation-opinions", "progress", "contents"} <= all_drawn(one)
        for kind in (R.CERTIFICATE, R.SELF_REVIEW):
            play.gather(one, kind, day=ENDS)
        play.gather(one, R.HELPER, day=ENDS, helper=helper)
        play.gather(one, R.SYNTHESIS, day=ENDS)
        all_drawn(one)
        if end == "recognised":
            play.recognised(one)
            assert {"cell-recognition", "recognition-decision"} <= all_drawn(one)
        else:
            standing.depart(one.member, by=MACHINE, kind="striking_off", day=date(2026, 5, 1), decision=builders.PAPER)
            all_drawn(one)


def test_the_opinions_leave_an_unknown_decision_to_be_written_by_hand(made):
    with builders.whole():
        assert "theo Quyết định số …" in lines(probation_opinions(read(without_decision(made), TODAY)))
        known = procedure.take_over(made.pa, by=MACHINE)
        assert "27-QĐ/HU" in lines(probation_opinions(read(known, TODAY)))


def test_whether_the_youth_union_introduced_stays_unknown(made):
    procedure.take_over(made.pa, by=MACHINE)
    with builders.whole():
        rows = admitted(made.tree.district, date(2025, 1, 1), date(2026, 1, 1))
    assert [one.youth for one in rows if one.member == made.pa.pk] == [None]


def test_the_progress_sheet_says_that_who_introduced_was_before_the_file(made):
    with builders.whole():
        said = lines(progress(read(procedure.take_over(made.pa, by=MACHINE), TODAY)))
    assert "Nơi giới thiệu: trước khi có hồ sơ trên máy." in said
    assert "Đảng viên giới thiệu: trước khi có hồ sơ trên máy." in said


def test_who_introduced_is_not_asked_when_the_person_is_put_right(made):
    one = procedure.take_over(made.pa, by=MACHINE)
    shown = signed_in(made.cast.cell_secretary).get(reverse("correct-applicant", args=[one.pk])).content.decode()
    assert 'name="full_name"' in shown and 'name="backing"' not in shown


def test_papers_of_before_the_file_are_looked_up_by_hand_and_not_missing(made):
    with builders.whole():
        lines = {line.title: line.state for line in admission(read(without_decision(made), TODAY))}
    records = {title: lines.pop(title) for title in ("Lý lịch đảng viên", "Phiếu đảng viên")}
    assert set(lines.values()) == {"…"} and set(records.values()) == {"thiếu"}
    assert "Nghị quyết giới thiệu đoàn viên ưu tú hoặc đoàn viên công đoàn vào Đảng (nếu có)" in lines
    assert "Quyết định kết nạp đảng viên" in lines and "Nghị quyết của đảng ủy cơ sở" in lines


def test_the_day_of_the_decision_is_put_right_and_no_receipt_is_noted(made):
    one = procedure.take_over(made.pa, by=MACHINE)
    decided = Step.unscoped.get(applicant=one, kind=StepKind.DECISION)
    procedure.correct_step(decided, by=MACHINE, day=date(2025, 1, 6), why="theo quyết định gốc", passed=Passed())
    assert read(one, TODAY).way.days[StepKind.DECISION] == date(2025, 1, 6)
    with pytest.raises(RuleBroken, match="không ghi ngày chi bộ nhận quyết định") as refused:
        procedure.correct_step(decided, by=MACHINE, received_on=date(2025, 4, 20), why="nhầm")
    assert refused.value.field == "received_on"


def test_who_was_in_the_party_before_is_not_told_an_age_by_the_second_decision(made):
    one = procedure.take_over(made.pa, by=MACHINE)
    people.recognise(made.pa, by=MACHINE, official_on=ENDS, decision=builders.PAPER)
    page = reverse("applicant", args=[one.pk])
    client = signed_in(made.cast.officer)
    assert AGE_AGAIN not in text(client.get(page))
    Membership.unscoped.create(member=made.pa, admitted_on=date(2010, 5, 19))
    assert AGE_AGAIN in text(client.get(page))
