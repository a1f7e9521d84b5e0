"""A unit that has somebody as a guest, or has let somebody go, writes no facts that are another unit's."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from members import procedure, rights
from members.errors import NotAllowed
from members.models import Act, Placement
from tests import builders
from tests.builders import MACHINE
from tests.ground import laid
from tests.members.test_session import enter, words

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NOON = "2026-06-30 05:00:00+00:00"
DAY = date(2026, 6, 1)


def with_guest_and_traveller():
    """Thôn Đồng has sent one for a while to Thôn 1, and let another go to Thôn 1, who has not been received."""
    cast = builders.make_cast()
    tree = cast.tree
    builders.role(builders.account("thon-dong", "Cư Thị Máy"), "cell", tree.other_cell)
    guest, traveller = builders.member("Lò Văn Pảo", tree.other_cell), builders.member("Sùng Thị Dợ", tree.other_cell)
    procedure.places.place_temporarily(guest, by=MACHINE, organisation=tree.cell, day=DAY, until=date(2026, 11, 1))
    procedure.places.move(traveller, by=MACHINE, organisation=tree.cell, day=DAY, let_go_on=DAY)
    return cast, guest, traveller


ground = laid(with_guest_and_traveller, NOON)


@pytest.fixture
def play(ground, db):
    with time_machine.travel(NOON, tick=False):
        yield ground.found()


OFFICER, HOME, HOST = "officer", "outsider", "committee_secretary"
HOST_CELL = "cell_secretary"
ACTS = {
    "move": lambda tree: {"organisation": tree.sibling, "day": date(2026, 6, 20)},
    "exempt": lambda tree: {"reason": "elderly", "day": date(2026, 6, 20)},
    "discipline": lambda tree: {"form": "warning", "day": date(2026, 6, 20)},
    "suspend": lambda tree: {"day": date(2026, 6, 20)},
    "place_temporarily": lambda tree: {"organisation": tree.sibling, "day": date(2026, 11, 1)},
    "introduce_to_residence": lambda tree: {"to": "Chi bộ Thôn 2", "day": date(2026, 6, 20)},
}
IN = {"move": "places", "place_temporarily": "places"}


@pytest.mark.parametrize("verb", ACTS)
@pytest.mark.parametrize("who", [HOST, HOST_CELL])
def test_a_host_decides_nothing_that_is_the_homes(play, who, verb):
    cast, guest, _ = play
    act, by = getattr(getattr(procedure, IN.get(verb, "standing")), verb), builders.actor(getattr(cast, who))
    assert verb not in rights.allowed(by, rights.case_of_person(guest.pk, by.day))
    with pytest.raises(NotAllowed):
        act(guest, by=by, **ACTS[verb](cast.tree))
    assert not Act.objects.filter(member=guest, account=by.account).exists()


@pytest.mark.parametrize(("who", "verb"), [
    (HOME, "exempt"), (HOME, "discipline"), (HOME, "introduce_to_residence"), (OFFICER, "exempt"),
    (OFFICER, "discipline"), (OFFICER, "suspend"), (OFFICER, "move"),
])  # fmt: skip
def test_the_home_and_the_officer_go_on_deciding(play, who, verb):
    cast, guest, _ = play
    act, by = getattr(getattr(procedure, IN.get(verb, "standing")), verb), builders.actor(getattr(cast, who))
    assert verb in rights.allowed(by, rights.case_of_person(guest.pk, by.day))
    act(guest, by=by, **ACTS[verb](cast.tree))


@pytest.mark.parametrize("who", [HOST, HOME, OFFICER])
def test_each_of_the_two_ends_the_stay(play, who):
    cast, guest, _ = play
    stay = Placement.unscoped.get(member=guest, kind="temporary")
    procedure.places.end_temporary(stay, by=builders.actor(getattr(cast, who)), day=date(2026, 6, 20))


@pytest.mark.parametrize("who", [HOST, HOST_CELL])
def test_the_host_reads_the_guests_page_which_offers_only_what_is_the_hosts(client, play, who):
    cast, guest, _ = play
    enter(client, getattr(cast, who).username)
    shown = client.get(reverse("person", args=[guest.pk]))
    assert shown.status_code == 200
    for gone in ("Chuyển sinh hoạt chính thức", "Miễn sinh hoạt", "Ghi kỷ luật", "Giới thiệu về nơi cư trú"):
        assert gone not in words(shown)
    assert "Ghi nơi cư trú" in words(shown)
    for page in ("move", "exempt", "discipline", "introduce", "suspend"):
        assert client.get(reverse(page, args=[guest.pk])).status_code == 403
    enter(client, cast.outsider.username)
    assert "Miễn sinh hoạt" in words(client.get(reverse("person", args=[guest.pk])))


@pytest.mark.parametrize("who", ["thon-dong", "bi-thu-khac"])
def test_who_let_somebody_go_does_not_receive_in_the_new_cells_name(client, play, who):
    _, _, traveller = play
    enter(client, who)
    shown = client.get(reverse("person", args=[traveller.pk]))
    assert shown.status_code == 200
    assert reverse("receive", args=[traveller.pk]) not in shown.content.decode()
    assert client.post(reverse("receive", args=[traveller.pk]), {"day": "10/6/2026"}).status_code == 403
    assert Placement.unscoped.get(member=traveller, let_go_on=DAY).received_on is None


@pytest.mark.parametrize("who", [HOST, HOST_CELL, OFFICER])
def test_the_cell_that_waits_receives_and_so_does_who_is_above_it(client, play, who):
    cast, _, traveller = play
    enter(client, getattr(cast, who).username)
    page = reverse("receive", args=[traveller.pk])
    assert page in client.get(reverse("person", args=[traveller.pk])).content.decode()
    assert client.post(page, {"day": "10/6/2026"}).status_code == 302
    assert Placement.unscoped.get(member=traveller, let_go_on=DAY).received_on == date(2026, 6, 10)
    assert Act.objects.get(verb="receive").for_organisation_id == (None if who == HOST_CELL else cast.tree.cell.pk)
