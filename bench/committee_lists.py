"""What committees send of the people of `bench.workbook`: a sheet each, with the slips that people make."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bench import workbook
from bench.databases import scratch

HEAD = ("TT", "Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ", "Ngày vào Đảng", "Ngày chính thức", "Số thẻ ĐV")
NAME, BIRTH, CELL, ADMITTED, CARD = 0, 1, 3, 4, 6
# One in so many rows: of each slip, of people left out, of people nobody knows.
SLIP, LEFT_OUT, STRANGER = 25, 100, 100


@cache
def made(count: int, committees: int) -> tuple[str, ...]:
    """Paths of the lists, one for each committee, written on first use."""
    rows: dict[str, list[list[str]]] = {}
    for number, row in enumerate(workbook.rows(count, committees)):
        listed = rows.setdefault(row[8], [])
        if number % LEFT_OUT != LEFT_OUT - 1:
            listed.append(_slipped(_as_listed(row), number))
        if number % STRANGER == 0:
            listed.append([f"Hầu Thị Xuân {number}", f"12/9/{1950 + number % 50}", "Nữ", row[9], "", "", ""])
    folder = scratch() / f"lists-{count}-{committees}"
    folder.mkdir(exist_ok=True)
    return tuple(_written(folder / f"{at}.xlsx", name, some) for at, (name, some) in enumerate(rows.items()))


def _as_listed(row: list[Any]) -> list[str]:
    admitted, official = _day(row[10]), _day(row[11])
    return [row[1], _day(row[4]), row[3], row[9], admitted, official, row[5][4:]]


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _slipped(row: list[str], number: int) -> list[str]:
    """Each of the slips in one of so many rows."""
    at = number % SLIP
    if at == 1:
        row[CARD] = row[CARD][:-2] + row[CARD][:-3:-1]
    elif at == 2:
        day, _, rest = row[ADMITTED].partition("/")
        month, _, year = rest.partition("/")
        row[ADMITTED] = f"{min(int(day), 28)}/{int(month) % 12 + 1}/{year}"
    elif at == 3:
        row[NAME] = row[NAME].replace("Quý", "Quí")
    elif at == 4:
        row[BIRTH] = row[BIRTH].rpartition("/")[2]
    return row


def _written(path: Path, name: str, rows: list[list[str]]) -> str:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        page = book.add_worksheet("DS")
        page.write(0, 0, name.upper())
        page.write(1, 0, "DANH SÁCH ĐẢNG VIÊN")
        page.write_row(3, 0, HEAD)
        for number, row in enumerate(rows, 1):
            page.write_row(3 + number, 0, [number, *row])
    return str(path)
