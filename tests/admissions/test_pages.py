"""The list of files and the page of one, through the client: who reads, who writes, what is said."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from admissions.models import Applicant, Step, StepKind, Vote
from tests import builders
from tests.admissions import play
from tests.members.officer_play import cast, ground, officer
from tests.reports.pages import text
from tests.signing_in import signed_in

__all__ = ["cast", "ground", "officer"]
pytestmark = pytest.mark.django_db
S = StepKind
PERSON = {"full_name": "Thào Thị Dí", "sex": "f", "birth": "18/9/2001", "schooling": "upper", "occupation": "farmer",
          "backing": "youth", "day": "14/2/2025"}  # fmt: skip


@pytest.fixture
def one(cast):
    return play.found(cast.tree.cell)


def page(client, one):
    return client.get(reverse("applicant", args=[one.pk]))


def test_the_secretary_of_a_cell_puts_somebody_into_the_source(cast):
    client = signed_in(cast.cell_secretary)
    form = client.get(reverse("open-file"))
    assert str(cast.tree.cell.pk) in form.content.decode()
    assert str(cast.tree.sibling.pk) not in [value for value, _ in form.context["form"].fields["organisation"].choices]
    answer = client.post(reverse("open-file"), PERSON | {"organisation": cast.tree.cell.pk})
    made = Applicant.unscoped.get()
    assert answer["Location"] == reverse("applicant", args=[made.pk])
    said = text(page(client, made))
    assert "Thào Thị Dí" in said
    assert "Bước 2/17" in said
    assert "chờ chi bộ: nghị quyết đưa vào danh sách cảm tình Đảng" in said


def test_each_step_is_recorded_from_the_page_and_the_next_one_opens(cast, one):
    client = signed_in(cast.cell_secretary)
    where = reverse("step-sympathiser", args=[one.pk])
    assert where in page(client, one).content.decode()
    answer = client.post(where, {"day": "28/2/2025", "number": "06-NQ/CB", "signed_on": "28/2/2025", "body": "Chi bộ"})
    assert answer["Location"] == reverse("applicant", args=[one.pk])
    shown = page(client, one)
    assert "Số 06-NQ/CB, 28/02/2025, Chi bộ" in text(shown)
    assert where not in shown.content.decode()
    assert reverse("step-class-proposed", args=[one.pk]) in shown.content.decode()


def test_after_the_application_several_steps_are_open_at_once(cast, one):
    play.until(one, S.APPLICATION)
    said = page(signed_in(cast.cell_secretary), one).content.decode()
    for name in ("step-profile", "step-introduced", "step-union", "step-gathered"):
        assert reverse(name, args=[one.pk]) in said
    assert reverse("step-verified", args=[one.pk]) not in said


def test_what_is_not_yet_open_says_what_it_needs(cast, one):
    said = text(page(signed_in(cast.cell_secretary), one))
    assert "Cần bước 2." in said
    answer = signed_in(cast.cell_secretary).post(reverse("step-application", args=[one.pk]), {"day": "1/3/2025"})
    assert answer.status_code == 422
    assert "Chưa ghi bước 4" in text(answer)


def test_a_vote_short_of_two_thirds_is_kept_without_a_resolution(cast, one):
    play.until(one, S.GATHERED)
    client = signed_in(cast.cell_secretary)
    where = reverse("step-cell", args=[one.pk])
    form = text(client.get(where))
    assert "sổ chưa ghi đảng viên chính thức nào ở đây" in form
    numbers = {"day": "20/7/2025", "base": "28", "present": "20", "in_favour": "15", "against": "5", "invalid": "",
               "added_come": "\n".join(named.name for named in play.unknown(28))}  # fmt: skip
    answer = client.post(where, numbers | {"number": "12-NQ/CB"})
    assert answer.status_code == 422
    assert "Cần 19 phiếu tán thành (2/3 của 28 đảng viên chính thức), mới có 15" in text(answer)
    assert client.post(where, numbers).status_code == 302
    said = text(page(client, one))
    assert "tổng số 28, có mặt 20, tán thành 15" in said
    assert "cần 19, không ra nghị quyết, vẫn báo cáo kết quả lên cấp trên" in said
    assert "Bước 12/17" in said


def test_the_committee_votes_and_the_officer_decides(cast, one):
    play.until(one, S.CELL)
    cell, committee, office = map(signed_in, (cast.cell_secretary, cast.committee_secretary, cast.officer))
    assert reverse("step-committee", args=[one.pk]) not in page(cell, one).content.decode()
    assert cell.get(reverse("step-committee", args=[one.pk])).status_code == 403
    vote = {"day": "14/8/2025", "base": "15", "present": "13", "in_favour": "12", "against": "1", "number": "30-NQ/ĐU",
            "size_number": "3-QĐ/HU", "size_signed_on": "15/1/2025"}  # fmt: skip
    assert committee.post(reverse("step-committee", args=[one.pk]), vote).status_code == 302
    assert reverse("step-decision", args=[one.pk]) not in page(committee, one).content.decode()
    decision = {"day": "1/9/2025", "number": "112-QĐ/HU", "body": "Ban Thường vụ Huyện ủy", "received_on": "5/9/2025"}
    assert office.post(reverse("step-decision", args=[one.pk]), decision).status_code == 302
    assert "chi bộ nhận 05/9/2025" in text(page(cell, one))
    assert office.post(reverse("step-ceremony", args=[one.pk]), {"day": "19/9/2025"}).status_code == 302
    one.refresh_from_db()
    assert one.member.full_name == "Giàng Thị Mỷ"
    assert "Đã là đảng viên dự bị" in text(page(cell, one))
    assert one.full_name in text(cell.get(reverse("people", args=[cast.tree.cell.pk])))


def test_a_late_ceremony_asks_for_the_consent(cast, one):
    play.until(one, S.DECISION)
    client = signed_in(cast.officer)
    late = play.day_of(S.DECISION) + timedelta(days=90)
    answer = client.post(reverse("step-ceremony", args=[one.pk]), {"day": f"{late:%d/%m/%Y}"})
    assert answer.status_code == 422
    assert "Lễ kết nạp quá hạn" in text(answer)


def test_the_list_says_what_each_waits_for_and_keeps_the_groups_apart(cast, one):
    play.until(play.found(cast.tree.sibling, "Vàng Thị Súa"), S.CEREMONY)
    stopped = play.found(cast.tree.sibling, "Lù Seo Dìn")
    play.procedure.stop_file(stopped, by=play.MACHINE, kind="withdrawn", day=play.FOUND)
    client = signed_in(cast.committee_secretary)
    said = text(client.get(reverse("applicants")))
    assert "Giàng Thị Mỷ" in said
    assert "2/17" in said
    assert "Vàng Thị Súa" not in said
    assert "Lù Seo Dìn" not in said
    assert "Vàng Thị Súa" in text(client.get(reverse("applicants"), {"nhom": "da-ket-nap"}))
    left = text(client.get(reverse("applicants"), {"nhom": "thoi-xet"}))
    assert "Lù Seo Dìn" in left
    assert "người xin vào Đảng rút đơn từ 14/02/2025" in left


def test_nobody_reads_a_file_of_another_part(cast, one):
    other = play.found(cast.tree.other_cell, "Vàng Thị Súa")
    for who in (cast.cell_secretary, cast.committee_secretary):
        client = signed_in(who)
        assert page(client, other).status_code == 404
        assert "Vàng Thị Súa" not in text(client.get(reverse("applicants")))
    assert page(signed_in(cast.reader), one).status_code == 404
    assert signed_in(cast.reader).get(reverse("applicants")).status_code == 403
    assert page(signed_in(cast.administrator), one).status_code == 404


def test_a_step_is_put_right_and_taken_back_with_a_reason(cast, one):
    play.until(one, S.CERTIFICATE)
    client = signed_in(cast.cell_secretary)
    step = Step.unscoped.get(applicant=one, kind=S.CERTIFICATE)
    where = reverse("correct-step", args=[step.pk])
    assert client.post(where, {"day": "30/3/2025", "why": ""}).status_code == 422
    assert client.post(where, {"day": "1/3/2025", "why": "gõ nhầm"}).status_code == 422
    assert client.post(where, {"day": "30/3/2025", "why": "gõ nhầm"}).status_code == 302
    assert "30/3/2025" in text(page(client, one))
    assert client.post(reverse("take-back-step", args=[step.pk]), {"why": "ghi nhầm người"}).status_code == 302
    assert "Bước 4/17" in text(page(client, one))


def test_who_may_not_do_a_step_may_not_put_it_right(cast, one):
    play.until(one, S.DECISION)
    step = Step.unscoped.get(applicant=one, kind=S.DECISION)
    answer = signed_in(cast.cell_secretary).post(
        reverse("correct-step", args=[step.pk]), {"day": "1/9/2025", "why": "gõ nhầm"}
    )
    assert answer.status_code == 403
    assert reverse("correct-step", args=[step.pk]) not in page(signed_in(cast.cell_secretary), one).content.decode()


def test_a_vote_is_taken_back_while_nothing_stands_on_it(cast, one):
    play.until(one, S.CELL)
    vote = Vote.unscoped.get(applicant=one)
    play.do(one, S.COMMITTEE)
    client = signed_in(cast.cell_secretary)
    answer = client.post(reverse("take-back-vote", args=[vote.pk]), {"why": "gõ nhầm"})
    assert answer.status_code == 422
    assert "Bỏ trước: bước 14" in text(answer)


@pytest.mark.parametrize(
    ("typed", "said"),
    [({"full_name": "***"}, "Ghi họ và tên bằng chữ"), ({"day": "31/2/2025"}, "ngày/tháng/năm"),
     ({"day": "1/1/2030"}, "chưa đến"), ({"birth": "1/1/2026"}, "phải sau ngày sinh"),
     ({"organisation": "999999"}, "chọn"), ({"backing": "x"}, "chọn")],
)  # fmt: skip
def test_bad_input_gets_its_sentence_and_nothing_is_written(cast, typed, said):
    client = signed_in(cast.officer)
    answer = client.post(reverse("open-file"), PERSON | {"organisation": cast.tree.cell.pk} | typed)
    assert answer.status_code == 422
    assert said.lower() in text(answer).lower()
    assert not Applicant.unscoped.exists()


def test_the_same_person_is_not_opened_twice(cast, one):
    same = PERSON | {"full_name": "Giàng Thị Mỷ", "organisation": cast.tree.cell.pk}
    answer = signed_in(cast.cell_secretary).post(reverse("open-file"), same)
    assert "Trong sổ đang có hồ sơ kết nạp của người cùng tên, cùng năm sinh." in text(answer)


def test_nobody_is_opened_or_admitted_who_is_a_member(cast, one):
    play.until(one, S.DECISION)
    builders.member("Giàng Thị Mỷ", cast.tree.other_cell, birth=play.BORN)
    client, said = signed_in(cast.officer), "Trong sổ đang có đảng viên cùng họ tên, cùng ngày sinh."
    day = play.day_of(S.CEREMONY).strftime("%d/%m/%Y")
    for name, args, typed in (
        (
            "open-file",
            [],
            PERSON | {"full_name": "Giàng Thị Mỷ", "birth": "18/9/2001", "organisation": cast.tree.cell.pk},
        ),
        ("step-ceremony", [one.pk], {"day": day}),
    ):
        answer = client.post(reverse(name, args=args), typed)
        assert answer.status_code == 422
        assert said in text(answer)


def test_files_of_a_cell_that_ended_are_led_by_who_leads_its_successor(cast, one):
    """The secretary of the cell that took it over goes on where the other stopped."""
    play.until(one, S.APPLICATION)
    builders.procedure.tree.close_organisation(
        cast.tree.cell, by=play.MACHINE, day=date(2025, 7, 1), successor=cast.tree.sibling
    )
    other = builders.account("bi-thu-thon-2", "Lù Văn Sì")
    builders.role(other, "cell", cast.tree.sibling)
    client = signed_in(other)
    assert "Giàng Thị Mỷ" in text(client.get(reverse("applicants")))
    assert "Chi bộ Thôn 2" in text(page(client, one))
    assert client.post(reverse("step-profile", args=[one.pk]), {"day": "10/7/2025"}).status_code == 302


def test_a_file_whose_cell_ended_without_a_successor_offers_no_step(cast, one):
    builders.procedure.tree.close_organisation(cast.tree.cell, by=play.MACHINE, day=date(2025, 7, 1))
    shown = page(signed_in(cast.officer), one)
    assert "chi bộ đã kết thúc, chưa có chi bộ kế tục để xét tiếp" in text(shown)
    assert reverse("step-sympathiser", args=[one.pk]) not in shown.content.decode()
    assert reverse("stop-file", args=[one.pk]) in shown.content.decode()


def test_a_name_is_kept_as_papers_write_it(cast):
    client, where = signed_in(cast.cell_secretary), reverse("open-file")
    said = PERSON | {"organisation": cast.tree.cell.pk}
    answer = client.post(where, said | {"full_name": "giàng thị mỷ 2"})
    assert answer.status_code == 422 and "Họ và tên trên giấy tờ không có chữ số" in text(answer)
    client.post(where, said | {"full_name": "giàng thị mỷ"})
    assert Applicant.unscoped.get().full_name == "Giàng Thị Mỷ"


def test_what_stands_otherwise_on_purpose_is_not_written_anew(cast):
    """Put right by hand it is as it was typed."""
    one = play.found(cast.tree.cell, "Giàng Thị Mỷ")
    client = signed_in(cast.cell_secretary)
    where = reverse("correct-applicant", args=[one.pk])
    form = client.get(where).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    client.post(where, sent | {"full_name": "GIÀNG THỊ MỶ", "why": "theo căn cước"})
    one.refresh_from_db()
    assert one.full_name == "GIÀNG THỊ MỶ"
