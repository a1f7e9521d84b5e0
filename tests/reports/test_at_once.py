"""Two people at one moment: one wins, the other is told with a sentence."""

from datetime import date

import pytest

from members.models import Act
from reports.reconciliation import procedure
from reports.reconciliation.models import Difference, Postponement, Reconciliation, Round, SentList
from tests import builders
from tests.builders import MACHINE
from tests.members.test_at_once import at_once, chain_is_whole, refused
from tests.reports import play

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres, pytest.mark.concurrency]


@pytest.fixture
def cast():
    made = builders.make_cast()
    play.person("Sùng A Páo", made.tree.cell, "11111111")
    return made


def receiving(one, data, who):
    """What comes of a file that was kept, from a page on which no list was there yet."""
    upload = procedure.receiving.keep(one, "an-khe.xlsx", data, account=who, at=play.AT)
    return lambda: procedure.receiving.receive(one, upload, by=MACHINE, seen=0)


def test_two_files_for_one_committee(cast):
    own = play.of(play.opened(), cast.tree.committee)
    files = [play.file(play.row(card=card)) for card in ("11111112", "11111113")]
    answers = at_once(*(receiving(own, data, cast.officer) for data in files))
    (told,) = refused(answers)
    assert "Người khác vừa gửi một danh sách khác" in told.sentence
    sent = SentList.unscoped.get()
    assert Difference.unscoped.filter(list=sent).count() == Difference.unscoped.count() == 1
    assert Act.objects.filter(verb="receive_list").count() == 1
    chain_is_whole()


def test_lists_of_two_committees_that_name_the_same_person(cast):
    """Whoever comes second sees the first: the double is said once on the side that knows the person."""
    one = play.opened()
    mine, theirs = play.of(one, cast.tree.committee), play.of(one, cast.tree.other_committee)
    foreign = play.person("Vừ Mí Kẻ", cast.tree.other_cell, "33333333", play.PartialDate(1982, 7, 21))
    rows = play.row(), play.row("Vừ Mí Kẻ", birth="21/7/1982", cell="Chi bộ Thôn Đồng", card="33333333")
    answers = at_once(
        receiving(mine, play.file(rows[0]), cast.officer),
        receiving(theirs, play.file(*rows[::-1], titles=("XÃ TÂN LẬP",)), cast.officer),
    )
    assert refused(answers) == []
    found = sorted(Difference.unscoped.values_list("kind", "list__reconciliation"))
    assert found == [("elsewhere", theirs.pk), ("two_lists", mine.pk)]
    assert foreign.pk
    chain_is_whole()


def test_a_round_opened_by_two(cast):
    answers = at_once(play.opened, play.opened)
    assert len(refused(answers)) == 1
    assert Round.objects.count() == 1
    assert Reconciliation.unscoped.count() == 3
    chain_is_whole()


def test_a_list_that_comes_while_its_round_is_taken_back(cast):
    one = play.opened()
    own = play.of(one, cast.tree.committee)
    receive = receiving(own, play.file(play.row()), cast.officer)
    answers = at_once(receive, lambda: procedure.rounds.take_back_round(one, by=MACHINE))
    assert len(refused(answers)) == 1
    assert SentList.unscoped.count() == Round.objects.count()
    chain_is_whole()


def test_more_time_given_by_two(cast):
    own = play.of(play.opened(), cast.tree.committee)
    day = date(2026, 8, 1)
    answers = at_once(*(lambda: procedure.rounds.postpone(own, by=MACHINE, due_on=day, why="mưa lũ"),) * 2)
    assert len(refused(answers)) == 1
    assert Postponement.unscoped.count() == 1
