"""A round as a whole: how far each committee is, what stands how, and every total the sum of its lines."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members import rights, scope
from reports.reconciliation import figures
from reports.reconciliation.models import Kind, Standing
from reports.reconciliation.procedure.cases import cases_of, told
from reports.reconciliation.rules.overview import Counts
from reports.reconciliation.rules.rounds import State
from reports.reconciliation.views import cases
from tests import builders
from tests.ground import laid
from tests.reports import play
from tests.reports.two_rounds import DUE, PAPER_DUE, TwoRounds

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LATE = date(2026, 7, 20)


ground = laid(TwoRounds)


@pytest.fixture
def world(ground, db) -> TwoRounds:
    return ground.found()


def read(world, actor=None, day=LATE, **given):
    with scope.opened(rights.scope_of(actor or builders.MACHINE)):
        return figures.overviews(world.now, day, **given)


def test_each_committee_stands_with_how_far_it_is_and_the_whole_is_their_sum(world):
    *_, now = read(world)
    an_khe, tan_lap = now.lines
    assert (an_khe.name, an_khe.state, an_khe.late) == ("Đảng bộ xã An Khê", State.SETTLING, 0)
    assert (tan_lap.name, tan_lap.state, tan_lap.late) == ("Đảng bộ xã Tân Lập", State.NOT_RECEIVED, 18)
    assert an_khe.counts.cases == Counter({
        (Kind.NUMBER, Standing.WAIT): 1, (Kind.ONLY_OURS, Standing.FIX_LIST): 1, (Kind.DATE, Standing.OFFICER): 1,
        (Kind.ONLY_THEIRS, Standing.COMMITTEE): 1,
    })  # fmt: skip
    assert (an_khe.counts.listed, an_khe.counts.records) == (2, 2)
    assert tan_lap.counts == Counts()
    assert (now.received, now.signed, now.late) == (1, 0, [tan_lap])
    assert now.whole == an_khe.counts
    assert (now.whole.total, now.whole.open, now.whole.per_hundred()) == (4, 3, 200.0)
    assert now.whole.total == len(cases_of(world.own, told(world.own))), "as the minutes count them"


def test_the_page_has_a_column_for_each_way_in_which_a_difference_stands_in_the_order_of_the_paper():
    assert list(cases.WAYS.values()) == list(Standing)


def test_papers_that_are_due_are_late_from_the_day_after(world):
    for day, late in ((PAPER_DUE, 0), (PAPER_DUE + timedelta(days=1), 1)):
        *_, now = read(world, day=day)
        assert (now.whole.next_due, now.whole.overdue) == (PAPER_DUE, late)


def test_a_corrected_list_leaves_nothing_to_wait_for_and_the_case_is_still_counted(world):
    play.sent(world.own, play.file(play.row(), play.row("Lò Văn Ún", birth="9/2/1970", cell="Chi bộ Thôn 2",
                                                        card="22222222")))  # fmt: skip
    *_, now = read(world)
    assert (now.whole.next_due, now.whole.overdue) == (None, 0)
    assert now.whole.total == len(cases_of(world.own, told(world.own))) == 3
    assert now.whole.of(standings=[Standing.GONE]) == now.whole.of([Kind.NUMBER], [Standing.GONE]) == 1
    assert (now.whole.of(standings=[Standing.WAIT]), now.whole.open) == (0, 1), "only the date waits on the officer"


def test_the_round_before_stands_beside_it_with_what_has_come_back(world):
    before, now = read(world)
    assert (before.round, now.round) == (world.before, world.now)
    assert (before.signed, before.received, before.whole.total, before.whole.open) == (1, 1, 1, 1)
    assert (before.before, before.whole.come_back) == (None, 0)
    assert (now.before, now.whole.come_back) == (world.before.pk, 1), "the card number alone, as it was"


def test_only_rounds_of_its_kind_and_up_to_it_are_shown_and_not_more_than_asked(world):
    play.opened(kind="numbers", due=DUE)
    play.opened(since=date(2026, 6, 1), until=date(2026, 8, 1), due=date(2026, 8, 1))
    assert [one.round for one in read(world)] == [world.before, world.now]
    (only,) = read(world, shown=1)
    assert (only.round, only.whole.come_back) == (world.now, 1)


def test_a_committee_reads_its_own_line_alone_and_an_outsider_his(world):
    for who, names in (("committee_secretary", ["Đảng bộ xã An Khê"]), ("outsider", ["Đảng bộ xã Tân Lập"]),
                       ("cell_secretary", []), ("reader", ["Đảng bộ xã An Khê", "Đảng bộ xã Tân Lập"])):  # fmt: skip
        *_, now = read(world, builders.actor(getattr(world.cast, who)))
        assert [line.name for line in now.lines] == names
    *_, now = read(world, organisation=world.cast.tree.other_committee.pk)
    assert [line.name for line in now.lines] == ["Đảng bộ xã Tân Lập"]


def test_what_a_number_counts_are_the_differences_behind_it(world):
    *_, now = read(world)
    wishes = {
        figures.Wish(): 4, figures.Wish(kinds=(Kind.DATE,)): 1, figures.Wish(standings=(Standing.FIX_LIST,)): 1,
        figures.Wish(overdue_on=LATE): 1, figures.Wish(kinds=(Kind.SEX,)): 0,
    }  # fmt: skip
    with scope.opened(scope.whole_register(LATE)):
        for wish, number in wishes.items():
            assert sum(some.count() for some in figures.points_of([world.own.pk], wish)) == number
        back = figures.points_of([world.own.pk], figures.Wish(before={world.now.pk: now.before}))
    assert [(one.kind, one.name) for some in back for one in some] == [(Kind.NUMBER, "Sùng A Páo")]


def test_more_committees_are_no_more_questions(world):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(world)
        return len(captured)

    few = asked()
    play.procedure.rounds.add_committees(world.now, by=builders.MACHINE, committees=[world.cast.tree.grass_cell])
    assert asked() == few
    assert few <= 9


def test_a_light_round_says_what_each_committee_counts(world):
    light = play.opened(kind="numbers", due=DUE)
    play.agreed_light(play.of(light, world.cast.tree.committee))
    with scope.opened(scope.whole_register(LATE)):
        (only,) = figures.overviews(light, LATE)
    an_khe = next(line for line in only.lines if line.name == "Đảng bộ xã An Khê")
    assert an_khe.numbers is not None
    assert (an_khe.numbers["total"], an_khe.state) == (2, State.RECEIVED)
    assert (only.numbers("total"), only.received, only.whole.total) == (2, 1, 0)
