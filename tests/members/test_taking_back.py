"""The officer takes one act back from the person's page, with a reason; what stands in the way is said."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from members import procedure
from members.errors import RuleBroken
from members.models import Act, Member, Suspension
from members.procedure import effects, revert, undoing
from tests import builders
from tests.builders import MACHINE, PASSWORD, TODAY
from tests.ground import laid

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


class Play:
    def __init__(self) -> None:
        self.cast = builders.make_cast()
        self.person = builders.member("Giàng Seo Lử", self.cast.tree.cell)
        self.row = procedure.standing.suspend(self.person, by=MACHINE, day=date(2024, 1, 1))
        self.officer = self.signed_in(self.cast.officer)

    def signed_in(self, who) -> Client:
        client = Client()
        client.post(reverse("login"), {"username": who.username, "password": PASSWORD})
        return client

    def page(self, client=None, **asked):
        return (client or self.officer).get(reverse("person", args=[self.person.pk]), asked).content.decode()

    def act(self, verb="suspend"):
        return reverse("revert", args=[Act.objects.filter(verb=verb).latest("number").pk])


ground = laid(Play, f"{TODAY}T05:00:00Z")


@pytest.fixture
def play(ground, db):
    with time_machine.travel(f"{TODAY}T05:00:00Z", tick=True):
        yield ground.found()


def test_an_act_goes_back_with_a_reason_and_both_lines_stay(play):
    assert play.act() in play.page()
    page = play.officer.get(play.act()).content.decode()
    assert "Việc được hoàn lại" in page
    assert "01/01/2024" in page
    answer = play.officer.post(play.act(), {"why": ""})
    assert answer.context["form"].errors == {"why": ["Nhập lý do hoàn lại"]}
    answer = play.officer.post(play.act(), {"why": "ghi nhầm người"}, follow=True)
    assert "Đã hoàn lại lúc 12:00" in answer.content.decode()
    assert not Suspension.unscoped.exists()
    lines = Act.objects.filter(member=play.person).order_by("-number")
    assert [one.verb for one in lines] == ["revert", "suspend", "enter"]


def test_a_second_time_there_is_nothing_to_take_back(play):
    play.officer.post(play.act(), {"why": "ghi nhầm người"})
    answer = play.officer.post(play.act(), {"why": "ghi nhầm người"})
    assert answer.status_code == 422
    assert "hãy hoàn lại việc sau trước" in answer.content.decode()


def test_what_came_later_goes_back_first(play):
    procedure.standing.correct_suspension(play.row, by=MACHINE, why="nhầm ngày", since=date(2024, 2, 1))
    answer = play.officer.post(play.act(), {"why": "ghi nhầm người"})
    sentence = "Đã có sửa đổi sau việc này; hãy hoàn lại việc sau trước."
    which = "Việc sau: máy chủ (kiểm thử): sửa đình chỉ sinh hoạt."
    assert answer.context["form"].errors == {"why": [f"{sentence} {which}"]}
    assert Suspension.unscoped.exists()


def test_a_refusal_asks_once_what_stands_on_the_act(play, monkeypatch):
    """Found by reading: what later acts changed, and what they stand on, was asked again to be named."""
    procedure.standing.correct_suspension(play.row, by=MACHINE, why="nhầm ngày", since=date(2024, 2, 1))
    asked = []
    for module, name in ((effects, "differing"), (undoing, "dependants")):
        function = getattr(module, name)
        monkeypatch.setattr(
            module, name, lambda *given, name=name, function=function: asked.append(name) or function(*given)
        )
    act = Act.objects.filter(verb="suspend").latest("number")
    with pytest.raises(RuleBroken, match="Việc sau: máy chủ"):
        revert.revert(act, by=MACHINE, why="ghi nhầm người")
    assert sorted(asked) == ["dependants", "differing"]


def test_a_record_is_not_unmade_and_what_is_not_the_officers_is_not_offered(play):
    assert play.act("enter") not in play.page()
    assert play.officer.get(play.act("enter")).status_code == 404
    assert "Hoàn lại" not in play.page(play.signed_in(play.cast.cell_secretary))
    assert "Hoàn lại" not in play.page(ngay="01/6/2026")


def test_what_was_entered_by_a_proposal_goes_back_as_its_own_act(play):
    asked = procedure.proposals.propose(
        play.person, by=MACHINE, why="theo giấy khai sinh", verb="correct_member", given={"sex": "f"}
    )
    procedure.proposals.accept_proposal(asked, by=MACHINE)
    assert play.act("correct_member") in play.page()
    assert play.act("accept_proposal") not in play.page()
    assert play.officer.post(play.act("correct_member"), {"why": "nhầm"}).status_code == 302
    assert Member.unscoped.get(pk=play.person.pk).sex == "m"


def test_a_line_about_nobody_is_not_there(play):
    act = Act.objects.filter(member=None).first()
    assert play.officer.get(reverse("revert", args=[act.pk])).status_code == 404


def test_other_names_taken_back_are_found_no_more(play):
    """What search reads of a name goes back with the name."""
    procedure.people.correct_member(play.person, by=MACHINE, why="theo lý lịch", other_names="Vừ Mí Kẻ")
    play.officer.post(play.act("correct_member"), {"why": "ghi nhầm người"})
    row = Member.unscoped.get(pk=play.person.pk)
    assert (row.other_names, row.other_fold) == ("", "")


class TestWhatIsNoFactOfTheRegister:
    """Roles, accounts and settings have ways back of their own: the verb refuses by itself what no page offers."""

    def acts(self, cast):
        role = procedure.roles.grant_role(
            cast.reader, by=MACHINE, kind="cell", organisation=cast.tree.cell, day=date(2026, 1, 1)
        )
        procedure.roles.end_role(role, by=MACHINE, day=date(2026, 6, 1))
        procedure.roles.block_account(cast.reader, by=MACHINE)
        procedure.office.set_office(by=MACHINE, key="place_name", value="Vân Sơn", day=date(2026, 1, 1))
        return Act.objects.filter(verb__in=("end_role", "block_account", "set_office"))

    def test_it_does_not_go_back_by_this_verb(self, play):
        acts = list(self.acts(play.cast))
        assert len(acts) == 3
        for act in acts:
            with pytest.raises(RuleBroken, match="không hoàn lại được bằng cách này"):
                revert.revert(act, by=MACHINE, why="nhầm")
