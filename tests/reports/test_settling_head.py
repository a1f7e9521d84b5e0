"""What stands above every page of the settling: how the list and the records agree, and the way to the minutes."""

import pytest
from django.urls import reverse

from members import scope
from reports.reconciliation import figures
from reports.reconciliation.models import Choice, Kind
from tests.builders import MACHINE
from tests.reports import play, settling
from tests.reports.pages import text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
SAME = play.row()
# The name of one, the number of another.
GUESSED = play.row("Lò Văn Ún", birth="9/2/1970")
STRANGER = play.row("Hầu Thị Xuân", birth="9/9/1990", sex="Nữ", cell="", card="99999999")


def test_it_counts_what_agrees_who_differs_and_of_whom_it_is_not_clear(cast, own):
    sent = play.sent(own, play.file(SAME, GUESSED, STRANGER))
    assert set(play.kinds(sent)) >= {Kind.UNCLEAR, Kind.ONLY_THEIRS}
    settling.answered(settling.point(sent, Kind.ONLY_THEIRS), Choice.FIX_LIST)
    for who in (cast.committee_secretary, cast.officer):
        client = signed_in(who)
        for name in ("settling", "answers"):
            page = client.get(reverse(name, args=[own.pk]), follow=True)
            assert "dòng khớp 1 người lệch 2 trong đó chưa rõ là ai 1" in text(page), "settled or not"
            assert f'href="{reverse("minutes", args=[own.pk])}">Biên bản (nháp)</a>' in page.content.decode()
            assert client.get(reverse("minutes", args=[own.pk])).status_code == 200, "it leads where they may go"


def test_a_row_with_two_points_is_counted_once_and_who_is_not_listed_is_no_row(cast, own):
    sent = play.sent(own, play.file(play.row(birth="6/4/1965", card="11111112")))
    assert len(play.differences(sent)) == 3
    with scope.opened(scope.whole_register(MACHINE.day)):
        assert figures.differing(sent) == figures.Differing(agree=0, people=2, unclear=0)
