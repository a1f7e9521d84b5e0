"""Who applies moves while the file is open: the new cell goes on, the former one reads what was done there; out of the
district and in from outside."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from admissions import procedure
from admissions.models import Applicant, Helper, Step, Stop
from admissions.papers import progress
from admissions.procedure import helping, standing
from admissions.procedure.reading import leader_of, read
from admissions.procedure.running import running
from members.errors import NotAllowed
from members.models import Act, Placement
from tests import builders
from tests.admissions import play
from tests.admissions.handed import AFTER, WENT, S, ground, handed, made, official, out, page, paper, refused, seeing
from tests.builders import MACHINE
from tests.reports.pages import text
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
__all__ = ["ground", "made"]


class TestTheNewCellGoesOn:
    def test_it_opens_the_file_votes_with_its_own_members_and_admits(self, made):
        assert page(made.there_account, made.one).status_code == 404
        handed(made)
        shown = text(page(made.there_account, made.one))
        assert "Ngày 01/12/2025 chuyển hồ sơ từ Chi bộ Thôn 1 sang Chi bộ Thôn 2 (Số 7-GCN/ĐU" in shown
        vote = procedure.record_cell_vote(
            made.one, by=builders.actor(made.there_account), day=AFTER, present=3, in_favour=2, against=1,
            decision=play.paper("9-NQ/CB", AFTER),
        )  # fmt: skip
        assert (vote.organisation_id, vote.base) == (made.tree.sibling.pk, 3)
        for at, kind in enumerate((S.COMMITTEE, S.DECISION, S.CEREMONY), 1):
            play.do(made.one, kind, day=AFTER + timedelta(days=7 * at))
        made.one.refresh_from_db()
        place = Placement.unscoped.get(member=made.one.member)
        assert place.organisation_id == made.tree.sibling.pk

    def test_on_a_day_before_the_former_cell_led(self, made):
        handed(made)
        assert leader_of(made.one, WENT - timedelta(days=1)) == made.tree.cell.pk
        assert leader_of(made.one, WENT) == made.tree.sibling.pk

    def test_a_meeting_before_it_went_counts_the_former_cell(self, made):
        official("Lùng Văn Sài", made.tree.cell)
        handed(made)
        day = WENT - timedelta(days=3)
        vote = procedure.record_cell_vote(
            made.one, by=MACHINE, day=day, present=4, in_favour=4, against=0, decision=play.paper("8-NQ/CB", day)
        )
        assert (vote.organisation_id, vote.base) == (made.tree.cell.pk, 4)

    def test_what_the_former_cell_resolved_stands_and_its_term_runs_on_for_the_new_one(self, made):
        play.do(made.one, S.CELL, day=WENT - timedelta(days=1))
        with seeing(made.cast.cell_secretary, AFTER):
            before = [(one.clock.kind, one.clock.last) for one in running(AFTER)]
        handed(made)
        with seeing(made.there_account, AFTER):
            found = running(AFTER)
        assert before
        assert [(one.clock.kind, one.clock.last) for one in found] == before
        assert {one.cell for one in found} == {made.tree.sibling.pk}
        with seeing(made.cast.cell_secretary, AFTER):
            assert running(AFTER) == []

    def test_who_introduced_still_does_and_who_helped_has_ended(self, made):
        handed(made)
        assert helping.ends_of(made.one, helping.rows_of(made.one)) == {made.helper.pk: WENT}
        shown = text(page(made.there_account, made.one))
        assert "Chảo Láo Tả 1" in shown
        procedure.assign_helper(made.one, by=builders.actor(made.there_account), member=made.there[0], day=AFTER)
        assert Helper.unscoped.get(pk=made.helper.pk).until == WENT

    def test_the_new_cell_adds_and_does_not_rewrite(self, made):
        handed(made)
        step = Step.unscoped.get(applicant=made.one, kind=S.APPLICATION)
        refused(
            lambda: procedure.take_back_step(step, by=builders.actor(made.there_account), why="gõ nhầm"),
            "khi hồ sơ còn ở chi bộ cũ",
        )

    def test_figures_of_a_day_are_of_the_cell_that_led_it_then(self, made):
        handed(made)
        with seeing(made.cast.cell_secretary):
            assert standing.filed(MACHINE.day) == []
            assert [one.cell for one in standing.filed(WENT - timedelta(days=1))] == [made.tree.cell.pk]
        with seeing(made.there_account):
            assert [one.cell for one in standing.filed(MACHINE.day)] == [made.tree.sibling.pk]
            assert standing.filed(WENT - timedelta(days=1)) == []


class TestTheFormerCellReads:
    def test_what_was_done_and_records_nothing(self, made):
        handed(made)
        procedure.record_cell_vote(
            made.one, by=MACHINE, day=AFTER, present=3, in_favour=3, against=0, decision=play.paper("77-NQ/CB", AFTER)
        )
        shown = page(made.cast.cell_secretary, made.one)
        assert "ở đây còn xem những việc đã làm trước ngày ấy" in text(shown)
        assert "77-NQ/CB" not in text(shown)
        assert "<form" not in shown.content.decode().partition("<main")[2].partition("</main>")[0]
        assert self.in_groups(made.cast.cell_secretary) == ["da-chuyen"]
        listed = text(signed_in(made.cast.cell_secretary).get(reverse("applicants"), {"nhom": "da-chuyen"}))
        assert "đã chuyển hồ sơ sang nơi khác từ 01/12/2025" in listed
        where = reverse("assign-helper", args=[made.one.pk])
        assert signed_in(made.cast.cell_secretary).get(where).status_code == 403

    def test_of_what_becomes_of_it_elsewhere_nothing_is_told(self, made):
        sent = play.ask(made.one, day=WENT - timedelta(days=9))
        handed(made)
        play.answer(sent, day=AFTER)
        for at, kind in enumerate((S.CELL, S.COMMITTEE, S.DECISION, S.CEREMONY)):
            play.do(made.one, kind, day=AFTER + timedelta(days=7 * at))
        shown = text(page(made.cast.cell_secretary, made.one))
        assert "Chi bộ Bản Díu" in shown and "đạt" not in shown.partition("Chi bộ Bản Díu")[2][:60]
        assert "đã chuyển hồ sơ sang nơi khác" in shown and "dự bị" not in shown
        one = play.found(made.tree.cell, "Sùng Thị Dợ")
        procedure.hand_over_file(one, by=MACHINE, organisation=made.tree.sibling, day=WENT, decision=paper())
        procedure.stop_file(one, by=MACHINE, kind="withdrawn", day=AFTER)
        assert "rút đơn" not in text(page(made.cast.cell_secretary, one))
        assert "rút đơn" in text(page(made.there_account, one))

    def in_groups(self, account, page="applicants", name="Giàng Thị Mỷ"):
        """Under which groups of the list the file stands."""
        client = signed_in(account)
        return [group for group in ("", "da-ket-nap", "thoi-xet", "da-chuyen")
                if name in text(client.get(reverse(page), {"nhom": group}))]  # fmt: skip

    @pytest.mark.parametrize("page", ["applicants", "admission-progress"])
    def test_its_list_says_that_it_went_whatever_became_of_it(self, made, page):
        former, new, above = made.cast.cell_secretary, made.there_account, made.cast.committee_secretary
        assert self.in_groups(former, page) == [""]
        handed(made)
        assert [self.in_groups(one, page) for one in (former, new, above)] == [["da-chuyen"], [""], [""]]
        stopped = procedure.stop_file(made.one, by=MACHINE, kind="withdrawn", day=AFTER)
        assert [self.in_groups(one, page) for one in (former, new)] == [["da-chuyen"], ["thoi-xet"]]
        procedure.take_file_up(stopped.applicant, by=MACHINE, why="gõ nhầm")
        for at, kind in enumerate((S.CELL, S.COMMITTEE, S.DECISION, S.CEREMONY)):
            play.do(made.one, kind, day=AFTER + timedelta(days=7 * at))
        groups = [self.in_groups(one, page) for one in (former, new, above)]
        assert groups == [["da-chuyen"], ["da-ket-nap"], ["da-ket-nap"]]

    def test_a_third_cell_sees_nothing(self, made):
        handed(made)
        assert page(made.cast.outsider, made.one).status_code == 404

    def test_handed_back_it_leads_again_and_the_other_reads(self, made):
        handed(made)
        handed(made, made.tree.cell, AFTER)
        assert reverse("step-cell", args=[made.one.pk]) in page(made.cast.cell_secretary, made.one).content.decode()
        assert "ở đây còn xem" in text(page(made.there_account, made.one))


class TestWhatIsRefused:
    def test_a_day_on_which_something_was_recorded_here(self, made):
        last = play.day_of(S.GATHERED)
        refused(lambda: handed(made, day=last), "chuyển hồ sơ từ một ngày sau đó")

    def test_a_day_to_come(self, made):
        refused(lambda: handed(made, day=MACHINE.day + timedelta(days=1)))

    def test_without_its_paper(self, made):
        refused(lambda: handed(made, decision=None), "giấy chứng nhận người vào Đảng")

    def test_to_the_same_cell_or_to_two_places_or_none(self, made):
        refused(lambda: handed(made, made.tree.cell), "đang ở chính chi bộ này")
        refused(lambda: handed(made, outside="Hà Giang"), "Chỉ ghi một nơi")
        refused(lambda: procedure.hand_over_file(made.one, by=MACHINE, day=WENT, decision=paper()), "Ghi nơi nhận")

    def test_a_second_file_in_the_cell_to_which_the_person_came_says_who_hands_it_over(self, made):
        refused(lambda: play.found(made.tree.sibling), "nơi đang xét chuyển hồ sơ sang; không lập hồ sơ thứ hai")

    def test_to_what_is_no_cell(self, made):
        refused(lambda: handed(made, made.tree.committee))

    def test_of_who_was_admitted_and_of_a_stopped_file(self, made):
        admitted = play.until(play.found(made.tree.sibling, "Thào Thị Say"), S.CEREMONY)
        refused(
            lambda: procedure.hand_over_file(
                admitted, by=MACHINE, organisation=made.tree.cell, day=MACHINE.day, decision=paper()
            ), "Đã kết nạp",
        )  # fmt: skip
        procedure.stop_file(made.one, by=MACHINE, kind="stopped", day=WENT)
        refused(lambda: handed(made, day=AFTER))

    def test_a_ceremony_before_it_came_here(self, made):
        for at, kind in enumerate((S.CELL, S.COMMITTEE, S.DECISION)):
            play.do(made.one, kind, day=WENT - timedelta(days=20 - 5 * at))
        handed(made)
        refused(lambda: play.do(made.one, S.CEREMONY, day=WENT - timedelta(days=1)), "hồ sơ chuyển đến chi bộ này")

    def test_a_source_after_it_went(self, made):
        one = play.found(made.tree.cell, "Sùng Thị Dợ")
        procedure.hand_over_file(one, by=MACHINE, organisation=made.tree.sibling, day=WENT, decision=paper())
        refused(
            lambda: procedure.correct_step(
                Step.unscoped.get(applicant=one, kind=S.SOURCE), by=MACHINE, day=AFTER, why="gõ nhầm"
            ), "chuyển hồ sơ",
        )  # fmt: skip

    def test_a_cell_that_was_told_of_does_not_hand_over_what_another_leads(self, made):
        with pytest.raises(NotAllowed):
            handed(made, by=builders.actor(made.there_account))


class TestTakenBack:
    def test_the_cell_of_before_leads_again(self, made):
        row = handed(made)
        procedure.take_back_hand_over(row, by=builders.actor(made.there_account), why="gửi nhầm chi bộ")
        assert read(made.one, MACHINE.day).cell == made.tree.cell.pk
        assert page(made.there_account, made.one).status_code == 404
        assert helping.ends_of(made.one, helping.rows_of(made.one)) == {made.helper.pk: None}

    def test_not_once_something_was_recorded_since(self, made):
        row = handed(made)
        procedure.assign_helper(made.one, by=MACHINE, member=made.there[0], day=AFTER)
        refused(
            lambda: procedure.take_back_hand_over(row, by=MACHINE, why="gửi nhầm"), "ghi chuyển hồ sơ trở lại nơi cũ"
        )

    def test_the_newest_goes_first(self, made):
        row = handed(made)
        handed(made, made.tree.cell, AFTER)
        refused(lambda: procedure.take_back_hand_over(row, by=MACHINE, why="gửi nhầm"), "Bỏ trước")

    def test_the_page_offers_it_to_who_may(self, made):
        row = handed(made)
        where = reverse("take-back-hand-over", args=[row.pk])
        assert where in page(made.there_account, made.one).content.decode()
        assert where not in page(made.cast.cell_secretary, made.one).content.decode()
        assert signed_in(made.cast.cell_secretary).get(where).status_code == 403


class TestOutOfTheDistrict:
    def test_it_is_under_way_here_no_more_and_may_come_back(self, made):
        out(made)
        shown = text(page(made.cast.cell_secretary, made.one))
        assert (
            "Thôi xét từ ngày 01/12/2025: hồ sơ chuyển ra ngoài đảng bộ, nơi nhận: Đảng ủy phường Tân Lập, tỉnh bạn"
            in shown
        )
        assert not Applicant.unscoped.open().filter(pk=made.one.pk).exists()
        procedure.take_file_up(made.one, by=MACHINE, why="trở lại xã")
        assert not Stop.unscoped.exists()

    def test_another_stop_does_not_say_where_to(self, made):
        refused(lambda: procedure.stop_file(made.one, by=MACHINE, kind="handed", day=WENT), "mục chuyển hồ sơ")


class TestInFromOutside:
    def came(self, one, day, **given):
        said = {"outside": "Đảng ủy phường Tân Lập, tỉnh bạn", "decision": paper(day), "by": MACHINE} | given
        return procedure.note_came_in(one, day=day, **said)

    def test_the_steps_done_there_stand_with_their_days_and_the_cell_here_considers(self, made):
        one = play.until(play.found(made.tree.cell, "Sùng Thị Dợ"), S.GATHERED)
        self.came(one, WENT)
        shown = text(page(made.cast.cell_secretary, one))
        assert "Ngày 01/12/2025 hồ sơ từ Đảng ủy phường Tân Lập, tỉnh bạn chuyển đến (Số 7-GCN/ĐU" in shown
        assert "các bước trước ngày ấy làm ở nơi đó" in shown
        refused(lambda: play.do(one, S.CELL, day=WENT - timedelta(days=1)), "hồ sơ chuyển đến chi bộ này")
        play.do(one, S.CELL, day=WENT)

    def test_it_comes_once_and_not_after_the_cell_considered(self, made):
        one = play.until(play.found(made.tree.cell, "Sùng Thị Dợ"), S.CELL)
        refused(lambda: self.came(one, WENT), "Chi bộ đã xét")
        self.came(one, play.day_of(S.CELL))
        refused(lambda: self.came(one, play.day_of(S.CELL)), "Đã ghi hồ sơ từ nơi khác chuyển đến")

    def test_it_is_taken_back(self, made):
        row = self.came(made.one, WENT)
        procedure.take_back_hand_over(row, by=MACHINE, why="ghi nhầm hồ sơ")
        assert read(made.one, MACHINE.day).handed == ()


def test_the_history_and_the_sheet_for_the_meeting_say_it(made):
    handed(made, by=builders.actor(made.cast.cell_secretary))
    assert Act.objects.filter(verb="hand_over_file").exists()
    with builders.whole():
        rows = progress.progress(read(made.one, MACHINE.day)).table.rows
    assert ["", "Chuyển hồ sơ sang Chi bộ Thôn 2"] in [list(row[:2]) for row in rows]


class TestThePage:
    def test_a_secretary_names_a_cell_that_is_not_in_his_part(self, made):
        browser = signed_in(made.cast.cell_secretary)
        where = reverse("hand-over-file", args=[made.one.pk])
        assert where in page(made.cast.cell_secretary, made.one).content.decode()
        shown = browser.get(where)
        assert shown.status_code == 200
        assert "Chi bộ Thôn 2" not in text(shown)
        given = {"elsewhere": "Chi bộ Thôn 2", "day": "01/12/2025", "number": "7-GCN/ĐU", "seen": made.one.changed_by}
        answer = browser.post(where, given | {"elsewhere": "Chi bộ Thôn Hai Mươi"})
        assert answer.status_code == 422 and "7-GCN/ĐU" in answer.content.decode()
        made.one.refresh_from_db()
        answer = browser.post(where, given | {"seen": made.one.changed_by})
        assert answer.status_code == 302, text(answer)
        assert read(made.one, MACHINE.day).cell == made.tree.sibling.pk
