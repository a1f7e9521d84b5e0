"""A real office begins, in Chromium, from an empty database: with each of the two made-up districts."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from datetime import date

import openpyxl
import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from members import jobs, scope, starting
from members.models import Member, OfficeHolding, Role, Term
from tests.browser.looking import grave_findings, runs_over
from tests.members.importing.test_sample_districts import BIRTH, CELL, DATA, NAME, OFFICIAL
from tests.members.test_first_start import SAID
from tests.members.test_session import GOOD

NOON = "2026-06-30 05:00:00+00:00"
DAY = date(2026, 6, 30)
AREA = {**SAID, "head_name": "Khu vực Vân Sơn", "head_kind": "area", "committee_parent": "Đảng bộ tỉnh Vân Giang"}
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SECRETARY = {"Giữ chức vụ từ ngày": "01/7/2025", "Số quyết định chuẩn y": "12-QĐ/TU", "Ngày quyết định": "30/6/2025",
             "Cơ quan quyết định": "Tỉnh ủy Vân Giang"}  # fmt: skip


@pytest.fixture(autouse=True)
def clock(live_server):
    with time_machine.travel(NOON, tick=True):
        yield


def begin(page):
    """The page of the first start with the word of the server; {name of the account: its first password}."""
    page.goto("/")
    page.get_by_role("link", name="Bắt đầu sổ").click()
    page.get_by_label("Mã bắt đầu").fill(starting.code())
    for name, said in AREA.items():
        if name == "head_kind":
            page.locator(f"[name=head_kind][value={said}]").check()
        else:
            page.locator(f"[name={name}]").fill(said)
    page.get_by_role("button", name="Bắt đầu sổ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sổ đã bắt đầu")
    said = page.locator("dl.facts dd").all_inner_texts()
    return dict(zip(said[::2], said[1::2], strict=True))


def sign_in(page, username, password):
    page.context.clear_cookies()
    page.goto(reverse("login"))
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def choose_password(page, first):
    page.get_by_label("Mật khẩu đang dùng").fill(first)
    page.get_by_label("Mật khẩu mới", exact=True).fill(GOOD)
    page.get_by_label("Mật khẩu mới, gõ lại lần nữa").fill(GOOD)
    page.locator("main .button.main").click()


def lead(page):
    """To the list of what is missing, as people get there: by a link on this page, else by the start page's."""
    here = page.get_by_role("link", name="Còn thiếu gì để làm việc với sổ")
    if not here.count():
        page.get_by_role("link", name="Hôm nay").first.click()
        here = page.get_by_role("link", name="Xem còn thiếu gì")
    here.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bắt đầu làm việc với sổ")


def step(page, title):
    """The line about this in the list of what is missing."""
    if reverse("beginning") not in page.url:
        lead(page)
    return page.get_by_role("listitem").filter(has_text=title)


def still_missing(page):
    lead(page)
    return page.get_by_role("listitem").filter(has_text="Còn thiếu").locator(".what").all_inner_texts()


def settle(page):
    """Work off what was asked for as long work, and go on to what came of it."""
    if "/viec/" in page.url:
        jobs.run_waiting(timezone.now())
        page.reload()
        page.get_by_role("link", name=re.compile("^Xem|^Lấy")).first.click()


def bring_in(page, name):
    """The list of the central database, read, looked at and written."""
    step(page, "Tổ chức và đảng viên").get_by_role("link", name="Nhập danh sách").click()
    page.get_by_label("Tệp danh sách").set_input_files(DATA / name / "national.xlsx")
    page.get_by_label("Lập các tổ chức chưa có trong sổ").check()
    page.get_by_role("button", name="Đọc tệp").click()
    settle(page)
    page.get_by_role("link", name="Đúng rồi").click()
    page.get_by_role("button", name=re.compile(r"^Ghi [\d.]+ người vào sổ$")).click()
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã nhập national.xlsx")


def take(page, title, value):
    """The sheet of this step; `value(name, what it is under)` answers what to write under which head of its row."""
    step(page, title).get_by_role("link", name="Điền bảng").click()
    ready = page.get_by_role("button", name="Lấy bảng để điền")
    # Counting does not wait for the page to come.
    ready.wait_for()
    with page.expect_download() as waiting:
        if page.get_by_label("Mục đích").count():
            page.get_by_label("Mục đích").fill("bắt đầu sổ")
        ready.click()
    book = openpyxl.load_workbook(io.BytesIO(waiting.value.path().read_bytes()))
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=3):
        for head, said in value(row[1].value, row[2].value).items():
            row[heads.index(head)].value = said
    to = io.BytesIO()
    book.save(to)
    return to.getvalue()


