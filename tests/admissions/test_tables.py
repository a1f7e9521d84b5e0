"""What the tables themselves refuse, whoever writes."""

from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from admissions.models import (
    Applicant,
    Attendance,
    Authorisation,
    Backing,
    Course,
    Enterprise,
    EnterpriseLink,
    Handling,
    HandOver,
    Helper,
    Introducer,
    Readmission,
    RecognitionStep,
    Remark,
    Step,
    Stop,
    SupportVisit,
    Target,
    Verification,
    Vote,
    Voter,
    Worker,
)
from members.models import Decision
from tests import builders
from tests.admissions import play
from tests.ground import laid

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
DAY = date(2025, 9, 1)


class Ground:
    def __init__(self) -> None:
        self.tree = builders.make_tree()
        self.one = play.found(self.tree.cell)
        self.member = builders.member("Cứ Seo Hòa", self.tree.cell)
        self.paper = Decision.objects.create(number="3-QĐ/HU")


ground = laid(Ground)


@pytest.fixture
def made(ground, db):
    return ground.found()


def applicant(made, **given):
    said = {"full_name": "Thào Thị Dí", "organisation": made.tree.cell, "backing": Backing.YOUTH}
    return Applicant.unscoped.create(**{**said, **given})


def step(made, **given):
    return Step.unscoped.create(**{"applicant": made.one, "kind": "sympathiser", "day": DAY, **given})


def vote(made, **given):
    numbers = {"base": 9, "present": 8, "in_favour": 6, "against": 1, "invalid": 1}
    return Vote.unscoped.create(**{"applicant": made.one, "kind": "cell", "day": DAY, **numbers, **given})


def stop(made, **given):
    return Stop.unscoped.create(**{"applicant": made.one, "kind": "stopped", "day": DAY, **given})


def handed(made, **given):
    return HandOver.unscoped.create(**{"applicant": made.one, "organisation": made.tree.sibling, "day": DAY, **given})


def came_in(made, **given):
    return handed(made, **{"organisation": None, "outside": "Đảng ủy phường Tân Lập", **given})


def voter(made, **given):
    of = Vote.unscoped.filter(applicant=made.one).first() or vote(made)
    return Voter.unscoped.create(**{"vote": of, "member": made.member, "reason": "official", **given})


def authorisation(made, **given):
    said = {"organisation": made.tree.committee, "decision": made.paper, "since": DAY}
    return Authorisation.unscoped.create(**{**said, **given})


def introducer(made, **given):
    of = Step.unscoped.filter(applicant=made.one, kind="introduced").first() or step(made, kind="introduced")
    return Introducer.unscoped.create(**{"step": of, "member": made.member, "together": play.TOGETHER, **given})


def helper(made, **given):
    return Helper.unscoped.create(**{"applicant": made.one, "member": made.member, "since": DAY, **given})


def remark(made, **given):
    of = Helper.unscoped.filter(applicant=made.one).first() or helper(made)
    return Remark.unscoped.create(**{"helper": of, "day": DAY, **given})


def sent(made, **given):
    said = {"applicant": made.one, "place": "Chi bộ Bản Díu", "sent_on": DAY}
    return Verification.unscoped.create(**{**said, **given})


def noted(made, **given):
    said = {"applicant": made.one, "matter": "admission", "noted": "longer", "day": DAY, "wd": 20}
    return Handling.unscoped.create(**{**said, **given})


def again(made, **given):
    return Readmission.unscoped.create(**{"applicant": made.one, "former": made.member, **given})


def course(made, **given):
    said = {"organisation": made.tree.committee, "kind": "awareness", "name": "Khóa 1", "place": "Trung tâm"}
    return Course.unscoped.create(**{**said, "first_day": DAY, "last_day": DAY, **given})


def attendance(made, **given):
    of = given.pop("course", None) or Course.unscoped.first() or course(made)
    return Attendance.unscoped.create(**{"course": of, "applicant": made.one, **given})


