"""The places a profile was sent to, on the page of the file: who reads, who writes, how long each waits."""

from datetime import date

import pytest
from django.urls import reverse

from admissions.models import Step, StepKind, Verification
from tests.admissions import play
from tests.members.officer_play import cast, ground, officer
from tests.reports.pages import text
from tests.signing_in import signed_in

__all__ = ["cast", "ground", "officer"]
pytestmark = pytest.mark.django_db
S = StepKind


@pytest.fixture
def one(cast):
    return play.until(play.found(cast.tree.cell), S.PROFILE)


def page(client, one):
    return client.get(reverse("applicant", args=[one.pk]))


def test_a_secretary_sends_notes_the_answer_and_the_step_is_done_from_the_file(cast, one):
    client = signed_in(cast.cell_secretary)
    where = reverse("send-verification", args=[one.pk])
    shown = page(client, one)
    assert f'action="{where}"' in shown.content.decode()
    assert "không ghi tên người thân, nội dung thẩm tra" in text(shown)
    answer = client.post(where, {"place": "Chi bộ Bản Díu", "sent_on": "1/5/2025"})
    assert answer["Location"] == reverse("applicant", args=[one.pk])
    sent = Verification.unscoped.get()
    noted = reverse("verification-answer", args=[sent.pk])
    assert f'action="{noted}"' in page(client, one).content.decode()
    paper = {"number": "3-CV/CB", "signed_on": "8/5/2025", "body": "Chi bộ Bản Díu"}
    said = {"answered_on": "9/5/2025", "conclusion": "passed", **paper}
    assert client.post(noted, said).status_code == 302
    shown = page(client, one)
    assert "trả lời 09/5/2025, Số 3-CV/CB, 08/5/2025, Chi bộ Bản Díu" in text(shown)
    assert noted not in shown.content.decode()
    assert client.post(reverse("step-verified", args=[one.pk]), {"day": "10/5/2025"}).status_code == 302
    assert "trả lời 09/5/2025" in text(page(client, one))


def test_the_officer_sees_which_wait_and_how_long(cast, one):
    play.ask(one, day=date(2025, 5, 1))
    play.ask(one, "Công an xã Bản Máy", day=date(2025, 5, 3))
    client = signed_in(cast.officer)
    days = (play.MACHINE.day - date(2025, 5, 1)).days
    for shown in (page(client, one), client.get(reverse("applicants"))):
        assert f"2 nơi chưa trả lời thẩm tra, lâu nhất chờ {days} ngày" in text(shown)
    assert f"chờ {days - 2} ngày" in text(page(client, one))


def test_the_step_asks_for_a_paper_where_a_place_has_not_answered(cast, one):
    play.ask(one)
    client = signed_in(cast.cell_secretary)
    where = reverse("step-verified", args=[one.pk])
    answer = client.post(where, {"day": "9/5/2025"})
    assert answer.status_code == 422
    assert "Đến ngày 09/5/2025 còn chưa trả lời: Chi bộ Bản Díu" in text(answer)
    assert not Step.unscoped.filter(kind=S.VERIFIED).exists()
    play.do(one, S.VERIFIED)
    assert "Đã ghi thẩm tra xong, còn chưa trả lời: Chi bộ Bản Díu" in text(page(client, one))


def test_a_line_is_put_right_and_taken_back(cast, one):
    sent = play.ask(one)
    client = signed_in(cast.cell_secretary)
    where = reverse("correct-verification", args=[sent.pk])
    assert "Kết luận" not in text(client.get(where))
    said = {"place": "Chi bộ Bản Máy", "sent_on": "2/5/2025"}
    assert client.post(where, {**said, "why": ""}).status_code == 422
    assert client.post(where, {**said, "why": "gõ nhầm"}).status_code == 302
    play.answer(Verification.unscoped.get(), "more", decision=play.paper("3-CV/CB", date(2025, 5, 9)))
    assert "Kết luận" in text(client.get(where))
    answered = {"answered_on": "12/5/2025", "conclusion": "passed", "number": "4-CV/CB"}
    assert client.post(where, {**said, **answered, "why": "đọc nhầm"}).status_code == 302
    sent.refresh_from_db()
    assert (sent.place, sent.conclusion, sent.decision.number) == ("Chi bộ Bản Máy", "passed", "4-CV/CB")
    off = reverse("take-back-verification", args=[sent.pk])
    assert client.post(off, {"why": ""}).status_code == 422
    assert client.post(off, {"why": "ghi nhầm hồ sơ"}).status_code == 302
    assert not Verification.unscoped.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [({"place": ""}, "Nhập nơi thẩm tra"), ({"sent_on": "31/2/2025"}, "ngày/tháng/năm"),
     ({"sent_on": "1/1/2030"}, "chưa đến"), ({"sent_on": "1/1/2025"}, "trước ngày"),
     ({"place": "x" * 121}, "Rút ngắn")],
)  # fmt: skip
def test_bad_input_gets_its_sentence(cast, one, typed, said):
    sent = {"place": "Chi bộ Bản Díu", "sent_on": "1/5/2025"} | typed
    answer = signed_in(cast.cell_secretary).post(reverse("send-verification", args=[one.pk]), sent)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Verification.unscoped.exists()


def test_nobody_reads_or_writes_a_line_of_another_part(cast, one):
    other = play.ask(play.until(play.found(cast.tree.other_cell, "Vàng Thị Súa"), S.PROFILE))
    for who in (cast.cell_secretary, cast.committee_secretary, cast.reader, cast.administrator):
        for name in ("verification-answer", "correct-verification", "take-back-verification"):
            assert signed_in(who).get(reverse(name, args=[other.pk])).status_code == 404
    mine = play.ask(one)
    assert signed_in(cast.reader).get(reverse("verification-answer", args=[mine.pk])).status_code == 404


def test_a_stopped_file_shows_its_lines_and_offers_nothing(cast, one):
    sent = play.ask(one)
    play.procedure.stop_file(one, by=play.MACHINE, kind="withdrawn", day=date(2025, 6, 1))
    shown = page(signed_in(cast.officer), one)
    assert "Chi bộ Bản Díu" in text(shown)
    for name, pk in (
        ("send-verification", one.pk),
        ("verification-answer", sent.pk),
        ("correct-verification", sent.pk),
    ):
        assert reverse(name, args=[pk]) not in shown.content.decode()
