"""The arithmetic of a vote against somebody who counts on his fingers: he shares no code with the rules."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from admissions import procedure
from admissions.models import StepKind, Vote, Voter
from admissions.procedure import Named
from members.errors import Refusal
from members.models import Exemption, Member, Membership, Placement
from members.procedure import people, places, standing
from members.standing import vote_base
from tests import builders
from tests.admissions import play
from tests.admissions.test_bases import member
from tests.builders import MACHINE, PAPER

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
EXAMPLES = max(10, settings.default.max_examples // (2 if connection.vendor == "sqlite" else 4))
FIRST = play.day_of(StepKind.CELL)
DAYS = [FIRST + timedelta(days=number) for number in (-200, -40, -1, 0, 1, 30, 90)]
NAMES = ["Cứ Seo Hòa", "Lồ Thị Dung", "Ma Văn Quý", "Tải Thị Hoa"]


@dataclass
class Cell:
    """A cell with four members, and a neighbour."""

    tree: Any
    people: list[Member]


def cell() -> Cell:
    tree = builders.make_tree()
    return Cell(tree, [member(name, tree.cell) for name in NAMES])


# --- whom the register counts, read row by row ---


def holds(row: Any, day: date) -> bool:
    return not (row.since and row.since > day) and not (row.until and row.until <= day)


def on_fingers(where: int, day: date) -> dict[int, str]:
    """{person: why he counts or not}, of everybody who is an official member of the cell that day."""
    found = {}
    for placement in Placement.unscoped.all():
        if placement.kind != "official" or placement.organisation_id != where or not holds(placement, day):
            continue
        spell = Membership.unscoped.get(pk=placement.membership_id)
        if spell.official_on is None or spell.official_on > day:
            continue
        signed = spell.recognition_decision.signed_on if spell.recognition_decision else None
        exempt = any(holds(one, day) for one in Exemption.unscoped.all() if one.membership_id == spell.pk)
        away = any(
            holds(one, day) for one in Placement.unscoped.all()
            if one.member_id == placement.member_id and one.kind == "temporary"
        )  # fmt: skip
        late = signed is not None and signed > day
        found[placement.member_id] = "later" if late else "exempt" if exempt else "away" if away else "official"
    return found


def change(draw: Any, made: Cell) -> None:
    who, day = draw(st.sampled_from(made.people)), draw(st.sampled_from(DAYS))
    until = draw(st.sampled_from([None, *DAYS]))
    verbs = {
        "exempt": lambda: standing.exempt(who, by=MACHINE, reason="age", day=day, until=until, decision=PAPER),
        "suspend": lambda: standing.suspend(who, by=MACHINE, day=day, until=until, decision=PAPER),
        "away": lambda: places.place_temporarily(
            who, by=MACHINE, day=day, until=until or day + timedelta(days=120), outside="Hà Nội"
        ),
        "move": lambda: places.move(
            who, by=MACHINE, day=day, organisation=draw(st.sampled_from([made.tree.cell, made.tree.sibling]))
        ),
        "depart": lambda: standing.depart(who, by=MACHINE, day=day, kind="death"),
        "recognised": lambda: people.correct_membership(
            Membership.unscoped.get(member=who), by=MACHINE, why="nhầm",
            recognition_decision=builders.Paper("9-QĐ/HU", day, "Ban Thường vụ"),
        ),
    }  # fmt: skip
    verbs[draw(st.sampled_from(sorted(verbs)))]()


def test_the_register_counts_whom_somebody_counts_who_reads_every_row():
    made, seen = cell(), Counter[str]()

    @settings(max_examples=EXAMPLES)
    @given(data=st.data())
    def plays(data: st.DataObject) -> None:
        with transaction.atomic():
            for _ in range(data.draw(st.integers(1, 5))):
                with suppress(Refusal), transaction.atomic():
                    change(data.draw, made)
            for day in DAYS:
                wanted = on_fingers(made.tree.cell.pk, day)
                base = vote_base(made.tree.cell.pk, day, ())
                assert {one.member: one.reason.value for one in (*base.counted, *base.left_out)} == wanted
                assert {one.member for one in base.counted} == {who for who, why in wanted.items() if why == "official"}
                came = {who for who, why in wanted.items() if why in ("exempt", "away")}
                assert len(vote_base(made.tree.cell.pk, day, came).counted) == len(base.counted) + len(came)
                seen.update(wanted.values())
            transaction.set_rollback(True)

    plays()
    assert {"official", "exempt", "away", "later"} <= set(seen), seen


# --- what is typed ---


@dataclass
class Typed:
    """What somebody types of a vote."""

    came: list[str]
    out: list[str]
    new: list[str]
    numbers: dict[str, int]
    base: int | None
    paper: bool


SMALL = st.integers(0, 7)
TYPED = st.builds(
    Typed,
    came=st.lists(st.sampled_from(["Quý", "Hoa", "Dung"]), unique=True, max_size=2),
    out=st.lists(st.sampled_from(["Hòa", "Dung", "Quý"]), unique=True, max_size=1),
    new=st.lists(st.sampled_from(["Giàng A Sáu", "Hảng Seo Chu", "lồ thị dung"]), max_size=2),
    numbers=st.fixed_dictionaries({"present": SMALL, "in_favour": SMALL, "against": st.integers(0, 2),
                                   "invalid": st.integers(0, 1)}),
    base=st.one_of(st.none(), st.integers(0, 6)),
    paper=st.booleans(),
)  # fmt: skip


def expected(typed: Typed) -> int | None:
    """How many count, of Hòa and Dung who do, Quý who is exempt and Hoa who is away; None where it is refused."""
    if not set(typed.came) <= {"Quý", "Hoa"}:
        return None
    counted = ["Hòa", "Dung", *typed.came]
    for one in typed.out:
        if one not in counted:
            return None
        counted.remove(one)
    for one in typed.new:
        if one == "lồ thị dung" or one in counted:
            return None
        counted.append(one)
    many = 0
    for _ in counted:
        many += 1
    there, said = typed.numbers["present"], typed.numbers
    cast = said["in_favour"] + said["against"] + said["invalid"]
    if typed.base not in (None, many) or many == 0 or there == 0 or there > many or cast > there:
        return None
    if len([one for one in typed.came if one not in typed.out]) > there:
        return None
    enough = said["in_favour"] * 3 >= many * 2
    return many if enough == typed.paper else None


def test_a_vote_is_taken_where_the_fingers_agree_and_refused_where_they_do_not():
    made = cell()
    known = dict(zip(("Hòa", "Dung", "Quý", "Hoa"), made.people, strict=True))
    standing.exempt(known["Quý"], by=MACHINE, reason="age", day=DAYS[0], decision=PAPER)
    places.place_temporarily(known["Hoa"], by=MACHINE, outside="Hà Nội", day=DAYS[1], until=DAYS[-1])
    one, outcomes = play.until(play.found(made.tree.cell), StepKind.GATHERED), Counter[bool]()

    @settings(max_examples=EXAMPLES * 4)
    @given(typed=TYPED)
    def plays(typed: Typed) -> None:
        wanted = expected(typed)
        outcomes[wanted is not None] += 1
        with transaction.atomic():
            try:
                with transaction.atomic():
                    procedure.record_cell_vote(
                        one, by=MACHINE, day=FIRST, base=typed.base, attending={known[name].pk for name in typed.came},
                        named=[*(Named("gone", known[name].pk) for name in typed.out),
                               *(Named("come", name=name) for name in typed.new)],
                        decision=play.paper("12-NQ/CB", FIRST) if typed.paper else None, **typed.numbers,
                    )  # fmt: skip
            except Refusal as refusal:
                assert wanted is None, (typed, refusal.sentence)
                assert not Vote.unscoped.exists()
                assert not Voter.unscoped.exists()
            else:
                vote = Vote.unscoped.get()
                assert vote.base == wanted == Voter.unscoped.filter(vote=vote).counted().count(), typed
            transaction.set_rollback(True)

    plays()
    assert all(outcomes[taken] for taken in (True, False)), outcomes
