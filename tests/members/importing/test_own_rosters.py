"""What the office prints is read back: nobody is new, and nothing changes but what was ill written on purpose."""

import json
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from members import importing
from members.models import Member, Number
from tests.builders import MACHINE, make_tree, member
from tests.members.importing.files import HOME, opened, sheet

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

# Faults of the sample: numbers of the wrong length, and one number borne by two.
PLANTED = {"card_short", "card_of_another", "card_twice", "birth_date_missing", "birth_date_unreadable",
           "admitted_on_missing", "age_at_admission", "dates_out_of_order"}  # fmt: skip


@pytest.mark.parametrize("name", ["roster", "roster-short"])
def test_our_own_roster_is_read_back_without_a_stranger(name, tmp_path):
    call_command("make_sample_district", "--members", "120", "--seed", "7", stdout=StringIO())
    path, out = tmp_path / f"{name}.xlsx", tmp_path / "out.json"
    call_command("print_report", name, "--format", "xlsx", "--output", str(path), stdout=StringIO())
    call_command("import_members", str(path), "--dry-run", "--leave-rejected", "--json", str(out), stdout=StringIO())
    said = json.loads(out.read_text())
    codes = Counter(problem["code"] for problem in said["problems"])
    assert set(codes) <= PLANTED
    assert said["created"] == 0
    assert said["changed"] <= codes["card_short"]
    assert said["unchanged"] > 100
    assert said["sheets"][0]["unread"] == []


def test_a_label_does_not_overwrite_the_number_behind_it():
    tree = make_tree()
    member("Sùng A Páo", tree.cell, profile_number="000047")
    rows = [("TT", "Họ và tên", "Ngày vào Đảng", "Số lý lịch", "Chi bộ"),
            (1, "Sùng A Páo", "18/5/2010", "Số LL 000047", HOME)]  # fmt: skip
    plan = importing.make_plan(opened(sheet(rows)), by=MACHINE)
    assert plan.rows[0].given.profile_number == "000047"


def test_both_numbers_of_one_cell_are_kept_and_a_third_is_told():
    make_tree()
    rows = [("TT", "Họ và tên", "Ngày vào Đảng", "Số thẻ", "Chi bộ"),
            (1, "Sùng A Páo", "18/5/2010", "071251769077\n16700923\n071251769078", HOME)]  # fmt: skip
    plan = importing.make_plan(opened(sheet(rows)), by=MACHINE)
    assert [problem.code for problem in plan.problems] == ["card_unreadable"]
    assert importing.apply(plan, by=MACHINE).created == 1
    numbers = dict(Number.unscoped.filter(member=Member.unscoped.get()).values_list("kind", "value"))
    assert numbers == {"card12": "071251769077", "card8": "16700923"}
