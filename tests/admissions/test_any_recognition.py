"""Whatever is recorded of a recognition in whatever order: no file breaks a rule that is sure. The rules are written
down a second time in `watching_recognition`."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from admissions import procedure
from admissions.models import Applicant, Helper, RecognitionKind, RecognitionStep, Vote, VoteKind
from members.errors import Refusal
from members.models import Departure, Membership, Term
from tests import builders
from tests.admissions import classroom, play
from tests.admissions.test_any_order import handle, help_along, put_right, say_otherwise, step
from tests.admissions.watching import Watch
from tests.builders import MACHINE
from tests.properties.plain import written

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
R = RecognitionKind
ENDS = date(2026, 4, 25)
DAYS = [date(2025, 4, 20), date(2025, 9, 1), *(ENDS + timedelta(days=number) for number in (-1, 0, 1, 5, 5, 9, 9, 14)),
        date(2026, 6, 20), date(2026, 7, 1)]  # fmt: skip
EXAMPLES = settings.default.max_examples // (8 if connection.vendor == "sqlite" else 24)
WRITTEN = [R.CERTIFICATE, R.SELF_REVIEW, R.HELPER, R.SYNTHESIS, R.APPRAISAL]


def a_day(draw: Any) -> date:
    return draw(st.sampled_from(DAYS))


def gather(draw: Any, one: Applicant) -> None:
    """One that is not there yet, or any."""
    there = set(RecognitionStep.unscoped.filter(applicant=one).values_list("kind", flat=True))
    missing = [kind for kind in WRITTEN if kind not in there] or WRITTEN
    kind, day = draw(st.sampled_from(missing if draw(st.integers(0, 4)) else WRITTEN)), a_day(draw)
    helper = Helper.unscoped.filter(applicant=one).order_by("pk").last() if kind == R.HELPER else None
    play.gather(one, kind, day=day, **({"helper": helper} if helper and draw(st.integers(0, 4)) else {}))


def vote(draw: Any, one: Applicant, what: str = "recognition") -> None:
    day, favour = a_day(draw), draw(st.sampled_from([8, 8, 6, 5, 3]))
    given: dict[str, Any] = {"in_favour": favour, "against": 8 - favour}
    if 3 * favour < 18:
        given["decision"] = None
    if what == "committee":
        said = {"base": 9, "present": 8, "size": play.SIZE, "decision": play.paper("31-NQ/ĐU", day)} | given
        procedure.record_committee_on_recognition(one, by=MACHINE, day=day, **said)
        return
    play.considered(one, day, what=what, **given)


def committee(draw: Any, one: Applicant) -> None:
    vote(draw, one, "committee")


def propose(draw: Any, one: Applicant) -> None:
    vote(draw, one, "striking off")


def decide(draw: Any, one: Applicant) -> None:
    day = a_day(draw)
    verb = draw(st.sampled_from([procedure.record_recognition, procedure.record_striking_off]))
    verb(one, by=MACHINE, day=day, decision=play.paper("230-QĐ/HU", day))


def correct(draw: Any, one: Applicant) -> None:
    rows = list(RecognitionStep.unscoped.filter(applicant=one).order_by("pk"))
    if rows:
        row = draw(st.sampled_from(rows))
        procedure.correct_recognition_step(row, by=MACHINE, day=a_day(draw), why="gõ nhầm")


def take_back(draw: Any, one: Applicant) -> None:
    """A paper, a vote, or what was decided."""
    how = draw(st.integers(0, 3))
    if how == 0:
        procedure.take_back_recognition(one, by=MACHINE, why="nhầm")
    elif how == 1:
        procedure.take_back_striking_off(one, by=MACHINE, why="nhầm")
    elif how == 2 and (rows := list(RecognitionStep.unscoped.filter(applicant=one).order_by("pk"))):
        procedure.take_back_recognition_step(draw(st.sampled_from(rows)), by=MACHINE, why="nhầm")
    else:
        kinds = (VoteKind.RECOGNITION, VoteKind.RECOGNITION_ABOVE, VoteKind.STRIKING_OFF)
        if rows := list(Vote.unscoped.filter(applicant=one, kind__in=kinds).order_by("pk")):
            procedure.take_back_vote(draw(st.sampled_from(rows)), by=MACHINE, why="nhầm")


def learn(draw: Any, one: Applicant) -> None:
    """A class of new members with its certificate, put right and taken back."""
    seat = one.attendances(manager="unscoped").first()
    if seat is None:
        here = Term.unscoped.get(name="Đảng bộ xã An Khê", until=None)
        course = classroom.new_course(here.organisation)
        (seat,) = classroom.seated(course, [one])
    how = draw(st.integers(0, 2))
    if how == 0:
        procedure.take_back_certificate(seat, by=MACHINE, why="nhầm")
    elif how == 1:
        procedure.correct_certificate(seat, by=MACHINE, day=a_day(draw), why="nhầm")
    else:
        procedure.certify_new_member(seat, by=MACHINE, day=a_day(draw), decision=play.paper("9/CN", a_day(draw)))


CALLS = [
    *[gather] * 5, *[vote, committee, decide] * 4, *[propose, take_back, correct] * 2, learn, handle, handle,
    help_along, step, put_right, say_otherwise,
]  # fmt: skip


def begin(draw: Any, one: Applicant) -> None:
    """Some files come with every paper, some resolved, some with votes that fell short."""
    how = draw(st.integers(0, 5))
    with suppress(Refusal):
        if how:
            play.gathered(one)
        if how in (2, 3):
            play.considered(one, ENDS + timedelta(days=5))
        if how == 3:
            play.by_committee(one, ENDS + timedelta(days=9))
        for number in range(3 if how == 4 else 0):
            play.considered(one, ENDS + timedelta(days=number), in_favour=3, against=5, decision=None)
        if how == 5:
            play.considered(one, ENDS + timedelta(days=5), what="striking off")


def test_no_order_of_calls_makes_a_recognition_that_breaks_a_sure_rule():
    ends, refused, calls = Counter[str](), Counter[str](), Counter[str]()

    @settings(max_examples=EXAMPLES)
    @given(data=st.data())
    def plays(one: Applicant, data: st.DataObject) -> None:
        with transaction.atomic():
            watch = Watch(one)
            begin(data.draw, one)
            watch.look()
            before = written()
            for call in data.draw(st.lists(st.sampled_from(CALLS), min_size=5, max_size=12)):
                calls[call.__name__] += 1
                try:
                    with transaction.atomic():
                        call(data.draw, one)
                except Refusal:
                    refused[call.__name__] += 1
                    assert written() == before
                watch.look()
                before = written()
            spell = Membership.unscoped.filter(member=one.member_id).last()
            ends["official" if spell.official_on else "on probation"] += 1
            ends["gone"] += Departure.unscoped.filter(membership=spell).exists()
            transaction.set_rollback(True)

    made = builders.make_tree()
    for name in ("Cứ Seo Hòa", "Lồ Thị Dung"):
        builders.member(name, made.other_cell)
    part = builders.organisation("Đảng bộ bộ phận Nà Lúm", "part", made.committee)
    for number, cell in enumerate((made.cell, made.grass_cell, builders.organisation("Chi bộ Thôn 8", "cell", part))):
        plays(play.probationer(cell, f"Giàng Thị Mỷ {'ABC'[number]}"))
    # The plays come to both ends, and each call did something.
    assert ends["official"] and ends["gone"], ends
    assert all(refused[name] < calls[name] for name in calls), (refused, calls)
