"""The numbers of the year are those of a slow count, for any period and any day, whatever stands in the files."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admissions import figures, procedure
from admissions.models import Backing, StepKind
from members.errors import RuleBroken
from members.models import Placement
from members.procedure import people, places, standing, tree
from tests import builders
from tests.admissions import play, slow_year
from tests.builders import MACHINE

pytestmark = pytest.mark.django_db
S = StepKind
EXAMPLES = max(5, settings.default.max_examples // 8)
FIRST = date(2024, 6, 1)
# Two of the cells become one then.
CLOSED = date(2026, 3, 2)
ENDS = [S.SOURCE, S.CLASS_PROPOSED, S.CERTIFICATE, S.PROFILE, S.GATHERED, S.CELL, S.APPRAISAL, S.COMMITTEE, S.DECISION,
        S.RECORDS]  # fmt: skip


def files(random: Random) -> None:
    """Some at each kind of step, some stopped, some admitted and recognised, in every kind of cell."""
    made = builders.make_tree()
    part = builders.organisation("Đảng bộ bộ phận Nà Lúm", "part", made.committee)
    cells = [made.cell, made.sibling, made.other_cell, made.grass_cell,
             builders.organisation("Chi bộ Thôn 8", "cell", part)]  # fmt: skip
    for at, end in enumerate(ENDS):
        earlier = timedelta(days=random.randrange(0, 260))
        backing = random.choice(list(Backing))
        one = play.found(random.choice(cells), f"Giàng Seo Số {at}", day=play.FOUND - earlier, backing=backing)
        if end != S.SOURCE:
            play.until(one, end, earlier=earlier)
        if not one.member_id and random.random() < 0.3:
            last = max(slow_year.done_by(one, MACHINE.day).values())
            procedure.stop_file(one, by=MACHINE, kind="stopped", day=last + timedelta(days=5))
        elif one.member_id:
            admitted_on = one.member.memberships(manager="unscoped").get().admitted_on
            with suppress(RuleBroken):
                official_on = admitted_on.replace(year=admitted_on.year + 1)
                people.recognise(one.member, by=MACHINE, official_on=official_on, decision=builders.PAPER)
    builders.member("Vàng Seo Dự", made.other_cell, admitted_on=date(2025, 8, 3), official_on=None,
                    recognition_decision=None)  # fmt: skip
    builders.member("Vàng Seo Mờ", made.cell, admitted_on=None, official_on=None, since=date(2020, 1, 1),
                    recognition_decision=None, admission_decision=None)  # fmt: skip
    for at, official_on in enumerate((None, date(2026, 2, 1))):
        mistaken = builders.member(f"Vàng Seo Nhầm {at}", made.cell, admitted_on=date(2025, 2, 1),
                                   official_on=official_on,
                                   recognition_decision=builders.PAPER if official_on else None)  # fmt: skip
        standing.depart(mistaken, by=MACHINE, kind="wrong_record", day=date(2026, 3, 1))
    for place in Placement.unscoped.filter(organisation=made.sibling, until=None).select_related("member"):
        places.move(place.member, by=MACHINE, organisation=made.cell, day=CLOSED)
    tree.close_organisation(made.sibling, by=MACHINE, day=CLOSED, successor=made.cell)


@pytest.mark.parametrize(
    "seed",
    [
        pytest.param(3, marks=pytest.mark.postgres),
        pytest.param(11, marks=pytest.mark.long),
        pytest.param(20, marks=pytest.mark.long),
    ],
)
def test_every_number_is_that_of_a_slow_count(seed):
    files(Random(seed))
    seen = Counter[str]()

    @settings(max_examples=EXAMPLES)
    @given(st.integers(0, 760), st.integers(0, 500))
    def counts(begin: int, long: int) -> None:
        since = FIRST + timedelta(days=begin)
        day = min(since + timedelta(days=long), MACHINE.day)
        since = min(since, day)
        with builders.whole():
            year = figures.year_of(since, day)
        earlier = [one.replace(year=one.year - 1) for one in (since, day)]
        for said, slowly in ((year.now, slow_year.numbers(since, day, day)),
                             (year.before, slow_year.numbers(*earlier, day))):  # fmt: skip
            told = {(key, line): many for key, lines in said.items() for line, many in lines.items()}
            assert told == dict(slowly)
            seen.update(key for key, _ in slowly)
        stages = slow_year.stages(since, day)
        told_stages = {str(one.kind): (one.done, one.days, one.waiting, one.waited) for one in year.stages}
        mean = {kind: tuple(x for days in both for x in (len(days), sum(days) / len(days) if days else None))
                for kind, both in stages.items()}  # fmt: skip
        assert told_stages == mean
        assert dict(year.left) == dict(slow_year.left(day))
        names_are_as_many(year)

    counts()
    assert {"dang-xet", "nguon", "ho-so", "ket-nap"} <= set(seen)


def names_are_as_many(year: figures.Year) -> None:
    """Behind each number stand so many names."""
    with builders.whole():
        for key, lines in year.now.items():
            for line, many in lines.items():
                assert len(behind(key, year, line)) == many
        for stage in year.stages:
            assert len(behind(f"cho-{stage.kind}", year, None)) == stage.waiting
            assert len(behind(f"buoc-{stage.kind}", year, None)) == stage.done
        for group, many in year.left.items():
            assert len(behind(f"du-bi-{group}", year, None)) == many


def behind(key: str, year: figures.Year, line: int | None) -> list[object]:
    if key in figures.FLOWS or key.startswith("du-bi-"):
        return list(figures.people_behind(key, year.since, year.day, year.places, line))
    rows, said = figures.files_behind(key, year.since, year.day, year.places, line)
    assert set(said) == set(rows.values_list("pk", flat=True))
    return list(rows)
