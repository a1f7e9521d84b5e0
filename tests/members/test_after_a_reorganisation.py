"""What ended goes on bearing its last name wherever it is spoken of; who was responsible for it is told what became
of it."""

from __future__ import annotations

import re

import pytest
import time_machine
from django.urls import reverse

from members import kept
from members.models import Member, Role
from members.procedure import roles
from tests import builders
from tests.builders import MACHINE
from tests.ground import laid
from tests.members.plan_pages import NOON, three_in_each
from tests.members.plans import DAY, MERGE, applied, step
from tests.members.test_session import enter, words

pytestmark = pytest.mark.django_db


def merged():
    """Thôn 2 became part of Thôn 1; its secretary had looked at one of its people before."""
    cast = three_in_each()
    builders.role(builders.account("thon-2", "Lù Seo Dìn"), "cell", cast.tree.sibling)
    return cast


ground = laid(merged, NOON)


@pytest.fixture
def play(ground, client, db):
    with time_machine.travel(NOON, tick=False):
        yield ground.found()


def plain(answer):
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", words(answer)))


def merge(play):
    return applied(step(MERGE, play.tree.sibling, play.tree.cell))


def test_a_closed_one_is_called_as_it_was_last_and_a_standing_one_as_it_is(play):
    builders.procedure.tree.rename_organisation(play.tree.sibling, by=MACHINE, name="Chi bộ Thôn Hai", day=DAY)
    applied(step(MERGE, play.tree.sibling, play.tree.cell), day=builders.TODAY)
    for mark in ("", "x"):
        with builders.whole(mark=mark):
            assert kept.called([play.tree.sibling.pk, play.tree.cell.pk], builders.TODAY) == {
                play.tree.sibling.pk: "Chi bộ Thôn Hai", play.tree.cell.pk: "Chi bộ Thôn 1",
            }  # fmt: skip
            assert kept.full_names([play.tree.sibling.pk], builders.TODAY) == {}


def test_the_page_of_an_account_names_the_place_of_a_role_that_ended(client, play):
    merge(play)
    enter(client)
    said = plain(client.get(reverse("account", args=[Role.unscoped.filter(account__username="thon-2")[0].account_id])))
    assert re.search(r"Bí thư chi bộ\W+Chi bộ Thôn 2", said)


def test_a_role_that_waits_at_a_closed_place_says_where(client, play):
    someone = builders.account("moi", "Vừ Thị Mai")
    roles.grant_role(someone, by=MACHINE, kind="cell", organisation=play.tree.sibling, day=DAY)
    merge(play)
    enter(client)
    rows = [row for _, some in client.get(reverse("waiting-roles")).context["groups"] for row in some]
    assert {row["at"] for row in rows if row["username"] == "moi"} == {"Chi bộ Thôn 2", "Chi bộ Thôn 1"}


def test_who_has_looked_is_named_with_the_unit_as_it_was_called(client, play):
    person = Member.unscoped.filter(placements__organisation=play.tree.sibling).first()
    enter(client, "thon-2")
    client.get(reverse("person", args=[person.pk]))
    client.get(reverse("people", args=[play.tree.sibling.pk]))
    client.logout()
    merge(play)
    enter(client)
    said = plain(client.get(reverse("viewed", args=[person.pk])))
    assert "Lù Seo Dìn bí thư chi bộ, Chi bộ Thôn 2" in said
    assert "Xem danh sách tên, Chi bộ Thôn 2" in said


def test_the_secretary_of_what_ended_is_told_when_by_what_where_to_and_where_the_old_lists_are(client, play):
    merge(play)
    enter(client, "thon-2")
    answer = client.get("/")
    said = plain(answer)
    assert "Chi bộ Thôn 2 đã kết thúc từ 01/6/2026 (Số" in said
    assert "Kế tục: Chi bộ Thôn 1" in said
    assert "Danh sách cũ còn xem được" in said
    assert "Đảng viên 0" not in said
    href = re.search(r'Danh sách cũ còn xem được: <a href="([^"]+)"', answer.content.decode())[1]
    assert href.endswith("?ngay=31%2F05%2F2026")
    old = plain(client.get(href))
    assert old.count("Người Thứ") >= 3


def test_who_is_confirmed_at_the_successor_starts_there(client, play):
    merge(play)
    roles.confirm_role(Role.unscoped.get(account__username="thon-2", organisation=play.tree.cell), by=MACHINE)
    enter(client, "thon-2")
    said = plain(client.get("/"))
    assert "Chi bộ Thôn 1 hôm nay" in said
    assert "đã kết thúc" not in said
