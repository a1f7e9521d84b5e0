"""Organisations that a list names are made of the kinds that the office keeps, and the plan says where none fits."""

from datetime import date

import pytest

from members import importing
from members.models import Member, Placement, Term
from members.procedure import kinds, tree
from tests import builders
from tests.builders import MACHINE, TODAY, make_tree
from tests.members.importing.files import national
from tests.members.importing.test_command import run
from tests.members.importing.test_importing import codes, import_, plan_of

__all__ = ["run"]
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NEW_CELL = {"organisation": "Chi bộ Thôn 9, Đảng bộ xã An Khê"}
NO_KIND = "không lập được: không loại tổ chức nào đang dùng đứng được ở đó"


def made_kinds():
    return {term.name: term.kind.name for term in Term.unscoped.select_related("kind")}


def test_a_retired_kind_rejects_the_row_in_the_plan_and_not_the_whole_file_at_writing():
    make_tree()
    kinds.retire_kind(builders.kind("cell"), by=MACHINE, day=TODAY)
    plan = plan_of(NEW_CELL, {}, create_organisations=True)
    assert codes(plan) == ["organisation_no_kind"]
    assert NO_KIND in plan.problems[0].message
    assert plan.organisations == []
    applied = importing.apply(plan, by=MACHINE, leave_rejected=True)
    assert (applied.created, applied.rejected) == (1, 1)


def test_a_pair_that_was_taken_away_rejects_the_row_too():
    made = make_tree()
    kinds.correct_kind(builders.kind("cell"), by=MACHINE, under=[builders.kind("part")], why="bỏ chi bộ dưới cơ sở")
    plan = plan_of(NEW_CELL, create_organisations=True)
    assert codes(plan) == ["organisation_no_kind"]
    assert made.cell.pk in {term.organisation_id for term in Term.unscoped.all()}


def test_a_trial_run_says_so_and_ends_as_the_writing_would(run):
    make_tree()
    kinds.retire_kind(builders.kind("cell"), by=MACHINE, day=TODAY)
    code, _, refused, out = run(national(NEW_CELL), "--create-organisations", "--dry-run")
    assert [problem["code"] for problem in out["problems"]] == ["organisation_no_kind"]
    written = run(national(NEW_CELL), "--create-organisations")
    assert (code, NO_KIND in refused, out["organisations"]) == (written[0], True, [])
    assert not Member.unscoped.exists()


def test_a_kind_that_the_office_has_added_takes_the_place_of_one_out_of_use():
    make_tree()
    kinds.add_kind(by=MACHINE, name="chi bộ thôn", under=[builders.kind("committee")], holds_members=True)
    kinds.retire_kind(builders.kind("cell"), by=MACHINE, day=TODAY)
    import_(NEW_CELL, create_organisations=True)
    assert made_kinds()["Chi bộ Thôn 9"] == "chi bộ thôn"


def test_under_a_level_that_the_office_has_added_a_cell_is_grass_roots():
    made = make_tree()
    level = kinds.add_kind(by=MACHINE, name="liên xã", under=[builders.kind("above")])
    grass = builders.kind("grass_cell")
    kinds.correct_kind(grass, by=MACHINE, under=[*grass.may_stand_under.all(), level], why="thêm cấp liên xã")
    tree.create_organisation(by=MACHINE, day=TODAY, name="Đảng bộ liên xã Vân", kind=level, parent=made.district)
    import_({"organisation": "Chi bộ Trạm thú y, Đảng bộ liên xã Vân"}, create_organisations=True)
    assert made_kinds()["Chi bộ Trạm thú y"] == "chi bộ cơ sở"


def test_a_first_list_begins_under_a_kind_of_head_that_is_in_use():
    kinds.retire_kind(builders.kind("area"), by=MACHINE, day=TODAY)
    import_({}, create_organisations=True)
    assert made_kinds()["Đảng bộ huyện"] == builders.kind("above").name


def test_nobody_is_placed_on_days_on_which_the_organisation_took_no_members():
    """A grass-roots cell that became a committee and a cell again took nobody in between."""
    made = make_tree()
    for year, code in ((2004, "committee"), (2015, "grass_cell")):
        tree.change_kind(made.grass_cell, by=MACHINE, day=date(year, 1, 1), kind=builders.kind(code))
    import_({"organisation": "Chi bộ Kho bạc"})
    assert Placement.unscoped.get().since == date(2015, 1, 1)


def test_a_corrected_admission_moves_the_place_no_further_back_than_members_are_taken():
    made = make_tree()
    for year, code in ((2004, "committee"), (2015, "grass_cell")):
        tree.change_kind(made.grass_cell, by=MACHINE, day=date(year, 1, 1), kind=builders.kind(code))
    given = {"organisation": "Chi bộ Kho bạc", "source_id": "M1"}
    import_({**given, "admitted": "21/11/2016", "official": "21/11/2017"})
    import_({**given, "admitted": "21/11/2010", "official": "21/11/2011"})
    assert Placement.unscoped.get().since == date(2015, 1, 1)


def test_a_cell_that_was_only_renamed_has_taken_members_all_along():
    made = make_tree()
    tree.rename_organisation(made.grass_cell, by=MACHINE, day=date(2015, 1, 1), name="Chi bộ Kho bạc Nhà nước")
    import_({"organisation": "Chi bộ Kho bạc Nhà nước"})
    assert Placement.unscoped.get().since == date(2001, 11, 21)
