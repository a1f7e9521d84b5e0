"""Whatever is recorded in whatever order: no file breaks a rule that is sure. The rules are written down a second time
in `watching`."""

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
from admissions.models import (
    Applicant,
    Backing,
    Conclusion,
    Handling,
    HandOver,
    Helper,
    Remark,
    Step,
    StepKind,
    Verification,
    Vote,
)
from admissions.procedure import Introduces
from kit.calendar import PartialDate
from members.errors import Refusal
from members.models import Member, Organisation, Term
from members.procedure import Paper, standing, tree
from tests import builders
from tests.admissions import play
from tests.admissions.watching import BEFORE, LEFT, Watch, around, days_of, last_day, leads, term_of
from tests.builders import MACHINE
from tests.properties.plain import written

pytestmark = pytest.mark.django_db
S = StepKind
# So many steps are done before anything is drawn.
BEGUN = (0, 9, 13, 17)
# Of each cell and each beginning two plays in a short run, forty in a long one; on PostgreSQL half as many: it takes
# twice as long for each.
IN_LONG = 40 if connection.vendor == "sqlite" else 20
EXAMPLES = IN_LONG if settings.default.max_examples > 100 else 2
DAYS = [date(2025, 2, 14) + timedelta(days=40 * number) for number in range(12)] + [date(2026, 7, 1)]
# A year before one of the days below, and long before all of them.
TOGETHER = date(2021, 1, 5)
HELPERS = ["Cứ Seo Hòa", "Lồ Thị Dung"]
PEOPLE: list[dict[str, Any]] = [
    {}, {"backing": Backing.MEMBERS}, {"birth": PartialDate(2008, 1, 2)}, {"birth": PartialDate(1964, 5)},
    {"schooling": "primary"}, {"schooling": ""}, {"birth": None},
]  # fmt: skip


def a_day(draw: Any, one: Applicant, *, later: int = 0) -> date:
    """Mostly the last on which something was recorded, or so many days `later`; else any."""
    after = min(last_day(one) + timedelta(days=later), MACHINE.day)
    return after if draw(st.integers(0, 3)) else draw(st.sampled_from(DAYS))


def step(draw: Any, one: Applicant) -> None:
    """The step whose turn it is, on a day that fits, or any on any day."""
    done, day = days_of(one), draw(st.sampled_from(DAYS))
    paper = play.paper("7-NQ/CB", day) if draw(st.integers(0, 9)) else None
    out = around(one).left_out(one)
    kind = next((kind for kind in StepKind if kind not in done and kind not in out), S.RECORDS)
    if draw(st.integers(0, 4)):
        decided = Step.unscoped.filter(applicant=one, kind=S.DECISION).first()
        received = decided and decided.received_on
        if kind == S.CEREMONY and not received:
            receive(draw, one)
            return
        day = min(max([day, *done.values(), *([received] if received else [])]), MACHINE.day)
    else:
        kind = draw(st.sampled_from(list(StepKind)))
    votes = [(9, 8, 8, 0), (9, 8, 8, 0), (9, 9, 6, 3), (9, 9, 5, 4), (28, 20, 19, 1), (9, 10, 9, 0), (9, 9, 9, -1)]
    numbers = dict(zip(("base", "present", "in_favour", "against"), draw(st.sampled_from(votes)), strict=True))
    if kind in (S.CELL, S.COMMITTEE):
        enough = 3 * numbers["in_favour"] >= 2 * numbers["base"]
        play.do(one, kind, day=day, decision=paper if enough else None, **numbers)
    elif kind == S.DECISION and draw(st.booleans()):
        procedure.record_decision(one, by=MACHINE, day=day, decision=paper)
    elif kind == S.INTRODUCED:
        since, many = draw(st.sampled_from([TOGETHER, TOGETHER, *DAYS[:3]])), draw(st.sampled_from([1, 2, 2, 2, 3]))
        said = [Introduces(since, name=f"Chảo Láo Tả {number}") for number in range(many)]
        play.do(one, kind, day=day, decision=paper, introducers=said)
    else:
        play.do(one, kind, day=day, decision=paper)


def put_right(draw: Any, one: Applicant) -> None:
    which = draw(st.sampled_from(list(Step.unscoped.filter(applicant=one).order_by("pk"))))
    given = {"day": draw(st.sampled_from(DAYS)), "received_on": draw(st.sampled_from(DAYS)),
             "decision": play.paper("8-NQ/CB", DAYS[0])}  # fmt: skip
    names = draw(st.sets(st.sampled_from(sorted(given)), min_size=1, max_size=2))
    procedure.correct_step(which, by=MACHINE, why="gõ nhầm", **{name: given[name] for name in names})


