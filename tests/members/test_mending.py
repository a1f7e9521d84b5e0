"""Each check names a page on which its fault is mended: there it is mended, and the check names the person no more."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kit.calendar import PartialDate
from members import checks, history, procedure
from members.models import Finding, Member, Membership, Number, OfficeHolding, Place
from tests import builders
from tests.builders import MACHINE, PASSWORD, TODAY
from tests.members.officer_play import cast, ground, officer
from tests.members.test_two_editors import fields

__all__ = ["cast", "ground", "officer"]
pytestmark = pytest.mark.django_db
DAY = date(2012, 1, 1)
PAPER = {"number": "05-QĐ/ĐU", "signed_on": "05/6/2026", "body": "Đảng ủy xã An Khê"}
RECOGNISED = {f"recognition_{name}": value for name, value in PAPER.items()}
TICKED = {"passed_number": "1-CV/TU", "passed_signed_on": "01/6/2026", "passed_body": "Tỉnh ủy", "passed": "on"}


def person(cast, **more):
    return builders.member("Giàng Seo Lử", cast.tree.cell, **{"birth": PartialDate(1980, 4, 12), **more})


def spell(one):
    return Membership.unscoped.get(member=one)


def _numbered(cast, value):
    one = person(cast)
    procedure.people.note_number(one, by=MACHINE, kind="card8", value=value, day=DAY)
    return one


def _held_twice(cast):
    builders.member("Vừ Thị Mỷ", cast.tree.sibling, numbers=[procedure.people.NumberGiven("card8", "12345678", DAY)])
    return _numbered(cast, "12345678")


def _unread(cast):
    one = person(cast)
    with history.act("import_members", by=MACHINE):
        history.create(Finding, member=one, code="birth_date_unreadable", field="birth", written="?", file="f",
                       sheet="s", cell="A1")  # fmt: skip
    return one


def _far(cast):
    inside, outside = Place.objects.create(name="Thôn 1"), Place.objects.create(name="Thôn 9")
    procedure.tree.set_area(cast.tree.cell, by=MACHINE, day=DAY, places=[inside])
    one = person(cast)
    procedure.people.note_residence(one, by=MACHINE, address="Thôn 9", day=DAY, place=outside)
    return one


def _imported(cast):
    one = person(cast, recognition="imported", recognition_decision=None)
    assert spell(one).recognition == "imported"
    return one


def _to_come(cast):
    """As a list with a slip in the year has brought it."""
    one = person(cast)
    Membership.unscoped.filter(member=one).update(
        admitted_on=date(2029, 5, 18), official_on=None, recognition="", recognition_decision=None
    )
    return one


def _moved_away(cast):
    one = person(cast)
    procedure.offices.hold_office(one, by=MACHINE, organisation=cast.tree.committee, office="committee", day=DAY)
    procedure.places.move(one, by=MACHINE, organisation=cast.tree.other_cell, day=date(2026, 5, 1))
    return one


def _chosen(cast):
    """By a congress whose decision had not come yet."""
    one = person(cast)
    procedure.congress.record_congress(cast.tree.cell, by=MACHINE, day=date(2026, 6, 1), chosen=[(one, "secretary")])
    return one


def _number(one):
    return Number.unscoped.get(member=one)


# The fault, the row its page is about (the person himself unless said), what is typed there.
FAULTS = {
    "birth_missing": (lambda cast: person(cast, birth=None), None, {"birth": "1980"}),
    "birth_implausible": (lambda cast: person(cast, birth=PartialDate(1900)), None, {"birth": "1980"}),
    "admission_missing": (
        lambda cast: person(cast, admitted_on=None, since=DAY), spell, {"admitted_on": "18/5/2010"},
    ),
    "admission_future": (_to_come, spell, {"admitted_on": "18/5/2009", "official_on": "18/5/2010"}),
    "admitted_young": (
        lambda cast: person(cast, birth=PartialDate(1992, 6, 1)), spell,
        {"admitted_on": "01/6/2010", "official_on": "01/6/2011"},
    ),
    "official_early": (
        lambda cast: person(cast, admitted_on=date(2009, 5, 18), official_on=date(2010, 3, 1)), spell,
        {"official_on": "18/5/2010"},
    ),
    "probation_over": (
        lambda cast: person(cast, admitted_on=date(2025, 4, 10), official_on=None), None,
        {"official_on": "10/4/2026", **PAPER},
    ),
    "review_due": (
        lambda cast: person(cast, admitted_on=date(2025, 6, 20), official_on=None), None,
        {"official_on": "20/6/2026", **PAPER},
    ),
    "recognition_unknown": (_imported, spell, RECOGNISED),
    "number_shape": (lambda cast: _numbered(cast, "1234567"), _number, {"value": "12345678"}),
    "number_twice": (_held_twice, _number, {"value": "12345679"}),
    "no_card": (person, None, {"kind": "card8", "value": "12345678", "day": "01/01/2012"}),
    "office_elsewhere": (_moved_away, lambda one: OfficeHolding.unscoped.get(member=one), {"day": "01/5/2026"}),
    "office_unapproved": (_chosen, lambda one: OfficeHolding.unscoped.get(member=one), PAPER),
    "finding_open": (_unread, lambda one: Finding.unscoped.get(member=one), {}),
    "area_alone": (_far, None, {"to": "Chi bộ Thôn 9", "day": "01/01/2026", **PAPER}),
}  # fmt: skip
PAGES = {"introduce_to_residence": "introduce"}


def named(key) -> bool:
    with builders.whole():
        return checks.behind(key, TODAY).filter(member__full_name="Giàng Seo Lử").exists()


def test_every_check_that_can_be_mended_is_tried():
    # Who has been introduced to his residence is as the rule wants it.
    assert set(FAULTS) == {one.key for one in checks.CHECKS} - {"area_introduced"}


@pytest.mark.parametrize("key", FAULTS)
def test_the_page_that_a_check_names_mends_its_fault(officer, cast, key):
    made, row, typed = FAULTS[key]
    one = made(cast)
    assert named(key)
    page = PAGES.get(checks.BY_KEY[key].mend, checks.BY_KEY[key].mend.replace("_", "-"))
    address = reverse(page, args=[(row(one) if row else one).pk])
    assert address in officer.get(reverse("person", args=[one.pk])).content.decode()
    form = officer.get(address).context["form"]
    sent = {**fields(form), **({"why": "theo hồ sơ"} if "why" in form.fields else {}), **typed}
    answer = officer.post(address, sent)
    if answer.status_code == 422 and answer.context["form"].doubts:
        answer = officer.post(address, {**fields(answer.context["form"]), **TICKED})
    assert answer.status_code == 302, answer.context["form"].errors
    assert not named(key)


# The list below the checks has its own button for each value.
@pytest.mark.parametrize("key", sorted(FAULTS.keys() - {"finding_open"}))
def test_beside_each_fault_stands_the_button_that_mends_it(officer, cast, key):
    made, row, _ = FAULTS[key]
    one = made(cast)
    check = checks.BY_KEY[key]
    faults = officer.get(reverse("person", args=[one.pk])).context["faults"]
    (fault,) = [fault for fault in faults if fault["title"] == check.title_on(TODAY)]
    page = PAGES.get(check.mend, check.mend.replace("_", "-"))
    assert fault["mend"].href.split("#")[0] == reverse(page, args=[(row(one) if row else one).pk])


def mended_at(officer, one, key):
    faults = officer.get(reverse("person", args=[one.pk])).context["faults"]
    title = checks.BY_KEY[key].title_on(TODAY)
    return [fault["mend"].href for fault in faults if fault["title"] == title]


class TestTwoNumbersOfWhichOneIsWrong:
    """The number of the former card is right, that of the new one is not."""

    def test_the_button_opens_the_one_with_too_few_digits(self, officer, cast):
        one = _numbered(cast, "12345678")
        short = procedure.people.note_number(one, by=MACHINE, kind="card12", value="123", day=DAY)
        assert mended_at(officer, one, "number_shape") == [reverse("correct-number", args=[short.pk])]

    def test_the_button_opens_the_one_that_somebody_else_holds(self, officer, cast):
        given = [procedure.people.NumberGiven("card12", "123456789012", DAY)]
        builders.member("Vừ Thị Mỷ", cast.tree.sibling, numbers=given)
        one = _numbered(cast, "12345678")
        twice = procedure.people.note_number(one, by=MACHINE, kind="card12", value="123456789012", day=DAY)
        assert mended_at(officer, one, "number_twice") == [reverse("correct-number", args=[twice.pk])]


class TestAnOfficeLeftOpen:
    """Two offices: one of the committee under which the person still stands, one of the cell that was left."""

    @pytest.fixture
    def left(self, cast):
        one = person(cast)
        for where in (cast.tree.committee, cast.tree.cell):
            procedure.offices.hold_office(one, by=MACHINE, organisation=where, office="committee", day=DAY)
        procedure.places.move(one, by=MACHINE, organisation=cast.tree.sibling, day=date(2026, 5, 1))
        return OfficeHolding.unscoped.get(member=one, organisation=cast.tree.cell)

    def buttons(self, account, left):
        client = Client()
        client.post(reverse("login"), {"username": account.username, "password": PASSWORD})
        faults = client.get(reverse("person", args=[left.member_id])).context["faults"]
        title = checks.BY_KEY["office_elsewhere"].title_on(TODAY)
        return [one["mend"].href for one in faults if one["title"] == title]

    def test_the_committee_above_both_ends_the_one_that_was_left(self, cast, left):
        assert self.buttons(cast.committee_secretary, left) == [reverse("end-office", args=[left.pk])]

    def test_the_cell_in_which_the_person_is_now_reads_it_without_a_button(self, cast, left):
        own = builders.role(builders.account("bi-thu-moi", "Lù Seo Chứ"), "cell", cast.tree.sibling)
        assert self.buttons(own, left) == [""]


ADMITTED = {f"admission_{name}": value for name, value in {**PAPER, "signed_on": "10/4/2009"}.items()}


def test_who_is_entered_is_entered_with_both_decisions(officer, cast):
    address = reverse("enter", args=[cast.tree.cell.pk])
    form = officer.get(address).context["form"]
    said = {**fields(form), "full_name": "Nông Văn Thử", "sex": "m", "organisation": cast.tree.cell.pk,
            "birth": "1980", "admitted_on": "18/5/2009", "official_on": "18/5/2010"}  # fmt: skip
    said |= ADMITTED | RECOGNISED
    assert officer.post(address, said).status_code == 302
    row = spell(Member.unscoped.get())
    assert (row.admission_decision.number, row.admission_decision.signed_on) == ("05-QĐ/ĐU", date(2009, 4, 10))
    assert (row.recognition_decision.signed_on, row.recognition) == (date(2026, 6, 5), "decided")


def test_a_decision_of_a_recognition_without_its_day_is_not_lost(officer, cast):
    said = {"full_name": "Nông Văn Thử", "sex": "m", "organisation": cast.tree.cell.pk, "admitted_on": "18/5/2025"}
    answer = officer.post(reverse("enter", args=[cast.tree.cell.pk]), {**said, **RECOGNISED})
    assert answer.context["form"].errors == {"official_on": ["Có quyết định công nhận thì ghi ngày chính thức"]}


def test_a_paper_typed_again_as_it_stands_is_the_same_paper(officer, cast):
    row = spell(person(cast))
    address = reverse("correct-membership", args=[row.pk])
    sent = {**fields(officer.get(address).context["form"]), "why": "theo hồ sơ", "admission_number": "13-QĐ/HU"}
    former = row.recognition_decision_id
    assert officer.post(address, sent).status_code == 302
    row.refresh_from_db()
    assert (row.admission_decision.number, row.recognition_decision_id) == ("13-QĐ/HU", former)


def test_a_paper_that_belongs_to_another_case_is_taken_off(officer, cast):
    row = procedure.standing.discipline(
        person(cast), by=MACHINE, form="warning", day=DAY, decision=replace(builders.PAPER, number="9-QĐ/UBKT")
    )
    address = reverse("correct-discipline", args=[row.pk])
    form = officer.get(address).context["form"]
    assert form["number"].value() == "9-QĐ/UBKT"
    sent = {**fields(form), "number": "", "signed_on": "", "body": "", "why": "giấy của người khác"}
    assert officer.post(address, sent).status_code == 302
    row.refresh_from_db()
    assert row.decision is None


def test_a_missing_resolution_and_its_days_are_added_to_an_exemption(officer, cast):
    row = procedure.standing.exempt(person(cast), by=MACHINE, day=DAY, reason="age")
    address = reverse("correct-exemption", args=[row.pk])
    sent = {**fields(officer.get(address).context["form"]), "requested_on": "05/12/2011", "reported_on": "10/01/2012",
            **PAPER, "why": "theo nghị quyết"}  # fmt: skip
    assert officer.post(address, sent).status_code == 302
    row.refresh_from_db()
    assert (row.requested_on, row.reported_on, row.decision.number) == (
        date(2011, 12, 5), date(2012, 1, 10), "05-QĐ/ĐU",
    )  # fmt: skip
