"""Pages of the minutes, through the client: both sides agree, the officer enters the signing, the paper comes again."""

from __future__ import annotations

import io
import re
from datetime import date
from html import unescape

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf import PdfReader

from members import history
from members import procedure as members
from members.errors import NotAllowed
from members.models import Act, Look
from reports.reconciliation import procedure
from reports.reconciliation.models import AgreedPerson, Confirmation, Side, SignedMinutes, Signing
from reports.reconciliation.procedure.freezing import freeze
from tests import builders
from tests.builders import MACHINE
from tests.reports import play
from tests.reports.pages import text
from tests.reports.play import BOTH
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db]
LATER = "2026-07-12 05:00:00+00:00"
SAID = {
    "number": "02-BB/ĐU", "signed_on": "12/7/2026", "their_people": "Đồng chí Lý Thị Sua, Bí thư\nĐồng chí Vừ A Páo",
    "our_people": "Đồng chí Ma Văn Dìn, Phó Trưởng Ban", "files": "2",
}  # fmt: skip


@pytest.fixture
def own(own):
    play.sent(own, play.file(*BOTH))
    return own


def page(client, one):
    answer = client.get(reverse("minutes", args=[one.pk]))
    assert answer.status_code == 200
    return answer


def agree(client, one):
    shown = re.search(r'name="dau" value="([0-9a-f]{64})"', page(client, one).content.decode())[1]
    return client.post(reverse("confirm-minutes", args=[one.pk]), {"dau": shown}, follow=True)


def said_on(pdf):
    return " ".join(" ".join(each.extract_text() for each in PdfReader(io.BytesIO(pdf)).pages).split())


def test_both_sides_agree_in_the_browser_and_the_officer_enters_the_signing(cast, own):
    secretary, officer = signed_in(cast.committee_secretary), signed_in(cast.officer)
    assert "Đã thống nhất biên bản." in words_of_messages(agree(secretary, own))
    assert "Bên danh sách đã thống nhất 30/6/2026" in text(page(officer, own))
    agree(officer, own)
    with time_machine.travel(LATER, tick=True):
        officer = signed_in(cast.officer)
        assert "Ghi đã ký" in text(page(officer, own))
        answer = officer.post(reverse("sign-minutes", args=[own.pk]), SAID, follow=True)
        assert "Biên bản số 02-BB/ĐU, ký ngày 12/7/2026, 2 đảng viên" in text(answer)
        paper = officer.get(reverse("minutes-signed", args=[own.pk])).getvalue()
    assert paper == bytes(SignedMinutes.unscoped.get().paper)
    said = said_on(paper)
    for name in ("Số 02-BB/ĐU", "ngày 12 tháng 7 năm 2026", "Đồng chí Vừ A Páo", "Sùng A Páo", "Lò Văn Ún"):
        assert name in said
    assert "Dự thảo" not in said
    assert said.count("ngày 12 tháng 7 năm 2026") == 2, "on the roster behind it, too"


@pytest.mark.parametrize("form", ["send-list", "take-back-list", "postpone", "sign-minutes", "confirm-on-paper"])
def test_no_form_is_opened_on_what_is_signed_and_the_page_one_came_from_says_so(cast, own, form):
    officer, address = signed_in(cast.officer), reverse(form, args=[own.pk])
    assert officer.get(address).status_code == 200
    with history.act("make_sample_district", by=MACHINE):
        freeze(own, by=MACHINE, signed_on=MACHINE.day)
    answer = officer.get(address, follow=True)
    assert answer.redirect_chain, "nobody fills in a form that is refused"
    assert "Biên bản đã ký ngày 30/6/2026; đợt này đã khóa." in text(answer)


def test_who_agreed_to_what_has_changed_since_agrees_again_by_one_button(cast, own):
    secretary = signed_in(cast.committee_secretary)
    agree(secretary, own)
    assert "Thống nhất lại" not in text(page(secretary, own))
    builders.leaver("Vừ A Chống", cast.tree.cell, kind="death", day=date(2026, 3, 3))
    said = text(page(secretary, own))
    assert "Biên bản đã đổi từ khi đồng chí thống nhất ngày 30/6/2026. Xem lại rồi thống nhất lại." in said
    assert "Thống nhất lại biên bản này" in said
    before = Confirmation.unscoped.get()
    agree(secretary, own)
    after = Confirmation.unscoped.get()
    assert (after.side, after.digest != before.digest) == (before.side, True)
    assert "Thống nhất lại" not in text(page(secretary, own))


