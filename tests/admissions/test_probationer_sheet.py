"""The probationers of a district are given files from a sheet that was filled in, and sent again as it grows."""

from datetime import date
from functools import partial

import pytest
from django.urls import reverse

from admissions import procedure
from admissions.models import Applicant, Helper, Step, StepKind
from members.models import Decision, Term
from members.procedure import people
from tests.admissions import play
from tests.admissions.sheet_rows import send_rows
from tests.admissions.test_bases import member
from tests.builders import MACHINE
from tests.members.officer_play import cast, ground, officer
from tests.members.test_filled_sheets import CELL, write
from tests.reports.pages import text
from tests.signing_in import signed_in

__all__ = ["cast", "ground", "officer"]
pytestmark = pytest.mark.django_db
KEY = "du-bi"
PA = {"Họ và tên": "Vàng Thị Pà", "Ngày vào Đảng": date(2025, 4, 25)}
DECIDED = {
    "Số quyết định kết nạp": "31-QĐ/HU",
    "Ngày ký quyết định kết nạp": "11/4/2025",
    "Cơ quan ban hành": "Huyện ủy",
}


@pytest.fixture
def cell():
    return Term.unscoped.get(code=CELL, until=None).organisation


@pytest.fixture
def pa(cast, cell):
    return play.on_probation(cell)


@pytest.fixture
def sent(officer, cast):
    """`sent(row, …)`: the sheet with these rows, as the officer sends it."""
    return partial(send_rows, officer, KEY)


def told(answer):
    return [(line.outcome, line.problem or line.said, line.cell) for line in answer.context["plan"].lines]


def test_a_row_opens_the_file_and_is_seen_before_it_is_written(officer, sent, pa):
    answer, upload = sent(PA)
    assert [said for _, said, _ in told(answer)] == ["lập hồ sơ"] and not Applicant.unscoped.exists()
    write(officer, KEY, answer, upload)
    assert Applicant.unscoped.get().member == pa
    assert Step.unscoped.get(kind=StepKind.CEREMONY).day == play.ADMITTED


def test_sent_again_it_writes_only_what_is_new(officer, sent, pa, cell):
    member("Cứ Seo Hòa", cell)
    write(officer, KEY, *sent(PA))
    more = PA | {"Đảng viên giúp đỡ": "Cứ Seo Hòa"}
    answer, upload = sent(more)
    assert [said for _, said, _ in told(answer)] == ["phân công người giúp đỡ"]
    write(officer, KEY, answer, upload)
    assert Helper.unscoped.get().since == play.ADMITTED
    (line,) = sent(more)[0].context["plan"].lines
    assert not line.problem and not line.said
    assert Applicant.unscoped.count() == 1


def test_a_decision_that_the_register_does_not_have_comes_from_the_row(officer, sent, cell, cast):
    play.on_probation(cell, admission_decision=None)
    write(officer, KEY, *sent(PA | DECIDED))
    assert Step.unscoped.get(kind=StepKind.DECISION).decision.number == "31-QĐ/HU"
    (line,) = sent(PA | DECIDED)[0].context["plan"].lines
    assert not line.problem and not line.said


def is_nothing_new(sent, row) -> bool:
    (line,) = sent(row)[0].context["plan"].lines
    return not line.problem and not line.said


def test_sent_again_where_the_register_has_no_day_of_signing_it_refuses_nothing(officer, sent, cell):
    undated = Decision.objects.create(number="31-QĐ/HU", body="Huyện ủy")
    play.on_probation(cell, admission_decision=undated)
    row = PA | {"Số quyết định kết nạp": "31-QĐ/HU"}
    write(officer, KEY, *sent(row))
    assert not Step.unscoped.filter(kind=StepKind.DECISION).exists()
    assert is_nothing_new(sent, row)
    ((_, problem, _),) = told(sent(row | {"Số quyết định kết nạp": "32-QĐ/HU"})[0])
    assert "Đã ghi quyết định số “31-QĐ/HU”" in problem


def test_sent_again_after_the_helper_ended_it_assigns_nobody(officer, sent, pa, cell):
    member("Cứ Seo Hòa", cell)
    row = PA | {"Đảng viên giúp đỡ": "Cứ Seo Hòa"}
    write(officer, KEY, *sent(row))
    procedure.end_helper(Helper.unscoped.get(), by=MACHINE, day=date(2025, 9, 1))
    assert is_nothing_new(sent, row)


