"""Before somebody is entered: who may be known already is shown, and the officer says that this is another person."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from kit.calendar import PartialDate
from members import known, procedure
from members.models import Look, Member
from tests import builders
from tests.builders import MACHINE, TODAY
from tests.members.test_session import enter

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NOON = "2026-06-30 05:00:00+00:00"


@pytest.fixture
def play(client):
    with time_machine.travel(NOON, tick=True):
        cast = builders.make_cast()
        enter(client)
        yield cast


def found(name, birth=None, *cards):
    return {(one.full_name, one.why) for one in known.doubles(name, birth, cards, TODAY)}


SAME_NAME = "cùng họ tên, ngày sinh có thể là một"
NO_BIRTH = "cùng họ tên, chưa đủ ngày sinh để phân biệt"
NEAR = "cùng ngày sinh, tên gần giống"


@pytest.mark.parametrize(
    ("name", "birth", "why"),
    [
        ("Giàng Seo Lử", PartialDate(1980, 4, 12), SAME_NAME),
        ("giang seo lu", PartialDate(1980, 4, 12), SAME_NAME),
        ("Giàng Seo Lử", PartialDate(1980), SAME_NAME),
        ("Giàng Seo Lử", PartialDate(1980, 4), SAME_NAME),
        ("Giàng Seo Lử", PartialDate(1980, 12, 4), SAME_NAME),
        ("Giàng Seo Lử", PartialDate(1981, 4, 12), SAME_NAME),
        ("Giàng Seo Lử", None, NO_BIRTH),
        ("Giàng Seo Lủ", PartialDate(1980, 4, 12), SAME_NAME),
        ("Giàng Sea Lử", PartialDate(1980, 4, 12), NEAR),
        ("Lử Giàng Seo", PartialDate(1980, 4, 12), NEAR),
        ("Giàng Seo Lử", PartialDate(1979, 5, 12), None),
        ("Giàng Seo Lử", PartialDate(1979), None),
        ("Ngô Thị Ưỡng", PartialDate(1980, 4, 12), None),
        ("Giàng Sea Lử", PartialDate(1980), None),
    ],
    ids=str,
)
def test_who_may_be_known_by_name_and_birth(play, name, birth, why):
    builders.member("Giàng Seo Lử", play.tree.cell, birth=PartialDate(1980, 4, 12))
    assert found(name, birth) == ({("Giàng Seo Lử", why)} if why else set())


def test_a_card_number_names_its_holder_whatever_the_name(play):
    one = builders.member("Giàng Seo Lử", play.tree.cell)
    procedure.people.note_number(one, by=MACHINE, kind="card12", value="071000000017", day=date(2025, 1, 1))
    assert found("Ngô Thị Ưỡng", None, "071000000017") == {("Giàng Seo Lử", "cùng số thẻ")}
    assert found("Ngô Thị Ưỡng", None, "", "071000000018") == set()


def typed(play, **more):
    return {"full_name": "Giàng Seo Lử", "birth": "12/4/1980", "sex": "m", "organisation": play.tree.sibling.pk,
            "admitted_on": "18/5/2010", "official_on": "18/5/2011", **more}  # fmt: skip


def send(client, play, **more):
    return client.post(reverse("enter", args=[play.tree.sibling.pk]), typed(play, **more))


def test_somebody_who_may_be_known_is_shown_with_a_link_and_nothing_is_written(client, play):
    one = builders.member("Giàng Seo Lử", play.tree.cell, birth=PartialDate(1980, 4, 12))
    answer = send(client, play)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert reverse("person", args=[one.pk]) in said
    assert "sinh 12/4/1980, Chi bộ Thôn 1: cùng họ tên" in said
    assert Member.unscoped.count() == 1
    assert Look.objects.latest("pk").count == 1


def test_who_has_left_is_shown_as_one_who_left(client, play):
    left = builders.leaver("Giàng Seo Lử", play.tree.cell)
    said = send(client, play).content.decode()
    assert "đã ra khỏi danh sách" in said
    assert reverse("leaver", args=[left.pk]) in said


def test_another_person_of_the_same_name_is_entered_once_the_officer_says_so(client, play):
    one = builders.member("Giàng Seo Lử", play.tree.cell, birth=PartialDate(1980, 4, 12))
    assert send(client, play, another=str(one.pk)).status_code == 302
    assert Member.unscoped.filter(full_name="Giàng Seo Lử").count() == 2


def test_a_tick_answers_those_who_were_shown_and_nobody_who_came_meanwhile(client, play):
    one = builders.member("Giàng Seo Lử", play.tree.cell, birth=PartialDate(1980, 4, 12))
    builders.member("Giàng Seo Lử", play.tree.other_cell, birth=PartialDate(1980, 4, 12))
    answer = send(client, play, another=str(one.pk))
    assert answer.status_code == 422
    assert "checked" not in answer.content.decode().split('name="another"')[1][:80]
    assert Member.unscoped.count() == 2


def test_somebody_new_is_entered_without_being_asked(client, play):
    builders.member("Giàng Seo Lử", play.tree.cell, birth=PartialDate(1950, 1, 1))
    assert send(client, play).status_code == 302