def test_each_figure_of_the_draft_leads_to_the_names_behind_it_on_the_closing_day(cast, own):
    play.person("Hà Thị Mỉ", cast.tree.cell, "44444444", sex="f", official_on=None)
    for who in (cast.officer, cast.committee_secretary):
        with time_machine.travel(LATER, tick=True):
            client = signed_in(who)
            answer = page(client, own)
            shown = answer.context["figures"]
            assert [bool(each.row.agreed) for each in shown] == [bool(each.href) for each in shown]
            counted = [each for each in shown if each.row.agreed]
            assert len(counted) == 4, "official, probationary, all of them, women"
            for each in counted:
                assert each.href.replace("&", "&amp;") in answer.content.decode()
                said = text(client.get(each.href))
                assert f"{each.row.agreed} người" in said
                assert "30/6/2026" in said


def test_card_numbers_are_masked_on_the_page_and_whole_on_the_paper(cast, own):
    play.sent(own, play.file(*play.OWN))
    officer = signed_in(cast.officer)
    said = text(page(officer, own))
    assert "Số thẻ: •• ••• 112 Số thẻ: •• ••• 111" in said
    assert "11111112" not in said
    draft = officer.get(reverse("minutes-draft", args=[own.pk]))
    assert "Số thẻ: 11111112" in said_on(b"".join(draft.streaming_content))


def words_of_messages(answer):
    return " ".join(unescape(answer.content.decode()).split())


def test_the_draft_is_a_pdf_with_the_roster_behind_it_numbered_through(cast, own):
    pdf = signed_in(cast.committee_secretary).get(reverse("minutes-draft", args=[own.pk])).getvalue()
    pages = [each.extract_text() for each in PdfReader(io.BytesIO(pdf)).pages]
    assert "Dự thảo" in pages[0]
    assert "Số -BB/ĐU" in " ".join(pages[0].split())
    assert "Sùng A Páo" in pages[-1]
    assert pages[-1].split()[0] == str(len(pages)) or pages[-1].split()[-1] == str(len(pages))
    assert Look.objects.filter(page="minutes-draft", count=2).exists()


def test_the_page_says_what_is_missing_before_anybody_may_agree(cast):
    one = play.of(play.opened(), cast.tree.committee)
    said = page(signed_in(cast.committee_secretary), one)
    assert "Chưa có danh sách" in text(said)
    assert "confirm-minutes" not in said.content.decode()


def test_the_page_says_what_stays_blank_on_the_paper(cast, own):
    said = text(page(signed_in(cast.officer), own))
    assert "Còn để trống trên biên bản, ở bên hồ sơ: " in said
    assert "Ghi cài đặt của cơ quan" in said
    for key in ("parent_body", "issuing_body", "place_name", "signer_post", "signer_name"):
        members.office.set_office(by=MACHINE, key=key, value="Vân Sơn", day=None)
    assert "Còn để trống" not in text(page(signed_in(cast.officer), own))


def test_what_changed_while_the_page_was_open_is_told_and_not_confirmed(cast, own):
    secretary = signed_in(cast.committee_secretary)
    shown = re.search(r'name="dau" value="([0-9a-f]{64})"', page(secretary, own).content.decode())[1]
    builders.member("Lý Thị Mẩy", cast.tree.cell)
    answer = secretary.post(reverse("confirm-minutes", args=[own.pk]), {"dau": shown}, follow=True)
    assert "vừa thay đổi" in words_of_messages(answer)
    assert not Confirmation.unscoped.exists()


def test_the_office_notes_that_a_committee_agreed_on_paper_and_on_which(cast, own):
    officer = signed_in(cast.officer)
    address = reverse("confirm-on-paper", args=[own.pk])
    digest = officer.get(address).context["form"].fields["digest"].initial
    assert officer.post(address, {"why": "", "digest": digest}).status_code == 422
    officer.post(address, {"why": "bản giấy số 7, ngày 02/7/2026", "digest": digest})
    assert Confirmation.unscoped.get().side == "committee"


PAPER = "bản giấy số 7, ngày 02/7/2026"
OFF_PAPER = "Rút ghi nhận thống nhất trên giấy"


def noted_on_paper(officer, one):
    address = reverse("confirm-on-paper", args=[one.pk])
    digest = officer.get(address).context["form"].fields["digest"].initial
    officer.post(address, {"why": PAPER, "digest": digest})


def test_the_office_takes_back_what_it_noted_of_a_committee_s_paper_and_says_why(cast, own):
    officer = signed_in(cast.officer)
    assert OFF_PAPER not in text(page(officer, own))
    noted_on_paper(officer, own)
    said = text(page(officer, own))
    assert f"Bên danh sách đã thống nhất 30/6/2026, trên giấy: {PAPER}" in said
    assert OFF_PAPER in said
    assert OFF_PAPER not in text(page(signed_in(cast.committee_secretary), own))
    address = reverse("withdraw-on-paper", args=[own.pk])
    assert officer.post(address, {"why": " "}).status_code == 422
    assert Confirmation.unscoped.exists()
    officer.post(address, {"why": "ghi nhầm nơi"})
    assert not Confirmation.unscoped.exists()
    assert "Bên danh sách chưa thống nhất" in text(page(officer, own))
    gone = officer.post(address, {"why": "ghi nhầm nơi"})
    assert gone.status_code == 422
    assert "Bên này chưa thống nhất biên bản" in text(gone)


