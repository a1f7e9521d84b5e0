"""Accounts nobody uses are warned of and blocked; sessions are told and ended; what each role may is a page."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from members import rights, scope, unused
from members.models import Account, Act, Holiday, SignIn
from members.procedure import VERBS, accounts, office
from tests import builders
from tests.builders import MACHINE, TODAY
from tests.ground import laid
from tests.members.test_session import enter, words

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 30, 5, tzinfo=UTC)


ground = laid(builders.make_cast, NOON)


@pytest.fixture
def cast(ground, db):
    with time_machine.travel(NOON, tick=False):
        yield ground.found()


def used(account, days):
    """Made long ago, and last used so many days before today."""
    made = NOON - timedelta(days=400)
    Account.objects.filter(pk=account.pk).update(created_at=made, last_login=NOON - timedelta(days=days))


def block_by_the_clock():
    call_command("work", "--once")


def blocked():
    return set(Account.objects.filter(is_active=False).values_list("username", flat=True))


def test_an_account_that_nobody_uses_is_blocked_on_the_day_the_office_has_settled_and_not_before(cast):
    used(cast.cell_secretary, 89)
    used(cast.outsider, 90)
    block_by_the_clock()
    assert blocked() == {"bi-thu-khac"}
    line = Act.objects.latest("number")
    assert (line.verb, line.actor) == ("block_account", "máy chủ (tự động)")


def test_the_office_settles_how_long(cast):
    office.set_office(by=MACHINE, key="unused_warned_days", value="20", day=None)
    office.set_office(by=MACHINE, key="unused_blocked_days", value="30", day=None)
    used(cast.cell_secretary, 29)
    used(cast.outsider, 30)
    block_by_the_clock()
    assert blocked() == {"bi-thu-khac"}


@pytest.mark.parametrize("value", ["6", "0", "-5", "ba mươi", "1000", "٣٠"])
def test_a_number_of_days_that_cannot_be_meant_is_refused(cast, client, value):
    enter(client)
    answer = client.post(reverse("office"), {"key": "unused_blocked_days", "value": value, "day": ""})
    assert answer.status_code == 422
    assert "Ghi số ngày bằng chữ số, từ 7 đến 999" in words(answer)


def test_who_keeps_the_accounts_is_never_blocked_by_the_clock(cast):
    used(cast.administrator, 300)
    block_by_the_clock()
    assert blocked() == set()


def test_an_account_opened_again_is_not_blocked_the_same_day(cast):
    used(cast.outsider, 120)
    block_by_the_clock()
    client = Client()
    enter(client, "quan-tri")
    client.post(reverse("block-account", args=[cast.outsider.pk]))
    assert blocked() == set()
    block_by_the_clock()
    assert blocked() == set()


@pytest.mark.parametrize("who", ["quan-tri", "can-bo"])
def test_whose_account_will_be_blocked_stands_on_the_start_page_of_those_who_keep_accounts(cast, client, who):
    enter(client, who)
    assert "không đăng nhập" not in words(client.get(reverse("today")))
    used(cast.outsider, 70)
    used(cast.cell_secretary, 60)
    used(cast.committee_secretary, 59)
    used(cast.administrator, 300)
    said = words(client.get(reverse("today")))
    assert "Tài khoản lâu không đăng nhập: 2" in said
    assert "Bế Thị Lụa từ 20/7/2026, Hoàng Seo Phừ từ 30/7/2026." in said
    assert f'href="{reverse("accounts")}"' in client.get(reverse("today")).content.decode()


def test_of_many_the_start_page_names_the_first_five(cast, client):
    for number in range(7):
        used(builders.account(f"thon-{number}", f"Lò Văn {number}"), 80 - number)
    enter(client, "can-bo")
    said = words(client.get(reverse("today")))
    assert "Tài khoản lâu không đăng nhập: 7" in said
    assert "Lò Văn 4 từ 14/7/2026 và 2 tài khoản nữa." in said and "Lò Văn 5" not in said


def test_nobody_else_is_told_whose_account_will_be_blocked(cast, client):
    used(cast.outsider, 70)
    enter(client, "bi-thu-xa")
    assert "lâu không đăng nhập" not in words(client.get(reverse("today")))


def test_a_new_account_is_as_good_as_used_on_the_day_it_is_made(cast):
    assert unused.last_used(cast.outsider) == TODAY


def test_the_keepers_see_who_has_not_signed_in_for_long_and_from_when_the_account_is_blocked(cast, client):
    used(cast.outsider, 70)
    enter(client, "quan-tri")
    said = words(client.get(reverse("accounts")))
    # The day stands in one piece of its own, so that a telephone breaks the line before it.
    assert "lâu không dùng, khóa từ 20/7/2026" in re.sub("<[^>]+>", "", said)
    assert "21/4/2026" in said
    assert "1 tài khoản lâu không đăng nhập" in said


def test_wrong_tries_are_forgotten_at_the_press_of_a_button(cast, client):
    for _ in range(5):
        accounts.note_login_failure(username="bi-thu-thon", address="10.0.0.9", at=NOON, day=TODAY)
    enter(client, "quan-tri")
    page = reverse("account", args=[cast.cell_secretary.pk])
    assert "Mở khóa đăng nhập" in words(client.get(page))
    client.post(reverse("unlock-sign-in", args=[cast.cell_secretary.pk]))
    assert "Mở khóa đăng nhập" not in words(client.get(page)).replace("Đã mở khóa đăng nhập", "")
    assert Act.objects.latest("number").verb == "unlock_sign_in"


def test_the_sessions_of_an_account_are_told_and_one_is_ended(cast, client):
    far = Client()
    enter(far, "bi-thu-thon")
    assert far.get("/").status_code == 200
    enter(client, "quan-tri")
    page = client.get(reverse("account", args=[cast.cell_secretary.pk]))
    (one,) = page.context["sessions"]
    assert (one["address"], one["begun"]) == ("10.0.0.1", "12:00 30/6/2026")
    key = SignIn.objects.get(account=cast.cell_secretary).session_key
    assert key not in page.content.decode()
    end = reverse("end-session", args=[cast.cell_secretary.pk])
    assert "Đã kết thúc phiên" in words(client.post(end, {"phien": one["mark"]}, follow=True))
    assert far.get("/").status_code == 302
    assert "Phiên này đã kết thúc rồi" in words(client.post(end, {"phien": one["mark"]}, follow=True))


def test_a_session_left_alone_is_none_that_goes_on(cast, client):
    enter(Client(), "bi-thu-thon")
    with time_machine.travel(NOON + timedelta(minutes=31), tick=False):
        enter(client, "quan-tri")
        assert client.get(reverse("account", args=[cast.cell_secretary.pk])).context["sessions"] == []


def test_nobody_ends_the_session_of_an_account_that_is_not_the_one_of_the_page(cast, client):
    enter(Client(), "bi-thu-thon")
    enter(client, "quan-tri")
    (one,) = client.get(reverse("account", args=[cast.cell_secretary.pk])).context["sessions"]
    client.post(reverse("end-session", args=[cast.outsider.pk]), {"phien": one["mark"]})
    assert SignIn.objects.filter(account=cast.cell_secretary).exists()


def test_the_page_of_roles_says_what_the_program_holds(cast, client):
    enter(client, "bi-thu-thon")
    answer = client.get(reverse("roles"))
    said = {one["title"]: one["may"] for one in answer.context["rows"]}
    held = {VERBS[name].title: [kind in kinds for kind in rights.EVERY_ROLE]
            for name, kinds in rights.VERBS.items() if kinds and name in VERBS}  # fmt: skip
    assert said == held
    assert "Bí thư chi bộ (đồng chí)" in words(answer)
    assert Holiday.objects.count() == 0
    with scope.opened(scope.whole_register(TODAY)):
        assert unused.keepers(TODAY) == {cast.administrator.pk}


def test_the_page_of_a_blocked_account_says_since_when_by_whom_and_why(cast, client):
    used(cast.outsider, 90)
    block_by_the_clock()
    enter(client, "quan-tri")
    page = reverse("account", args=[cast.outsider.pk])
    line = "đã khóa từ 12:00 30/06/2026, máy chủ (tự động): Không đăng nhập 90 ngày."
    assert line in words(client.get(page))
    client.post(reverse("block-account", args=[cast.outsider.pk]))
    assert "đã khóa" not in words(client.get(page))
