"""Who issues a printed list: the body that prints it, with the words and the secretary of the day it is for."""

from __future__ import annotations

import io
from datetime import date

import pypdf
import pytest
from django.urls import reverse

from members import issuing, papers, procedure, rights, scope, starting
from tests import builders
from tests.builders import MACHINE, TODAY
from tests.members.test_session import enter, words

pytestmark = pytest.mark.django_db
SETTLED = (
    ("parent_body", "Huyện ủy Vân Sơn"), ("issuing_body", "Ban Tổ chức"), ("place_name", "Vân Sơn"),
    ("signer_post", "TRƯỞNG BAN"), ("signer_name", "Trịnh Minh Hoẵng"),
)  # fmt: skip


def settle(day=None, words=SETTLED):
    for key, value in words:
        procedure.office.set_office(by=MACHINE, key=key, value=value, day=day)


@pytest.fixture
def cast():
    cast = builders.make_cast()
    one = builders.member("Nguyễn Thị Hòa", cast.tree.cell)
    two = builders.member("Hoàng Seo Phừ", cast.tree.cell)
    three = builders.member("Tráng A Vàng", cast.tree.sibling)
    hold = procedure.offices.hold_office
    hold(three, by=MACHINE, organisation=cast.tree.committee, office="secretary", day=date(2015, 1, 1),
         until=date(2020, 6, 1))  # fmt: skip
    hold(one, by=MACHINE, organisation=cast.tree.committee, office="secretary", day=date(2020, 6, 1))
    hold(two, by=MACHINE, organisation=cast.tree.cell, office="secretary", day=date(2020, 6, 1))
    settle()
    return cast


def printed(who, where, day=TODAY):
    """The words of the paper, every blank one blank."""
    to = io.BytesIO()
    by = builders.actor(who)
    with scope.opened(rights.scope_of(by)):
        papers.print_roster(to, "roster-short", where, day, by=by)
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(to).pages).split())


def test_the_officer_prints_in_the_name_of_the_office(cast):
    said = printed(cast.officer, cast.tree.committee)
    assert "HUYỆN ỦY VÂN SƠN BAN TỔ CHỨC *" in said
    assert "Vân Sơn, ngày tháng năm 2026" in said
    assert said.endswith("TRƯỞNG BAN Trịnh Minh Hoẵng")


def test_a_list_says_who_gets_it_as_every_paper_of_the_party_does(cast):
    """Left of the signature; the last of them ends with a full stop."""
    office = printed(cast.officer, cast.tree.committee)
    assert "Nơi nhận: - Ban Thường vụ (để báo cáo), - Lưu. TRƯỞNG BAN" in office
    assert "Nơi nhận: - Ban Tổ chức, - Lưu. T/M ĐẢNG ỦY" in printed(cast.committee_secretary, cast.tree.committee)
    assert "Nơi nhận: - Đảng ủy xã An Khê, - Lưu. T/M CHI BỘ" in printed(cast.cell_secretary, cast.tree.cell)


@pytest.mark.parametrize("body", ["Ban Thường vụ", "BAN THƯỜNG VỤ HUYỆN ỦY"])
def test_the_standing_committee_reports_to_nobody_of_its_own_name(cast, body):
    settle(TODAY, [("issuing_body", body)])
    assert issuing.of_office(TODAY).copies == ("Lưu.",)
    assert issuing.of_office(date(2026, 6, 29)).copies == ("Ban Thường vụ (để báo cáo),", "Lưu.")


def test_the_office_says_who_gets_its_lists_from_a_day_on(cast):
    settle(TODAY, [("list_copies", "Thường trực Tỉnh ủy; Các đảng ủy, chi bộ cơ sở;  Lưu BTC.")])
    said = "Nơi nhận: - Thường trực Tỉnh ủy, - Các đảng ủy, chi bộ cơ sở, - Lưu BTC. TRƯỞNG BAN"
    assert said in printed(cast.officer, cast.tree.committee)
    assert issuing.of_office(date(2026, 6, 29)).copies == ("Ban Thường vụ (để báo cáo),", "Lưu.")
    settle(TODAY, [("issuing_body", "Ban Thường vụ"), ("list_copies", "Lưu; Ban Thường vụ")])
    assert issuing.of_office(TODAY).copies == ("Lưu.",)


def test_nobody_is_named_whom_nobody_has_settled(cast):
    settle(words=[("issuing_body", "")])
    assert "Nơi nhận: - Lưu. T/M ĐẢNG ỦY" in printed(cast.committee_secretary, cast.tree.committee)


def test_the_line_of_the_number_has_the_symbol_of_the_body(cast):
    """Which number it is, a pen writes."""
    assert issuing.of_office(TODAY).open_number("BC") == "      -BC/…"
    settle(words=[("symbol", "BTCHU")])
    assert issuing.of_office(TODAY).open_number("BC") == "      -BC/BTCHU"
    with builders.whole():
        assert issuing.of_body(cast.tree.committee.pk, TODAY).open_number("BB") == "      -BB/ĐU"
        assert issuing.of_body(cast.tree.cell.pk, TODAY).open_number("BB") == "      -BB/CB"


