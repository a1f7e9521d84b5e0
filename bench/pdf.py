"""A roster of twelve columns as a PDF: ours from the query to the closed file, others from the finished rows."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.databases import DAY, district, scratch
from bench.running import Clock, Measured, load, ratio, step
from bench.table import Line, line

SIZES = (500, 2_000, 10_000)
BENCH = "bench.pdf"
OTHERS = "bench.pdf_baselines"
# Head of each column and its width in millimetres (257 are free on A4 landscape).
COLUMNS = (
    ("Số TT", 10), ("Họ và tên", 40), ("Ngày sinh", 19), ("Nam, nữ", 11), ("Văn hóa", 22), ("Lý luận", 20),
    ("Nghề nghiệp", 25), ("Ngày vào Đảng", 19), ("Ngày chính thức", 19), ("Số thẻ đảng viên", 24),
    ("Số lý lịch", 18), ("Ghi chú", 25),
)  # fmt: skip


def lines(clock: Clock, large: bool) -> Iterator[Line]:
    ours: dict[int, Measured] = {}
    lists: dict[int, str] = {}
    for size in SIZES:
        database = district("postgresql", size)
        lists[size] = str(scratch() / f"roster-{size}.json")
        written = step(clock, BENCH, "write_rows", database=database, runs=1, to=lists[size])
        ours[size] = step(clock, BENCH, "draw_roster", database=database)
        yield line("pdf", "roster, query to closed file", size, ours[size], note=_same(ours[size], written))
    yield from _weasyprint(clock, ours, lists)
    rows = lists[10_000]
    platypus = step(clock, OTHERS, "platypus", rows=rows)
    yield line("pdf", "roster", 10_000, ours[10_000], "ReportLab platypus LongTable", platypus)
    canvas = step(clock, OTHERS, "canvas", rows=rows)
    note = f"file {ratio(_bytes(ours[10_000]), _bytes(canvas))} of direct drawing"
    yield line("pdf", "roster", 10_000, ours[10_000], "ReportLab canvas, no wrapping", canvas, note)
    if ours[10_000].memory and ours[2_000].memory:
        more = ours[10_000].memory - ours[2_000].memory
        yield Line("pdf", "memory 2,000 → 10,000", note=f"{more:+.0f} MB")
    if large:
        whole = step(clock, BENCH, "draw_roster", database=district("postgresql", 100_000), runs=1)
        yield line("pdf", "roster, query to closed file", 100_000, whole, note=_same(whole, Measured()))


def _weasyprint(clock: Clock, ours: dict[int, Measured], lists: dict[int, str]) -> Iterator[Line]:
    few = step(clock, OTHERS, "weasyprint", rows=lists[500])
    yield line("pdf", "roster", 500, ours[500], "WeasyPrint, whole table", few)
    more = step(clock, OTHERS, "weasyprint", rows=lists[2_000], runs=1)
    yield line("pdf", "roster", 2_000, ours[2_000], "WeasyPrint, whole table", more)
    yield line("pdf", "roster", 10_000, ours[10_000], "WeasyPrint at 2,000 × 5", more, times=5)


def _same(drawn: Measured, written: Measured) -> str:
    if drawn.seconds is None:
        return written.why
    prints = {said["print"] for said in drawn.all_said}
    same = "" if drawn.runs < 2 else "; same bytes each time" if len(prints) == 1 else "; BYTES DIFFER"
    return f"{drawn.said['rows']} rows, {drawn.said['pages']} pages, {_bytes(drawn) / 1e6:.2f} MB file{same}"


def _bytes(drawn: Measured) -> float:
    return float(drawn.said.get("bytes", 0))


def write_rows(to: str) -> dict[str, Any]:
    """Step: the finished rows for the other libraries. Counts as measured only to be run as a step."""
    begun = time.perf_counter()
    with _whole() as root:
        rows = [row for cell in _cells(root) for row in cell[1]]
    Path(to).write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return {"seconds": time.perf_counter() - begun, "rows": len(rows)}


def draw_roster() -> dict[str, Any]:
    """Step: query, words, drawing, closed file."""
    from django.conf import settings

    from kit.drawing import Closing, Column, Head, Section, draw_table

    head = Head(parent="TỈNH ỦY", issuer="ĐẢNG BỘ KHU VỰC", place_and_day="…, ngày       tháng       năm 2026",
                title="DANH SÁCH ĐẢNG VIÊN", subject="đến ngày 30/06/2026", running="Danh sách đảng viên")  # fmt: skip
    columns = [Column(name, width) for name, width in COLUMNS]
    to, count = scratch() / "roster.pdf", 0

    def sections() -> Iterator[Section]:
        nonlocal count
        for title, rows in _cells(root):
            count += len(rows)
            yield Section(title, rows)

    load("kit.drawing.pages")
    begun = time.perf_counter()
    with _whole() as root, to.open("wb") as file:
        fonts = Path(settings.DOCUMENT_FONT_DIR)
        pages = draw_table(file, head, columns, sections(), Closing(), fonts=fonts, landscape=True)
    taken = time.perf_counter() - begun
    data = to.read_bytes()
    return {"seconds": taken, "bytes": len(data), "print": hashlib.sha256(data).hexdigest(), "pages": pages,
            "rows": count}  # fmt: skip


def _cells(root: Any) -> Iterator[tuple[str, list[list[str]]]]:
    from datetime import date

    from members import rosters

    for cell in rosters.cells(root, date.fromisoformat(DAY)):
        yield cell.name, [
            [
                str(one.number or ""), one.full_name, one.birth, one.sex, one.schooling, one.theory, one.occupation,
                one.admitted_on, one.official_on, "\n".join(one.cards), one.profile_number, one.note,
            ]
            for one in cell.entries
        ]  # fmt: skip


def _whole() -> Any:
    """The whole register opened; answers its root."""
    from contextlib import contextmanager
    from datetime import date

    from members import scope
    from members.models import Term

    @contextmanager
    def opened() -> Iterator[Any]:
        with scope.opened(scope.whole_register(date.fromisoformat(DAY))):
            yield Term.unscoped.on(date.fromisoformat(DAY)).get(parent=None).organisation

    return opened()
