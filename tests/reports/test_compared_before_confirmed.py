"""Minutes are confirmed and signed of a list that was held against the register as it stands."""

from __future__ import annotations

from datetime import date

import pytest

from kit.calendar import PartialDate
from members import procedure as members
from members.errors import RuleBroken
from members.models import Member
from reports.reconciliation import procedure
from reports.reconciliation.models import Choice, Kind, ListTotals, SentList
from reports.reconciliation.procedure import compared
from tests import builders
from tests.builders import MACHINE, PAPER
from tests.ground import laid
from tests.reports import play, settling
from tests.reports.pages import text
from tests.reports.settling import UN
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db

ground = laid(settling.AnKhe)


@pytest.fixture
def world(ground, db):
    return ground.found()


def may_confirm(world):
    found = procedure.gathering.gather(world.own, by=MACHINE)
    procedure.signing.check_may_confirm(world.own, found)


def changed(world):
    return compared.changed_since(world.own, procedure.freezing.people(world.own, by=MACHINE))


def again(world):
    procedure.receiving.again(SentList.unscoped.select_related("upload").get(), by=MACHINE)


def test_who_was_corrected_after_the_comparison_is_compared_before_anybody_confirms(world):
    world.sent(play.row(), play.row(**UN))
    may_confirm(world)
    members.people.correct_member(world.neighbour, by=MACHINE, why="khai sinh", birth=PartialDate(1971, 2, 9))
    with pytest.raises(RuleBroken, match=r"Sổ đã đổi sau khi so với danh sách: Lò Văn Ún\. So lại với sổ"):
        may_confirm(world)
    again(world)
    with pytest.raises(RuleBroken, match="Còn 1 điểm lệch chưa trả lời"):
        may_confirm(world)


def test_who_has_come_or_gone_since_is_compared_too_and_more_than_three_are_counted(world):
    world.sent(play.row(), play.row(**UN))
    for name in ("Lý Thị Ai", "Lý Thị Ba", "Lý Thị Cam"):
        builders.member(name, world.tree.cell)
    members.standing.depart(world.neighbour, by=MACHINE, kind="death", day=date(2026, 6, 1), decision=PAPER)
    with pytest.raises(RuleBroken, match="Lý Thị Ai, Lý Thị Ba, Lý Thị Cam và 1 người khác"):
        may_confirm(world)


def test_what_no_list_says_may_change_meanwhile(world):
    world.sent(play.row(), play.row(**UN))
    members.people.correct_member(world.neighbour, by=MACHINE, why="lý lịch", profile_number="LL 12")
    may_confirm(world)


def test_the_answers_own_corrections_of_who_was_compared_ask_for_nothing(world):
    sent = world.sent(play.row(birth="6/4/1965", card="11111112"), play.row(**UN | {"cell": "Chi bộ Thôn 1"}))
    given = {"organisation": world.tree.cell, "day": date(2026, 4, 1)}
    for kind, more in ((Kind.DATE, {}), (Kind.NUMBER, {}), (Kind.CELL, {"given": given})):
        settling.answered(settling.point(sent, kind), Choice.FIX_RECORD, paper=PAPER, **more)
    may_confirm(world)
    assert settling.again(sent) == []


def test_a_correction_that_is_taken_back_while_its_point_stands_asks_for_nothing(world):
    point = world.one()
    said = settling.answered(point, Choice.FIX_RECORD, paper=PAPER)
    procedure.answering.take_back_answer(said, by=MACHINE)
    settling.answered(point, Choice.FIX_LIST)
    may_confirm(world)


def test_a_correction_taken_back_after_the_list_was_compared_is_asked_anew(world):
    point = world.one()
    said = settling.answered(point, Choice.FIX_RECORD, paper=PAPER)
    assert settling.again(point.list) == []
    procedure.answering.take_back_answer(said, by=MACHINE)
    with pytest.raises(RuleBroken, match="So lại với sổ"):
        may_confirm(world)
    assert [one.kind for one in settling.again(point.list)] == [Kind.DATE]


def test_what_others_wrote_meanwhile_is_not_hidden_by_taking_an_answer_back(world):
    point = world.one()
    said = settling.answered(point, Choice.FIX_RECORD, paper=PAPER)
    members.people.correct_member(world.person, by=MACHINE, why="khai sinh", sex="f")
    procedure.answering.take_back_answer(said, by=MACHINE)
    assert changed(world) == ["Sùng A Páo"]


def moved_away(world):
    """Listed with another birth date, but by our records of Tân Lập since May."""
    members.places.move(world.neighbour, by=MACHINE, organisation=world.tree.other_cell, day=date(2026, 5, 4),
                        decision=PAPER)  # fmt: skip
    sent = world.sent(play.row(), play.row(**UN | {"birth": "2/9/1970"}))
    return settling.point(sent, Kind.MOVED)


def test_whoever_counts_here_by_an_answer_alone_is_compared_before_anybody_confirms(world):
    point = moved_away(world)
    given = {"organisation": world.tree.sibling, "day": date(2026, 6, 1)}
    settling.answered(point, Choice.FIX_RECORD, paper=PAPER, given=given)
    with pytest.raises(RuleBroken, match=r"Lò Văn Ún\. So lại với sổ"):
        may_confirm(world)
    assert [one.kind for one in settling.again(point.list)] == [Kind.DATE]


def test_a_short_list_is_compared_at_once_on_the_page_where_that_is_answered(world):
    point = moved_away(world)
    client = signed_in(world.cast.officer)
    page = client.get(f"/doi-khop/dang-uy/{world.own.pk}/diem/{point.pk}/")
    form = page.context["form"]
    typed = {"choice": "fix_record", "organisation": world.tree.sibling.pk, "day": "1/6/2026", "number": PAPER.number,
             "signed_on": "1/6/2026", "body": PAPER.body, "seen": form["seen"].value() or 0}  # fmt: skip
    answer = client.post(page.request["PATH_INFO"], typed, follow=True)
    assert answer.status_code == 200, form.errors
    assert [one.kind for one in play.differences(point.list)] == [Kind.DATE]
    assert changed(world) == []


def test_the_page_of_the_minutes_offers_to_compare_and_comes_back(world):
    world.sent(play.row(), play.row(**UN))
    members.people.correct_member(world.neighbour, by=MACHINE, why="khai sinh", birth=PartialDate(1971, 2, 9))
    secretary = signed_in(world.cast.committee_secretary)
    address = f"/doi-khop/dang-uy/{world.own.pk}/bien-ban/"
    page = secretary.get(address)
    assert "Lò Văn Ún. So lại với sổ rồi mới thống nhất, ký." in text(page)
    assert "Thống nhất biên bản này" not in text(page)
    answer = secretary.post(f"/doi-khop/dang-uy/{world.own.pk}/so-lai/", {"ve": "bien-ban"}, follow=True)
    assert answer.redirect_chain[-1][0] == address
    assert "Còn 1 điểm lệch chưa trả lời." in text(answer)


def test_a_list_compared_before_this_was_kept_is_compared_once_more(world):
    world.sent(play.row(), play.row(**UN))
    ListTotals.unscoped.update(marks={})
    with pytest.raises(RuleBroken, match=r"So lại với sổ"):
        may_confirm(world)
    members.people.correct_member(Member.unscoped.get(pk=world.person.pk), by=MACHINE, why="lý lịch",
                                  profile_number="LL 12")  # fmt: skip
    again(world)
    may_confirm(world)
