"""What the made-up committees send: five files, the truth beside every row."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from members.sample import letters, lists, mistakes
from members.sample.plan import District
from members.sample.plans import make_plan

FILES = ("national.xlsx", "committees.xlsx", "truth.csv", "district.csv", "manifest.json")


@pytest.fixture(scope="module")
def district() -> District:
    return make_plan(900, "l", date(2026, 6, 30))


@pytest.fixture(scope="module")
def folder(district: District, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("lists")
    lists.write(district, made, "normal")
    return made


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_seed_writes_the_same_bytes(district: District, folder: Path, tmp_path: Path) -> None:
    lists.write(district, tmp_path, "normal")
    assert all((tmp_path / name).read_bytes() == (folder / name).read_bytes() for name in FILES)


def test_our_records_hold_everybody_once(folder: Path) -> None:
    known = rows(folder / "district.csv")
    sheet = openpyxl.load_workbook(folder / "national.xlsx").active
    listed = [row[1] for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert listed == [one["member_id"] for one in known]
    assert len(set(listed)) == len(listed) > 850


def test_every_row_of_the_truth_holds_a_person_and_no_other_row_does(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "committees.xlsx")
    truth = rows(folder / "truth.csv")
    for sheet in book:
        numbered = {row[0].row for row in sheet.iter_rows() if isinstance(row[0].value, int)}
        assert numbered == {int(one["row"]) for one in truth if one["sheet"] == sheet.title}
    assert {one["sheet"] for one in truth} == set(book.sheetnames)


def test_an_untouched_row_says_what_the_record_says(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "committees.xlsx")
    known = {one["member_id"]: one["ho_ten"] for one in rows(folder / "district.csv")}
    elsewhere = ("text_dates", "two_digit", "us_dates", "month_year", "year_only", "cell_", "card_", "no_card", "sex_")
    plain = [
        one
        for one in rows(folder / "truth.csv")
        if one["member_id"] and all(kind.startswith(elsewhere) or not kind for kind in one["kinds"].split(";"))
    ]
    assert plain
    for one in plain:
        said = [cell.value for cell in book[one["sheet"]][int(one["row"])]]
        assert known[one["member_id"]] in said


@pytest.mark.parametrize("level", lists.LEVELS)
def test_each_mistake_comes_at_least_as_often_as_its_rate(level: str, tmp_path: Path) -> None:
    manifest = lists.write(make_plan(3000, "r", date(2026, 6, 30), alike=True), tmp_path, level)
    assert manifest == json.loads((tmp_path / "manifest.json").read_text())
    often = {name: manifest["applied"][name] / manifest["listed"] for name in mistakes.ROWS}
    often |= {name: manifest["applied"].get(name, manifest["absent"]) / manifest["members"] for name in mistakes.LISTED}
    assert {name for name, share in often.items() if share < manifest["rates"][name]} == set()
    habits = mistakes.SHEETS if level == "normal" else mistakes.HARD
    sheets = {name: manifest["applied"][name] / manifest["sheets"] for name in habits}
    assert {name for name, share in sheets.items() if share < manifest["rates"][name]} == set()
    assert {name for name in habits if rows_with(tmp_path, name) < manifest["rates"][name]} == set()


def rows_with(folder: Path, habit: str) -> float:
    kinds = [one["kinds"].split(";") for one in rows(folder / "truth.csv")]
    return sum(habit in some for some in kinds) / len(kinds)


def test_on_hard_lists_every_mistake_is_twice_as_frequent_or_as_frequent_as_the_level_says() -> None:
    normal, hard = mistakes.rates("normal"), mistakes.rates("hard")
    assert {name: share for name, share in hard.items() if share < 2 * normal[name]} == {}
    assert hard["no_card_sheet"] == hard["year_only_sheet"] == 0.6


def test_every_way_of_writing_comes(tmp_path: Path) -> None:
    """An alias in brackets, with "tức" or behind a dash; of an admission the month alone; a cell's name shortened."""
    lists.write(make_plan(3000, "w", date(2026, 6, 30), alike=True), tmp_path, "normal")
    book = openpyxl.load_workbook(tmp_path / "committees.xlsx")
    said = " | ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)
    for written in (r"\(tức \w+\)", r" - \w+ \|", r"\w \(\w+\)", r"\| \d{1,2}/\d{4} \|", r"\| CB ", r"\| [Tt]hôn \d",
                    r"\d\d\.\d{6}|\d\d \d{3} \d{3}", r"\| \d{1,2}-\d\d-\d{4}|\| [1-9]/\d{1,2}/\d{4}"):  # fmt: skip
        assert re.search(written, said, re.IGNORECASE), written


def test_legacy_encodings_are_those_of_the_fonts() -> None:
    assert letters.tcvn3("Nguyễn Văn Hòa") == "NguyÔn V¨n Hßa"
    assert letters.vni("Nguyễn Văn Hòa") == "Nguyeãn Vaên Hoøa"
    assert letters.other_tone("Lê Thị Hòa") == "Lê Thị Hoà"
    assert letters.i_for_y("Lý Quý Thúy MỸ Duy") == "Lí Quí Thúy MĨ Duy"
