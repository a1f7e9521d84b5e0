"""A rule that does not refuse: the form comes back and asks for a paper and a tick; the line says what was passed."""

import html
import json
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from kit.calendar import PartialDate
from members import procedure
from members.models import Act, Member, Membership, Number, Placement
from members.procedure import Passed
from members.rules import people as rules
from tests import builders
from tests.builders import MACHINE, PASSWORD, TODAY
from tests.members.officer_play import cast, ground, officer

__all__ = ["cast", "ground", "officer"]
pytestmark = pytest.mark.django_db
PAPER = {"passed_number": "15-CV/TU", "passed_signed_on": "01/6/2026", "passed_body": "Ban Tổ chức Tỉnh ủy"}
TICK = {"passed": "on"}


def young(cell, **given):
    """Seventeen on the day of admission."""
    return {"full_name": "Nông Văn Thử", "sex": "m", "organisation": cell.pk, "birth": "01/3/2003",
            "admitted_on": "01/02/2021", **given}  # fmt: skip


def words(answer) -> str:
    return html.unescape(answer.content.decode())


def shown(answer) -> dict[str, str]:
    """What the page sends back besides what is typed."""
    return {"doubted": answer.context["form"]["doubted"].value()}


def sent_twice(client, address, said, **answers):
    """The same again, with what the first answer showed and the paper."""
    first = client.post(address, said)
    assert first.status_code == 422
    return client.post(address, {**said, **shown(first), **PAPER, **TICK, **answers})


