"""A committee sends somebody for a while to a cell that is none of its own: the host sees the guest."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from members import procedure
from members.models import Member, Placement
from tests import builders
from tests.builders import MACHINE
from tests.ground import laid
from tests.members.test_session import enter, words

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NOON = "2026-06-30 05:00:00+00:00"


def with_two():
    cast = builders.make_cast()
    person = builders.member("Giàng Seo Lử", cast.tree.cell)
    builders.member("Lò Văn Pảo", cast.tree.other_cell)
    return cast, person


ground = laid(with_two, NOON)


@pytest.fixture
def play(ground, db, client):
    with time_machine.travel(NOON, tick=False):
        cast, person = ground.found()
        enter(client, cast.committee_secretary.username)
        yield cast, person


def send(client, person, **given):
    said = {"organisation": "", "elsewhere": "", "outside": "", "day": "1/6/2026", "until": "1/11/2026", **given}
    return client.post(reverse("place-temporarily", args=[person.pk]), said)


@pytest.mark.parametrize(
    "named",
    ["38.168.054.000.001", "Chi bộ Thôn Đồng", "chi bo thon dong", "Chi bộ Thôn Đồng, Đảng bộ xã Tân Lập"],
)
def test_a_cell_elsewhere_is_named_exactly_and_sees_its_guest(client, play, named):
    cast, person = play
    assert send(client, person, elsewhere=named).status_code == 302
    row = Placement.unscoped.get(kind="temporary")
    assert (row.organisation_id, row.outside) == (cast.tree.other_cell.pk, "")
    enter(client, cast.outsider.username)
    roster = words(client.get(reverse("roster", args=[cast.tree.other_cell.pk])))
    assert "Giàng Seo Lử" in roster
    assert "Tạm thời đến, không tính" in roster
    assert client.get(reverse("person", args=[person.pk])).status_code == 200


@pytest.mark.parametrize(
    "named", ["Thôn", "Chi bộ Thôn", "38.168.054", "Đảng bộ xã Tân Lập", "Chi bộ Thôn Đồng, xã An Khê"]
)
def test_half_a_name_finds_nothing(client, play, named):
    _, person = play
    answer = send(client, person, elsewhere=named)
    assert answer.status_code == 422
    assert "Trong sổ không có chi bộ nào mang đúng mã hoặc tên này" in words(answer)
    assert not Placement.unscoped.filter(kind="temporary").exists()


def test_of_two_cells_with_one_name_the_committee_or_the_code_tells(client, play):
    cast, person = play
    builders.organisation("Chi bộ Thôn Đồng", "cell", cast.tree.committee)
    answer = send(client, person, elsewhere="Chi bộ Thôn Đồng")
    assert answer.status_code == 422
    assert "Có nhiều chi bộ cùng tên này" in words(answer)
    assert send(client, person, elsewhere="Chi bộ Thôn Đồng, Đảng bộ xã Tân Lập").status_code == 302


def test_one_place_is_enough(client, play):
    cast, person = play
    answer = send(client, person, elsewhere="Chi bộ Thôn Đồng", organisation=cast.tree.sibling.pk)
    assert answer.status_code == 422
    assert "Chỉ ghi một nơi" in words(answer)
    answer = send(client, person, elsewhere="Chi bộ Thôn Đồng", outside="Đảng bộ phường Tân Lập")
    assert answer.status_code == 422


def test_the_page_lists_nothing_of_others(client, play):
    _, person = play
    page = words(client.get(reverse("place-temporarily", args=[person.pk])))
    assert "Hoặc chi bộ khác có trong sổ" in page
    assert "Thôn Đồng" not in page
    enter(client)
    page = words(client.get(reverse("place-temporarily", args=[person.pk])))
    assert "Hoặc chi bộ khác có trong sổ" not in page
    assert "Thôn Đồng" in page


def test_a_closed_cell_takes_no_guest(client, play):
    cast, person = play
    new = builders.organisation("Chi bộ Thôn Mới", "cell", cast.tree.other_committee, date(2026, 1, 1))
    guest = Member.unscoped.get(full_name="Lò Văn Pảo")
    procedure.places.move(guest, by=MACHINE, organisation=new, day=date(2026, 2, 1))
    procedure.tree.close_organisation(cast.tree.other_cell, by=MACHINE, day=date(2026, 2, 1), successor=new)
    assert send(client, person, elsewhere="38.168.054.000.001").status_code == 422
