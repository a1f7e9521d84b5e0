"""A file from the source to the list of members, in Chromium, by the three who lead it: cell, committee, district; and
one that fails."""

from __future__ import annotations

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from admissions.models import Applicant, StepKind
from members.models import Membership
from tests import builders
from tests.admissions import play
from tests.browser.every_page import sign_in

NOON = "2026-06-30 05:00:00+00:00"
S = StepKind
NAME = "Giàng Thị Mỷ"
PAPER = {S.SYMPATHISER, S.CLASS_PROPOSED, S.CERTIFICATE, S.VERIFIED, S.INTRODUCED, S.UNION}
EARLY = [S.SYMPATHISER, S.CLASS_PROPOSED, S.CERTIFICATE, S.APPLICATION, S.PROFILE, S.VERIFIED, S.CERTIFIED,
         S.INTRODUCED, S.UNION, S.GATHERED]  # fmt: skip


@pytest.fixture
def cast(live_server):
    with time_machine.travel(NOON, tick=True):
        yield builders.make_cast()


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


def test_a_file_goes_from_the_source_to_the_list_by_three_accounts(page, cast, look):
    as_(page, "bi-thu-thon")
    page.get_by_role("link", name="Kết nạp").click()
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
        box.get_by_label("Ngày", exact=True).fill(day(kind))
        if kind in PAPER:
            box.get_by_label("Số giấy tờ").fill("6-NQ/CB")
        press(page)
        expect(page.locator("main")).to_contain_text("Đã lưu lúc")
    look("ket-nap-cho-chi-bo-hop")
    fill(page, Ngày_họp=day(S.CELL), Tổng_số="28", Có_mặt="25", Tán_thành="24", Không_tán_thành="1")
    press(page)
    expect(page.locator("main")).to_contain_text("Đủ số phiếu: ghi số hoặc ngày của nghị quyết.")
    look("ket-nap-thieu-nghi-quyet")
    page.get_by_label("Số giấy tờ").fill("12-NQ/CB")
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.locator("main")).to_contain_text("Bước 14/17")
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
    )
    press(page)
    expect(page.locator("main")).to_contain_text("Bước 15/17")
    look("ket-nap-cho-quyet-dinh")

    as_(page, "can-bo")
    page.get_by_role("link", name="Kết nạp").click()
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
    fill(page, Ngày_họp=day(S.CELL), Tổng_số="28", Có_mặt="25", Tán_thành="15", Không_tán_thành="10")
    press(page)
    expect(page.locator("main")).to_contain_text("cần 19, không ra nghị quyết")
    look("ket-nap-khong-du-phieu")
    page.get_by_role("link", name="Thôi xét").click()
    page.get_by_label("dừng xét").check()
    fill(page, Từ_ngày="30/6/2026")
    page.get_by_role("button", name="Thôi xét").click()
    expect(page.locator("main")).to_contain_text("Thôi xét từ ngày 30/6/2026: dừng xét")
    look("ket-nap-thoi-xet")
    expect(page.get_by_role("button", name="Ghi bước này")).to_have_count(0)
