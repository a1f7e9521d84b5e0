"""A closing that was entered wrongly is put right: its day, its successor, its decision."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from members import procedure, tree
from members.errors import NotAllowed, Outdated, RuleBroken
from members.models import Act, Closure, OfficeHolding, Role, Term
from members.procedure import Paper
from members.procedure.closing import correct_closing
from tests import builders
from tests.builders import MACHINE, PASSWORD, TODAY
from tests.ground import laid
from tests.members.plan_pages import NOON
from tests.members.test_two_editors import fields

pytestmark = pytest.mark.django_db
DAY, EARLIER, LATER = date(2026, 5, 1), date(2026, 4, 1), date(2026, 6, 1)


class Play:
    """Thôn 9 stood beside Thôn 1 and Thôn 2; its secretary has an account there and holds the office."""

    def __init__(self) -> None:
        self.cast = builders.make_cast()
        self.cell, self.sibling = self.cast.tree.cell, self.cast.tree.sibling
        self.gone = builders.organisation("Chi bộ Thôn 9", "cell", self.cast.tree.committee, code="38.168.053.000.009")
        self.person = builders.member("Lù Seo Dìn", self.cell)
        self.account = builders.role(builders.account("thon-9", "Lù Seo Dìn"), "cell", self.gone)
        self.officer = Client()
        self.officer.post(reverse("login"), {"username": self.cast.officer.username, "password": PASSWORD})

    @property
    def by(self):
        return builders.actor(self.cast.officer)

    @property
    def page(self):
        return reverse("correct-closing", args=[Closure.unscoped.get(organisation=self.gone).pk])

    def holds(self, since=date(2020, 1, 1), until=None, office="secretary"):
        return procedure.offices.hold_office(
            self.person, by=MACHINE, organisation=self.gone, office=office, day=since, until=until
        )

    def closed(self, **given):
        said = {"by": self.by, "day": DAY, "successor": self.cell, **given}
        return procedure.tree.close_organisation(self.gone, **said)

    def correct(self, closure, **given):
        return correct_closing(closure, **{"by": self.by, "why": "theo quyết định", **given})

    def refused(self, closure, **given):
        with pytest.raises(RuleBroken) as refused:
            self.correct(closure, **given)
        return refused.value

    def until(self, row):
        return OfficeHolding.unscoped.get(pk=row.pk).until

    def roles(self):
        """[(where, until, confirmed)] of the secretary's account, but for the one on what ended."""
        rows = Role.unscoped.filter(account=self.account).exclude(organisation=self.gone).order_by("pk")
        return [(one.organisation, one.until, one.confirmed_on is not None) for one in rows]

    def confirm(self):
        waits = Role.unscoped.get(account=self.account, confirmed_on=None)
        procedure.roles.confirm_role(waits, by=builders.actor(self.cast.second_officer))


ground = laid(Play, NOON)


@pytest.fixture
def play(ground, db):
    with time_machine.travel(NOON, tick=True):
        yield ground.found()


