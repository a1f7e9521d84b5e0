"""Days that can't be: births to come or long past, papers of tomorrow. What will begin may be written beforehand."""

from datetime import date

import pytest
from django.urls import reverse

from kit.calendar import PartialDate
from members import procedure
from members.errors import RuleBroken
from members.models import Decision, Member, Membership, Placement, Term
from tests import builders
from tests.builders import MACHINE, PASSWORD, TODAY
from tests.members.officer_play import cast, ground, officer

__all__ = ["cast", "ground", "officer"]
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
PAPER = {"number": "7-QĐ/HU", "signed_on": "01/7/2026", "body": "Huyện ủy"}


BIRTHS = {
    "01/7/2026": "Ngày sinh 01/7/2026 chưa đến.",
    "2027": "Ngày sinh 2027 chưa đến.",
    "31/12/1899": "Nhập ngày theo dạng ngày/tháng/năm, năm từ 1900 đến 2199.",
    "1850": "Nhập ngày theo dạng ngày/tháng/năm, năm từ 1900 đến 2199.",
    "5/2010": "Ngày vào Đảng 18/3/2010 phải sau ngày sinh 01/5/2010.",
}


@pytest.mark.parametrize("birth", BIRTHS)
def test_nobody_is_entered_or_corrected_with_such_a_birth_date(officer, cast, birth):
    said = {"full_name": "Nông Văn Thử", "sex": "m", "organisation": cast.tree.cell.pk, "admitted_on": "18/3/2010"}
    answer = officer.post(reverse("enter", args=[cast.tree.cell.pk]), {**said, "birth": birth})
    assert (answer.status_code, answer.context["form"].errors) == (422, {"birth": [BIRTHS[birth]]})
    one = builders.member("Giàng Seo Lử", cast.tree.cell, admitted_on=date(2010, 3, 18))
    answer = officer.post(
        reverse("correct-member", args=[one.pk]), {"full_name": "Giàng Seo Lử", "birth": birth, "why": "theo thẻ"}
    )
    assert (answer.status_code, answer.context["form"].errors) == (422, {"birth": [BIRTHS[birth]]})
    assert Member.unscoped.get().birth_on is None


def test_a_birth_of_the_century_before_last_is_refused_from_a_command_too(cast):
    with pytest.raises(RuleBroken, match="Năm sinh phải từ 1900"):
        builders.member("Giàng Seo Lử", cast.tree.cell, birth=PartialDate(1850))


def test_the_day_of_admission_is_not_corrected_before_the_birth(officer, cast):
    one = builders.member("Giàng Seo Lử", cast.tree.cell, birth=PartialDate(1980, 2, 3))
    spell = Membership.unscoped.get(member=one)
    said = {"admitted_on": "03/02/1980", "official_on": "18/5/2011", "why": "theo thẻ"}
    answer = officer.post(reverse("correct-membership", args=[spell.pk]), said)
    assert answer.context["form"].errors == {"admitted_on": ["Ngày vào Đảng 03/02/1980 phải sau ngày sinh 03/02/1980."]}


