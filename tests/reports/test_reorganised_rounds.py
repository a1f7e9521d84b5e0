"""A plan of reorganisation names every open case it touches, each with what becomes of it: reconciliations of who
gives, receives, is carried or is of another kind; proposals about who goes."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from members.errors import RuleBroken
from members.procedure import proposals
from reports.reconciliation import attention
from tests import builders
from tests.members import plans
from tests.members.plan_pages import NOON, page
from tests.members.plans import CLOSE, KIND, MOVE, RENAME, SPLIT, changed, drawn, step
from tests.members.test_session import enter, words
from tests.reports import play as reconciling

pytestmark = [pytest.mark.django_db]
AFTER_CLOSING, BEFORE_CLOSING = date(2026, 7, 5), date(2026, 6, 1)


@pytest.fixture
def cast(client):
    with time_machine.travel(NOON, tick=False):
        made = builders.make_cast()
        for cell in (made.tree.cell, made.tree.other_cell):
            for number in range(4):
                builders.member(f"{cell.pk} Người Thứ {number}", cell)
        reconciling.opened()
        enter(client)
        yield made


def told(client, plan):
    """{what: its fate}"""
    return {one.what.partition(", ")[2]: one.fate for one in page(client, plan).context["cases"]}


def test_a_cell_moved_within_an_open_round_names_both_committees(client, cast):
    fates = told(client, drawn(step(MOVE, cast.tree.cell, cast.tree.other_committee), day=BEFORE_CLOSING))
    assert fates == dict.fromkeys(("Đảng bộ xã An Khê", "Đảng bộ xã Tân Lập"), attention.AFTER)
    fates = told(client, drawn(step(MOVE, cast.tree.cell, cast.tree.other_committee), day=AFTER_CLOSING))
    assert fates == dict.fromkeys(("Đảng bộ xã An Khê", "Đảng bộ xã Tân Lập"), attention.STAYS)


def test_a_kind_that_is_no_grass_roots_any_more_leaves_the_round(client, cast):
    plan = drawn(step(KIND, cast.tree.grass_cell, kind=builders.kind("cell")), day=BEFORE_CLOSING)
    assert told(client, plan)["Chi bộ Kho bạc"] == attention.LESSER
    plan = drawn(step(KIND, cast.tree.grass_cell, kind=builders.kind("committee")), day=BEFORE_CLOSING)
    assert told(client, plan)["Chi bộ Kho bạc"] == attention.AFTER


def test_what_ends_is_told_as_before_and_a_name_touches_nothing(client, cast):
    plan = drawn(step(CLOSE, cast.tree.grass_cell, cast.tree.cell), day=BEFORE_CLOSING)
    assert told(client, plan)["Chi bộ Kho bạc"] == attention.ENDS
    assert told(client, drawn(step(RENAME, cast.tree.committee, name="Đảng bộ xã Mới"))) == {}


def test_a_proposal_about_somebody_who_is_split_off_goes_on_waiting(client, cast):
    someone, other = (row.member for row in cast.tree.cell.placements(manager="unscoped").order_by("pk")[:2])
    proposals.propose(someone, by=builders.actor(cast.cell_secretary), why="theo giấy khai sinh", verb="correct_member",
                      given={"sex": "f"})  # fmt: skip
    plan = drawn(step(SPLIT, cast.tree.cell, cast.tree.other_cell, people=[other.pk]))
    assert "vẫn chờ cán bộ tổ chức trả lời" not in words(page(client, plan))
    changed(plan, step(SPLIT, cast.tree.cell, cast.tree.sibling, people=[someone.pk]))
    said = words(page(client, plan))
    assert "vẫn chờ cán bộ tổ chức trả lời; nơi đề nghị xem kết quả" in said


def test_a_proposal_of_a_cell_that_is_moved_is_read_by_the_parent_it_comes_under(client, cast):
    someone = cast.tree.cell.placements(manager="unscoped").order_by("pk").first().member
    proposals.propose(someone, by=builders.actor(cast.cell_secretary), why="theo giấy khai sinh", verb="correct_member",
                      given={"sex": "f"})  # fmt: skip
    plan = drawn(step(MOVE, cast.tree.cell, cast.tree.other_committee))
    (case,) = [one for one in page(client, plan).context["cases"] if one.what.startswith("Đề nghị")]
    assert case.fate == ("vẫn chờ cán bộ tổ chức trả lời; nơi đề nghị xem kết quả, cấp trên mới cũng xem được")
    assert case.href == reverse("proposal", args=[someone.proposals(manager="unscoped").get().pk])


def test_a_round_of_a_committee_that_the_plan_made_keeps_it_from_being_taken_back(client, cast):
    plan = plans.applied(plans.make("Đảng bộ xã Tả Phìn", cast.tree.district, "committee", sector="other"))
    reconciling.opened(since=date(2025, 7, 1), until=date(2026, 6, 2), committees=[plans.called("Đảng bộ xã Tả Phìn")])
    with pytest.raises(RuleBroken, match="hoàn lại việc sau trước") as refused:
        plans.taken_back(plan)
    assert "Đảng bộ xã Tả Phìn: đối khớp của một đảng ủy (1)" in refused.value.others
    said = words(page(client, plan, "take-back-reorganisation"))
    assert "tổ chức do đợt này lập đang có việc" in said
    assert "Đảng bộ xã Tả Phìn: đối khớp của một đảng ủy (1)" in said
    assert plans.called("Đảng bộ xã Tả Phìn").terms(manager="unscoped").exists()


def test_a_round_of_other_committees_does_not_hinder(client, cast):
    plan = plans.applied(plans.make("Đảng bộ xã Tả Phìn", cast.tree.district, "committee", sector="other"))
    reconciling.opened(since=date(2025, 7, 1), until=date(2026, 6, 2), committees=[cast.tree.committee])
    assert "tổ chức do đợt này lập đang có việc" not in words(page(client, plan, "take-back-reorganisation"))
    plans.taken_back(plan)
