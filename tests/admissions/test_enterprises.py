"""Private enterprises of an area: with or without a Party organisation, who is there, who was admitted there."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse

from admissions import procedure
from admissions.figures.enterprises import there
from admissions.models import Enterprise, EnterpriseLink, StepKind, Worker
from members.errors import RuleBroken
from tests import builders
from tests.admissions import play
from tests.builders import MACHINE
from tests.members.officer_play import cast, ground, officer
from tests.reports.pages import questions, text
from tests.signing_in import signed_in

__all__ = ["cast", "ground", "officer"]
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NEW_YEAR, TODAY = date(2026, 1, 1), MACHINE.day
FROM = date(2025, 3, 1)


@pytest.fixture
def one(cast):
    return play.enterprise(cast.tree.committee, "Công ty TNHH May", day=FROM)


@pytest.fixture
def private(cast):
    return builders.organisation("Chi bộ May", "cell", cast.tree.committee, in_private_enterprise=True)


def link(one, where, day=FROM):
    return procedure.link_enterprise(one, by=MACHINE, organisation=where, day=day)


def note(one, day=FROM, **who):
    return procedure.note_worker(one, by=MACHINE, day=day, **who)


def here(one, day=TODAY, since=None):
    with builders.whole():
        return there([one], since or date(day.year, 1, 1), day)[one.pk]


def refused(call, words):
    with pytest.raises(RuleBroken, match=words):
        call()


class TestTheRegister:
    def test_it_stands_in_the_area_of_a_committee_of_the_grass_roots(self, cast):
        for where in (cast.tree.cell, cast.tree.grass_cell, cast.tree.district):
            refused(lambda where=where: play.enterprise(where), "không phải đảng ủy cơ sở")
        refused(lambda: play.enterprise(cast.tree.committee, " "), "Ghi tên doanh nghiệp")
        refused(lambda: play.enterprise(cast.tree.committee, day=TODAY + timedelta(1)), "chưa đến")

    def test_a_name_is_borne_by_one_at_a_time(self, cast, one):
        refused(lambda: play.enterprise(cast.tree.committee, "CÔNG TY TNHH MAY"), "đã có doanh nghiệp tên ấy")
        assert play.enterprise(cast.tree.other_committee, "Công ty TNHH May").pk
        procedure.end_enterprise(one, by=MACHINE, day=date(2026, 2, 1))
        assert play.enterprise(cast.tree.committee, "Công ty TNHH May", day=date(2026, 2, 1)).pk

    def test_it_does_not_end_while_something_stands_on_it(self, one, private):
        made = link(one, private)
        refused(lambda: procedure.end_enterprise(one, by=MACHINE, day=date(2026, 2, 1)), "ghi thôi trước")
        refused(lambda: procedure.take_back_enterprise(one, by=MACHINE, why="ghi nhầm"), "bỏ các mục ấy trước")
        procedure.end_enterprise_link(made, by=MACHINE, day=date(2026, 2, 1))
        procedure.end_enterprise(one, by=MACHINE, day=date(2026, 2, 1))
        refused(lambda: procedure.end_enterprise(one, by=MACHINE, day=date(2026, 3, 1)), "Đã ghi thôi")
        procedure.correct_enterprise(one, by=MACHINE, until=None, name="Công ty May 2", why="ghi nhầm")
        one.refresh_from_db()
        assert (one.name, one.until) == ("Công ty May 2", None)

    def test_an_organisation_there_says_of_itself_that_it_is_in_a_private_enterprise(self, cast, one):
        refused(lambda: link(one, cast.tree.cell), "không ghi là trong doanh nghiệp tư nhân")

    def test_one_organisation_stands_there_at_a_time_and_within_its_days(self, cast, one, private):
        refused(lambda: link(one, private, FROM - timedelta(1)), "có trong sổ từ 01/3/2025")
        link(one, private)
        refused(lambda: link(one, private, date(2026, 1, 5)), "có tổ chức đảng")

    def test_people_are_noted_where_no_organisation_stands_and_the_other_way_round(self, cast, one, private):
        member = builders.member("Vàng Seo Chứ", cast.tree.cell)
        worker = note(one, member=member)
        refused(lambda: link(one, private), "Còn 1 người ghi riêng")
        procedure.end_worker(worker, by=MACHINE, day=date(2026, 2, 1))
        link(one, private, date(2026, 2, 1))
        refused(lambda: note(one, date(2026, 3, 1), member=member), "có tổ chức đảng")

    def test_somebody_works_in_one_place_and_is_in_the_register_that_day(self, cast, one):
        other = play.enterprise(cast.tree.committee, day=FROM)
        file = play.found(cast.tree.cell, day=date(2025, 6, 2))
        refused(lambda: note(one, applicant=file), "chưa có trong sổ")
        refused(lambda: note(one), "Chọn một đảng viên")
        note(one, date(2025, 6, 2), applicant=file)
        refused(lambda: note(other, date(2026, 1, 5), applicant=file), "đã ghi làm ở một doanh nghiệp")

    def test_what_was_noted_by_mistake_goes_once(self, cast, one, private):
        worker = note(one, member=builders.member("Vàng Seo Chứ", cast.tree.cell))
        procedure.take_back_worker(worker, by=MACHINE, why="ghi nhầm")
        refused(lambda: procedure.take_back_worker(worker, by=MACHINE, why="ghi nhầm"), "vừa được bỏ")
        made = link(one, private)
        procedure.take_back_enterprise_link(made, by=MACHINE, why="ghi nhầm")
        procedure.take_back_enterprise(one, by=MACHINE, why="ghi nhầm")
        assert not (Enterprise.unscoped.exists() or EnterpriseLink.unscoped.exists() or Worker.unscoped.exists())


class TestWhoIsThere:
    def test_where_an_organisation_stands_its_people_do(self, cast, one, private):
        builders.member("Vàng Seo Chứ", private)
        builders.member("Vàng Seo Nay", private, admitted_on=date(2026, 2, 3), official_on=None,
                        recognition_decision=None)  # fmt: skip
        play.found(private)
        link(one, private, date(2026, 2, 1))
        found = here(one)
        assert (found.members, [who.name for who in found.admitted]) == (2, ["Vàng Seo Nay"])
        assert [who.name for who in found.applicants] == ["Giàng Thị Mỷ"]
        before = here(one, date(2026, 1, 31))
        assert (before.link, before.members, before.applicants) == (None, 0, [])

    def test_who_was_admitted_before_the_organisation_stood_there_does_not_count(self, cast, one, private):
        builders.member("Vàng Seo Nay", private, admitted_on=date(2026, 1, 9), official_on=None,
                        recognition_decision=None)  # fmt: skip
        link(one, private, date(2026, 2, 1))
        assert here(one).admitted == []

    def test_an_applicant_who_was_noted_goes_on_as_a_member(self, cast, one):
        file = play.until(play.found(cast.tree.cell), StepKind.RECORDS)
        held = play.day_of(StepKind.CEREMONY)
        Worker.unscoped.create(enterprise=one, applicant=file, since=FROM)
        before, after = here(one, held - timedelta(1)), here(one, held)
        assert (len(before.applicants), before.members, len(before.admitted)) == (1, 0, 0)
        assert (len(after.applicants), after.members, [who.day for who in after.admitted]) == (0, 1, [held])


class TestThePages:
    def test_a_committee_enters_one_and_notes_who_works_there(self, cast):
        client = signed_in(cast.committee_secretary)
        member = builders.member("Vàng Seo Chứ", cast.tree.cell)
        answer = client.post(
            reverse("enter-enterprise"), {"area": cast.tree.committee.pk, "name": "Công ty TNHH May", "day": "1/3/2025"}
        )
        made = Enterprise.unscoped.get()
        assert answer.url == reverse("enterprise", args=[made.pk])
        where = reverse("note-worker", args=[made.pk])
        assert client.post(where, {"member": member.pk, "day": "1/4/2025"}).status_code == 302
        said = text(client.get(answer.url))
        assert "Đảng viên ở đây: 1" in said
        assert "chưa có tổ chức đảng" in said
        worker = Worker.unscoped.get()
        assert client.post(reverse("end-worker", args=[worker.pk]), {"day": "1/5/2026"}).status_code == 302
        assert "Đảng viên ở đây: 0" in text(client.get(answer.url))

    def test_the_officer_links_an_organisation_and_each_number_opens_what_is_behind(self, cast, officer, private, one):
        builders.member("Vàng Seo Chứ", private)
        play.enterprise(cast.tree.committee)
        where = reverse("link-enterprise", args=[one.pk])
        assert officer.post(where, {"organisation": private.pk, "day": "1/3/2025"}).status_code == 302
        assert where not in officer.get(reverse("enterprise", args=[one.pk])).content.decode()
        page = officer.get(reverse("enterprises")).content.decode()
        to = {unescape(label): unescape(href)
              for href, label in re.findall(r'<a href="([^"]+)" aria-label="([^"]+)"', page)}  # fmt: skip
        only = text(officer.get(reverse("enterprises") + to["1: chưa có tổ chức đảng, Đảng bộ xã An Khê"]))
        assert "Công ty TNHH Gỗ ván" in only
        assert "Công ty TNHH May" not in only
        behind = officer.get(to["1: đảng viên, Công ty TNHH May"].partition("#")[0]).content.decode()
        (people,) = re.findall(r'href="([^"]+)">Danh sách đảng viên', behind)
        assert "Vàng Seo Chứ" in officer.get(unescape(people)).content.decode()

    def test_a_past_day_shows_what_stood_then(self, cast, officer, one):
        assert "Công ty TNHH May" in text(officer.get(reverse("enterprises"), {"ngay": "1/3/2025"}))
        assert "Công ty TNHH May" not in text(officer.get(reverse("enterprises"), {"ngay": "28/2/2025"}))

    def test_the_areas_stand_as_in_the_tree(self, cast, officer, one):
        for number in (10, 2):
            area = builders.organisation(f"Đảng bộ phường {number}", "committee", cast.tree.district)
            play.enterprise(area, f"Công ty số {number}", day=FROM)
        areas = officer.get(reverse("enterprises")).context["areas"]
        named = [row.cells[0].text for row in areas]
        assert named == ["Đảng bộ phường 2", "Đảng bộ phường 10", "Đảng bộ xã An Khê"]

    def test_another_committee_does_not_see_it_and_a_cell_does_not_write(self, cast, one):
        other = signed_in(cast.outsider)
        assert other.get(reverse("enterprise", args=[one.pk])).status_code == 404
        assert "Công ty TNHH May" not in text(other.get(reverse("enterprises")))
        cell = signed_in(cast.cell_secretary)
        assert cell.get(reverse("enter-enterprise")).status_code == 403

    def test_what_is_wrong_stands_at_its_field(self, cast, officer, one):
        answer = officer.post(reverse("note-worker", args=[one.pk]), {"member": "x", "day": "32/1/2026"})
        assert answer.status_code == 422
        assert "theo dạng ngày/tháng/năm" in text(answer)
        assert officer.get(reverse("enterprises"), {"ngay": "32/1/2026"}).status_code == 422

    def test_neither_page_asks_more_often_for_more(self, cast, officer, one):
        def grow(many, first):
            for at in range(first, first + many):
                area = builders.organisation(f"Đảng bộ xã số {at}", "committee", cast.tree.district)
                cell = builders.organisation(f"Chi bộ số {at}", "cell", area, in_private_enterprise=True)
                link(play.enterprise(area, f"Công ty số {at}", day=FROM), cell)
                builders.member(f"Vàng Seo Số {at}", cell)
                note(one, member=builders.member(f"Lồ Seo Số {at}", cast.tree.cell))

        pages = [reverse("enterprises"), reverse("enterprise", args=[one.pk])]
        grow(2, 0)
        before = [len(questions(officer, page)) for page in pages]
        grow(6, 2)
        assert [len(questions(officer, page)) for page in pages] == before


class TestFiveYearsSideBySide:
    WHERE = reverse("enterprise-years")

    def test_each_year_says_who_was_there_at_its_end_and_who_was_admitted_in_it(self, cast, officer, one, private):
        link(one, private)
        builders.member("Vàng Seo Chứ", private, since=date(2025, 5, 1))
        builders.member("Lù Seo Nay", private, admitted_on=date(2026, 2, 3), official_on=None,
                        recognition_decision=None)  # fmt: skip
        said = text(officer.get(self.WHERE))
        for line in ("Đảng viên 0 0 0 1 2", "Người xin vào Đảng 0 0 0 0 0", "Kết nạp trong năm 0 0 0 0 1"):
            assert said.count(line) == 2, said  # the area, and the sum
        assert "2022 2023 2024 2025 2026, đến" in said

    def test_its_numbers_open_to_the_enterprises_and_those_to_the_names(self, cast, officer, one, private):
        link(one, private)
        builders.member("Vàng Seo Chứ", private, since=date(2025, 5, 1))
        areas = officer.get(self.WHERE).content.decode()
        (there,) = {unescape(at) for at in re.findall(r'href="([^"]+)"', areas) if at.startswith("?") and "noi=" in at}
        shown = officer.get(self.WHERE + there).content.decode()
        days = [at for at in re.findall(r'href="([^"]+)"', shown) if at.endswith("#dang-vien")]
        assert len(days) == 2 and "31%2F12%2F2025" in days[0]
        assert all(officer.get(at.partition("#")[0]).status_code == 200 for at in days)

    def test_the_standing_committee_reads_the_numbers_of_the_areas_alone(self, cast, one, private):
        link(one, private)
        builders.member("Vàng Seo Chứ", private, since=date(2025, 5, 1))
        shown = signed_in(cast.reader).get(self.WHERE, {"noi": str(cast.tree.committee.pk)})
        assert text(shown).count("Đảng viên 0 0 0 1 1") == 2
        assert "Công ty TNHH May" not in text(shown)
        assert 'href="?ngay=' not in shown.content.decode().partition("<table")[2]
        assert f'href="{self.WHERE}?' in signed_in(cast.reader).get(reverse("year")).content.decode()
        assert signed_in(cast.administrator).get(self.WHERE).status_code == 403

    def test_it_asks_as_often_for_many(self, cast, officer, one, private):
        link(one, private)

        def grow(first, many):
            for at in range(first, first + many):
                area = builders.organisation(f"Đảng bộ xã số {at}", "committee", cast.tree.district)
                cell = builders.organisation(f"Chi bộ số {at}", "cell", area, in_private_enterprise=True)
                link(play.enterprise(area, f"Công ty số {at}", day=FROM), cell)
                builders.member(f"Vàng Seo Số {at}", cell)

        grow(0, 2)
        before = len(questions(officer, self.WHERE))
        grow(2, 5)
        assert len(questions(officer, self.WHERE)) == before


def test_who_was_noted_on_the_way_into_the_party_is_not_noted_again_as_a_member(cast, one):
    other = play.enterprise(cast.tree.committee, "Hợp tác xã Chè", day=FROM)
    file = play.found(cast.tree.cell)
    note(one, play.day_of(StepKind.CLASS_PROPOSED), applicant=file)
    play.until(file, StepKind.RECORDS)
    file.refresh_from_db()
    day = play.day_of(StepKind.RECORDS)
    for where in (one, other):
        with pytest.raises(RuleBroken):
            note(where, day, member=file.member)


def test_who_corrects_a_name_does_not_undo_what_somebody_else_wrote_meanwhile(cast, officer, one):
    where = reverse("correct-enterprise", args=[one.pk])
    form = officer.get(where)
    shown = {field.html_name: field.value() for field in form.context["form"]}
    hidden = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', unescape(form.content.decode())))
    procedure.end_enterprise(one, by=MACHINE, day=date(2026, 6, 1))
    given = {key: value for key, value in (hidden | shown).items() if value is not None}
    answer = officer.post(where, given | {"name": "Công ty TNHH May mặc", "since": "01/3/2025", "why": "gõ nhầm"})
    assert answer.status_code == 302
    one.refresh_from_db()
    assert (one.name, one.until) == ("Công ty TNHH May mặc", date(2026, 6, 1))
