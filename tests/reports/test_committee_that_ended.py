"""A committee that is merged in the middle of a round: who carries it on answers for it, and the page says so."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from members import procedure as members
from members import rights
from members.procedure import reorganisation
from reports.reconciliation.models import RoundKind
from tests import builders
from tests.members import plans
from tests.reports import play
from tests.reports.pages import text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
NOON = "2026-07-20 05:00:00+00:00"
DAY = date(2026, 7, 10)
BY = rights.machine("kiểm thử", date(2026, 7, 20))


@pytest.fixture
def cast():
    with time_machine.travel(NOON, tick=True):
        made = builders.make_cast()
        play.person("Sùng A Páo", made.tree.cell, "11111111")
        yield made


def merged(one, into, day=DAY):
    reorganisation.apply_reorganisation(plans.drawn(plans.step(plans.MERGE, one, into), day=day, by=BY), by=BY)


def page(who, one):
    return text(signed_in(who).get(reverse("reconciliation", args=[one.pk])))


@pytest.mark.parametrize("kind", list(RoundKind))
def test_the_page_says_since_when_and_who_answers_in_its_place(cast, kind):
    one = play.of(play.opened(kind=kind), cast.tree.committee)
    assert "Nơi này kết thúc" not in page(cast.officer, one)
    merged(cast.tree.committee, cast.tree.other_committee)
    said = page(cast.officer, one)
    assert "Nơi này kết thúc từ 10/7/2026. Đợt vẫn so theo ngày 30/6/2026" in said
    assert "Đảng bộ xã Tân Lập gửi danh sách, trả lời, ký thay." in said


def test_where_that_one_has_ended_too_it_names_who_carries_it_on_now(cast):
    one = play.of(play.opened(), cast.tree.committee)
    third = builders.organisation("Đảng bộ xã Bản Lầu", "committee", cast.tree.district)
    merged(cast.tree.committee, cast.tree.other_committee)
    merged(cast.tree.other_committee, third, date(2026, 7, 15))
    said = page(cast.officer, one)
    assert "kết thúc từ 10/7/2026" in said and "Đảng bộ xã Bản Lầu gửi danh sách, trả lời, ký thay." in said


def test_who_leads_now_sends_the_list_and_reads_what_differs(cast):
    one = play.of(play.opened(), cast.tree.committee)
    merged(cast.tree.committee, cast.tree.other_committee)
    secretary = builders.role(builders.account("bi-thu-moi", "Thào A Dế"), "committee", cast.tree.other_committee)
    play.sent(one, play.file(play.row(sex="Nữ")), by=builders.actor(secretary, BY.day), who=secretary)
    said = page(secretary, one)
    assert "Sùng A Páo" in said
    assert "ký thay" in said


def test_without_somebody_who_carries_it_on_the_officer_does(cast):
    one = play.of(play.opened(), cast.tree.committee)
    members.places.move(
        cast.tree.cell.placements(manager="unscoped").get().member, by=BY, organisation=cast.tree.other_cell, day=DAY
    )
    for each in (cast.tree.cell, cast.tree.sibling, cast.tree.committee):
        members.tree.close_organisation(each, by=BY, day=DAY, successor=None)
    assert "không có nơi kế tục, cán bộ tổ chức trả lời, ký." in page(cast.officer, one)
