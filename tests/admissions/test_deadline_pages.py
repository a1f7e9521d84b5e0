"""What runs out, on the page of deadlines, on the start page and on the file: for whom, in which order, until when."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from admissions import procedure
from admissions.models import Applicant, Handling, Step, StepKind
from admissions.procedure.reading import read_many
from admissions.procedure.running import running
from admissions.rules import clocks, terms
from admissions.rules.clocks import Kind
from kit.calendar import print_day
from members import office
from members import procedure as register
from members.rules.people import review_due
from tests import builders
from tests.admissions import play
from tests.builders import MACHINE
from tests.ground import laid
from tests.reports.pages import text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
S = StepKind
NOON = "2026-06-30 05:00:00+00:00"
TODAY = date(2026, 6, 30)
OFF: clocks.Off = (frozenset(), frozenset())


class Ground:
    """A file whose decision waits, one whose certificate grows old, somebody whose probation ends in twelve days and
    somebody of another committee whose probation ends in fifty."""

    def __init__(self) -> None:
        self.cast = builders.make_cast()
        tree = self.cast.tree
        self.waits = play.until(play.found(tree.cell), S.CELL)
        self.soon = builders.member("Vàng Thị Súa", tree.cell, admitted_on=date(2025, 7, 12), official_on=None)
        self.far = builders.member("Lùng Văn Tỏa", tree.other_cell, admitted_on=date(2025, 8, 19), official_on=None)
        self.late = builders.member("Tẩn Sài Lụa", tree.cell, admitted_on=date(2025, 1, 10), official_on=None)


ground = laid(Ground, NOON)


@pytest.fixture
def made(ground, db):
    with time_machine.travel(NOON, tick=True):
        yield ground.found()


def rows_of(client, **given):
    return text(client.get(reverse("deadlines"), given))


def test_what_ends_first_stands_first_and_each_says_whose_work_it_is(made):
    said = rows_of(signed_in(made.cast.officer))
    at = [said.index(name) for name in ("Giàng Thị Mỷ", "Tẩn Sài Lụa", "Vàng Thị Súa", "Lùng Văn Tỏa")]
    assert at == sorted(at)
    assert "12/7/2026 còn 12 ngày" in said
    assert "quá hạn" in said[at[0] : at[1]] and "cấp có thẩm quyền" in said[at[0] : at[1]]
    assert "chi bộ xét công nhận chính thức" in said[at[1] : at[2]]


def test_each_sees_what_runs_in_the_own_part_alone(made):
    cell, committee = (rows_of(signed_in(who)) for who in (made.cast.cell_secretary, made.cast.committee_secretary))
    for said in (cell, committee):
        assert "Vàng Thị Súa" in said and "Lùng Văn Tỏa" not in said
    assert signed_in(made.cast.reader).get(reverse("deadlines")).status_code == 403


def test_one_kind_alone_with_its_rule(made):
    said = rows_of(signed_in(made.cast.officer), viec="probation")
    assert "Thời gian dự bị, kể từ ngày lễ kết nạp: 12 tháng" in said
    assert "Vàng Thị Súa" in said and "Giàng Thị Mỷ" not in said
    assert "Giàng Thị Mỷ" in rows_of(signed_in(made.cast.officer), viec="khong-co")


def start(who):
    return text(signed_in(who).get("/"))


def test_the_start_page_of_the_cell_tells_from_ninety_days_that_of_the_district_from_fifteen(made):
    assert "Hết thời gian dự bị: 1 người" in start(made.cast.cell_secretary)
    assert "Sớm nhất: Vàng Thị Súa, ngày cuối 12/7/2026" in start(made.cast.officer)
    with time_machine.travel("2026-05-30 05:00:00+00:00", tick=True):
        assert "Hết thời gian dự bị" in start(made.cast.cell_secretary)
        for who in (made.cast.committee_secretary, made.cast.officer):
            assert "Hết thời gian dự bị" not in start(who)
    with time_machine.travel("2026-06-15 05:00:00+00:00", tick=True):
        assert "Hết thời gian dự bị" in start(made.cast.committee_secretary)
        assert "Hết thời gian dự bị" not in start(made.cast.officer)


def test_the_line_of_the_start_page_leads_to_as_many_names_as_it_says(made):
    """Of two who end, the district is told of the one within fifteen days; the page of all has both."""
    builders.member("Sùng Seo Chớ", made.cast.tree.cell, admitted_on=date(2025, 7, 14), official_on=None)
    client = signed_in(made.cast.officer)
    line = next(one for one in client.get("/").context["tasks"] if one.key == "clock-probation")
    assert line.what.endswith("2 người")
    told, every = text(client.get(line.href)), rows_of(client, viec="probation")
    assert "2 hạn" in told and "Lùng Văn Tỏa" not in told and "Sùng Seo Chớ" in told
    assert "3 hạn" in every and "Lùng Văn Tỏa" in every


def test_the_decision_is_told_to_who_decides_from_the_start(made):
    """Sixty working days from the vote of last year: it is late, so everybody is told; the line leads to the file."""
    said = signed_in(made.cast.officer).get("/")
    assert "Quyết định kết nạp: 1 người" in text(said)
    assert reverse("applicant", args=[made.waits.pk]) in said.content.decode()


def test_an_account_without_files_is_told_of_none(made):
    for who in (made.cast.reader, made.cast.administrator):
        assert "Hết thời gian dự bị" not in start(who)


def test_whoever_is_recognised_or_gone_runs_no_more(made):
    register.people.recognise(
        made.late, by=MACHINE, official_on=date(2026, 1, 10), decision=play.paper("7-QĐ/HU", date(2026, 3, 2))
    )
    register.standing.depart(made.soon, by=MACHINE, day=TODAY, kind="death")
    with builders.whole():
        assert {one.name for one in running(TODAY)} == {"Giàng Thị Mỷ", "Lùng Văn Tỏa"}


def test_the_file_says_its_clocks_and_the_officer_notes_when_the_resolution_came(made):
    client, where = signed_in(made.cast.officer), reverse("applicant", args=[made.waits.pk])
    assert "Ghi ngày nhận nghị quyết của chi bộ" in text(client.get(where))
    came = play.day_of(S.CELL) + timedelta(days=8)
    answer = client.post(reverse("resolution-came", args=[made.waits.pk]), {"day": f"{came:%d/%m/%Y}"})
    assert answer["Location"] == where
    paper = {"number": "12-CV/HU", "signed_on": f"{came:%d/%m/%Y}", "body": "Ban Thường vụ Huyện ủy"}
    said = {"day": f"{came:%d/%m/%Y}", "wd": "20", **paper}
    assert client.post(reverse("extend-decision", args=[made.waits.pk]), said).status_code == 302
    shown = text(client.get(where))
    assert "thêm 20 ngày làm việc; Số 12-CV/HU" in shown and "Nhận nghị quyết của chi bộ (kết nạp)" in shown
    assert "60 ngày làm việc, gia hạn thêm 20 ngày làm việc" in shown
    assert "Ghi ngày nhận nghị quyết" not in shown
    assert set(Handling.unscoped.values_list("noted", flat=True)) == {"came", "longer"}


def test_a_committee_notes_only_where_it_decides(made):
    client, where = signed_in(made.cast.committee_secretary), reverse("applicant", args=[made.waits.pk])
    assert "Ghi ngày nhận nghị quyết" not in text(client.get(where))
    refused = client.post(reverse("resolution-came", args=[made.waits.pk]), {"day": "15/6/2026"})
    assert refused.status_code == 422 and "chưa được ủy quyền" in text(refused)
    procedure.authorise(
        made.cast.tree.committee, by=MACHINE, day=date(2025, 1, 1), decision=play.paper("4-QĐ/HU", date(2025, 1, 1))
    )
    assert "Ghi ngày nhận nghị quyết" in text(client.get(where))


def test_bad_days_get_one_sentence_at_the_field_and_nothing_is_written(made):
    client = signed_in(made.cast.officer)
    where = reverse("extend-decision", args=[made.waits.pk])
    answer = client.post(where, {"day": "31/2/2026", "wd": "0", "number": "1"})
    assert answer.status_code == 422
    assert not Handling.unscoped.exists()


def test_many_more_are_no_more_questions(made):
    def asked():
        with builders.whole(), CaptureQueriesContext(connection) as captured:
            found = running(TODAY)
        return len(captured), Counter(one.clock.kind for one in found)

    before, _ = asked()
    for number in range(4):
        builders.member(f"Phàn Thị Số {number}", made.cast.tree.cell, admitted_on=date(2025, 7, 20), official_on=None)
        play.until(play.found(made.cast.tree.cell, f"Chảo Thị Số {number}"), S.CELL)
    after, many = asked()
    assert (after, many[Kind.DECISION]) == (before, 5)


def test_no_clock_runs_otherwise_for_what_it_is_not_told(made):
    """Who introduced, who helped and where a profile was verified is not asked for; where whom it admitted stands is,
    as that is the cell of the file."""
    play.until(play.found(made.cast.tree.other_cell, "Thào Thị Say"), S.RECORDS)
    play.ask(made.waits)
    with builders.whole():
        files = list(Applicant.objects.with_cell(TODAY).order_by("pk"))
        short, whole = read_many(files, TODAY, for_clocks=True), read_many(files, TODAY)
        for one in files:
            told = [list(clocks.of_file(read[one.pk].way, OFF, TODAY)) for read in (short, whole)]
            assert told[0] == told[1]
            assert short[one.pk].handlings == whole[one.pk].handlings and short[one.pk].cell == whole[one.pk].cell
        with CaptureQueriesContext(connection) as captured:
            running(TODAY)
    assert len(captured) <= 9


def test_what_is_longest_over_stands_first_on_the_start_page(made):
    builders.member("Ma A Chu", made.cast.tree.cell, admitted_on=date(2023, 3, 1), official_on=None)
    with time_machine.travel("2026-12-30 05:00:00+00:00", tick=True):
        tasks = signed_in(made.cast.officer).get("/").context["tasks"]
    over = [one.when for one in tasks if one.when.startswith("Quá hạn ")]
    days = [int(one.split()[2]) for one in over]
    assert len(set(days)) > 1
    assert days == sorted(days, reverse=True)
    assert [one.when for one in tasks[: len(over)]] == over


def test_lists_and_the_file_say_of_each_term_how_many_days_it_is_over_or_left(made):
    """The decision runs from the vote of the cell on, also while the committee has not resolved yet; the last day is in
    time, the next one is one over."""
    client, where = signed_in(made.cast.officer), reverse("applicant", args=[made.waits.pk])
    last = terms.due(read_many([made.waits], TODAY)[made.waits.pk].way, S.DECISION, *office.holidays())
    for day, words in ((last - timedelta(days=8), "còn 8 ngày"), (last, "hôm nay là ngày cuối"),
                       (last + timedelta(days=12), "quá hạn 12 ngày")):  # fmt: skip
        with time_machine.travel(f"{day} 05:00:00+00:00", tick=True):
            for page in (reverse("applicants"), where, reverse("admission-progress")):
                said = text(client.get(page))
                assert re.search(rf"quyết định kết nạp {print_day(last)} \({words}\)", said), (page, said)


def test_once_the_months_are_over_the_file_waits_for_the_recognition_though_no_records_were_noted(made):
    one = play.probationer(made.cast.tree.cell, "Lùng Thị Dở")
    Step.unscoped.filter(applicant=one, kind=S.RECORDS).delete()
    client, where = signed_in(made.cast.officer), reverse("applicant", args=[one.pk])
    said = text(client.get(where))
    ends = date(2026, 4, 25)
    last = print_day(review_due(ends, *office.holidays()))
    assert f"Bước công nhận 1/8 · Chi bộ Thôn 1 · hạn xét công nhận {last} (quá hạn" in said
    with time_machine.travel(f"{ends - timedelta(days=1)} 05:00:00+00:00", tick=True):
        assert "Bước 17/17" in text(client.get(where))
