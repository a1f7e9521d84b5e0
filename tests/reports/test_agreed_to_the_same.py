"""When minutes count as agreed: both sides have confirmed the same, and nothing of it is asked anew. And what each side
is told as soon as that is so no more."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kit.calendar import PartialDate
from members import figures as members_figures
from members import lines, rights, scope
from members import procedure as members
from members.models import Act, Member
from reports.reconciliation import attention, procedure
from reports.reconciliation.models import Answer, Choice, Confirmation, Kind, Reconciliation, Side
from reports.reconciliation.rules import rounds as rules
from reports.reconciliation.rules.rounds import State
from reports.reconciliation.views.parts import stated
from tests import builders
from tests.builders import MACHINE
from tests.reports import play, settling
from tests.reports.pages import text
from tests.reports.play import BOTH
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
NOW = date(2026, 6, 30)
LATER = date(2026, 7, 10)


def confirm(one, side, by=MACHINE):
    shown = procedure.gathering.gather(one, by=by).digest
    return procedure.signing.confirm_minutes(one, by=by, digest=shown, side=side, why="bản giấy số 7")


def row(one, day=NOW):
    return Reconciliation.unscoped.dated(day).select_related("round").get(pk=one.pk)


def state_of(one, day=NOW):
    return rules.state(procedure.rounds.dates_of(row(one, day)))


def dies(cast):
    builders.leaver("Vừ A Chống", cast.tree.cell, kind="death", day=date(2026, 3, 3))


def lines_for(cast, who):
    actor = builders.actor(getattr(cast, who))
    with scope.opened(rights.scope_of(actor)):
        found = attention.waiting(actor, cast.tree.committee, NOW)
    return [one for one in found if one.key.startswith("minutes-")]


def waits(cast, who):
    """What the minutes ask of this one at the start page: the heads of its lines."""
    return [one.what.partition(" đối khớp")[0].rstrip(",") for one in lines_for(cast, who)]


def told_to_look_before_printing(cast):
    """The officer, who prints and signs; the page of the minutes says what has changed, and asks both anew."""
    (one,) = lines_for(cast, "officer")
    assert one.what.startswith(SIGN)
    return "Từ khi hai bên thống nhất, sổ có ghi thêm về đảng viên: mở biên bản xem còn đúng không." in one.why


def corrected(name, **values):
    members.people.correct_member(Member.unscoped.get(full_name=name), by=MACHINE, why="theo khai sinh", **values)


AGAIN = {"officer": "1 biên bản chờ đồng chí thống nhất lại", "committee_secretary": "Thống nhất lại biên bản"}
SIGN = "1 biên bản hai bên đã thống nhất, chờ ký"


# --- the state ---


def test_two_sides_that_confirmed_different_minutes_have_agreed_on_nothing(cast, own):
    play.sent(own, play.file(*BOTH))
    confirm(own, Side.COMMITTEE)
    dies(cast)
    confirm(own, Side.OFFICER)
    assert state_of(own) is State.RECEIVED
    confirm(own, Side.COMMITTEE)
    assert state_of(own) is State.AGREED


def test_nothing_is_agreed_while_a_point_waits_for_its_answer(own):
    """As it stands where a list of another committee asked it before that ended what was confirmed."""
    sent = play.sent(own, play.file(*play.OWN))
    settling.answered(settling.point(sent, Kind.NUMBER), Choice.FIX_LIST)
    for side in Side:
        confirm(own, side)
    assert state_of(own) is State.AGREED
    Answer.unscoped.all().delete()
    assert state_of(own) is State.RECEIVED


def test_each_state_is_told_with_the_day_on_which_it_was_reached(cast, own):
    sent = play.sent(own, play.file(*play.OWN))
    assert stated(row(own, LATER), LATER)["words"] == "Đã gửi 30/6/2026"
    later = rights.machine("kiểm thử", date(2026, 7, 2))
    settling.answered(settling.point(sent, Kind.NUMBER), Choice.FIX_LIST, by=later)
    assert stated(row(own, LATER), LATER)["words"] == "Đang giải quyết từ 02/7/2026"
    for day, side in enumerate(Side, 5):
        confirm(own, side, by=rights.machine("kiểm thử", date(2026, 7, day)))
    assert stated(row(own, LATER), LATER)["words"] == "Hai bên đã thống nhất 06/7/2026"
    assert stated(row(own, NOW), NOW)["words"] == "Đã gửi 30/6/2026"


# --- what our records counted when a side confirmed ---


def test_what_the_minutes_do_not_say_of_the_opening_day_asks_nobody_to_agree_again(cast, own):
    """Somebody was away, exempt, suspended when the period began and is no more: the minutes are the same."""
    play.sent(own, play.file(*BOTH))
    for side in Side:
        confirm(own, side)
    shown = procedure.gathering.gather(own, by=MACHINE).digest
    un, since, until = Member.unscoped.get(full_name="Lò Văn Ún"), date(2025, 11, 1), date(2026, 2, 1)
    members.places.place_temporarily(un, by=MACHINE, organisation=cast.tree.other_cell, day=since, until=until)
    members.standing.exempt(un, by=MACHINE, reason="age", day=since, until=until)
    assert procedure.gathering.gather(own, by=MACHINE).digest == shown
    assert waits(cast, "officer") == [SIGN]
    assert waits(cast, "committee_secretary") == []


def test_what_was_kept_of_every_kind_is_held_against_what_the_minutes_say(cast, own):
    """As it was kept before the minutes alone were asked."""
    play.sent(own, play.file(*BOTH))
    confirm(own, Side.COMMITTEE)
    with builders.whole():
        every = [members_figures.figures(cast.tree.committee, day) for day in (date(2025, 12, 31), NOW)]
    Confirmation.unscoped.update(figures=[every[0] | {"away": 7}, every[1] | {"on_the_way": 3}])
    assert waits(cast, "committee_secretary") == []
    Confirmation.unscoped.update(figures=[every[0], every[1] | {"away": 7}])
    assert waits(cast, "committee_secretary") == [AGAIN["committee_secretary"]]


def test_a_changed_opening_asks_to_agree_again(cast, own):
    play.sent(own, play.file(*BOTH))
    confirm(own, Side.COMMITTEE)
    dies(cast)
    assert waits(cast, "committee_secretary") == [AGAIN["committee_secretary"]]


# --- what the figures do not show ---


@pytest.mark.parametrize("what", [{"full_name": "Lò Văn Ưn"}, {"sex": "m", "birth": PartialDate(1970, 2, 8)}])
def test_who_both_agreed_on_is_called_otherwise_by_now_and_the_office_looks_before_it_prints(cast, own, what):
    play.sent(own, play.file(*BOTH))
    for side in Side:
        confirm(own, side)
    assert not told_to_look_before_printing(cast)
    corrected("Lò Văn Ún", **what)
    assert told_to_look_before_printing(cast), "the figures are the same, the roster is not"
    page = text(signed_in(cast.officer).get(reverse("minutes", args=[own.pk])))
    assert page.count("số liệu đã đổi sau đó") == len(Side)
    assert "Sổ đã đổi sau khi so với danh sách: Lò Văn" in page


def test_somebody_in_and_somebody_out_of_one_kind_is_told_too(cast, own):
    play.sent(own, play.file(*BOTH))
    for side in Side:
        confirm(own, side)
    pao = Member.unscoped.get(full_name="Sùng A Páo")
    ke = Member.unscoped.get(full_name="Vừ Mí Kẻ")
    members.places.move(pao, by=MACHINE, organisation=cast.tree.other_cell, day=date(2026, 6, 1))
    members.places.move(ke, by=MACHINE, organisation=cast.tree.cell, day=date(2026, 6, 1))
    assert told_to_look_before_printing(cast)


def test_an_act_that_changes_nothing_of_the_minutes_asks_nobody(cast, own):
    play.sent(own, play.file(*BOTH))
    for side in Side:
        confirm(own, side)
    members.standing.introduce_to_residence(
        Member.unscoped.get(full_name="Lò Văn Ún"), by=MACHINE, to="Thôn 5", day=date(2026, 5, 1)
    )
    assert waits(cast, "officer") == [SIGN]
    assert waits(cast, "committee_secretary") == []


def test_what_was_confirmed_before_its_line_was_kept_is_read_anew(cast, own):
    play.sent(own, play.file(*BOTH))
    for side in Side:
        confirm(own, side)
    Confirmation.unscoped.update(line=None)
    assert waits(cast, "officer") == [SIGN]
    corrected("Lò Văn Ún", full_name="Lò Văn Ưn")
    assert told_to_look_before_printing(cast)


# --- a list of another committee ---


@pytest.fixture
def both(cast):
    """An Khê has answered that Tân Lập lists one of its people, too; both sides have agreed."""
    one = play.opened(committees=[cast.tree.committee, cast.tree.other_committee])
    mine, theirs = play.of(one, cast.tree.committee), play.of(one, cast.tree.other_committee)
    play.sent(mine, play.file(*BOTH))
    return mine, theirs


FOREIGN = play.file(play.FOREIGN | {"cell": "Chi bộ Thôn Đồng"}, play.row(cell=""), titles=("ĐẢNG BỘ XÃ TÂN LẬP",))


def test_a_list_that_names_who_is_agreed_on_elsewhere_ends_that_agreement(cast, both):
    mine, theirs = both
    for side in Side:
        confirm(mine, side)
    play.sent(theirs, FOREIGN)
    assert not Confirmation.unscoped.filter(reconciliation=mine).exists()
    assert state_of(mine) is State.RECEIVED
    assert waits(cast, "committee_secretary") == []


def test_a_list_taken_back_ends_what_was_agreed_on_with_it_elsewhere(cast, both):
    mine, theirs = both
    sent = play.sent(theirs, FOREIGN)
    settling.answered(settling.point(procedure.lists.newest_of(mine), Kind.TWO_LISTS), Choice.BOTH, reason="chờ")
    for side in Side:
        confirm(mine, side)
    procedure.lists.take_back_list(sent, by=MACHINE, why="của nơi khác")
    assert not Confirmation.unscoped.filter(reconciliation=mine).exists()
    assert waits(cast, "committee_secretary") == ["Thống nhất biên bản"]


def test_what_nobody_else_lists_is_agreed_on_as_before(cast, both):
    mine, theirs = both
    for side in Side:
        confirm(mine, side)
    play.sent(theirs, play.file(play.FOREIGN | {"cell": "Chi bộ Thôn Đồng"}, titles=("ĐẢNG BỘ XÃ TÂN LẬP",)))
    assert state_of(mine) is State.AGREED


def test_the_line_says_to_neither_committee_which_the_other_is(cast, both):
    """That somebody's word ended is read by the officer alone."""
    mine, theirs = both
    for side in Side:
        confirm(mine, side)
    play.sent(theirs, FOREIGN, by=builders.actor(cast.outsider), who=cast.outsider)
    ended = Act.objects.filter(verb="withdraw_confirmation")
    assert [(one.organisation_id, one.member_id) for one in ended] == [(None, None)]
    for who, reads in (("officer", True), ("outsider", False), ("committee_secretary", False)):
        actor = builders.actor(getattr(cast, who))
        with scope.opened(rights.scope_of(actor)):
            assert lines.readable(ended, actor).exists() is reads


# --- how often the start page asks ---


@pytest.mark.parametrize("written", [False, True], ids=["nothing since", "something since"])
def test_the_start_page_asks_as_often_for_many_agreed_committees_as_for_one(cast, written):
    """Whether or not something was written about their people since: no minutes are read there."""
    one, asked = play.opened(kind="numbers"), []
    for where in (cast.tree.committee, cast.tree.other_committee, cast.tree.grass_cell):
        play.agreed_light(play.of(one, where), *Side)
        if written:
            corrected("Lò Văn Ún", other_names=f"Lò Văn {len(asked)}")
        waits(cast, "officer")
        with CaptureQueriesContext(connection) as captured:
            assert SIGN[1:] in waits(cast, "officer")[0]
        asked.append(len(captured))
    assert asked[0] == asked[1] == asked[2] <= 22
