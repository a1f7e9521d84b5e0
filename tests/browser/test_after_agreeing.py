"""What changes once somebody has sent, agreed or signed, in Chromium at both widths: a list that was sent by mistake,
figures that are others by now, a list imported after the signing."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from kit.calendar import PartialDate
from members import procedure as members
from members.models import Exemption, Number
from reports.reconciliation import procedure
from reports.reconciliation.models import Confirmation, MistakenList, RoundKind, Side
from tests import builders
from tests.browser.every_page import sign_in
from tests.builders import MACHINE, PAPER
from tests.reports import play

NOON, LATER = "2026-06-30 05:00:00+00:00", "2026-07-20 05:00:00+00:00"
WRONG = [play.row(name, birth="9/9/1990", card="", cell="") for name in ("Hạng Thị Chu", "Hầu Thị Xuân", "Lý Thị Dín")]


@pytest.fixture
def cast(live_server):
    with time_machine.travel(NOON, tick=True):
        made = builders.make_cast()
        play.person("Sùng A Páo", made.tree.cell, "11111111")
        play.person("Lò Văn Ún", made.tree.sibling, "22222222", PartialDate(1970, 2, 9))
        yield made


@pytest.fixture
def own(cast):
    """A wrong file first, then the committee's own; the committee has agreed."""
    one, who = play.of(play.opened(), cast.tree.committee), cast.committee_secretary
    play.sent(one, play.file(*WRONG), by=builders.actor(who), who=who, anyway=True)
    play.sent(one, play.file(*play.BOTH), by=builders.actor(who), who=who)
    agree(one, Side.COMMITTEE)
    return one


def agree(one, side):
    shown = procedure.gathering.gather(one, by=MACHINE).digest
    procedure.signing.confirm_minutes(one, by=MACHINE, digest=shown, side=side, why="bản giấy số 7")


def test_a_list_sent_by_mistake_is_taken_back_and_told(page, own, look):
    sign_in(page, "bi-thu-xa")
    page.goto(reverse("reconciliation", args=[own.pk]))
    page.get_by_text("Rút danh sách gửi nhầm").click()
    look("doi-khop-gui-nham")
    page.get_by_label("3 người").check()
    page.get_by_label("Vì sao là gửi nhầm").fill("danh sách của đảng bộ khác")
    page.get_by_role("button", name="Rút danh sách này").click()
    expect(page.locator("main")).to_contain_text("Gửi nhầm, không tính: an-khe.xlsx, 3 người")
    look("doi-khop-da-rut")
    assert MistakenList.unscoped.count() == 1


def test_what_was_noted_of_a_paper_is_taken_back_with_its_reason(page, own, look):
    sign_in(page, "can-bo")
    page.goto(reverse("minutes", args=[own.pk]))
    expect(page.locator("main")).to_contain_text("trên giấy: bản giấy số 7")
    look("bien-ban-ghi-tren-giay")
    page.get_by_role("link", name="Rút ghi nhận thống nhất trên giấy").click()
    look("bien-ban-rut-tren-giay")
    page.get_by_label("Vì sao rút").fill("ghi nhầm nơi")
    page.get_by_role("button", name="Rút ghi nhận này").click()
    expect(page.locator("main")).to_contain_text("chưa thống nhất")
    assert not Confirmation.unscoped.exists()


def test_who_agreed_before_something_changed_compares_and_agrees_again(page, own, look, cast):
    number = Number.unscoped.get(value="11111111")
    members.people.correct_number(number, by=MACHINE, why="theo thẻ", value="11111112")
    builders.leaver("Vừ A Chống", cast.tree.cell, kind="death", day=date(2026, 3, 3))
    sign_in(page, "bi-thu-xa")
    page.goto("/")
    expect(page.locator("main")).to_contain_text("Thống nhất lại biên bản đối khớp")
    look("hom-nay-thong-nhat-lai")
    page.goto(reverse("minutes", args=[own.pk]))
    expect(page.locator("main")).to_contain_text("Sổ đã đổi sau khi so với danh sách: Sùng A Páo")
    look("bien-ban-so-da-doi")
    page.get_by_role("button", name="So lại với sổ").click()
    expect(page.locator("main")).to_contain_text("Đã so lại với sổ.")
    look("bien-ban-so-lai")
    page.get_by_role("link", name="Giải quyết điểm lệch").click()
    expect(page.locator("main")).to_contain_text("Sùng A Páo")


def test_who_agreed_to_other_figures_agrees_again(page, own, look, cast):
    builders.leaver("Vừ A Chống", cast.tree.cell, kind="death", day=date(2026, 3, 3))
    sign_in(page, "bi-thu-xa")
    page.goto(reverse("minutes", args=[own.pk]))
    look("bien-ban-thong-nhat-lai")
    page.get_by_role("button", name="Thống nhất lại biên bản này").click()
    expect(page.locator("main")).to_contain_text("Đã thống nhất biên bản.")
    page.locator("a[href*='muc=official']").click()
    expect(page.locator("main")).to_contain_text("2 người")
    look("bien-ban-nguoi-cua-so")


def test_an_import_after_the_signing_asks_one_reason(page, cast, look, tmp_path):
    play.signed_light(play.of(play.opened(kind=RoundKind.NUMBERS), cast.tree.committee))
    file = tmp_path / "an-khe.xlsx"
    file.write_bytes(play.file(play.row("Giàng Thị Mai", sex="Nữ", birth="2/1/1990", card="55555555",
                                        admitted="18/5/2026", official="")))  # fmt: skip
    with time_machine.travel(LATER, tick=True):
        sign_in(page, "can-bo")
        page.goto(reverse("imports"))
        page.set_input_files("input[type=file]", file)
        page.get_by_role("button", name="Đọc tệp").click()
        page.get_by_role("link", name="Đúng rồi").click()
        expect(page.locator("main")).to_contain_text("1 dòng của tệp đổi điều đã ký")
        look("nhap-doi-dieu-da-ky")
        page.get_by_label("Lý do sửa").fill("hồ sơ kết nạp chuyển muộn")
        page.get_by_role("button", name="Ghi 1 người vào sổ").click()
        expect(page.locator("main")).not_to_contain_text("đổi điều đã ký")


def test_the_page_that_takes_an_exemption_off(page, cast, look):
    person = play.person("Hà Thị Mỉ", cast.tree.cell, "44444444", sex="f")
    members.standing.exempt(person, by=MACHINE, reason="age", day=date(2026, 6, 1), decision=PAPER)
    sign_in(page, "can-bo")
    page.goto(reverse("remove-exemption", args=[Exemption.unscoped.get().pk]))
    look("bo-mien-sinh-hoat")