class TestTheProbation:
    """What `recognise` refuses is refused wherever the official day is written."""

    SAID = "Chưa đủ 12 tháng dự bị: ngày chính thức sớm nhất là 01/6/2026."

    def test_nobody_is_entered_as_official_a_day_after_the_admission(self, officer, cast):
        said = {"full_name": "Nông Văn Thử", "sex": "m", "organisation": cast.tree.cell.pk, "birth": "1980",
                "admitted_on": "01/6/2025", "official_on": "02/6/2025"}  # fmt: skip
        answer = officer.post(reverse("enter", args=[cast.tree.cell.pk]), said)
        assert (answer.status_code, answer.context["form"].errors) == (422, {"official_on": [self.SAID]})
        assert not Member.unscoped.exists()

    @pytest.mark.parametrize("page", ["correct-membership", "propose-membership"])
    def test_nor_corrected_to_be(self, officer, cast, page):
        one = builders.member("Giàng Seo Lử", cast.tree.cell, admitted_on=date(2025, 6, 1), official_on=None)
        spell = Membership.unscoped.get(member=one)
        if page == "propose-membership":
            officer.post(reverse("logout"))
            officer.post(reverse("login"), {"username": cast.cell_secretary.username, "password": PASSWORD})
        said = {"admitted_on": "01/6/2025", "official_on": "02/6/2025", "why": "theo thẻ"}
        answer = officer.post(reverse(page, args=[spell.pk]), said)
        assert (answer.status_code, answer.context["form"].errors) == (422, {"official_on": [self.SAID]})

    def test_an_early_day_that_stood_so_before_keeps_nobody_from_correcting_another_thing(self, officer, cast):
        one = builders.member("Giàng Seo Lử", cast.tree.cell)
        spell = Membership.unscoped.get(member=one)
        Membership.unscoped.filter(pk=spell.pk).update(official_on=date(2011, 3, 1))
        procedure.people.correct_member(one, by=MACHINE, why="dấu", full_name="Giàng Seo Lừ")
        procedure.people.correct_membership(
            spell, by=MACHINE, why="có quyết định", recognition_decision=procedure.Paper("9-QĐ/HU", TODAY, "Huyện ủy")
        )


PAPERS = {
    "place-temporarily": {"outside": "Hà Nội", "day": "01/5/2026", "until": "01/12/2026"},
    "suspend": {"day": "01/5/2026"},
    "exempt": {"reason": "age", "day": "01/5/2026"},
    "depart": {"kind": "death", "day": "01/5/2026"},
    "discipline": {"form": "warning", "day": "01/5/2026"},
    "introduce": {"to": "Thôn 9", "day": "01/5/2026"},
}


@pytest.mark.parametrize("page", PAPERS)
def test_no_paper_is_signed_after_the_day_on_which_it_is_entered(officer, cast, page):
    one = builders.member("Giàng Seo Lử", cast.tree.cell)
    before = Decision.objects.count()
    answer = officer.post(reverse(page, args=[one.pk]), {**PAPERS[page], **PAPER})
    assert (answer.status_code, answer.context["form"].errors) == (422, {"signed_on": ["Ngày 01/7/2026 chưa đến."]})
    assert Decision.objects.count() == before
    assert officer.post(reverse(page, args=[one.pk]), {**PAPERS[page], **PAPER, "signed_on": "30/6/2026"})


@pytest.mark.parametrize("page", PAPERS)
def test_no_paper_about_a_member_is_older_than_the_membership(officer, cast, page):
    one = builders.member("Giàng Seo Lử", cast.tree.cell)
    answer = officer.post(reverse(page, args=[one.pk]), {**PAPERS[page], **PAPER, "signed_on": "01/01/1900"})
    sentence = "Ngày ký 01/01/1900 trước ngày vào Đảng 18/5/2010."
    assert (answer.status_code, answer.context["form"].errors) == (422, {"signed_on": [sentence]})


@pytest.mark.parametrize(
    ("signed_on", "sentence"),
    [("01/01/2099", "Ngày 01/01/2099 chưa đến."),
     ("01/01/1900", "Ngày ký 01/01/1900 trước ngày vào Đảng 10/4/2025.")],
)  # fmt: skip
def test_the_decision_of_a_recognition_is_of_its_time(officer, cast, signed_on, sentence):
    one = builders.member("Lò Thị Dự", cast.tree.cell, admitted_on=date(2025, 4, 10), official_on=None)
    said = {"official_on": "10/4/2026", "number": "1-QĐ/TU", "signed_on": signed_on, "body": "Tỉnh ủy"}
    answer = officer.post(reverse("recognise", args=[one.pk]), said)
    assert (answer.status_code, answer.context["form"].errors) == (422, {"signed_on": [sentence]})


