"""Private enterprises once something has ended, merged or moved, and which part of them each viewer sees."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from admissions import procedure
from admissions.figures.enterprises import sums, there
from members.models import Act, Closure, Placement, Term
from members.procedure import closing, places, revert, tree
from tests import builders
from tests.admissions import play
from tests.admissions.test_enterprises import FROM, TODAY, here, link, note, one, private, refused
from tests.builders import MACHINE
from tests.members.officer_play import cast, ground, officer
from tests.reports.pages import text
from tests.signing_in import signed_in

__all__ = ["cast", "ground", "officer", "one", "private"]
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
ENDS = date(2026, 3, 2)


def closes(where, successor):
    people = Placement.unscoped.filter(organisation=where, until=None).select_related("member")
    for place in people:
        places.move(place.member, by=MACHINE, organisation=successor, day=ENDS)
    tree.close_organisation(where, by=MACHINE, day=ENDS, successor=successor)


def test_of_the_admissions_of_the_year_only_those_in_enterprises_are_read(cast, one, private):
    """Found by reading: for one person there the page read everybody who was admitted in the district."""
    link(one, private)
    came = {"official_on": None, "recognition_decision": None, "admitted_on": date(2026, 2, 3)}
    builders.member("Vàng Seo Chứ", private, **came)
    for name in ("Lồ Seo Dìn", "Lồ Seo Páo"):
        builders.member(name, cast.tree.other_cell, **came)
    with CaptureQueriesContext(connection) as captured:
        assert [who.name for who in here(one).admitted] == ["Vàng Seo Chứ"]
    (asked,) = [each["sql"] for each in captured if "admitted_on" in each["sql"] and "full_name" in each["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(asked.replace("%", "%%"), [])
        assert len(cursor.fetchall()) == 1


def test_a_list_of_enterprises_stands_in_the_order_of_the_alphabet(cast, officer):
    """Found by reading: the database put Đ behind Z, and 10 before 2."""
    for name in ("Xưởng mộc 10", "Xưởng mộc 2", "Đá xây dựng", "Chè Hoàng Su", "Cơ khí"):
        play.enterprise(cast.tree.committee, name)
    said = text(officer.get(reverse("enterprises")))
    names = ["Chè Hoàng Su", "Cơ khí", "Đá xây dựng", "Xưởng mộc 2", "Xưởng mộc 10"]
    assert sorted(names, key=said.index) == names


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
