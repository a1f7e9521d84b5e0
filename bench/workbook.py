"""The workbook that is imported: twelve columns, dates as real dates, made-up people in a thousand cells."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from bench.databases import scratch

HEADS = (
    "ID", "Họ và tên", "Tên gọi khác", "Giới tính", "Ngày sinh", "Số thẻ đảng viên (12 số)", "Số thẻ cũ", "Số lý lịch",
    "Đảng bộ", "Chi bộ", "Ngày vào Đảng", "Ngày chính thức",
)  # fmt: skip
UNITS, COMMITTEES = 1_000, 50
FAMILIES = ("Nông", "Hoàng", "Lò", "Vàng", "Sùng", "Nguyễn", "Trần", "Đặng", "Bế", "Triệu", "Giàng", "Quàng")
MIDDLES = ("Văn", "Thị", "Đức", "A", "Minh", "Thu", "Quốc", "Hồng", "Xuân", "Ngọc", "Hữu", "Thanh")
GIVEN = ("Páo", "Hòa", "Đạt", "Lềnh", "Yến", "Thượng", "Ún", "Dũng", "Phượng", "Khánh", "Ổn", "Ngoan", "Vừ", "Quý")


def rows(count: int, committees: int = COMMITTEES) -> list[list[Any]]:
    random = Random(count)
    return [_person(number, random, committees) for number in range(count)]


def unit(number: int, committees: int = COMMITTEES) -> tuple[str, str]:
    """(committee, cell) of a unit."""
    return f"Đảng bộ xã Số {number % committees + 1}", f"Chi bộ Thôn {number + 1}"


def _person(number: int, random: Random, committees: int) -> list[Any]:
    admitted = date(1970, 1, 1) + timedelta(days=random.randrange(19_000))
    birth = admitted - timedelta(days=random.randrange(7_000, 16_000))
    name = f"{random.choice(FAMILIES)} {random.choice(MIDDLES)} {random.choice(GIVEN)}"
    other = random.choice(GIVEN) if random.random() < 0.1 else None
    committee, cell = unit(number % UNITS, committees)
    return [
        f"M{number:07}", name, other, random.choice(("Nam", "Nữ")), birth, f"{number + 1:012}", f"{number + 1:08}",
        f"{number + 1:06}", committee, cell, admitted, admitted + timedelta(days=366),
    ]  # fmt: skip


@cache
def made(count: int, committees: int = COMMITTEES) -> str:
    """Path of the workbook, written on first use."""
    import xlsxwriter

    path = scratch() / f"list-{count}-{committees}.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        page, day = book.add_worksheet("DS"), book.add_format({"num_format": "dd/mm/yyyy"})
        page.write_row(0, 0, HEADS)
        for at, row in enumerate(rows(count, committees), 1):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(at, column, value, day)
                elif value is not None:
                    page.write_string(at, column, value)
    return str(path)
