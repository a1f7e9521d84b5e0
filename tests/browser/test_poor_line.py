"""On a poor line: half a form is kept as it is typed, and what is sent twice is done once."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from members.models import Draft, Exemption, Member
from tests import builders
from tests.browser.every_page import sign_in
from tests.browser.keyboard import write
from tests.browser.looking import runs_over
from tests.browser.office import cast
from tests.reports import play

__all__ = ["cast"]

KEPT = "Đã giữ bản nháp lúc 12:"
LOST = "Chưa giữ được bản nháp: mất đường truyền"


@pytest.fixture
def exempting(cast):
    someone = builders.member("Giàng Seo Lử", cast.tree.cell)
    return reverse("exempt", args=[someone.pk])


def line(page):
    return page.locator(".draft-line")


def fill(page, address):
    sign_in(page, "bi-thu-thon")
    page.goto(address)
    page.get_by_label("Điều khoản miễn").select_option("age")
    expect(line(page)).to_contain_text(KEPT)
    # Of this field the line says the same as of the one before.
    line(page).evaluate("said => said.replaceChildren()")
    write(page, "Từ ngày", "01/6/2026")
    page.keyboard.press("Tab")
    expect(line(page)).to_contain_text(KEPT)


def elsewhere(page):
    """The next day, at another desk."""
    return page.context.browser.new_context(base_url=page.url.split("/dang-vien")[0], locale="vi-VN").new_page()


def test_half_a_form_is_there_when_the_page_is_opened_again(page, exempting):
    fill(page, exempting)
    other = elsewhere(page)
    page.close()
    sign_in(other, "bi-thu-thon")
    began = other.get_by_role("region", name="Đang nhập dở")
    expect(began).to_contain_text("Miễn công tác và sinh hoạt, giữ lúc 12:")
    began.get_by_role("link").click()
    expect(other.locator("main .note")).to_contain_text("Đang tiếp tục bản nhập dở giữ lúc 12:")
    expect(other.get_by_label("Từ ngày")).to_have_value("01/6/2026")
    expect(other.get_by_label("Điều khoản miễn")).to_have_value("age")
    other.get_by_role("button", name="Bỏ bản nháp, làm lại từ đầu").click()
    expect(other.get_by_label("Từ ngày")).to_have_value("")
    expect(other.locator("main .note")).to_have_count(0)
    other.context.close()


def test_it_can_be_read_and_used_on_a_telephone_and_at_a_desk(page, exempting, axe, picture, viewport):
    fill(page, exempting)
    for width in ("phone", "desk"):
        viewport(width)
        for name, address in (("ban-nhap-do", exempting), ("hom-nay-nhap-do", "/")):
            page.goto(address)
            assert runs_over(page) <= 0
            axe()
            picture(name)
        page.goto(exempting)
        write(page, "Đến trước ngày", f"0{width == 'desk':d}/12/2026")
        page.keyboard.press("Tab")
        expect(line(page)).to_contain_text(KEPT)
        expect(line(page)).to_be_in_viewport()
        here = page.locator(":focus").bounding_box()
        assert here["y"] + here["height"] <= line(page).bounding_box()["y"], "the focus is under the line"
        assert runs_over(page) <= 0
        picture("ban-nhap-do-dang-go")


def test_a_line_that_is_down_is_said_and_what_was_typed_goes_when_it_is_back(page, exempting):
    fill(page, exempting)
    page.context.set_offline(True)
    write(page, "Số nghị quyết của chi bộ", "05-NQ/CB")
    page.keyboard.press("Tab")
    expect(line(page)).to_have_text(LOST)
    assert page.get_by_label("Số nghị quyết của chi bộ").input_value() == "05-NQ/CB"
    page.context.set_offline(False)
    expect(line(page)).to_contain_text(KEPT)
    page.reload()
    expect(page.get_by_label("Số nghị quyết của chi bộ")).to_have_value("05-NQ/CB")


def test_who_is_signed_out_meanwhile_is_told(page, exempting):
    fill(page, exempting)
    page.context.clear_cookies()
    write(page, "Số nghị quyết của chi bộ", "05-NQ/CB")
    page.keyboard.press("Tab")
    expect(line(page)).to_contain_text("Chưa giữ được bản nháp")


def test_leaving_asks_only_for_what_is_not_kept(page, exempting):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    fill(page, exempting)
    page.goto("/")
    assert asked == []
    page.goto(exempting)
    # Not the whole line goes down: what is typed would be sent as soon as it is up again to leave the page.
    page.route("**/nhap-do/giu/", lambda route: route.abort())
    write(page, "Số nghị quyết của chi bộ", "05-NQ/CB")
    page.keyboard.press("Tab")
    expect(line(page)).to_have_text(LOST)
    page.goto("/")
    assert asked == ["beforeunload"]


def test_sent_it_is_no_draft_any_more(page, exempting):
    fill(page, exempting)
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")
    page.goto("/")
    expect(page.get_by_role("region", name="Đang nhập dở")).to_have_count(0)
    assert Exemption.unscoped.count() == 1


def test_no_password_is_ever_sent_as_a_draft(page, cast):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/nhap-do/" in request.url else None)
    sign_in(page)
    page.goto(reverse("password"))
    page.fill("[name=old]", "mat-khau-cu-nao-do")
    page.keyboard.press("Tab")
    page.wait_for_timeout(300)
    assert asked == []
    assert Draft.objects.count() == 0


def test_a_form_pressed_twice_enters_one(page, cast):
    sign_in(page)
    page.goto(reverse("enter", args=[cast.tree.cell.pk]))
    page.get_by_label("Họ và tên").fill("Lù Thị Sáy")
    page.get_by_label("nữ").check()
    page.get_by_label("Ngày vào Đảng", exact=False).first.fill("3/2/2010")
    page.get_by_label("Ngày chính thức").first.fill("3/2/2011")
    with page.expect_navigation():
        page.evaluate(
            """async () => {
              const form = document.querySelector("form[data-draft]");
              const body = new URLSearchParams(new FormData(form));
              await fetch(location.href, { method: "POST", body, redirect: "manual" });
              form.requestSubmit();
            }"""
        )
    expect(page.get_by_text("Việc này đã ghi từ lần gửi trước.")).to_have_count(1)
    assert Member.unscoped.filter(full_name="Lù Thị Sáy").count() == 1


class TestAFileThatWouldBeSentInVain:
    @pytest.mark.parametrize(
        ("name", "label"), [("imports", "Tệp danh sách"), ("comparisons", "Danh sách của đảng ủy")]
    )
    def test_it_is_told_when_it_is_chosen_and_nothing_is_sent(self, page, cast, tmp_path, name, label, axe, picture):
        large, small = tmp_path / "danh-sach.xlsx", tmp_path / "nho.csv"
        with large.open("wb") as file:
            file.truncate(10 * 1024 * 1024 + 1)
        small.write_text("Họ và tên", encoding="utf-8")
        sign_in(page, "can-bo")
        page.goto(reverse(name))
        page.get_by_label(label).set_input_files(large)
        said = page.get_by_role("alert").filter(has_text="Tệp lớn hơn 10 MB nên không được nhận.")
        expect(said).to_be_visible()
        axe()
        picture(f"tep-qua-lon-{name}")
        sent = []
        page.on("request", lambda request: sent.append(request.method))
        page.locator("form[enctype] .button.main").click()
        expect(page.get_by_label(label)).to_be_focused()
        assert "POST" not in sent
        page.get_by_label(label).set_input_files(small)
        expect(said).to_have_count(0)
        page.locator("form[enctype] .button.main").click()
        page.wait_for_load_state()
        assert "POST" in sent

    def test_several_are_measured_together(self, page, cast, tmp_path):
        own = play.of(play.opened(), cast.tree.committee)
        files = [tmp_path / "chi-bo-1.xlsx", tmp_path / "chi-bo-2.xlsx"]
        for each in files:
            with each.open("wb") as file:
                file.truncate(6 * 1024 * 1024)
        sign_in(page, "bi-thu-xa")
        page.goto(reverse("send-list", args=[own.pk]))
        page.get_by_label("Danh sách của đảng ủy").set_input_files(files)
        said = page.get_by_role("alert").filter(has_text="Các tệp gộp lại lớn hơn 10 MB nên không được nhận.")
        expect(said).to_be_visible()
        page.get_by_label("Danh sách của đảng ủy").set_input_files(files[:1])
        expect(said).to_have_count(0)
