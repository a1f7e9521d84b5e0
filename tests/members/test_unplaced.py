"""Who stands in the register and in no cell, as the officer's page lists them; other lists paged by their rows."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from members.models import Holiday, Member, Placement
from members.views import paging
from tests import builders
from tests.builders import MACHINE, TODAY
from tests.members.test_session import enter, words

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def three_a_page(monkeypatch):
    monkeypatch.setattr(paging, "PAGE", 3)


def through(client, name, rows_of):
    """What stands on each page, from the first to the last by its links, and back again."""
    seen, address, turn = [], reverse(name), "older"
    for _ in range(20):
        context = client.get(address).context
        seen.append(rows_of(context))
        part = context["days"] if name == "holidays" else context["part"]
        if turn == "older" and not part.older:
            turn, forth, seen = "newer", seen, seen[-1:]
        onward = getattr(part, turn)
        if not onward:
            return forth, seen[::-1]
        address = f"{reverse(name)}{onward}"
    raise AssertionError("the pages do not end")


@time_machine.travel(f"{TODAY}T05:00:00Z", tick=True)
def test_a_long_list_says_how_many_there_are_and_is_paged_to_its_end(client, three_a_page):
    cell = builders.make_cast().tree.cell
    # Two namesakes across the border of two pages.
    people = ["Lò Văn Ún", "Sùng A Páo", "Vàng Thị Ba", "Lò Văn Ún", "Hoàng Văn Anh", "Nông Thị Ún", "Lò Văn Ún"]
    for name in people:
        builders.member(name, cell)
    # As a list is imported that names no cell.
    Placement.unscoped.all().delete()
    enter(client)
    assert "7 người" in words(client.get(reverse("unplaced")))
    forth, back = through(client, "unplaced", lambda context: [one[0].href for one in cells(context)])
    in_order = Member.unscoped.order_by("sort_key", "pk").values_list("pk", flat=True)
    expected = [reverse("person", args=[pk]) for pk in in_order]
    assert [one for page in forth for one in page] == expected
    assert back == forth and [len(page) for page in forth] == [3, 3, 1]


def cells(context):
    return [row.cells for row in context["rows"]]


@time_machine.travel(f"{TODAY}T05:00:00Z", tick=True)
def test_who_was_placed_meanwhile_still_marks_the_place_in_the_list(client, three_a_page):
    cell = builders.make_cast().tree.cell
    for name in ("Lò Văn An", "Lò Văn Ba", "Lò Văn Chi", "Lò Văn Dung", "Lò Văn Em"):
        builders.member(name, cell)
    Placement.unscoped.exclude(member__full_name="Lò Văn Chi").delete()
    enter(client)
    third = Member.unscoped.get(full_name="Lò Văn Chi")
    page = words(client.get(reverse("unplaced"), {"sau": third.pk}))
    assert "Lò Văn Dung" in page and "Lò Văn Ba" not in page
    assert "Lò Văn An" in words(client.get(reverse("unplaced"), {"sau": 10**9}))
    assert "Lò Văn An" in words(client.get(reverse("unplaced"), {"sau": "x"}))


@time_machine.travel(f"{TODAY}T05:00:00Z", tick=True)
def test_days_off_go_on_behind_the_page_and_so_do_plans(client, three_a_page):
    cast = builders.make_cast()
    Holiday.objects.all().delete()
    Holiday.objects.bulk_create(Holiday(day=date(2026, 1, 1) + timedelta(days=n), name="Nghỉ") for n in range(8))
    for number in range(5):
        builders.procedure.reorganisation.draw_reorganisation(
            by=MACHINE, name=f"Phương án {number}", day=date(2026, 9, 1 + number // 2)
        )
    enter(client)
    forth, back = through(client, "holidays", lambda context: [one["day"] for one in context["holidays"]])
    assert [len(page) for page in forth] == [3, 3, 2] and back == forth
    assert forth[0][0] == "08/01/2026" and forth[-1][-1] == "01/01/2026"
    forth, back = through(client, "reorganisations", lambda context: [one["name"] for one in context["plans"]])
    assert [one for page in forth for one in page] == [f"Phương án {number}" for number in (4, 3, 2, 1, 0)]
    assert back == forth and cast
