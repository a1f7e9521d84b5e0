"""A session ends while a form is half filled: nothing that was typed is lost, and one comes back to where one was."""

import html
import json
import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from members.models import Draft, Exemption
from tests import builders
from tests.builders import PASSWORD
from tests.ground import laid
from tests.members.test_drafts import EVENING, TYPED, as_sent, mark_on
from tests.members.test_two_editors import fields
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
LOGIN = "/dang-nhap/"
KEPT = "Những gì vừa gõ bằng tài khoản trước đã được giữ, chưa ghi vào sổ"
NOT_DONE = "Việc vừa bấm chưa ghi vào sổ"
ENDED = "Đã tự đăng xuất để giữ an toàn"
ground = laid(builders.make_cast, EVENING)


@pytest.fixture
def clock():
    with time_machine.travel(EVENING, tick=False) as travelling:
        yield travelling


@pytest.fixture
def cast(ground, db, clock):
    return ground.found()


@pytest.fixture
def exempting(cast):
    return reverse("exempt", args=[builders.member("Giàng Seo Lử", cast.tree.cell).pk])


@pytest.fixture
def secretary(cast):
    return signed_in(cast.cell_secretary)


def typed_on(page):
    """What stands in the form of a page once somebody has typed, with the mark of that page."""
    return as_sent({**fields(page.context["form"]), **TYPED}) | {"lan-gui": mark_on(page)}


def left_alone(clock):
    clock.shift(timedelta(minutes=settings.IDLE_MINUTES, seconds=1))


def led_to(answer):
    return parse_qs(urlsplit(answer["Location"]).query).get("next", [""])[0]


def sign_in_again(client, answer, username="bi-thu-thon"):
    """Through the page of the sign-in, as a browser does it: where it leads."""
    page = client.get(answer["Location"])
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode())
    sent = {name: html.unescape(value) for name, value in hidden}
    entered = client.post(LOGIN, {**sent, "username": username, "password": PASSWORD})
    return page.content.decode(), entered["Location"]


def test_what_was_sent_after_the_end_of_the_session_stands_in_the_form_again(secretary, exempting, clock):
    sent = typed_on(secretary.get(exempting))
    left_alone(clock)
    said, where = sign_in_again(secretary, secretary.post(exempting, sent))
    assert ENDED in said and KEPT in said and NOT_DONE not in said
    assert where == exempting
    page = secretary.get(where)
    assert {name: page.context["form"][name].value() for name in TYPED} == TYPED
    assert "Đang tiếp tục bản nhập dở" in page.content.decode()
    assert not Exemption.unscoped.exists()


def test_what_is_left_as_the_session_has_ended_is_kept_and_the_line_says_both(secretary, exempting, clock):
    """The field is left by pressing the button: the draft comes first and ends the session, then the form is sent."""
    page = secretary.get(exempting)
    sent = typed_on(page)
    typed = {name: value for name, value in sent.items() if name != "lan-gui"}
    left_alone(clock)
    kept = secretary.post("/nhap-do/giu/", {"trang": exempting, "dau": sent["lan-gui"], "cac-o": json.dumps(typed)})
    assert (kept.status_code, kept.content.decode()) == (
        200, "Đã giữ bản nháp. Phiên làm việc đã hết, phải đăng nhập lại.",
    )  # fmt: skip
    said, where = sign_in_again(secretary, secretary.post(exempting, sent, headers=from_page(exempting)))
    assert NOT_DONE in said
    assert where == exempting
    assert secretary.get(where).context["form"]["number"].value() == TYPED["number"]


def from_page(address):
    return {"Referer": f"http://testserver{address}"}


def test_a_press_that_keeps_no_draft_is_said_not_to_be_done_and_leads_to_its_page(cast, clock):
    officer, here = signed_in(cast.officer), reverse("account", args=[cast.reader.pk])
    left_alone(clock)
    answer = officer.post(reverse("block-account", args=[cast.reader.pk]), headers=from_page(here))
    assert led_to(answer) == here
    said = officer.get(answer["Location"]).content.decode()
    assert ENDED in said and NOT_DONE in said and KEPT not in said


@pytest.mark.parametrize("name", ["find", "find-hints", "accounts", "table-rows", "keep-draft"])
def test_whoever_only_asks_or_types_is_told_of_no_work_undone(cast, clock, name):
    """In the search box, the finder of accounts, the look of the tables, a field of a page that keeps no draft."""
    officer, here = signed_in(cast.officer), "/to-chuc/?ngay=01/05/2026"
    left_alone(clock)
    answer = officer.post(reverse(name), {"q": "sen"}, headers=from_page(here))
    assert led_to(answer) == here
    said = officer.get(answer["Location"]).content.decode()
    assert ENDED in said and NOT_DONE not in said and KEPT not in said


