"""Whose account sees more or less after a plan of reorganisation: said beforehand, for every role."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests import builders
from tests.members.plan_pages import ground, page, play
from tests.members.plans import CLOSE, MERGE, MOVE, RENAME, SPLIT, drawn, make, step

__all__ = ["ground", "play"]
pytestmark = [pytest.mark.django_db]


def told(client, plan):
    """{who: what is said of that role}, those that follow left out."""
    rows = page(client, plan).context["accounts"]
    return {one["who"]: one["words"] for one in rows if "theo sang đây" not in one["words"]}


def test_the_committees_above_are_told_when_people_go_from_one_to_the_other(client, play):
    plan = drawn(step(MERGE, play.tree.other_cell, play.tree.cell))
    assert told(client, plan) == {
        "Nguyễn Thị Hòa": "thêm 3 người; thêm danh sách cũ của Chi bộ Thôn Đồng",
        "Hoàng Seo Phừ": "thêm 3 người; thêm danh sách cũ của Chi bộ Thôn Đồng",
        "Bế Thị Lụa": "bớt 1 tổ chức (Chi bộ Thôn Đồng), 3 người",
    }


def test_within_one_committee_it_sees_the_same(client, play):
    builders.role(builders.account("thon-2", "Lù Seo Dìn"), "cell", play.tree.sibling)
    plan = drawn(step(MERGE, play.tree.sibling, play.tree.cell))
    assert told(client, plan) == {
        "Hoàng Seo Phừ": "thêm 3 người; thêm danh sách cũ của Chi bộ Thôn 2",
        "Lù Seo Dìn": "bớt 3 người; tổ chức kết thúc, chỉ còn xem danh sách cũ ở đây",
    }


def test_a_committee_that_gives_a_cell_and_the_one_that_gets_it_are_told(client, play):
    plan = drawn(step(MOVE, play.tree.cell, play.tree.other_committee))
    assert told(client, plan) == {
        "Nguyễn Thị Hòa": "bớt 1 tổ chức (Chi bộ Thôn 1), 3 người",
        "Bế Thị Lụa": "thêm 1 tổ chức (Chi bộ Thôn 1), 3 người",
    }


def test_whoever_is_split_off_is_seen_by_others_above_too(client, play):
    two = [one.member_id for one in play.tree.cell.placements(manager="unscoped").order_by("pk")[:2]]
    plan = drawn(step(SPLIT, play.tree.cell, play.tree.other_cell, people=two))
    assert told(client, plan) == {
        "Nguyễn Thị Hòa": "bớt 2 người", "Hoàng Seo Phừ": "bớt 2 người", "Bế Thị Lụa": "thêm 2 người",
    }  # fmt: skip


def test_a_role_on_what_ends_empty_is_told(client, play):
    empty = builders.organisation("Chi bộ Trống", "cell", play.tree.committee)
    builders.role(builders.account("trong", "Lù Seo Dìn"), "cell", empty)
    plan = drawn(step(CLOSE, empty, play.tree.other_cell))
    assert told(client, plan) == {
        "Nguyễn Thị Hòa": "bớt 1 tổ chức (Chi bộ Trống)",
        "Bế Thị Lụa": "thêm danh sách cũ của Chi bộ Trống",
        "Lù Seo Dìn": "tổ chức kết thúc, chỉ còn xem danh sách cũ ở đây",
    }


def test_both_ways_at_once_are_two_numbers(client, play):
    two = [one.member_id for one in play.tree.cell.placements(manager="unscoped").order_by("pk")[:2]]
    plan = drawn(step(SPLIT, play.tree.cell, play.tree.grass_cell, people=two),
                 step(MOVE, play.tree.other_cell, play.tree.committee))  # fmt: skip
    assert told(client, plan)["Nguyễn Thị Hòa"] == "thêm 1 tổ chức (Chi bộ Thôn Đồng), 3 người; bớt 2 người"


def test_what_is_made_is_seen_above_it_and_a_name_changes_nobodys_sight(client, play):
    new = make("Chi bộ Thôn 12", play.tree.committee)
    plan = drawn(new, step(MERGE, play.tree.other_cell, new), step(RENAME, play.tree.sibling, name="Chi bộ Hai"))
    assert told(client, plan) == {
        "Nguyễn Thị Hòa": "thêm 1 tổ chức (Chi bộ Thôn 12), 3 người; thêm danh sách cũ của Chi bộ Thôn Đồng",
        "Bế Thị Lụa": "bớt 1 tổ chức (Chi bộ Thôn Đồng), 3 người",
    }


def test_the_number_at_the_head_leads_to_every_account(client, play):
    plan = drawn(step(MERGE, play.tree.other_cell, play.tree.cell))
    shown = page(client, plan)
    assert {one["name"]: one["value"] for one in shown.context["summary"]}["tài khoản đổi phạm vi"] == "3"
    assert reverse("account", args=[play.outsider.pk]) in shown.content.decode()
