"""Files through a change of the tree: who records next, which terms run, what the progress and the year say: nobody is
lost, and nobody stands there twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from admissions import figures
from admissions.models import Applicant, StepKind
from admissions.procedure.reading import read
from members import rights, scope
from members.errors import NotAllowed
from tests import builders
from tests.admissions import play as files
from tests.ground import laid
from tests.members.plan_pages import NOON, play, three_in_each
from tests.members.plans import DAY, KIND, MERGE, MOVE, applied, step, taken_back
from tests.reports.pages import text
from tests.signing_in import signed_in

__all__ = ["play"]
pytestmark = pytest.mark.django_db
EVE, AFTER, TODAY, NEW_YEAR = DAY - timedelta(days=1), date(2026, 6, 10), builders.TODAY, date(2026, 1, 1)
APPLIES, PROBATION, OFFICIAL = "Giàng Thị Mỷ", "Sùng Thị Dợ", "Cứ Thị Mẩy"
ADMITTED = "Lồ Thị Dung"


@dataclass(frozen=True)
class Change:
    """What the plan does to a cell with files; which cell leads them then, and under which line of the year they stand,
    before and after."""

    steps: Callable[[Any], list[Any]]
    leads: Callable[[Any], Any]
    before: Callable[[Any], Any]
    after: Callable[[Any], Any]


CHANGES = {
    "merged into the next cell": Change(
        lambda tree: [step(MERGE, tree.cell, tree.sibling)], lambda tree: tree.sibling,
        lambda tree: tree.committee, lambda tree: tree.committee,
    ),
    "merged into a cell of another commune": Change(
        lambda tree: [step(MERGE, tree.cell, tree.other_cell)], lambda tree: tree.other_cell,
        lambda tree: tree.committee, lambda tree: tree.other_committee,
    ),
    "moved under another committee": Change(
        lambda tree: [step(MOVE, tree.cell, tree.other_committee)], lambda tree: tree.cell,
        lambda tree: tree.committee, lambda tree: tree.other_committee,
    ),
    "its committee merged into another": Change(
        lambda tree: [step(MERGE, tree.committee, tree.other_committee)], lambda tree: tree.cell,
        lambda tree: tree.committee, lambda tree: tree.other_committee,
    ),
    "of the grass roots itself": Change(
        lambda tree: [step(MOVE, tree.cell, tree.district), step(KIND, tree.cell, kind=builders.kind("grass_cell"))],
        lambda tree: tree.cell, lambda tree: tree.committee, lambda tree: tree.cell,
    ),
}  # fmt: skip


@pytest.fixture(params=list(CHANGES))
def change(request):
    return CHANGES[request.param]


def files_of_every_stage():
    """A cell with somebody who applies, somebody on probation, somebody admitted and somebody recognised this year."""
    cast = three_in_each()
    cell = cast.tree.cell
    files.until(files.found(cell, APPLIES), StepKind.GATHERED)
    files.gathered(files.probationer(cell, PROBATION))
    files.recognised(files.gathered(files.probationer(cell, OFFICIAL)))
    builders.member(ADMITTED, cell, admitted_on=date(2026, 3, 3), official_on=None, recognition_decision=None)
    return cast


ground = laid(files_of_every_stage, NOON)


def file_of(name):
    return Applicant.unscoped.get(full_name=name)


def secretary(where, name="bi-thu-moi"):
    return builders.role(builders.account(name, "Thào A Dế"), "cell", where)


def year(day, actor=None):
    """{figure: {line: number}} of the year up to that day, as far as this one's part reaches; of the whole for None."""
    read_as = rights.scope_of(actor) if actor else scope.whole_register(TODAY)
    with scope.opened(read_as):
        now = figures.year_of(NEW_YEAR, day).now
    return {key: {line: many for line, many in lines.items() if many} for key, lines in now.items() if lines.total()}


def counted(day, actor=None):
    return {key: sum(lines.values()) for key, lines in year(day, actor).items()}


