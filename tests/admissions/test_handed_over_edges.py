"""What stands in the way of taking a hand-over back, what goes on once it is, and who sees the file meanwhile."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from admissions import procedure
from admissions.models import HandOver, Helper, Step, Stop
from admissions.papers import decisions
from admissions.procedure import enterprises, helping
from admissions.procedure.reading import leading, read
from members.errors import RuleBroken
from members.models import Act
from members.procedure import Paper
from tests import builders
from tests.admissions import play
from tests.admissions.handed import AFTER, WENT, S, ground, handed, made, out, page, paper, refused
from tests.builders import MACHINE
from tests.members.plan_pages import page as plan_page
from tests.members.plans import DAY, MERGE, drawn, step
from tests.reports.pages import text
from tests.signing_in import signed_in

__all__ = ["ground", "made"]
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
BODY_ALONE = Paper(body="Đảng ủy xã")


def taken_back(row, by=MACHINE):
    procedure.take_back_hand_over(row, by=by, why="gửi nhầm chi bộ")


def corrected(row, by=MACHINE, **given):
    said = {"decision": play.paper("8-GCN/ĐU", WENT, "Đảng ủy xã")} | given
    return procedure.correct_hand_over(row, by=by, why="gõ nhầm số", **said)


class TestItsPaperPutRight:
    def test_from_the_page_of_the_file_with_its_reason(self, made):
        row = handed(made)
        officer, where = signed_in(made.cast.officer), reverse("correct-hand-over", args=[row.pk])
        assert where in page(made.cast.officer, made.one).content.decode()
        form = officer.get(where).context["form"]
        assert (form["number"].value(), form["body"].value()) == ("7-GCN/ĐU", "Đảng ủy xã")
        sent = {"number": "8-GCN/ĐU", "signed_on": "28/11/2025", "body": "Đảng ủy xã", "seen": form["seen"].value()}
        refused_page = officer.post(where, sent | {"number": "", "signed_on": "", "why": "gõ nhầm số"})
        assert refused_page.status_code == 422 and "Ghi số hoặc ngày của giấy chứng nhận" in text(refused_page)
        assert officer.post(where, sent).status_code == 422
        assert officer.post(where, sent | {"why": "gõ nhầm số"}).status_code == 302
        assert "(Số 8-GCN/ĐU, 28/11/2025, Đảng ủy xã)" in text(page(made.cast.officer, made.one))
        assert Act.objects.get(verb="correct_hand_over").values_row.said()["why"] == "gõ nhầm số"
        assert HandOver.unscoped.get().day == WENT

    def test_it_is_put_right_to_what_it_was_by_the_same_way(self, made):
        row = handed(made)
        corrected(row)
        corrected(row, decision=paper())
        assert HandOver.unscoped.get().decision.number == "7-GCN/ĐU"

    def test_what_was_done_since_does_not_stand_in_its_way(self, made):
        row = handed(made)
        procedure.record_cell_vote(
            made.one, by=MACHINE, day=AFTER, present=3, in_favour=3, against=0, decision=play.paper("9-NQ/CB", AFTER)
        )
        assert corrected(row).decision.number == "8-GCN/ĐU"

    def test_of_an_earlier_time_it_is_for_who_recorded_it_or_from_above(self, made):
        row = handed(made, by=builders.actor(made.cast.cell_secretary))
        handed(made, to=made.tree.cell, day=AFTER, by=builders.actor(made.there_account))
        other = builders.role(builders.account("khac", "Ma Seo Khác"), "cell", made.tree.cell)
        refused(lambda: corrected(row, by=builders.actor(other)), "khi hồ sơ còn ở chi bộ cũ")
        where = reverse("correct-hand-over", args=[row.pk])
        assert where not in page(other, made.one).content.decode()
        assert where in page(made.cast.cell_secretary, made.one).content.decode()
        corrected(row, by=builders.actor(made.cast.committee_secretary))

    def test_of_a_file_that_came_in_from_outside_too_and_of_none_that_is_stopped(self, made):
        one = play.until(play.found(made.tree.cell, "Sùng Thị Dợ"), S.GATHERED)
        row = procedure.note_came_in(one, by=MACHINE, day=WENT, outside="Đảng ủy phường Tân Lập", decision=paper())
        assert corrected(row).decision.number == "8-GCN/ĐU"
        procedure.stop_file(one, by=MACHINE, kind="withdrawn", day=AFTER)
        refused(lambda: corrected(row), "thôi xét")


class TestTakenBack:
    def test_not_once_the_new_cell_voted_on_the_very_day(self, made):
        row = handed(made)
        procedure.record_cell_vote(
            made.one, by=MACHINE, day=WENT, present=3, in_favour=3, against=0, decision=play.paper("9-NQ/CB", WENT)
        )
        refused(lambda: taken_back(row), "Từ khi chuyển đã ghi việc ngày 01/12/2025")

    def test_not_once_the_new_cell_assigned_a_helper_on_the_very_day(self, made):
        row = handed(made)
        procedure.assign_helper(made.one, by=MACHINE, member=made.there[0], day=WENT)
        refused(lambda: taken_back(row), "Từ khi chuyển đã ghi việc ngày 01/12/2025")

    def test_who_helped_before_goes_on_though_the_new_cell_had_assigned_another(self, made):
        row = handed(made)
        other = procedure.assign_helper(made.one, by=MACHINE, member=made.there[0], day=AFTER)
        procedure.take_back_helper(other, by=MACHINE, why="phân công nhầm")
        taken_back(row)
        assert Helper.unscoped.get(pk=made.helper.pk).until is None
        assert helping.ends_of(made.one, helping.rows_of(made.one)) == {made.helper.pk: None}

    def test_who_ended_before_it_went_has_ended(self, made):
        procedure.end_helper(made.helper, by=MACHINE, day=WENT - timedelta(days=1))
        taken_back(handed(made))
        assert Helper.unscoped.get(pk=made.helper.pk).until == WENT - timedelta(days=1)

    def test_the_secretary_of_the_new_cell_comes_back_to_the_list_and_is_told(self, made):
        row, browser = handed(made), signed_in(made.there_account)
        answer = browser.post(reverse("take-back-hand-over", args=[row.pk]), {"why": "gửi nhầm chi bộ"}, follow=True)
        assert answer.redirect_chain == [(reverse("applicants"), 302)]
        assert answer.status_code == 200 and "Đã bỏ lúc" in text(answer)

    def test_the_officer_who_reads_the_file_still_comes_back_to_it(self, made):
        row, browser = handed(made), signed_in(made.cast.officer)
        answer = browser.post(reverse("take-back-hand-over", args=[row.pk]), {"why": "gửi nhầm chi bộ"})
        assert answer.url == reverse("applicant", args=[made.one.pk])


class TestWhichPaper:
    def test_who_issued_it_alone_says_of_no_paper_which_one_it_is(self, made):
        refused(lambda: handed(made, decision=BODY_ALONE), "Ghi số hoặc ngày của giấy chứng nhận")
        refused(
            lambda: procedure.note_came_in(made.one, by=MACHINE, day=WENT, outside="tỉnh bạn", decision=BODY_ALONE),
            "Ghi số hoặc ngày của giấy chứng nhận",
        )

    def test_neither_of_a_step_that_is_nothing_without_its_paper(self, made):
        one = play.found(made.tree.cell, "Sùng Thị Dợ")
        refused(lambda: play.do(one, S.SYMPATHISER, decision=BODY_ALONE), "Ghi số hoặc ngày của nghị quyết")


class TestWhoSeesIt:
    def test_an_area_takes_who_applies_in_its_cells_today_for_its_enterprises(self, made):
        tree, today = made.tree, MACHINE.day
        one = play.found(tree.cell, "Sùng Thị Dợ")
        procedure.hand_over_file(one, by=MACHINE, organisation=tree.other_cell, day=WENT, decision=paper())
        assert one.pk not in enterprises.people_of_area(tree.committee.pk, today)[1]
        assert enterprises.people_of_area(tree.other_committee.pk, today)[1] == {one.pk: "Sùng Thị Dợ"}
        assert made.one.pk in enterprises.people_of_area(tree.committee.pk, today)[1]

    def test_a_plan_of_an_earlier_day_names_the_cell_to_which_it_was_handed_since(self, made):
        play.do(made.one, S.CELL, day=date(2026, 5, 20))
        handed(made, made.tree.other_cell, day=date(2026, 6, 10))
        with builders.whole():
            led = leading([made.one], DAY - timedelta(days=1), handed_by=MACHINE.day)
        assert led == {made.one.pk: made.tree.other_cell.pk}
        for cell, named in ((made.tree.cell, False), (made.tree.other_cell, True)):
            plan = drawn(step(MERGE, cell, made.tree.sibling))
            cases = plan_page(signed_in(made.cast.officer), plan).context["cases"]
            assert any("Giàng Thị Mỷ" in one.what for one in cases) is named

    def test_the_proposal_names_whoever_resolved_before_it_was_handed_over(self, made):
        play.do(made.one, S.CELL, day=WENT - timedelta(days=9))
        play.do(made.one, S.COMMITTEE, day=WENT - timedelta(days=5))
        handed(made, made.tree.other_cell)
        with builders.whole():
            said = "\n".join(decisions.proposal(read(made.one, MACHINE.day)).parts[0].lines)
        assert "Chi bộ Thôn 1 đã ra" in said and "Đảng ủy xã An Khê đã ra" in said
        assert "chi bộ đã ra" not in said and "đảng ủy cơ sở đã ra" not in said

    def test_a_file_handed_out_is_not_taken_up_beside_the_new_one_of_the_person(self, made):
        out(made)
        play.found(made.tree.sibling)
        refused(
            lambda: procedure.take_file_up(made.one, by=MACHINE, why="trở lại"), "nay có hồ sơ kết nạp khác đang xét"
        )
        assert Stop.unscoped.filter(applicant=made.one).exists()


class TestToACellThatIsAGrassRootsOrganisation:
    AGAIN = "chi bộ này xét, biểu quyết lại"

    def shown(self, made):
        return text(page(made.cast.officer, made.one))

    def test_it_votes_itself_where_no_committee_had_resolved(self, made):
        play.do(made.one, S.CELL, day=WENT - timedelta(days=9))
        handed(made, made.tree.grass_cell)
        assert self.AGAIN in self.shown(made)
        refused(lambda: play.do(made.one, S.DECISION, day=AFTER), "Chưa ghi bước 12")
        play.do(made.one, S.CELL, day=AFTER)
        play.do(made.one, S.DECISION, day=AFTER + timedelta(days=7))

    def test_the_year_counts_it_where_the_file_says_it_waits(self, made):
        """Up to the eve for the committee, from then on for the vote of the new cell; each number opens its name."""
        play.do(made.one, S.CELL, day=WENT - timedelta(days=9))
        handed(made, made.tree.grass_cell)
        browser = signed_in(made.cast.officer)
        for day, label in (
            (WENT - timedelta(days=1), "Chờ đảng ủy cơ sở"),
            (WENT, "Chờ chi bộ"),
            (AFTER, "Chờ chi bộ"),
        ):
            said = browser.get(reverse("year"), {"tu": "1/1/2025", "den": f"{day:%d/%m/%Y}"}).content.decode()
            numbers = re.findall(r'href="([^"]*)"[^>]*aria-label="1: (Chờ [^",]*|đang chờ bước [^"]*)[",]', said)
            assert {words for _, words in numbers if words.startswith("Chờ")} == {label}, day
            for href, _ in numbers:
                assert "Giàng Thị Mỷ" in text(browser.get(html.unescape(href)))
        assert any(words.startswith("đang chờ bước 12") for _, words in numbers)

    def test_what_a_committee_resolved_stands(self, made):
        play.do(made.one, S.CELL, day=WENT - timedelta(days=9))
        play.do(made.one, S.COMMITTEE, day=WENT - timedelta(days=5))
        handed(made, made.tree.grass_cell)
        assert self.AGAIN not in self.shown(made)
        play.do(made.one, S.DECISION, day=AFTER)

    def test_back_in_the_cell_that_resolved_it_stands_again(self, made):
        play.do(made.one, S.CELL, day=WENT - timedelta(days=9))
        handed(made, made.tree.grass_cell)
        handed(made, made.tree.cell, AFTER)
        play.do(made.one, S.COMMITTEE, day=AFTER)


class TestThePage:
    def test_a_file_that_went_out_opens_no_form_to_go_again(self, made):
        out(made)
        for name in ("hand-over-file", "came-in"):
            answer = signed_in(made.cast.cell_secretary).get(reverse(name, args=[made.one.pk]), follow=True)
            assert answer.redirect_chain == [(reverse("applicant", args=[made.one.pk]), 302)]
            assert "Hồ sơ này thôi xét từ ngày 01/12/2025" in text(answer)


def test_of_a_day_on_which_the_former_cell_led_the_new_one_records_nothing(made):
    """Found by trying: the new cell wrote a vote of a day before the file came. It was the former cell's to hold."""
    one = play.until(play.found(made.tree.cell, "Thào Thị Dí"), S.APPLICATION)
    procedure.hand_over_file(one, by=MACHINE, organisation=made.tree.sibling, day=WENT, decision=paper())
    where = reverse("step-profile", args=[one.pk])
    client = signed_in(made.there_account)
    answer = client.post(where, {"day": "3/11/2025"})
    assert answer.status_code == 422
    assert "Ngày 03/11/2025 hồ sơ còn ở" in text(answer) and "chuyển sang đây ngày 01/12/2025" in text(answer)
    assert "day" in answer.context["form"].errors
    assert client.post(where, {"day": "1/12/2025"}).status_code == 302
    step = Step.unscoped.get(applicant=one, kind=S.PROFILE)
    with pytest.raises(RuleBroken, match="là của nơi cũ"):
        procedure.correct_step(step, by=builders.actor(made.there_account), day=date(2025, 11, 3), why="nhầm")
    # Whoever stands above both cells records it for the former one.
    above = builders.actor(made.cast.committee_secretary)
    assert procedure.correct_step(step, by=above, day=date(2025, 11, 3), why="ngày trên giấy").day == date(2025, 11, 3)
