"""Forty cells are merged in Chromium: planned, carried out, taken back, carried out again; the keyboard is enough."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from members.models import Closure, Placement, Term
from tests import builders
from tests.browser.every_page import sign_in
from tests.browser.keyboard import follow, tab_to, write
from tests.browser.looking import grave_findings, runs_over

NOON = "2026-06-30 05:00:00+00:00"
CELLS, IN_EACH = 40, 25
DAY = date(2026, 6, 1)


@pytest.fixture
def play(live_server):
    """A commune with forty cells more, a thousand people in them, and one cell into which they will be merged."""
    with time_machine.travel(NOON, tick=True):
        cast = builders.make_cast()
        for number in range(CELLS):
            cell = builders.organisation(f"Chi bộ Tổ dân phố {number + 1}", "cell", cast.tree.committee)
            builders.crowd(IN_EACH, cell)
        yield cast


def draw(page):
    page.goto(reverse("reorganisations"))
    follow(page, "Lập phương án")
    write(page, "Tên phương án", "Sắp xếp chi bộ tổ dân phố")
    write(page, "Có hiệu lực từ ngày", "1/6/2026")
    write(page, "Số giấy tờ", "12-QĐ/ĐU")
    write(page, "Ngày ký", "20/5/2026")
    write(page, "Cơ quan ban hành", "Đảng ủy xã An Khê")
    follow(page, "Lập phương án")


def write_it(page):
    """A thousand people in one cell: the committee above has to agree, and the plan bears its decision."""
    expect(page.locator("main")).to_contain_text("chi bộ trực thuộc hơn 30 đảng viên phải được cấp ủy cấp trên đồng ý")
    page.get_by_label("Vẫn sắp xếp như vậy").check()
    page.get_by_role("button", name="Ghi cả phương án vào sổ").click()
    expect(page.get_by_role("status")).to_contain_text("Đã ghi cả phương án vào sổ")


def here(cell):
    return Placement.unscoped.on(DAY).filter(organisation=cell).count()


def test_forty_cells_are_merged_taken_back_and_merged_again(page, play, picture, viewport):
    sign_in(page)
    draw(page)
    page.get_by_role("link", name="Nhập tổ chức").click()
    for number in range(CELLS):
        page.get_by_label(f"Chi bộ Tổ dân phố {number + 1}", exact=True).check()
    page.get_by_label("Nơi nhận").select_option(label="Chi bộ Thôn 1 (Xã An Khê)")
    page.get_by_role("button", name="Thêm vào phương án").click()
    expect(page.get_by_role("heading", name="Việc của phương án (40)")).to_be_visible()
    expect(page.locator("main")).to_contain_text("1.000")
    for width in ("desk", "phone"):
        viewport(width)
        assert runs_over(page) <= 0
        assert grave_findings(page) == []
        picture("phuong-an-40")
    viewport("desk")
    assert not Closure.unscoped.exists()
    write_it(page)
    assert (Closure.unscoped.count(), here(play.tree.cell)) == (CELLS, CELLS * IN_EACH)
    picture("phuong-an-40-da-ghi")
    page.get_by_role("link", name="Hoàn lại cả đợt").click()
    page.get_by_label("Lý do hoàn lại").fill("Quyết định bị thu hồi")
    page.get_by_role("button", name="Hoàn lại cả đợt").click()
    expect(page.get_by_role("status")).to_contain_text("Đã hoàn lại cả đợt")
    assert (Closure.unscoped.count(), here(play.tree.cell)) == (0, 0)
    write_it(page)
    assert (Closure.unscoped.count(), here(play.tree.cell)) == (CELLS, CELLS * IN_EACH)
    assert Term.unscoped.on(date(2026, 5, 31)).filter(name__startswith="Chi bộ Tổ dân phố").count() == CELLS


def test_two_cells_are_merged_with_the_keyboard_alone(page, play):
    for number in range(3):
        builders.member(f"Giàng Seo Lử {number}", play.tree.sibling)
    sign_in(page)
    draw(page)
    follow(page, "Nhập tổ chức")
    tab_to(page, "Chi bộ Thôn 2")
    page.keyboard.press("Space")
    tab_to(page, "Nơi nhận")
    page.keyboard.type("Chi bộ Thôn 1")
    follow(page, "Thêm vào phương án")
    follow(page, "Ghi cả phương án vào sổ")
    assert Closure.unscoped.get().organisation == play.tree.sibling