def test_the_secretary_who_leads_now_records_the_next_step_and_the_former_one_may_not(play, change):
    applied(*change.steps(play.tree))
    leads = change.leads(play.tree)
    now = builders.actor(secretary(leads))
    one = file_of(APPLIES)
    assert read(one, TODAY).cell == leads.pk
    if leads != play.tree.cell:
        former = builders.actor(play.cell_secretary)
        with pytest.raises(NotAllowed):
            files.do(one, StepKind.CELL, day=AFTER, by=former)
    made = files.do(one, StepKind.CELL, day=AFTER, by=now)
    assert made.organisation_id == leads.pk
    assert files.considered(file_of(PROBATION), AFTER).organisation_id == leads.pk


def test_terms_run_on_for_who_leads_now(play, change):
    files.do(file_of(APPLIES), StepKind.CELL, day=EVE)
    applied(*change.steps(play.tree))
    said = text(signed_in(secretary(change.leads(play.tree))).get(reverse("deadlines")))
    for name in (APPLIES, PROBATION):
        assert name in said
    whole = signed_in(play.officer).get(reverse("deadlines")).content.decode()
    for name in (APPLIES, PROBATION):
        assert whole.count(f">{name}</a>") == 1


def test_the_progress_names_each_once_and_where_it_is_led_now(play, change):
    applied(*change.steps(play.tree))
    reader = signed_in(play.reader)
    for group, names in (("", [APPLIES]), ("da-ket-nap", [PROBATION, OFFICIAL])):
        said = text(reader.get(reverse("admission-progress"), {"nhom": group}))
        for name in names:
            assert said.count(name) == 1
    called = {play.tree.sibling: "Chi bộ Thôn 2", play.tree.other_cell: "Chi bộ Thôn Đồng"}
    name = called.get(change.leads(play.tree), "Chi bộ Thôn 1")
    assert f"{APPLIES} {name}" in text(reader.get(reverse("admission-progress")))


def test_the_year_loses_nobody_and_counts_nobody_twice(play, change):
    """The day before the change they are of the earlier organisation, from the day on of the later one; who was
    admitted and recognised before is counted with what carries the place on. Behind each number stand as many names."""
    whole = counted(TODAY)
    applied(*change.steps(play.tree))
    before, after = change.before(play.tree).pk, change.after(play.tree).pk
    assert counted(TODAY) == whole
    for day, line in ((EVE, before), (TODAY, after)):
        found = year(day)
        assert found["ket-nap"] == {line: 1} and found["cong-nhan"] == {line: 1} and found["dang-xet"] == {line: 1}
    client = signed_in(play.officer)
    for key, name in (("dang-xet", APPLIES), ("ket-nap", ADMITTED), ("cong-nhan", OFFICIAL)):
        asked = {"gi": key, "tu": "01/01/2026", "den": "30/06/2026", "noi": str(after)}
        assert text(client.get(reverse("year-names"), asked)).count(name) == 1


def test_what_the_parts_see_adds_up_to_the_whole(play, change):
    applied(*change.steps(play.tree))
    parts = [play.tree.committee, play.tree.other_committee]
    if change.leads(play.tree) == change.after(play.tree):
        parts.append(play.tree.cell)
    if any(one.what == MERGE and one.organisation == play.tree.committee for one in change.steps(play.tree)):
        parts.remove(play.tree.committee)
    seen = [
        counted(TODAY, builders.actor(builders.role(builders.account(f"xa-{one.pk}", "Lục Văn Bảo"), "officer", one)))
        for one in parts
    ]
    for key, many in counted(TODAY).items():
        assert sum(one.get(key, 0) for one in seen) == many


def test_taken_back_everything_is_counted_as_before(play, change):
    before = [year(day) for day in (EVE, TODAY)]
    taken_back(applied(*change.steps(play.tree)))
    assert [year(day) for day in (EVE, TODAY)] == before
