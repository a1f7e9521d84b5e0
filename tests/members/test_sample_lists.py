"""What the made-up committees send: five files, the truth beside every row."""

from __future__ import annotations

import csv
import json
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
def test_each_mistake_comes_about_as_often_as_its_rate(level: str, tmp_path: Path) -> None:
    manifest = lists.write(make_plan(3000, "r", date(2026, 6, 30)), tmp_path, level)
    assert manifest == json.loads((tmp_path / "manifest.json").read_text())
    for name in ("card_missing", "spaces", "typo", "one_mark", "extra", "birth_digit", "moved_cell"):
        assert manifest["applied"][name] / manifest["listed"] > 0.6 * manifest["rates"][name], name
    if level == "hard":
        assert manifest["applied"]["no_card_sheet"] >= 0.6 * manifest["sheets"]
        assert manifest["rates"]["typo"] == 2 * mistakes.ROWS["typo"]
    else:
        habits = {name: manifest["applied"].get(name, 0) / manifest["sheets"] for name in mistakes.SHEETS}
        assert [name for name, share in habits.items() if share < manifest["rates"][name]] == []


def test_legacy_encodings_are_those_of_the_fonts() -> None:
    assert letters.tcvn3("Nguyễn Văn Hòa") == "NguyÔn V¨n Hßa"
    assert letters.vni("Nguyễn Văn Hòa") == "Nguyeãn Vaên Hoøa"
    assert letters.other_tone("Lê Thị Hòa") == "Lê Thị Hoà"
