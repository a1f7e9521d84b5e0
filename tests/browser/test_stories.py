"""Whole pieces of work in the browser, as the people of the office do them."""

import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from members import jobs, scope
from members.models import Member
from tests.browser.every_page import sign_in
from tests.browser.keyboard import focused, follow, tab_to, write
from tests.browser.office import born, cast, someone
from tests.builders import PASSWORD
from tests.members.importing.files import sheet

__all__ = ["cast", "someone"]


def test_a_birth_date_is_corrected_with_the_keyboard_alone(page, cast, someone):
    page.goto(reverse("people", args=[cast.tree.cell.pk]))
    write(page, "Tên đăng nhập", "can-bo")
    write(page, "Mật khẩu", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    follow(page, "Giàng Seo Lử")
    follow(page, "Sửa: Ngày sinh")
    assert focused(page).startswith("Ngày sinh"), "the form begins at what is to be corrected"
    write(page, "Ngày sinh", "21/4/1970")
    write(page, "Lý do sửa", "Giấy khai sinh bản gốc")
    follow(page, "Ghi vào sổ")
    assert urlsplit(page.url).path == reverse("person", args=[someone.pk])
    assert born(someone) == date(1970, 4, 21)
    expect(page.get_by_role("status")).to_contain_text("Đã lưu lúc 12:")
    line = page.get_by_role("region", name="Ai đã sửa, những lần gần nhất").get_by_role("row").nth(1)
    for words in ("Ma Văn Thượng", "12/4/1970 → 21/4/1970", "Giấy khai sinh bản gốc"):
        expect(line).to_contain_text(words)


def test_what_was_typed_wrong_stays_and_the_focus_goes_to_what_has_to_be_mended(page, cast, someone):
    sign_in(page)
    page.goto(reverse("correct-member", args=[someone.pk]))
    write(page, "Ngày sinh", "31/02/1970")
    write(page, "Lý do sửa", "Giấy khai sinh")
    follow(page, "Ghi vào sổ")
    assert page.title().startswith("Lỗi: ")
    assert focused(page).startswith("Có một chỗ cần sửa")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(page).startswith("Ngày sinh")
    assert page.input_value(":focus") == "31/02/1970"
    expect(page.get_by_label("Lý do sửa")).to_have_value("Giấy khai sinh")
    assert born(someone) == date(1970, 4, 12)


def test_the_second_of_two_officers_is_shown_what_the_first_changed_and_loses_nothing(page, cast, someone):
    sign_in(page)
    page.goto(reverse("correct-member", args=[someone.pk]))
    page.get_by_label("Ngày sinh").fill("15/4/1970")
    page.get_by_label("Lý do sửa").fill("Lý lịch đảng viên")

    other = page.context.browser.new_context(base_url=page.url.split("/dang-vien")[0]).new_page()
    sign_in(other, "can-bo-2")
    other.goto(reverse("correct-member", args=[someone.pk]))
    other.get_by_label("Ngày sinh").fill("21/4/1970")
    other.get_by_label("Lý do sửa").fill("Giấy khai sinh")
    other.get_by_role("button", name="Ghi vào sổ").click()
    expect(other.get_by_role("status")).to_contain_text("Đã lưu")
    other.context.close()

    page.get_by_role("button", name="Ghi vào sổ").click()
    changed = page.get_by_role("region", name="Ai đã sửa, những lần gần nhất")
    expect(changed).to_contain_text("Lục Thị Yên")
    expect(changed).to_contain_text("12/4/1970 → 21/4/1970")
    expect(page.get_by_label("Ngày sinh")).to_have_value("15/4/1970")
    expect(page.get_by_label("Lý do sửa")).to_have_value("Lý lịch đảng viên")
    assert born(someone) == date(1970, 4, 21)

    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")
    assert born(someone) == date(1970, 4, 15)


def test_a_cell_secretary_mends_a_residence_but_no_name(page, cast, someone):
    names = f"main a[href^='{reverse('correct-member', args=[someone.pk])}#']"
    asking = f"main a[href^='{reverse('propose-member', args=[someone.pk])}']"
    sign_in(page, "bi-thu-thon")
    page.goto(reverse("person", args=[someone.pk]))
    expect(page.get_by_role("heading", level=1)).to_have_text("Giàng Seo Lử")
    expect(page.get_by_role("link", name="Ghi nơi cư trú")).to_have_count(1)
    expect(page.locator(names)).to_have_count(0)
    expect(page.locator(asking)).not_to_have_count(0)
    page.context.clear_cookies()
    sign_in(page, "can-bo")
    page.goto(reverse("person", args=[someone.pk]))
    expect(page.locator(names)).not_to_have_count(0)


@pytest.mark.parametrize("name", ["person", "organisation"])
def test_a_past_day_says_so_and_offers_nothing_to_change(page, cast, someone, name):
    where = {"person": someone.pk, "organisation": cast.tree.cell.pk}[name]
    sign_in(page)
    page.goto(reverse(name, args=[where]))
    heading = page.get_by_role("heading", name="Ghi việc mới" if name == "person" else "Làm việc khác")
    expect(heading).to_have_count(1)
    page.get_by_label("Xem như ngày").fill("1/5/2026")
    page.get_by_role("button", name="Xem", exact=True).click()
    line = page.locator("main .note.warn")
    expect(line).to_contain_text("Đang xem như ngày 01/5/2026")
    expect(line).to_have_css("border-left-width", "4px")
    expect(heading).to_have_count(0)
    # "Ai đã ghi, ai đã sửa" leads to lines, and changes nothing.
    expect(page.locator("main").get_by_role("link", name=re.compile("^(Sửa|Đề nghị sửa)"))).to_have_count(0)
    expect(page.locator("main").get_by_role("link", name="Thôi giữ")).to_have_count(0)
    line.get_by_role("link", name="Về hôm nay").click()
    expect(heading).to_have_count(1)


def ask_for_roster(page, cast):
    sign_in(page)
    page.goto(reverse("roster", args=[cast.tree.cell.pk]))
    page.get_by_label("Lấy tệp").select_option("roster.pdf")
    page.get_by_label("Mục đích").fill("Trình ban thường vụ")
    page.get_by_role("button", name="In danh sách").click()
    expect(page.get_by_role("status")).to_contain_text("Đang chờ")


def take_file(page):
    """The words of the PDF that the button gives."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Lấy tệp").click()
    assert waiting.value.suggested_filename.endswith(".pdf")
    return " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(waiting.value.path()).pages).split())


def test_a_roster_is_asked_for_waited_for_and_taken_along(page, cast, someone):
    polls = []

    def work_meanwhile(route):
        if route.request.headers.get("hx-request"):
            polls.append(jobs.run_waiting(timezone.now()))
        route.continue_()

    page.route("**/viec/*/", work_meanwhile)
    ask_for_roster(page, cast)
    expect(page.get_by_role("status")).to_contain_text("Xong", timeout=15_000)
    assert polls[0] == 1
    assert "Giàng Seo Lử" in take_file(page)


def test_a_roster_is_taken_along_without_any_script(chromium, live_server, cast, someone):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    ask_for_roster(page, cast)
    assert jobs.run_waiting(timezone.now()) == 1
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("Xong")
    assert "Giàng Seo Lử" in take_file(page)
    context.close()


def test_the_first_stop_of_the_keyboard_jumps_over_the_frame(page, cast, someone):
    sign_in(page)
    page.goto(reverse("person", args=[someone.pk]))
    tab_to(page, "Đến nội dung chính")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_somebody_is_found_while_typing_and_opened_with_the_keyboard(page, cast, someone):
    sign_in(page)
    page.goto(reverse("today"))
    page.keyboard.press("/")
    assert focused(page).startswith("Tìm")
    page.keyboard.type("lu gia", delay=40)
    expect(page.locator("#goi-y")).to_contain_text("Giàng Seo Lử")
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert urlsplit(page.url).path == reverse("person", args=[someone.pk])


def test_letters_being_composed_ask_nothing_and_escape_closes(page, cast, someone):
    sign_in(page)
    page.goto(reverse("today"))
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("goi-y/") else None)
    page.focus("#q")
    compose = """() => {
      const field = document.getElementById("q");
      field.value = "lử";
      field.dispatchEvent(new InputEvent("input", {bubbles: true, isComposing: true}));
    }"""
    page.evaluate(compose)
    page.wait_for_timeout(500)
    assert asked == []
    page.evaluate("document.getElementById('q').dispatchEvent(new CompositionEvent('compositionend', {bubbles: true}))")
    expect(page.locator("#goi-y")).to_contain_text("Giàng Seo Lử")
    page.keyboard.press("Escape")
    expect(page.locator("#goi-y")).to_be_empty()
    assert len(asked) == 1


def test_a_list_is_read_mended_in_one_column_found_right_and_written(page, cast):
    rows = [("ĐẢNG BỘ XÃ AN KHÊ",), ("TT", "Họ và tên", "Hôm sinh", "Chi bộ", "Ghi chú"),
            (1, "Lù Thị Sáy", "12/4/1991", "Chi bộ Thôn 1", "điều riêng"),
            (2, "Tẩn Láo Sử", "1988", "Chi bộ Thôn 9", "")]  # fmt: skip
    sign_in(page)
    page.goto(reverse("imports"))
    # The browser's own button speaks the browser's language.
    expect(page.locator(".pick")).to_have_text("Chọn tệp chưa chọn tệp nào")
    with page.expect_file_chooser() as asked:
        page.locator(".file").click()
    asked.value.set_files({"name": "an-khe.xlsx", "mimeType": "application/octet-stream", "buffer": sheet(rows)})
    expect(page.locator(".pick")).to_have_text("Chọn tệp an-khe.xlsx")
    page.get_by_role("button", name="Đọc tệp").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chương trình đọc như sau, có đúng không?")
    expect(page.locator("main")).not_to_contain_text("điều riêng")
    expect(page.locator("#d-3 td").nth(2)).to_have_text("")
    page.get_by_label("Cột C được đọc là").select_option(label="Ngày sinh")
    page.get_by_role("button", name="Đọc lại theo cách này").click()
    expect(page.locator("#d-3 td").nth(2)).to_have_text("12/4/1991")
    expect(page.locator("#d-4 td").nth(2)).to_contain_text("chỉ biết năm")
    page.get_by_role("link", name="ô D4").click()
    expect(page.locator("#o-D4")).to_be_focused()
    page.get_by_role("link", name="Đúng rồi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sẽ ghi như sau")
    page.get_by_role("button", name="Ghi 1 người, để lại 1 dòng").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã nhập an-khe.xlsx")
    with scope.opened(scope.whole_register(date(2026, 6, 30))):
        assert str(Member.objects.get().birth_on) == "1991-04-12"


def test_somebody_who_was_not_read_is_said_to_be_a_person_and_another_row_nobody(page, cast):
    rows = [("TT", "Họ và tên", "Ngày sinh", "Chi bộ"), (1, "Lù Thị Sáy", "12/4/1991", "Chi bộ Thôn 1"),
            (None, "Tẩn Láo Sử"), (2, "Xem lại 2 người", "1988", "Chi bộ Thôn 1")]  # fmt: skip
    sign_in(page)
    page.goto(reverse("imports"))
    page.get_by_label("Tệp danh sách").set_input_files(
        {"name": "an-khe.xlsx", "mimeType": "application/octet-stream", "buffer": sheet(rows)}
    )
    page.get_by_role("button", name="Đọc tệp").click()
    expect(page.locator("main")).to_contain_text("1 chỗ không đọc là đảng viên mà có thể là người")
    page.get_by_role("link", name="dòng 3", exact=True).click()
    expect(page.locator("#d-3")).to_be_in_viewport()
    for number, word in (("3", "đảng viên"), ("4", "không phải đảng viên")):
        page.get_by_label("Dòng đọc sai").fill(number)
        page.get_by_label("Những dòng ấy là").select_option(label=word)
        page.get_by_role("button", name="Đọc lại theo cách này").click()
        expect(page.get_by_label("Dòng đọc sai")).to_have_value("")
    expect(page.locator("#d-3 td").nth(1)).to_have_text("Tẩn Láo Sử")
    expect(page.locator("#d-4")).to_contain_text("không phải đảng viên, theo đồng chí chọn")
