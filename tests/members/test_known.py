"""Before somebody is entered: who may be known already is shown, and the officer says that this is another person."""

from __future__ import annotations

import math
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kit.calendar import PartialDate
from kit.matching.taught import Taught
from members import doubles, known, procedure, rights, scope
from members.models import Look, Member, Membership, RegisterTaught
from tests import builders
from tests.builders import MACHINE, PASSWORD, TODAY
from tests.ground import laid
from tests.members.test_session import enter

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NOON = "2026-06-30 05:00:00+00:00"


ground = laid(builders.make_cast, NOON)


@pytest.fixture
def play(ground, db, client):
    with time_machine.travel(NOON, tick=True):
        enter(client)
        yield ground.found()


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


# --- by the matcher, with what the register has taught it ---

BORN = PartialDate(1980, 4, 12)
ADMITTED = date(2010, 5, 18)


def searched():
    with builders.whole():
        looked_through = doubles.pairs(TODAY)
    doubles.look_for_doubles(by=MACHINE, **looked_through._asdict())


def test_the_day_of_admission_and_a_given_name_find_who_was_typed_with_a_slip_and_a_year_alone(play):
    builders.member("Giàng Seo Lử", play.tree.cell, birth=BORN, sex="m", admitted_on=ADMITTED)
    (one,) = known.doubles("Giàng Sea Lử", PartialDate(1980), [], TODAY, sex="m", admitted=ADMITTED)
    assert one.why == "giống nhiều điểm: họ, tên đệm, tên, ngày sinh, ngày vào Đảng"
    assert known.doubles("Ngô Thị Lử", PartialDate(1980), [], TODAY, sex="f", admitted=ADMITTED) == []


def test_a_name_that_many_bear_is_told_from_a_rare_one_once_the_register_was_looked_through(play):
    for year in range(1950, 1980):
        builders.member("Lò Văn Ún", play.tree.cell, birth=PartialDate(year, 1, 2))
    builders.member("Giàng Seo Lử", play.tree.cell, birth=BORN)

    def points():
        every = [known.doubles("Giàng Seo Lử", BORN, [], TODAY), known.doubles("Lò Văn Ún", None, [], TODAY)]
        return [{field: float(said.replace(",", ".").replace("−", "-")) for field, _, said in one.rows}["Tên"]
                for one, *_ in every]  # fmt: skip

    assert points()[0] == points()[1]
    searched()
    assert points()[0] > points()[1] + 2


def test_what_the_last_search_taught_takes_the_place_of_what_an_earlier_one_did(play):
    builders.member("Giàng Seo Lử", play.tree.cell, birth=BORN)
    searched()
    builders.member("Giàng Seo Phừ", play.tree.cell, birth=BORN)
    searched()
    (one,) = RegisterTaught.unscoped.all()
    assert one.people == one.kept["people"] == 2
    assert one.kept["borne"]["family"], "two are called Giàng"


@pytest.mark.parametrize("is_taught", [False, True])
def test_why_is_told_field_by_field_and_adds_up_on_the_page(client, play, is_taught):
    builders.member("Giàng Seo Lử", play.tree.cell, birth=BORN)
    if is_taught:
        searched()
    page = send(client, play)
    (one,) = page.context["form"].in_sight
    *parts, total = [round(10 * float(said.replace(",", ".").replace("−", "-"))) for _, _, said in one.rows]
    assert [field for field, _, _ in one.rows[-2:]] == ["Khi chưa so gì", "Cộng"] and sum(parts) == total
    assert ("Ngày sinh", "giống nhau") in [(field, seen) for field, seen, _ in one.rows]
    said = page.content.decode()
    assert "Vì sao" in said and f"Điểm của {one.full_name}" in said
    assert "Known(" not in said and "[(" not in said


def test_an_officer_of_a_part_is_told_of_somebody_elsewhere_only_that_there_may_be_one(play):
    part = builders.role(builders.account("can-bo-xa", "Lò Thị Ba"), "officer", play.tree.committee)
    one = builders.member("Giàng Seo Lử", play.tree.other_cell, birth=BORN)
    client = Client()
    client.post(reverse("login"), {"username": part.username, "password": PASSWORD})
    page = send(client, play)
    said = page.content.decode()
    assert page.status_code == 422 and Member.unscoped.count() == 1
    assert "Có thể đã có hồ sơ ở nơi khác, cấp trên trả lời." in said
    assert reverse("person", args=[one.pk]) not in said and "Vì sao" not in said
    assert [one.count for one in Look.objects.filter(page="enter")] == [0], "that there may be one was told"
    shown = said.split('name="another"')[1].split('value="')[1].split('"')[0]
    other = send(client, play, birth="5/3/1976").content.decode()
    assert shown not in other, "who asks otherwise is not told that it is the same one"
    assert send(client, play, another=shown).status_code == 302


def test_of_many_of_a_name_those_of_ones_own_part_are_shown_first(play):
    part = builders.role(builders.account("can-bo-xa", "Lò Thị Ba"), "officer", play.tree.committee)
    for number in range(known.MOST + 2):
        builders.member("Giàng Seo Lử", play.tree.other_cell, birth=PartialDate(1950 + number))
    own = builders.member("Giàng Seo Lử", play.tree.cell, birth=PartialDate(1990))
    with scope.opened(rights.scope_of(builders.actor(part))):
        found = known.doubles("Giàng Seo Lử", None, [], TODAY)
        assert [one.member for one in known.in_sight(found, builders.actor(part))] == [own.pk]
    client = Client()
    client.post(reverse("login"), {"username": part.username, "password": PASSWORD})
    said = send(client, play, birth="").content.decode()
    assert reverse("person", args=[own.pk]) in said and "Có thể đã có hồ sơ ở nơi khác" in said


def test_what_was_taught_when_the_register_was_small_weighs_less_when_it_has_grown(play):
    taught = Taught(people=4, prior=-2.0)
    assert taught.among(4) == taught.among(2) == taught
    assert taught.among(4_000).prior == pytest.approx(-2.0 - math.log2(1_000))
    assert Taught().among(4_000) == Taught()


def test_what_another_version_has_kept_is_read_as_far_as_it_is_known():
    kept = {**Taught(people=7, m={"sex": [0.1, 0.9]}).plain(), "unheard": 1}
    assert Taught.of(kept).people == 7
    assert Taught.of({"people": 7}).borne == {}


@pytest.mark.parametrize("first", [date(1999, 2, 3), None])
def test_of_several_spells_the_last_one_with_a_day_is_held_against(play, first):
    one = builders.member("Giàng Seo Lử", play.tree.cell, birth=PartialDate(1980), admitted_on=ADMITTED)
    Membership.unscoped.create(member=one, admitted_on=first)
    (found,) = known.doubles("Giàng Seo Lử", PartialDate(1980), [], TODAY, admitted=ADMITTED)
    assert ("Ngày vào Đảng", "giống nhau") in [(field, seen) for field, seen, _ in found.rows]


def test_however_many_may_be_meant_the_register_is_asked_as_often(play):
    counts = []
    for many in (1, 30):
        for number in range(many):
            builders.member("Giàng Seo Lử", play.tree.cell, birth=PartialDate(1950 + number % 20, 3, 4 + many % 5))
        with CaptureQueriesContext(connection) as captured:
            found = known.doubles("Giàng Seo Lử", None, ["071000000017"], TODAY, admitted=ADMITTED)
        assert len(found) >= many
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 10
