"""Of one step of a plan: what gives and what receives, each with everything under it, by name before and after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from members.models import Placement, Reorganisation, ReorganisationStep, StepKind
from members.procedure import reorganisation
from members.procedure.reorganisation_steps import Done
from members.rights import Actor
from members.views.reorganisation_counts import Counts, count, under
from members.views.reorganisation_parts import words_of
from members.views.reorganisation_sight import into_of

# (id, name, what he is there).
Line = tuple[int, str, str]
Rosters = dict[int, list[Line]]


def rosters(plan: Reorganisation, row: ReorganisationStep, actor: Actor) -> dict[str, Any]:
    """Names before and after, of the day before the plan and of its day; whoever came is marked."""
    one = next(step for step in reorganisation.steps_of(plan) if step.pk == row.pk)
    eve = plan.day - timedelta(days=1) if plan.is_applied else plan.day
    before = count(eve)
    gives = before.above.get(one.organisation_id or 0) if one.what == StepKind.MOVE else one.organisation_id
    was = _names([gives, one.into_id], before, eve)

    def look(done: Done) -> tuple[Counts, Rosters]:
        after = count(plan.day)
        return after, _names([gives, into_of(one, done)], after, plan.day)

    if plan.is_applied:
        after, now = look(Done(made={one.into_made_id or 0: one.into_made.made} if one.into_made else {}))
    else:
        after, now = reorganisation.tried(plan, by=actor, look=look).seen
    sections = [_section(pk, was.get(pk, []), some, before, after) for pk, some in now.items()]
    seen = {line[0] for some in (*was.values(), *now.values()) for line in some}
    step = {"what": one.get_what_display(), **words_of(one, before)}
    return {"step": step, "sections": sections, "seen": sorted(seen)}


def _section(pk: int, was: list[Line], now: list[Line], before: Counts, after: Counts) -> dict[str, Any]:
    known, stay = {line[0] for line in was}, {line[0] for line in now}
    return {
        "name": after.names.get(pk) or before.names.get(pk, ""), "ends": pk not in after.names,
        "before": [(*line, line[0] not in stay) for line in was], "before_count": len(was),
        "after": [(*line, line[0] not in known) for line in now], "after_count": len(now),
    }  # fmt: skip


def _names(organisations: Iterable[int | None], counts: Counts, day: date) -> Rosters:
    """Of each of these and everything under it, in the order of a list, guests at the end. Of the head of the register
    none: everybody is under it before and after."""
    below = under(counts.above)
    heads = [pk for pk in organisations if pk and (pk not in counts.names or counts.above.get(pk) is not None)]
    within = {pk: below.get(pk, set()) for pk in heads}
    wanted = set().union(*within.values())
    rows = Placement.objects.on(day).filter(organisation__in=wanted).select_related("member", "membership")
    found: Rosters = {pk: [] for pk in heads}
    for one in rows.order_by("kind", "member__sort_key", "member"):
        for pk in heads:
            if one.organisation_id in within[pk]:
                place = "" if one.organisation_id == pk else counts.names.get(one.organisation_id, "")
                found[pk].append((one.member_id, one.member.full_name, _words(one, place, day)))
    return found


def _words(one: Placement, place: str, day: date) -> str:
    official = one.membership.official_on is not None and day >= one.membership.official_on
    kind = "tạm thời đến" if one.kind != "official" else "" if official else "dự bị"
    return ", ".join(part for part in (place, kind) if part)