@pytest.mark.parametrize("field", ["requested_on", "reported_on"])
def test_an_exemption_was_asked_for_and_reported_by_today(officer, cast, field):
    one = builders.member("Giàng Seo Lử", cast.tree.cell)
    answer = officer.post(reverse("exempt", args=[one.pk]), {**PAPERS["exempt"], field: "01/7/2026"})
    assert answer.context["form"].errors == {field: ["Ngày 01/7/2026 chưa đến."]}


EARLIER = "Ngày 01/01/1900 trước ngày vào Đảng 18/5/2010."
STEPS = [
    ("exempt", "requested_on", {"reason": "age", "day": "01/5/2026"}),
    ("exempt", "reported_on", {"reason": "age", "day": "01/5/2026"}),
    ("move", "let_go_on", {"day": "30/6/2026"}),
    ("move", "received_on", {"day": "30/6/2026", "let_go_on": "01/01/1900"}),
]


@pytest.mark.parametrize(("page", "field", "said"), STEPS)
def test_no_step_about_a_member_is_older_than_the_membership(officer, cast, page, field, said):
    one = builders.member("Giàng Seo Lử", cast.tree.cell)
    to = {"organisation": cast.tree.sibling.pk} if page == "move" else {}
    answer = officer.post(reverse(page, args=[one.pk]), {**to, **said, field: "01/01/1900"})
    assert answer.context["form"].errors == {field if field != "received_on" else "let_go_on": [EARLIER]}


@pytest.mark.parametrize("field", ["requested_on", "reported_on"])
def test_nor_corrected_to_be_an_exemption(officer, cast, field):
    one = builders.member("Giàng Seo Lử", cast.tree.cell)
    row = procedure.standing.exempt(one, by=MACHINE, reason="age", day=date(2026, 5, 1))
    said = {"reason": "age", "since": "01/5/2026", field: "01/01/1900", "why": "theo đơn"}
    answer = officer.post(reverse("correct-exemption", args=[row.pk]), said)
    assert answer.context["form"].errors == {field: [EARLIER]}


@pytest.mark.parametrize("field", ["let_go_on", "received_on"])
def test_nor_corrected_to_be_a_way(officer, cast, field):
    one = builders.member("Giàng Seo Lử", cast.tree.cell)
    way = {"let_go_on": date(2026, 3, 1), "received_on": date(2026, 3, 9)}
    row = procedure.places.move(one, by=MACHINE, organisation=cast.tree.sibling, day=date(2026, 3, 1), **way)
    typed = {"since": "01/3/2026", "let_go_on": "01/3/2026", "received_on": "09/3/2026", "why": "theo giấy"}
    # With the introduction left out, what is wrong is the day of arrival.
    typed = {**typed, "let_go_on": "01/01/1900"} if field == "let_go_on" else {**typed, "let_go_on": ""}
    answer = officer.post(reverse("correct-placement", args=[row.pk]), {**typed, field: "01/01/1900"})
    assert answer.context["form"].errors == {field: [EARLIER]}


def test_the_admission_is_not_corrected_past_the_day_somebody_was_introduced(officer, cast):
    """Moved here from elsewhere, and introduced as a member already."""
    one = builders.member("Giàng Seo Lử", cast.tree.cell)
    place, spell = Placement.unscoped.get(member=one), Membership.unscoped.get(member=one)
    procedure.places.correct_placement(
        place, by=MACHINE, why="theo giấy", since=date(2015, 3, 1), let_go_on=date(2015, 2, 1)
    )
    said = {"admitted_on": "10/02/2015", "official_on": "10/02/2016", "why": "theo thẻ"}
    answer = officer.post(reverse("correct-membership", args=[spell.pk]), said)
    assert answer.context["form"].errors == {
        "admitted_on": ["Không khớp với những gì đã ghi. Giới thiệu đi 01/02/2015 trước ngày vào Đảng 10/02/2015."]
    }