class TestTheDay:
    @pytest.mark.parametrize("day", [EARLIER, LATER])
    def test_it_ends_on_the_right_day_with_its_last_term_and_the_offices_it_ended(self, play, day):
        held, closure = play.holds(), play.closed()
        play.correct(closure, day=day)
        closure.refresh_from_db()
        assert (closure.day, Term.unscoped.get(organisation=play.gone).until, play.until(held)) == (day, day, day)
        above = [tree.above(play.gone.pk, one) for one in (date(day.year, day.month - 1, 28), day)]
        assert [line[-2] for line in above] == [play.cast.tree.committee.pk, play.cell.pk]

    def test_an_office_that_ended_that_day_by_itself_keeps_its_day(self, play):
        held = play.holds(until=DAY)
        closure = play.closed()
        play.correct(closure, day=LATER)
        assert play.until(held) == DAY

    def test_an_office_goes_on_no_longer_than_its_holder_was_here(self, play):
        held, closure = play.holds(), play.closed()
        gone = date(2026, 5, 10)
        procedure.standing.depart(play.person, by=MACHINE, kind="death", day=gone)
        play.correct(closure, day=LATER)
        assert play.until(held) == gone

    def test_it_is_one_act_with_a_line_for_each_office(self, play):
        play.holds()
        play.correct(play.closed(), day=LATER)
        line = Act.objects.get(verb="correct_office")
        whole = Act.objects.get(verb="correct_closing")
        assert (line.inside, line.member_id, line.organisation_id) == (whole.number, play.person.pk, play.gone.pk)

    def test_not_earlier_while_somebody_stood_there(self, play):
        stood = builders.member("Ma Thị Dở", play.gone)
        procedure.places.move(stood, by=MACHINE, organisation=play.cell, day=DAY)
        refused = play.refused(play.closed(), day=EARLIER)
        assert (refused.field, refused.others) == ("day", ("Ma Thị Dở",))
        assert refused.sentence == "Còn 1 người sinh hoạt từ ngày đó: Ma Thị Dở."

    def test_not_earlier_while_a_cell_stood_under_it(self, play):
        part = builders.organisation("Đảng bộ bộ phận Phía Bắc", "part", play.cast.tree.committee)
        under = builders.organisation("Chi bộ Thôn 10", "cell", part)
        procedure.tree.move_organisation(under, by=MACHINE, day=DAY, parent=play.cast.tree.committee)
        closure = procedure.tree.close_organisation(part, by=play.by, day=DAY)
        assert play.refused(closure, day=EARLIER).others == ("Chi bộ Thôn 10",)

    def test_not_earlier_while_an_office_was_held_that_the_closing_did_not_end(self, play):
        play.holds(until=date(2026, 4, 15))
        refused = play.refused(play.closed(), day=EARLIER)
        assert refused.sentence == "Còn 1 người giữ chức vụ từ ngày đó: Lù Seo Dìn."

    def test_not_before_an_office_that_it_ended_had_begun(self, play):
        play.holds(since=date(2026, 4, 15))
        assert play.refused(play.closed(), day=EARLIER).others == ("Lù Seo Dìn",)

    def test_not_before_its_last_change(self, play):
        procedure.tree.rename_organisation(play.gone, by=MACHINE, day=date(2026, 4, 15), name="Chi bộ Thôn Chín")
        refused = play.refused(play.closed(), day=EARLIER)
        assert refused.sentence == "Tổ chức còn có thay đổi ngày 15/4/2026, sau ngày kết thúc."

    def test_not_before_one_that_it_followed_had_ended(self, play):
        first = builders.organisation("Chi bộ Thôn 8", "cell", play.cast.tree.committee)
        procedure.tree.close_organisation(first, by=MACHINE, day=date(2026, 4, 15), successor=play.gone)
        refused = play.refused(play.closed(), day=EARLIER)
        assert refused.sentence == "Nơi này kế tục tổ chức kết thúc từ ngày đó: Chi bộ Thôn 8."

    def test_not_later_than_its_parent_stood(self, play):
        part = builders.organisation("Đảng bộ bộ phận Phía Bắc", "part", play.cast.tree.committee)
        under = builders.organisation("Chi bộ Thôn 10", "cell", part)
        closure = procedure.tree.close_organisation(under, by=play.by, day=DAY)
        procedure.tree.close_organisation(part, by=MACHINE, day=DAY)
        assert "không có suốt thời gian đó" in play.refused(closure, day=LATER).sentence

    def test_not_later_while_another_carries_its_code(self, play):
        closure = play.closed()
        builders.organisation(
            "Chi bộ Thôn 11", "cell", play.cast.tree.committee, code="38.168.053.000.009", day=date(2026, 5, 15)
        )
        assert play.refused(closure, day=LATER).rule == "tree.code"
        play.correct(closure, day=date(2026, 5, 15))


