"""Who can see a person and who has looked: for the officer on a page, for the person on a paper."""

import io
from datetime import date

import pypdf
import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members import checks, jobs, lines, looks, procedure
from members.models import Job, Look, Role
from members.procedure import standing
from members.viewed import paper
from tests import builders
from tests.builders import MACHINE, PASSWORD, TODAY
from tests.ground import laid

pytestmark = pytest.mark.django_db


class Play:
    def __init__(self) -> None:
        self.cast = builders.make_cast()
        self.person = builders.member("Giàng Seo Lử", self.cast.tree.cell)
        self.other = builders.member("Lò Văn Pảo", self.cast.tree.other_cell)
        self.officer = self.signed_in(self.cast.officer)
        self.address = reverse("viewed", args=[self.person.pk])

    def signed_in(self, who) -> Client:
        client = Client()
        assert client.post(reverse("login"), {"username": who.username, "password": PASSWORD}).status_code == 302
        return client

    def page(self, **asked):
        answer = self.officer.get(self.address, asked)
        assert answer.status_code == 200
        return answer.content.decode()

    def readers(self, page):
        return page[page.index("Xem được hôm nay") :]

    def printed(self, why="đảng viên đề nghị được biết"):
        answer = self.officer.post(reverse("print-viewed", args=[self.person.pk]), {"muc-dich": why})
        assert answer.status_code == 302
        jobs.run_waiting(timezone.now())
        job = Job.objects.latest("pk")
        assert job.refusal == ""
        file = self.officer.get(reverse("job-file", args=[job.pk]))
        pages = pypdf.PdfReader(io.BytesIO(b"".join(file.streaming_content))).pages
        return " ".join(" ".join(one.extract_text() for one in pages).split())


ground = laid(Play, f"{TODAY}T05:00:00Z")


@pytest.fixture
def play(ground, db):
    with time_machine.travel(f"{TODAY}T05:00:00Z", tick=True):
        yield ground.found()


def test_the_officer_reads_who_looked_when_where_and_by_which_filter(play):
    secretary = play.signed_in(play.cast.cell_secretary)
    secretary.get(reverse("person", args=[play.person.pk]))
    reader = play.signed_in(play.cast.reader)
    reader.get(reverse("people", args=[play.cast.tree.committee.pk]), {"muc": "official", "ngay": "01/5/2026"})
    assert play.address in play.officer.get(reverse("person", args=[play.person.pk])).content.decode()
    page = play.page()
    for said in ("Hoàng Seo Phừ", "bí thư chi bộ, Chi bộ Thôn 1", "Mở hồ sơ", "Đặng Quốc Khánh",
                 "Xem danh sách tên, Đảng bộ xã An Khê", "chính thức; như ngày 01/5/2026"):  # fmt: skip
        assert said in page


@pytest.mark.parametrize("check", checks.BY_KEY)
def test_an_own_list_of_any_place_to_look_at_again_is_read_back_by_its_words(play, check):
    where = play.cast.tree.committee.pk
    asked = {"figure": "total", "check": check, "asked": {}, "columns": []}
    looks.looked(builders.actor(play.cast.officer), "own-list", [play.person.pk], asked=asked, at=timezone.now())
    reader = play.signed_in(play.cast.committee_secretary)
    assert reader.get(reverse("own-list", args=[where]), {"loc": "1", "loi": check}).status_code == 200
    assert checks.BY_KEY[check].title_on(TODAY) in play.page()
    assert "xem danh sách riêng" in play.printed().lower()


def test_looks_at_somebody_else_are_not_there(play):
    outsider = play.signed_in(play.cast.outsider)
    outsider.get(reverse("person", args=[play.other.pk]))
    assert "Bế Thị Lụa" not in play.page()


def test_a_number_inside_another_number_is_another_person(play):
    by = builders.actor(play.cast.reader)
    looks.looked(by, "people", [int(f"{play.person.pk}7"), int(f"9{play.person.pk}")], at=timezone.now())
    assert "Xem danh sách tên" not in play.page()


def test_looking_at_who_has_looked_is_a_look_itself(play):
    play.page()
    assert "Xem ai đã xem hồ sơ" in play.page()


def test_who_can_see_is_who_has_a_valid_role_over_the_place_today(play):
    spare = builders.account("du-bi", "Nông Văn Dự")
    procedure.roles.grant_role(spare, by=MACHINE, kind="cell", organisation=play.cast.tree.cell, day=date(2026, 1, 1))
    said = play.readers(play.page())
    for name in ("Ma Văn Thượng", "Lục Thị Yên", "Nguyễn Thị Hòa", "Hoàng Seo Phừ", "Đặng Quốc Khánh"):
        assert name in said
    for name in ("Bế Thị Lụa", "Vi Văn Thái", "Nông Văn Dự"):
        assert name not in said
    assert "Chỉ thấy tên trên danh sách" in said
    procedure.roles.end_role(Role.unscoped.get(account=play.cast.cell_secretary), by=MACHINE, day=date(2026, 6, 30))
    assert "Hoàng Seo Phừ" not in play.readers(play.page())


