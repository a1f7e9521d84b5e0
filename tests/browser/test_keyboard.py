"""Whole pieces of work without a mouse. That nothing on any page is out of reach is held in `test_pages`."""

from datetime import date

import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from kit.calendar import PartialDate
from members import starting
from members.forms.beginning import FirstStartPage
from members.models import Holiday, Kind, Role
from tests import builders
from tests.browser.every_page import sign_in
from tests.browser.keyboard import choose, decide, follow, tab_to, tick, write
from tests.browser.office import NOON, born, cast, someone
from tests.browser.test_first_start import AREA

__all__ = ["cast", "someone"]


def correct_birth(page):
    """On the form of a person's own facts."""
    write(page, "Ngày sinh", "21/4/1970")
    write(page, "Lý do sửa", "Giấy khai sinh bản gốc")
    follow(page, "Ghi vào sổ")


def heading(page):
    return page.get_by_role("heading", level=1)


def test_a_list_of_ones_own_is_drawn_kept_and_found_again(page, cast, someone):
    builders.member("Vàng Thị Mỷ", cast.tree.cell, sex="f", birth=PartialDate(1990, 1, 2))
    sign_in(page)
    page.goto(reverse("own-list", args=[cast.tree.cell.pk]))
    choose(page, "Gồm", "nữ")
    follow(page, "Xem danh sách")
    expect(page.locator("main table")).to_contain_text("Vàng Thị Mỷ")
    expect(page.locator("main table")).not_to_contain_text("Giàng Seo Lử")
    write(page, "Tên danh sách", "Nữ của thôn 1")
    tick(page, "Dùng chung trong đơn vị")
    follow(page, "Giữ danh sách")
    expect(page.get_by_role("status")).to_be_visible()
    follow(page, "Các danh sách đã giữ")
    follow(page, "Nữ của thôn 1")
    expect(heading(page)).to_have_text("Nữ của thôn 1")
    expect(page.locator("main table")).to_contain_text("Vàng Thị Mỷ")


def test_a_finding_leads_to_who_is_meant_and_to_the_field_that_mends_it(page, cast):
    one = builders.member("Sùng Mí Pó", cast.tree.cell)
    sign_in(page)
    page.goto(reverse("findings", args=[cast.tree.cell.pk]))
    tab_to(page, "Thiếu ngày sinh")
    follow(page, "Thiếu ngày sinh")
    follow(page, "Sùng Mí Pó")
    follow(page, "Sửa: Ngày sinh")
    correct_birth(page)
    assert born(one) == date(1970, 4, 21)


def test_an_act_is_found_in_the_history_read_and_taken_back(page, cast, someone):
    sign_in(page)
    page.goto(reverse("correct-member", args=[someone.pk]))
    correct_birth(page)
    page.goto(reverse("person-history", args=[someone.pk]))
    follow(page, "Sửa nhân thân")
    expect(page.locator("main")).to_contain_text("12/4/1970")
    follow(page, "Hoàn lại việc này")
    write(page, "Lý do", "Giấy ấy của người khác")
    follow(page, "Hoàn lại")
    assert born(someone) == date(1970, 4, 12)


def test_an_account_is_made_given_a_role_and_confirmed_by_the_second_person(page, cast):
    sign_in(page, "quan-tri")
    page.goto(reverse("accounts"))
    follow(page, "Lập tài khoản")
    write(page, "Tên đăng nhập", "bi-thu-thon-2")
    write(page, "Họ và tên", "Lầu Thị Dính")
    follow(page, "Ghi vào sổ")
    follow(page, "Đã chép, sang giao vai trò")
    follow(page, "Giao vai trò")
    decide(page, "bí thư chi bộ")
    choose(page, "Tại", "Chi bộ Thôn 1")
    write(page, "Từ ngày", "30/6/2026")
    follow(page, "Ghi vào sổ")
    given = Role.unscoped.get(account__username="bi-thu-thon-2")
    assert (given.kind, given.organisation, given.confirmed_on) == ("cell", cast.tree.cell, None)
    page.context.clear_cookies()
    sign_in(page)
    page.goto(reverse("waiting-roles"))
    follow(page, "Xác nhận các vai trò đã đánh dấu")
    assert Role.unscoped.get(pk=given.pk).confirmed_on == date(2026, 6, 30)


def test_the_office_is_named_and_a_holiday_noted(page, cast):
    sign_in(page)
    page.goto(reverse("office"))
    write(page, "Nội dung", "Vân Sơn")
    follow(page, "Ghi cài đặt")
    follow(page, "Ngày nghỉ và ngày làm bù")
    write(page, "Ngày", "2/9/2026")
    write(page, "Tên ngày", "Quốc khánh")
    follow(page, "Ghi ngày")
    assert Holiday.objects.get(day=date(2026, 9, 2)).name == "Quốc khánh"


def test_a_cell_asks_for_a_correction_and_the_officer_writes_it(page, cast, someone):
    sign_in(page, "bi-thu-thon")
    page.goto(reverse("person", args=[someone.pk]))
    follow(page, "Đề nghị sửa: Ngày sinh")
    write(page, "Ngày sinh", "21/4/1970")
    write(page, "Lý do đề nghị", "Giấy khai sinh bản gốc")
    follow(page, "Gửi đề nghị")
    assert born(someone) == date(1970, 4, 12)
    page.context.clear_cookies()
    sign_in(page)
    page.goto(reverse("today"))
    follow(page, "Xem đề nghị")
    follow(page, "Ghi theo đề nghị")
    assert born(someone) == date(1970, 4, 21)


def test_a_real_office_begins_from_an_empty_register(page, live_server):
    with time_machine.travel(NOON, tick=True):
        page.goto("/")
        follow(page, "Bắt đầu sổ")
        write(page, "Mã bắt đầu", starting.code())
        said = {name: words for name, words in AREA.items() if name != "head_kind"}
        labels = {name: field.label for name, field in FirstStartPage.base_fields.items()}
        for name, words in said.items():
            if name == "office_name":
                decide(page, Kind.objects.get(code="area").name)
            write(page, labels[name], words)
        follow(page, "Bắt đầu sổ")
        expect(heading(page)).to_have_text("Sổ đã bắt đầu")