class TestTheFormAsks:
    def test_with_the_sentence_the_rule_and_its_source_and_writes_nothing(self, officer, cast):
        answer = officer.post(reverse("enter", args=[cast.tree.cell.pk]), young(cast.tree.cell))
        assert answer.status_code == 422
        said = words(answer)
        assert "Mới 17 tuổi vào ngày vào Đảng 01/02/2021, chưa đủ 18 tuổi." in said
        assert "Tuổi thấp nhất khi chi bộ xét kết nạp, đủ 18 tuổi" in said
        assert "Điều lệ Đảng" in said and "mức chắc chắn: cao" in said
        assert "Vẫn ghi, có giấy tờ này" in said
        assert 'value="Nông Văn Thử"' in said
        assert not Member.unscoped.exists()
        assert not Act.objects.filter(verb="enter").exists()

    def test_with_tick_and_paper_it_is_written_and_the_line_says_so(self, officer, cast):
        address = reverse("enter", args=[cast.tree.cell.pk])
        assert sent_twice(officer, address, young(cast.tree.cell)).status_code == 302
        person = Member.unscoped.get()
        page = words(officer.get(reverse("person", args=[person.pk])))
        assert "Khác quy định “Tuổi thấp nhất khi chi bộ xét kết nạp”: Mới 17 tuổi" in page
        assert "Giấy tờ cho phép: Số 15-CV/TU, 01/6/2026, Ban Tổ chức Tỉnh ủy." in page

    @pytest.mark.parametrize(
        ("left_out", "sentence"),
        [
            ("passed", "Đánh dấu vào ô “Vẫn ghi, có giấy tờ này” nếu vẫn ghi"),
            ("passed_number", "Ghi số của giấy tờ cho phép"),
            ("passed_signed_on", "Ghi ngày ký của giấy tờ cho phép"),
            ("passed_body", "Ghi cơ quan ban hành giấy tờ cho phép"),
        ],
    )
    def test_half_an_answer_is_said_at_its_field(self, officer, cast, left_out, sentence):
        address = reverse("enter", args=[cast.tree.cell.pk])
        answer = sent_twice(officer, address, young(cast.tree.cell), **{left_out: ""})
        assert answer.status_code == 422
        assert answer.context["form"].errors == {left_out: [sentence]}
        assert "Mới 17 tuổi" in words(answer)
        assert not Member.unscoped.exists()

    def test_a_paper_is_not_signed_tomorrow(self, officer, cast):
        address = reverse("enter", args=[cast.tree.cell.pk])
        answer = sent_twice(officer, address, young(cast.tree.cell), passed_signed_on="01/7/2026")
        assert answer.context["form"].errors == {"passed_signed_on": ["Ngày 01/7/2026 chưa đến."]}

    def test_another_slip_leaves_the_question_on_the_page(self, officer, cast):
        address = reverse("enter", args=[cast.tree.cell.pk])
        answer = sent_twice(officer, address, young(cast.tree.cell), passed_signed_on="hôm qua")
        assert list(answer.context["form"].errors) == ["passed_signed_on"]
        assert "Cần giấy tờ: tuổi thấp nhất khi chi bộ xét kết nạp" in words(answer)

    def test_a_tick_counts_for_what_was_shown_and_not_for_another_day(self, officer, cast):
        address = reverse("enter", args=[cast.tree.cell.pk])
        said = young(cast.tree.cell)
        first = officer.post(address, said)
        other = {**said, "birth": "01/3/2010"}
        answer = officer.post(address, {**other, **shown(first), **PAPER, **TICK})
        assert answer.status_code == 422
        assert "Mới 10 tuổi" in words(answer)
        assert not answer.context["form"]["passed"].value()
        assert answer.context["form"]["passed_number"].value() == PAPER["passed_number"]

    def test_what_was_typed_wrongly_is_mended_without_a_paper(self, officer, cast):
        address = reverse("enter", args=[cast.tree.cell.pk])
        first = officer.post(address, young(cast.tree.cell))
        answer = officer.post(address, {**young(cast.tree.cell, birth="01/3/1993"), **shown(first)})
        assert answer.status_code == 302
        line = Act.objects.get(verb="enter")
        assert "doubts" not in line.values_row.body and "passed" not in line.values_row.body

    def test_a_refusal_comes_before_the_question(self, officer, cast):
        answer = officer.post(reverse("enter", args=[cast.tree.cell.pk]), young(cast.tree.cell, card8="12a"))
        assert list(answer.context["form"].errors) == ["card8"]
        assert not answer.context["form"].doubts

    def test_nonsense_in_the_hidden_field_asks_again(self, officer, cast):
        said = young(cast.tree.cell, doubted="admission.age_min/x/ //  \x00 admission.age_min/2021-02-01/0", **PAPER)
        answer = officer.post(reverse("enter", args=[cast.tree.cell.pk]), {**said, **TICK})
        assert answer.status_code == 422
        assert not Member.unscoped.exists()


def test_the_page_says_beforehand_what_will_be_asked(officer, cast):
    page = words(officer.get(reverse("enter", args=[cast.tree.cell.pk])))
    assert "Khi nào chương trình hỏi giấy tờ cho phép" in page
    assert "Số thẻ theo Quyết định 85: 8 chữ số" in page
    probationer = builders.member("Lò Thị Dự", cast.tree.cell, admitted_on=date(2025, 4, 10), official_on=None)
    assert "Ngày hết dự bị là 10/4/2026" in words(officer.get(reverse("recognise", args=[probationer.pk])))
    early = builders.member("Tô Văn Sớm", cast.tree.cell, admitted_on=date(2008, 5, 1), official_on=date(2009, 1, 1))
    page = words(officer.get(reverse("correct-membership", args=[Membership.unscoped.get(member=early).pk])))
    assert "Ngày chính thức 01/01/2009 trước ngày hết 12 tháng dự bị, 01/5/2009." in page


def person(cast, **more):
    return builders.member("Giàng Seo Lử", cast.tree.cell, **more)


