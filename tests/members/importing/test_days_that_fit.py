"""What a list says otherwise of a known person's days is held against all that the register knows of him."""

from datetime import date

import pytest

from kit.calendar import PartialDate
from members import importing, procedure
from members.importing import Outcome
from members.models import Finding, Membership, Placement
from members.procedure.acting import facts_of
from members.rules.facts import contradictions
from tests import builders
from tests.builders import MACHINE, make_tree, member
from tests.members.importing.files import national, opened

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def tree():
    return make_tree()


def plan_of(*rows):
    return importing.make_plan(opened(national(*({"birth": "20/05/1980", **row} for row in rows))), by=MACHINE)


def import_(*rows):
    plan = plan_of(*rows)
    importing.apply(plan, by=MACHINE)
    return plan


def known(tree, **more):
    """In the register since 2005, assumed to have stood in his first cell from that day on."""
    days = {"admitted_on": date(2005, 2, 3), "official_on": date(2006, 2, 3), "birth": PartialDate(1980, 5, 20)}
    papers = {"admission_decision": None, "recognition_decision": None}
    return member("Sùng A Páo", tree.cell, source_id="M1", **{**days, **papers, **more})


def moved(tree, **more):
    person = known(tree, **more)
    procedure.places.move(person, by=MACHINE, organisation=tree.sibling, day=date(2010, 6, 1))
    return person


def said(admitted, official=None):
    return {"source_id": "M1", "admitted": admitted, "official": official,
            "organisation": "Chi bộ Thôn 2, Đảng bộ xã An Khê"}  # fmt: skip


def spell():
    return Membership.unscoped.get()


def since():
    return list(Placement.unscoped.order_by("since").values_list("since", flat=True))


def test_an_admission_after_the_person_moved_is_held_back_and_kept_as_written(tree):
    person = moved(tree)
    plan = import_(said("03/02/2015", "03/02/2016"))
    assert [(one.code, one.field) for one in plan.problems] == [("does_not_fit", "admitted_on")]
    assert "trước ngày vào Đảng 03/02/2015" in plan.problems[0].message
    assert (spell().admitted_on, spell().official_on) == (date(2005, 2, 3), date(2016, 2, 3))
    found = Finding.unscoped.get()
    assert (found.code, found.field, found.written) == ("does_not_fit", "admitted_on", "03/02/2015")
    assert since() == [date(2005, 2, 3), date(2010, 6, 1)]
    assert contradictions(facts_of(person)) == set()


def test_a_day_that_is_held_back_is_asked_once(tree):
    moved(tree)
    import_(said("03/02/2015"))
    again = plan_of(said("03/02/2015"))
    assert [row.outcome for row in again.rows] == [Outcome.SAME]


def test_a_day_that_somebody_has_settled_is_not_asked_again_by_the_same_file(tree):
    moved(tree)
    file = opened(national({"birth": "20/05/1980", **said("03/02/2015")}))
    importing.apply(importing.make_plan(file, by=MACHINE), by=MACHINE)
    procedure.people.settle_finding(Finding.unscoped.get(), by=MACHINE, why="danh sách ghi nhầm")
    again = importing.make_plan(file, by=MACHINE)
    assert [row.outcome for row in again.rows] == [Outcome.SAME]
    another = plan_of(said("03/02/2015"), {"full_name": "Vừ Thị Mỷ"})
    assert [row.outcome for row in another.rows] == [Outcome.CHANGED, Outcome.NEW]


def test_the_first_place_moves_with_the_admission_though_the_person_stands_elsewhere_today(tree):
    person = moved(tree)
    plan = import_(said("03/02/2007", "03/02/2008"))
    assert plan.problems == []
    assert (spell().admitted_on, spell().official_on) == (date(2007, 2, 3), date(2008, 2, 3))
    assert since() == [date(2007, 2, 3), date(2010, 6, 1)]
    assert contradictions(facts_of(person)) == set()


def test_both_days_together_may_pass_what_each_alone_would_break(tree):
    known(tree)
    import_({"source_id": "M1", "admitted": "03/02/2007", "official": "03/02/2008"})
    assert (spell().admitted_on, spell().official_on) == (date(2007, 2, 3), date(2008, 2, 3))


def test_an_official_day_before_the_known_admission_is_held_back(tree):
    known(tree)
    plan = import_({"source_id": "M1", "admitted": None, "official": "01/01/2004"})
    assert "does_not_fit" in {one.code for one in plan.problems}
    assert spell().official_on == date(2006, 2, 3)
    assert Finding.unscoped.get(code="does_not_fit").field == "official_on"


def test_an_admission_after_a_discipline_or_an_exemption_is_held_back(tree):
    person = known(tree)
    procedure.standing.exempt(person, by=MACHINE, reason="age_health", day=date(2012, 1, 1),
                              decision=builders.PAPER)  # fmt: skip
    import_({"source_id": "M1", "admitted": "03/02/2015", "official": "03/02/2016"})
    assert spell().admitted_on == date(2005, 2, 3)


def test_nobody_is_admitted_before_the_birth_that_the_register_knows(tree):
    known(tree)
    plan = import_({"source_id": "M1", "admitted": "03/02/1975", "official": None})
    assert [one.code for one in plan.problems if one.field == "admitted_on"] == ["does_not_fit"]
    assert spell().admitted_on == date(2005, 2, 3)


def test_nor_born_after_the_admission_that_the_register_knows(tree):
    person = known(tree)
    plan = import_({"source_id": "M1", "admitted": None, "official": None, "birth": "20/05/2008"})
    assert [one.code for one in plan.problems if one.field == "birth_date"] == ["does_not_fit"]
    person.refresh_from_db()
    assert person.birth_on == date(1980, 5, 20)


def test_what_did_not_fit_before_stops_no_other_day(tree):
    """An old list brought in an official day before the admission; the next one puts it right."""
    import_({"source_id": "M1", "birth": "20/05/1970", "admitted": "03/02/2005", "official": "03/02/2004"})
    import_({"source_id": "M1", "birth": "20/05/1971", "admitted": "03/02/2005", "official": "03/02/2006"})
    assert (spell().admitted_on, spell().official_on) == (date(2005, 2, 3), date(2006, 2, 3))


def test_a_place_assumed_from_the_first_day_of_the_register_begins_no_earlier_than_the_admission(tree):
    procedure.office.set_office(by=MACHINE, key="first_day", value="2020-01-01", day=None)
    import_({"source_id": "M1", "admitted": None, "official": None})
    assert since() == [date(2020, 1, 1)]
    import_({"source_id": "M1", "admitted": "03/02/2021", "official": None})
    assert (spell().admitted_on, since()) == (date(2021, 2, 3), [date(2021, 2, 3)])
