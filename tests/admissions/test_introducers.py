"""Who introduces an applicant: official members, so many as the way of the file wants, twelve months together by the
day of the paper; each by name."""

from datetime import date

import pytest
from django.urls import reverse

from admissions import procedure
from admissions.models import Backing, Introducer, Step, StepKind
from admissions.procedure import Introduces
from admissions.rules import introducers as rules
from members.errors import RuleBroken
from members.procedure import merging, standing
from tests import builders
from tests.admissions import play
from tests.admissions.test_bases import member
from tests.builders import MACHINE
from tests.ground import laid
from tests.reports.pages import text
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
S = StepKind
DAY = date(2025, 6, 6)
PAPER = play.paper("09-GT/CB", DAY)
LONG, EXACT, SHORT = date(2019, 9, 5), date(2024, 6, 6), date(2024, 6, 7)


class Ground:
    def __init__(self) -> None:
        self.cast = builders.make_cast()
        self.cell = self.cast.tree.cell
        self.hoa, self.dung = member("Cứ Seo Hòa", self.cell), member("Lồ Thị Dung", self.cell)
        self.ly = builders.member("Dì Thị Ly", self.cell, admitted_on=date(2025, 1, 5), official_on=None)
        self.one = play.until(play.found(self.cell), S.CERTIFIED)


ground = laid(Ground)


@pytest.fixture
def made(ground, db):
    return ground.found()


def introduce(made, *said, day=DAY, by=MACHINE, **given):
    return procedure.record_introduction(made.one, by=by, day=day, introducers=list(said), **given)


def names(one):
    return [row.name or row.member.full_name for row in Introducer.unscoped.filter(step__applicant=one).order_by("pk")]


def test_twelve_months_together_by_the_day_of_the_paper_are_enough(made):
    introduce(made, Introduces(EXACT, made.hoa.pk))
    assert names(made.one) == ["Cứ Seo Hòa"]


def test_an_introducer_with_too_short_a_time_is_told_until_when(made):
    with pytest.raises(RuleBroken, match="từ ngày 07/6/2024, đến ngày 07/6/2025 mới đủ 12 tháng") as refused:
        introduce(made, Introduces(SHORT, made.hoa.pk))
    assert (refused.value.rule, refused.value.field) == ("admission.introducer_min_months", "since_1")
    assert not Step.unscoped.filter(applicant=made.one, kind=S.INTRODUCED).exists()


def test_nobody_is_together_only_after_the_paper_whatever_a_paper_allows():
    """Under 208-QĐ/TW the months only warn: a day of next year was let through with a paper."""
    with pytest.raises(RuleBroken) as said:
        rules.weigh_together("Cứ Seo Hòa", date(2027, 8, 1), date(2026, 8, 1), 2)
    assert said.value.field == "since_2" and "sau ngày giấy giới thiệu 01/8/2026" in said.value.sentence


def test_under_a_version_that_is_not_sure_too_short_a_time_only_warns():
    """208-QĐ/TW, from 26/7/2026: Med."""
    short = date(2025, 9, 1)
    (doubt,) = rules.weigh_together("Cứ Seo Hòa", short, date(2026, 8, 1))
    assert "đến ngày 01/9/2026 mới đủ 12 tháng" in doubt.sentence
    assert rules.weigh_together("Cứ Seo Hòa", short, date(2026, 9, 1)) == []


def test_neither_a_probationer_introduces_nor_who_had_left(made):
    with pytest.raises(RuleBroken, match="Dì Thị Ly không là đảng viên chính thức"):
        introduce(made, Introduces(LONG, made.ly.pk))
    standing.depart(made.hoa, by=MACHINE, kind="striking_off", day=date(2025, 6, 1), decision=builders.PAPER)
    with pytest.raises(RuleBroken, match="Cứ Seo Hòa không là đảng viên chính thức"):
        introduce(made, Introduces(LONG, made.hoa.pk))


def test_two_members_introduce_where_there_is_neither_youth_nor_trade_union(made):
    two = play.until(play.found(made.cell, "Thào Thị Dí", backing=Backing.MEMBERS), S.CERTIFIED)
    one_of_them, other = Introduces(LONG, made.hoa.pk), Introduces(LONG, made.dung.pk)
    for said, sentence in (
        ([], "Cần 2 đảng viên chính thức giới thiệu, mới ghi 0"),
        ([one_of_them], "mới ghi 1"),
        ([one_of_them, one_of_them], "Cứ Seo Hòa đã ghi ở trên"),
        ([one_of_them, other, Introduces(LONG, name="Hảng Seo Chu")], "nhiều nhất 2 người"),
    ):
        with pytest.raises(RuleBroken, match=sentence):
            procedure.record_introduction(two, by=MACHINE, day=DAY, introducers=said)
    procedure.record_introduction(two, by=MACHINE, day=DAY, introducers=[one_of_them, other])
    assert names(two) == ["Cứ Seo Hòa", "Lồ Thị Dung"]


