"""An organisation on a day on which it does not stand: closed, or not made yet."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from kit.calendar import PartialDate
from members import procedure
from tests import builders
from tests.builders import MACHINE, PAPER
from tests.ground import laid
from tests.members.test_session import enter

pytestmark = [pytest.mark.django_db]
NOON = "2026-06-30 05:00:00+00:00"
MERGED = date(2025, 7, 1)


ground = laid(builders.make_cast, NOON)


@pytest.fixture
def play(ground, db, client):
    """Thôn 1 and Thôn 2 became Chi bộ Tổ dân phố số 5."""
    with time_machine.travel(NOON, tick=False):
        cast = ground.found()
        for cell, name in ((cast.tree.cell, "Giàng Seo Lử"), (cast.tree.sibling, "Sùng Thị Chấu")):
            person = builders.member(name, cell)
            cast.tree.made.setdefault("new", builders.organisation(
                "Chi bộ Tổ dân phố số 5", "cell", cast.tree.committee, MERGED))  # fmt: skip
            procedure.places.move(person, by=MACHINE, organisation=cast.tree.made["new"], day=MERGED)
        for cell in (cast.tree.cell, cast.tree.sibling):
            procedure.tree.close_organisation(
                cell, by=MACHINE, day=MERGED, successor=cast.tree.made["new"], decision=PAPER
            )
        enter(client)
        yield cast.tree


def said(client, name, where, day=""):
    answer = client.get(reverse(name, args=[where.pk]), {"ngay": day} if day else {})
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


PAGES = ["organisation", "people", "roster"]


@pytest.mark.parametrize("page", PAGES)
def test_a_closed_cell_says_since_when_and_who_follows_it(client, play, page):
    new = play.made["new"]
    shown = said(client, page, play.cell)
    assert "Chi bộ Thôn 1 đã kết thúc từ 01/7/2025." in shown
    assert f'Kế tục: <a href="/to-chuc/{new.pk}/">Chi bộ Tổ dân phố số 5</a>' in shown
    assert "đã kết thúc" not in said(client, page, play.cell, "30/6/2025")


def test_the_last_moment_of_a_closed_cell_has_its_day_paper_and_successor(client, play):
    shown = said(client, "organisation", play.cell)
    line = shown[shown.index("Quá trình") :]
    for words in ("01/7/2025", "Kết thúc hoạt động, kế tục: Chi bộ Tổ dân phố số 5", "Số 12-QĐ/HU, 01/3/2026"):
        assert words in line


def test_nothing_more_is_done_with_a_closed_cell(client, play):
    assert reverse("hold-office", args=[play.made["new"].pk]) in said(client, "organisation", play.made["new"])
    for name in ("hold-office", "enter", "close-organisation"):
        assert reverse(name, args=[play.cell.pk]) not in said(client, "organisation", play.cell)


@pytest.mark.parametrize("page", PAGES)
def test_before_it_was_made_the_page_names_what_was_there(client, play, page):
    shown = said(client, page, play.made["new"], "30/6/2025")
    assert "Chi bộ Tổ dân phố số 5 chưa có: lập từ 01/7/2025." in shown
    for cell, name in ((play.cell, "Chi bộ Thôn 1"), (play.sibling, "Chi bộ Thôn 2")):
        assert f'<a href="/to-chuc/{cell.pk}/?ngay=30%2F06%2F2025">{name}</a>' in shown
    assert "Tổ chức này" not in shown
    assert "Tổng số đảng viên" not in shown
    assert "chưa có: lập" not in said(client, page, play.made["new"], "01/7/2025")


def test_what_followed_outside_one_s_part_is_named_without_a_link(client, play):
    procedure.tree.move_organisation(play.made["new"], by=MACHINE, parent=play.other_committee, day=date(2026, 1, 1))
    enter(client, "bi-thu-khac")
    shown = said(client, "organisation", play.made["new"], "30/6/2025")
    assert "Trước đó là: " in shown


def test_a_list_of_a_past_day_tells_cells_of_one_name_apart(client, play):
    same = builders.organisation("Chi bộ Thôn 1", "cell", play.other_committee)
    builders.member("Bế Thị Lụa", same)
    shown = said(client, "people", play.district, "30/6/2025")
    assert "Thôn 1 (Xã An Khê)" in shown
    assert "Thôn 1 (Xã Tân Lập)" in shown
    assert "Thôn 1 (" not in said(client, "people", play.committee, "30/6/2025")


@pytest.fixture
def held(ground, db):
    """Giàng Seo Lử is deputy of Thôn 1 since 2020."""
    with time_machine.travel(NOON, tick=False):
        cast = ground.found()
        person = builders.member("Giàng Seo Lử", cast.tree.cell)
        procedure.offices.hold_office(
            person, by=MACHINE, organisation=cast.tree.cell, office="deputy", day=date(2020, 1, 1)
        )
        yield cast


@pytest.mark.parametrize(
    ("who", "offered"),
    [("officer", True), ("committee_secretary", True), ("cell_secretary", False), ("reader", False)],
)
def test_ending_an_office_is_offered_to_who_may_do_it_and_only_today(client, held, who, offered):
    enter(client, getattr(held, who).username)
    assert ("Thôi giữ" in said(client, "organisation", held.tree.cell)) == offered
    past = said(client, "organisation", held.tree.cell, "30/6/2025")
    assert "Giàng Seo Lử" in past
    assert "Thôi giữ" not in past


def test_each_unit_says_which_share_of_its_records_is_incomplete(client, held):
    whole = {"birth": PartialDate(1980, 4, 12), "profile_number": "000123"}
    builders.member("Sùng Thị Chấu", held.tree.sibling, **whole)
    enter(client)
    row = said(client, "organisation", held.tree.committee)
    row = row[row.index("Tổ chức trực thuộc") :]
    assert '<th scope="col" role="columnheader" class="number">Tỷ lệ</th>' in row
    assert 'data-head="Tỷ lệ"><span>100,0%</span>' in row


def test_from_a_cell_one_enters_a_person_into_that_cell(client, held):
    enter(client)
    cell, committee = held.tree.cell.pk, held.tree.committee.pk
    assert f'<option value="{cell}" selected>' in client.get(reverse("enter", args=[cell])).content.decode()
    from_committee = client.get(reverse("enter", args=[committee])).content.decode()
    assert not re.findall(r'<option value="\d+" selected>', from_committee)


def test_a_long_list_says_its_number_as_offices_write_it(client, held, monkeypatch):
    builders.crowd(1005, held.tree.cell)
    enter(client)
    assert "Danh sách 1.006 người dài hơn một trang" in said(client, "roster", held.tree.cell)


def test_names_stand_in_the_order_people_count_and_spell_wherever_one_is_chosen(client, held):
    """Thôn 2 before Thôn 10, Điện lực between Công ty and Kho bạc: the administrator's tree and every choice."""
    wanted = ["Chi bộ Công ty May", "Chi bộ Điện lực", "Chi bộ Kho bạc"]
    for name in reversed(wanted[:2]):
        builders.organisation(name, "grass_cell", held.tree.district)
    villages = ["Chi bộ Thôn 1", "Chi bộ Thôn 2", "Chi bộ Thôn 10"]
    builders.organisation(villages[2], "cell", held.tree.committee)
    enter(client, held.administrator.username)
    assert _in_order(said(client, "organisation", held.tree.district), wanted)
    assert _in_order(said(client, "organisation", held.tree.committee), villages)
    choice = client.get(reverse("grant-role", args=[held.officer.pk])).content.decode()
    assert _in_order(choice, [f"{name} (" for name in (*wanted, *villages)])


def _in_order(text, names):
    found = [text.index(name) for name in names]
    return found == sorted(found)
