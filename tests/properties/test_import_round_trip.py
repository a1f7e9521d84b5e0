"""A district written into a workbook and imported into an empty register is the same district.

The workbook is XlsxWriter's, which no reader uses, and its writer shares no code with the importing.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kit.reading import open_workbook
from members import importing
from members.importing import Outcome
from members.models import Exemption, Member, Membership, Number, Placement, Term
from members.procedure.people import birth_of
from members.sample import lists
from members.sample.plan import District
from members.sample.plans import make_plan
from members.sample.records import Record, records
from tests.builders import MACHINE, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

EXAMPLES = max(settings.default.max_examples // 25, 1)
# What a list is not believed, and what becomes of it, is told by the tests of the importing: two with one number, a
# number of a wrong shape, a birth in 1880, an official day to come.
NOT_BELIEVED = ("number_twice", "number_shape", "birth_implausible", "official_future")
Told = tuple[object, ...]


def district(seed: int, members: int) -> District:
    plan = make_plan(members, str(seed), TODAY, years=5)
    return replace(plan, people=tuple(one for one in plan.people if one.planted not in NOT_BELIEVED))


def imported(plan: District) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lists.write(plan, Path(folder), "normal")
        book = open_workbook("national.xlsx", (Path(folder) / "national.xlsx").read_bytes())
    first = importing.make_plan(book, by=MACHINE, create_organisations=True)
    assert not first.of(Outcome.REJECTED)
    importing.apply(first, by=MACHINE)
    again = importing.make_plan(book, by=MACHINE, create_organisations=True)
    assert {row.outcome for row in again.rows} == {Outcome.SAME}


def expected(one: Record) -> Told:
    # Of some only the year or the month is known: what is not known is not made up on the way.
    born = one.birth.iso() if one.birth else ""
    return (one.member, one.full_name, one.sex, born, one.admitted, one.official, one.card8, one.card12, one.cell,
            one.committee, one.exempt_since)  # fmt: skip


def stands(member: Member) -> Told:
    spell = Membership.unscoped.get(member=member)
    place = Placement.unscoped.get(member=member)
    cell = Term.unscoped.on(TODAY).get(organisation=place.organisation_id)
    over = Term.unscoped.on(TODAY).get(organisation=cell.parent_id)
    numbers = dict(Number.unscoped.filter(member=member).values_list("kind", "value"))
    exempt = Exemption.unscoped.filter(membership=spell).values_list("since", flat=True).first()
    committee = cell.name if cell.kind.code == "grass_cell" else over.name
    born = birth_of(member)
    return (member.source_id, member.full_name, member.sex, born.iso() if born else "",
            spell.admitted_on, spell.official_on, numbers.get("card8", ""), numbers.get("card12", ""), cell.name,
            committee, exempt)  # fmt: skip


def begins(member: Member) -> tuple[date | None, date | None]:
    """The day of the placement and that of the admission: a list says only the second."""
    place = Placement.unscoped.get(member=member)
    return place.since, Membership.unscoped.get(member=member).admitted_on


# A smaller district is no simpler: shrinking would only take minutes.
@settings(max_examples=EXAMPLES, phases=(Phase.generate,))
@given(st.integers(0, 10**6), st.integers(100, 130))
def round_trips(seed: int, members: int) -> None:
    plan = district(seed, members)
    with transaction.atomic():
        imported(plan)
        everybody = list(Member.unscoped.all())
        assert Counter(map(stands, everybody)) == Counter(map(expected, records(plan)))
        assert all(since == admitted for since, admitted in map(begins, everybody) if admitted is not None)
        transaction.set_rollback(True)


def test_a_district_written_down_and_imported_is_the_same_district() -> None:
    round_trips()
