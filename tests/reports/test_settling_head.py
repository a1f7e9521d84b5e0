"""What stands above every page of the settling: how the list and the records agree, and the way to the minutes."""

import pytest
from django.urls import reverse

from members import history, scope
from reports.reconciliation import figures
from reports.reconciliation.models import Choice, Kind
from reports.reconciliation.procedure.freezing import freeze
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


def test_what_is_signed_asks_for_no_choice_and_offers_no_form_for_the_pen(cast, own):
    sent, officer = play.sent(own, play.file(SAME, GUESSED, STRANGER)), signed_in(cast.officer)
    point = settling.point(sent, Kind.ONLY_THEIRS)
    pages = (reverse("difference", args=[own.pk, point.pk]), reverse("answers", args=[own.pk]))
    assert "In mẫu để điền tay" in text(officer.get(pages[0]))
    assert all("Còn phải chọn" in text(officer.get(page)) for page in pages)
    with history.act("make_sample_district", by=MACHINE):
        freeze(own, by=MACHINE, signed_on=MACHINE.day)
    for page in pages:
        told = text(officer.get(page))
        assert "Đã chọn (0)" in told and "Còn phải chọn" not in told and "Chỉ một bên có (" not in told
        assert "In mẫu để điền tay" not in told
    assert "Mẫu để điền tay" not in text(officer.get(f"{pages[0]}?in=mau"))


def test_who_may_not_answer_a_point_is_offered_no_form_for_the_pen(cast, own):
    sent = play.sent(own, play.file(SAME, GUESSED, STRANGER))
    point = settling.point(sent, Kind.UNCLEAR)
    page = text(signed_in(cast.committee_secretary).get(reverse("difference", args=[own.pk, point.pk])))
    assert "Điểm này cán bộ tổ chức trả lời." in page and "In mẫu để điền tay" not in page
