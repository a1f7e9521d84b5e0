"""A card number that has no first day, as lists and the entering of a person give it, stands on the page and is put
right there."""

from datetime import date

import pytest
from django.urls import reverse

from members import procedure
from members.models import Member, Membership, Number, Proposal
from tests import builders
from tests.members.importing.files import sheet
from tests.members.importing.test_import_pages import send, write
from tests.members.officer_play import cast, ground
from tests.members.test_session import enter, words

__all__ = ["cast", "ground"]
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LIST = [
    ("TT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chính thức", "Số thẻ ĐV"),
    ("Chi bộ Thôn 1",),
    (1, "Nông Thị An", "14/02/1971", "03/02/1998", "03/02/1999", "37512204"),
]


def imported(client):
    enter(client)
    write(client, send(client, sheet(LIST)))
    return Number.unscoped.get(member__full_name="Nông Thị An")


def typed_in(client, cast):
    """As it is typed on the page "Ghi tên"."""
    enter(client)
    said = {"full_name": "Nông Thị An", "sex": "f", "organisation": cast.tree.cell.pk, "birth": "14/02/1971",
            "admitted_on": "19/5/2026", "card12": "038168001234"}  # fmt: skip
    assert client.post(reverse("enter", args=[cast.tree.cell.pk]), said).status_code == 302
    return Number.unscoped.get(member__full_name="Nông Thị An")


def page_of(client, number):
    return words(client.get(reverse("person", args=[number.member_id])))


def test_the_officer_puts_the_number_of_a_list_right(cast, client):
    number = imported(client)
    address = reverse("correct-number", args=[number.pk])
    page = page_of(client, number)
    assert f'href="{address}" aria-label="Sửa: Số thẻ theo Quyết định 85 •• ••• 204"' in page
    said = {"value": "37512240", "why": "theo thẻ"}
    assert client.post(address, said).status_code == 302
    number.refresh_from_db()
    assert (number.value, number.since) == ("37512240", None)


def test_the_number_that_was_typed_with_the_name_is_put_right_too(cast, client):
    number = typed_in(client, cast)
    assert f'href="{reverse("correct-number", args=[number.pk])}"' in page_of(client, number)


def test_it_stands_before_everything_that_has_a_day(cast, client):
    number = imported(client)
    enter(client)
    moments = client.get(reverse("person", args=[number.member_id])).context["moments"]
    assert (moments[0].when, moments[0].words) == ("từ trước", "Số thẻ theo Quyết định 85 •• ••• 204")


def test_the_secretary_of_the_cell_asks_for_it(cast, client):
    number = imported(client)
    enter(client, username="bi-thu-thon")
    address = reverse("propose-number", args=[number.pk])
    assert f'href="{address}" aria-label="Đề nghị sửa: ' in page_of(client, number)
    assert client.post(address, {"value": "37512240", "why": "theo thẻ"}).status_code == 302
    assert Proposal.unscoped.get().member == Member.unscoped.get(full_name="Nông Thị An")


def test_a_reader_of_another_part_finds_neither(cast, client):
    number = imported(client)
    enter(client, username="bi-thu-khac")
    for name in ("correct-number", "propose-number"):
        assert client.get(reverse(name, args=[number.pk])).status_code == 404


def test_nobody_becomes_official_later_than_a_card_was_given_out(cast, client):
    """A card is an official member's: either day is wrong, and the office sees which."""
    someone = builders.member("Giàng Seo Lử", cast.tree.cell, admitted_on=date(2020, 1, 1), official_on=None,
                              recognition_decision=None)  # fmt: skip
    procedure.people.note_number(
        someone, by=builders.MACHINE, kind="card12", value="038168001234", day=date(2022, 8, 9)
    )
    enter(client)
    said = {"official_on": "29/6/2023", "number": "12-QĐ/HU", "signed_on": "1/7/2023", "body": "Ban Thường vụ Huyện ủy"}
    answer = client.post(reverse("recognise", args=[someone.pk]), said)
    assert answer.status_code == 422
    (sentence,) = answer.context["form"].errors["official_on"]
    assert sentence.startswith("Không khớp với những gì đã ghi. Số thẻ 038168001234 từ 09/8/2022 khi chưa là")
    assert Membership.unscoped.get(member=someone).official_on is None
