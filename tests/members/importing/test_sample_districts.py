"""The two made-up districts of `tests/data`: imported whole, and their committees' own lists held against them.

What is expected is read from the files by openpyxl and csv alone, never by the reader under test.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command

from members import scope
from members.models import Member, Placement, Term

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

DATA = Path(__file__).parents[2] / "data"
DAY = date(2026, 6, 30)
DISTRICTS = ["district-600", pytest.param("district-3000", marks=pytest.mark.long)]
# Of the rows whose person is in the records, linked rightly; all of them were when this was written.
FLOOR = 0.995
# By column of the national layout, from 0.
ID, NAME, SEX, BIRTH, CARD, CELL, ADMITTED, OFFICIAL = 1, 2, 4, 5, 12, 13, 23, 24


@dataclass
class District:
    """What the files say, and the program's answers."""

    name: str
    rows: dict[str, tuple[Any, ...]]
    imported: dict[str, Any]
    folder: Path


@pytest.fixture
def district(request, tmp_path):
    folder = DATA / request.param
    book = openpyxl.load_workbook(folder / "national.xlsx", read_only=True)
    rows = {row[ID]: row for row in book.worksheets[0].iter_rows(min_row=4, values_only=True) if row[ID]}
    call_command("import_members", str(folder / "national.xlsx"), "--create-organisations", "--json",
                 str(tmp_path / "in.json"))  # fmt: skip
    return District(request.param, rows, json.loads((tmp_path / "in.json").read_text()), tmp_path)


def compared(district):
    out = district.folder / "out.json"
    call_command(
        "reconcile", str(DATA / district.name / "committees.xlsx"), "--as-of", "2026-06-30", "--json", str(out)
    )
    return json.loads(out.read_text())


def truth(name):
    """{(sheet, row): who it is, "" for a stranger}."""
    with (DATA / name / "truth.csv").open(encoding="utf-8") as file:
        return {(one["sheet"], int(one["row"])): one["member_id"] for one in csv.DictReader(file)}


def in_words(day):
    return f"{day:%d/%m/%Y}" if day else None


@pytest.mark.parametrize("district", DISTRICTS, indirect=True)
def test_members_and_cells_equal_the_file(district):
    assert district.imported["created"] == len(district.rows)
    assert district.imported["rejected"] == 0
    with scope.opened(scope.whole_register(DAY)):
        people = {one.source_id: one for one in Member.objects.all()}
        cards = dict(Member.objects.filter(numbers__kind="card8").values_list("source_id", "numbers__value"))
        stands = Placement.objects.on(DAY).values_list("member__source_id", "organisation")
        named = {one.organisation_id: one for one in Term.objects.on(DAY).select_related("parent")}
        called = {who: f"{named[where].name}, {named[named[where].parent_id].name}" for who, where in stands}
    assert people.keys() == district.rows.keys()
    for known, row in district.rows.items():
        person = people[known]
        assert (person.full_name, called[known], cards.get(known)) == (row[NAME], row[CELL], row[CARD]), known
        assert in_words(person.birth_on) == row[BIRTH], known
    assert len({row[CELL] for row in district.rows.values()}) == len(set(called.values()))


@pytest.mark.parametrize("district", DISTRICTS, indirect=True)
def test_the_same_file_again_changes_nothing(district):
    again = district.folder / "again.json"
    call_command("import_members", str(DATA / district.name / "national.xlsx"), "--json", str(again))
    said = json.loads(again.read_text())
    assert (said["created"], said["changed"], said["unchanged"]) == (0, 0, len(district.rows))


@pytest.mark.parametrize("district", DISTRICTS, indirect=True)
def test_every_row_that_holds_a_person_is_read_and_no_other(district):
    rows = compared(district)["rows"]
    assert sorted((one["sheet"], one["row"]) for one in rows) == sorted(truth(district.name))


@pytest.mark.parametrize("district", DISTRICTS, indirect=True)
def test_who_is_linked_and_who_is_missed(district, capsys):
    """The first comparison is deliberately simple; below these figures something has broken."""
    who = truth(district.name)
    found = compared(district)
    said = Counter()
    for one in found["rows"]:
        true = who[one["sheet"], one["row"]]
        right = (one["member"] or "") == true
        said["right" if right and true else "stranger left alone" if right else
             "missed" if not one["member"] else "wrong"] += 1  # fmt: skip
        said["sure and wrong"] += one["sure"] and not right
    with capsys.disabled():
        # The figures are what this test is for.
        print(f"\n{district.name}: {len(found['rows'])} listed, {dict(said)}")  # noqa: T201
    wanted = sum(bool(one) for one in who.values())
    assert len(found["rows"]) == len(who)
    assert said["sure and wrong"] == said["wrong"] == 0
    assert said["right"] >= FLOOR * wanted
