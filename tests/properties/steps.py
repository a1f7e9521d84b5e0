"""Steps of an office drawn by chance: any plain verb of the tree or of people, on any of a few days, in any order."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from members import procedure, rights
from members.models import Act, Proposal
from members.procedure.revert import NOT_REVERTED
from tests.builders import MACHINE
from tests.properties import kind_steps, people_steps, plan_steps, tree_steps
from tests.properties.drawing import Case, Draw
from tests.properties.shapes import fact


def _revert(draw: Draw) -> Case:
    """Mostly one of the newest acts: an older one has something standing on it."""
    acts = Act.objects.order_by("-number")
    if draw.aimed():
        # Those that other verbs take back, and lines inside of a whole, do not go back by this one.
        acts = acts.exclude(verb__in=NOT_REVERTED).filter(inside=None)
    newest = list(acts.values_list("pk", flat=True)[:4])
    return (draw.row(Act, pk__in=newest),), {}


def _propose(draw: Draw) -> Case:
    """Any correction that may be proposed, of any row, in the fields that may be."""
    name = draw.among(rights.PROPOSES)
    case, given = STEPS[name](draw)
    fields = rights.proposed_fields(name)
    if case and hasattr(case[0], "until") and case[0].until is None and draw.aimed():
        given.pop("until", None)
    return case, {"verb": name, "given": {key: value for key, value in given.items() if key in fields}}


STEPS: dict[str, Callable[[Draw], Case]] = {
    **tree_steps.STEPS, **kind_steps.STEPS, **plan_steps.STEPS, **people_steps.STEPS,
    "propose": _propose,
    "accept_proposal": fact(Proposal, lambda d: {}, closed_on=None),
    "refuse_proposal": fact(Proposal, lambda d: {}, closed_on=None),
    "withdraw_proposal": fact(Proposal, lambda d: {}, closed_on=None),
    "revert": _revert,
}  # fmt: skip

# Twice in the deck: what makes and changes periods, and what goes back.
OFTEN = ("move", "correct_placement", "depart", "restore", "readmit", "place", "revert", "correct_departure",
         "correct_term", "close_organisation", "move_organisation", "propose", "accept_proposal",
         "apply_reorganisation")  # fmt: skip

# What no page is made from beforehand.
UNSEEN = ("enter", "create_organisation", "revert", "accept_proposal", "refuse_proposal", "withdraw_proposal",
          *kind_steps.STEPS)  # fmt: skip


# A play surely has each TURNS-th verb, so that in so many plays each has its turn.
TURNS = 5


def dealt(turn: int, seed: int, more: int) -> list[str]:
    """The verbs of one play: those whose turn it is and some more, in any order."""
    random = Random(seed * TURNS + turn)
    verbs = sorted(STEPS)[turn::TURNS] + random.sample(sorted([*STEPS, *OFTEN]), more)
    random.shuffle(verbs)
    return verbs


def take(draw: Draw, name: str) -> tuple[str, Callable[[], Any]] | None:
    """One step, ready to be called; None when there is no row it could be about."""
    case, given = STEPS[name](draw)
    if case and case[0] is None:
        return None
    if name == "apply_reorganisation":
        return f"{name}{case}", lambda: plan_steps.reorganise(*case)
    verb = procedure.VERBS[name]
    if draw.among([False] * 19 + [True]) and name not in UNSEEN:
        given["seen"] = 1
    why = "gõ nhầm" if verb.needs_reason or name == "refuse_proposal" else ""
    return f"{name}{case}{given}", lambda: verb.function(*case, by=MACHINE, why=why, **given)