def test_what_a_committee_has_confirmed_by_itself_the_office_does_not_take_back(cast, own):
    officer = signed_in(cast.officer)
    agree(signed_in(cast.committee_secretary), own)
    assert OFF_PAPER not in text(page(officer, own))
    answer = officer.post(reverse("withdraw-on-paper", args=[own.pk]), {"why": "ghi nhầm nơi"})
    assert answer.status_code == 422
    assert "đảng ủy tự thôi thống nhất" in text(answer)
    assert Confirmation.unscoped.exists()


def test_what_was_noted_before_its_paper_was_kept_may_be_taken_back_too(cast, own):
    officer = signed_in(cast.officer)
    noted_on_paper(officer, own)
    Confirmation.unscoped.update(paper=None)
    assert OFF_PAPER in text(page(officer, own))
    officer.post(reverse("withdraw-on-paper", args=[own.pk]), {"why": "ghi nhầm nơi"})
    assert not Confirmation.unscoped.exists()


def test_a_committee_takes_nothing_back_for_the_other_side(cast, own):
    noted_on_paper(signed_in(cast.officer), own)
    address = reverse("withdraw-on-paper", args=[own.pk])
    assert signed_in(cast.committee_secretary).post(address, {"why": "nhầm"}).status_code == 403
    assert signed_in(cast.outsider).post(address, {"why": "nhầm"}).status_code == 404
    with pytest.raises(NotAllowed):
        procedure.signing.withdraw_confirmation(
            own, by=builders.actor(cast.cell_secretary), side=Side.OFFICER, why="nhầm"
        )
    agree(signed_in(cast.officer), own)
    with pytest.raises(NotAllowed, match="Mỗi bên tự thôi thống nhất phần của mình"):
        procedure.signing.withdraw_confirmation(
            own, by=builders.actor(cast.committee_secretary), side=Side.OFFICER, why="nhầm"
        )


def test_the_line_of_a_word_given_says_by_which_paper_and_no_mark_of_the_machine(cast, own):
    officer = signed_in(cast.officer)
    noted_on_paper(officer, own)
    said = text(officer.get(reverse("line", args=[Act.objects.get(verb="confirm_minutes").pk])))
    assert PAPER in said
    for label in ("dấu của biên bản", "số khi thống nhất", "dòng nhật ký"):
        assert label not in said.lower()


def test_the_database_itself_knows_no_paper_of_the_office_s_own_side(cast, own):
    agree(signed_in(cast.officer), own)
    with pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.unscoped.update(paper=PAPER)


def test_an_outsider_finds_nothing_and_a_reader_no_minutes(cast, own):
    for name in ("minutes", "minutes-draft", "minutes-signed", "sign-minutes"):
        address = reverse(name, args=[own.pk])
        assert signed_in(cast.outsider).get(address).status_code == 404
        assert signed_in(cast.reader).get(address).status_code in (403, 404)
    assert signed_in(cast.committee_secretary).get(reverse("sign-minutes", args=[own.pk])).status_code == 403


@pytest.mark.parametrize(
    ("other", "said"),
    [({"number": ""}, "Số biên bản"), ({"signed_on": "31/2/2026"}, "Ngày ký"),
     ({"their_people": "  "}, "Bên danh sách"), ({"files": "-1"}, "Số hồ sơ"),
     ({"files": ""}, "Số hồ sơ đảng viên đang giữ"), ({}, "chưa thống nhất")],
)  # fmt: skip
def test_nonsense_at_the_signing_gets_a_sentence_and_locks_nothing(cast, own, other, said):
    answer = signed_in(cast.officer).post(
        reverse("sign-minutes", args=[own.pk]), SAID | {"signed_on": "30/6/2026"} | other
    )
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Signing.unscoped.exists()


def test_a_correction_after_the_signing_stands_beside_what_was_signed(cast, own):
    for client in (signed_in(cast.committee_secretary), signed_in(cast.officer)):
        agree(client, own)
    officer = signed_in(cast.officer)
    officer.post(reverse("sign-minutes", args=[own.pk]), SAID | {"signed_on": "30/6/2026"})
    assert "Sửa sau khi ký (0)" in text(page(officer, own))
    person = AgreedPerson.unscoped.select_related("member").get(full_name="Lò Văn Ún").member
    members.standing.depart(person, by=MACHINE, kind="death", day=builders.TODAY, decision=builders.PAPER)
    said = text(page(officer, own))
    assert "Sửa sau khi ký (1)" in said
    assert "Lò Văn Ún không còn từ trần ngày 30/6/2026, Số 12-QĐ/HU" in said