def test_the_words_of_the_office_are_those_of_the_day(cast):
    settle(date(2025, 7, 1), [("parent_body", "Tỉnh ủy Vân Giang")])
    assert "HUYỆN ỦY VÂN SƠN BAN TỔ CHỨC" in printed(cast.officer, cast.tree.committee, date(2025, 6, 30))
    assert "TỈNH ỦY VÂN GIANG BAN TỔ CHỨC" in printed(cast.officer, cast.tree.committee, date(2025, 7, 1))


@pytest.mark.parametrize("place", ["committee", "cell"])
def test_the_committee_prints_in_its_own_name(cast, place):
    said = printed(cast.committee_secretary, getattr(cast.tree, place))
    assert "ĐẢNG BỘ HUYỆN VÂN SƠN ĐẢNG ỦY XÃ AN KHÊ *" in said
    assert "An Khê, ngày tháng năm 2026" in said
    assert said.endswith("T/M ĐẢNG ỦY BÍ THƯ Nguyễn Thị Hòa")


def test_the_cell_prints_in_its_own_name(cast):
    said = printed(cast.cell_secretary, cast.tree.cell)
    assert "ĐẢNG BỘ XÃ AN KHÊ CHI BỘ THÔN 1 *" in said
    assert "An Khê, ngày" in said
    assert said.endswith("T/M CHI BỘ BÍ THƯ Hoàng Seo Phừ")


def test_the_signer_is_the_secretary_of_that_day(cast):
    said = printed(cast.committee_secretary, cast.tree.committee, date(2020, 5, 31))
    assert said.endswith("T/M ĐẢNG ỦY BÍ THƯ Tráng A Vàng")


def test_above_the_committees_of_an_area_stands_what_the_office_has_settled(cast):
    day = date(2025, 7, 1)
    procedure.tree.change_kind(cast.tree.district, by=MACHINE, kind=builders.kind("area"), day=day)
    assert "… ĐẢNG ỦY XÃ AN KHÊ" in printed(cast.committee_secretary, cast.tree.committee)
    settle(day, [("committee_parent", "Đảng bộ tỉnh Vân Giang")])
    assert "ĐẢNG BỘ TỈNH VÂN GIANG ĐẢNG ỦY XÃ AN KHÊ" in printed(cast.committee_secretary, cast.tree.committee)
    before = printed(cast.committee_secretary, cast.tree.committee, date(2025, 6, 30))
    assert "ĐẢNG BỘ HUYỆN VÂN SƠN ĐẢNG ỦY XÃ AN KHÊ" in before


def test_before_a_committee_began_the_one_of_that_day_issues(cast):
    day = date(2025, 7, 1)
    new = builders.organisation("Đảng bộ xã Khe Trúc", "committee", cast.tree.district, day)
    procedure.tree.move_organisation(cast.tree.cell, by=MACHINE, parent=new, day=day)
    who = builders.role(builders.account("bi-thu-moi", "Vàng Thị Mỷ"), "committee", new, day)
    assert "ĐẢNG ỦY XÃ KHE TRÚC" in printed(who, cast.tree.cell, day)
    before = printed(who, cast.tree.cell, date(2025, 6, 30))
    assert "ĐẢNG ỦY XÃ AN KHÊ" in before
    assert "Khe Trúc" not in before


def test_what_nobody_has_said_stays_open_on_the_paper_and_is_named_before_printing(client):
    cast = builders.make_cast()
    builders.member("Lò Văn Pảo", cast.tree.cell)
    said = printed(cast.officer, cast.tree.cell)
    assert "… … *" in said
    assert "…, ngày tháng năm 2026" in said
    assert said.endswith("…")
    enter(client)
    page = words(client.get(reverse("roster", args=[cast.tree.cell.pk])))
    assert "Còn để trống trên bản in: Cơ quan cấp trên; Cơ quan ban hành; Địa danh; Chức vụ người ký" in page
    assert f'href="{reverse("office")}"' in page


def test_who_cannot_say_it_is_told_whom_to_ask(client):
    cast = builders.make_cast()
    builders.member("Lò Văn Pảo", cast.tree.cell)
    enter(client, cast.cell_secretary.username)
    page = words(client.get(reverse("roster", args=[cast.tree.cell.pk])))
    assert "Bản in mang tên Chi bộ Thôn 1" in page
    assert "Còn để trống trên bản in: Họ tên bí thư. Đề nghị văn phòng ghi." in page
    enter(client, cast.committee_secretary.username)
    page = words(client.get(reverse("roster", args=[cast.tree.committee.pk])))
    assert f'href="{reverse("hold-office", args=[cast.tree.committee.pk])}"' in page


def test_the_first_days_ask_for_the_words_that_prints_need(cast):
    with builders.whole():
        said = starting.steps(TODAY)[0].said
    assert said.startswith("Chưa ghi: Tên cơ quan giữ sổ; Ký hiệu cơ quan, in ở dòng số của báo cáo")
    day = date(2025, 7, 1)
    procedure.tree.change_kind(cast.tree.district, by=MACHINE, kind=builders.kind("area"), day=day)
    settle(None, [("office_name", "Ban Tổ chức Tỉnh ủy"), ("symbol", "BTCTU")])
    with builders.whole():
        assert "Đảng bộ cấp trên của các đảng ủy" in starting.steps(TODAY)[0].said
    settle(day, [("committee_parent", "Đảng bộ tỉnh Vân Giang")])
    with builders.whole():
        assert starting.steps(TODAY)[0].done
