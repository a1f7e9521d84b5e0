"""Who has left: a row without a link for everybody, opened by the officer alone, with a purpose."""

import pytest
import time_machine
from django.urls import reverse

from members import rights, scope, timeline
from members.models import Look, Member, Membership
from tests import builders
from tests.builders import PASSWORD, TODAY
from tests.ground import laid

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


NOON = "2026-06-30 05:00:00+00:00"


def somebody_left():
    cast = builders.make_cast()
    return cast, builders.leaver("Vàng Mí Sính", cast.tree.cell)


ground = laid(somebody_left, NOON)


@pytest.fixture
def play(ground, db):
    with time_machine.travel(NOON, tick=True) as clock:
        yield *ground.found(), clock


def signed_in(client, who):
    client.post(reverse("login"), {"username": who.username, "password": PASSWORD})
    return client


def test_a_list_of_a_past_day_shows_the_row_and_leads_the_officer_to_the_purpose(play, client):
    cast, gone, _ = play
    address = reverse("people", args=[cast.tree.cell.pk])
    said = signed_in(client, cast.officer).get(address, {"ngay": "1/1/2026"}).content.decode()
    assert "Vàng Mí Sính" in said
    assert reverse("leaver", args=[gone.pk]) in said
    assert reverse("person", args=[gone.pk]) + '"' not in said
    today = client.get(address).content.decode()
    assert "Vàng Mí Sính" not in today


def test_the_secretary_sees_the_row_without_a_link(play, client):
    cast, gone, _ = play
    said = signed_in(client, cast.cell_secretary).get(
        reverse("people", args=[cast.tree.cell.pk]), {"ngay": "1/1/2026"}
    ).content.decode()  # fmt: skip
    assert "Vàng Mí Sính" in said
    assert f"/dang-vien/{gone.pk}/" not in said
    assert client.get(reverse("leaver", args=[gone.pk])).status_code == 403


def test_nothing_opens_without_a_purpose_and_the_purpose_is_kept_with_the_look(play, client):
    cast, gone, _ = play
    signed_in(client, cast.officer)
    person, leaver = (reverse(name, args=[gone.pk]) for name in ("person", "leaver"))
    assert client.get(person).status_code == 404
    assert client.post(leaver, {"why": " "}).status_code == 422
    assert client.get(person).status_code == 404
    assert client.post(leaver, {"why": "xác nhận tuổi Đảng"}).status_code == 302
    assert client.get(person).status_code == 200
    assert "xác nhận tuổi Đảng" in Look.objects.get(page="leaver").values_row.asked


def test_the_door_closes_again_after_a_while(play, client):
    cast, gone, clock = play
    signed_in(client, cast.officer)
    client.post(reverse("leaver", args=[gone.pk]), {"why": "xác nhận tuổi Đảng"})
    for _ in range(2):
        clock.shift(16 * 60)
        answer = client.get(reverse("person", args=[gone.pk]))
    assert answer.status_code == 404


def test_who_was_removed_wrongly_is_restored_from_the_page(play, client):
    cast, gone, _ = play
    signed_in(client, cast.officer)
    client.post(reverse("leaver", args=[gone.pk]), {"why": "phục hồi đảng tịch"})
    answer = client.post(
        reverse("restore", args=[gone.pk]),
        {"organisation": cast.tree.cell.pk, "day": "1/6/2026", "number": "05-QĐ/TU"},
    )
    assert answer.status_code == 302
    departure = Membership.unscoped.get(member=gone).departures(manager="unscoped").get()
    assert str(departure.until) == "2026-06-01"
    assert client.get(reverse("person", args=[gone.pk])).status_code == 200


def test_somebody_who_is_here_is_no_leaver(play, client):
    cast, _, _ = play
    here = builders.member("Giàng Seo Lử", cast.tree.cell)
    assert signed_in(client, cast.officer).get(reverse("leaver", args=[here.pk])).status_code == 404


def test_after_a_departure_the_officer_is_told_so_on_the_list_of_the_cell(play, client):
    cast, _, _ = play
    someone = builders.member("Hạng A Chu", cast.tree.cell)
    signed_in(client, cast.officer)
    typed = {"kind": "moved_out", "day": "29/6/2026"}
    answer = client.post(reverse("depart", args=[someone.pk]), typed, follow=True)
    assert answer.redirect_chain == [(reverse("people", args=[cast.tree.cell.pk]), 302)]
    assert "Đã lưu lúc" in answer.content.decode()
    assert "Hạng A Chu" not in answer.content.decode()


def test_asked_for_few_the_door_opens_the_same_people(play):
    """Search and lists ask in a form of their own, which is quicker to plan."""
    cast, gone, _ = play
    builders.member("Hạng A Chu", cast.tree.cell)
    builders.member("Bế Văn Quân", cast.tree.other_cell)
    everybody = list(Member.unscoped.values_list("pk", flat=True))
    for who in (cast.officer, cast.committee_secretary, cast.cell_secretary, cast.outsider, cast.administrator):
        for leavers in (frozenset(), frozenset({gone.pk})):
            with scope.opened(rights.scope_of(rights.actor_for(who, TODAY), leavers=leavers)):
                opened = set(Member.objects.values_list("pk", flat=True))
                assert set(Member.objects.few().values_list("pk", flat=True)) == opened
                assert Member.objects.opened_and_gone(everybody)[0] == opened
        assert (gone.pk in opened) is (who == cast.officer)


@pytest.mark.parametrize(("kind", "verbs"), [("death", set()), ("own_wish", {"restore"}), ("moved_out", {"place"})])
def test_nobody_is_offered_to_be_restored_after_a_death(play, kind, verbs):
    cast, _, _ = play
    gone = builders.leaver("Giàng A Chúng", cast.tree.cell, kind=kind)
    with builders.whole():
        assert timeline.what_fits(timeline.facts_of(gone), TODAY) == verbs
