"""Two records of one person in Chromium: looked for, told apart, merged side by side, and parted again."""

from __future__ import annotations

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from kit.calendar import PartialDate
from members import jobs
from members.procedure.people import NumberGiven
from tests import builders
from tests.browser.half_year import Desk
from tests.browser.looking import grave_findings

NOON = "2026-06-30 05:00:00+00:00"


@pytest.fixture
def officer(page, live_server):
    """Giàng Seo Lử stands in Thôn 1 and, with a slip in the name and the card, in another commune; so do two sisters,
    entered with one card."""
    with time_machine.travel(NOON, tick=True):
        tree = builders.make_cast().tree
        for name, cell, born, sex, card in (
            ("Giàng Seo Lử", tree.cell, (1970, 3, 4), "m", "12345678"),
            ("Giàng Seo Lừ", tree.other_cell, (1970, 3, 4), "m", "12345687"),
            ("Vừ Thị Mỷ", tree.cell, (1981, 5, 6), "f", "87654321"),
            ("Vừ Thị Mỹ", tree.sibling, (1981, 5, 6), "f", "87654321"),
        ):
            numbers = [NumberGiven("card8", card)]
            builders.member(name, cell, birth=PartialDate(*born), sex=sex, numbers=numbers)
        desk = Desk(page, "can-bo")
        desk.comes()
        yield desk


def test_doubles_are_looked_for_told_apart_merged_and_parted_again(officer):
    looked_for(officer)
    told_apart_and_that_taken_back(officer)
    merged(officer)
    parted_again(officer)


def pair(desk, name):
    return desk.page.locator("main li").filter(has_text="Vì sao").filter(has_text=name)


def looks(desk, name):
    desk.looks(name)
    assert grave_findings(desk.page) == []


def says(desk, label, words, button):
    desk.page.get_by_label(label).fill(words)
    desk.presses(button)


def looked_for(desk):
    desk.page.goto(reverse("doubles"))
    desk.reads("Không có cặp nào cần xem.")
    desk.presses("Tìm trong toàn sổ")
    jobs.run_waiting(timezone.now())
    # The page of the job leads there by itself.
    desk.page.wait_for_url(f"**{reverse('doubles')}")
    desk.reads("Cần xem (2)")
    pair(desk, "Giàng Seo Lử").locator("summary").click()
    expect(pair(desk, "Giàng Seo Lử").get_by_role("row", name="Ngày sinh")).to_be_visible()
    looks(desk, "gop-1-cac-cap")


def told_apart_and_that_taken_back(desk):
    desk.goes(pair(desk, "Vừ Thị Mỷ").get_by_role("link", name="Không phải một người"))
    says(desk, "Lý do", "Hai chị em, thẻ ghi nhầm số", "Không phải một người")
    desk.reads("Cần xem (1)", "Vừ Thị Mỷ và Vừ Thị Mỹ: Hai chị em, thẻ ghi nhầm số")
    expect(pair(desk, "Vừ Thị Mỷ")).to_have_count(0)
    looks(desk, "gop-3-da-ghi")
    desk.follows("Bỏ ghi chú")
    says(desk, "Lý do", "Xem lại lý lịch, là một người", "Bỏ ghi chú")
    desk.reads("Cần xem (2)")
    expect(pair(desk, "Vừ Thị Mỷ")).to_have_count(1)


def merged(desk):
    desk.goes(pair(desk, "Giàng Seo Lử").get_by_role("link", name="Gộp hai hồ sơ"))
    looks(desk, "gop-4-hai-ben")
    says(desk, "Căn cứ để gộp", "Chuyển đến từ 2010, nơi mới ghi lại từ đầu", "Gộp hai hồ sơ")
    desk.reads("Có 3 chỗ cần sửa", "Chọn nơi sinh hoạt")
    looks(desk, "gop-5-con-thieu")
    for row, side in (("Họ và tên", "Giàng Seo Lử"), ("Nơi sinh hoạt", "Thôn 1"), ("Số thẻ", "••• 678")):
        desk.page.get_by_role("row", name=row).get_by_label(side).check()
    desk.presses("Gộp hai hồ sơ")
    desk.reads("Đã gộp hồ sơ Giàng Seo Lừ vào hồ sơ này.", "Hồ sơ đã gộp vào đây")
    looks(desk, "gop-6-da-gop")


def parted_again(desk):
    desk.follows("Giàng Seo Lừ")
    desk.reads("Hồ sơ đã gộp: Giàng Seo Lừ", "Chuyển đến từ 2010, nơi mới ghi lại từ đầu")
    looks(desk, "gop-7-viec-gop")
    desk.follows("Hoàn lại việc gộp")
    says(desk, "Lý do", "Hai anh em họ", "Hoàn lại")
    desk.reads("Đã hoàn lại")
    expect(desk.page.get_by_text("Hồ sơ đã gộp vào đây")).to_have_count(0)
    desk.page.goto(reverse("doubles"))
    desk.reads("Cần xem (2)")
    desk.goes(pair(desk, "Giàng Seo Lử").get_by_role("link", name="Giàng Seo Lừ", exact=True))
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Giàng Seo Lừ")