def test_who_is_on_the_list_of_the_cell_is_chosen_and_not_typed(made):
    with pytest.raises(RuleBroken, match="Cứ Seo Hòa có trong danh sách chi bộ"):
        introduce(made, Introduces(LONG, name="cứ seo hoà"))
    with pytest.raises(RuleBroken, match="bằng chữ"):
        introduce(made, Introduces(LONG, name=" ... "))
    introduce(made, Introduces(LONG, name=" Hảng  Seo Chu "), decision=PAPER)
    assert names(made.one) == ["Hảng Seo Chu"]


def test_a_typed_member_of_another_cell_is_held_against_the_register(made):
    """The officer sees the cell that the name is of: who is on probation there introduces nobody."""
    officer, other = builders.actor(made.cast.officer, DAY), made.cast.tree.other_cell
    builders.member("Sùng Seo Vần", other, admitted_on=date(2025, 1, 5), official_on=None)
    with pytest.raises(
        RuleBroken, match="Ngày 06/6/2025 Sùng Seo Vần không là đảng viên chính thức theo sổ"
    ) as refused:
        introduce(made, Introduces(LONG, name="Sùng Seo Vần"), by=officer, decision=PAPER)
    assert (refused.value.rule, refused.value.field) == ("admission.introducers", "name_1")
    # Two so called, and one of them is official: nobody can say that it is not that one.
    member("Sùng Seo Vần", other)
    with pytest.raises(RuleBroken, match="mới đủ 12 tháng"):
        introduce(made, Introduces(SHORT, name="Sùng Seo Vần"), by=officer)
    introduce(made, Introduces(LONG, name="sùng seo vần"), by=officer)
    assert "phần sổ của đồng chí" not in text(page(signed_in(made.cast.officer), made.one))


def test_a_name_that_nobody_bears_here_is_answered_for_by_the_paper(made):
    """The cell does not see who stands in another one: the same name is checked by nobody there."""
    member("Sùng Seo Vần", made.cast.tree.other_cell)
    secretary, said = builders.actor(made.cast.cell_secretary, DAY), Introduces(LONG, name="Sùng Seo Vần")
    with pytest.raises(RuleBroken, match=r"Sùng Seo Vần không có trong phần sổ .* ghi số hoặc ngày giấy") as refused:
        introduce(made, said, by=secretary)
    assert (refused.value.rule, refused.value.field) == ("admission.introducers", "number")
    introduce(made, said, by=secretary, decision=PAPER)
    assert "phần sổ của đồng chí không có tên này, theo giấy giới thiệu" in text(
        page(signed_in(made.cast.cell_secretary), made.one)
    )
    assert "phần sổ của đồng chí" not in text(page(signed_in(made.cast.officer), made.one))


def test_the_step_has_a_verb_of_its_own_and_names_nobody_without_it(made):
    with pytest.raises(RuleBroken):
        procedure.record_step(made.one, by=MACHINE, kind=S.INTRODUCED, day=DAY)


def test_another_day_of_the_paper_is_held_against_the_twelve_months_too(made):
    step = introduce(made, Introduces(EXACT, made.hoa.pk))
    with pytest.raises(RuleBroken, match="mới đủ 12 tháng"):
        procedure.correct_step(step, by=MACHINE, day=date(2025, 6, 5), why="gõ nhầm")
    other = [Introduces(LONG, made.dung.pk)]
    procedure.correct_step(step, by=MACHINE, day=date(2025, 6, 5), introducers=other, why="gõ nhầm")
    assert names(made.one) == ["Lồ Thị Dung"]
    with pytest.raises(RuleBroken, match="mới ghi 0"):
        procedure.correct_step(step, by=MACHINE, introducers=[], why="gõ nhầm")


def test_who_introduced_goes_with_the_step_that_is_taken_back(made):
    procedure.take_back_step(introduce(made, Introduces(LONG, made.hoa.pk)), by=MACHINE, why="nhầm người")
    assert names(made.one) == []


