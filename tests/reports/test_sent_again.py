"""A list put right and sent again: the minutes count both sides as it came last, and say how it was at first."""

import pytest
from django.urls import reverse

from reports.reconciliation import papers, procedure
from reports.reconciliation.models import ListTotals, SentList, Side
from reports.reconciliation.rules.sendings import sendings
from tests.builders import MACHINE
from tests.reports import minutes as made
from tests.reports import play
from tests.reports.pages import text
from tests.reports.play import BOTH
from tests.reports.test_minutes_paper import text_of
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
STRANGER = play.row("Hạng Thị Chu", birth="9/9/1990", card="", sex="Nữ")


def gathered(own):
    return procedure.gathering.gather(own, by=MACHINE).minutes


def everybody(own):
    return next((each.theirs, each.ours) for each in gathered(own).totals if each.label.startswith("Tổng số"))


def page_of(own):
    return reverse("minutes", args=[own.pk])


@pytest.fixture
def again(cast, own):
    """At first with somebody too many, then with those of the records."""
    play.sent(own, play.file(*BOTH, STRANGER))
    return play.sent(own, play.file(*BOTH))


def test_the_figures_are_of_the_list_whose_differences_stand_below_them(own, again):
    assert everybody(own) == (2, 2)
    assert play.differences(again) == []


def test_a_list_sent_again_says_which_the_figures_are_of_and_what_the_first_one_counted(own, again):
    assert gathered(own).sent == [
        "Danh sách gửi 2 lần. Số của hai bên: theo danh sách gửi lần cuối, nhận ngày 30/6/2026, và hồ sơ lúc nhận "
        "danh sách ấy; số thống nhất: theo hồ sơ sau khi xử lý.",
        "Lần gửi đầu, nhận ngày 30/6/2026: danh sách 3 đảng viên (chính thức 3, dự bị 0, nữ 1); hồ sơ khi đó "
        "2 đảng viên (chính thức 2, dự bị 0, nữ 0, miễn 0, tạm thời chuyển đi 0, tạm thời chuyển đến 0).",
    ]


def test_a_list_sent_once_says_when_it_came(own):
    play.sent(own, play.file(*BOTH))
    assert gathered(own).sent == [
        "Số của hai bên: theo danh sách nhận ngày 30/6/2026 và hồ sơ lúc nhận danh sách ấy; số thống nhất: theo hồ "
        "sơ sau khi xử lý."
    ]


def test_where_no_list_came_nothing_is_said_of_one(own):
    assert gathered(own).sent == [] == sendings([])


def test_the_page_and_the_paper_say_it(cast, own, again):
    page = text(signed_in(cast.officer).get(page_of(own)))
    paper = text_of(papers.draw(made.made(sent=gathered(own).sent)))
    for said in ("Danh sách gửi 2 lần.", "Lần gửi đầu, nhận ngày 30/6/2026: danh sách 3 đảng viên"):
        assert said in page
        assert said in paper


def test_what_was_signed_keeps_saying_it(cast, own, again):
    for side in Side:
        shown = procedure.gathering.gather(own, by=MACHINE).digest
        procedure.signing.confirm_minutes(own, by=MACHINE, digest=shown, side=side, why="bản giấy số 7")
    procedure.signing.sign_minutes(own, by=MACHINE, **play.ready_to_sign(own))
    assert "Lần gửi đầu, nhận ngày 30/6/2026: danh sách 3" in text(signed_in(cast.officer).get(page_of(own)))


def test_a_list_read_anew_counts_as_it_is_read_now(own):
    """The figures of the reading before were of a column that was none."""
    sent = play.sent(own, play.file(*BOTH))
    ListTotals.unscoped.update(theirs={"total": 9})
    book = play.tables_of(sent)[0]
    held = procedure.held.hold([book], own, by=MACHINE)
    procedure.lists.compare_again(SentList.unscoped.get(), by=MACHINE, held=held)
    assert everybody(own)[0] == 2