class TestTheSuccessor:
    def test_it_stood_on_that_day(self, play):
        young = builders.organisation("Chi bộ Thôn 12", "cell", play.cast.tree.committee, day=date(2026, 5, 15))
        closure = play.closed()
        assert "phải hoạt động vào ngày đó" in play.refused(closure, successor=young).sentence
        play.correct(closure, successor=young, day=LATER)
        closure.refresh_from_db()
        assert (closure.successor, closure.day) == (young, LATER)

    def test_nothing_follows_itself_nor_in_a_circle(self, play):
        closure = play.closed(day=LATER)
        assert play.refused(closure, successor=play.gone).rule == "arithmetic.same"
        before = procedure.tree.close_organisation(play.sibling, by=play.by, day=DAY, successor=play.gone)
        assert play.refused(closure, successor=play.sibling).rule == "tree.open"
        assert play.refused(before, day=LATER).rule == "tree.open"

    def test_the_old_lists_go_to_the_right_one(self, play):
        closure = play.closed()
        play.correct(closure, successor=play.sibling)
        assert tree.above(play.gone.pk, TODAY)[-2] == play.sibling.pk
        play.correct(closure, successor=None)
        assert tree.above(play.gone.pk, TODAY)[-2] == play.cast.tree.committee.pk

    def test_a_role_that_still_waited_waits_at_the_right_one(self, play):
        play.correct(play.closed(), successor=play.sibling)
        assert play.roles() == [(play.sibling, None, False)]

    def test_a_role_confirmed_meanwhile_ends_and_waits_anew_at_the_right_one(self, play):
        closure = play.closed()
        Role.unscoped.filter(account=play.account, confirmed_on=None).update(since=date(2026, 6, 1))
        play.confirm()
        play.correct(closure, successor=play.sibling)
        assert play.roles() == [(play.cell, TODAY, True), (play.sibling, None, False)]

    def test_a_role_that_was_there_before_stays(self, play):
        builders.role(play.account, "cell", play.cell)
        play.correct(play.closed(), successor=play.sibling)
        assert play.roles() == [(play.cell, None, True), (play.sibling, None, False)]

    def test_without_a_successor_nothing_is_followed_to(self, play):
        play.correct(play.closed(), successor=None)
        assert play.roles() == []

    def test_another_day_leaves_the_roles(self, play):
        closure = play.closed()
        before = play.roles()
        play.correct(closure, day=LATER)
        assert play.roles() == before != []


class TestTheAct:
    def test_another_decision_alone(self, play):
        closure = play.closed(decision=Paper("9-QĐ/ĐU", date(2026, 4, 20), "Đảng ủy xã An Khê"))
        play.correct(closure, decision=Paper("19-QĐ/ĐU", date(2026, 4, 20), "Đảng ủy xã An Khê"))
        closure.refresh_from_db()
        assert closure.decision.number == "19-QĐ/ĐU"

    def test_it_gives_its_reason_and_changes_something(self, play):
        closure = play.closed()
        assert play.refused(closure, day=LATER, why=" ").field == "why"
        assert play.refused(closure, day=DAY).rule == "history.same"

    def test_it_is_the_officer_s(self, play):
        closure = play.closed()
        with pytest.raises(NotAllowed):
            play.correct(closure, by=builders.actor(play.cast.committee_secretary), day=LATER)

    def test_an_officer_of_a_part_gives_nothing_away_to_another_part(self, play):
        closure, part = play.closed(), builders.with_part_officer(play.cast).part_officer
        with pytest.raises(NotAllowed):
            play.correct(closure, by=builders.actor(part), successor=play.cast.tree.other_cell)
        play.correct(closure, by=builders.actor(part), successor=play.sibling)

    def test_taken_back_everything_is_as_it_was(self, play):
        held, closure = play.holds(), play.closed()
        before = play.roles()
        play.correct(closure, day=LATER, successor=play.sibling)
        procedure.revert.revert(Act.objects.get(verb="correct_closing"), by=play.by, why="ghi nhầm")
        closure.refresh_from_db()
        assert (closure.day, closure.successor, play.until(held), play.roles()) == (DAY, play.cell, DAY, before)

    def test_it_is_not_taken_back_over_somebody_who_came_meanwhile(self, play):
        closure = play.closed()
        play.correct(closure, day=LATER)
        procedure.places.place_temporarily(
            play.person, by=MACHINE, organisation=play.gone, day=date(2026, 5, 10), until=date(2026, 5, 20)
        )
        with pytest.raises(RuleBroken, match="Còn 1 người sinh hoạt"):
            procedure.revert.revert(Act.objects.get(verb="correct_closing"), by=play.by, why="ghi nhầm")

    def test_a_closing_that_was_taken_back_is_not_made_again_over_somebody_who_came(self, play):
        play.closed()
        procedure.revert.revert(Act.objects.get(verb="close_organisation"), by=play.by, why="ghi nhầm")
        builders.member("Ma Thị Dở", play.gone)
        with pytest.raises(RuleBroken, match="Còn 1 người sinh hoạt"):
            procedure.revert.revert(Act.objects.get(verb="revert"), by=play.by, why="ghi nhầm")
        assert not Closure.unscoped.exists()

    def test_who_has_not_seen_the_newest_change_is_told(self, play):
        closure = play.closed()
        with pytest.raises(Outdated):
            play.correct(closure, day=LATER, seen=1)

    def test_one_that_was_taken_back_meanwhile_is_not_there_any_more(self, play):
        closure = play.closed()
        procedure.revert.revert(Act.objects.get(verb="close_organisation"), by=play.by, why="ghi nhầm")
        assert play.refused(closure, day=LATER).rule == "arithmetic.gone"


