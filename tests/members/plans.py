"""Plans of reorganisation as tests make them: drawn by the machine, looked over, carried out."""

from __future__ import annotations

from datetime import date
from typing import Any

from members.models import Organisation, Reorganisation, StepKind, Term
from members.procedure import reorganisation
from members.procedure.reorganisation import StepGiven
from tests import builders
from tests.builders import MACHINE, PAPER

DAY = date(2026, 6, 1)
MERGE, SPLIT, MAKE, MOVE = StepKind.MERGE, StepKind.SPLIT, StepKind.MAKE, StepKind.MOVE
RENAME, KIND, CLOSE = StepKind.RENAME, StepKind.KIND, StepKind.CLOSE


def drawn(*steps: StepGiven, day: date = DAY, name: str = "Sắp xếp chi bộ thôn", by: Any = MACHINE) -> Reorganisation:
    """A plan with these steps."""
    plan = reorganisation.draw_reorganisation(by=by, name=name, day=day, decision=PAPER)
    return changed(plan, *steps, by=by) if steps else plan


def changed(plan: Reorganisation, *steps: StepGiven, by: Any = MACHINE) -> Reorganisation:
    return reorganisation.change_reorganisation(plan, by=by, add=steps)


def applied(*steps: StepGiven, **more: Any) -> Reorganisation:
    return reorganisation.apply_reorganisation(drawn(*steps, **more), by=MACHINE)


def taken_back(plan: Reorganisation) -> Reorganisation:
    return reorganisation.take_back_reorganisation(plan, by=MACHINE, why="quyết định bị thu hồi")


def step(what: str, organisation: Organisation | None = None, into: Any = None, **more: Any) -> StepGiven:
    return StepGiven(what, organisation, into, **more)


def make(name: str, parent: Any, kind: str = "cell", **more: Any) -> StepGiven:
    return StepGiven(MAKE, into=parent, name=name, kind=builders.kind(kind), **{"sector": "residential", **more})


def called(name: str) -> Organisation:
    """The organisation that is called so now, or was last."""
    return Term.unscoped.filter(name=name).order_by("since").last().organisation


def names_in(organisation: Organisation, day: date) -> list[str]:
    """Who is counted there on that day."""
    rows = organisation.placements(manager="unscoped").on(day).official()
    return sorted(rows.values_list("member__full_name", flat=True))


def tree_with_people() -> builders.Tree:
    """Four official members in Thôn 1, three in Thôn 2, three in Thôn Đồng."""
    made = builders.make_tree()
    for at, cell in ((4, made.cell), (3, made.sibling), (3, made.other_cell)):
        for number in range(at):
            builders.member(f"{cell.pk} Người {number}", cell)
    return made


def merge(place: builders.Tree, into: Organisation | None = None) -> StepGiven:
    return step(MERGE, place.sibling, into or place.cell)
