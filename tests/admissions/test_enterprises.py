"""Private enterprises of an area: with or without a Party organisation, who is there, who was admitted there."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse

from admissions import procedure
from admissions.figures.enterprises import sums, there
from admissions.models import Enterprise, EnterpriseLink, StepKind, Worker
from members.errors import RuleBroken
from members.models import Act, Closure, Placement, Term
from members.procedure import closing, places, revert, tree
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
        refused(lambda: procedure.take_back_worker(worker, by=MACHINE, why="ghi nhầm"), "vừa được người khác bỏ")
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


ENDS = date(2026, 3, 2)


def closes(where, successor):
    people = Placement.unscoped.filter(organisation=where, until=None).select_related("member")
    for place in people:
        places.move(place.member, by=MACHINE, organisation=successor, day=ENDS)
    tree.close_organisation(where, by=MACHINE, day=ENDS, successor=successor)


class TestWhatHasEnded:
    def test_what_carries_the_organisation_on_in_a_private_enterprise_counts_as_it(self, cast, one, private, officer):
        after = builders.organisation("Chi bộ May 2", "cell", cast.tree.committee, in_private_enterprise=True)
        link(one, private)
        came = {"official_on": None, "recognition_decision": None}
        builders.member("Vàng Seo Trước", private, admitted_on=date(2026, 2, 3), **came)
        builders.member("Lồ Seo Khác", after, admitted_on=date(2026, 2, 4), **came)
        closes(private, after)
        builders.member("Vàng Seo Sau", after, admitted_on=date(2026, 4, 3), **came)
        found = here(one)
        assert (found.organisation, found.ended, found.members) == (after.pk, None, 3)
        assert [who.name for who in found.admitted] == ["Vàng Seo Sau", "Vàng Seo Trước"]
        assert here(one, ENDS - timedelta(1)).organisation == private.pk
        assert "Chi bộ May 2, kế tục Chi bộ May" in text(officer.get(reverse("enterprise", args=[one.pk])))
        assert "Chi bộ May 2, kế tục Chi bộ May" in text(officer.get(reverse("enterprises")))

    def test_where_nothing_in_an_enterprise_carries_it_on_its_end_is_told(self, cast, one, private, officer):
        link(one, private)
        builders.member("Vàng Seo Chứ", private)
        closes(private, cast.tree.cell)
        found = here(one)
        assert (found.organisation, found.ended, found.members) == (None, ENDS, 0)
        said = text(officer.get(reverse("enterprise", args=[one.pk])))
        assert "Chi bộ May, đã kết thúc hoạt động từ ngày 02/3/2026, nay không có tổ chức đảng" in said
        assert "Công ty TNHH May" in text(officer.get(reverse("enterprises"), {"co": "chua"}))
        assert here(one, ENDS - timedelta(1)).members == 1

    def test_what_left_the_enterprise_after_the_merger_stands_there_no_more(self, cast, one, private, officer):
        """Found by reading: whether it is in one was asked of the day of the merger alone."""
        after = builders.organisation("Chi bộ May 2", "cell", cast.tree.committee, in_private_enterprise=True)
        link(one, private)
        closes(private, after)
        Term.unscoped.filter(organisation=after).update(until=date(2026, 5, 4))
        kept = Term.unscoped.get(organisation=after)
        kept.pk, kept.since, kept.until, kept.in_private_enterprise = None, date(2026, 5, 4), None, False
        kept._state.adding = True
        kept.save()
        assert here(one, date(2026, 5, 3)).organisation == after.pk
        assert (here(one).organisation, here(one).ended) == (None, date(2026, 5, 4))
        said = "Chi bộ May 2, kế tục Chi bộ May, không còn ghi là trong doanh nghiệp tư nhân từ ngày 04/5/2026"
        for page in (reverse("enterprise", args=[one.pk]), reverse("enterprises")):
            assert said in text(officer.get(page))

    def test_of_two_that_ended_one_after_another_the_second_is_said_to_have_ended_at_last(
        self, cast, one, private, officer
    ):
        """Found by reading: the day of the second stood beside the name of the first."""
        after = builders.organisation("Chi bộ May 2", "cell", cast.tree.committee, in_private_enterprise=True)
        link(one, private)
        closes(private, after)
        tree.close_organisation(after, by=MACHINE, day=date(2026, 5, 4), successor=cast.tree.cell)
        said = "Chi bộ May 2, kế tục Chi bộ May, đã kết thúc hoạt động từ ngày 04/5/2026"
        assert said in text(officer.get(reverse("enterprise", args=[one.pk])))

    def test_once_nothing_stands_there_any_more_people_are_noted_one_by_one(self, cast, one, private, officer):
        """Found by reading: the link that nobody had ended refused them."""
        link(one, private)
        builders.member("Vàng Seo Chứ", private)
        closes(private, cast.tree.cell)
        where = reverse("note-worker", args=[one.pk])
        assert where in officer.get(reverse("enterprise", args=[one.pk])).content.decode()
        member = builders.member("Lồ Seo Khác", cast.tree.cell)
        early = officer.post(where, {"member": member.pk, "day": "1/3/2026"})
        assert "Những ngày ấy doanh nghiệp có tổ chức đảng" in text(early)
        assert officer.post(where, {"member": member.pk, "day": "2/3/2026"}).status_code == 302
        assert [who.name for who in here(one).noted] == ["Lồ Seo Khác"]

    def test_the_end_under_which_people_were_noted_is_not_taken_back_or_put_off(self, cast, one, private):
        """Found by reading: the organisation stood again on the days of people who are noted one by one."""
        link(one, private)
        closes(private, cast.tree.cell)
        worker = note(one, ENDS, member=builders.member("Lồ Seo Khác", cast.tree.cell))
        act, closure = Act.objects.get(verb="close_organisation"), Closure.unscoped.get()
        both = "Công ty TNHH May: như vậy thì tổ chức đảng vẫn ở đó trong những ngày đã ghi riêng 1 người"
        refused(lambda: revert.revert(act, by=MACHINE, why="ghi nhầm"), both)
        later = ENDS + timedelta(days=3)
        refused(lambda: closing.correct_closing(closure, by=MACHINE, day=later, why="ghi nhầm"), both)
        procedure.take_back_worker(worker, by=MACHINE, why="ghi nhầm")
        closing.correct_closing(closure, by=MACHINE, day=later, why="ghi nhầm")
        note(one, later, member=builders.member("Lồ Seo Khác 2", cast.tree.cell))
        act = Act.objects.filter(verb="correct_closing").latest("number")
        revert.revert(act, by=MACHINE, why="ghi nhầm")

    def test_who_has_left_the_enterprise_does_not_come_back_under_people_noted_there(self, cast, one, private):
        after = builders.organisation("Chi bộ May 2", "cell", cast.tree.committee, in_private_enterprise=True)
        link(one, private)
        closes(private, after)
        term = tree.change_kind(after, by=MACHINE, day=date(2026, 5, 4), in_private_enterprise=False)
        act = Act.objects.get(verb="change_kind")
        note(one, date(2026, 5, 4), member=builders.member("Lồ Seo Khác", cast.tree.cell))
        refused(lambda: revert.revert(act, by=MACHINE, why="ghi nhầm"), "Công ty TNHH May: như vậy")
        later = date(2026, 5, 6)
        refused(lambda: tree.correct_term(term, by=MACHINE, since=later, why="ghi nhầm"), "Công ty TNHH May: như vậy")

    def test_an_area_that_has_ended_hands_its_enterprises_to_what_carries_it_on(self, cast, officer):
        area = builders.organisation("Đảng bộ xã Cũ", "committee", cast.tree.district)
        one = play.enterprise(area, "Công ty TNHH May", day=FROM)
        tree.close_organisation(area, by=MACHINE, day=ENDS, successor=cast.tree.committee)
        for page in (reverse("enterprises"), reverse("enterprise", args=[one.pk])):
            assert "Đảng bộ xã An Khê" in text(officer.get(page))
            assert "Đảng bộ xã Cũ" not in text(officer.get(page))
        assert "Đảng bộ xã Cũ" in text(officer.get(reverse("enterprises"), {"ngay": "1/3/2026"}))
        client = signed_in(cast.committee_secretary)
        member = builders.member("Vàng Seo Chứ", cast.tree.cell)
        where = reverse("note-worker", args=[one.pk])
        assert client.post(where, {"member": member.pk, "day": "1/4/2026"}).status_code == 302


class TestAdmissionsBeforeAMerger:
    CAME = {"official_on": None, "recognition_decision": None}

    def test_of_two_that_merged_each_counts_its_own_until_then(self, cast, one, private):
        """Found by reading: by the tree of today the one that goes on had always held the other."""
        other = play.enterprise(cast.tree.committee, "Hợp tác xã Chè", day=FROM)
        after = builders.organisation("Chi bộ Chè", "cell", cast.tree.committee, in_private_enterprise=True)
        link(one, private)
        link(other, after)
        builders.member("Vàng Seo May", private, admitted_on=date(2026, 2, 3), **self.CAME)
        builders.member("Lồ Seo Chè", after, admitted_on=date(2026, 2, 4), **self.CAME)
        closes(private, after)
        assert [who.name for who in here(one).admitted] == ["Vàng Seo May"]
        assert [who.name for who in here(other).admitted] == ["Lồ Seo Chè"]

    def test_of_two_that_merged_each_says_all_of_its_people_and_the_sum_counts_them_once(self, cast, one, private):
        """Found by reading: the area had twice as many members as stood there."""
        other = play.enterprise(cast.tree.committee, "Hợp tác xã Chè", day=FROM)
        after = builders.organisation("Chi bộ Chè", "cell", cast.tree.committee, in_private_enterprise=True)
        link(one, private)
        link(other, after)
        alone = play.enterprise(cast.tree.committee, "Xưởng gỗ", day=FROM)
        note(alone, member=builders.member("Lùng Văn Gỗ", cast.tree.cell))
        for name, where in (("Vàng Seo May", private), ("Lồ Seo Chè", after)):
            builders.member(name, where)
        closes(private, after)
        play.found(after, "Giàng Thị Mỷ")
        every, area = [one, other, alone], cast.tree.committee.pk
        with builders.whole():
            found = there(every, date(2026, 1, 1), TODAY)
            (added,) = sums(every, found, {area: area}).values()
        assert [found[each.pk].members for each in every] == [2, 2, 1]
        assert (added.members, added.applicants, added.with_link) == (3, 1, 2)

    def test_a_cell_counts_for_what_it_stood_under_on_the_day_of_the_admission(self, cast, one):
        other = play.enterprise(cast.tree.committee, "Hợp tác xã Chè", day=FROM)
        first, second = (
            builders.organisation(name, "part", cast.tree.committee, in_private_enterprise=True)
            for name in ("Đảng bộ bộ phận May", "Đảng bộ bộ phận Chè")
        )  # fmt: skip
        link(one, first)
        link(other, second)
        cell = builders.organisation("Chi bộ Xưởng", "cell", first)
        builders.member("Vàng Seo Trước", cell, admitted_on=date(2026, 2, 3), **self.CAME)
        tree.move_organisation(cell, by=MACHINE, parent=second, day=ENDS)
        builders.member("Vàng Seo Sau", cell, admitted_on=date(2026, 4, 3), **self.CAME)
        assert [who.name for who in here(one).admitted] == ["Vàng Seo Trước"]
        assert [who.name for who in here(other).admitted] == ["Vàng Seo Sau"]
        assert (here(one).members, here(other).members) == (0, 2)


class TestWhoSees:
    def test_of_an_organisation_in_another_part_no_number_is_told(self, cast, one):
        there = builders.organisation("Chi bộ Xa", "cell", cast.tree.other_committee, in_private_enterprise=True)
        builders.member("Vàng Seo Xa", there)
        link(one, there)
        client = signed_in(cast.committee_secretary)
        said = text(client.get(reverse("enterprise", args=[one.pk])))
        assert "Chi bộ Xa ở ngoài phần mình phụ trách" in said
        assert "Đảng viên ở đây" not in said
        assert "ngoài phần mình" in text(client.get(reverse("enterprises")))

    def test_a_cell_sees_the_enterprise_in_which_it_stands_and_no_other(self, cast, one):
        mine = builders.organisation("Chi bộ May", "cell", cast.tree.committee, in_private_enterprise=True)
        who = builders.role(builders.account("bi-thu-may", "Lý Thị May"), "cell", mine)
        builders.member("Vàng Seo Chứ", mine)
        other = play.enterprise(cast.tree.committee, "Hợp tác xã Chè", day=FROM)
        client = signed_in(who)
        assert client.get(reverse("enterprise", args=[one.pk])).status_code == 404
        link(one, mine)
        said = text(client.get(reverse("enterprises")))
        assert "Công ty TNHH May" in said
        assert "Hợp tác xã Chè" not in said
        assert client.get(reverse("enterprise", args=[other.pk])).status_code == 404
        page = text(client.get(reverse("enterprise", args=[one.pk])))
        assert "Đảng viên ở đây: 1" in page
        assert "Ghi thôi" not in page

    def test_a_cell_is_told_which_organisation_stood_there_before_its_own(self, cast, one, private):
        """Found by reading: of a day before its own it was told that no organisation stood there."""
        mine = builders.organisation("Chi bộ May 2", "cell", cast.tree.committee, in_private_enterprise=True)
        client = signed_in(builders.role(builders.account("bi-thu-may", "Lý Thị May"), "cell", mine))
        first = link(one, private)
        procedure.end_enterprise_link(first, by=MACHINE, day=date(2026, 2, 1))
        link(one, mine, date(2026, 2, 1))
        said = text(client.get(reverse("enterprise", args=[one.pk]), {"ngay": "31/1/2026"}))
        assert "Chi bộ May ở ngoài phần mình phụ trách" in said
        assert "chưa có tổ chức đảng" not in said
        assert "ngoài phần mình" in text(client.get(reverse("enterprises"), {"ngay": "31/1/2026"}))

    def test_a_cell_under_what_stands_in_the_enterprise_sees_it_and_no_number_of_others(self, cast, one):
        """Found by reading: it did not see the enterprise at all."""
        over = builders.organisation("Đảng bộ bộ phận May", "part", cast.tree.committee, in_private_enterprise=True)
        mine, beside = (builders.organisation(name, "cell", over) for name in ("Chi bộ Xưởng", "Chi bộ Kho"))
        builders.member("Vàng Seo Kho", beside)
        client = signed_in(builders.role(builders.account("bi-thu-may", "Lý Thị May"), "cell", mine))
        assert client.get(reverse("enterprise", args=[one.pk])).status_code == 404
        link(one, over)
        assert "Công ty TNHH May" in text(client.get(reverse("enterprises")))
        said = text(client.get(reverse("enterprise", args=[one.pk])))
        assert "Đảng bộ bộ phận May ở ngoài phần mình phụ trách" in said
        assert "Vàng Seo Kho" not in said
        other = signed_in(builders.role(builders.account("bi-thu-ngoai", "Lý Thị Ngoài"), "cell", cast.tree.cell))
        assert other.get(reverse("enterprise", args=[one.pk])).status_code == 404