def help_along(draw: Any, one: Applicant) -> None:
    """Somebody is assigned, ends, is put right, remarks; what was noted is taken back."""
    day, rows = draw(st.sampled_from(DAYS)), list(Helper.unscoped.filter(applicant=one).order_by("pk"))
    people = list(Member.unscoped.filter(full_name__in=HELPERS).order_by("pk"))
    act = draw(st.integers(0, 5))
    if not rows or act == 0:
        procedure.assign_helper(one, by=MACHINE, member=draw(st.sampled_from(people)), day=day)
        return
    row = draw(st.sampled_from(rows))
    if act == 1:
        procedure.end_helper(row, by=MACHINE, day=day)
    elif act == 2:
        given = draw(st.sampled_from([{"since": day}, {"until": day}, {"until": None}, {"member": people[0]}]))
        procedure.correct_helper(row, by=MACHINE, why="gõ nhầm", **given)
    elif act == 3 and (remark := Remark.unscoped.filter(helper=row).first()):
        procedure.take_back_remark(remark, by=MACHINE, why="gõ nhầm")
    elif act == 4:
        procedure.take_back_helper(row, by=MACHINE, why="gõ nhầm")
    else:
        procedure.note_remark(row, by=MACHINE, day=day)


def take_back(draw: Any, one: Applicant) -> None:
    rows = [*Step.unscoped.filter(applicant=one).order_by("pk"), *Vote.unscoped.filter(applicant=one).order_by("pk")]
    # Mostly what was recorded last.
    which = rows[-1] if draw(st.booleans()) else draw(st.sampled_from(rows))
    verb = procedure.take_back_vote if isinstance(which, Vote) else procedure.take_back_step
    verb(which, by=MACHINE, why="gõ nhầm")


def say_otherwise(draw: Any, one: Applicant) -> None:
    exceptions = [{"exception": play.paper("1-CV/TU", day)} for day in (DAYS[0], DAYS[-2])]
    given = draw(st.sampled_from([*PEOPLE[1:], *exceptions, {"exception": Paper()}, {"birth": PartialDate(2025, 2)}]))
    procedure.correct_applicant(one, by=MACHINE, why="gõ nhầm", **given)


def stop_for_a_while(draw: Any, one: Applicant) -> None:
    procedure.stop_file(one, by=MACHINE, kind="stopped", day=a_day(draw, one))
    for verb in (step, put_right, take_back, say_otherwise, help_along, verify, handle, go_elsewhere):
        with pytest.raises(Refusal):
            verb(draw, one)
    procedure.take_file_up(one, by=MACHINE, why="xét tiếp")


def verify(draw: Any, one: Applicant) -> None:
    """A place is asked, answers, is put right or taken back."""
    rows, day = list(Verification.unscoped.filter(applicant=one).order_by("pk")), draw(st.sampled_from(DAYS))
    how = draw(st.integers(0, 4)) if rows else 0
    if how < 2:
        play.ask(one, draw(st.sampled_from(["Bản Díu", "BẢN DÍU", "Bản Máy"])), day=day)
    elif how == 2:
        play.answer(rows[-1], draw(st.sampled_from(Conclusion.values)), day=day)
    elif how == 3:
        procedure.correct_verification(rows[-1], by=MACHINE, why="gõ nhầm", sent_on=day)
    else:
        procedure.take_back_verification(rows[-1], by=MACHINE, why="gõ nhầm")


def handle(draw: Any, one: Applicant) -> None:
    """The deciding level notes that the resolution came, that it takes longer; puts it right, takes it back."""
    rows, day = list(Handling.unscoped.filter(applicant=one).order_by("pk")), a_day(draw, one)
    how = draw(st.integers(0, 3)) if rows else draw(st.integers(0, 1))
    if how == 0:
        play.came(one, day)
    elif how == 1:
        play.longer(one, day, draw(st.integers(1, 40)))
    elif how == 2:
        procedure.correct_handling(rows[-1], by=MACHINE, why="gõ nhầm", day=day)
    else:
        procedure.take_back_handling(rows[-1], by=MACHINE, why="gõ nhầm")


def go_elsewhere(draw: Any, one: Applicant) -> None:
    """It goes to another cell, or back; out of the district and comes back; had come from outside; what was noted is
    put right or taken back."""
    rows = list(HandOver.unscoped.filter(applicant=one).order_by("pk"))
    how = draw(st.integers(0, 6)) if rows else draw(st.integers(0, 4))
    day = a_day(draw, one, later=1)
    paper = play.paper("7-GCN/ĐU", day) if draw(st.integers(0, 9)) else None
    if how < 3:
        names = dict(Term.unscoped.filter(until=None, kind__holds_members=True).values_list("name", "organisation"))
        to = Organisation(pk=names[draw(st.sampled_from(sorted(names)))])
        procedure.hand_over_file(one, by=MACHINE, organisation=to, day=day, decision=paper)
    elif how == 3:
        procedure.hand_over_file(one, by=MACHINE, outside="Đảng ủy phường Tân Lập", day=day, decision=paper)
        with pytest.raises(Refusal):
            step(draw, one)
        procedure.take_file_up(one, by=MACHINE, why="người ấy trở về")
    elif how == 4:
        procedure.note_came_in(one, by=MACHINE, outside="Đảng ủy phường Tân Lập", day=day, decision=paper)
    elif how == 5:
        procedure.correct_hand_over(rows[-1], by=MACHINE, why="gõ nhầm", decision=paper)
    else:
        procedure.take_back_hand_over(rows[-1], by=MACHINE, why="gõ nhầm")


