"""A half-year of An Khê with two browsers, from opening the round to the signed minutes; then the next one, which
begins with what was signed."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from playwright.sync_api import expect

from members import procedure as members
from members import rights
from members.models import Member
from reports.reconciliation.models import Change, Difference, Kind, Reconciliation
from tests import builders
from tests.browser import half_year
from tests.browser.half_year import CARD, FILE, Desk, listed, mended, row_of, said_on, workbook
from tests.builders import PAPER

SENT, SIGNED, FOUND_OUT, NEXT = (
    f"{day} 05:00:00+00:00" for day in ("2026-07-06", "2026-07-12", "2026-09-16", "2027-01-05")
)
PAO, KE, DO = ("Sùng A Páo", "m", "04/6/1965", "11111111"), ("Vừ Mí Kẻ", "m", "21/7/1982", "33333333"), (
    "Giàng Thị Dở", "f", "12/12/1988", "55555555")  # fmt: skip
UN, MI, TA = ("Lò Văn Ún", "m", "9/2/1970", "22222222"), ("Hà Thị Mỉ", "f", "2/1/1990", "44444444"), (
    "Chảo Láo Tả", "m", "15/3/1948", "66666666")  # fmt: skip
XUAN = ("Hầu Thị Xuân", "f", "12/9/2001", "77777777")


@pytest.fixture
def clock(live_server):
    with time_machine.travel(SENT, tick=True) as clock:
        half_year.enter(builders.make_cast().tree)
        yield clock


@pytest.fixture
def officer(page, clock):
    return Desk(page, "can-bo")


@pytest.fixture
def committee(neighbour, clock):
    return Desk(neighbour, "bi-thu-xa")


@pytest.mark.parametrize("rounds", [1, pytest.param(2, marks=pytest.mark.long)])
def test_a_half_year_from_the_opened_round_to_signed_minutes_and_the_next_one(officer, committee, clock, rounds):
    opened(officer)
    sent(committee)
    both_settle(committee, officer)
    corrected_and_sent_again(committee)
    agreed(committee, officer)
    clock.move_to(SIGNED)
    signed(officer)
    if rounds == 1:
        return
    clock.move_to(FOUND_OUT)
    found_out()
    clock.move_to(NEXT)
    the_next_round(officer, committee)


def opened(officer: Desk) -> None:
    officer.comes()
    officer.page.goto("/doi-khop/")
    officer.reads("Chưa có đợt đối khớp nào.")
    officer.looks("01-cac-dot")
    officer.follows("Mở đợt đối khớp")
    expect(officer.page.get_by_label("Ngày cuối kỳ")).to_have_value("30/6/2026")
    officer.looks("02-mo-dot")
    officer.page.get_by_label("Đảng bộ xã An Khê").check()
    officer.presses("Mở đợt")
    officer.reads("Đối khớp 6 tháng đầu năm 2026", "Đảng bộ xã An Khê", "Chưa gửi")
    officer.looks("03-dot")


def sent(committee: Desk) -> None:
    committee.comes()
    committee.reads("Gửi danh sách đảng viên để đối khớp 6 tháng đầu năm 2026")
    committee.looks("04-viec-cho")
    committee.follows("Gửi danh sách")
    committee.looks("05-gui")
    committee.sends((FILE, workbook(
        "30/6/2026",
        thon_1=[listed(*PAO[:2], "06/4/1965", PAO[3]), listed(*KE, official="18/6/2011"), listed(*DO)],
        thon_2=[listed(*UN[:3], "22222223"), listed(*TA), listed(*XUAN, "19/5/2025", "19/5/2024")],
    )))  # fmt: skip
    committee.reads("6 dòng, so với sổ đến ngày 30/6/2026", "Sùng A Páo", "Hà Thị Mỉ", "Hầu Thị Xuân")
    committee.looks("06-diem-lech")
    committee.follows("Chương trình đọc tệp thế nào")
    committee.reads("6 người, tiêu đề ở dòng", "Tổng cộng: 6 đảng viên")
    committee.looks("07-cach-doc")
    committee.page.go_back()
    committee.follows("Giải quyết điểm lệch")


def both_settle(committee: Desk, officer: Desk) -> None:
    committee.opens_point("Hà Thị Mỉ")
    committee.looks("08-giai-quyet")
    committee.answers("Chờ giấy tờ", Đến_ngày="15/8/2026")
    committee.reads("Đã ghi: Hà Thị Mỉ")
    committee.opens_point("Sùng A Páo")
    committee.answers("Giữ như sổ, cơ sở sửa danh sách")
    committee.opens_point("Lò Văn Ún")
    committee.answers("Để cả hai", Lý_do="chờ đổi thẻ, chưa biết số nào đúng")
    committee.reads("Đã ghi: Lò Văn Ún")
    officer.page.goto("/doi-khop/")
    officer.follows("6 tháng đầu năm 2026")
    officer.looks("09-dot-dang-giai-quyet")
    officer.follows("Đảng bộ xã An Khê")
    officer.follows("Giải quyết điểm lệch")
    officer.opens_point("Vừ Mí Kẻ")
    officer.looks("10-can-bo-ghi")
    officer.answers("Theo danh sách, ghi ngày chính thức vào sổ", Giấy_tờ_số="15-QĐ/ĐU", Ngày_ký="18/6/2011",
                    Nơi_ban_hành="Đảng ủy xã An Khê")  # fmt: skip
    officer.reads("Đã ghi: Vừ Mí Kẻ")
    committee.opens_point("Hầu Thị Xuân")
    committee.answers("Giữ như sổ, cơ sở sửa danh sách")
    committee.reads("Mọi điểm lệch đã có trả lời", "15-QĐ/ĐU")
    committee.looks("11-da-chon")


def corrected_and_sent_again(committee: Desk) -> None:
    given = committee.takes(committee.page.get_by_role("button", name="Tải danh sách có ghi chú"))

    def mend(sheet) -> None:
        remarks = [str(sheet.cell(row_of(sheet, name), 9).value) for name in ("Sùng A Páo", "Vừ Mí Kẻ")]
        assert "cơ sở sửa danh sách" in remarks[0]
        assert "sổ ghi theo danh sách" in remarks[1]
        sheet.cell(row_of(sheet, "Sùng A Páo"), 3).value = "04/6/1965"
        # A new slip beside the corrections: it alone is asked.
        sheet.cell(row_of(sheet, "Giàng Thị Dở"), CARD).value = "55555556"
        sheet.delete_rows(row_of(sheet, "Hầu Thị Xuân"))

    committee.follows("Đối khớp 6 tháng đầu năm 2026")
    committee.follows("Gửi danh sách đã sửa")
    committee.looks("12-gui-lai")
    committee.sends((FILE, mended(given, mend)))
    committee.reads("5 dòng, so với sổ đến ngày 30/6/2026")
    committee.looks("13-lan-hai")
    committee.follows("Giải quyết điểm lệch")
    committee.reads("còn 1")
    committee.opens_point("Giàng Thị Dở")
    committee.answers("Giữ như sổ, cơ sở sửa danh sách")
    committee.reads("Mọi điểm lệch đã có trả lời", "Danh sách đã sửa", "Xem biên bản")
    committee.looks("14-da-chon-lan-hai")


def agreed(committee: Desk, officer: Desk) -> None:
    for desk, name in ((committee, "Nguyễn Thị Hòa"), (officer, "Ma Văn Thượng")):
        desk.page.goto(f"/doi-khop/dang-uy/{own().pk}/")
        desk.follows("Biên bản")
        desk.reads("Cuối kỳ (D = A + B − C)", "Chờ giấy tờ", "15-QĐ/ĐU")
        desk.looks(f"15-bien-ban-{desk.username}")
        said = said_on(desk.takes(desk.page.get_by_role("link", name="Xem bản nháp (PDF)")))
        assert "Dự thảo" in said
        desk.presses("Thống nhất biên bản này")
        desk.reads(f"đã thống nhất 06/7/2026 ({name})")
    officer.looks("16-hai-ben-thong-nhat")


def own() -> Reconciliation:
    newest = Reconciliation.unscoped.order_by("-round__until").first()
    assert newest is not None
    return newest


def signed(officer: Desk) -> None:
    officer.comes()
    officer.page.goto(f"/doi-khop/dang-uy/{own().pk}/bien-ban/")
    officer.follows("Ghi đã ký")
    officer.looks("17-ghi-da-ky")
    officer.presses("Ghi đã ký, khóa đợt này")
    officer.looks("18-con-thieu")
    for label, words in {
        "Số biên bản": "02-BB/ĐU", "Ngày ký": "12/7/2026",
        "Bên danh sách: ai dự, chức vụ gì": "Đồng chí Nguyễn Thị Hòa, Bí thư Đảng ủy",
        "Bên hồ sơ: ai dự, chức vụ gì": "Đồng chí Ma Văn Thượng, Phó Trưởng Ban", "Số hồ sơ đảng viên đang giữ": "6",
    }.items():  # fmt: skip
        officer.page.get_by_label(label).fill(words)
    officer.presses("Ghi đã ký, khóa đợt này")
    officer.reads("Biên bản số 02-BB/ĐU, ký ngày 12/7/2026, 6 đảng viên đến ngày 30/6/2026")
    officer.looks("19-da-ky")
    paper = officer.takes(officer.page.get_by_role("link", name="Lấy lại bản đã ký (PDF)"))
    said = said_on(paper)
    for words in ("Số 02-BB/ĐU", "ngày 12 tháng 7 năm 2026", "Đồng chí Nguyễn Thị Hòa, Bí thư Đảng ủy", "Hà Thị Mỉ",
                  "Ban Tổ chức Huyện ủy Vân Sơn", "15/8/2026", "15-QĐ/ĐU", "chờ đổi thẻ", "Chảo Láo Tả"):  # fmt: skip
        assert words in said, words
    assert "Dự thảo" not in said


def found_out() -> None:
    """What happens until the next round: one death that should have been known, one move."""
    by = rights.machine("kiểm thử", date(2026, 9, 16))

    def who(name: str) -> Member:
        return Member.unscoped.get(full_name=name)

    tree = who("Lò Văn Ún").placements(manager="unscoped").get().organisation
    members.standing.depart(who("Chảo Láo Tả"), by=by, kind="death", day=date(2026, 6, 20), decision=PAPER)
    members.places.move(who("Vừ Mí Kẻ"), by=by, organisation=tree, day=date(2026, 9, 15), decision=PAPER)


def the_next_round(officer: Desk, committee: Desk) -> None:
    officer.comes()
    officer.page.goto("/doi-khop/mo/")
    officer.page.get_by_label("Đảng bộ xã An Khê").check()
    officer.presses("Mở đợt")
    officer.reads("Đối khớp 6 tháng cuối năm 2026")
    committee.comes()
    committee.follows("Gửi danh sách")
    committee.sends((FILE, workbook(
        "31/12/2026",
        thon_1=[listed(*PAO), listed(*KE, official="18/6/2011"), listed(*DO[:2], "12/11/1988", DO[3])],
        thon_2=[listed(*UN[:3], "22222223"), listed(*MI)],
    )))  # fmt: skip
    committee.reads("Lần trước, ký 12/7/2026", "Cơ sở vừa đổi", "Sổ vừa đổi", "Lệch từ lần trước")
    committee.looks("20-ky-sau")
    found = Difference.unscoped.filter(list__reconciliation=own()).order_by("sort_key")
    assert sorted((one.name, one.kind, one.change) for one in found) == [
        ("Giàng Thị Dở", Kind.DATE, Change.THEY), ("Lò Văn Ún", Kind.NUMBER, Change.LONG),
        ("Vừ Mí Kẻ", Kind.CELL, Change.WE),
    ]  # fmt: skip
    officer.page.goto(f"/doi-khop/dang-uy/{own().pk}/bien-ban/")
    officer.reads("Cuối kỳ trước, đã ký ngày 12/7/2026", "Sửa sau khi ký, bớt",
                  "Chảo Láo Tả (từ trần ngày 20/6/2026, Số 12-QĐ/HU", "ghi vào sổ ngày 16/9/2026")  # fmt: skip
    officer.looks("21-bien-ban-ky-sau")
    said = said_on(officer.takes(officer.page.get_by_role("link", name="Xem bản nháp (PDF)")))
    assert "từ trần ngày 20/6/2026" in said
