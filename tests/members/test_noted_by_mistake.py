"""A number or an exemption that a list wrote onto the wrong person is taken off: of no day does it stand there."""

from datetime import date

import pytest
from django.urls import reverse

from members import history, procedure
from members.errors import RuleBroken
from members.models import Act, Exemption, Number, Proposal
from tests import builders
from tests.builders import MACHINE, TODAY
from tests.members.officer_play import cast, ground
from tests.signing_in import signed_in

__all__ = ["cast", "ground"]
pytestmark = pytest.mark.django_db
DAY, LATER = date(2012, 1, 1), date(2020, 1, 1)


@pytest.fixture
def person(cast):
    return builders.member("Giàng Seo Lử", cast.tree.cell)


def imported(person):
    """As a list brought it in, in one act with everything else it said."""
    with history.act("import_members", by=MACHINE):
        history.concerns(member=person.pk)
        return history.create(Number, member=person, kind="card12", value="123456789012", source="Danh sách")


def numbers(person):
    return [(one.value, one.since, one.until) for one in Number.unscoped.filter(member=person).order_by("since")]


def noted(person, value, day):
    return procedure.people.note_number(person, by=MACHINE, kind="card8", value=value, day=day)


def exempted(person):
    return procedure.standing.exempt(person, by=MACHINE, day=DAY, reason="age")


class TestTheVerb:
    def test_what_a_list_wrote_onto_the_wrong_person_is_gone_of_every_day(self, person):
        procedure.removing.remove_number(imported(person), by=MACHINE, why="số của người khác")
        assert numbers(person) == []

    def test_the_number_before_it_goes_on(self, person):
        noted(person, "11111111", DAY)
        procedure.removing.remove_number(noted(person, "22222222", LATER), by=MACHINE, why="số của người khác")
        assert numbers(person) == [("11111111", DAY, None)]

    def test_the_number_before_it_goes_on_to_the_one_behind(self, person):
        noted(person, "11111111", DAY)
        wrong = noted(person, "22222222", LATER)
        noted(person, "33333333", TODAY)
        procedure.removing.remove_number(wrong, by=MACHINE, why="số của người khác")
        assert numbers(person) == [("11111111", DAY, TODAY), ("33333333", TODAY, None)]

    def test_a_number_of_the_other_kind_stays_as_it_is(self, person):
        noted(person, "11111111", DAY)
        wrong = procedure.people.note_number(person, by=MACHINE, kind="card12", value="123456789012", day=LATER)
        procedure.removing.remove_number(wrong, by=MACHINE, why="số của người khác")
        assert numbers(person) == [("11111111", DAY, None)]

    def test_an_exemption_of_somebody_else_is_gone(self, person):
        procedure.removing.remove_exemption(exempted(person), by=MACHINE, why="của người khác")
        assert not Exemption.unscoped.exists()

    def test_what_is_gone_is_not_taken_off_twice(self, person):
        number, exemption = imported(person), exempted(person)
        procedure.removing.remove_number(number, by=MACHINE, why="nhầm")
        procedure.removing.remove_exemption(exemption, by=MACHINE, why="nhầm")
        with pytest.raises(RuleBroken, match="không còn trong sổ"):
            procedure.removing.remove_number(number, by=MACHINE, why="nhầm")
        with pytest.raises(RuleBroken, match="không còn trong sổ"):
            procedure.removing.remove_exemption(exemption, by=MACHINE, why="nhầm")

    def test_who_took_the_right_one_off_takes_that_back(self, person):
        noted(person, "11111111", DAY)
        procedure.removing.remove_number(noted(person, "22222222", LATER), by=MACHINE, why="nhầm")
        procedure.revert.revert(Act.objects.get(verb="remove_number"), by=MACHINE, why="số ấy đúng")
        assert numbers(person) == [("11111111", DAY, LATER), ("22222222", LATER, None)]


ROWS = {"remove-number": imported, "remove-exemption": exempted}


@pytest.mark.parametrize("name", ROWS)
class TestThePage:
    def test_the_officer_takes_it_off_from_the_line_of_dated_facts(self, cast, person, name):
        row, officer = ROWS[name](person), signed_in(cast.officer)
        address = reverse(name, args=[row.pk])
        assert address in officer.get(reverse("person", args=[person.pk])).content.decode()
        page = officer.get(address)
        assert "từ trước" in page.content.decode() or "từ 01/01/2012" in page.content.decode()
        assert "123456789012" not in page.content.decode()
        assert "Lý do bỏ" in page.content.decode() and "Lý do sửa" not in page.content.decode()
        seen = page.context["form"]["seen"].value()
        answer = officer.post(address, {"seen": seen, "why": "danh sách lệch dòng"}, follow=True)
        assert answer.redirect_chain[0][0] == reverse("person", args=[person.pk])
        assert not type(row).unscoped.filter(pk=row.pk).exists()
        assert Act.objects.latest("number").verb == name.replace("-", "_")

    def test_the_committee_and_the_cell_may_not(self, cast, person, name):
        row = ROWS[name](person)
        for account in (cast.committee_secretary, cast.cell_secretary):
            client = signed_in(account)
            assert client.post(reverse(name, args=[row.pk]), {"why": "nhầm"}).status_code == 403
            page = client.get(reverse("person", args=[person.pk])).content.decode()
            assert reverse(name, args=[row.pk]) not in page

    def test_an_outsider_finds_nothing(self, cast, person, name):
        address = reverse(name, args=[ROWS[name](person).pk])
        assert signed_in(cast.outsider).get(address).status_code == 404

    def test_without_a_reason_it_stays(self, cast, person, name):
        row, officer = ROWS[name](person), signed_in(cast.officer)
        answer = officer.post(reverse(name, args=[row.pk]), {"why": " "})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["why"])
        assert type(row).unscoped.filter(pk=row.pk).exists()


def test_a_proposal_about_a_number_that_is_gone_is_read_and_refused(cast, person):
    number = imported(person)
    procedure.proposals.propose(
        number, by=builders.actor(cast.cell_secretary), why="theo thẻ", verb="correct_number",
        given={"value": "123456789013"},
    )  # fmt: skip
    procedure.removing.remove_number(number, by=MACHINE, why="số của người khác")
    officer, waiting = signed_in(cast.officer), Proposal.unscoped.get()
    assert officer.get(reverse("proposal", args=[waiting.pk])).status_code == 200
    assert officer.get(reverse("person", args=[person.pk])).status_code == 200
    with pytest.raises(RuleBroken):
        procedure.proposals.accept_proposal(waiting, by=MACHINE)
    procedure.proposals.refuse_proposal(waiting, by=MACHINE, why="số đã bỏ")