def receive(draw: Any, one: Applicant) -> None:
    decided = days_of(one).get(S.DECISION, DAYS[0])
    procedure.note_received(one, by=MACHINE, day=draw(st.sampled_from([*DAYS, decided, decided])))


# Long after what is drawn, and before today: the tree of today is another one.
CHANGED = date(2026, 5, 4)


def change_the_tree(draw: Any, one: Applicant) -> None:
    """Its cell ends, with a successor or without, or comes under another parent."""
    names = dict(Term.unscoped.filter(until=None).values_list("name", "organisation"))
    here = Organisation.unscoped.get(pk=leads(one))
    to = names.get(draw(st.sampled_from(["Chi bộ Thôn 2", "Đảng bộ xã An Khê", "Đảng bộ bộ phận Nà Lúm", ""])))
    other = Organisation.unscoped.get(pk=to) if to else None
    if other is None or term_of(other.pk).kind.holds_members or draw(st.integers(0, 3)) == 0:
        tree.close_organisation(here, by=MACHINE, day=CHANGED, successor=other)
    else:
        tree.move_organisation(here, by=MACHINE, day=CHANGED, parent=other)


# How often each, out of twenty-seven.
CALLS = [
    *[step] * 8, *[help_along] * 3, *[put_right, take_back, say_otherwise, verify, handle, stop_for_a_while] * 2,
    *[go_elsewhere] * 3, change_the_tree,
]  # fmt: skip


def begin(draw: Any, one: Applicant, steps: int, watch: Watch) -> None:
    """As an office does it, so many steps, or until one is refused."""
    for _ in range(steps):
        done, out = days_of(one), around(one).left_out(one)
        turn = next((kind for kind in StepKind if kind not in done and kind not in out), None)
        if turn is not None:
            with suppress(Refusal):
                if turn == S.DECISION and not draw(st.integers(0, 2)):
                    procedure.record_decision(
                        one, by=MACHINE, day=play.day_of(turn), decision=play.paper("112-QĐ/HU", play.day_of(turn))
                    )
                else:
                    play.do(one, turn, day=play.day_of(turn))
            watch.look()


def places() -> list[Organisation]:
    made = builders.make_tree()
    for name in HELPERS:
        builders.member(name, made.other_cell)
    former = builders.member(
        "Giàng Thị Mỷ", made.other_cell, birth=play.BORN, admitted_on=date(2020, 5, 18), official_on=date(2021, 5, 18)
    )
    standing.depart(former, by=MACHINE, kind="striking_off", day=LEFT)
    part = builders.organisation("Đảng bộ bộ phận Nà Lúm", "part", made.committee)
    return [made.cell, made.grass_cell, builders.organisation("Chi bộ Thôn 8", "cell", part)]


def test_no_order_of_calls_makes_a_file_that_breaks_a_sure_rule():
    ends, refused, calls = Counter[str](), Counter[str](), Counter[str]()

    @settings(max_examples=EXAMPLES)
    @given(data=st.data())
    def plays(cell: Organisation, steps: int, data: st.DataObject) -> None:
        with transaction.atomic():
            said = data.draw(st.sampled_from([{}, {}, {}, *PEOPLE]))
            again = None if "birth" in said else data.draw(st.booleans())
            one = play.found(cell, day=DAYS[0], again=again, **said)
            watch = Watch(one)
            begin(data.draw, one, steps, watch)
            before = written()
            for call in data.draw(st.lists(st.sampled_from(CALLS), min_size=6, max_size=16)):
                calls[call.__name__] += 1
                try:
                    with transaction.atomic():
                        call(data.draw, one)
                except Refusal:
                    refused[call.__name__] += 1
                    assert written() == before
                watch.look()
                before = written()
            ends.update(watch.done.keys())
            transaction.set_rollback(True)

    for cell in places():
        for steps in BEGUN:
            plays(cell, steps)
    # The plays come far enough to say something, and each call did something.
    assert set(ends) == set(BEFORE), sorted(set(BEFORE) - set(ends))
    assert all(refused[name] < calls[name] for name in calls), (refused, calls)


def test_the_table_of_the_test_names_every_step_in_its_order():
    assert list(BEFORE) == [kind.value for kind in StepKind]
