"""The right to an office is that of the organisation in which it is held: its committee ends it, puts it right and
writes its congress also after the holder has gone to another place."""

from datetime import date

import pytest
from django.urls import reverse

from members import procedure
from members.errors import NotAllowed
from members.models import OfficeHolding
from tests import builders
from tests.builders import MACHINE
from tests.ground import laid
from tests.members.officer_play import NOON, cast
from tests.members.test_session import enter, words

__all__ = ["cast"]
pytestmark = pytest.mark.django_db
PAPER = {"number": "12-QĐ/ĐU", "signed_on": "25/5/2026", "body": "Đảng ủy xã An Khê"}


def with_a_secretary_who_went():
    """The secretary of Thôn 1 has gone to the other committee; his office has stayed open."""
    made = builders.make_cast()
    made.gone = builders.member("Giàng Seo Lử", made.tree.cell)
    made.new = builders.member("Tẩn A Páo", made.tree.cell)
    made.office = procedure.offices.hold_office(
        made.gone, by=MACHINE, organisation=made.tree.cell, office="secretary", day=date(2026, 1, 1)
    )
    procedure.places.move(made.gone, by=MACHINE, organisation=made.tree.other_cell, day=date(2026, 2, 1))
    return made


ground = laid(with_a_secretary_who_went, NOON)


def held(cast):
    rows = OfficeHolding.unscoped.filter(organisation=cast.tree.cell).order_by("since", "pk").select_related("member")
    return [(one.member.full_name, one.office, one.since, one.until) for one in rows]


SENT = {
    "end-office": {"day": "1/2/2026"},
    "correct-office": {"office": "deputy", "since": "1/1/2026", "until": "1/2/2026", "why": "theo nghị quyết"},
}


def send(client, cast, name, **more):
    target = cast.tree.cell if name == "congress" else cast.office
    return client.post(reverse(name, args=[target.pk]), {**SENT.get(name, {}), **more})


@pytest.mark.parametrize("name", SENT)
def test_the_committee_finds_it_on_the_page_of_the_organisation_and_writes_it(cast, client, name):
    enter(client, username="bi-thu-xa")
    page = words(client.get(reverse("organisation", args=[cast.tree.cell.pk])))
    assert f'href="{reverse(name, args=[cast.office.pk])}"' in page
    answer = send(client, cast, name)
    assert (answer.status_code, answer["Location"]) == (302, reverse("organisation", args=[cast.tree.cell.pk]))
    assert held(cast)[0][3] == date(2026, 2, 1)


def test_its_congress_ends_it(cast, client):
    enter(client, username="bi-thu-xa")
    answer = send(client, cast, "congress", day="1/6/2026", secretary="Tẩn A Páo", **PAPER)
    assert answer.status_code == 302
    day = date(2026, 6, 1)
    assert held(cast) == [
        ("Giàng Seo Lử", "secretary", date(2026, 1, 1), day), ("Tẩn A Páo", "secretary", day, None),
    ]  # fmt: skip


def test_who_stands_on_the_form_of_the_congress_is_taken_as_sent_and_may_change_his_office(cast, client):
    enter(client, username="bi-thu-xa")
    sent = client.get(reverse("congress", args=[cast.tree.cell.pk])).context["form"]["secretary"].value()
    answer = send(client, cast, "congress", day="1/6/2026", secretary="Tẩn A Páo", deputies=sent, **PAPER)
    assert answer.status_code == 302
    assert held(cast)[1][:2] in {("Giàng Seo Lử", "deputy"), ("Tẩn A Páo", "secretary")}
    assert OfficeHolding.unscoped.get(member=cast.gone, until=None).office == "deputy"


def test_his_new_committee_and_his_old_cell_do_not_end_it(cast, client):
    for name in (*SENT, "congress"):
        enter(client, username="bi-thu-khac")
        assert send(client, cast, name).status_code == 404
        enter(client, username="bi-thu-thon")
        assert send(client, cast, name).status_code == 403
    assert held(cast)[0][3] is None


def test_the_verbs_say_the_same(cast):
    from members import rights, scope

    other = rights.actor_for(cast.outsider, date(2026, 6, 30))
    with scope.opened(scope.whole_register(date(2026, 6, 30))):
        with pytest.raises(NotAllowed):
            procedure.offices.end_office(cast.office, by=other, day=date(2026, 2, 1))
        with pytest.raises(NotAllowed):
            procedure.offices.correct_office(cast.office, by=other, until=date(2026, 2, 1), why="x")
        with pytest.raises(NotAllowed):
            procedure.offices.hold_office(
                cast.gone, by=other, organisation=cast.tree.cell, office="deputy", day=date(2026, 6, 1)
            )


def test_nobody_from_elsewhere_is_put_into_an_office_by_it(cast):
    from members import rights, scope

    stranger = builders.member("Vàng A Chư", cast.tree.other_cell)
    mine = rights.actor_for(cast.committee_secretary, date(2026, 6, 30))
    with scope.opened(rights.scope_of(mine)), pytest.raises(NotAllowed):
        procedure.offices.hold_office(
            stranger, by=mine, organisation=cast.tree.cell, office="deputy", day=date(2026, 6, 1)
        )


def test_what_others_wrote_about_him_meanwhile_is_not_told_to_who_no_longer_opens_him(cast, client):
    enter(client, username="bi-thu-xa")
    seen = client.get(reverse("end-office", args=[cast.office.pk])).context["form"]["seen"].value()
    procedure.standing.discipline(cast.gone, by=MACHINE, form="warning", day=date(2026, 6, 1), decision=builders.PAPER)
    answer = send(client, cast, "end-office", seen=seen)
    assert answer.status_code == 422
    assert "kỷ luật" not in words(answer).lower()
    seen = answer.context["form"]["seen"].value()
    assert send(client, cast, "end-office", seen=seen).status_code == 302
