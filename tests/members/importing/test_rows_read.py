"""What the reader takes from what committees send: exactly the rows that hold a person, and what nobody spoilt exactly
as the records have it.

The truth is read by the csv module; whoever wrote the lists shares nothing with the reader.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kit import names
from kit.reading import open_workbook, values
from kit.reading.layout import recognise
from kit.reading.people import Person
from members.importing.vocabulary import VOCABULARY
from members.sample import lists
from members.sample.plans import make_plan

DATA = Path(__file__).parents[2] / "data"
TODAY = date(2026, 6, 30)
DAYS = {"birth_date": "ngay_sinh", "admitted_on": "ngay_vao_dang", "official_on": "ngay_chinh_thuc"}
SEXES = {"m": "Nam", "f": "Nữ"}
Key = tuple[str, int]


def truth(folder: Path) -> dict[Key, dict[str, str]]:
    with (folder / "truth.csv").open(encoding="utf-8") as file:
        return {(one["sheet"], int(one["row"])): one for one in csv.DictReader(file)}


def records(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "district.csv").open(encoding="utf-8") as file:
        return {one["member_id"]: one for one in csv.DictReader(file)}


def read(folder: Path) -> tuple[dict[Key, Person], int]:
    """(the people by sheet and row, how many rows are handed out as unread)."""
    found: dict[Key, Person] = {}
    unread = 0
    for sheet in open_workbook("committees.xlsx", (folder / "committees.xlsx").read_bytes()).sheets:
        table = recognise(sheet, VOCABULARY)
        assert table is not None, sheet.name
        found |= {(sheet.name, row.number): row for row in table.rows}
        unread += len(table.unread)
    return found, unread


@pytest.mark.parametrize("name", ["district-600", "district-3000"])
def test_the_rows_read_of_a_sample_district_are_those_of_its_truth(name: str) -> None:
    people, unread = read(DATA / name)
    assert people.keys() == truth(DATA / name).keys()
    assert unread == 0


@pytest.mark.parametrize(
    ("members", "seed"),
    [
        (600, "doc"),
        *[pytest.param(3000, seed, marks=pytest.mark.long) for seed in ("doc-1", "doc-2", "doc-3", "doc-4")],
    ],
)
def test_fresh_lists_with_every_mistake_are_read_whole(members: int, seed: str, tmp_path: Path) -> None:
    lists.write(make_plan(members, seed, TODAY), tmp_path, "hard")
    people, unread = read(tmp_path)
    said, known = truth(tmp_path), records(tmp_path)
    assert people.keys() == said.keys()
    assert unread == 0
    wrong = [(key, one) for key, row in people.items() for one in _otherwise(row, said[key], known)]
    assert wrong == []


def _otherwise(row: Person, said: dict[str, str], known: dict[str, dict[str, str]]) -> Iterator[tuple[str, str, str]]:
    """What of an unspoilt row was read otherwise than it is: which fact, as read, as it is. A sheet's habit may leave
    a fact out or say less of it; it never makes another of it."""
    kinds = set(said["kinds"].split(";"))
    habits = {kind for kind in kinds if kind.endswith("_sheet")}
    if not said["member_id"] or kinds - habits - {"", "duplicate"}:
        return
    one = known[said["member_id"]]
    if "i_for_y_sheet" not in habits and names.fold(row.written("full_name")) != names.fold(one["ho_ten"]):
        yield "name", row.written("full_name"), one["ho_ten"]
    for fact, column in DAYS.items():
        yield from _day(row, fact, one[column], is_short="two_digit_year_sheet" in habits)
    card = values.number(row.value("card")).value
    if card and card.lstrip("0") != one["so_the"].lstrip("0"):
        yield "card", card, one["so_the"]
    sex = values.sex(row.value("sex")).value or ""
    if SEXES.get(sex) != one["gioi_tinh"]:
        yield "sex", sex, one["gioi_tinh"]


def _day(row: Person, fact: str, known: str, *, is_short: bool) -> Iterator[tuple[str, str, str]]:
    found = row.day(fact)
    if found.value is None:
        # A century that is not written is not made up; nor is a year beyond any member's life read as one.
        if fact in row.head.sources and known >= "1900" and not is_short:
            yield fact, found.written, known
    elif not (known.startswith(found.value.iso()) or (len(known) < 10 and found.value.iso().startswith(known))):
        yield fact, found.value.iso(), known
