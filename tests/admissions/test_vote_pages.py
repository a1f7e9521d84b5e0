"""The page of a vote: the base is there by name, only exceptions are typed; and the page of the file tells it."""

import json
import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from admissions.models import StepKind, Vote, Voter
from members.models import Look
from members.procedure import offices, places, standing
from tests import builders
from tests.admissions import play
from tests.admissions.test_bases import member
from tests.builders import MACHINE, PAPER
from tests.ground import laid
from tests.members.test_drafts import mark_on
from tests.reports.pages import text
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db]
S = StepKind
DAY = play.day_of(S.CELL)
NUMBERS = {"day": f"{DAY:%d/%m/%Y}", "present": "4", "in_favour": "4", "against": "0", "number": "12-NQ/CB"}


class Ground:
    """Five official members, one of whom is exempt; Sài came to the cell after the meeting."""

    def __init__(self) -> None:
        self.cast = builders.make_cast()
        self.tree = self.cast.tree
        self.people = {
            name.split()[-1]: member(name, self.tree.cell)
            for name in ("Cứ Seo Hòa", "Lồ Thị Dung", "Ma Văn Quý", "Tải Thị Hoa", "Tẩn Mí Lìn")
        }
        self.people["Sài"] = member("Thền Văn Sài", self.tree.other_cell)
        places.move(self.people["Sài"], by=MACHINE, organisation=self.tree.cell, day=date(2026, 1, 1))
        standing.exempt(self.people["Quý"], by=MACHINE, reason="age", day=date(2025, 1, 1), decision=PAPER)
        self.one = play.until(play.found(self.tree.cell), S.GATHERED)


ground = laid(Ground)


@pytest.fixture
def made(ground, db):
    with time_machine.travel("2026-06-30 05:00:00+00:00", tick=True):
        yield ground.found()


def where(made, name="step-cell"):
    return reverse(name, args=[made.one.pk])


def mark_in(answer):
    return re.search(r'name="listed" value="(\w+)"', answer.content.decode())[1]


def why(made, name):
    return f"why_{made.people[name].pk}"


def test_the_form_names_everybody_as_the_register_says(made):
    answer = signed_in(made.cast.cell_secretary).get(where(made))
    said = text(answer)
    assert "Ngày 30/6/2026 sổ tính 5 đảng viên chính thức: cần ít nhất 4 phiếu tán thành (2/3 của 5" in said
    assert "Không tính 1 đồng chí, theo quy định: đảng viên miễn sinh hoạt" in said
    assert "Ai được tính vào tổng số: 5 đồng chí" in said
    assert "Ma Văn Quý · miễn sinh hoạt" in said
    assert [field.label for field in answer.context["form"].everybody()] == [
        "Lồ Thị Dung", "Tải Thị Hoa", "Cứ Seo Hòa", "Tẩn Mí Lìn", "Thền Văn Sài",
        "Ma Văn Quý · miễn sinh hoạt",
    ]  # fmt: skip


def test_the_list_says_by_which_rule_and_how_sure_it_is(made):
    said = text(signed_in(made.cast.cell_secretary).get(where(made)))
    assert "Không tính vào tổng số khi biểu quyết: đảng viên miễn sinh hoạt" in said
    assert "294-QĐ/TW" in said
    assert "Chi bộ không đủ số đảng viên chính thức của chi bộ nhỏ nhất: không biểu quyết kết nạp" in said


@pytest.mark.parametrize("day", ["1/1/1990", "1/1/2030"])
def test_a_day_on_which_nobody_was_there_gets_its_sentence(made, day):
    play.do(made.one, S.CELL)
    for name, who in (
        ("step-committee", made.cast.committee_secretary),
        ("recognition-vote", made.cast.cell_secretary),
    ):
        answer = signed_in(who).post(where(made, name), NUMBERS | {"day": day})
        assert answer.status_code == 422


@pytest.mark.parametrize(
    ("day", "said"),
    [("1/1/2030", "Ngày 01/01/2030 chưa đến."), ("1/1/2024", "Ngày 01/01/2024 trước ngày")],
)
def test_a_day_on_which_nobody_can_have_met_is_refused_before_any_list_is_shown(made, day, said):
    client = signed_in(made.cast.cell_secretary)
    opened = mark_in(client.get(where(made)))
    answer = client.post(where(made), NUMBERS | {"listed": opened, "day": day})
    assert answer.status_code == 422
    assert said in text(answer)
    assert "khác danh sách lúc mở trang" not in text(answer)
    assert mark_in(answer) == opened
    assert not Vote.unscoped.exists()


