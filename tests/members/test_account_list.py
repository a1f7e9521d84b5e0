"""The list of accounts when there are hundreds: role and unit of each, paged, searched by name."""

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
import time_machine
from django.urls import reverse

from members import procedure
from members.models import Account
from tests import builders
from tests.builders import MACHINE
from tests.ground import laid
from tests.members.test_session import enter, words

pytestmark = [pytest.mark.django_db]
MANY = 120


def _made():
    cast = builders.make_cast()
    for number in range(MANY):
        account = procedure.roles.create_account(
            by=MACHINE, username=f"thon-{number:03}", full_name=f"Lò Văn Số {number}", password=None
        )
        procedure.roles.grant_role(account, by=MACHINE, kind="cell", organisation=cast.tree.cell, day=date(2026, 6, 1))
    return cast


ground = laid(_made, "2026-06-30 05:00:00+00:00")


@pytest.fixture
def cast(ground, db):
    with time_machine.travel("2026-06-30 05:00:00+00:00", tick=True):
        yield ground.found()


def shown(answer):
    return [one["account"].username for one in answer.context["accounts"]]


def test_every_account_stands_on_one_of_the_pages_in_order_there_and_back(cast, client):
    enter(client, username="quan-tri")
    address, pages = reverse("accounts"), []
    while address:
        answer = client.get(address)
        pages.append(shown(answer))
        address = answer.context["next"]
    assert [one for page in pages for one in page] == sorted(Account.objects.values_list("username", flat=True))
    assert max(map(len, pages)) == 50
    assert shown(client.get(answer.context["previous"])) == pages[-2]


def test_the_row_says_role_and_unit_and_what_waits(cast, client):
    enter(client, username="can-bo")
    page = words(client.get(reverse("accounts")))
    assert "Bí thư chi bộ, Chi bộ Thôn 1" in page and "Cán bộ tổ chức, Đảng bộ huyện Vân Sơn" in page
    found = client.post(reverse("accounts"), {"tim": "thon-007"})
    assert found.context["accounts"][0]["roles"][0].endswith("(chờ xác nhận)")


@pytest.mark.parametrize(("text", "found"), [
    ("hoang seo phu", ["bi-thu-thon"]), ("Phừ Hoàng", ["bi-thu-thon"]), ("thon-119", ["thon-119"]), ("khong co", []),
])  # fmt: skip
def test_an_account_is_found_by_a_part_of_its_name(cast, client, text, found):
    enter(client, username="quan-tri")
    answer = client.post(reverse("accounts"), {"tim": text})
    assert (answer.status_code, shown(answer)) == (200, found)


def test_of_many_of_a_name_the_page_says_how_many_more_there_are(cast, client):
    enter(client, username="quan-tri")
    answer = client.post(reverse("accounts"), {"tim": "lo van so"})
    assert len(shown(answer)) == 50 and "70 tài khoản nữa" in words(answer)


def test_no_address_of_a_page_says_a_user_name(cast, client):
    enter(client, username="quan-tri")
    address, seen = reverse("accounts"), []
    while address:
        context = client.get(address).context
        seen += [context["first"], context["previous"], address := context["next"]]
    said = [value for one in filter(None, seen) for _, value in parse_qsl(urlsplit(one).query)]
    assert said and all(value.isdecimal() for value in said)


@pytest.mark.parametrize("asked", ["sau=zzzz", "truoc=!", "sau=%00x", "truoc=%00"])
def test_an_address_of_no_account_is_an_empty_page(cast, client, asked):
    enter(client, username="quan-tri")
    assert client.get(f"{reverse('accounts')}?{asked}").status_code == 200


def test_more_accounts_are_no_more_questions(cast, client, django_assert_max_num_queries):
    enter(client, username="quan-tri")
    client.get(reverse("accounts"))
    with django_assert_max_num_queries(16):
        client.get(reverse("accounts"))


def test_an_outsider_is_refused(cast, client):
    enter(client, username="bi-thu-xa")
    assert client.get(reverse("accounts")).status_code == 403
    assert client.post(reverse("accounts"), {"tim": "a"}).status_code == 403
