"""Somebody whom a list has twice, in two cells: the row in the cell of our record is the one, the other too many."""

import pytest
from django.urls import reverse

from reports.reconciliation import procedure
from reports.reconciliation.models import Kind
from reports.reconciliation.rules import sentences
from tests.builders import MACHINE
from tests.reports import play
from tests.reports.pages import text
from tests.reports.play import BOTH
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
AWAY = play.row(cell="Chi bộ Thôn 2")


def points(sent):
    return [(one.kind, one.row, one.cell) for one in play.differences(sent)]


def test_the_row_in_the_cell_of_our_record_is_the_persons_own(own):
    sent = play.sent(own, play.file(AWAY, *BOTH))
    assert points(sent) == [(Kind.TWICE, 3, "Chi bộ Thôn 2")], "no other cell is asked about"


def test_where_the_first_row_agrees_it_stays_the_one(own):
    sent = play.sent(own, play.file(*BOTH, AWAY))
    assert points(sent) == [(Kind.TWICE, 5, "Chi bộ Thôn 2")]


def test_where_neither_has_our_cell_the_first_is_asked_about(own):
    sent = play.sent(own, play.file(AWAY, AWAY, BOTH[1]))
    assert sorted(points(sent)) == [(Kind.CELL, 3, "Chi bộ Thôn 2"), (Kind.TWICE, 4, "Chi bộ Thôn 2")]


def test_the_minutes_and_the_page_name_both_rows_as_one_person(cast, own):
    play.sent(own, play.file(AWAY, *BOTH))
    said = "Dòng 3 và dòng 4 là cùng một người"
    assert [one.theirs for one in procedure.gathering.gather(own, by=MACHINE).minutes.cases] == [said]
    assert said in text(signed_in(cast.officer).get(reverse("reconciliation", args=[own.pk])))


@pytest.mark.parametrize(
    ("kept", "sheet", "said"),
    [
        ("dòng 207, trước đó dòng 72", "", "Dòng 72 và dòng 207 là cùng một người"),
        (
            "dòng 9, trước đó dòng 72 trang Thôn 1",
            "Thôn 2",
            "Dòng 72 trang Thôn 1 và dòng 9 trang Thôn 2 là cùng một người",
        ),
        ("câu khác", "", "Câu khác"),
    ],
)
def test_it_is_said_as_an_office_says_it(kept, sheet, said):
    assert sentences.twice(kept, sheet) == said
