"""Whatever was entered before: a merge taken back leaves every fact as it was, and contradicts itself in nothing that
neither of both records did."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import given, note, settings
from hypothesis import strategies as st

from members.errors import Refusal
from members.models import Member
from members.procedure.acting import facts_of
from members.procedure.merging import check_merge, merge_members, undo_merge
from members.rules.facts import contradictions
from tests.builders import MACHINE
from tests.properties.drawing import Draw
from tests.properties.plain import dump, facts
from tests.properties.test_days_before import something
from tests.properties.test_register_against_a_plain_loop import begin

pytestmark = pytest.mark.django_db
EXAMPLES = max(settings.default.max_examples // 8, 1)
DONE = {"merged": 0, "refused": 0}


@settings(max_examples=EXAMPLES)
@given(st.data())
def plays(data: st.DataObject) -> None:
    with transaction.atomic():
        draw = Draw(lambda some: data.draw(st.sampled_from(some)))
        for _ in range(data.draw(st.integers(0, 8))):
            something(draw)
        people = list(Member.unscoped.order_by("pk"))
        kept, absorbed = draw.among(people), draw.among(people)
        try:
            points = check_merge(kept, absorbed).joining.points
        except Refusal:
            DONE["refused"] += 1
        else:
            _there_and_back(draw, kept, absorbed, points)
        transaction.set_rollback(True)


def _there_and_back(draw: Draw, kept: Member, absorbed: Member, points: list) -> None:
    before, were = facts(dump()), contradictions(facts_of(kept)) | contradictions(facts_of(absorbed))
    choices = {one.key: draw.among(one.ways) for one in points}
    note(f"{kept.pk} {absorbed.pk} {choices}")
    try:
        merge = merge_members(kept, by=MACHINE, absorbed=absorbed, choices=choices, why="một người")
    except Refusal:
        DONE["refused"] += 1
        assert facts(dump()) == before
        return
    DONE["merged"] += 1
    assert contradictions(facts_of(kept)) <= were
    assert not facts_of(absorbed).memberships and not facts_of(absorbed).placements
    undo_merge(merge, by=MACHINE, why="gộp nhầm")
    assert facts(dump()) == before


def test_a_merge_taken_back_leaves_every_fact_as_it_was() -> None:
    begin()
    plays()
    assert DONE["merged"], "nothing was merged: it proves nothing"
