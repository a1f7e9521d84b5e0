"""A committee is given a target of admissions for a year by a decision; a later decision takes its place."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from admissions import procedure
from admissions.models import Target
from admissions.procedure import targets
from members import scope
from members.errors import RuleBroken
from members.procedure import places, tree
from tests import builders
from tests.admissions import play
from tests.builders import MACHINE
from tests.members.officer_play import cast, ground, officer
from tests.reports.pages import text
from tests.signing_in import signed_in

__all__ = ["cast", "ground", "officer"]
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
GIVEN, AGAIN = date(2026, 1, 12), date(2026, 4, 20)


def counting(day, year=2026):
    with scope.opened(scope.whole_register(MACHINE.day)):
        return {pk: one.number for pk, one in targets.counting(year, day).items()}


class TestWhichCounts:
    def test_a_later_decision_takes_its_place_from_its_own_day_on(self, cast):
        play.target(cast.tree.committee, 12)
        play.target(cast.tree.committee, 15, day=AGAIN)
        days = (GIVEN - timedelta(1), GIVEN, AGAIN - timedelta(1), AGAIN)
        here = cast.tree.committee.pk
        assert [counting(day).get(here) for day in days] == [None, 12, 12, 15]

    def test_one_of_another_year_says_nothing_of_this_one(self, cast):
        play.target(cast.tree.committee, 12, year=2027)
        assert counting(AGAIN) == {}
        assert counting(AGAIN, 2027) == {cast.tree.committee.pk: 12}

    def test_whoever_takes_back_the_later_one_has_the_earlier_again(self, cast):
        play.target(cast.tree.committee, 12)
        later = play.target(cast.tree.committee, 15, day=AGAIN)
        procedure.take_back_target(later, by=MACHINE, why="ghi nhầm nơi")
        assert counting(AGAIN) == {cast.tree.committee.pk: 12}
        with pytest.raises(RuleBroken, match="vừa được bỏ"):
            procedure.take_back_target(later, by=MACHINE, why="ghi nhầm nơi")


class TestWhatItSays:
    def test_a_cell_of_the_grass_roots_is_given_one_a_cell_below_a_committee_none(self, cast):
        assert play.target(cast.tree.grass_cell, 2).number == 2
        for where in (cast.tree.cell, cast.tree.district):
            with pytest.raises(RuleBroken, match="không phải tổ chức cơ sở đảng"):
                play.target(where)

    def test_it_rests_on_a_paper(self, cast):
        with pytest.raises(RuleBroken, match="Ghi số hoặc ngày của văn bản giao chỉ tiêu"):
            play.target(cast.tree.committee, decision=None)

    def test_none_is_set_for_a_year_that_was_over_nor_far_ahead_nor_on_a_day_to_come(self, cast):
        play.target(cast.tree.committee, year=2031)
        for year in (2025, 2032):
            with pytest.raises(RuleBroken, match="của năm 2026 đến 2031"):
                play.target(cast.tree.committee, year=year)
        with pytest.raises(RuleBroken):
            play.target(cast.tree.committee, day=MACHINE.day + timedelta(1))

    def test_two_of_one_year_are_not_set_on_one_day(self, cast):
        play.target(cast.tree.committee)
        with pytest.raises(RuleBroken, match="Ngày 12/01/2026 đã ghi chỉ tiêu năm 2026"):
            play.target(cast.tree.committee, 20)

    def test_the_database_refuses_both(self, cast):
        one = play.target(cast.tree.committee)
        said = {"organisation": cast.tree.committee, "number": 3, "decision": one.decision}
        for year, day in ((2026, GIVEN), (2025, GIVEN)):
            with pytest.raises(IntegrityError), transaction.atomic():
                Target.unscoped.create(**said, year=year, day=day)


class TestThePage:
    def test_the_officer_gives_one_and_gives_another_from_the_page(self, cast, officer):
        where = reverse("set-target", args=[cast.tree.committee.pk])
        assert f"{where}?year=2026" in officer.get(reverse("targets")).content.decode()
        sent = {"year": "2026", "many": "12", "day": "12/1/2026", "number": "9-NQ/HU", "body": "Huyện ủy"}
        assert officer.post(where, sent).status_code == 302
        assert officer.post(where, {**sent, "many": "15", "day": "20/4/2026"}).status_code == 302
        said = text(officer.get(reverse("targets")))
        assert "15 người , giao ngày 20/4/2026 , Số 9-NQ/HU, Huyện ủy Bỏ 12 người , giao ngày 12/01/2026" in said
        assert "(đã giao lại)" in said

    def test_what_was_never_given_goes_with_a_reason(self, cast, officer):
        one = play.target(cast.tree.committee)
        where = reverse("take-back-target", args=[one.pk])
        assert officer.post(where, {"why": ""}).status_code == 422
        assert officer.post(where, {"why": "ghi nhầm nơi"}).status_code == 302
        assert not Target.unscoped.exists()

    def test_a_committee_reads_its_own_and_writes_none(self, cast):
        play.target(cast.tree.committee, 12)
        client = signed_in(cast.committee_secretary)
        page = client.get(reverse("targets")).content.decode()
        assert "<b>12 người</b>" in page
        assert "Ghi chỉ tiêu" not in page
        assert client.post(reverse("set-target", args=[cast.tree.committee.pk]), {}).status_code == 403

    def test_another_committee_does_not_see_it(self, cast):
        play.target(cast.tree.committee, 12)
        assert "12 người" not in signed_in(cast.outsider).get(reverse("targets")).content.decode()

    def test_what_is_wrong_stands_at_its_field_and_is_kept(self, cast, officer):
        where = reverse("set-target", args=[cast.tree.committee.pk])
        answer = officer.post(where, {"year": "hai nghìn", "many": "mười", "day": "32/1/2026"})
        assert answer.status_code == 422
        assert "Ghi năm bằng bốn chữ số" in text(answer)
        assert 'value="mười"' in answer.content.decode()

    @pytest.mark.parametrize("year", ["0", "99999", "abc", "1" * 30])
    def test_a_year_that_is_none_shows_this_one(self, cast, officer, year):
        assert "Chỉ tiêu kết nạp năm 2026" in text(officer.get(reverse("targets"), {"nam": year}))

    def test_what_has_ended_since_stands_in_its_year_with_its_target_and_what_came_of_it(self, cast, officer):
        gone, ends = cast.tree.grass_cell, date(2025, 7, 1)
        name = gone.terms(manager="unscoped").get().name
        play.target(gone, 12, year=2025, day=date(2025, 2, 3))
        one = builders.member("Vàng Seo Mới", gone, admitted_on=date(2025, 5, 2), official_on=None,
                              recognition_decision=None)  # fmt: skip
        places.move(one, by=MACHINE, organisation=cast.tree.cell, day=ends)
        tree.close_organisation(gone, by=MACHINE, day=ends, successor=cast.tree.cell)
        page = officer.get(reverse("targets"), {"nam": 2025})
        assert f"{name} đã kết thúc hoạt động từ ngày 01/7/2025" in text(page)
        assert "12 người" in text(page)
        links = re.findall(r'href="([^"]+)" aria-label="Kết quả đến hết 30/6/2025: ([^"]+)"', page.content.decode())
        (result,) = [href for href, of in links if unescape(of) == name]
        shown = unescape(officer.get(unescape(result).partition("#")[0]).content.decode())
        assert f"12: chỉ tiêu, {name}" in shown
        assert f"1: Đã kết nạp, {name}" in shown
        assert name not in text(officer.get(reverse("targets"), {"nam": 2026}))
        assert name in text(officer.get(reverse("targets"), {"nam": 2025, "noi": gone.pk}))