def test_nobody_meets_where_nobody_is(made):
    answer = signed_in(made.cast.cell_secretary).post(
        where(made), NUMBERS | {"present": "0", "in_favour": "0", "number": ""}
    )
    assert answer.status_code == 422
    assert "Phải có ít nhất một người có mặt" in text(answer)
    assert not Vote.unscoped.exists()


def test_a_vote_needs_a_day_and_its_numbers_alone(made):
    assert signed_in(made.cast.cell_secretary).post(where(made), NUMBERS).status_code == 302
    vote = Vote.unscoped.get()
    assert (vote.base, Voter.unscoped.filter(vote=vote).count()) == (4, 5)


def test_where_the_list_of_that_day_is_another_one_it_is_shown_first(made):
    client = signed_in(made.cast.cell_secretary)
    sent = NUMBERS | {"listed": mark_in(client.get(where(made)))}
    answer = client.post(where(made), sent)
    assert answer.status_code == 422
    assert "bên dưới là của ngày 18/7/2025, khác danh sách lúc mở trang" in text(answer)
    assert "Thền Văn Sài" not in text(answer)
    assert not Vote.unscoped.exists()
    assert client.post(where(made), sent | {"listed": mark_in(answer)}).status_code == 302


def test_exceptions_are_named_with_their_reason(made):
    client = signed_in(made.cast.cell_secretary)
    sent = NUMBERS | {
        "attending": [made.people["Quý"].pk], why(made, "Lìn"): "gone", "added_come": "Hảng Seo Chu\n\nGiàng A Sáu ",
        "base": "6", "present": "6", "in_favour": "6",
    }  # fmt: skip
    assert client.post(where(made), sent).status_code == 302
    kept = {row.name or row.member.full_name: row.reason for row in Voter.unscoped.select_related("member")}
    assert kept == {
        "Lồ Thị Dung": "official", "Tải Thị Hoa": "official", "Cứ Seo Hòa": "official", "Tẩn Mí Lìn": "gone",
        "Ma Văn Quý": "attended", "Hảng Seo Chu": "come", "Giàng A Sáu": "come",
    }  # fmt: skip
    said = text(client.get(reverse("applicant", args=[made.one.pk])))
    assert "Tên 6 đồng chí được tính" in said
    assert "Miễn sinh hoạt hoặc tạm thời nơi khác, có dự họp (1)" in said
    assert "Không tính: Đã chuyển đi, ra khỏi Đảng, thôi cấp ủy; sổ chưa ghi kịp (1) Tẩn Mí Lìn" in said


def test_a_total_of_the_minutes_that_does_not_fit_comes_back_with_the_list_open(made):
    answer = signed_in(made.cast.cell_secretary).post(where(made), NUMBERS | {"base": "7"})
    assert answer.status_code == 422
    assert "sổ tính 4 người, nêu tên thêm 0, bớt 0: 4; đã ghi tổng số 7" in text(answer)
    assert answer.context["form"].is_open


def test_what_was_typed_and_not_sent_stands_on_the_list_again(made):
    client = signed_in(made.cast.cell_secretary)
    typed = {"day": ["18/7/2025"], why(made, "Lìn"): ["suspended"], "added_come": ["Hảng Seo Chu"], "listed": ["x"]}
    mark = mark_on(client.get(where(made)))
    kept = client.post(reverse("keep-draft"), {"trang": where(made), "cac-o": json.dumps(typed), "dau": mark})
    assert kept.status_code == 200
    form = client.get(where(made)).context["form"]
    assert form[why(made, "Lìn")].value() == "suspended"
    assert form["added_come"].value() == "Hảng Seo Chu"
    assert form["listed"].value() != "x"
    assert form.is_open


def test_whoever_is_named_on_the_page_was_looked_at(made):
    client = signed_in(made.cast.cell_secretary)
    client.get(where(made))
    client.post(where(made), NUMBERS)
    client.get(reverse("applicant", args=[made.one.pk]))
    seen = Look.objects.filter(values_row__members__contains=f",{made.people['Quý'].pk},")
    assert list(seen.order_by("pk").values_list("page", flat=True)) == ["record_cell_vote", "applicant"]


