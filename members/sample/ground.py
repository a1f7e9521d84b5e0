"""What both ways write alike: the places, and the terms of organisations as keywords."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from members import history
from members.models import Kind, Place
from members.procedure import Paper
from members.rights import Actor
from members.sample.plan import District, TermPlan

ACT = "make_sample_district"
# People written under one act: enough for speed, few enough to hold their lines in memory.
AT_ONCE = 2000
Item = TypeVar("Item")


@contextmanager
def act(by: Actor, plan: District) -> Iterator[history.OpenAct]:
    """One act around many, which says from which seed they come."""
    with history.act(ACT, by=by) as mine:
        history.note(seed=plan.seed)
        yield mine


def parts(items: tuple[Item, ...]) -> Iterator[tuple[Item, ...]]:
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]


def make_places(plan: District) -> dict[str, Place]:
    """Communes first, then what lies in them. Inside an open act."""
    made: dict[str, Place] = {}
    for level in ([p for p in plan.places if p.within is None], [p for p in plan.places if p.within is not None]):
        rows = [Place(name=one.name, within=made[one.within] if one.within else None) for one in level]
        history.create_many(rows, [history.current()] * len(rows))
        made.update(zip((one.key for one in level), rows, strict=True))
    return made


def kinds() -> dict[str, Kind]:
    return {kind.code: kind for kind in Kind.objects.all()}


def paper(given: tuple[str, Any, str] | None) -> Paper | None:
    return Paper(*given) if given else None


def differing(before: TermPlan, after: TermPlan) -> set[str]:
    """The names of what a later term changes."""
    return {name for name in ("parent", "kind", "name", "code") if getattr(before, name) != getattr(after, name)}


def resolved(values: dict[str, Any], tables: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """The same keywords with keys of the plan replaced by rows, and papers made."""
    answer = dict(values)
    for name, table in tables:
        if answer.get(name) is not None:
            answer[name] = table[answer[name]]
    for name in answer:
        if name.endswith("decision"):
            answer[name] = paper(answer[name])
    return answer