# Each doubt as an office meets it: page, what it is about, what is sent, what is asked.
MET = {
    "a late official day": (
        "recognise", lambda cast: person(cast, admitted_on=date(2025, 4, 10), official_on=None),
        {"official_on": "15/5/2026", "number": "3-QĐ/HU"},
        "Ngày chính thức 15/5/2026 không phải ngày hết 12 tháng dự bị, 10/4/2026.",
    ),
    "a birth date that makes a child of a member": (
        "correct-member", person, {"full_name": "Giàng Seo Lử", "birth": "1995", "why": "theo giấy khai sinh"},
        "Mới 15 tuổi vào ngày vào Đảng 18/5/2010, chưa đủ 18 tuổi.",
    ),
    "somebody admitted late in life": (
        "correct-member", person, {"full_name": "Giàng Seo Lử", "birth": "1945", "why": "theo giấy khai sinh"},
        "Đã ít nhất 64 tuổi 5 tháng vào ngày vào Đảng 18/5/2010, quá 60 tuổi.",
    ),
    "an official day before the probation ended, of years for which the rule was not seen": (
        "correct-membership", lambda cast: Membership.unscoped.get(member=person(cast)),
        {"admitted_on": "18/5/2009", "official_on": "18/02/2010", "why": "theo quyết định"},
        "Ngày chính thức 18/02/2010 trước ngày hết 12 tháng dự bị, 18/5/2010.",
    ),
    "a short number": (
        "note-number", person, {"kind": "card8", "value": "1234567", "day": "01/6/2020"},
        "Số thẻ theo Quyết định 85 1234567 có 7 chữ số, thẻ loại này có 8.",
    ),
    "a short number corrected into another short one": (
        "correct-number",
        lambda cast: Number.unscoped.get(member=person(cast, numbers=[procedure.people.NumberGiven("card12", "123")])),
        {"value": "1234", "why": "theo thẻ"},
        "Số thẻ 12 số 1234 có 4 chữ số, thẻ loại này có 12.",
    ),
    "a stay without an end": (
        "place-temporarily", person, {"outside": "Hà Nội", "day": "01/6/2026"},
        "Chưa ghi ngày kết thúc sinh hoạt tạm thời.",
    ),
    "a stay too short": (
        "place-temporarily", person, {"outside": "Hà Nội", "day": "01/6/2026", "until": "01/7/2026"},
        "Từ 01/6/2026 đến trước 01/7/2026 là dưới 3 tháng, chưa cần chuyển.",
    ),
    "studies too long": (
        "place-temporarily", person, {"outside": "Hà Nội", "day": "01/6/2026", "until": "01/7/2028", "study": "on"},
        "Đi học sinh hoạt tạm thời không quá 24 tháng; ngày kết thúc không sau 01/6/2028.",
    ),
    "a long stay of days for which the rule was not seen": (
        "place-temporarily", person, {"outside": "Hà Nội", "day": "01/6/2020", "until": "01/7/2021"},
        "Sinh hoạt tạm thời dưới 12 tháng; ngày kết thúc phải trước 01/6/2021.",
    ),
    "a stay corrected to be too short": (
        "correct-placement",
        lambda cast: procedure.places.place_temporarily(
            person(cast), by=MACHINE, outside="Hà Nội", day=date(2026, 1, 1), until=date(2026, 6, 1)
        ),
        {"since": "01/5/2026", "why": "theo giấy giới thiệu"},
        "Từ 01/5/2026 đến trước 01/6/2026 là dưới 3 tháng, chưa cần chuyển.",
    ),
    "a probationer removed before the Charter of today": (
        "discipline", lambda cast: person(cast), {"form": "removal", "day": "01/10/2010"},
        "Đảng viên dự bị chỉ khiển trách hoặc cảnh cáo.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MET)
def test_each_doubt_is_asked_by_its_form_and_passed_with_a_paper(officer, cast, name):
    page, target, said, sentence = MET[name]
    address = reverse(page, args=[target(cast).pk])
    before = Act.objects.count()
    first = officer.post(address, said)
    assert (first.status_code, [one for one, _ in first.context["form"].doubts]) == (422, [sentence])
    assert Act.objects.count() == before
    answer = officer.post(address, {**said, **shown(first), **PAPER, **TICK})
    assert answer.status_code == 302, answer.context["form"].errors
    notes = json.loads(Act.objects.order_by("number").last().values_row.body)["notes"]
    assert notes["passed"] == {"number": "15-CV/TU", "signed_on": "2026-06-01", "body": "Ban Tổ chức Tỉnh ủy"}
    assert [one["said"] for one in notes["doubts"]] == [sentence]


def test_a_sure_rule_is_passed_with_no_paper(officer, cast):
    address = reverse("place-temporarily", args=[person(cast).pk])
    said = {"outside": "Hà Nội", "day": "01/6/2026", "until": "01/7/2027", **PAPER, **TICK}
    answer = officer.post(address, {**said, "doubted": "transfer.temp_max_months/2026-06-01/0"})
    assert list(answer.context["form"].errors) == ["until"]
    assert not Placement.unscoped.filter(kind="temporary").exists()


def test_a_rule_not_seen_in_the_newest_regulation_asks_and_does_not_refuse(cast):
    one = person(cast)
    with time_machine.travel("2026-08-03 05:00:00+00:00", tick=True):
        client = Client()
        client.post(reverse("login"), {"username": cast.officer.username, "password": PASSWORD})
        said = {"outside": "Hà Nội", "day": "26/7/2026", "until": "01/9/2027"}
        answer = client.post(reverse("place-temporarily", args=[one.pk]), said)
    assert [words for words, _ in answer.context["form"].doubts] == [
        "Sinh hoạt tạm thời dưới 12 tháng; ngày kết thúc phải trước 26/7/2027."
    ]


def test_a_command_is_not_asked_and_its_line_keeps_the_doubt(cast):
    one = person(cast, admitted_on=date(2025, 4, 10), official_on=None)
    procedure.people.recognise(one, by=MACHINE, official_on=date(2026, 5, 15), decision=builders.PAPER)
    notes = json.loads(Act.objects.get(verb="recognise").values_row.body)["notes"]
    assert [said["rule"] for said in notes["doubts"]] == ["recognition.official_date"]
    assert "passed" not in notes


def test_what_stood_so_before_is_not_doubted_again(officer, cast):
    early = person(cast, admitted_on=date(2008, 5, 1), official_on=date(2009, 1, 1))
    spell = Membership.unscoped.get(member=early)
    procedure.people.correct_membership(
        spell, by=MACHINE, why="thiếu quyết định", passed=Passed(), official_on=spell.official_on,
        recognition_decision=procedure.Paper("9-QĐ/HU", TODAY, "Huyện ủy"),
    )  # fmt: skip
    assert Act.objects.filter(verb="correct_membership").exists()


@pytest.mark.parametrize(("birth", "admitted", "said"), [
    (PartialDate(1950), date(2010, 12, 31), None),
    (PartialDate(1950), date(2011, 1, 1), "Đã ít nhất 60 tuổi 1 tháng vào ngày vào Đảng 01/01/2011, quá 60 tuổi."),
    (PartialDate(1950, 6), date(2010, 6, 30), None),
    (PartialDate(1950, 6), date(2010, 7, 1), "Đã 60 tuổi 1 tháng vào ngày vào Đảng 01/7/2010, quá 60 tuổi."),
    (PartialDate(1950, 6, 15), date(2011, 8, 1), "Đã 61 tuổi 2 tháng vào ngày vào Đảng 01/8/2011, quá 60 tuổi."),
    (PartialDate(1992), date(2010, 1, 1), None),
    (PartialDate(1992), date(2009, 12, 31), "Mới 17 tuổi vào ngày vào Đảng 31/12/2009, chưa đủ 18 tuổi."),
])  # fmt: skip
def test_of_a_birth_known_by_its_year_only_what_is_so_on_each_of_its_days_is_doubted(birth, admitted, said):
    assert [one.sentence for one in rules.doubts_admission(birth, admitted)] == ([said] if said else [])
