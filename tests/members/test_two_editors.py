"""Two people edit one record: the second writes what he has changed, and nothing of the first is undone."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from members import procedure
from members.models import Member, Proposal, Term
from tests import builders
from tests.builders import MACHINE, PASSWORD, TODAY
from tests.ground import laid

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


class Play:
    """One member, and three who have the same page open."""

    def __init__(self) -> None:
        self.cast = builders.make_cast()
        self.person = builders.member("Giàng Seo Lử", self.cast.tree.cell, profile_number="001977", sex="m")
        self.first, self.second = Client(), Client()
        self.secretary = Client()
        for client, who in (
            (self.first, self.cast.officer), (self.second, self.cast.second_officer),
            (self.secretary, self.cast.cell_secretary),
        ):  # fmt: skip
            client.post(reverse("login"), {"username": who.username, "password": PASSWORD})

    def now(self) -> Member:
        return Member.unscoped.get(pk=self.person.pk)


ground = laid(Play, f"{TODAY}T05:00:00Z")


@pytest.fixture
def play(ground, db):
    with time_machine.travel(f"{TODAY}T05:00:00Z", tick=True):
        yield ground.found()


def fields(form):
    """Everything the browser would send: what stands in the fields, empty ones and boxes without a tick too."""
    sent = {}
    for one in form:
        value = one.value()
        if value is not None and value is not False:
            sent[one.name] = "on" if value is True else value
    return sent


def opened(client, address):
    return fields(client.get(address).context["form"])


def again(client, address, sent):
    """Send what is typed; where the page comes back, press the button once more. Answers both."""
    answer = client.post(address, sent)
    assert answer.status_code == 422
    return answer, client.post(address, fields(answer.context["form"]))


def test_what_the_first_has_corrected_is_not_undone_by_the_second(play):
    address = reverse("correct-member", args=[play.person.pk])
    one, other = opened(play.first, address), opened(play.second, address)
    assert play.first.post(address, {**one, "profile_number": "000777", "why": "theo sổ"}).status_code == 302
    told, done = again(play.second, address, {**other, "other_names": "Lử A", "why": "theo thẻ"})
    assert "001977 → 000777" in " ".join(told.content.decode().split())
    assert told.context["form"]["profile_number"].value() == "000777"
    assert told.context["form"]["other_names"].value() == "Lử A"
    assert done.status_code == 302
    assert (play.now().profile_number, play.now().other_names) == ("000777", "Lử A")


def test_who_has_changed_the_same_field_is_told_there_and_decides(play):
    address = reverse("correct-member", args=[play.person.pk])
    one, other = opened(play.first, address), opened(play.second, address)
    play.first.post(address, {**one, "profile_number": "000777", "why": "theo sổ"})
    told, done = again(play.second, address, {**other, "profile_number": "000778", "why": "theo thẻ"})
    assert list(told.context["form"].errors) == ["__all__", "profile_number"]
    assert told.context["form"]["profile_number"].value() == "000778"
    assert done.status_code == 302
    assert play.now().profile_number == "000778"


def test_form_and_day_of_one_discipline_both_stand(play):
    row = procedure.standing.discipline(play.person, by=MACHINE, form="warning", day=date(2020, 5, 1))
    address = reverse("correct-discipline", args=[row.pk])
    one, other = opened(play.first, address), opened(play.second, address)
    assert play.first.post(address, {**one, "form": "reprimand", "why": "theo quyết định"}).status_code == 302
    _, done = again(play.second, address, {**other, "day": "02/5/2020", "why": "theo quyết định"})
    row.refresh_from_db()
    assert (done.status_code, row.form, row.day) == (302, "reprimand", date(2020, 5, 2))


def test_a_proposal_follows_too(play):
    address = reverse("propose-member", args=[play.person.pk])
    one, other = opened(play.first, reverse("correct-member", args=[play.person.pk])), opened(play.secretary, address)
    play.first.post(reverse("correct-member", args=[play.person.pk]), {**one, "sex": "f", "why": "gõ nhầm"})
    _, done = again(play.secretary, address, {**other, "birth": "1980", "why": "theo giấy khai sinh"})
    assert done.status_code == 302
    assert Proposal.unscoped.get().values == {"birth": [None, "1980"]}


def test_the_name_of_an_organisation_follows_field_by_field(play):
    cell = play.cast.tree.cell
    address = reverse("rename-organisation", args=[cell.pk])
    one, other = opened(play.first, address), opened(play.second, address)
    play.first.post(address, {**one, "code": "38.168.053.000.009", "day": "01/6/2026"})
    _, done = again(play.second, address, {**other, "name": "Chi bộ Thôn Nhất", "day": "02/6/2026"})
    assert done.status_code == 302
    newest = Term.unscoped.get(organisation=cell, until=None)
    assert (newest.name, newest.code) == ("Chi bộ Thôn Nhất", "38.168.053.000.009")


@pytest.mark.parametrize("nonsense", ["", "{", "[1]", "null", '{"profile_number": 3}', '{"profile_number": null}'])
def test_a_page_that_carries_nonsense_writes_what_was_typed(play, nonsense):
    address = reverse("correct-member", args=[play.person.pk])
    sent = {**opened(play.second, address), "opened": nonsense, "other_names": "Lử A", "why": "theo thẻ"}
    procedure.people.correct_member(play.person, by=MACHINE, why="gõ nhầm", occupation="farmer")
    _, done = again(play.second, address, sent)
    assert (done.status_code, play.now().other_names) == (302, "Lử A")
