"""Changing a name by decision, as the office meets it: from the member page, on pages of past days, and proposed."""

import io
import re
from datetime import date, timedelta

import openpyxl
import pypdf
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from members import papers, procedure
from members.models import Act, Member, NameChange, Proposal
from tests import builders
from tests.builders import MACHINE, PASSWORD, TODAY
from tests.ground import laid
from tests.members.test_proposals import at
from tests.members.test_two_editors import fields

pytestmark = [pytest.mark.django_db]
DAY = date(2024, 3, 1)
TYPED = {"full_name": "Giàng Seo Phừ", "day": "1/3/2024", "number": "15/QĐ-UBND", "signed_on": "20/2/2024",
         "body": "UBND huyện Vân Sơn"}  # fmt: skip
PAST = "?ngay=29/2/2024"


class Play:
    def __init__(self) -> None:
        self.cast = builders.make_cast()
        self.tree = self.cast.tree
        self.person = builders.member("Giàng Seo Lử", self.tree.cell)
        self.officer, self.secretary = map(self.signed_in, (self.cast.officer, self.cast.cell_secretary))
        self.page = reverse("person", args=[self.person.pk])

    @staticmethod
    def signed_in(account) -> Client:
        client = Client()
        assert client.post(reverse("login"), {"username": account.username, "password": PASSWORD}).status_code == 302
        return client

    def changed(self):
        return self.officer.post(reverse("change-name", args=[self.person.pk]), TYPED)

    def name(self) -> str:
        return Member.unscoped.get(pk=self.person.pk).full_name


ground = laid(Play, f"{TODAY}T05:00:00Z")


@pytest.fixture
def play(ground, db):
    with time_machine.travel(f"{TODAY}T05:00:00Z", tick=True):
        yield ground.found()


def said(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_it_stands_apart_from_correcting_and_the_page_tells_it_with_its_paper(play):
    page = said(play.officer.get(play.page))
    assert f'<a href="{reverse("change-name", args=[play.person.pk])}">Đổi tên theo quyết định</a>' in page
    assert play.changed().status_code == 302
    page = said(play.officer.get(play.page))
    assert "<h1>Giàng Seo Phừ</h1>" in page
    assert "Đổi tên, trước là Giàng Seo Lử" in page
    assert "Số 15/QĐ-UBND, 20/02/2024, UBND huyện Vân Sơn" in page
    assert "đổi tên theo quyết định" in page


def test_a_past_day_says_the_name_that_held_then(play):
    play.changed()
    tree = play.tree
    past = said(play.officer.get(play.page + PAST))
    assert "<h1>Giàng Seo Lử</h1>" in past
    assert "Giàng Seo Phừ" not in past
    for page in ("people", "roster", "own-list"):
        for cell in (tree.cell, tree.committee):
            address = reverse(page, args=[cell.pk])
            assert "Giàng Seo Lử" in (before := said(play.officer.get(address + PAST))), page
            assert "Giàng Seo Phừ" not in before
            assert "Giàng Seo Lử" not in (now := said(play.officer.get(address)))
            assert "Giàng Seo Phừ" in now


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
@pytest.mark.parametrize("form", ["roster", "roster-short"])
def test_a_printed_roster_of_a_past_day_says_it_too(play, kind, form):
    play.changed()
    for day, name in ((DAY - timedelta(days=1), "Giàng Seo Lử"), (DAY, "Giàng Seo Phừ")):
        to = io.BytesIO()
        with builders.whole():
            papers.print_roster(to, form, play.tree.cell, day, by=MACHINE, kind=kind)
        assert re.findall("Giàng Seo (?:Lử|Phừ)", words_of(to, kind)) == [name]


def words_of(to, kind):
    if kind == "pdf":
        return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(to).pages)
    return " ".join(str(cell) for row in openpyxl.load_workbook(to).worksheets[0].values for cell in row)


def test_who_holds_an_office_signs_with_the_name_of_that_day(play):
    procedure.offices.hold_office(play.person, by=MACHINE, organisation=play.tree.cell, office="secretary",
                                  day=date(2020, 1, 1))  # fmt: skip
    play.changed()
    address = reverse("organisation", args=[play.tree.cell.pk])
    assert "Giàng Seo Lử" in said(play.officer.get(address + PAST))
    assert "Giàng Seo Phừ" in said(play.officer.get(address))


