"""A new version of a rule: which open files it touches, and what changes for each."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from admissions.models import StepKind
from admissions.rules import versions
from admissions.rules.probation import Path
from admissions.rules.recognition import Try
from admissions.rules.way import Way
from members.regulations import RULES, shown
from tests import builders
from tests.admissions import play
from tests.ground import laid
from tests.reports.pages import text
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db]
S = StepKind
# 208-QĐ/TW.
NEW = date(2026, 7, 26)
OLD = date(2026, 7, 1)

ground = laid(builders.make_cast)


@pytest.fixture
def cast(ground, db):
    return ground.found()


def page(client, **asked):
    return text(client.get(reverse("versions-of-files"), asked))


def after(said, name):
    """What the row of somebody says, up to the next one."""
    return said.partition(name)[2][:120]


def test_every_rule_of_admission_is_asked_on_the_day_of_some_step():
    """What a new rule changes, and for whom, is decided when the rule comes."""
    # Who helps is asked on the day of the assignment, which is no step.
    of_steps = {key for key in RULES if key.startswith(("admission.", "readmission."))} - {"admission.helper"}
    assert of_steps == versions.ASKED_ON.keys() - {"member.file_wd"}
    assert versions.ASKED_ON.keys() | versions.ASKED_AFTER.keys() >= versions.REFUSES


def test_every_rule_of_recognition_is_asked_on_the_day_of_some_step():
    assert {key for key in RULES if key.startswith(("recognition.", "probation.", "party_age."))} == set(
        versions.ASKED_AFTER
    )


def test_what_a_version_changes_for_who_is_on_probation():
    """After three votes short of two thirds a fourth is refused by 24-QĐ/TW and 294-QĐ/TW; of 208-QĐ/TW it was not
    seen. The age in the Party counts by 208-QĐ/TW from the day on which the decision was issued."""
    later = [one for one in versions.points()[NEW] if one.after_ceremony]
    assert [one.label for one in later] == ["công nhận 5", "công nhận 8"]
    assert (later[0].before, later[0].after) == ("chặn", "chỉ nhắc")
    assert "ban hành quyết định kết nạp" in later[1].after

    def touched(path):
        return [one.label for one in later if versions.touches(Way(), path, one, NEW)]

    admitted = Path(admitted_on=date(2025, 6, 9))
    assert touched(None) == []
    assert touched(admitted) == ["công nhận 5", "công nhận 8"]
    assert touched(replace(admitted, tries=(Try(OLD, passed=True),))) == ["công nhận 8"]
    assert touched(replace(admitted, tries=(Try(NEW, passed=True),))) == ["công nhận 5", "công nhận 8"]
    assert touched(replace(admitted, official_on=date(2026, 6, 9), decided_on=NEW)) == []
    assert touched(replace(admitted, left_on=OLD, left_as="xóa tên")) == []


def test_whoever_is_on_probation_is_listed_with_what_changes(cast):
    play.gathered(play.probationer(cast.tree.cell))
    play.recognised(play.gathered(play.probationer(cast.tree.sibling, "Vàng Thị Súa")))
    play.struck_off(play.gathered(play.probationer(cast.tree.sibling, "Lù Seo Dìn")))
    play.proposed(play.gathered(play.probationer(cast.tree.sibling, "Tải Seo Chẩn")))
    said = page(signed_in(cast.committee_secretary))
    assert "chờ quyết định xóa tên không điểm nào" in after(said, "Tải Seo Chẩn")
    assert "6 công nhận 5 Biểu quyết không đủ 2/3 thì báo cáo cấp trên sau chặn chỉ nhắc" in said
    row = after(said.partition("đang xét, đang dự bị")[2], "Giàng Thị Mỷ")
    assert "công nhận 5, chi bộ xét, biểu quyết công nhận 6, 7" in row
    assert "Vàng Thị Súa" not in said
    assert "Lù Seo Dìn" not in said


def test_a_version_that_only_rests_on_another_paper_changes_nothing():
    """232-QĐ/TW said what 24-QĐ/TW had said."""
    assert date(2025, 1, 20) not in versions.points()


def test_a_rule_that_is_less_sure_only_warns_from_then_on():
    (late,) = [one for one in versions.points()[NEW] if one.kind == S.CEREMONY]
    assert (late.before, late.after) == ("chặn", "chỉ nhắc")


@pytest.mark.parametrize(
    ("done", "kinds"),
    [
        ({}, [S.INTRODUCED, S.CELL, S.DECISION, S.DECISION, S.CEREMONY]),
        ({S.INTRODUCED: OLD, S.CELL: NEW - timedelta(1)}, [S.DECISION, S.DECISION, S.CEREMONY]),
        # On the first day of the new version it is judged by it.
        ({S.INTRODUCED: OLD, S.CELL: NEW}, [S.CELL, S.DECISION, S.DECISION, S.CEREMONY]),
        ({S.INTRODUCED: OLD, S.CELL: OLD, S.DECISION: NEW - timedelta(1)}, [S.CEREMONY]),
    ],
)
def test_what_was_done_before_the_version_stays_as_it_was(done, kinds):
    way = Way(days=done)
    assert [one.kind for one in versions.points()[NEW] if versions.touches(way, None, one, NEW)] == kinds


def test_each_open_file_says_which_points_are_its_own(cast):
    play.until(play.found(cast.tree.cell), S.DECISION)
    play.found(cast.tree.sibling, "Vàng Thị Súa")
    stopped = play.found(cast.tree.sibling, "Lù Seo Dìn")
    play.procedure.stop_file(stopped, by=play.MACHINE, kind="withdrawn", day=play.FOUND)
    said = page(signed_in(cast.committee_secretary))
    assert "Đổi từ 26/7/2026" in said
    assert "2 12 Trình độ học vấn có bằng tốt nghiệp trung học cơ sở hoàn thành chương trình giáo dục bậc" in said
    assert "1, 2, 3, 4, 5" in after(said, "Vàng Thị Súa")
    assert after(said, "Giàng Thị Mỷ").split("16, lễ kết nạp")[1].split()[0] == "5"
    assert "Lù Seo Dìn" not in said


def test_a_version_still_to_come_says_so(cast):
    with time_machine.travel("2026-06-30 05:00:00+00:00"):
        client = signed_in(cast.officer)
        assert "Đổi từ 26/7/2026 (chưa đến)" in page(client)
    with time_machine.travel("2026-07-26 05:00:00+00:00"):
        assert "(chưa đến)" not in page(signed_in(cast.officer))


def test_a_file_of_another_part_is_not_among_them(cast):
    play.found(cast.tree.other_cell, "Vàng Thị Súa")
    assert "Vàng Thị Súa" not in page(signed_in(cast.cell_secretary))
    assert "Vàng Thị Súa" in page(signed_in(cast.officer))
    assert signed_in(cast.reader).get(reverse("versions-of-files")).status_code == 403


def test_a_day_on_which_nothing_changed_leads_to_the_newest_version(cast):
    assert "Đổi từ 26/7/2026" in page(signed_in(cast.officer), tu="2020-02-30")


def test_the_page_of_rules_leads_to_the_files_for_who_reads_them(cast):
    where = reverse("versions-of-files")
    assert where in signed_in(cast.cell_secretary).get(reverse("rules")).content.decode()
    assert where not in signed_in(cast.reader).get(reverse("rules")).content.decode()


def test_an_open_step_names_who_does_it_and_its_rules_as_of_one_day(cast):
    """Found by looking at a file: "Do ban thường vụ đảng ủy cơ sở quyết định" of today, and beside it the rule of the
    day of the resolution, which names another body. A term stays that of the day from which it counts."""
    one = play.until(play.found(cast.tree.cell), S.COMMITTEE)
    with time_machine.travel(f"{NEW} 05:00:00+00:00", tick=True):
        steps = signed_in(cast.officer).get(reverse("applicant", args=[one.pk])).context["steps"]
    decision = next(step for step in steps if step.title == S.DECISION.label)
    body, term = decision.rules
    assert (body.value, body.citation) == (decision.who, "Quy định 208-QĐ/TW")
    assert term.since == shown(RULES["admission.decision_wd"], play.day_of(S.CELL)).since
    done = next(step for step in steps if step.title == S.COMMITTEE.label)
    assert done.rules == [shown(RULES["admission.committee_quorum"], play.day_of(S.COMMITTEE))]


def test_the_share_of_an_open_vote_is_that_of_the_day_on_which_it_is_held(cast):
    one = play.until(play.found(cast.tree.cell), S.CELL)
    with time_machine.travel(f"{NEW} 05:00:00+00:00", tick=True):
        steps = signed_in(cast.officer).get(reverse("applicant", args=[one.pk])).context["steps"]
    vote = next(step for step in steps if step.title == S.COMMITTEE.label)
    assert vote.rules == [shown(RULES["admission.committee_quorum"], NEW)]
