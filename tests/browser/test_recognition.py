"""From the ceremony to the list of those without a card, in Chromium, by the three who lead the file: cell, committee,
district; and one that fails and is struck off."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from admissions.models import RecognitionKind, StepKind
from members.models import Departure, Membership
from tests import builders
from tests.admissions import play
from tests.admissions.test_bases import member
from tests.browser.test_admission import NAME, NOON, as_, fill, press

R = RecognitionKind
CELL = ["Cứ Seo Hòa", "Lồ Thị Dung", "Tải Thị Hoa"]
# The months are over on 25 April 2026.
ENDS, VOTED = "25/4/2026", "10/5/2026"


@pytest.fixture
def cast(live_server):
    with time_machine.travel(NOON, tick=True):
        made = builders.make_cast()
        for name in CELL:
            member(name, made.tree.cell)
        yield made


@pytest.fixture
def one(cast):
    """Admitted in April of last year; somebody of the cell helps."""
    found = play.until(
        play.found(cast.tree.cell, day=play.FOUND - play.EARLIER), StepKind.RECORDS, earlier=play.EARLIER
    )
    play.helped(found, cast.tree.cell, day=date(2025, 4, 25))
    return found


def main(page):
    return expect(page.locator("main"))


def open_step(page, kind):
    return page.locator("li[aria-current=step]").filter(has_text=kind.label).first


def paper(page, kind, day, **more):
    """The paper whose turn it is: on the page of the file, or on its own."""
    box = open_step(page, kind)
    if box.get_by_role("button", name="Ghi bước này").count():
        box.get_by_label("Ngày", exact=kind != R.HELPER).first.fill(day)
        for label, words in more.items():
            box.get_by_label(label.replace("_", " ")).first.fill(words)
        press(page)
    else:
        box.get_by_role("link", name="Ghi bước công nhận").click()
        page.get_by_label("Ngày", exact=kind != R.HELPER).first.fill(day)
        page.get_by_role("button", name="Ghi vào sổ").click()
    main(page).to_contain_text("Đã lưu lúc")


def papers_and_votes(page, at, look):
    """On the page of the file, by the cell and the committee; then it waits for the decision."""
    paper(page, R.CERTIFICATE, "15/10/2025", Số_giấy_tờ="17/CN")
    paper(page, R.SELF_REVIEW, ENDS)
    paper(page, R.HELPER, ENDS)
    paper(page, R.SYNTHESIS, ENDS)
    main(page).to_contain_text("công nhận 5/8")
    look("cong-nhan-cho-chi-bo")
    fill(page, Ngày_họp=VOTED, Có_mặt="3", Tán_thành="3", Không_tán_thành="0", Số_giấy_tờ="40-NQ/CB")
    press(page)
    if page.get_by_role("button", name="Ghi vào sổ").count():
        page.get_by_role("button", name="Ghi vào sổ").click()
    main(page).to_contain_text("công nhận 7/8")

    as_(page, "bi-thu-xa")
    page.goto(at)
    fill(
        page, Ngày_họp="20/5/2026", Tổng_số="15", Có_mặt="13", Tán_thành="12", Không_tán_thành="1",
        Số_giấy_tờ="31-NQ/ĐU", Số_văn_bản_ghi_số_cấp_ủy_viên="3-QĐ/HU", Ngày_ký_văn_bản="15/1/2025",
    )  # fmt: skip
    press(page)
    main(page).to_contain_text("công nhận 8/8")
    look("cong-nhan-cho-quyet-dinh")


def test_from_the_ceremony_to_the_list_without_a_card(page, cast, one, look):
    at = reverse("applicant", args=[one.pk])
    as_(page, "bi-thu-thon")
    page.goto(at)
    main(page).to_contain_text("Các bước công nhận chính thức")
    look("cong-nhan-sau-le")
    papers_and_votes(page, at, look)

    as_(page, "can-bo")
    page.goto(at)
    main(page).to_contain_text("Chính thức từ ngày 25/4/2026")
    fill(page, Số_giấy_tờ="230-QĐ/HU", Ngày_quyết_định="1/6/2026")
    look("cong-nhan-quyet-dinh")
    press(page)
    main(page).to_contain_text("chính thức, chưa có thẻ")
    main(page).to_contain_text("Tuổi đảng tính từ ngày 11/4/2025")
    look("cong-nhan-chua-co-the")
    assert Membership.unscoped.get(member__full_name=NAME).official_on == date(2026, 4, 25)
    page.get_by_role("link", name=NAME).first.click()
    main(page).to_contain_text("Đảng viên chính thức")
    main(page).to_contain_text("Chưa có thẻ đảng viên")
    look("cong-nhan-trang-dang-vien")
    page.goto(reverse("today"))
    page.locator("li", has_text="Chính thức chưa có số thẻ").get_by_role("link").first.click()
    main(page).to_contain_text(NAME)
    look("cong-nhan-danh-sach-chua-co-the")


def test_a_probationer_whom_no_file_told_of_is_recognised_in_one(page, cast, look):
    """From the line of the start page: the cell opens the file, and it goes as any other."""
    who = play.on_probation(cast.tree.cell)
    as_(page, "bi-thu-thon")
    page.goto(reverse("today"))
    main(page).to_contain_text("Dự bị chưa có hồ sơ, sắp hết hoặc đã hết 12 tháng: 1 người")
    page.goto(reverse("probationers-without-file"))
    look("du-bi-chua-co-ho-so")
    page.get_by_role("link", name=f"Lập hồ sơ: {who.full_name}").click()
    look("lap-ho-so-du-bi")
    page.get_by_label("Đảng viên giúp đỡ").first.select_option(label=CELL[0])
    page.get_by_role("button", name="Lập hồ sơ").click()
    main(page).to_contain_text("Làm trước khi có hồ sơ trên máy")
    at = page.url
    fill(page, Ngày="9/5/2025")
    press(page)
    papers_and_votes(page, at, lambda name: None)
    as_(page, "can-bo")
    page.goto(at)
    fill(page, Số_giấy_tờ="230-QĐ/HU", Ngày_quyết_định="1/6/2026")
    press(page)
    main(page).to_contain_text("chính thức, chưa có thẻ")
    look("du-bi-da-cong-nhan")
    assert Membership.unscoped.get(member=who).official_on == date(2026, 4, 25)


def test_several_are_ticked_and_have_their_files_at_once(page, cast):
    names = [play.on_probation(cast.tree.cell, name).full_name for name in ("Lù Thị Mẩy", "Sùng Seo Lử")]
    as_(page, "bi-thu-thon")
    page.goto(reverse("probationers-without-file"))
    for name in names:
        page.get_by_label(f"Chọn {name}").check()
    page.get_by_role("button", name="Lập hồ sơ cho người đã chọn").click()
    expect(page.get_by_text("Đã lập hồ sơ cho 2 đảng viên dự bị")).to_be_visible()
    main(page).to_contain_text("Mọi đảng viên dự bị của nơi mình đã có hồ sơ")


def test_who_is_not_fit_is_struck_off(page, cast, one, look):
    at = reverse("applicant", args=[one.pk])
    as_(page, "bi-thu-thon")
    page.goto(at)
    page.get_by_role("link", name="Ghi chi bộ biểu quyết đề nghị xóa tên").click()
    look("xoa-ten-bieu-quyet")
    fill(page, Ngày_họp=VOTED, Có_mặt="3", Tán_thành="3", Không_tán_thành="0", Số_giấy_tờ="41-NQ/CB")
    page.get_by_role("button", name="Ghi vào sổ").click()
    if "/bieu-quyet-xoa-ten/" in page.url:
        page.get_by_role("button", name="Ghi vào sổ").click()
    main(page).to_contain_text("quyết định xóa tên")
    look("xoa-ten-cho-quyet-dinh")
    as_(page, "can-bo")
    page.goto(at)
    page.get_by_role("link", name="Ghi quyết định xóa tên").click()
    fill(page, Số_giấy_tờ="231-QĐ/HU", Ngày_quyết_định="1/6/2026")
    page.get_by_role("button", name="Ghi vào sổ").click()
    main(page).to_contain_text("Xóa tên từ ngày 01/6/2026")
    main(page).to_contain_text("Hồ sơ đã khép lại")
    look("xoa-ten-da-khep")
    expect(page.get_by_role("button", name="Ghi bước này")).to_have_count(0)
    assert Departure.unscoped.get(membership__member__full_name=NAME).kind == "striking_off"
