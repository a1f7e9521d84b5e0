"""Forty ticks, a long split or a pasted table do not get lost when the line breaks: the pages that add to a plan keep
drafts, one for each committee shown and each cell that is split."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse

from members import drafts
from members.models import Draft, ReorganisationStep
from members.procedure import reorganisation
from tests import builders
from tests.members.plan_pages import ground, play
from tests.members.plans import MERGE, RENAME, drawn, step
from tests.members.test_session import enter, words

__all__ = ["ground", "play"]
pytestmark = pytest.mark.django_db
NOTE = "Đang tiếp tục bản nhập dở"


def address(plan, name, **asked):
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return reverse(f"reorganisation-{name}", args=[plan.pk]) + (f"?{query}" if query else "")


def left(client, where, **typed):
    """Open the page, type, leave the field: as the script of the page does, with the address that the page names."""
    page = client.get(where).content.decode()
    said = {
        "trang": re.search(r'data-page="([^"]+)"', page)[1].replace("&amp;", "&"),
        "dau": re.search(r'data-draft.*?name="lan-gui" value="([0-9a-f]{32})"', page, re.S)[1],
        "cac-o": json.dumps({name: value if isinstance(value, list) else [value] for name, value in typed.items()}),
    }
    answer = client.post("/nhap-do/giu/", said)
    assert (answer.status_code, answer.content.decode()) == (200, "Đã giữ bản nháp lúc 12:00")


def ticked(client, where):
    form = client.get(where).context["form"]
    return {str(one) for one in form["organisations"].value() or ()}


def test_ticked_cells_stand_there_again(client, play):
    plan = drawn()
    two = {str(play.tree.cell.pk), str(play.tree.sibling.pk)}
    left(client, address(plan, "nhap"), organisations=sorted(two), new_name="Chi bộ Thôn 12")
    again = client.get(address(plan, "nhap"))
    assert NOTE in words(again)
    assert again.content.decode().count(" checked") == 2
    assert again.context["form"]["new_name"].value() == "Chi bộ Thôn 12"
    assert ticked(client, address(plan, "nhap")) == two


def test_each_committee_and_each_cell_has_a_draft_of_its_own(client, play):
    plan, tree = drawn(), play.tree
    shown = {"trong": tree.committee.pk}
    left(client, address(plan, "nhap", **shown), organisations=[str(tree.cell.pk)])
    assert NOTE not in words(client.get(address(plan, "nhap")))
    assert ticked(client, address(plan, "nhap", **shown)) == {str(tree.cell.pk)}
    people = [str(row.member_id) for row in tree.cell.placements(manager="unscoped").order_by("pk")[:2]]
    left(client, address(plan, "tach", tu=tree.cell.pk), people=people)
    assert NOTE not in words(client.get(address(plan, "tach", tu=tree.sibling.pk)))
    again = client.get(address(plan, "tach", tu=tree.cell.pk))
    assert again.context["form"]["people"].value() == people
    assert again.content.decode().count(" checked") == 2


def test_the_start_page_leads_to_the_same_page(client, play):
    plan = drawn()
    where = address(plan, "tach", tu=play.tree.cell.pk)
    left(client, where, people=["1"])
    start = words(client.get("/"))
    assert "tách chi bộ trong phương án sắp xếp" in start.casefold()
    assert f'href="{where}"' in start


def test_a_pasted_table_as_long_as_the_page_takes_is_kept(client, play):
    plan = drawn()
    rows = "Chi bộ Thôn Đồng\tđổi tên\tChi bộ Đồng Cao\n" * 1400
    assert 55_000 < len(rows) < 60_000 < drafts.LARGEST
    left(client, address(plan, "bang"), rows=rows)
    assert client.get(address(plan, "bang")).context["form"]["rows"].value() == rows


def test_names_half_typed_are_kept(client, play):
    plan, cell = drawn(), play.tree.cell
    where = address(plan, "ten", trong=play.tree.committee.pk)
    left(client, where, **{f"ten-{cell.pk}": "Chi bộ Bản Mới"})
    assert client.get(where).context["form"][f"ten-{cell.pk}"].value() == "Chi bộ Bản Mới"


def test_once_added_nothing_is_half_done(client, play):
    plan = drawn()
    where = address(plan, "nhap", trong=play.tree.committee.pk)
    left(client, where, organisations=[str(play.tree.cell.pk)])
    typed = {"seen": plan.version, "organisations": [play.tree.cell.pk], "into": play.tree.sibling.pk}
    assert client.post(where, typed).status_code == 302
    assert ReorganisationStep.unscoped.count() == 1
    assert not Draft.objects.exists()


def test_what_was_added_meanwhile_does_not_stand_in_the_way(client, play):
    plan = drawn()
    left(client, address(plan, "nhap"), seen=str(plan.version), organisations=[str(play.tree.cell.pk)])
    reorganisation.change_reorganisation(plan, by=builders.MACHINE, add=[step(RENAME, play.tree.sibling, name="Hai")])
    form = client.get(address(plan, "nhap")).context["form"]
    sent = {"seen": form["seen"].value(), "organisations": form["organisations"].value(),
            "into": play.tree.other_cell.pk}  # fmt: skip
    assert client.post(address(plan, "nhap"), sent).status_code == 302
    assert ReorganisationStep.unscoped.filter(what=MERGE).exists()


def test_begun_anew_and_what_is_no_number_in_the_address_makes_no_other_page(client, play):
    plan = drawn()
    where = address(plan, "nhap", trong=play.tree.committee.pk)
    left(client, where, organisations=[str(play.tree.cell.pk)])
    left(client, address(plan, "nhap") + "?trong=x&khac=5", organisations=[str(play.tree.sibling.pk)])
    assert set(Draft.objects.values_list("page", flat=True)) == {where, address(plan, "nhap")}
    answer = client.post("/nhap-do/bo/", {"trang": where})
    assert answer["Location"] == where
    assert Draft.objects.get().page == address(plan, "nhap")


def test_nobody_else_keeps_a_draft_there(client, play):
    plan = drawn()
    client.logout()
    enter(client, "bi-thu-xa")
    said = {"trang": address(plan, "nhap"), "dau": "0" * 32, "cac-o": json.dumps({"organisations": ["1"]})}
    assert client.post("/nhap-do/giu/", said).status_code == 403
    assert not Draft.objects.exists()
