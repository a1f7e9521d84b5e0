"""The pages of a re-admission: what is asked, what is told of who left, who may open it."""

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from admissions import procedure
from admissions.models import Applicant, Readmission, Step
from members.errors import NotAllowed, RuleBroken
from members.models import Departure, Member
from members.procedure import readmitting, standing
from tests import builders
from tests.admissions import play
from tests.admissions.test_readmission import NAME, S, gone, opened, way
from tests.builders import MACHINE
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def played():
    with time_machine.travel("2026-06-30 05:00:00+00:00", tick=True):
        cast = builders.make_cast()
        yield cast, gone(cast.tree)


def typed(cast, **more):
    said = {
        "organisation": cast.tree.cell.pk, "full_name": NAME, "birth": "12/4/1980", "sex": "m", "schooling": "upper",
        "occupation": "farmer", "backing": "youth", "day": "14/2/2025",
    }  # fmt: skip
    return said | more


def test_the_page_asks_and_tells_nothing_more_of_who_left(played):
    cast, former = played
    client = signed_in(cast.cell_secretary)
    fresh = client.get(reverse("open-file")).content.decode()
    assert "kết nạp lại" not in fresh.split("<main", 1)[1].split("<form", 1)[1].split("</form>")[0]
    answer = client.post(reverse("open-file"), typed(cast))
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "đã ra khỏi Đảng. Chọn kết nạp lại" in said
    assert 'name="again"' in said
    assert cast.tree.other_cell.pk and "Thôn Đồng" not in said
    assert "04/3/2020" not in said and "xóa tên" not in said
    assert f"/{former.pk}/" not in said
    answer = client.post(reverse("open-file"), typed(cast, again="co"))
    assert answer.status_code == 302
    assert Readmission.unscoped.get().former == former


def test_the_page_asks_for_the_paper_that_lets_somebody_be_admitted_a_third_time(played):
    cast, former = played
    readmitting.readmit(former, by=MACHINE, organisation=cast.tree.cell, day=date(2021, 1, 5))
    standing.depart(former, by=MACHINE, kind="striking_off", day=date(2022, 1, 5))
    client = signed_in(cast.cell_secretary)
    said = client.post(reverse("open-file"), typed(cast, again="co")).content.decode()
    assert "Đã kết nạp lại 1 lần; quy định chỉ cho 1 lần." in said
    assert not Readmission.unscoped.exists()
    shown = re.search(r'name="doubted" value="([^"]+)"', said)
    paper = {"passed_number": "9-CV/TU", "passed_signed_on": "10/2/2025", "passed_body": "Ban Thường vụ Tỉnh ủy"}
    answer = {"again": "co", "doubted": shown[1], "passed": "on"}
    assert client.post(reverse("open-file"), typed(cast, **answer, **paper)).status_code == 302
    assert Readmission.unscoped.get().former == former


def test_the_page_of_the_file_says_that_it_is_a_re_admission_and_what_is_missing(played):
    cast, former = played
    one = opened(cast.tree)
    page = reverse("applicant", args=[one.pk])
    said = signed_in(cast.cell_secretary).get(page).content.decode()
    assert "<b>Kết nạp lại</b>" in said
    assert "Đơn làm được từ ngày 04/3/2023" in said
    assert "Kiểm tra không thuộc trường hợp không kết nạp lại" in said
    assert reverse("leaver", args=[former.pk]) not in said
    client = signed_in(cast.officer)
    said = client.get(page).content.decode()
    assert reverse("leaver", args=[former.pk]) in said
    first = play.found(cast.tree.cell)
    assert "Kiểm tra không thuộc" not in client.get(reverse("applicant", args=[first.pk])).content.decode()


def test_the_page_says_that_an_application_came_too_soon_when_the_day_of_leaving_is_put_right(played):
    cast, _ = played
    one = play.until(opened(cast.tree), S.APPLICATION)
    page = reverse("applicant", args=[one.pk])
    client = signed_in(cast.officer)
    assert "làm sớm" not in client.get(page).content.decode()
    standing.correct_departure(Departure.unscoped.get(), by=MACHINE, why="theo quyết định", since=date(2023, 3, 4))
    said = client.get(page).content.decode()
    assert "Đơn ghi ngày 11/4/2025 làm sớm: đến ngày 04/3/2026 mới đủ 36 tháng" in said


def test_the_steps_and_the_correction_are_done_on_their_pages(played):
    cast, _ = played
    one = play.until(opened(cast.tree), S.GATHERED)
    client = signed_in(cast.cell_secretary)
    page = client.get(reverse("correct-applicant", args=[one.pk])).content.decode()
    assert "Ngày được xóa án tích" in page
    assert (
        "Ngày được xóa án tích"
        not in client.get(reverse("correct-applicant", args=[play.found(cast.tree.cell).pk])).content.decode()
    )
    paper = {"day": "20/7/2025", "number": "8-BC/ĐU", "signed_on": "20/7/2025", "body": "Đảng ủy"}
    assert client.post(reverse("step-checked", args=[one.pk]), paper).status_code == 302
    assert way(one).days[S.CHECKED] == date(2025, 7, 20)