def test_who_sees_the_name_on_lists_of_earlier_days_is_told_too(play):
    cast = play.cast
    procedure.places.move(play.person, by=MACHINE, organisation=cast.tree.other_cell, day=date(2026, 3, 1))
    rows = {row.cells[0].text: row.cells[3].text for row in play.officer.get(play.address).context["readers"]}
    assert rows["Bế Thị Lụa"] == rows["Ma Văn Thượng"] == "Mở hồ sơ"
    assert rows["Hoàng Seo Phừ"] == rows["Nguyễn Thị Hòa"] == "Thấy tên trên danh sách ngày cũ"
    secretary = play.signed_in(cast.cell_secretary)
    seen = secretary.get(reverse("people", args=[cast.tree.cell.pk]), {"ngay": "01/2/2026"})
    assert "Giàng Seo Lử" in seen.text
    text = play.printed()
    assert "Bí thư chi bộ, Chi bộ Thôn 1 Thấy tên trên danh sách ngày cũ" in text
    procedure.office.set_office(by=MACHINE, key="first_day", value="2026-03-01", day=None)
    assert "ngày cũ" not in play.readers(play.page())


def test_only_the_officer_reads_it(play):
    for who, status in ((play.cast.cell_secretary, 403), (play.cast.reader, 404), (play.cast.administrator, 404)):
        client = play.signed_in(who)
        assert client.get(play.address).status_code == status
        assert client.post(reverse("print-viewed", args=[play.person.pk]), {"muc-dich": "x"}).status_code == status


def test_many_looks_are_read_page_by_page(play):
    for _ in range(lines.PAGE):
        play.officer.get(reverse("person", args=[play.person.pk]))
    play.page()
    older = play.officer.get(play.address).context["part"].older
    assert older
    assert len(play.officer.get(play.address + older).context["part"].rows) >= 1


def test_the_paper_says_role_unit_day_and_purpose_and_nobody_s_name(play):
    play.signed_in(play.cast.cell_secretary).get(reverse("person", args=[play.person.pk]))
    text = play.printed()
    for said in ("ĐẢNG CỘNG SẢN VIỆT NAM", "Giàng Seo Lử", "Bí thư chi bộ, Chi bộ Thôn 1", "Mở hồ sơ", "30/6/2026",
                 "Chỉ thấy tên trên danh sách"):  # fmt: skip
        assert said in text
    assert "Hoàng Seo Phừ" not in text
    look = Look.objects.get(page="viewed-file")
    assert "đảng viên đề nghị được biết" in look.values_row.asked
    assert "In bản ghi những người đã xem" in play.page()
    assert "đảng viên đề nghị được biết" in play.printed("lần hai")


def test_who_has_left_is_given_the_paper_too_and_the_door_closes_over_it(play):
    """The door is opened with a purpose; the file is there for whom it stands open."""
    standing.depart(play.person, by=MACHINE, kind="own_wish", day=date(2026, 6, 1), decision=builders.PAPER)
    address = reverse("print-viewed", args=[play.person.pk])
    assert play.officer.post(address, {"muc-dich": "người ấy đề nghị"}).status_code == 404
    play.officer.post(reverse("leaver", args=[play.person.pk]), {"why": "người ấy đề nghị được biết"})
    text = play.printed("người ấy đề nghị được biết")
    for said in ("Giàng Seo Lử", "Mở hồ sơ người đã ra khỏi danh sách", "người ấy đề nghị được biết"):
        assert said in text
    job = Job.objects.latest("pk")
    behind_a_closed_door = play.signed_in(play.cast.officer)
    assert behind_a_closed_door.get(reverse("job-file", args=[job.pk])).status_code == 404


def test_a_paper_put_together_by_hand_opens_no_door(play):
    """Only who opens those who have left may be drawn one."""
    standing.depart(play.person, by=MACHINE, kind="own_wish", day=date(2026, 6, 1), decision=builders.PAPER)
    for who in (play.cast.cell_secretary, play.cast.administrator):
        job = jobs.ask(who, paper.KIND, "bản ghi", {"member": play.person.pk, "why": "thử"}, at=timezone.now())
        jobs.run_waiting(timezone.now())
        job.refresh_from_db()
        assert job.refusal.startswith("Hồ sơ này không còn thuộc phạm vi")
    assert not Look.objects.filter(page="viewed-file").exists()


def test_without_a_purpose_nothing_is_printed(play):
    answer = play.officer.post(reverse("print-viewed", args=[play.person.pk]), {"muc-dich": " "}, follow=True)
    assert answer.status_code == 422
    assert 'id="muc-dich_error">Ghi mục đích in' in answer.content.decode()
    assert not Job.objects.exists()


def test_the_paper_goes_with_the_role(play):
    play.printed()
    job = Job.objects.latest("pk")
    assert "Giàng" not in job.title
    procedure.roles.end_role(Role.unscoped.get(account=play.cast.officer), by=MACHINE, day=date(2026, 6, 30))
    assert play.officer.get(reverse("job-file", args=[job.pk])).status_code == 404
