"""Signing in and out, passwords, headers and the pages for what went wrong."""

import datetime
import json
import os
import re
import subprocess
import sys
from urllib.parse import urlencode

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from members import procedure, rights, verifying
from members.errors import NotAllowed
from members.models import Account, Act
from tests import builders
from tests.admissions import play as admissions
from tests.builders import PASSWORD
from tests.ground import laid
from tests.reports import play as reconciliations
from tests.security.pages import PAGES, address

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 6, 30, 5, 0, tzinfo=datetime.UTC)
LOGIN = "/dang-nhap/"
GOOD = "con trâu đi trước cái cày"


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as travelling:
        yield travelling


ground = laid(builders.make_cast, NOON.isoformat())


@pytest.fixture
def cast(ground, db, clock):
    return ground.found()


def enter(client, username="can-bo", password=PASSWORD, address="10.0.0.1", **more):
    return client.post(LOGIN, {"username": username, "password": password, **more}, REMOTE_ADDR=address)


def words(answer):
    return answer.content.decode()


@pytest.fixture
def inside(cast, client):
    assert enter(client).status_code == 302
    return client


class TestLock:
    """An account is locked for the address that guesses, for nobody else."""

    @pytest.fixture(autouse=True)
    def guessed(self, cast, client):
        for _ in range(settings.LOGIN_TRIES):
            last = enter(client, password="khong-phai-mat-khau")
        assert last.status_code == 422
        assert "Đã gõ sai nhiều lần. Chờ đến 12:16" in words(last)

    def test_the_right_password_is_refused_with_a_sentence_too(self, client):
        answer = enter(client)
        assert answer.status_code == 422
        assert "Đã gõ sai nhiều lần" in words(answer)
        assert client.get("/").status_code == 302

    def test_the_same_person_enters_from_another_address(self, client):
        assert enter(client, address="10.0.0.2").status_code == 302

    def test_a_colleague_enters_from_the_same_address(self, client):
        assert enter(client, username="can-bo-2").status_code == 302

    def test_capital_letters_are_no_way_around(self, client):
        assert "Đã gõ sai nhiều lần" in words(enter(client, username="CAN-BO"))

    def test_a_foreign_header_does_not_change_the_address(self, client):
        answer = client.post(
            LOGIN, {"username": "can-bo", "password": PASSWORD}, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="10.0.0.9"
        )
        assert answer.status_code == 422

    def test_the_lock_ends_when_the_sentence_says(self, client, clock):
        clock.shift(datetime.timedelta(minutes=settings.LOGIN_LOCK_MINUTES, seconds=1))
        assert enter(client).status_code == 302


def test_wrong_name_and_wrong_password_get_the_same_sentence(cast, client):
    nobody, wrong = enter(client, username="khong-co"), enter(client, password="khong-phai-mat-khau")
    sentence = "Tên đăng nhập hoặc mật khẩu chưa đúng"
    assert nobody.status_code == wrong.status_code == 422
    assert sentence in words(nobody)
    assert sentence in words(wrong)


def test_a_blocked_account_does_not_enter(cast, client):
    Account.objects.filter(username="can-bo").update(is_active=False)
    assert enter(client).status_code == 422


def test_a_session_left_alone_ends_with_a_sentence_and_comes_back_to_its_page(inside, clock):
    clock.shift(datetime.timedelta(minutes=settings.IDLE_MINUTES, seconds=1))
    answer = inside.get("/to-chuc/1/?ngay=01/05/2026")
    assert answer.status_code == 302
    assert answer["Location"].startswith(LOGIN)
    page = inside.get(answer["Location"])
    assert "Đã tự đăng xuất để giữ an toàn" in words(page)
    assert 'value="/to-chuc/1/?ngay=01/05/2026"' in words(page)


def test_a_session_in_use_goes_on_but_not_past_a_working_day(inside, clock):
    asked = 0
    while inside.get("/").status_code == 200:
        clock.shift(datetime.timedelta(minutes=settings.IDLE_MINUTES - 1))
        asked += 1
        assert asked < 100
    assert asked * (settings.IDLE_MINUTES - 1) * 60 > settings.SESSION_COOKIE_AGE
    assert asked > 10


