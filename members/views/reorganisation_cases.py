"""Whatever is under way that a plan touches, as each app tells it, with what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from members import registry
from members.models import ReorganisationStep, StepKind
from members.procedure.reorganisation_steps import Done
from members.views.reorganisation_counts import Counts, over_any, under
from members.views.reorganisation_sight import into_of

ENDS = (StepKind.MERGE, StepKind.CLOSE)


def cases(
    steps: Sequence[ReorganisationStep], done: Done, before: Counts, after: Counts, day: date
) -> list[registry.OpenCase]:
    """Open cases of what ends, comes under another parent, is of another kind, gives or receives; and of who goes."""
    asked = _asked(steps, done, before, after, day)
    if not (asked.ends or asked.around or asked.people):
        return []
    return [case for entry in registry.entries("reorganisation").values() for case in entry(asked)]


def _asked(
    steps: Sequence[ReorganisationStep], done: Done, before: Counts, after: Counts, day: date
) -> registry.Reorganised:
    """A name alone touches nothing that is under way."""
    some = [one for one in steps if one.what not in (StepKind.RENAME, StepKind.MAKE)]
    named = {pk for one in some for pk in (one.organisation_id, into_of(one, done)) if pk}
    below = under(before.above)
    moved = {pk for pks in done.moved.values() for pk in pks}
    return registry.Reorganised(
        day=day,
        ends=frozenset(one.organisation_id for one in some if one.what in ENDS and one.organisation_id),
        carried=frozenset().union(*(below.get(pk, {pk}) for pk in moved)),
        around=frozenset(over_any(named, before, after)),
        lesser=frozenset(one.organisation_id for one in some
                         if one.kind and not one.kind.is_grass_roots and one.organisation_id),
        empty=frozenset(one.organisation_id for one in some
                        if one.kind and not one.kind.holds_members and one.organisation_id),
        people=frozenset().union(*(gone.everybody() for gone in done.gone.values())),
        into=_into(some, done), goes=_goes(some, done, after, below),
        names=before.names, called={**before.names, **after.names},
    )  # fmt: skip


def _into(steps: Sequence[ReorganisationStep], done: Done) -> dict[int, int]:
    """Where each one is counted afterwards."""
    own = {one.pk: into_of(one, done) for one in steps}
    return {
        member: into for pk, gone in done.gone.items() if (into := own.get(pk)) is not None for member in gone.counted
    }


def _goes(
    steps: Sequence[ReorganisationStep], done: Done, after: Counts, below: Mapping[int, set[int]]
) -> dict[int, int]:  # fmt: skip
    """What carries on what ends; what stands above each one that is moved, and above what is under it."""
    found: dict[int, int] = {}
    for root in {pk for pks in done.moved.values() for pk in pks}:
        if (above := after.above.get(root)) is not None:
            found |= dict.fromkeys(below.get(root, {root}), above)
    ends = {one.organisation_id: into_of(one, done) for one in steps if one.what in ENDS}
    return found | {pk: into for pk, into in ends.items() if pk and into}
