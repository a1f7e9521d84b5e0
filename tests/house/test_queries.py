"""A page asks the database as often for a thousand people as for a hundred."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members import procedure
from members.models import Reorganisation
from tests import builders
from tests.house import busy_day
from tests.members.test_session import enter

pytestmark = pytest.mark.django_db
NOON = "2026-06-30 05:00:00+00:00"
TRANSACTION = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
# Measured, from the session to the two lines that say who looked; whoever adds a question to a page says so here.
# today: two say what an office is still missing, one which papers have not come since minutes were signed, one which
# accounts the clock will block, one which passwords wait for a second person. plan: each closing looks
# whether its successor still stands, and four ask which probationers, classes, enterprises are touched. person: one
# asks for the visits. year: one asks who is on the way to the recognition; as it is without files, which
# tests/admissions/test_year.py lets grow.
# What a round of numbers asks besides: our own are counted for its closing day, and for what was agreed on.
OF_NUMBERS = 10
LIMITS = {"today": 21, "today-busy": 30, "organisation": 14, "people": 7, "people-fault": 7, "people-past": 8,
          "person": 26, "year": 13, "findings": 26, "plan": 81, "organisation-history": 9,
          "person-history": 10}  # fmt: skip


def questions(client, address):
    """The statements of one page that read or write something, once the process knows the tree."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    return [one["sql"] for one in captured.captured_queries if not one["sql"].startswith(TRANSACTION)]


@pytest.fixture
def play(client):
    with time_machine.travel(NOON, tick=False):
        cast = builders.make_cast()
        someone = builders.things_of(cast.tree.sibling, "Giàng Seo Lử")["person"]
        builders.crowd(100, cast.tree.cell)
        enter(client)
        client.get("/")
        root = cast.tree.district.pk
        yield (
            cast,
            {
                "today": "/",
                "organisation": reverse("organisation", args=[root]),
                "people": reverse("people", args=[root]),
                "findings": reverse("findings", args=[root]),
                "people-past": reverse("people", args=[cast.tree.committee.pk]) + "?ngay=1/3/2024",
                "people-fault": reverse("people", args=[root]) + "?loi=birth_missing",
                "person": reverse("person", args=[someone]),
                "year": reverse("year"),
                "plan": reverse("reorganisation", args=[builders.plan(cast.tree)["plan"]]),
                "person-history": reverse("person-history", args=[someone]),
                "organisation-history": reverse("organisation-history", args=[cast.tree.sibling.pk]),
            },
        )


def test_no_page_asks_more_often_for_more_people(play, client):
    cast, addresses = play
    before = {name: len(questions(client, address)) for name, address in addresses.items()}
    builders.crowd(900, cast.tree.cell)
    # Who came since the plan was looked at would be told.
    procedure.reorganisation.change_reorganisation(Reorganisation.unscoped.get(), by=builders.MACHINE)
    after = {name: len(questions(client, address)) for name, address in addresses.items()}
    assert after == before


def test_no_page_asks_more_often_than_it_was_measured(play, client):
    _, addresses = play
    counts = {name: len(questions(client, address)) for name, address in addresses.items()}
    assert counts == {name: LIMITS[name] for name in counts}


def test_the_start_page_of_a_busy_day_asks_no_more_than_thirty_times(play, client):
    """A round is open, papers are late in it and in what was signed, files and probations run."""
    cast, _ = play
    busy_day.rounds(cast.tree)
    busy_day.files(cast.tree)
    with time_machine.travel(busy_day.LATER, tick=False):
        enter(client)
        asked = questions(client, "/")
        said = client.get("/").content.decode()
        for key in ("Quyết định kết nạp", "chưa gửi danh sách", "đã ký", "Xem điểm đã chọn", "thống nhất", "Hết dự bị"):
            assert key in said
        assert len(asked) == LIMITS["today-busy"] <= 30
        busy_day.numbers(cast.tree)
        assert len(questions(client, "/")) == LIMITS["today-busy"] + OF_NUMBERS


def test_the_list_of_a_cell_is_asked_of_the_cell_alone(play, client):
    """Nothing stands under it: the tree would only be one more table to think about."""
    cast, _ = play
    asked = questions(client, reverse("people", args=[cast.tree.cell.pk]))
    about_people = [sql for sql in asked if 'FROM "members_placement"' in sql]
    assert len(about_people) == 2
    assert not [sql for sql in about_people if "treeplace" in sql]


def test_a_roster_of_several_cells_is_read_in_as_many_questions_as_one(play, client):
    cast, _ = play
    one = len(questions(client, reverse("roster", args=[cast.tree.cell.pk])))
    several = len(questions(client, reverse("roster", args=[cast.tree.district.pk])))
    assert several == one
