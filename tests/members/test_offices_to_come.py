"""An office that begins on a day to come stands on the pages from the day it is written, with that day."""

from datetime import date

import pytest
from django.urls import reverse

from members import procedure
from members.models import OfficeHolding
from tests import builders
from tests.builders import MACHINE
from tests.ground import laid
from tests.members.officer_play import NOON, cast
from tests.members.test_session import enter, words

__all__ = ["cast"]
pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


def with_a_secretary_to_come():
    made = builders.make_cast()
    made.coming = builders.member("Giàng Seo Lử", made.tree.cell)
    made.office = procedure.offices.hold_office(
        made.coming, by=MACHINE, organisation=made.tree.cell, office="secretary", day=DAY
    )
    return made


ground = laid(with_a_secretary_to_come, NOON)


def holders(client, cast, **asked):
    return client.get(reverse("organisation", args=[cast.tree.cell.pk]), asked).context["holders"]


def moments(client, cast, **asked):
    page = client.get(reverse("person", args=[cast.coming.pk]), asked).context["moments"]
    return [(one.when, one.words, bool(one.edit.href), bool(one.end)) for one in page if "thư" in one.words]


def test_the_page_of_the_organisation_says_from_which_day(cast, client):
    enter(client, username="bi-thu-xa")
    (one,) = holders(client, cast)
    assert (one["name"], one["since"]) == ("Giàng Seo Lử", "sẽ giữ từ ngày 01/9/2026")
    # What has not begun is put right, not ended.
    assert (one["edit"], one["end"]) == (reverse("correct-office", args=[cast.office.pk]), "")
    assert "sẽ giữ từ ngày 01/9/2026" in words(client.get(reverse("organisation", args=[cast.tree.cell.pk])))


def test_the_page_of_the_person_says_so_too_and_it_is_put_right_there(cast, client):
    enter(client, username="bi-thu-xa")
    assert moments(client, cast) == [("01/9/2026", "Bí thư Chi bộ Thôn 1, sẽ giữ từ ngày 01/9/2026", True, False)]
    said = {"office": "secretary", "since": "1/6/2026", "why": "gõ nhầm tháng"}
    assert client.post(reverse("correct-office", args=[cast.office.pk]), said).status_code == 302
    assert moments(client, cast) == [("01/6/2026", "Bí thư Chi bộ Thôn 1", True, True)]


def test_a_past_day_knows_nothing_of_it(cast, client):
    enter(client, username="bi-thu-xa")
    assert holders(client, cast, ngay="1/6/2026") == []
    assert moments(client, cast, ngay="1/6/2026") == []


def test_who_is_to_come_stands_beside_who_holds_it_now(cast, client):
    now = builders.member("Tẩn A Páo", cast.tree.cell)
    procedure.offices.hold_office(
        now, by=MACHINE, organisation=cast.tree.cell, office="secretary", day=date(2026, 1, 1), until=DAY
    )
    enter(client, username="bi-thu-xa")
    assert [(one["name"], one["since"]) for one in holders(client, cast)] == [
        ("Tẩn A Páo", "từ 01/01/2026"), ("Giàng Seo Lử", "sẽ giữ từ ngày 01/9/2026"),
    ]  # fmt: skip


def test_who_would_be_secretary_before_is_told_who_follows_and_from_when(cast, client):
    now = builders.member("Tẩn A Páo", cast.tree.cell)
    enter(client, username="bi-thu-xa")
    address = reverse("hold-office", args=[cast.tree.cell.pk])
    said = {"member": now.pk, "office": "secretary", "day": "1/6/2026"}
    answer = client.post(address, said)
    assert answer.context["form"].errors["office"] == [
        "Giàng Seo Lử đã được ghi là bí thư từ ngày 01/9/2026; ghi người này đến trước ngày ấy, hoặc sửa việc ấy trước."
    ]
    assert client.post(address, {**said, "until": "1/9/2026"}).status_code == 302
    assert OfficeHolding.unscoped.filter(office="secretary").count() == 2


def test_a_day_to_come_is_told_to_who_may_only_read(cast, client):
    enter(client, username="bi-thu-thon")
    (one,) = holders(client, cast)
    assert (one["since"], one["edit"], one["end"]) == ("sẽ giữ từ ngày 01/9/2026", "", "")
