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
from admissions.models import Applicant, Handling, Helper, RecognitionKind, RecognitionStep, Vote, VoteKind
from admissions.procedure import probation
from admissions.procedure.reading import read
from admissions.rules.probation import upcoming
from members.errors import Refusal
from members.models import Departure, Membership, Term
from tests import builders
from tests.admissions import classroom, play
from tests.admissions.test_any_order import help_along, put_right, say_otherwise
from tests.admissions.watching_recognition import check_recognition
from tests.builders import MACHINE
from tests.properties.plain import written

pytestmark = pytest.mark.django_db
R = RecognitionKind
ENDS = date(2026, 4, 25)
DAYS = [date(2025, 4, 20), date(2025, 9, 1), *(ENDS + timedelta(days=number) for number in (-1, 0, 1, 5, 5, 9, 9, 14)),
        date(2026, 6, 20), date(2026, 7, 1)]  # fmt: skip
# Of each cell so many plays in a long run; on PostgreSQL, which takes longer for each, a quarter. A dozen come to all.
IN_LONG = 200 if connection.vendor == "sqlite" else 50
EXAMPLES = IN_LONG if settings.default.max_examples > 100 else 12
WRITTEN = [R.CERTIFICATE, R.SELF_REVIEW, R.HELPER, R.SYNTHESIS, R.APPRAISAL]


def a_day(draw: Any, one: Applicant) -> date:
    """Mostly one that comes after all that was recorded, else any."""
    if not draw(st.integers(0, 3)):
        return draw(st.sampled_from(DAYS))
    papers = RecognitionStep.unscoped.filter(applicant=one).values_list("day", flat=True)
    votes = Vote.unscoped.filter(applicant=one).values_list("day", flat=True)
    noted = Handling.unscoped.filter(applicant=one).values_list("day", flat=True)
    return min(max([ENDS, *papers, *votes, *noted]) + timedelta(days=draw(st.integers(0, 2))), MACHINE.day)


def gather(draw: Any, one: Applicant) -> None:
    """One that is not there yet, or any."""
    there = set(RecognitionStep.unscoped.filter(applicant=one).values_list("kind", flat=True))
    missing = [kind for kind in WRITTEN if kind not in there] or WRITTEN
    kind, day = draw(st.sampled_from(missing if draw(st.integers(0, 4)) else WRITTEN)), a_day(draw, one)
    helper = Helper.unscoped.filter(applicant=one).order_by("pk").last() if kind == R.HELPER else None
    play.gather(one, kind, day=day, **({"helper": helper} if helper and draw(st.integers(0, 4)) else {}))


def vote(draw: Any, one: Applicant, what: str = "recognition") -> None:
    day, favour = a_day(draw, one), draw(st.sampled_from([8, 8, 6, 5, 3]))
    given: dict[str, Any] = {"in_favour": favour, "against": 8 - favour}
    if 3 * favour < 18:
        given["decision"] = None
    if what == "committee":
        said = {"base": 9, "present": 8, "size": play.SIZE, "decision": play.paper("31-NQ/ĐU", day)} | given
        procedure.record_committee_on_recognition(one, by=MACHINE, day=day, **said)
        return
    play.considered(one, day, what=what, **given)


def go_on(draw: Any, one: Applicant) -> None:
    """The step whose turn it is, as an office does it."""
    kind, day = upcoming(probation.of_file(read(one, MACHINE.day)).path), a_day(draw, one)
    if kind is None or kind == R.DECISION:
        decide(draw, one)
    elif kind == R.CELL:
        play.considered(one, day)
    elif kind == R.COMMITTEE:
        play.by_committee(one, day)
    else:
        helper = Helper.unscoped.filter(applicant=one).order_by("pk").last() if kind == R.HELPER else None
        on = day if kind == R.APPRAISAL else ENDS
        play.gather(one, kind, day=on, **({"helper": helper} if helper else {}))


def note(draw: Any, one: Applicant) -> None:
    """The deciding level notes that the resolution came, that it takes longer; takes it back."""
    day, row = a_day(draw, one), Handling.unscoped.filter(applicant=one, matter="recognition").first()
    how = draw(st.integers(0, 2))
    if how == 0:
        play.longer(one, day, draw(st.integers(1, 40)))
    elif how == 1 and row is not None:
        procedure.take_back_handling(row, by=MACHINE, why="gõ nhầm")
    else:
        play.came(one, day)


def committee(draw: Any, one: Applicant) -> None:
    vote(draw, one, "committee")


def propose(draw: Any, one: Applicant) -> None:
    vote(draw, one, "striking off")