def test_search_says_the_former_name_beside_the_person(play):
    play.changed()
    answer = said(play.officer.post(reverse("find-hints"), {"q": "seo lử"}))
    assert 'Giàng Seo Phừ</a> <span class="soft">(tên cũ: Giàng Seo Lử)</span>' in answer


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(play):
    address = reverse("change-name", args=[play.person.pk])
    for field, typed in (("full_name", "  "), ("full_name", "***"), ("full_name", "giàng seo lử"), ("day", "1/7/2026"),
                         ("day", "32/1/2024"), ("signed_on", "1/7/2026")):  # fmt: skip
        answer = play.officer.post(address, {**TYPED, field: typed})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field]), typed
    answer = play.officer.post(address, {**TYPED, "number": "", "signed_on": "", "body": ""})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["number"])
    assert (play.name(), NameChange.unscoped.count()) == ("Giàng Seo Lử", 0)


def test_day_and_paper_are_corrected_and_the_whole_is_taken_back(play):
    play.changed()
    row = NameChange.unscoped.get()
    address = reverse("correct-name-change", args=[row.pk])
    sent = {**fields(play.officer.get(address).context["form"]), "day": "1/4/2024", "number": "16/QĐ-UBND"}
    assert play.officer.post(address, {**sent, "why": "theo bản chính"}).status_code == 302
    row.refresh_from_db()
    assert (row.day, row.decision.number, row.former) == (date(2024, 4, 1), "16/QĐ-UBND", "Giàng Seo Lử")
    for verb in ("correct_name_change", "change_name"):
        act = Act.objects.get(verb=verb)
        assert play.officer.post(reverse("revert", args=[act.pk]), {"why": "ghi nhầm người"}).status_code == 302
    assert (play.name(), NameChange.unscoped.count()) == ("Giàng Seo Lử", 0)


def test_of_two_officers_one_wins_and_the_other_is_told(play):
    address = reverse("change-name", args=[play.person.pk])
    opened = fields(play.officer.get(address).context["form"])
    play.changed()
    answer = play.officer.post(address, {**opened, **TYPED, "full_name": "Giàng Seo Chấu", "day": "1/5/2024"})
    assert answer.status_code == 422
    assert play.name() == "Giàng Seo Phừ"


class TestAUnitProposes:
    def sent(self, play, **more):
        given = {"full_name": "Giàng Seo Phừ", "sex": "m", "why": "có quyết định", "number": "15/QĐ-UBND", **more}
        assert play.secretary.post(reverse("propose-member", args=[play.person.pk]), given).status_code == 302
        return Proposal.unscoped.get()

    def test_the_officer_enters_the_proposed_name_as_a_change_from_its_day(self, play):
        one = self.sent(play)
        assert "Ghi là đổi tên theo quyết định" in said(play.officer.get(at("proposal", one)))
        assert play.officer.post(at("accept-proposal", one), {"doi-ten": "1"}).status_code == 422
        answer = play.officer.post(at("accept-proposal", one), {"doi-ten": "1", "day": "1/3/2024"}, follow=True)
        assert "đổi tên theo quyết định, theo đề nghị" in said(answer)
        row = NameChange.unscoped.get()
        assert (row.day, row.former, row.decision.number) == (DAY, "Giàng Seo Lử", "15/QĐ-UBND")
        one.refresh_from_db()
        assert one.entered
        assert Act.objects.get(number=one.act).for_organisation == play.tree.cell

    def test_without_a_paper_it_is_no_change_by_decision(self, play):
        one = self.sent(play, number="")
        answer = play.officer.post(at("accept-proposal", one), {"doi-ten": "1", "day": "1/3/2024"})
        assert answer.status_code == 422
        assert "quyết định đổi tên" in said(answer)
        assert play.name() == "Giàng Seo Lử"

    def test_what_is_more_than_a_name_is_corrected_only(self, play):
        one = self.sent(play, birth="12/4/1987")
        assert "Ghi là đổi tên theo quyết định" not in said(play.officer.get(at("proposal", one)))
        answer = play.officer.post(at("accept-proposal", one), {"doi-ten": "1", "day": "1/3/2024"})
        assert answer.status_code == 422
        assert play.name() == "Giàng Seo Lử"

    def test_a_wrong_day_of_a_change_is_proposed_like_any_other(self, play):
        play.changed()
        row = NameChange.unscoped.get()
        given = {"former": "Giàng Seo Lử", "day": "1/4/2024", "why": "theo bản chính"}
        assert play.secretary.post(reverse("propose-name-change", args=[row.pk]), given).status_code == 302
        assert play.officer.post(at("accept-proposal", Proposal.unscoped.get())).status_code == 302
        row.refresh_from_db()
        assert row.day == date(2024, 4, 1)