def send(page, title, data):
    if not page.locator("[name=file]").count():
        step(page, title).get_by_role("link", name="Điền bảng").click()
    page.get_by_label("Bảng đã điền").set_input_files({"name": "bang.xlsx", "mimeType": SHEET, "buffer": data})
    page.get_by_role("button", name="Đọc bảng").click()
    expect(page.locator("main")).not_to_contain_text("Chưa ghi được: sửa")
    page.get_by_role("button", name="Đúng rồi, ghi vào sổ").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã ghi")


def secretaries(name):
    """A made-up choice: the first official member of each cell, and the second of a committee's first cell for it."""
    book = openpyxl.load_workbook(DATA / name / "national.xlsx", read_only=True)
    official = defaultdict(list)
    for row in book.worksheets[0].iter_rows(min_row=4, values_only=True):
        if row[NAME] and row[OFFICIAL] and row[OFFICIAL][6:] < "2025":
            official[row[CELL]].append({"Họ và tên": row[NAME], "Ngày sinh": row[BIRTH], **SECRETARY})
    chosen = {}
    for cell, people in official.items():
        own, committee = cell.rsplit(", ", 1)
        chosen[own, committee] = people[0]
        if len(people) > 1:
            chosen.setdefault(committee, people[1])
    return lambda own, above: chosen.get((own, above)) or chosen.get(own, {})


def area(own, above):
    """The office reads the proposed sort of each cell and writes the area of those among villages and streets."""
    place = own.removeprefix("Chi bộ ") if own and own.startswith("Chi bộ") else ""
    if not place.startswith(("thôn", "xóm", "ấp", "tổ dân phố", "số")):
        return {}
    return {"Loại hình": "thôn, tổ dân phố", "Thôn, tổ dân phố": place[:1].upper() + place[1:],
            "Thuộc xã, phường": above.removeprefix("Đảng bộ ")}  # fmt: skip


def slips(page, picture):
    """The administrator prints the first passwords; the words of the slips."""
    page.goto(reverse("slips"))
    picture("phieu-mat-khau")
    with page.expect_navigation():
        page.get_by_role("button", name="In phiếu").click()
    jobs.run_waiting(timezone.now())
    page.reload()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Lấy tệp").click()
    return " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(waiting.value.path()).pages).split())


@pytest.mark.parametrize("name", ["district-600", pytest.param("district-3000", marks=pytest.mark.long)])
def test_an_office_begins_in_a_morning(page, name, picture, viewport):
    first = begin(page)
    sign_in(page, "can-bo", first["can-bo"])
    choose_password(page, first["can-bo"])
    lead(page)
    picture("bat-dau-con-thieu")
    bring_in(page, name)
    send(page, "Bí thư", take(page, "Bí thư của mỗi tổ chức", secretaries(name)))
    send(page, "Loại hình", take(page, "Loại hình chi bộ", area))
    accounts = take(page, "Tài khoản của bí thư", lambda own, above: {})

    sign_in(page, "quan-tri", first["quan-tri"])
    choose_password(page, first["quan-tri"])
    send(page, "Tài khoản của bí thư", accounts)
    words = slips(page, picture)

    sign_in(page, "can-bo", GOOD)
    step(page, "Xác nhận vai trò").get_by_role("link", name="Xem danh sách").click()
    for width in ("phone", "desk"):
        viewport(width)
        assert runs_over(page) <= 0
        assert grave_findings(page) == []
        picture("vai-tro-cho-xac-nhan")
    with page.expect_navigation():
        page.get_by_role("button", name="Xác nhận các vai trò đã đánh dấu").click()
    assert still_missing(page) == ["Sao lưu hằng đêm"]
    picture("bat-dau-du")
    with scope.opened(scope.whole_register(DAY)):
        cells = Term.objects.on(DAY).filter(kind__holds_members=True)
        assert OfficeHolding.objects.on(DAY).count() == Term.objects.on(DAY).count() - 1
        assert Role.objects.valid_on(DAY).filter(kind="cell").count() == cells.count()
        one = Role.objects.valid_on(DAY).filter(kind="cell").order_by("pk").first()
        people = Member.objects.count()
    assert people == int(name.rsplit("-", 1)[1])
    password = re.search(rf"{one.account.username}\D* Mật khẩu đầu:? (\S+)", words)
    assert password, words[:300]
    sign_in(page, one.account.username, password[1])
    choose_password(page, password[1])
    expect(page.locator(".who")).to_contain_text(one.account.full_name)
