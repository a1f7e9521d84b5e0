"""The five files of a sample: our records as the central database gives them out, what the committees sent, the truth.

Shares no code with what reads or matches such lists.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from math import ceil
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

from members.sample import mistakes, sheets
from members.sample.mistakes import Row
from members.sample.plan import District
from members.sample.records import Record, records

NATIONAL = (
    "STT", "ID", "Họ và tên *", "Tên gọi khác", "Giới tính *", "Sinh ngày * (dd/mm/yyyy)", "Dân tộc *", "Tôn giáo *",
    "Số định danh cá nhân *", "Số thẻ Đảng* (12 số theo HD38-HD/BTCTW)", "Nơi cấp thẻ Đảng",
    "Ngày cấp thẻ Đảng (dd/mm/yyyy)", "Số thẻ theo Đảng quyết định 85",
    "Tổ chức Đảng đang sinh hoạt * (không sửa)", "Nơi đăng ký khai sinh - Quốc gia *",
    "Nơi đăng ký khai sinh - Tỉnh *", "Nơi đăng ký khai sinh - Địa chỉ chi tiết *",
    "Quê quán (theo mô hình 2 cấp) - Quốc gia *", "Quê quán (theo mô hình 2 cấp) - Tỉnh *",
    "Quê quán (theo mô hình 2 cấp) - Địa chỉ chi tiết *", "Thường trú (theo mô hình 2 cấp) - Quốc gia *",
    "Thường trú (theo mô hình 2 cấp) - Tỉnh *", "Thường trú (theo mô hình 2 cấp) - Địa chỉ chi tiết *",
    "Ngày vào Đảng*", "Ngày vào Đảng chính thức*", "Số CMND cũ (nếu có)", "Trạng thái hoạt động",
    "Ngày rời khỏi / Ngày mất / Ngày miễn sinh hoạt Đảng", "Đề nghị xóa (do đảng viên không thuộc chi bộ)", "Ghi chú",
)  # fmt: skip
DISTRICT = ("member_id", "ho_ten", "gioi_tinh", "ngay_sinh", "dang_bo", "chi_bo", "ngay_vao_dang", "ngay_chinh_thuc",
            "so_the")  # fmt: skip
LEVELS = ("normal", "hard")
MADE = datetime(2026, 6, 30)  # noqa: DTZ001  (a fixed word in the file, so that two runs give the same bytes)


def write(plan: District, folder: Path, level: str) -> dict[str, Any]:
    """Write the five files into the folder, which is made when it is not there. Answers the manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(f"{plan.seed}:lists:{level}")  # noqa: S311
    shares = mistakes.rates(level)
    known = records(plan)
    _national(folder / "national.xlsx", known)
    _csv(folder / "district.csv", DISTRICT, [_as_district(one) for one in known])
    rows, absent = _listed(random, shares, known, alike=plan.alike)
    listed = _by_committee(known, mistakes.spoiled(random, rows, shares))
    truth, applied = _committees(folder / "committees.xlsx", random, shares, listed, plan)
    _csv(folder / "truth.csv", ("sheet", "row", "member_id", "duplicate_of", "kinds"), truth)
    manifest = {
        "absent": absent, "applied": dict(sorted(applied.items())), "duplicates": applied["duplicate"],
        "extra": applied["extra"], "level": level, "listed": len(truth), "members": len(known),
        "rates": dict(sorted(shares.items())), "seed": plan.seed, "sheets": len(listed),
        "today": plan.today.isoformat(), "true_pairs": len({row[2] for row in truth if row[2]}),
    }  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
    return manifest


def _workbook(path: Path) -> xlsxwriter.Workbook:
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": MADE})
    return book


def _csv(path: Path, head: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    with path.open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])


def _as_district(one: Record) -> tuple[str, ...]:
    born = one.birth.iso() if one.birth else ""
    return (
        one.member, one.full_name, sheets.SEX[one.sex], born, one.committee, one.cell, _iso(one.admitted),
        _iso(one.official), one.card8 or one.card12,
    )  # fmt: skip


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""


