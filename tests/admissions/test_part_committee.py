"""A part-committee stands between the cell and the committee: its report is not the cell's to record, and is printed
with the numbers of its own forms (7-KNĐ, 14-KNĐ)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from admissions import procedure
from admissions.models import RecognitionKind, Step, StepKind
from admissions.procedure import EarlyStep
from admissions.rules.papers import BY_CODE
from admissions.views.acts import STEPS
from kit.calendar import print_day
from members.errors import RuleBroken
from members.models import Placement
from members.procedure import places, tree
from tests import builders
from tests.admissions import play
from tests.admissions.papers_play import drawn, missing
from tests.admissions.test_bases import member
from tests.builders import MACHINE, TODAY
from tests.ground import laid
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
S, R = StepKind, RecognitionKind
DAY = play.day_of(S.APPRAISAL)
CLOSED = date(2026, 5, 4)


class Ground:
    """A cell under a part-committee that has resolved; its secretary, and who leads the files of the part-committee."""

    def __init__(self) -> None:
        self.cast = builders.make_cast()
        self.part = builders.organisation("Đảng bộ bộ phận Nà Lúm", "part", self.cast.tree.committee)
        self.cell = builders.organisation("Chi bộ Thôn 8", "cell", self.part)
        for letter in "ABC":
            member(f"Ma Seo Lềnh {letter}", self.cell)
        self.secretary = builders.role(builders.account("bi-thu-thon-8", "Ma Văn Pao"), "cell", self.cell)
        self.above = builders.role(builders.account("bo-phan", "Sùng Seo Vần"), "committee", self.part)
        self.one = play.until(play.found(self.cell), S.CELL)


ground = laid(Ground)


@pytest.fixture
def made(ground, db):
    with time_machine.travel("2026-07-27 05:00:00+00:00", tick=True):
        yield ground.found()


def report(made, by, **given):
    return procedure.record_step(made.one, by=by, kind=S.APPRAISAL, day=DAY, **given)


def test_the_report_on_an_admission_is_not_the_cell_s_to_record(made):
    cell = builders.actor(made.secretary)
    with pytest.raises(RuleBroken, match="chi bộ không ghi") as refused:
        report(made, cell)
    assert refused.value.rule == "admission.appraisal"
    with pytest.raises(RuleBroken, match="chi bộ không ghi"):
        procedure.record_steps(made.one, by=cell, steps=[EarlyStep(S.APPRAISAL, DAY)])
    assert not Step.unscoped.filter(applicant=made.one, kind=S.APPRAISAL).exists()
    recorded = report(made, builders.actor(made.above))
    for change in (
        lambda: procedure.correct_step(recorded, by=cell, day=DAY + timedelta(days=1), why="nhầm"),
        lambda: procedure.take_back_step(recorded, by=cell, why="nhầm"),
    ):
        with pytest.raises(RuleBroken, match="chi bộ không ghi"):
            change()
    procedure.take_back_step(recorded, by=builders.actor(made.above), why="nhầm")
    report(made, builders.actor(made.cast.officer))


def test_the_page_of_the_file_offers_the_report_to_who_may_record_it(made):
    where = reverse("applicant", args=[made.one.pk])
    step = reverse(STEPS[S.APPRAISAL].name, args=[made.one.pk])
    assert step in signed_in(made.above).get(where).content.decode()
    assert step not in signed_in(made.secretary).get(where).content.decode()


def test_the_report_on_an_admission_is_printed_once_the_cell_has_resolved(made):
    said = drawn(made.one, "appraisal")
    for part in (
        "Mẫu 7-KNĐ", "BÁO CÁO THẨM ĐỊNH", "nghị quyết của chi bộ về đề nghị kết nạp đảng viên", "-BC/",
        "ĐẢNG BỘ XÃ AN KHÊ", "Kính gửi: Đảng ủy xã An Khê", "đã thẩm định Nghị quyết số 12-NQ/CB", "Giàng Thị Mỷ",
        "8/9 đảng viên chính thức tán thành", "sổ không lưu: quê quán, nơi cư trú; kết luận thẩm định",
    ):  # fmt: skip
        assert part in said, part
    report(made, MACHINE, decision=play.paper("05-BC/ĐUBP", DAY, "Đảng ủy bộ phận"))
    assert "Số 05-BC/ĐUBP" in drawn(made.one, "appraisal")
    assert "Báo cáo thẩm định của đảng ủy bộ phận 7-KNĐ Số 05-BC/ĐUBP" in drawn(made.one, "contents")


def test_the_report_on_a_cell_too_small_to_vote_says_on_which_paper_the_file_came(made):
    """Found by driving one: the step asked for the report, and its paper said that there was none."""
    one = play.until(play.found(made.cell, "Lục Thị Mai"), S.GATHERED)
    away, day = made.cast.tree.sibling, play.day_of(S.CELL)
    for row in Placement.unscoped.filter(organisation=made.cell).select_related("member").order_by("pk")[:2]:
        places.move(row.member, by=MACHINE, organisation=away, day=day - timedelta(days=1))
    assert "Chưa ghi lần chi bộ biểu quyết" in missing(one, "appraisal")
    procedure.refer_small_cell(one, by=MACHINE, day=day, decision=builders.Paper("04-CV/CB", day))
    said = drawn(one, "appraisal")
    for part in (
        "BÁO CÁO THẨM ĐỊNH hồ sơ đề nghị kết nạp đảng viên", "đã thẩm định hồ sơ đề nghị kết nạp quần chúng",
        "Chi bộ không đủ đảng viên chính thức nên không biểu quyết, theo văn bản số 04-CV/CB", "của Chi bộ Thôn 8",
    ):  # fmt: skip
        assert part in said, part


def test_the_report_on_a_recognition_has_a_form_of_its_own(made):
    one = play.gathered(play.probationer(made.cell, "Ma Thị Sen"))
    assert "Chưa ghi lần chi bộ biểu quyết đủ phiếu" in missing(one, "recognition-appraisal")
    day = date(2026, 5, 10)
    procedure.record_recognition_vote(
        one, by=MACHINE, day=day, present=3, in_favour=3, against=0, decision=play.paper("40-NQ/CB", day)
    )  # fmt: skip
    said = drawn(one, "recognition-appraisal", TODAY)
    for part in ("Mẫu 14-KNĐ", "về đề nghị công nhận đảng viên chính thức", "Nghị quyết số 40-NQ/CB",
                 "3/3 đảng viên chính thức tán thành, đạt 100,0%", "kể từ ngày 25/4/2026"):  # fmt: skip
        assert part in said, part
    procedure.record_recognition_step(
        one, by=MACHINE, kind=R.APPRAISAL, day=day, decision=builders.Paper("22-BC/ĐU", day)
    )  # fmt: skip
    procedure.record_committee_on_recognition(
        one, by=MACHINE, day=day, base=9, present=9, in_favour=9, against=0, size=play.SIZE,
        decision=play.paper("41-NQ/ĐU", day, "Đảng ủy xã An Khê"),
    )  # fmt: skip
    assert "và Báo cáo thẩm định số 22-BC/ĐU, ngày 10/5/2026 của Đảng ủy bộ phận Nà Lúm." in drawn(
        one, "committee-recognition"
    )


def test_the_committee_and_the_proposal_name_the_report_between_both_resolutions(made):
    """Found by looking: what the part-committee had found went up, and no paper said that it was there."""
    report(made, builders.actor(made.above), decision=builders.Paper("21-BC/ĐU", DAY))
    play.do(made.one, S.COMMITTEE)
    said = "Báo cáo thẩm định số 21-BC/ĐU, ngày " + f"{print_day(DAY)} của Đảng ủy bộ phận Nà Lúm"
    assert f"của Chi bộ và {said}." in drawn(made.one, "committee-resolution")
    proposal = drawn(made.one, "proposal")
    assert proposal.index("12-NQ/CB") < proposal.index(f"đã thẩm định: {said}.") < proposal.index("14-NQ/CB")


def test_a_cell_without_a_part_committee_has_no_such_report(made):
    one = play.until(play.found(made.cast.tree.cell, "Sùng Thị Mai"), S.CELL)
    assert missing(one, "appraisal") == "Trên chi bộ không có đảng ủy bộ phận."
    page = signed_in(made.cast.officer).get(reverse("applicant", args=[one.pk])).content.decode()
    assert "Giấy tờ để in" in page
    assert BY_CODE["appraisal"].title not in page
    page = signed_in(made.cast.officer).get(reverse("applicant", args=[made.one.pk])).content.decode()
    assert BY_CODE["appraisal"].title in page


def test_its_report_stays_under_a_vote_of_the_committee_that_fell_short_whatever_became_of_the_cell(made):
    """Found by random calls: once no committee stood above what carries the cell on, its vote was forgotten."""
    recorded = report(made, builders.actor(made.above))
    play.do(
        made.one, S.COMMITTEE, day=DAY + timedelta(days=1), base=9, present=9, in_favour=5, against=4, decision=None
    )
    whole = made.cast.tree.committee
    for place in Placement.unscoped.filter(organisation=made.cell, until=None).select_related("member"):
        places.move(place.member, by=MACHINE, organisation=made.cast.tree.cell, day=CLOSED)
    tree.close_organisation(made.cell, by=MACHINE, day=CLOSED, successor=whole)
    with pytest.raises(RuleBroken, match="Bỏ trước") as refused:
        procedure.take_back_step(recorded, by=MACHINE, why="nhầm")
    assert refused.value.field == "why"
