"""The page of one person, read as of today and as of a past day."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from kit.calendar import PartialDate
from members import history, importing, procedure
from members.models import Finding, Member
from members.procedure import Paper
from tests import builders
from tests.builders import MACHINE, PAPER
from tests.members.importing.files import national, opened
from tests.members.test_session import enter

pytestmark = [pytest.mark.django_db]
NOON = "2026-06-30 05:00:00+00:00"


@pytest.fixture
def cast(client):
    with time_machine.travel(NOON, tick=False):
        made = builders.make_cast()
        enter(client)
        yield made


def said(client, person, day=""):
    answer = client.get(reverse("person", args=[person.pk]), {"ngay": day} if day else {})
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def admitted_1995(cast):
    recognised = Paper(number="77-QĐ/HU", signed_on=date(2012, 3, 20), body="Huyện ủy")
    return builders.member(
        "Giàng Seo Lử", cast.tree.cell, birth=PartialDate(1985, 4, 12), admitted_on=date(2011, 2, 28),
        official_on=date(2012, 2, 28), recognition_decision=recognised,
    )  # fmt: skip


def test_a_past_day_says_nothing_that_came_later(client, cast):
    person = admitted_1995(cast)
    procedure.standing.exempt(
        person, by=MACHINE, day=date(2011, 3, 1), reason="age", decision=PAPER, until=date(2013, 1, 2)
    )
    past = said(client, person, "01/6/2011")
    assert "Miễn công tác và sinh hoạt" in past
    for later in ("28/02/2012", "77-QĐ/HU", "20/3/2012", "01/01/2013"):
        assert later not in past
        assert later in said(client, person)


def test_a_past_day_offers_no_button(client, cast):
    person = admitted_1995(cast)
    with history.act("import_members", by=MACHINE):
        history.create(
            Finding, member=person, code="birth_date_unreadable", field="birth", written="?", file="f", sheet="s",
            cell="A1",
        )  # fmt: skip
    assert "Đã giải quyết" in said(client, person)
    assert "Đã giải quyết" not in said(client, person, "01/6/2011")


def test_the_list_of_a_past_day_calls_a_probationer_one(client, cast):
    admitted_1995(cast)
    address = reverse("people", args=[cast.tree.cell.pk])
    past = client.get(address, {"ngay": "01/6/2011", "muc": "probationary"}).content.decode()
    assert "Giàng Seo Lử" in past
    assert "dự bị" in past
    assert "28/02/2012" not in past
    assert "28/02/2012" in client.get(address).content.decode()


def test_the_state_line_says_where_somebody_is_for_a_while(client, cast):
    person = builders.member("Lò Văn Pảo", cast.tree.other_cell)
    procedure.places.place_temporarily(
        person, by=MACHINE, organisation=cast.tree.cell, day=date(2026, 2, 1), until=date(2026, 9, 1)
    )
    assert "Sinh hoạt tạm thời tại <a" in said(client, person)
    assert "từ 01/02/2026, đến 31/8/2026</p>" in said(client, person)
    assert "</a>, từ 01/02/2026" not in said(client, person, "31/01/2026")
    enter(client, "bi-thu-thon")
    guest = said(client, person)
    assert "Chi bộ Thôn Đồng" in guest
    assert reverse("organisation", args=[cast.tree.other_cell.pk]) not in guest


def test_the_state_line_says_who_is_away_outside_and_who_is_on_the_way(client, cast):
    away = builders.member("Giàng Seo Lử", cast.tree.cell)
    procedure.places.place_temporarily(
        away, by=MACHINE, outside="Đảng bộ phường Tân Lập", day=date(2026, 2, 1), until=date(2026, 9, 1)
    )
    assert "Sinh hoạt tạm thời tại Đảng bộ phường Tân Lập, từ 01/02/2026, đến 31/8/2026" in said(client, away)
    moved = builders.member("Sùng Thị Chấu", cast.tree.cell)
    procedure.places.move(
        moved, by=MACHINE, organisation=cast.tree.sibling, day=date(2026, 6, 1), let_go_on=date(2026, 5, 20)
    )
    assert "Đang chuyển đến" in said(client, moved)
    assert "giới thiệu 20/5/2026, chưa tiếp nhận</p>" in said(client, moved)
    procedure.places.receive(moved, by=MACHINE, day=date(2026, 6, 15))
    assert "Đang chuyển đến" not in said(client, moved)
    assert "Đang chuyển đến" in said(client, moved, "10/6/2026")


def test_places_are_called_as_they_were_when_somebody_came(client, cast):
    person = builders.member("Giàng Seo Lử", cast.tree.cell)
    procedure.tree.rename_organisation(cast.tree.cell, by=MACHINE, name="Chi bộ Tổ dân phố số 5", day=date(2025, 7, 1))
    page = said(client, person)
    assert "Sinh hoạt tại Chi bộ Thôn 1" in page
    assert "Sinh hoạt tại Chi bộ Tổ dân phố số 5" not in page
    assert ">Chi bộ Tổ dân phố số 5</a>" in page


def test_from_which_day_the_first_place_was_taken_is_said_as_it_was(client, cast):
    """From the admission where there is one, else from the register's first day, never before the cell began."""
    procedure.office.set_office(by=MACHINE, key="first_day", value="2006-01-01", day=None)
    builders.organisation("Chi bộ Chợ", "cell", cast.tree.committee, date(2015, 3, 3))
    importing.apply(importing.make_plan(opened(national(
        {"full_name": "Sùng A Páo", "admitted": "21/11/2001", "official": "21/11/2002"},
        {"full_name": "Lò Văn Ún", "admitted": None, "official": None},
        {"full_name": "Vừ Mí Kẻ", "admitted": None, "official": None, "organisation": "Chi bộ Chợ, Đảng bộ xã An Khê"},
    )), by=MACHINE), by=MACHINE)  # fmt: skip
    told = {one.full_name: said(client, one) for one in Member.unscoped.all()}
    assert "Sinh hoạt tại Chi bộ Thôn 1 (ngày suy từ ngày vào Đảng)" in told["Sùng A Páo"]
    assert "Sinh hoạt tại Chi bộ Thôn 1 (chưa rõ ngày vào Đảng; ghi từ ngày đầu của sổ)" in told["Lò Văn Ún"]
    assert "Sinh hoạt tại Chi bộ Chợ (ghi từ ngày lập nơi này)" in told["Vừ Mí Kẻ"]