def _national(path: Path, known: list[Record]) -> None:
    book = _workbook(path)
    sheet = book.add_worksheet("DS đảng viên")
    sheet.write(0, 0, "DANH SÁCH ĐẢNG VIÊN TRÊN CƠ SỞ DỮ LIỆU (mẫu thử)")
    sheet.write_row(2, 0, NATIONAL)
    for at, one in enumerate(known, 1):
        where = one.cell if one.cell == one.committee else f"{one.cell}, {one.committee}"
        cells = {
            0: at, 1: one.member, 2: one.full_name, 4: sheets.SEX[one.sex], 5: sheets.partial(one.birth),
            9: one.card12, 12: one.card8, 13: where, 14: "Việt Nam", 17: "Việt Nam", 20: "Việt Nam",
            23: sheets.written(one.admitted), 24: sheets.written(one.official),
            26: "Miễn sinh hoạt" if one.exempt_since else "Đang sinh hoạt", 27: sheets.written(one.exempt_since),
        }  # fmt: skip
        for column, value in cells.items():
            if value != "":
                sheet.write(at + 2, column, value)
    book.close()


def _listed(random: Random, shares: dict[str, float], known: list[Record], *, alike: bool) -> tuple[list[Row], int]:
    """Rows of who is listed: some people are not, some stand in another cell or committee, some stand twice."""
    counts = {name: ceil(shares[name] * len(known)) for name in mistakes.LISTED}
    cells = _cells(known)
    absent = set(random.sample(range(len(known)), counts["absent"]))
    rows = [one.row() for at, one in enumerate(known) if at not in absent]

    def elsewhere(row: Row) -> tuple[str, str]:
        committee = random.choice([one for one in cells if one != row.committee] or [row.committee])
        return committee, random.choice(cells[committee])

    def next_door(row: Row) -> tuple[str, str]:
        return row.committee, random.choice([one for one in cells[row.committee] if one != row.cell] or [row.cell])

    _move(random, rows, "moved_committee", counts, elsewhere)
    _move(random, rows, "moved_cell", counts, next_door)
    for row in random.sample(rows, counts["duplicate"]):
        cell = random.choice([row.cell, random.choice(cells[row.committee])])
        rows.append(replace(row, cell=cell, kinds=(*row.kinds, "duplicate")))
    like = [random.choice(known).row() for _ in range(counts["extra"])]
    return [*rows, *(mistakes.stranger(random, one, alike=alike) for one in like)], len(absent)


def _cells(known: list[Record]) -> dict[str, list[str]]:
    answer: dict[str, list[str]] = {}
    for committee, cell in sorted({(one.committee, one.cell) for one in known}):
        answer.setdefault(committee, []).append(cell)
    return answer


def _move(
    random: Random, rows: list[Row], kind: str, counts: dict[str, int], where: Callable[[Row], tuple[str, str]]
) -> None:
    """So many rows, none of them moved before, say another place."""
    left = counts[kind]
    for at in random.sample(range(len(rows)), len(rows)):
        place = where(rows[at])
        if left and not rows[at].kinds and place != (rows[at].committee, rows[at].cell):
            rows[at] = replace(rows[at], committee=place[0], cell=place[1], kinds=(kind,))
            left -= 1


def _by_committee(known: list[Record], rows: list[Row]) -> dict[str, list[Row]]:
    answer: dict[str, list[Row]] = {committee: [] for committee in _cells(known)}
    for row in sorted(rows, key=lambda row: row.cell):
        answer[row.committee].append(row)
    return answer


def _committees(
    path: Path, random: Random, shares: dict[str, float], listed: dict[str, list[Row]], plan: District
) -> tuple[list[tuple[Any, ...]], Counter[str]]:
    book, truth, applied = _workbook(path), [], Counter[str]()
    habits = mistakes.habits(random, shares, [len(rows) for rows in listed.values()])
    for number, (committee, rows) in enumerate(listed.items(), 1):
        style = habits[number - 1]
        applied.update(style)
        title = sheets.title(number, committee)
        places = sheets.draw(book, random, title, committee, rows, style, plan.today)
        first: dict[str, int] = {}
        for row, at in zip(rows, places, strict=True):
            again = first.get(row.member, "") if row.member else ""
            first.setdefault(row.member, at)
            truth.append((title, at, row.member, again, ";".join([*sorted(style), *row.kinds])))
            applied.update(row.kinds)
    book.close()
    return truth, applied