def test_somebody_of_another_place_opens_none_of_it(played):
    cast, _ = played
    one = opened(cast.tree)
    client = signed_in(cast.outsider)
    for name in ("applicant", "step-checked", "step-consent", "correct-applicant"):
        assert client.get(reverse(name, args=[one.pk])).status_code == 404


def test_the_right_to_the_ceremony_is_that_of_the_place_of_admission(played):
    cast = builders.with_part_officer(played[0])
    one = play.until(opened(cast.tree), S.DECISION)
    with pytest.raises(NotAllowed):
        procedure.hold_ceremony(one, by=builders.actor(cast.cell_secretary), day=play.day_of(S.CEREMONY))
    procedure.hold_ceremony(one, by=builders.actor(cast.part_officer), day=play.day_of(S.CEREMONY))
    assert Member.unscoped.filter(full_name=NAME).count() == 1
    with pytest.raises(NotAllowed):
        procedure.take_back_step(Step.unscoped.get(kind=S.CEREMONY), by=builders.actor(cast.cell_secretary), why="nhầm")


def test_the_consent_of_the_province_is_recorded_by_the_officer_alone(played):
    cast, _ = played
    one = play.until(opened(cast.tree), S.COMMITTEE)
    given = {"decision": play.paper("9-CV/TU", play.day_of(S.DECISION), "Ban Thường vụ Tỉnh ủy"),
             "day": play.day_of(S.DECISION)}  # fmt: skip
    for who in (cast.cell_secretary, cast.committee_secretary):
        with pytest.raises(RuleBroken, match="cán bộ tổ chức ghi"):
            procedure.record_step(one, by=builders.actor(who), kind=S.CONSENT, **given)
        client = signed_in(who)
        page = client.get(reverse("applicant", args=[one.pk])).content.decode()
        assert reverse("step-consent", args=[one.pk]) not in page
    procedure.record_step(one, by=builders.actor(cast.officer), kind=S.CONSENT, **given)
    step = Step.unscoped.get(applicant=one, kind=S.CONSENT)
    with pytest.raises(RuleBroken, match="cán bộ tổ chức ghi"):
        procedure.take_back_step(step, by=builders.actor(cast.cell_secretary), why="ghi nhầm")
    client = signed_in(cast.officer)
    assert reverse("correct-step", args=[step.pk]) in client.get(reverse("applicant", args=[one.pk])).content.decode()


def test_whoever_moved_out_of_the_district_is_a_member_elsewhere_unless_a_paper_says_otherwise(played):
    cast, _ = played
    away = builders.member("Tẩn Láo San", cast.tree.other_cell, birth=play.PartialDate(1985, 3, 9))
    standing.depart(away, by=MACHINE, kind="moved_out", day=date(2022, 5, 4))
    client = signed_in(cast.cell_secretary)
    said = typed(cast, full_name="Tẩn Láo San", birth="9/3/1985")
    page = client.post(reverse("open-file"), said).content.decode()
    assert "còn là đảng viên ở nơi khác, trừ khi có giấy tờ" in page
    assert not Applicant.unscoped.filter(full_name="Tẩn Láo San").exists()
    shown = re.search(r'name="doubted" value="([^"]+)"', page)
    assert client.post(reverse("open-file"), said | {"doubted": shown[1], "passed": "on"}).status_code != 302
    paper = {"passed_number": "14-QĐ/HU", "passed_signed_on": "10/2/2024", "passed_body": "Huyện ủy bạn"}
    assert client.post(reverse("open-file"), said | {"doubted": shown[1], "passed": "on"} | paper).status_code == 302
    assert Applicant.unscoped.filter(full_name="Tẩn Láo San").exists()


def test_the_page_counts_which_admission_it_is(played):
    cast, former = played
    client = signed_in(cast.cell_secretary)
    readmitting.readmit(former, by=MACHINE, organisation=cast.tree.cell, day=date(2020, 6, 5))
    standing.depart(former, by=MACHINE, kind="striking_off", day=date(2021, 1, 5))
    one = opened(cast.tree)
    page = reverse("applicant", args=[one.pk])
    said = client.get(page).content.decode()
    assert "đã kết nạp lại 1 lần, xin kết nạp lại; lễ kết nạp mở lần vào Đảng thứ ba của chính người ấy" in said
    play.until(one, S.CEREMONY)
    assert "lần vào Đảng thứ ba của chính người đã có trong sổ" in client.get(page).content.decode()
