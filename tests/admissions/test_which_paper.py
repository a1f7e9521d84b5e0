"""A paper that something rests on says which one it is, by its number or its day, and was signed by then."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from admissions import procedure
from admissions.models import Handling, Target, Vote
from members.errors import RuleBroken
from members.procedure import Paper
from tests import builders
from tests.admissions import play
from tests.builders import MACHINE
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
S = play.StepKind
BODY_ALONE = Paper(body="Ban Thường vụ")
JANUARY = date(2026, 1, 12)


@pytest.fixture
def cast(db):
    return builders.make_cast()


def refused(call, field, words):
    with pytest.raises(RuleBroken) as said:
        call()
    assert (said.value.field, words in said.value.sentence) == (field, True), said.value.sentence


def test_who_made_a_resolution_alone_is_no_resolution(cast):
    one = play.until(play.found(cast.tree.cell), S.GATHERED)
    refused(lambda: play.do(one, S.CELL, decision=BODY_ALONE), "number", "ghi số hoặc ngày của nghị quyết")
    play.do(one, S.CELL)
    refused(lambda: play.do(one, S.COMMITTEE, decision=BODY_ALONE), "number", "ghi số hoặc ngày của nghị quyết")


def test_neither_of_a_resolution_on_the_recognition(cast):
    one = play.gathered(play.probationer(cast.tree.cell))
    refused(lambda: play.considered(one, play.CONSIDERED, decision=BODY_ALONE), "number", "ghi số hoặc ngày")
    assert not Vote.unscoped.filter(applicant=one, kind="recognition").exists()


def test_a_target_has_a_paper_that_was_signed_by_then(cast):
    where = cast.tree.committee
    refused(lambda: play.target(where, decision=BODY_ALONE), "number", "Ghi số hoặc ngày")
    late = play.paper("9-NQ/HU", JANUARY + timedelta(days=8))
    refused(lambda: play.target(where, decision=late), "signed_on", "20/01/2026, sau ngày giao chỉ tiêu 12/01/2026")
    assert not Target.unscoped.exists()


def test_a_term_is_made_longer_by_a_paper_that_is_signed_by_then(cast):
    one = play.until(play.found(cast.tree.cell), S.CELL)
    day = play.day_of(S.CELL) + timedelta(days=20)
    late = play.paper("12-CV/HU", day + timedelta(days=1))
    refused(lambda: play.longer(one, day, decision=late), "signed_on", "sau ngày gia hạn")
    noted = play.longer(one, day)
    refused(
        lambda: procedure.correct_handling(noted, by=MACHINE, decision=late, why="sai số"), "signed_on", "sau ngày gia"
    )
    eve = day - timedelta(days=1)
    refused(
        lambda: procedure.correct_handling(noted, by=MACHINE, day=eve, why="sai ngày"), "signed_on", "sau ngày gia hạn"
    )
    assert (noted.day, Handling.unscoped.get().decision.signed_on) == (day, day)


def test_the_consent_to_an_exception_says_which_it_is_at_its_own_field(cast):
    one = play.found(cast.tree.cell, schooling="primary")
    client, where = signed_in(cast.cell_secretary), reverse("correct-applicant", args=[one.pk])
    typed = {
        "full_name": one.full_name, "sex": "f", "birth": "18/9/2001", "schooling": "primary", "occupation": "farmer",
        "backing": "youth", "exception_body": "Ban Thường vụ Tỉnh ủy", "why": "vùng dân tộc thiểu số",
        "exception_number": "", "exception_signed_on": "",
    }  # fmt: skip
    answer = client.post(where, typed)
    assert answer.context["form"].errors.keys() == {"exception_number"}, answer.context["form"].errors
    to_come = client.post(where, {**typed, "exception_number": "45-CV/TU", "exception_signed_on": "1/1/2030"})
    assert to_come.context["form"].errors.keys() == {"exception_signed_on"}
    assert client.post(where, {**typed, "exception_number": "45-CV/TU"}).status_code == 302