def gathered(made, **given):
    return RecognitionStep.unscoped.create(**{"applicant": made.one, "kind": "self_review", "day": DAY, **given})


def visit(made, **given):
    return SupportVisit.unscoped.create(
        **{"member": made.member, "kind": "young", "day": DAY, "name": "Lù Seo Páo", **given}
    )


def target(made, **given):
    said = {"organisation": made.tree.committee, "decision": made.paper, "year": 2025, "number": 9, "day": DAY}
    return Target.unscoped.create(**{**said, **given})


def enterprise(made, **given):
    return Enterprise.unscoped.create(
        **{"area": made.tree.committee, "name": "Công ty TNHH May", "since": DAY, **given}
    )


def link(made, **given):
    of = Enterprise.unscoped.first() or enterprise(made)
    return EnterpriseLink.unscoped.create(**{"enterprise": of, "organisation": made.tree.cell, "since": DAY, **given})


def worker(made, **given):
    of = Enterprise.unscoped.first() or enterprise(made)
    return Worker.unscoped.create(**{"enterprise": of, "member": made.member, "since": DAY, **given})


def worker_on_the_way(made, **given):
    return worker(made, **{"member": None, "applicant": made.one, **given})


def visit_of_two(made, **given):
    other = builders.member("Vàng Seo Chứ", made.tree.cell)
    return visit(made, **{"visitor": other, "name": "", **given})


def certified(made, **given):
    """Each time in another class."""
    of = course(made, name=f"Khóa {Course.unscoped.count() + 1}")
    return attendance(made, course=of, **{"certified_on": DAY, "decision": made.paper, **given})


def of_one_step(made, **given):
    """Each time in another class, as what came of the one step."""
    of = course(made, name=f"Khóa {Course.unscoped.count() + 1}")
    done = Step.unscoped.filter(applicant=made.one, kind="certificate").first() or step(made, kind="certificate")
    return attendance(made, course=of, step=done, **given)


