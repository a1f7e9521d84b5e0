"""The made-up files: some at every step, one that fell short, some that were stopped; no second time."""

import re
from io import StringIO

import pytest
from django.core.management import call_command

from admissions.models import (
    Applicant,
    Attendance,
    Course,
    Enterprise,
    Handling,
    HandOver,
    Helper,
    Introducer,
    RecognitionKind,
    Remark,
    Step,
    StepKind,
    Stop,
    StopKind,
    SupportVisit,
    Verification,
    Vote,
    VoteKind,
    Voter,
    Worker,
)
from admissions.procedure import probation
from admissions.procedure.reading import read_many
from admissions.rules import probation as probation_rules
from admissions.rules.verifying import in_the_way
from admissions.rules.way import STAGES, upcoming
from members.models import Membership

R, S = RecognitionKind, StepKind
RECOGNISED = (VoteKind.RECOGNITION, VoteKind.STRIKING_OFF)
pytestmark = [pytest.mark.django_db]


def check_followed(files):
    """Of those whose months are over some wait for the vote, for who decides; one is official, one gone."""
    paths = [one.path for one in probation.of_files(files).values()]
    assert {probation_rules.upcoming(one) for one in paths} >= {R.CELL, R.DECISION, None}
    assert sum(one.official_on is not None for one in paths) == 2
    assert [one.left_as for one in paths if one.left_as] == ["xóa tên"]
    assert any(one.has_part and R.APPRAISAL in one.done() for one in paths)


def check_numbers():
    """Each paper has the symbol of its kind and of the body that issued it."""
    symbols = {}
    for step in (*Step.unscoped.exclude(decision=None), *Vote.unscoped.exclude(decision=None)):
        symbols.setdefault(StepKind(step.kind) if step.kind in S.values else step.kind, set()).add(
            re.sub(r"^[0-9]+", "", step.decision.number)
        )
    ballots = {S.CELL: {"-NQ/CB"}, S.COMMITTEE: {"-NQ/ĐU"}, **{kind: {"-NQ/CB"} for kind in RECOGNISED}}
    assert symbols == ballots | {
        S.SYMPATHISER: {"-NQ/CB"}, S.CLASS_PROPOSED: {"-CV/CB"}, S.CERTIFICATE: {"/CN"}, S.INTRODUCED: {""},
        S.VERIFIED: {"-CV/CB"}, S.UNION: {"-NQ/ĐTN"}, S.CHECKED: {"-KL/ĐU"}, S.APPRAISAL: {"-BC/ĐU"},
        S.CONSENT: {"-CV/TU"}, S.DECISION: {"-QĐ/TU", "-QĐ/ĐU"}, VoteKind.RECOGNITION_ABOVE: {"-NQ/ĐU"},
    }  # fmt: skip


def test_a_made_up_district_has_files_at_every_step():
    call_command("make_sample_district", members=300, seed="7", years=5, stdout=StringIO())
    said = StringIO()
    before = Membership.unscoped.count()
    call_command("make_sample_admissions", stdout=said)
    assert (
        "Hồ sơ kết nạp mẫu: 34, ở cả 17 bước; kết nạp lại: 2; hết dự bị: 7; trong doanh nghiệp: 0." in said.getvalue()
    )
    day = Membership.unscoped.exclude(admitted_on=None).latest("admitted_on").admitted_on
    files = read_many(list(Applicant.unscoped.all()), day).values()
    reached = {max(file.way.done(), key=list(StepKind).index) for file in files}
    assert reached == {stage.kind for stage in STAGES}
    assert any(upcoming(file.way) == StepKind.APPRAISAL for file in files)
    check_numbers()
    assert sum(upcoming(file.way) is None for file in files) == 9
    assert Membership.unscoped.count() - before == Applicant.unscoped.filter(member__isnull=False).count() == 11
    check_followed([file for file in files if file.applicant.member_id])
    assert {upcoming(file.way) for file in files if file.way.again} == {StepKind.CELL, StepKind.DECISION}
    assert HandOver.unscoped.count() == 1
    assert set(Stop.unscoped.values_list("kind", flat=True)) == set(StopKind.values)
    assert Vote.unscoped.filter(decision=None).count() == 1
    assert set(Vote.unscoped.values_list("kind", flat=True)) == set(VoteKind.values)
    for vote in Vote.unscoped.filter(size_decision=None):
        assert Voter.unscoped.filter(vote=vote).counted().count() == vote.base
    assert Voter.unscoped.filter(reason="official").exists()
    named = Introducer.unscoped.filter(member__isnull=False)
    assert named.count() > Introducer.unscoped.filter(member=None).count()
    assert Helper.unscoped.filter(until=None).exists() and Helper.unscoped.filter(until__isnull=False).exists()
    assert Remark.unscoped.exists()
    for file in files:
        assert bool(file.sent) == (StepKind.PROFILE in file.steps)
        if StepKind.VERIFIED in file.steps:
            assert not in_the_way(file.way.sendings, file.way.days[StepKind.VERIFIED])
    assert Verification.unscoped.exclude(conclusion="passed").count() == 2
    assert Handling.unscoped.filter(noted="came").exists() and Handling.unscoped.filter(noted="longer").exists()
    sat = Attendance.unscoped.all()
    assert set(Course.unscoped.values_list("kind", flat=True)) == {"awareness", "new_members"}
    assert sat.filter(course__kind="awareness").exists()
    assert sat.exclude(certified_on=None).count() == sat.filter(course__kind="new_members").count() - 1
    assert set(SupportVisit.unscoped.values_list("kind", flat=True)) == {"new", "young", "hard"}
    assert Enterprise.unscoped.filter(until=None).exists() and Enterprise.unscoped.exclude(until=None).exists()
    assert Worker.unscoped.filter(applicant=None).exists() and Worker.unscoped.filter(member=None).exists()
    refused = StringIO()
    with pytest.raises(SystemExit):
        call_command("make_sample_admissions", stderr=refused)
    assert "chỉ lập khi chưa có" in refused.getvalue()