def decide(draw: Any, one: Applicant) -> None:
    day = a_day(draw, one)
    proposed = Vote.unscoped.filter(applicant=one, kind=VoteKind.STRIKING_OFF).exists()
    off = proposed if draw(st.integers(0, 3)) else draw(st.booleans())
    verb = procedure.record_striking_off if off else procedure.record_recognition
    verb(one, by=MACHINE, day=day, decision=play.paper("230-QĐ/HU", day))


def correct(draw: Any, one: Applicant) -> None:
    rows = list(RecognitionStep.unscoped.filter(applicant=one).order_by("pk"))
    if rows:
        row = draw(st.sampled_from(rows))
        procedure.correct_recognition_step(row, by=MACHINE, day=a_day(draw, one), why="gõ nhầm")


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
    elif how == 1 and seat.certified_on:
        procedure.correct_certificate(seat, by=MACHINE, day=a_day(draw, one), why="nhầm")
    else:
        for paper in RecognitionStep.unscoped.filter(applicant=one, kind=R.CERTIFICATE):
            procedure.take_back_recognition_step(paper, by=MACHINE, why="nhầm")
        day = classroom.NEW_GIVEN if draw(st.booleans()) else a_day(draw, one)
        procedure.certify_new_member(seat, by=MACHINE, day=day, decision=play.paper("9/CN", day))


CALLS = [
    *[go_on] * 10, *[gather, vote, committee, decide, propose, take_back, correct, learn, note, help_along] * 2,
    put_right, say_otherwise,
]  # fmt: skip


# Each of these is to do something; the others find their moment now and then.
MEANT = (go_on, decide, propose, take_back, correct)


def begin(draw: Any, one: Applicant) -> None:
    """Some files come with every paper, some resolved, some with votes that fell short."""
    how = draw(st.integers(0, 7))
    with suppress(Refusal):
        if how:
            play.gathered(one)
        if how == 6:
            paper = RecognitionStep.unscoped.get(applicant=one, kind=R.CERTIFICATE)
            procedure.take_back_recognition_step(paper, by=MACHINE, why="nhầm")
        if how in (2, 3, 7):
            play.considered(one, ENDS + timedelta(days=5))
        if how in (3, 7):
            play.by_committee(one, ENDS + timedelta(days=9))
        if how == 7:
            day = ENDS + timedelta(days=14)
            procedure.record_recognition(one, by=MACHINE, day=day, decision=play.paper("230-QĐ/HU", day))
        for number in range(3 if how == 4 else 0):
            play.considered(one, ENDS + timedelta(days=number), in_favour=3, against=5, decision=None)
        if how == 5:
            play.considered(one, ENDS + timedelta(days=5), what="striking off")


def ends_of(one: Applicant) -> set[str]:
    spell = Membership.unscoped.get(member=one.member_id)
    gone = Departure.unscoped.filter(membership=spell).exists()
    return {name for name, so in (("official", spell.official_on is not None), ("gone", gone)) if so}


def test_no_order_of_calls_makes_a_recognition_that_breaks_a_sure_rule():
    ends, refused, calls = Counter[str](), Counter[str](), Counter[str]()

    @settings(max_examples=EXAMPLES)
    @given(data=st.data())
    def plays(one: Applicant, data: st.DataObject) -> None:
        with transaction.atomic():
            begin(data.draw, one)
            check_recognition(one)
            before = written()
            for call in data.draw(st.lists(st.sampled_from(CALLS), min_size=5, max_size=12)):
                calls[call.__name__] += 1
                try:
                    with transaction.atomic():
                        call(data.draw, one)
                except Refusal:
                    refused[call.__name__] += 1
                    assert written() == before
                check_recognition(one)
                ends.update(ends_of(one))
                before = written()
            transaction.set_rollback(True)

    made = builders.make_tree()
    for name in ("Cứ Seo Hòa", "Lồ Thị Dung"):
        builders.member(name, made.other_cell)
    part = builders.organisation("Đảng bộ bộ phận Nà Lúm", "part", made.committee)
    for number, cell in enumerate((made.cell, made.grass_cell, builders.organisation("Chi bộ Thôn 8", "cell", part))):
        plays(play.probationer(cell, f"Giàng Thị Mỷ {'ABC'[number]}"))
    plays(play.taken_over(made.cell))
    # The plays come to both ends.
    assert ends["official"] and ends["gone"], ends
    idle = {one.__name__ for one in MEANT if refused[one.__name__] == calls[one.__name__]}
    assert not idle, (idle, refused, calls)