class TestThePage:
    def test_it_stands_beside_the_closing_and_above_what_has_ended(self, play):
        play.closed()
        here = reverse("organisation", args=[play.gone.pk])
        assert play.officer.get(here).content.decode().count(f'href="{play.page}"') == 2
        assert play.page not in play.officer.get(here, {"ngay": "01/06/2026"}).content.decode()
        reader = Client()
        reader.post(reverse("login"), {"username": play.cast.reader.username, "password": PASSWORD})
        assert play.page not in reader.get(here).content.decode()

    def test_it_shows_what_stands_and_leaves_what_was_left_alone(self, play):
        closure = play.closed(decision=Paper("9-QĐ/ĐU", date(2026, 4, 20), "Đảng ủy xã An Khê"))
        form = play.officer.get(play.page).context["form"]
        answer = play.officer.post(play.page, {**fields(form), "day": "1/6/2026", "why": "theo quyết định"})
        assert answer.status_code == 302
        former, decision = closure.successor, closure.decision
        closure.refresh_from_db()
        assert (closure.day, closure.successor, closure.decision) == (LATER, former, decision)

    def test_a_successor_that_has_ended_since_can_stay_and_a_younger_one_be_chosen(self, play):
        play.closed()
        procedure.places.move(play.person, by=MACHINE, organisation=play.sibling, day=LATER)
        procedure.tree.close_organisation(play.cell, by=MACHINE, day=LATER, successor=play.sibling)
        young = builders.organisation("Chi bộ Thôn 12", "cell", play.cast.tree.committee, day=LATER)
        choices = dict(play.officer.get(play.page).context["form"].fields["successor"].choices)
        assert {play.cell.pk, play.sibling.pk, young.pk} <= set(choices)

    def test_it_says_what_goes_along(self, play):
        play.holds()
        stood = builders.member("Ma Thị Dở", play.gone)
        procedure.places.move(stood, by=MACHINE, organisation=play.cell, day=DAY)
        play.closed()
        assert play.officer.get(play.page).context["form"].told() == [
            "Chưa ghi sớm hơn 01/5/2026 được: còn 1 người sinh hoạt từ ngày đó.",
            "Thôi giữ chức vụ theo ngày kết thúc mới: bí thư Lù Seo Dìn.",
            "Đổi nơi kế tục thì vai trò đã theo sang đó thôi từ hôm nay, và chờ xác nhận ở nơi kế tục mới: "
            "Lù Seo Dìn (chờ xác nhận).",
        ]

    def test_a_refusal_stands_at_the_day(self, play):
        stood = builders.member("Ma Thị Dở", play.gone)
        procedure.places.move(stood, by=MACHINE, organisation=play.cell, day=DAY)
        play.closed()
        form = play.officer.get(play.page).context["form"]
        answer = play.officer.post(play.page, {**fields(form), "day": "1/4/2026", "why": "theo quyết định"})
        assert answer.context["form"].errors["day"] == ["Còn 1 người sinh hoạt từ ngày đó: Ma Thị Dở."]
