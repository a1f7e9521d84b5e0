"""Whatever an office enters, in whatever order: what the register answers is what a plain loop over its rows says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import given, note, settings
from hypothesis import strategies as st

from kit import names
from members import figures, tree
from members.errors import Refusal
from members.models import (
    Departure,
    Exemption,
    Finding,
    Member,
    Membership,
    OfficeHolding,
    Place,
    Placement,
    Suspension,
)
from members.procedure.acting import facts_of
from members.rules.facts import contradictions
from tests import builders
from tests.properties.plain import Plain, days_of, dump
from tests.properties.steps import Draw, take

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

EXAMPLES = max(settings.default.max_examples // 4, 1)


def begin() -> None:
    """The tree of the builders, three people, one open question of a list, two places on the map."""
    made = builders.make_tree()
    builders.member("Giàng Seo Lử", made.cell)
    builders.member("Vừ Thị Mỷ", made.sibling, sex="f")
    young = builders.member("Tẩn A Páo", made.grass_cell, admitted_on=date(2025, 9, 2), official_on=None)
    Finding.unscoped.create(member=young, code="birth_date_unreadable", field="birth", file="a", sheet="b", cell="C3")
    for name in ("Thôn 1", "Thôn 2"):
        Place.objects.create(name=name)


def play(draw: Draw, steps: int) -> list[str]:
    """Take steps; a refused one leaves everything as it was. Answers what was done, for the eye."""
    done = []
    for _ in range(steps):
        step = take(draw)
        if step is None:
            continue
        said, call = step
        before = dump()
        try:
            call()
            done.append(said)
        except Refusal:
            assert dump() == before, f"refused, yet not as before: {said}"
        connection.check_constraints()
    return done


@settings(max_examples=EXAMPLES)
@given(st.data())
def plays(data: st.DataObject) -> None:
    with transaction.atomic():
        for said in play(Draw(lambda some: data.draw(st.sampled_from(some))), data.draw(st.integers(8, 15))):
            note(said)
        compare_everything()
        transaction.set_rollback(True)


def test_the_register_answers_as_a_plain_loop_does():
    begin()
    plays()


def compare_everything() -> None:
    rows = dump()
    check_rows(rows)
    for person in Member.unscoped.all():
        assert contradictions(facts_of(person)) == set()
    with builders.whole():
        for day in days_of(rows):
            plain = Plain(rows, day)
            check_tree(plain)
            check_open(plain)
            check_states(plain)
            check_rosters(plain)


def check_rows(rows: dict[str, list[dict[str, Any]]]) -> None:
    """What stands twice says the same twice."""
    spell_of = {row["id"]: row["member_id"] for row in rows["membership"]}
    for row in rows["placement"]:
        assert row["member_id"] == spell_of[row["membership_id"]]
    for row in rows["member"]:
        assert row["full_name"] == names.clean(row["full_name"])
        assert (row["fold"], row["sort_key"]) == (names.fold(row["full_name"]), names.sort_key(row["full_name"]))


def check_tree(plain: Plain) -> None:
    version = tree.version_for(plain.day)
    places = tree.ranges_of(plain.parents, version)
    for pk in plain.parents:
        assert tree.above(pk, plain.day) == plain.line_up(pk)
        inside = {other for other, place in places.items() if places[pk].lo <= place.lo < places[pk].hi}
        assert inside == plain.under(pk)


def check_open(plain: Plain) -> None:
    """Nobody stands, is a guest or holds an office where nothing stands that day, or where nobody may."""
    open_now = {row["organisation_id"]: row["kind_id"] for row in plain.now("term")}
    takes = {row["id"] for row in plain.rows["kind"] if row["holds_members"]}
    for row in plain.now("placement"):
        assert row["organisation_id"] is None or open_now.get(row["organisation_id"]) in takes, row
    for row in plain.now("officeholding"):
        assert row["organisation_id"] in open_now, row


def check_states(plain: Plain) -> None:
    day = plain.day
    here = Placement.objects.on(day)
    assert dict(here.official().values_list("member", "organisation")) == plain.placed()
    assert dict(here.temporary().values_list("member", "organisation")) == plain.temporary()
    assert set(Membership.objects.official_on(day).values_list("pk", flat=True)) == plain.official_spells()
    for model, table in ((Exemption, "exemption"), (Suspension, "suspension"), (Departure, "departure")):
        assert set(model.objects.on(day).values_list("membership__member", flat=True)) == plain.people(table)
    held = {(row["organisation_id"], row["member_id"], row["office"]) for row in plain.now("officeholding")}
    assert set(OfficeHolding.objects.on(day).values_list("organisation", "member", "office")) == held
    assert not plain.people("departure") & set(plain.placed()), "gone and placed on one day"
    secretaries = [one for one, _, office in held if office == "secretary"]
    assert len(secretaries) == len(set(secretaries)), "two secretaries of one organisation"


def check_rosters(plain: Plain) -> None:
    """Lists on every day; the sums beside them too where somebody stands."""
    day = plain.day
    for organisation in plain.parents:
        listed = Placement.objects.on(day).official().filter(tree.under(organisation, day))
        roster = plain.roster(organisation)
        assert sorted(listed.values_list("member", flat=True)) == sorted(row["member_id"] for row in roster)
        if roster or plain.temporary():
            assert figures.figures(organisation, day) == plain.figures(organisation)
