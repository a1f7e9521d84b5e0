"""A file from the source to the list of members, in Chromium, by the three who lead it: cell, committee, district; and
one that fails."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from admissions.models import Applicant, StepKind
from members.models import Membership
from members.procedure import places, standing
from tests import builders
from tests.admissions import play
from tests.admissions.test_bases import member
from tests.browser.every_page import sign_in
from tests.builders import MACHINE

NOON = "2026-06-30 05:00:00+00:00"
S = StepKind
NAME = "Giàng Thị Mỷ"
# Six of the cell count; Quý is exempt, Vảng away.
CELL = ["Cứ Seo Hòa", "Lồ Thị Dung", "Ma Văn Quý", "Sùng Seo Vảng", "Tải Thị Hoa", "Thền Văn Sài", "Tẩn Mí Lìn",
        "Lục Thị Mai"]  # fmt: skip
PAPER = {S.SYMPATHISER, S.CLASS_PROPOSED, S.CERTIFICATE, S.VERIFIED, S.INTRODUCED, S.UNION}
EARLY = [S.SYMPATHISER, S.CLASS_PROPOSED, S.CERTIFICATE, S.APPLICATION, S.PROFILE, S.VERIFIED, S.CERTIFIED,
         S.INTRODUCED, S.UNION, S.GATHERED]  # fmt: skip


@pytest.fixture
def cast(live_server):
    with time_machine.travel(NOON, tick=True):
        made = builders.make_cast()
        people = [member(name, made.tree.cell) for name in CELL]
        standing.exempt(people[2], by=MACHINE, reason="age", day=date(2025, 1, 1), decision=builders.PAPER)
        places.place_temporarily(people[3], by=MACHINE, outside="Hà Nội", day=date(2025, 6, 1), until=date(2026, 3, 1))
        yield made


def fill(page, **fields):
    for label, words in fields.items():
        page.get_by_label(label.replace("_", " "), exact=False).first.fill(words)


def press(page):
    page.get_by_role("button", name="Ghi bước này").click()


def day(kind):
    return f"{play.day_of(kind):%d/%m/%Y}"


def as_(page, username):
    page.context.clear_cookies()
    sign_in(page, username)


def verified(page, look, one):
    """One place is asked and answers, on the page of the file."""
    page.get_by_text("Ghi một nơi gửi thẩm tra").click()
    fill(page, Nơi_thẩm_tra="Chi bộ Bản Díu", Ngày_gửi=day(S.PROFILE))
    page.get_by_role("button", name="Ghi nơi gửi").click()
    expect(page.locator("main")).to_contain_text("1 nơi chưa trả lời thẩm tra")
    page.get_by_text("Ghi trả lời").first.click()
    look("ket-nap-cho-tham-tra")
    fill(page, Ngày_trả_lời=day(S.VERIFIED), Số_giấy_tờ="3-CV/CB")
    page.get_by_label("đạt", exact=True).check()
    page.get_by_role("button", name="Ghi trả lời").click()
    expect(page.locator("main")).to_contain_text("Số 3-CV/CB")
    look("ket-nap-da-tham-tra")


def test_a_file_goes_from_the_source_to_the_list_by_three_accounts(page, cast, look):
    as_(page, "bi-thu-thon")
    page.get_by_role("link", name="Kết nạp", exact=True).click()
    look("ket-nap-trong")
    page.get_by_role("link", name="Đưa vào nguồn kết nạp").click()
    look("ket-nap-dua-vao-nguon")
    fill(page, Họ_và_tên=NAME, Ngày_sinh="18/9/2001")
    page.get_by_label("nữ", exact=True).check()
    page.get_by_label("Học vấn phổ thông").select_option("upper")
    fill(page, Ngày_đưa_vào_danh_sách_nguồn=day(S.SOURCE))
    page.get_by_role("button", name="Đưa vào nguồn").click()
    expect(page.locator("main")).to_contain_text("Bước 2/17")
    look("ket-nap-ho-so-moi")
    one = Applicant.unscoped.get()
    for kind in EARLY:
        page.goto(reverse("applicant", args=[one.pk]))
        expect(page.locator("li[aria-current=step] h3").first).to_contain_text(kind.label)
        box = page.locator("li[aria-current=step]").first
        if kind == S.VERIFIED:
            verified(page, look, one)
            box = page.locator("li[aria-current=step]").first
        box.get_by_label("Ngày", exact=True).fill(day(kind))
        if kind in PAPER:
            box.get_by_label("Số giấy tờ").last.fill("6-NQ/CB")
        if kind == S.INTRODUCED:
            look("ket-nap-nguoi-gioi-thieu")
            box.locator("select").select_option(label="Cứ Seo Hòa")
            box.get_by_label("cư trú từ ngày").fill("5/9/2019")
        press(page)
        expect(page.locator("main")).to_contain_text("Đã lưu lúc")
    page.get_by_role("link", name="Phân công người giúp đỡ").click()
    look("ket-nap-phan-cong-giup-do")
    page.get_by_label("Đảng viên giúp đỡ").select_option(label="Lồ Thị Dung")
    fill(page, Giúp_đỡ_từ_ngày=day(S.SYMPATHISER))
    page.get_by_role("button", name="Ghi vào sổ").click()
    page.get_by_role("link", name="Ghi đã nhận xét").click()
    fill(page, Ngày_nhận_xét=day(S.CERTIFIED))
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.locator("main")).to_contain_text("đã nhận xét 23/5/2025")
    look("ket-nap-cho-chi-bo-hop")
    page.get_by_text("Ai được tính vào tổng số: 7 đồng chí").click()
    look("ket-nap-ai-duoc-tinh")
    fill(page, Ngày_họp=day(S.CELL), Có_mặt="7", Tán_thành="6", Không_tán_thành="1")
    press(page)
    # Away in July, at home by now: the list of that day is shown before anything is written.
    expect(page.locator("main")).to_contain_text("bên dưới là của ngày 18/7/2025, khác danh sách lúc mở trang")
    look("ket-nap-danh-sach-ngay-hop")
    page.get_by_role("checkbox", name="Ma Văn Quý").check()
    fill(page, Tổng_số="8", Số_giấy_tờ="12-NQ/CB")
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.locator("main")).to_contain_text("sổ tính 7 người, nêu tên thêm 0, bớt 0: 7; đã ghi tổng số 8")
    look("ket-nap-lech-tong-so")
    fill(page, Tính_thêm="Hảng Seo Chu", Số_giấy_tờ="")
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.locator("main")).to_contain_text("Đủ số phiếu: ghi số hoặc ngày của nghị quyết.")
    look("ket-nap-thieu-nghi-quyet")
    page.get_by_label("Số giấy tờ").fill("12-NQ/CB")
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.locator("main")).to_contain_text("Bước 14/17")
    page.get_by_text("Tên 8 đồng chí được tính").click()
    look("ket-nap-ten-trong-tong-so")
    expect(page.locator("main")).not_to_contain_text("Tổng số cấp ủy viên")

    as_(page, "bi-thu-xa")
    page.goto(reverse("applicant", args=[one.pk]))
    fill(
        page,
        Ngày_họp=day(S.COMMITTEE),
        Tổng_số="15",
        Có_mặt="13",
        Tán_thành="12",
        Không_tán_thành="1",
        Số_giấy_tờ="30-NQ/ĐU",
        Số_văn_bản_ghi_số_cấp_ủy_viên="3-QĐ/HU",
        Ngày_ký_văn_bản="15/1/2025",
    )
    press(page)
    expect(page.locator("main")).to_contain_text("Bước 15/17")
    look("ket-nap-cho-quyet-dinh")

    as_(page, "can-bo")
    page.get_by_role("link", name="Kết nạp", exact=True).click()
    expect(page.locator("main")).to_contain_text("15/17")
    look("ket-nap-danh-sach")
    page.get_by_role("link", name=NAME).click()
    fill(page, Số_giấy_tờ="112-QĐ/HU", Ngày_quyết_định=day(S.DECISION), Ngày_chi_bộ_nhận=day(S.DECISION))
    press(page)
    expect(page.locator("main")).to_contain_text("Bước 16/17")
    fill(page, Ngày_tổ_chức_lễ=day(S.CEREMONY))
    press(page)
    expect(page.locator("main")).to_contain_text("Đã là đảng viên dự bị")
    look("ket-nap-da-ket-nap")
    page.get_by_role("link", name=NAME).first.click()
    expect(page.locator("h1")).to_contain_text(NAME)
    assert Membership.unscoped.get(member__full_name=NAME).admitted_on == play.day_of(S.CEREMONY)


def test_a_file_that_fails_stays_with_its_votes_and_its_end(page, cast, look):
    one = play.until(play.found(cast.tree.cell), S.GATHERED)
    as_(page, "bi-thu-thon")
    page.goto(reverse("applicant", args=[one.pk]))
    fill(page, Ngày_họp=day(S.CELL), Có_mặt="6", Tán_thành="3", Không_tán_thành="3")
    press(page)
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.locator("main")).to_contain_text("cần 4, không ra nghị quyết")
    look("ket-nap-khong-du-phieu")
    page.get_by_role("link", name="Thôi xét").click()
    page.get_by_label("dừng xét").check()
    fill(page, Từ_ngày="30/6/2026")
    page.get_by_role("button", name="Thôi xét").click()
    expect(page.locator("main")).to_contain_text("Thôi xét từ ngày 30/6/2026: dừng xét")
    look("ket-nap-thoi-xet")
    expect(page.get_by_role("button", name="Ghi bước này")).to_have_count(0)
