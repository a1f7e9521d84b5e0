"""Settling in Chromium: with keys alone, at both widths, by two people at one time; and a list of several files."""

from __future__ import annotations

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from kit.calendar import PartialDate
from members import procedure as members
from members.models import Member
from reports.reconciliation.models import Answer, Choice, Kind
from tests import builders
from tests.browser.every_page import sign_in
from tests.browser.half_year import Desk
from tests.browser.looking import grave_findings, runs_over
from tests.builders import MACHINE
from tests.reports import play, settling

NOON = "2026-06-30 05:00:00+00:00"


@pytest.fixture
def own(live_server):
    """The list of An Khê: a date, a number, a name that is only spelt otherwise, somebody whom it does not name."""
    with time_machine.travel(NOON, tick=True):
        cast = builders.make_cast()
        play.person("Sùng A Páo", cast.tree.cell, "11111111")
        spelt = play.person("Vừ Mí Kẻ", cast.tree.cell, "33333333", PartialDate(1982, 7, 21))
        play.person("Lò Văn Ún", cast.tree.sibling, "22222222", PartialDate(1970, 2, 9))
        play.person("Hà Thị Mỉ", cast.tree.sibling, "44444444", PartialDate(1990, 1, 2), sex="f")
        members.people.correct_member(spelt, by=MACHINE, why="nhầm", full_name="Vừ Mý Kẻ")
        one = play.of(play.opened(), cast.tree.committee)
        rows = (
            play.row(birth="6/4/1965"), play.row(**settling.UN | {"card": "22222223"}),
            play.row("Vừ Mí Kẻ", birth="21/7/1982", card="33333333"),
        )  # fmt: skip
        sent = play.sent(one, play.file(*rows), who=cast.committee_secretary)
        assert play.kinds(sent) == [Kind.DATE, Kind.NUMBER, Kind.ONLY_OURS, Kind.SPELLING]
        yield one


def opened(page):
    return page.locator("li.person.open h2")


def press(page, key):
    with page.expect_navigation():
        page.keyboard.press(key)


def test_everything_is_answered_with_keys_alone(page, own, picture, viewport):
    sign_in(page, "bi-thu-xa")
    page.goto(reverse("settling", args=[own.pk]))
    first = opened(page).inner_text()
    press(page, "ArrowDown")
    expect(opened(page)).not_to_have_text(first)
    press(page, "ArrowUp")
    expect(opened(page)).to_have_text(first)
    for width in ("phone", "desk"):
        viewport(width)
        assert runs_over(page) <= 0
        assert grave_findings(page) == []
        picture("doi-khop-giai-quyet")
    page.keyboard.press("?")
    assert page.locator("#phim-tat").get_attribute("open") is not None
    page.goto(reverse("settling", args=[own.pk]))
    for _ in range(3):
        page.keyboard.press("1")
        press(page, "Enter")
    page.keyboard.press("4")
    page.keyboard.type("1 và 2 đều có giấy")
    press(page, "Enter")
    expect(page.locator("main")).to_contain_text("Mọi điểm lệch đã có trả lời")
    assert sorted(Answer.unscoped.values_list("choice", flat=True)) == ["both", "fix_list", "fix_list", "fix_list"]
    assert Answer.unscoped.get(choice=Choice.BOTH).reason == "1 và 2 đều có giấy"
    picture("doi-khop-da-chon")


def test_spelling_alone_is_answered_on_one_page(page, own, picture, viewport):
    sign_in(page)
    page.goto(reverse("spelling", args=[own.pk]))
    for width in ("phone", "desk"):
        viewport(width)
        assert runs_over(page) <= 0
        assert grave_findings(page) == []
        picture("doi-khop-cach-viet")
    page.get_by_label("Viết như danh sách, sửa sổ").check()
    page.get_by_role("button", name="Ghi cho tất cả").click()
    expect(page.locator("main")).to_contain_text("Đã ghi cho 1 điểm chỉ khác cách viết.")
    assert Member.unscoped.filter(full_name="Vừ Mí Kẻ").exists()