def test_sent_again_after_the_admission_was_put_right_it_finds_the_file(officer, sent, pa):
    write(officer, KEY, *sent(PA))
    people.correct_membership(
        pa.memberships(manager="unscoped").get(), by=MACHINE, admitted_on=date(2025, 4, 26), why="ghi sai ngày"
    )
    assert is_nothing_new(sent, PA | {"Ngày vào Đảng": date(2025, 4, 26)})


@pytest.mark.parametrize(("given", "said"), [
    ({"Ngày vào Đảng": date(2025, 4, 26)}, "Sổ ghi ngày vào Đảng 25/4/2025"),
    ({"Số quyết định kết nạp": "28-QĐ/HU"}, "Đã ghi quyết định số “27-QĐ/HU”"),
    ({"Ngày ký quyết định kết nạp": "11/4/2025"}, "Đã ghi quyết định ngày 10/4/2025"),
    ({"Cơ quan ban hành": "Huyện ủy"}, "Đã ghi cơ quan ban hành"),
    ({"Họ và tên": "Vàng Thị Sua"}, "không có đảng viên tên này"),
    ({"Ngày sinh": "1999"}, "không có đảng viên tên này, sinh ngày này"),
    ({"Đảng viên giúp đỡ": "Không Ai Cả"}, "không có người tên này"),
    ({"Giúp đỡ từ ngày": "1/5/2025"}, "Có ngày mà thiếu tên"),
    ({"Đảng viên giúp đỡ": "Cứ Seo Hòa", "Giúp đỡ từ ngày": "1/4/2025"}, "trước ngày 25/4/2025"),
])  # fmt: skip
def test_what_the_register_says_otherwise_is_refused_at_its_cell(sent, pa, cell, given, said):
    member("Cứ Seo Hòa", cell)
    ((_, problem, _),) = told(sent(PA | given)[0])
    assert said in problem


def test_what_the_file_says_otherwise_is_refused(sent, pa, cell):
    first, other = member("Cứ Seo Hòa", cell), member("Lồ Thị Dung", cell)
    procedure.take_over(pa, by=MACHINE, helper=first)
    for given, said in (
        ({"Đảng viên giúp đỡ": other.full_name}, "Hồ sơ đã ghi Cứ Seo Hòa giúp đỡ"),
        (
            {"Đảng viên giúp đỡ": first.full_name, "Giúp đỡ từ ngày": "1/6/2025"},
            "Hồ sơ đã ghi giúp đỡ từ ngày 25/4/2025",
        ),
        ({"Số quyết định kết nạp": "28-QĐ/HU"}, "Đã ghi quyết định số “27-QĐ/HU”"),
    ):
        ((_, problem, _),) = told(sent(PA | given)[0])
        assert said in problem


def test_who_is_official_gets_no_file(sent, cell, cast):
    member("Cứ Seo Hòa", cell)
    ((_, problem, _),) = told(sent({"Họ và tên": "Cứ Seo Hòa"})[0])
    assert "Đã là đảng viên chính thức" in problem


def test_two_of_one_name_are_told_apart_by_their_birth(officer, sent, cell, cast):
    play.on_probation(cell, birth=play.BORN)
    play.on_probation(cell, birth=play.PartialDate(1999, 2, 3), admitted_on=date(2025, 5, 25))
    ((_, problem, _),) = told(sent({"Họ và tên": "Vàng Thị Pà"})[0])
    assert "ghi đủ ngày sinh" in problem
    write(officer, KEY, *sent({"Họ và tên": "Vàng Thị Pà", "Ngày sinh": "3/2/1999"}))
    assert Step.unscoped.get(kind=StepKind.CEREMONY).day == date(2025, 5, 25)


def test_the_list_leads_to_the_sheet_for_who_keeps_the_register(officer, cast, pa):
    assert reverse("sheet", args=[KEY]) in officer.get(reverse("probationers-without-file")).content.decode()
    committee = signed_in(cast.committee_secretary)
    assert reverse("sheet", args=[KEY]) not in committee.get(reverse("probationers-without-file")).content.decode()
    assert "Dự bị chưa có hồ sơ" in text(officer.get(reverse("sheet", args=[KEY])))