def test_the_committees_names_are_for_whoever_may_list_them(made):
    offices.hold_office(
        made.people["Hoa"], by=MACHINE, organisation=made.tree.committee, office="secretary", day=date(2025, 1, 15)
    )
    play.do(made.one, S.CELL)
    sent = {"day": "15/8/2025", "present": "1", "in_favour": "1", "against": "0", "number": "30-NQ/ĐU"}
    committee = signed_in(made.cast.committee_secretary)
    assert "Ngày 30/6/2026 sổ tính 1 cấp ủy viên" in text(committee.get(where(made, "step-committee")))
    assert committee.post(where(made, "step-committee"), sent).status_code == 302
    page = reverse("applicant", args=[made.one.pk])
    assert "Cấp ủy viên đương nhiệm (1) Tải Thị Hoa" in text(committee.get(page))
    cell = text(signed_in(made.cast.cell_secretary).get(page))
    assert "tên do nơi biểu quyết giữ" in cell
    assert "Cấp ủy viên đương nhiệm" not in cell


def test_a_committee_whose_terms_are_not_known_is_counted_by_a_paper(made):
    play.do(made.one, S.CELL)
    client = signed_in(made.cast.committee_secretary)
    sent = {"day": "15/8/2025", "base": "15", "present": "13", "in_favour": "12", "against": "1", "number": "30-NQ/ĐU"}
    answer = client.post(where(made, "step-committee"), sent)
    assert "Sổ chưa ghi nhiệm kỳ của cấp ủy viên nào" in text(answer)
    assert client.post(
        where(made, "step-committee"), sent | {"size_number": "3-QĐ/HU", "size_signed_on": "15/1/2025"}
    ).status_code == 302  # fmt: skip
    said = text(client.get(reverse("applicant", args=[made.one.pk])))
    assert "số cấp ủy viên theo Số 3-QĐ/HU, 15/01/2025" in said


def test_a_vote_of_before_there_were_names_says_so(made):
    Vote.unscoped.create(
        applicant=made.one, kind="cell", day=DAY, base=28, present=20, in_favour=15, against=5,
    )  # fmt: skip
    said = text(signed_in(made.cast.cell_secretary).get(reverse("applicant", args=[made.one.pk])))
    assert "tổng số 28, có mặt 20, tán thành 15" in said
    assert "ghi khi chưa kê tên: chỉ có tổng số" in said


def test_a_cell_too_small_is_offered_the_paper_and_no_other_is(made):
    client, page = signed_in(made.cast.cell_secretary), reverse("applicant", args=[made.one.pk])
    assert where(made, "step-small-cell") not in client.get(page).content.decode()
    for name in ("Hòa", "Dung", "Lìn", "Sài"):
        places.move(made.people[name], by=MACHINE, organisation=made.tree.sibling, day=date(2026, 5, 1))
    there = client.get(page)
    assert f'action="{where(made, "step-small-cell")}"' in there.content.decode()
    assert "chi bộ có 2 đảng viên chính thức: không biểu quyết kết nạp; hồ sơ chuyển cấp ủy" in text(there)
    # Of a meeting that was held while there were enough.
    assert f'href="{where(made)}"' in there.content.decode()
    sent = {"day": "5/5/2026", "number": "4-CV/CB", "signed_on": "5/5/2026", "body": "Chi bộ Thôn 1"}
    asked = client.post(where(made, "step-small-cell"), sent)
    assert asked.status_code == 302, text(asked)
    said = text(client.get(page))
    assert "chi bộ không đủ đảng viên chính thức, không biểu quyết" in said
    assert "Bước 14/17" in said


@pytest.mark.parametrize(
    ("typed", "said"),
    [({"attending": "abc"}, "danh sách"), ({"base": "-1"}, "từ 0 trở lên"), ({"added_come": "x" * 200}, "120 chữ"),
     ({"added_come": "***"}, "bằng chữ"), ({"listed": "'"}, "khác danh sách lúc mở trang"), ({"day": ""}, "ngày họp")],
)  # fmt: skip
def test_bad_input_gets_its_sentence_and_nothing_is_written(made, typed, said):
    answer = signed_in(made.cast.cell_secretary).post(where(made), NUMBERS | typed)
    assert answer.status_code == 422
    assert said.lower() in text(answer).lower()
    assert not Vote.unscoped.exists()


def test_a_reason_that_is_none_gets_its_sentence(made):
    answer = signed_in(made.cast.cell_secretary).post(where(made), NUMBERS | {why(made, "Lìn"): "official"})
    assert answer.status_code == 422
    assert "Chọn lý do trong danh sách: Tẩn Mí Lìn" in text(answer)