def test_two_people_settle_one_list_at_one_time(page, own, chromium, live_server):
    """The committee writes what the officer has open: he is told who did, and what he typed is still there."""
    point = settling.point(play.procedure.lists.newest_of(own), Kind.DATE)
    address = reverse("difference", args=[own.pk, point.pk])
    sign_in(page)
    page.goto(address)
    page.get_by_label("Đến ngày").fill("15/8/2026")
    context = chromium.new_context(base_url=live_server.url, locale="vi-VN")
    other = context.new_page()
    sign_in(other, "bi-thu-xa")
    other.goto(address)
    other.keyboard.press("1")
    other.get_by_role("button", name="Ghi, sang người tiếp theo").click()
    expect(other.get_by_role("status")).to_contain_text("Đã ghi: Sùng A Páo")
    context.close()
    page.locator("#cach3").check()
    page.get_by_role("button", name="Ghi, sang người tiếp theo").click()
    expect(page.locator("[data-errors]")).to_contain_text("Nguyễn Thị Hòa (đảng ủy cơ sở), ngày 30/6/2026, vừa trả lời")
    expect(page.get_by_label("Đến ngày")).to_have_value("15/8/2026")
    expect(page.locator("li.person.open")).to_contain_text("Đã chọn: Giữ như sổ, cơ sở sửa danh sách")
    assert Answer.unscoped.get().choice == Choice.FIX_LIST
    page.get_by_role("button", name="Ghi, sang người tiếp theo").click()
    expect(page.get_by_role("status")).to_contain_text("Đã ghi: Sùng A Páo, Chờ giấy tờ: đến 15/8/2026")


def test_two_files_are_chosen_at_once_one_is_refused_and_the_reading_of_one_is_corrected(neighbour, own):
    thon_1 = play.file(play.row(cell=""), play.row("Vừ Mý Kẻ", birth="21/7/1982", cell="", card="33333333"))
    thon_2 = play.file(
        play.row(**settling.UN | {"cell": ""}),
        play.row("Hà Thị Mỉ", birth="2/1/1990", sex="Nữ", cell="", card="44444445"),
    )
    desk = Desk(neighbour, "bi-thu-xa")
    desk.comes()
    desk.page.goto(reverse("send-list", args=[own.pk]))
    desk.sends(("Chi bộ Thôn 1.xlsx", thon_1), ("Chi bộ Thôn 2.xlsx", b"PK\x03\x04 half of a workbook"))
    desk.reads("Có một chỗ cần sửa", "Chi bộ Thôn 2.xlsx: ")
    looks(desk, "tep-1-khong-doc-duoc")
    desk.sends(("Chi bộ Thôn 1.xlsx", thon_1), ("Chi bộ Thôn 2.xlsx", thon_2))
    desk.reads("4 dòng trong 2 tệp: Chi bộ Thôn 1.xlsx, Chi bộ Thôn 2.xlsx", "Hà Thị Mỉ", "Số thẻ")
    looks(desk, "tep-2-diem-lech")
    desk.follows("Chương trình đọc tệp thế nào")
    desk.follows("Chi bộ Thôn 2")
    desk.page.get_by_label("Cột H").select_option(label="không lưu")
    looks(desk, "tep-3-cach-doc")
    desk.presses("Đọc lại theo cách này")
    desk.follows("Đối khớp 6 tháng đầu năm 2026")
    desk.reads("Không có điểm lệch nào.")


def looks(desk, name):
    desk.looks(name)
    assert grave_findings(desk.page) == []


def test_a_list_whose_head_names_nobody_is_received_once_its_column_is_said(neighbour, own):
    heads = ("TT", "Tên trong lý lịch", "Ngày sinh", "Chi bộ", "Ngày vào Đảng", "Số thẻ ĐV")
    people = [(1, "Sùng A Páo", "4/6/1965", "", "18/5/2010", "11111111"),
              (2, "Lò Văn Ún", "9/2/1970", "", "18/5/2010", "22222222")]  # fmt: skip
    desk = Desk(neighbour, "bi-thu-xa")
    desk.comes()
    desk.page.goto(reverse("send-list", args=[own.pk]))
    desk.sends(("an-khe.xlsx", play.sheet([(play.TITLE,), heads, *people])))
    desk.reads("Cột nào là họ và tên?", "dòng 2 có tiêu đề nhưng không nhận ra cột nào là họ và tên")
    looks(desk, "khong-ten-hoi")
    desk.page.get_by_label("Cột B").select_option(label="Họ và tên")
    desk.presses("Nhận danh sách theo cách này")
    desk.reads("Hà Thị Mỉ", "Chỉ có trong sổ")
