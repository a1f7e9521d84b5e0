"""Of one step of a plan: what gives and what receives, each by name before and after."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from members.models import Placement, Reorganisation, ReorganisationStep
from members.procedure import reorganisation
from members.procedure.reorganisation_steps import Done
from members.rights import Actor
from members.views.reorganisation_counts import count
from members.views.reorganisation_parts import words_of


def rosters(plan: Reorganisation, row: ReorganisationStep, actor: Actor) -> dict[str, Any]:
    """Of one step: what gives and what receives, each by name before and after."""
    steps = {one.pk: one for one in reorganisation.steps_of(plan)}
    one = steps[row.pk]
    names = count(plan.day - timedelta(days=1) if plan.is_applied else plan.day)

    def look(done: Done) -> list[tuple[int, str, list[tuple[int, str, str]]]]:
        made = done.made.get(one.into_made_id or 0)
        wanted = [pk for pk in (one.organisation_id, one.into_id, made.pk if made else None) if pk]
        called = count(plan.day).names
        return [(pk, called.get(pk, ""), _names(pk, plan.day)) for pk in wanted]

    if plan.is_applied:
        eve = plan.day - timedelta(days=1)
        done = Done(made={pk: some.made for pk, some in steps.items() if some.made})
        after = look(done)
        before = {pk: _names(pk, eve) for pk, _, _ in after}
    else:
        wanted = [pk for pk in (one.organisation_id, one.into_id) if pk]
        before = {pk: _names(pk, plan.day) for pk in wanted}
        after = reorganisation.tried(plan, by=actor, look=look).seen
    sections = []
    for pk, name, there in after:
        was = before.get(pk, [])
        known = {person for person, _, _ in was}
        sections.append({
            "name": name or names.names.get(pk, ""), "ends": not name, "before": was, "before_count": len(was),
            "after": [(person, full, kind, person not in known) for person, full, kind in there],
            "after_count": len(there),
        })  # fmt: skip
    seen = {person for some in before.values() for person, _, _ in some} | {
        p for _, _, rows in after for p, _, _ in rows
    }
    return {
        "step": {"what": one.get_what_display(), **words_of(one, names)},
        "sections": sections,
        "seen": sorted(seen),
    }


def _names(organisation: int, day: date) -> list[tuple[int, str, str]]:
    """(id, name, what he is there) in the order of a list; guests at the end."""
    rows = Placement.objects.on(day).filter(organisation=organisation).select_related("member", "membership")
    said = []
    for one in rows.order_by("kind", "member__sort_key", "member"):
        official = one.membership.official_on is not None and day >= one.membership.official_on
        words = "tạm thời đến" if one.kind != "official" else "" if official else "dự bị"
        said.append((one.member_id, one.member.full_name, words))
    return said