def test_the_answer_to_a_form_is_no_page_to_come_back_to(cast, clock):
    """A sheet that was refused is shown again at the address that takes it: nobody can open that."""
    officer = signed_in(cast.officer)
    left_alone(clock)
    answer = officer.get(
        "/viec/", headers={"HX-Request": "true", **from_page(reverse("empty-sheet", args=["chuc-vu"]))}
    )
    assert parse_qs(urlsplit(answer["HX-Redirect"]).query).keys() == {"het-phien"}
    assert led_to(officer.post(reverse("find"), headers=from_page("/khong-co-trang-nay/"))) == ""


def test_another_account_at_the_machine_is_led_to_its_own_work(secretary, exempting, clock):
    """What was typed is kept for who typed it: the other one is not led there, and finds nothing of it."""
    left = typed_on(secretary.get(exempting))
    left_alone(clock)
    said, where = sign_in_again(secretary, secretary.post(exempting, left), "can-bo")
    assert KEPT in said and "Đăng nhập lại bằng tài khoản đó" in said
    assert where == "/"
    assert "Đang tiếp tục bản nhập dở" not in secretary.get(exempting).content.decode()
    assert Draft.objects.get().account.username == "bi-thu-thon"


def test_a_form_with_its_token_is_kept(cast, exempting, clock):
    """As a browser sends it: the check of the token is on."""
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in(cast.cell_secretary).cookies
    page = strict.get(exempting)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
    sent = typed_on(page) | {"csrfmiddlewaretoken": token}
    left_alone(clock)
    answer = strict.post(exempting, sent)
    assert led_to(answer) == exempting
    assert KEPT in strict.get(answer["Location"]).content.decode()
    assert Draft.objects.get().account == cast.cell_secretary


def test_a_part_of_a_page_leads_back_to_the_whole_page(cast, clock):
    officer, here = signed_in(cast.officer), "http://testserver/viec/?trang=2"
    for _ in range(2):
        left_alone(clock)
        answer = officer.get("/viec/", headers={"HX-Request": "true", "HX-Current-URL": here})
        assert parse_qs(urlsplit(answer["HX-Redirect"]).query)["next"] == ["/viec/?trang=2"]


def test_whoever_signs_out_after_the_end_is_told_of_no_work_undone(cast, clock):
    officer = signed_in(cast.officer)
    left_alone(clock)
    answer = officer.post(reverse("logout"), headers=from_page("/to-chuc/"))
    assert led_to(answer) == ""
    assert NOT_DONE not in officer.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("seen", ["https://vi-du.vn/dang-vien/1/", "//vi-du.vn/", "javascript:alert(1)", "", "\x00"])
def test_another_place_is_no_page_to_come_back_to(cast, clock, seen):
    officer = signed_in(cast.officer)
    left_alone(clock)
    assert led_to(officer.post(reverse("table-rows"), {"dong": "day"}, headers={"Referer": seen})) == ""


def test_a_form_without_our_token_is_not_kept(cast, exempting, clock):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in(cast.cell_secretary).cookies
    sent = typed_on(strict.get(exempting))
    left_alone(clock)
    answer = strict.post(exempting, sent)
    assert answer.status_code == 302
    assert not Draft.objects.exists()
    assert NOT_DONE in strict.get(answer["Location"]).content.decode()


def test_a_form_of_somebody_outside_ones_part_is_not_kept(cast, exempting, clock):
    elsewhere = builders.member("Lý Thị Sim", cast.tree.other_cell)
    secretary = signed_in(cast.cell_secretary)
    sent = typed_on(secretary.get(exempting))
    left_alone(clock)
    secretary.post(reverse("exempt", args=[elsewhere.pk]), sent)
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"data": "--x\r\nkhông đọc được", "content_type": "multipart/form-data; boundary=x"},
        {"data": {f"o-{number}": "1" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}},
        {"data": {"number": "x" * 70_000, "lan-gui": "0" * 32}},
    ],
)
def test_what_cannot_be_read_or_is_too_much_ends_the_session_all_the_same(secretary, exempting, clock, sent):
    left_alone(clock)
    answer = secretary.post(exempting, **sent)
    assert answer.status_code == 302
    assert ENDED in secretary.get(answer["Location"]).content.decode()
    assert not Draft.objects.exists()