def test_the_decision_of_an_admission_is_of_somebody_who_was_born(officer, cast):
    one = builders.member("Giàng Seo Lử", cast.tree.cell, birth=PartialDate(1980, 2, 3))
    said = {"admitted_on": "18/5/2010", "official_on": "18/5/2011", "admission_number": "1-QĐ/HU",
            "admission_signed_on": "01/01/1975", "why": "theo thẻ"}  # fmt: skip
    answer = officer.post(reverse("correct-membership", args=[Membership.unscoped.get(member=one).pk]), said)
    assert answer.context["form"].errors == {"admission_signed_on": ["Ngày 01/01/1975 phải sau ngày sinh."]}


def test_nobody_has_been_received_tomorrow(officer, cast):
    one = builders.member("Giàng Seo Lử", cast.tree.cell)
    said = {"organisation": cast.tree.sibling.pk, "day": "30/6/2026", "received_on": "01/7/2026"}
    answer = officer.post(reverse("move", args=[one.pk]), said)
    assert answer.context["form"].errors == {"received_on": ["Ngày 01/7/2026 chưa đến."]}


def test_what_will_begin_may_be_written_beforehand(cast):
    """A decision signed today that takes effect next month; a stay that ends next year; an office from then on."""
    tree, later = cast.tree, date(2026, 8, 1)
    signed = procedure.Paper("9-QĐ/HU", TODAY, "Huyện ủy")
    procedure.tree.rename_organisation(tree.cell, by=MACHINE, day=later, name="Chi bộ Thôn Nhất", decision=signed)
    assert Term.unscoped.get(name="Chi bộ Thôn Nhất").since == later
    one = builders.member("Giàng Seo Lử", tree.cell)
    held = procedure.offices.hold_office(
        one, by=MACHINE, organisation=tree.cell, office="secretary", day=later, decision=signed
    )
    assert held.since == later


CHANGES = ["rename-organisation", "change-kind", "move-organisation", "set-area", "close-organisation"]


@pytest.mark.parametrize("page", CHANGES)
def test_nothing_of_the_tree_begins_on_a_day_that_nobody_decides_today(officer, cast, page):
    """A year of two digits the wrong way round would be written, and wait for decades."""
    said = {"day": "01/7/2031", "name": "Chi bộ Thôn Chín", "kind": builders.kind("cell").pk,
            "parent": cast.tree.committee.pk, "sector": "other"}  # fmt: skip
    answer = officer.post(reverse(page, args=[cast.tree.sibling.pk]), said)
    sentence = "Ngày 01/7/2031 còn quá xa; ghi trước được đến hết ngày 30/6/2031."
    assert (answer.status_code, answer.context["form"].errors) == (422, {"day": [sentence]})


def test_what_no_form_asked_is_refused_by_the_verbs(cast):
    tree, far = cast.tree, date(2150, 1, 1)
    one = builders.member("Giàng Seo Lử", tree.cell)
    here = {"by": MACHINE, "organisation": tree.cell}
    office = procedure.offices.hold_office(one, **here, office="deputy", day=date(2026, 1, 1))
    with pytest.raises(RuleBroken, match="còn quá xa") as broken:
        procedure.offices.hold_office(one, **here, office="secretary", day=TODAY, until=far)
    assert broken.value.field == "until"
    refused = {
        "day": [
            lambda: procedure.offices.hold_office(one, **here, office="secretary", day=far),
            lambda: procedure.offices.end_office(office, by=MACHINE, day=far),
            lambda: procedure.reorganisation.draw_reorganisation(by=MACHINE, name="Sắp xếp", day=far),
            lambda: procedure.tree.create_organisation(
                by=MACHINE, day=far, name="Chi bộ Thôn Chín", kind=builders.kind("cell"), parent=tree.committee
            ),
        ],
        "since": [
            lambda: procedure.offices.correct_office(office, by=MACHINE, why="nhầm", since=far, until=None),
            lambda: procedure.tree.correct_term(
                Term.unscoped.get(organisation=tree.cell), by=MACHINE, why="nhầm", since=far
            ),
        ],
    }
    for field, calls in refused.items():
        for call in calls:
            with pytest.raises(RuleBroken, match="Ngày 01/01/2150 còn quá xa") as broken:
                call()
            assert broken.value.field == field