def test_the_whole_page_goes_to_the_login_when_a_part_of_it_is_asked_after_the_end(inside, clock):
    clock.shift(datetime.timedelta(hours=1))
    answer = inside.get("/viec/", headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer["HX-Redirect"].startswith(LOGIN)
    assert answer.content == b""


def forced_from(page, name):
    """Where the password is changed, and the page to open afterwards."""
    wanted = "" if page.method == "post" or name == "today" else f"?{urlencode({'next': reverse(name)})}"
    return reverse("password") + wanted


def test_after_the_first_password_is_changed_the_page_opens_that_was_wanted(inside):
    Account.objects.filter(username="can-bo").update(must_change_password=True)
    wanted = f"{reverse('deadlines')}?viec=x"
    asked = inside.get(wanted)["Location"]
    changed = inside.post(asked, {"old": PASSWORD, "new": GOOD, "again": GOOD})
    assert changed["Location"] == wanted
    elsewhere = inside.post(
        f"{reverse('password')}?next=//xa-la.vn/", {"old": GOOD, "new": GOOD + "1", "again": GOOD + "1"}
    )
    assert elsewhere["Location"] == reverse("today")


def test_who_has_a_password_of_somebody_else_opens_nothing_before_it_is_changed(inside):
    Account.objects.filter(username="can-bo").update(must_change_password=True)
    for name, page in PAGES.items():
        if page.kind or page.public or name in ("password", "logout"):
            continue
        answer = getattr(inside, page.method)(reverse(name))
        assert (answer.status_code, answer["Location"]) == (302, forced_from(page, name)), name
    assert inside.post("/dang-vien/1/cong-nhan/", {}).status_code == 302
    assert "do người khác đặt" in words(inside.get(reverse("password")))
    changed = inside.post(reverse("password"), {"old": PASSWORD, "new": GOOD, "again": GOOD})
    assert changed.status_code == 302
    assert inside.get("/").status_code == 200


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ("ngắn quá", "ít nhất 12 chữ"),
        ("administrator1", "nhiều người dùng"),
        ("ma van thuong 26", "giống tên đăng nhập hoặc họ tên"),
        ("Can-bo can-bo 1", "giống tên đăng nhập hoặc họ tên"),
        ("dangvien-2026-huyenuy", "những chữ quen dùng trong cơ quan"),
        ("Đảng ủy xã 123456", "những chữ quen dùng trong cơ quan"),
        ("aabbaabbaabbaa", "lặp đi lặp lại"),
        (PASSWORD, "phải khác mật khẩu đang dùng"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused_with_a_sentence(inside, new, sentence):
    answer = inside.post(reverse("password"), {"old": PASSWORD, "new": new, "again": new})
    assert answer.status_code == 422
    assert re.search(sentence, words(answer))
    assert Account.objects.get(username="can-bo").check_password(PASSWORD)


def test_the_old_password_is_asked_and_the_new_one_twice(inside):
    wrong = inside.post(reverse("password"), {"old": "khong-phai", "new": GOOD, "again": GOOD})
    assert "Mật khẩu đang dùng chưa đúng" in words(wrong)
    unequal = inside.post(reverse("password"), {"old": PASSWORD, "new": GOOD, "again": GOOD + "!"})
    assert "không giống nhau" in words(unequal)
    assert GOOD not in words(unequal)


def test_a_changed_password_ends_the_sessions_of_other_machines(inside):
    other = Client()
    enter(other)
    inside.post(reverse("password"), {"old": PASSWORD, "new": GOOD, "again": GOOD})
    assert inside.get("/").status_code == 200
    assert other.get("/").status_code == 302


def test_a_picture_on_another_page_signs_nobody_out(inside):
    inside.get(reverse("logout"))
    assert inside.get("/").status_code == 200


def test_signing_out_clears_what_the_browser_keeps(inside):
    answer = inside.post(reverse("logout"))
    assert answer["Location"] == LOGIN
    assert {'"cache"', '"storage"'} <= set(re.findall(r'"\w+"', answer["Clear-Site-Data"]))
    assert inside.get("/").status_code == 302


def test_signing_out_needs_the_token_of_the_page(cast):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("logout")).status_code == 403


@pytest.mark.parametrize(
    "next_", ["https://vi-du.vn/", "//vi-du.vn/", "javascript:alert(1)", "http:///vi-du.vn", "/\\vi-du.vn", "today", ""]
)
def test_after_signing_in_one_goes_nowhere_else(cast, client, next_):
    assert enter(client, next=next_)["Location"] == "/"


def test_after_signing_in_one_goes_where_one_wanted(cast, client):
    assert enter(client, next="/quy-dinh/?ngay=01/05/2026")["Location"] == "/quy-dinh/?ngay=01/05/2026"


HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def check_headers(answer):
    for name, value in HEADERS.items():
        assert answer[name] == value, f"{answer.request['PATH_INFO']}: {name}"
    policy = {part.split()[0]: part.split()[1:] for part in answer["Content-Security-Policy"].split(";")}
    for name in ("default-src", "frame-ancestors", "base-uri", "object-src"):
        assert policy[name] == ["'none'"]
    for name in ("script-src", "style-src", "form-action", "connect-src"):
        assert policy[name] == ["'self'"]
    assert re.fullmatch(r"[0-9A-F]{4}-[0-9A-F]{4}", answer["X-Request-Number"])
    assert "camera=()" in answer["Permissions-Policy"]


def every_page(client, cast):
    things = builders.things_of(cast.tree.cell, "Giàng Seo Lử")
    things |= {"account": cast.cell_secretary.pk, "kind": builders.kind("part").pk}
    things |= {"role": 1, "holiday": 1, "setting": 1, "job": 1}
    things["upload"] = builders.sent_list(cast.officer)
    things["leaver"] = builders.leaver("Vàng Mí Sính", cast.tree.cell).pk
    things["compared"] = builders.compared_list(cast.officer)
    reconciled = reconciliations.things(cast.tree, "Giàng Seo Lử", "Lò Văn Pảo")
    things |= reconciled[""] | reconciled["own"] | admissions.things(cast.tree.cell, "Thào Thị Dí")
    things["filled"] = builders.filled_sheet(cast.officer)
    things["kept"] = builders.kept_list(cast.officer, cast.tree.district)
    things |= builders.plan(cast.tree)
    things["closure"] = builders.closed_into(cast.tree.cell).pk
    for name, page in PAGES.items():
        if page.method == "get":
            yield client.get(address(name, things))


def test_every_answer_carries_the_headers_and_names_no_other_host(inside, cast):
    answers = [*every_page(inside, cast), Client().get(LOGIN), Client().get("/")]
    assert sum(answer.status_code == 200 for answer in answers) > 40
    for answer in answers:
        check_headers(answer)
        if "html" in answer.get("Content-Type", "") and not answer.streaming:
            assert not re.search(r"https?://|\bsrc=[\"']?//", words(answer)), answer.request["PATH_INFO"]


def _house(answer, status, title):
    assert answer.status_code == status
    said = words(answer)
    assert f"<h1>{title}</h1>" in said
    assert 'lang="vi"' in said
    assert "tokens.css" in said
    assert answer["X-Request-Number"] in said
    assert not re.search(r"https?://|Traceback|Exception|Django", said)


def test_an_unknown_address_is_answered_in_the_style_of_the_house(inside):
    answer = inside.get("/khong-co-trang-nay/")
    _house(answer, 404, "Không tìm thấy trang")
    check_headers(answer)


def test_what_one_may_not_do_is_answered_in_the_style_of_the_house(cast, client):
    enter(client, username="bi-thu-thon")
    _house(client.get("/tai-khoan/moi/"), 403, "Đồng chí không có quyền làm việc này")


def test_an_old_page_says_that_it_is_old(inside):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = inside.cookies
    _house(strict.post("/doi-mat-khau/", {"old": PASSWORD}), 403, "Trang này mở đã lâu")


def test_too_much_at_once_is_answered_in_the_style_of_the_house(inside):
    many = {f"o-{number}": "1" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    _house(inside.post("/doi-mat-khau/", many), 413, "Gửi lên quá nhiều một lần")
    _house(inside.post("/doi-mat-khau/", {"old": "x" * 6_000_000}), 413, "Gửi lên quá nhiều một lần")


def test_a_request_for_a_foreign_host_is_not_understood(db):
    _house(Client().get(LOGIN, headers={"host": "vi-du.vn"}), 400, "Chương trình không hiểu yêu cầu này")


def test_a_fault_of_the_program_tells_its_number_and_nothing_else(inside, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("bí mật của chương trình")

    monkeypatch.setattr("members.views.today.my_organisation", fail)
    inside.raise_request_exception = False
    answer = inside.get("/")
    _house(answer, 500, "Chương trình gặp lỗi")
    assert "bí mật" not in words(answer)


def test_in_an_office_the_cookies_are_closed_to_scripts_and_to_plain_http():
    asked = "SESSION_COOKIE_SECURE SESSION_COOKIE_HTTPONLY CSRF_COOKIE_SECURE CSRF_COOKIE_HTTPONLY SECURE_SSL_REDIRECT"
    code = (
        "from config.settings import production as p; "
        f"print([getattr(p, name) for name in {asked.split()}], p.SESSION_COOKIE_SAMESITE, p.CSRF_COOKIE_SAMESITE, "
        "p.SESSION_COOKIE_NAME, p.CSRF_COOKIE_NAME, p.DEBUG, p.GALLERY, p.SECURE_HSTS_SECONDS >= 31_536_000)"
    )
    around = os.environ | {"SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "so.vi-du.vn", "DATABASE_URL": "sqlite:///:memory:"}
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.ROOT, env=around, capture_output=True, text=True, check=True
    )
    assert ran.stdout.split("] ") == [
        "[True, True, True, True, True", "Lax Lax __Host-session __Host-csrf False False True\n",
    ]  # fmt: skip


def test_the_cookie_of_a_session_does_not_outlive_the_browser(inside):
    cookie = inside.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]
    assert not cookie["expires"]


class TestLinesOfTheHistory:
    """A change of password, a wrong try and a lock-out leave a line; a flood of tries does not fill the chain."""

    def lines(self):
        return [
            (act.verb, json.loads(act.values_row.body).get("notes"))
            for act in Act.objects.filter(verb__in=("fail_sign_in", "lock_out", "change_password")).order_by("number")
        ]

    def test_a_change_of_password_is_a_line_without_any_word_of_it(self, inside):
        said = {"old": PASSWORD, "new": GOOD, "again": GOOD}
        assert inside.post(reverse("password"), said).status_code == 302
        who = Account.objects.get(username="can-bo")
        assert self.lines() == [("change_password", {"account": who.pk})]
        act = Act.objects.get(verb="change_password")
        assert (act.account, act.actor) == (who, "Ma Văn Thượng")
        assert GOOD not in act.values_row.body and "$" not in act.values_row.body

    def test_nobody_changes_the_password_of_another(self, cast):
        officer = rights.actor_for(cast.officer, NOON.date())
        with pytest.raises(NotAllowed):
            procedure.accounts.change_password(cast.reader, by=officer, new=GOOD)
        cast.reader.refresh_from_db()
        assert cast.reader.check_password(PASSWORD)

    def test_the_first_wrong_try_and_the_lock_leave_one_line_each(self, cast, client):
        for _ in range(settings.LOGIN_TRIES + 3):
            enter(client, password="sai")
        about = {"account": cast.officer.pk, "username": "can-bo", "address": "10.0.0.1"}
        assert self.lines() == [("fail_sign_in", about), ("lock_out", about)]
        assert {act.actor for act in Act.objects.filter(verb="lock_out")} == {"máy chủ (đăng nhập)"}

    def test_after_the_lock_is_over_the_next_try_is_a_line_again(self, cast, client, clock):
        enter(client, password="sai")
        clock.shift(datetime.timedelta(minutes=settings.LOGIN_LOCK_MINUTES, seconds=1))
        enter(client, password="sai")
        assert [verb for verb, _ in self.lines()] == ["fail_sign_in", "fail_sign_in"]

    def test_a_name_that_nobody_has_is_not_kept(self, cast, client):
        for typed in ("toi-la-ai", "mat-khau-cua-toi"):
            enter(client, username=typed, password="sai")
        assert self.lines() == [("fail_sign_in", {"address": "10.0.0.1"})]

    def test_a_flood_from_many_machines_leaves_two_lines(self, cast, client):
        for machine in range(8):
            for _ in range(settings.LOGIN_TRIES):
                enter(client, password="sai", address=f"10.0.1.{machine}")
        assert [verb for verb, _ in self.lines()] == ["fail_sign_in", "lock_out"]

    def test_the_chain_stays_whole(self, cast, client):
        for _ in range(settings.LOGIN_TRIES):
            enter(client, password="sai")
        assert verifying.verify().breaks == []


def test_low_rows_are_remembered_for_the_person_and_lead_back_to_the_page(client, cast):
    enter(client)
    page = reverse("people", args=[cast.tree.committee.pk])
    assert 'class="low-rows"' not in client.get(page).content.decode()
    answer = client.post(reverse("table-rows"), {"dong": "day", "next": page})
    assert answer["Location"] == page
    client.post("/dang-xuat/")
    enter(client)
    assert 'class="low-rows"' in client.get(page).content.decode()
    client.post(reverse("table-rows"), {"dong": "thua", "next": "https://elsewhere.invalid/"})
    assert 'class="low-rows"' not in client.get("/").content.decode()


def test_low_rows_never_lead_to_another_host(client, cast):
    enter(client)
    assert client.post(reverse("table-rows"), {"dong": "day", "next": "//elsewhere.invalid/"})["Location"] == "/"
