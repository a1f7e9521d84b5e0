"""What is to be looked at in an organisation, with its rule, its names and how it went over two years."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from kit.calendar import PartialDate
from members import checks, figures, history, procedure, trend
from members.models import Finding
from tests import builders
from tests.builders import MACHINE, PASSWORD, TODAY
from tests.ground import laid

pytestmark = [pytest.mark.django_db]
ENDS = [date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31), date(2025, 3, 31), date(2025, 6, 30),
        date(2025, 9, 30), date(2025, 12, 31), date(2026, 3, 31)]  # fmt: skip


class Play:
    """Thôn 1: one without a birth date since 2010; one admitted in 2025 and not considered in time. Thôn 2: one without
    a birth date, who came there this May. One open question of a list."""

    def __init__(self) -> None:
        self.cast = builders.make_cast()
        self.tree = self.cast.tree
        born = PartialDate(1980, 4, 12)
        self.nobody_knows = builders.member("Giàng Seo Lử", self.tree.cell)
        self.young = builders.member(
            "Vừ Thị Mỷ", self.tree.cell, admitted_on=date(2025, 1, 20), official_on=None, birth=PartialDate(2000, 1, 1)
        )
        builders.member("Tẩn A Páo", self.tree.sibling, since=date(2026, 5, 1), admitted_on=date(2012, 5, 1),
                        official_on=date(2013, 5, 1))  # fmt: skip
        self.listed = builders.member("Sùng A Chía", self.tree.other_cell, birth=born)
        with history.act("import_members", by=MACHINE):
            self.finding = history.create(
                Finding, member=self.listed, code="card_short", field="card8", written="123", file="a", sheet="b",
                cell="C3",
            )  # fmt: skip

    def page(self, organisation=None, account=None, query=""):
        client = Client()
        account = account or self.cast.officer
        assert client.post(reverse("login"), {"username": account.username, "password": PASSWORD}).status_code == 302
        return client.get(reverse("findings", args=[(organisation or self.tree.district).pk]) + query)


ground = laid(Play, f"{TODAY}T05:00:00Z")


@pytest.fixture
def play(ground, db):
    with time_machine.travel(f"{TODAY}T05:00:00Z", tick=True):
        yield ground.found()


def said(answer) -> str:
    return " ".join(answer.content.decode().split())


def row(answer, title):
    (found,) = [one for one in answer.context["rows"] if one.cells[0].text == title]
    return [one.text for one in found.cells[1:]]


def found(answer, title):
    return next(one for one in answer.context["found"] if one["title"] == title)


def test_the_ends_of_quarters_before_a_day():
    assert trend.quarter_ends(TODAY) == ENDS
    assert trend.quarter_ends(date(2026, 7, 1), 2) == [date(2026, 3, 31), TODAY]
    assert trend.quarter_ends(date(2024, 1, 1), 1) == [date(2023, 12, 31)]


def test_each_check_has_its_number_its_rule_and_how_it_went(play):
    answer = play.page()
    one = found(answer, "Thiếu ngày sinh")
    assert (one["value"], one["share"], one["act"]) == ("2", "50,0%", "Xem tên để sửa")
    assert one["words"] == "Tăng 1 so với ngày 30/6/2025 (1)."
    assert one["most"] == "Xã An Khê (2)" or "An Khê" in one["most"]
    assert one["rule"].startswith("Điều lệ Đảng, điều 1")
    assert row(answer, "Thiếu ngày sinh") == ["1"] * 8 + ["2"]
    late = row(answer, "Hết dự bị, quá hạn xét công nhận")
    assert late == ["0"] * 7 + ["1", "1"]
    assert row(answer, "Đảng viên") == ["2", "2", "2", "3", "3", "3", "3", "3", "4"]
    assert "Đây là điều hôm nay biết về những ngày ấy" in said(answer)


def test_the_names_stand_behind_each_number_of_each_day(play):
    answer = play.page()
    client = Client()
    client.post(reverse("login"), {"username": play.cast.officer.username, "password": PASSWORD})
    for shown in answer.context["rows"][1:]:
        for cell in shown.cells[1:]:
            if cell.href:
                assert client.get(cell.href).context["count"] == f"{cell.text} người"


def test_what_is_mended_today_was_never_wrong_for_these_questions(play):
    procedure.people.correct_member(play.nobody_knows, by=MACHINE, why="theo giấy", birth=PartialDate(1979, 1, 2))
    assert row(play.page(), "Thiếu ngày sinh") == ["0"] * 8 + ["1"]


def test_what_a_list_said_bears_no_day_and_is_told_with_its_rule(play):
    answer = play.page()
    assert row(answer, "Giá trị trong danh sách chưa đọc được") == ["–"] * 8 + ["1"]
    assert "Số thẻ thiếu chữ số: 1" in said(answer)
    assert "số chữ số của số thẻ" in said(answer)
    procedure.people.settle_finding(play.finding, by=MACHINE, why="đã xem thẻ")
    with history.act("import_members", by=MACHINE):
        history.create(Finding, member=play.listed, code="birth_date_unreadable", field="birth", written="?", file="a",
                       sheet="b", cell="C3")  # fmt: skip
    assert "đã giải quyết 1" in said(play.page())


def test_a_cell_is_told_of_itself_and_a_colleague_reads_without_the_button(play):
    answer = play.page(play.tree.cell, play.cast.cell_secretary)
    one = found(answer, "Thiếu ngày sinh")
    assert (one["value"], one["most"], one["act"]) == ("1", "", "Xem tên để đề nghị sửa")
    assert found(play.page(account=play.cast.reader), "Thiếu ngày sinh")["act"] == "Xem tên"
    assert play.page(play.tree.other_cell, play.cast.cell_secretary).status_code == 404
    assert play.page(account=play.cast.administrator).status_code == 404


def test_a_past_day_is_asked_like_today(play):
    answer = play.page(query="?ngay=31/12/2025")
    assert found(answer, "Thiếu ngày sinh")["value"] == "1"
    assert found(answer, "Thiếu ngày sinh")["act"] == "Xem tên"
    assert len(answer.context["heads"]) == 10
    assert "chưa có: lập từ" in said(play.page(query="?ngay=31/12/1999"))


def test_before_the_register_begins_there_is_no_number(play):
    procedure.office.set_office(by=MACHINE, key="first_day", value="2025-07-01", day=date(2000, 1, 1))
    answer = play.page()
    assert row(answer, "Thiếu ngày sinh") == ["–"] * 5 + ["1"] * 3 + ["2"]
    assert found(answer, "Thiếu ngày sinh")["words"] == "Chưa có số liệu ngày 30/6/2025."


def test_the_numbers_are_those_of_the_checks(play):
    builders.crowd(30, play.tree.cell)
    with builders.whole():
        for day in (*ENDS, TODAY):
            rows = figures.counted(play.tree.district, day)
            counted = checks.counts(day, rows)
            numbers = trend.numbers_on(rows, day)
            for one in checks.CHECKS:
                if one.key not in trend.UNDATED:
                    assert numbers[one.key] == sum(cell[one.key] for cell in counted.values()), (one.key, day)
            assert numbers[trend.TOTAL] == sum(cell["total"] for cell in counted.values())


def test_those_asked_in_one_walk_look_at_a_persons_own_dates_alone():
    with builders.whole():
        for one in checks.CHECKS:
            asks_others = "EXISTS" in str(checks.placed(TODAY).filter(one.condition(TODAY)).query)
            assert asks_others != (one.key in trend.OWN_DATES), one.key


def test_it_is_reached_from_the_organisation_and_the_start_page(play):
    client = Client()
    client.post(reverse("login"), {"username": play.cast.officer.username, "password": PASSWORD})
    address = reverse("findings", args=[play.tree.district.pk])
    for page in (reverse("today"), reverse("organisation", args=[play.tree.district.pk])):
        assert f'href="{address}"' in said(client.get(page))


def test_a_persons_page_mends_what_a_check_found_and_says_the_rule_of_what_a_list_said(play):
    client = Client()
    client.post(reverse("login"), {"username": play.cast.officer.username, "password": PASSWORD})
    page = said(client.get(reverse("person", args=[play.nobody_knows.pk])))
    assert (
        f'href="{reverse("correct-member", args=[play.nobody_knows.pk])}">Sửa<span class="hidden">: Thiếu ngày' in page
    )
    page = said(client.get(reverse("person", args=[play.young.pk])))
    assert f'href="{reverse("recognise", args=[play.young.pk])}">Ghi<span class="hidden">: Hết dự bị' in page
    assert "số chữ số của số thẻ" in said(client.get(reverse("person", args=[play.listed.pk])))
    procedure.people.settle_finding(play.finding, by=MACHINE, why="đã xem thẻ")
    history_page = said(client.get(reverse("person-history", args=[play.listed.pk])))
    assert "Theo quy định: Hướng dẫn" in history_page or "theo quy định: Hướng dẫn" in history_page
    secretary = Client()
    secretary.post(reverse("login"), {"username": play.cast.cell_secretary.username, "password": PASSWORD})
    page = said(secretary.get(reverse("person", args=[play.nobody_knows.pk])))
    assert 'Đề nghị sửa<span class="hidden">: Thiếu ngày sinh' in page