def test_one_introducer_is_too_few_once_two_members_are_to_recommend(made):
    step = introduce(made, Introduces(LONG, made.hoa.pk))
    with pytest.raises(RuleBroken, match="với 1 người: bỏ bước ấy trước"):
        procedure.correct_applicant(made.one, by=MACHINE, backing=Backing.MEMBERS, why="không có Đoàn")
    both = [Introduces(LONG, made.hoa.pk), Introduces(LONG, made.dung.pk)]
    procedure.correct_step(step, by=MACHINE, introducers=both, why="ghi thiếu")
    procedure.correct_applicant(made.one, by=MACHINE, backing=Backing.MEMBERS, why="không có Đoàn")


def test_a_paper_from_before_there_were_names_stays_readable(made):
    step = Step.unscoped.create(applicant=made.one, kind=S.INTRODUCED, day=DAY)
    said = text(page(signed_in(made.cast.cell_secretary), made.one))
    assert "ghi khi chưa kê tên" in said
    procedure.correct_step(step, by=MACHINE, day=date(2025, 6, 5), why="gõ nhầm")
    procedure.correct_applicant(made.one, by=MACHINE, backing=Backing.MEMBERS, why="không có Đoàn")


def test_two_records_of_one_introducer_become_one(made):
    double = member("Cứ Seo Hòa", made.cell)
    introduce(made, Introduces(LONG, double.pk))
    merging.merge_members(made.hoa, absorbed=double, by=MACHINE, why="một người")
    assert Introducer.unscoped.get().member_id == made.hoa.pk


def page(client, one):
    return client.get(reverse("applicant", args=[one.pk]))


def test_the_secretary_chooses_on_the_list_and_the_file_names_whom(made):
    client = signed_in(made.cast.cell_secretary)
    where = reverse("step-introduced", args=[made.one.pk])
    form = client.get(where)
    assert "Cần 1 đảng viên chính thức giới thiệu" in text(form)
    assert made.ly.pk not in [value for value, _ in form.context["form"].fields["introducer_1"].choices]
    typed = {"day": "6/6/2025", "number": "", "introducer_1": made.hoa.pk, "since_1": "7/6/2024"}
    for given, sentence in (
        ({}, "mới đủ 12 tháng"),
        ({"introducer_1": ""}, "Có một chỗ cần sửa Chọn người giới thiệu"),
        ({"introducer_1": made.ly.pk}, "Chọn người giới thiệu trong danh sách"),
        ({"name_1": "Hảng Seo Chu"}, "để trống ô này"),
        ({"introducer_1": "khac"}, "Ghi họ tên người giới thiệu ở chi bộ khác"),
        ({"since_1": ""}, "bắt buộc"),
        ({"since_1": "31/2/2024"}, "ngày/tháng/năm"),
    ):
        answer = client.post(where, typed | given)
        assert answer.status_code == 422
        assert sentence.lower() in text(answer).lower(), text(answer)
    assert client.post(where, typed | {"since_1": "5/9/2019"}).status_code == 302
    shown = page(client, made.one)
    assert "Cứ Seo Hòa" in text(shown)
    assert "cùng công tác, học tập, cư trú từ 05/9/2019" in text(shown)
    assert reverse("person", args=[made.hoa.pk]) in shown.content.decode()


def test_the_page_of_the_step_puts_another_introducer_in_its_place(made):
    step = introduce(made, Introduces(LONG, made.hoa.pk))
    client = signed_in(made.cast.cell_secretary)
    where = reverse("correct-step", args=[step.pk])
    assert client.get(where).context["form"]["introducer_1"].value() == made.hoa.pk
    typed = {
        "day": "6/6/2025",
        "introducer_1": "khac",
        "name_1": "Hảng Seo Chu",
        "since_1": "1/2/2020",
        "why": "gõ nhầm",
    }
    asked = client.post(where, typed)
    assert asked.status_code == 422
    assert "Hảng Seo Chu không có trong phần sổ của đồng chí" in asked.context["form"].errors["number"][0]
    assert client.post(where, typed | {"number": "09-GT/CB"}).status_code == 302
    assert names(made.one) == ["Hảng Seo Chu"]
    # What a page does not send at all stays.
    assert client.post(where, {"day": "5/6/2025", "why": "gõ nhầm"}).status_code == 302
    assert names(made.one) == ["Hảng Seo Chu"]
    assert "cùng công tác, học tập, cư trú từ 01/02/2020, ở chi bộ khác" in text(page(client, made.one))
