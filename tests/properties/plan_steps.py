"""Plans of reorganisation drawn by chance, carried out whole or not at all, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction

from members.models import Kind, Organisation, Placement, Reorganisation, StepKind
from members.procedure import reorganisation
from members.procedure.reorganisation import StepGiven
from tests.builders import MACHINE
from tests.properties.drawing import DAYS, Case, Draw
from tests.properties.shapes import fact
from tests.properties.tree_steps import TREE_NAMES, kind_under


def _cells(draw: Draw) -> Any:
    return draw.row(Organisation, terms__kind__holds_members=True, closure=None)


def _split(draw: Draw) -> StepGiven:
    """Some of those who stand in a cell."""
    cell = _cells(draw)
    there = sorted(set(Placement.unscoped.filter(organisation=cell).values_list("member", flat=True)))
    people = [pk for pk in there if draw.sometimes()] or there[:1]
    return StepGiven(StepKind.SPLIT, cell, _cells(draw), people=people)


def _merges(draw: Draw) -> list[StepGiven]:
    """Cells, or committees, into one that stands, or into one that is made."""
    pick = _cells if draw.aimed() else lambda one: one.row(Organisation)
    if draw.sometimes():
        return [StepGiven(StepKind.MERGE, pick(draw), pick(draw))]
    parent = draw.row(Organisation)
    made = StepGiven(StepKind.MAKE, into=parent, name=draw.among(TREE_NAMES), kind=kind_under(draw, parent),
                     code=draw.among(["", "38.168.053.000.001", "9"]))  # fmt: skip
    return [made, StepGiven(StepKind.MERGE, pick(draw), made), StepGiven(StepKind.MERGE, pick(draw), made)]


def _others(draw: Draw) -> StepGiven:
    what = draw.among([StepKind.MOVE, StepKind.RENAME, StepKind.KIND, StepKind.CLOSE])
    into = draw.row(Organisation) if what in (StepKind.MOVE, StepKind.CLOSE) else None
    kind = draw.row(Kind) if what == StepKind.KIND else None
    return StepGiven(what, draw.row(Organisation), into, name=draw.among(TREE_NAMES), kind=kind)


def draw_plan(draw: Draw) -> Case:
    """A plan that was taken back before, or a new one of a few steps."""
    before = draw.row(Reorganisation, act=None) if draw.sometimes() else None
    if before is not None and not before.is_applied:
        return ((before, before.day, []),), {}
    kinds = [_merges, lambda one: [_split(one)], lambda one: [_others(one)]]
    steps = [step for _ in range(draw.among([1, 1, 2])) for step in draw.among([*kinds, _merges])(draw)]
    return ((None, draw.among(DAYS[5:]), steps),), {}


def reorganise(asked: tuple[Any, date, list[StepGiven]]) -> Any:
    """Draw the plan, look it over, carry it out; refused, nothing of it stays."""
    plan, day, steps = asked
    with transaction.atomic():
        if plan is None:
            plan = reorganisation.draw_reorganisation(by=MACHINE, name="Sắp xếp", day=day)
            plan = reorganisation.change_reorganisation(plan, by=MACHINE, add=steps)
        elif any(reorganisation.since_drawn(plan)):
            plan = reorganisation.change_reorganisation(plan, by=MACHINE)
        return reorganisation.apply_reorganisation(plan, by=MACHINE)


STEPS: dict[str, Callable[[Draw], Case]] = {
    "apply_reorganisation": draw_plan,
    "take_back_reorganisation": fact(Reorganisation, lambda d: {}, act__isnull=False),
}  # fmt: skip