# Of each constraint by its name: who writes, what fits, what the table refuses beside it.
REFUSED = {
    "applicant_has_a_name": (applicant, {}, [{"full_name": ""}]),
    "applicant_birth_with_precision": (
        applicant, {"birth_on": DAY, "birth_precision": "d"}, [{"birth_on": DAY}, {"birth_precision": "y"}],
    ),
    "applicant_has_a_backing": (
        applicant, {}, [{"backing": ""}],
    ),
    "step_once": (step, {}, [{"day": date(2025, 9, 2)}]),
    "step_received_after_signed": (
        step, {"kind": "decision", "received_on": DAY},
        [{"kind": "records", "received_on": DAY}, {"kind": "union", "received_on": date(2025, 8, 31)}],
    ),
    "vote_once_a_day": (vote, {}, [{"in_favour": 5}]),
    "vote_somebody_is_there": (
        vote, {"base": 1, "present": 1, "in_favour": 1, "against": 0, "invalid": 0},
        [{"base": base, "present": 0, "in_favour": 0, "against": 0, "invalid": 0, "kind": "committee"}
         for base in (0, 4)],
    ),
    "vote_present_of_base": (vote, {"present": 9}, [{"present": 10, "kind": "committee"}]),
    "vote_counts_who_is_there": (
        vote, {"in_favour": 7, "against": 0}, [{"in_favour": 7, "kind": "committee"}],
    ),
    "vote_size_of_a_committee": (
        lambda made, **given: vote(made, size_decision=made.paper, **given), {"kind": "committee"}, [{"kind": "cell"}],
    ),
    "voter_once": (voter, {}, [{"reason": "gone"}]),
    "voter_known_or_named": (
        voter, {"member": None, "name": "Hảng Seo Chu"}, [{"member": None}, {"name": "Hảng Seo Chu"}],
    ),
    "authorisation_since_before_until": (
        authorisation, {"until": date(2025, 9, 2)}, [{"until": DAY}, {"until": date(2025, 8, 1)}],
    ),
    "introducer_once": (introducer, {}, [{"together": DAY}]),
    "introducer_known_or_named": (
        introducer, {"member": None, "name": "Hảng Seo Chu"}, [{"member": None}, {"name": "Hảng Seo Chu"}],
    ),
    "helper_since_before_until": (helper, {"until": date(2025, 9, 2)}, [{"since": date(2025, 10, 1), "until": DAY}]),
    "helper_has_a_first_day": (helper, {}, [{"since": None, "until": DAY}]),
    "admissions_helper_no_overlap": (
        helper, {"until": date(2025, 10, 1)}, [{}, {"since": date(2025, 9, 30)}, {"since": date(2025, 8, 1)}],
    ),
    "remark_once_a_day": (remark, {}, [{}]),
    "verification_once_a_day": (sent, {}, [{"answered_on": DAY, "conclusion": "passed"}]),
    "verification_has_a_place": (sent, {}, [{"place": ""}]),
    "verification_answered_with_conclusion": (
        sent, {"answered_on": DAY, "conclusion": "more"},
        [{"place": "x", "answered_on": DAY}, {"place": "x", "conclusion": "failed"}],
    ),
    "verification_answered_after_sent": (
        sent, {"answered_on": DAY, "conclusion": "passed"},
        [{"place": "x", "answered_on": date(2025, 8, 31), "conclusion": "passed"}],
    ),
    "verification_paper_of_answer": (
        lambda made, **given: sent(made, decision=made.paper, **given), {"answered_on": DAY, "conclusion": "passed"},
        [{"place": "x"}],
    ),
    "handling_once": (noted, {}, [{"wd": 10}]),
    "handling_longer_by_days": (
        noted, {}, [{"matter": "recognition", "wd": None}, {"noted": "came"}, {"matter": "recognition", "wd": 0}],
    ),
    "handling_paper_of_longer": (
        lambda made, **given: noted(made, decision=made.paper, **given), {}, [{"noted": "came", "wd": None}],
    ),
    "readmission_cleared_by_a_paper": (
        lambda made, **given: again(made, **({"applicant": applicant(made)} | given)), {},
        [{"cleared_on": DAY}],
    ),
    "one readmission": (again, {}, [{}]),
    "course_once": (course, {}, [{"place": "x"}]),
    "course_has_a_name_and_a_place": (course, {}, [{"name": ""}, {"name": "Khóa 2", "place": ""}]),
    "course_ends_after_it_begins": (course, {}, [{"name": "Khóa 2", "last_day": date(2025, 8, 31)}]),
    "attendance_once": (attendance, {}, [{}]),
    "attendance_of_one_step": (of_one_step, {}, [{}]),
    "attendance_certified_once": (certified, {}, [{}]),
    "attendance_certificate_whole": (certified, {}, [{"decision": None}, {"certified_on": None}]),
    "visit_once_a_day": (visit, {}, [{"name": "Khác"}]),
    "visit_visitor_known_or_named": (visit, {}, [{"name": "", "kind": "new"}]),
    "visit_by_somebody_else": (
        lambda made, **given: visit_of_two(made, **{"visitor": made.member} | given if given else {}), {},
        [{"kind": "new"}],
    ),
    "recognition_step_once": (gathered, {}, [{"day": date(2025, 9, 2)}]),
    "recognition_step_whose_remarks": (
        lambda made, **given: gathered(made, helper=helper(made, applicant=applicant(made)), **given),
        {"kind": "helper"}, [{"kind": "synthesis"}],
    ),
    "recognition_step_paper": (
        gathered, {},
        [{"kind": "certificate"}, {"kind": "cell"}],
    ),
    "target_once_a_day": (target, {}, [{"number": 8}]),
    "target_before_its_year_is_over": (target, {"day": date(2025, 12, 31)}, [{"year": 2024}]),
    "enterprise_since_before_until": (
        enterprise, {"until": date(2025, 9, 2)}, [{"name": "x", "until": DAY}],
    ),
    "enterprise_has_a_first_day": (enterprise, {}, [{"name": "x", "since": None}]),
    "enterprise_has_a_name": (enterprise, {}, [{"name": ""}]),
    "admissions_enterprise_no_overlap": (
        enterprise, {"until": date(2025, 10, 1)}, [{}, {"since": date(2025, 9, 30)}],
    ),
    "enterpriselink_since_before_until": (link, {"until": date(2025, 9, 2)}, [{"until": DAY}]),
    "enterpriselink_has_a_first_day": (link, {}, [{"since": None, "until": date(2020, 1, 1)}]),
    "admissions_enterpriselink_no_overlap": (link, {"until": date(2025, 10, 1)}, [{}, {"since": date(2025, 9, 30)}]),
    "worker_since_before_until": (worker, {"until": date(2025, 9, 2)}, [{"until": DAY}]),
    "worker_has_a_first_day": (worker, {}, [{"since": None, "until": date(2020, 1, 1)}]),
    "worker_member_or_applicant": (worker, {}, [{"member": None}]),
    "admissions_worker_no_overlap": (worker, {"until": date(2025, 10, 1)}, [{}, {"since": date(2025, 9, 30)}]),
    "admissions_worker_applicant_no_overlap": (
        worker_on_the_way, {"until": date(2025, 10, 1)}, [{}, {"since": date(2025, 9, 30)}],
    ),
    "hand_over_once_a_day": (handed, {}, [{}]),
    "hand_over_came_in_once": (came_in, {}, [{"day": date(2025, 9, 2)}]),
    "hand_over_one_place": (
        handed, {},
        [{"day": date(2025, 9, 2), "organisation": None}, {"day": date(2025, 9, 2), "outside": "Đảng ủy phường"}],
    ),
    "stop_handed_to_somewhere": (
        lambda made, **given: stop(made, **({"applicant": applicant(made)} | given)),
        {"kind": "handed", "outside": "Đảng ủy phường"}, [{"kind": "handed"}, {"outside": "Đảng ủy phường"}],
    ),
    "nobody less than none": (vote, {"against": 0}, [{"against": -1, "day": play.FOUND}]),
    "one stop": (stop, {}, [{"kind": "withdrawn"}]),
}  # fmt: skip
OF_FIELDS = {"nobody less than none", "one stop", "one readmission"}
# Made by the migration and not by the model.
BY_MIGRATION = {
    "admissions_helper_no_overlap", "admissions_enterprise_no_overlap", "admissions_enterpriselink_no_overlap",
    "admissions_worker_no_overlap", "admissions_worker_applicant_no_overlap",
}  # fmt: skip
UNNAMED = OF_FIELDS | {
    "step_once", "vote_once_a_day", "voter_once", "introducer_once", "remark_once_a_day", "verification_once_a_day",
    "handling_once", "recognition_step_once", "course_once", "attendance_once", "attendance_of_one_step",
    "attendance_certified_once", "visit_once_a_day", "target_once_a_day", "hand_over_once_a_day",
    "hand_over_came_in_once",
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_table_takes_what_fits_and_refuses_what_does_not(made, name):
    write, fits, wrong = REFUSED[name]
    write(made, **fits)
    for given in wrong:
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            write(made, **given)
        # What is there once is called by its columns on SQLite.
        assert name in UNNAMED or name in str(refused.value)


def test_each_constraint_of_these_tables_is_tried():
    models = apps.get_app_config("admissions").get_models()
    assert set(REFUSED) == {one.name for model in models for one in model._meta.constraints} | OF_FIELDS | BY_MIGRATION


def test_a_cell_with_a_file_and_a_file_with_a_step_are_not_taken_away(made):
    for row in (made.tree.cell, made.one):
        with pytest.raises(ProtectedError):
            row.delete()


NAMES = [
    f"admissions_{name}" for name in (
        "applicant", "attendance", "authorisation", "course", "enterprise", "enterpriselink", "handling",
        "handover", "helper", "introducer", "readmission", "recognitionstep",
        "remark", "step", "stop", "supportvisit", "target", "verification", "vote", "voter", "worker",
    )
]  # fmt: skip
