"""Lists and counts as of a past day, in the scope of each role, beside a SELECT by primary key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bench.databases import district
from bench.running import Clock, Measured, ratio, step
from bench.table import NOT_BUILT, Line, line

BENCH = "bench.lists_steps"
SEARCHES = ("search, two words without accents", "search, first letters of the full name", "search, card number")


def lines(clock: Clock, large: bool) -> Iterator[Line]:
    sizes = [("postgresql", 10_000), ("sqlite", 10_000)] + ([("postgresql", 100_000)] if large else [])
    for kind, members in sizes:
        database, size = district(kind, members), f"{members}"
        found = step(clock, BENCH, "measure", database=database, runs=1)
        if found.seconds is None:
            yield Line("lists", f"lists, {kind}", size, note=found.why)
            continue
        yield from _against_floor(kind, size, found.said)
        yield from _asked(kind, size, step(clock, BENCH, "pages", database=database, runs=1))
    drawn = step(clock, BENCH, "draw_ours", database=district("sqlite", 10_000))
    plain = step(clock, BENCH, "draw_with_filters", database=district("sqlite", 10_000))
    yield line("lists", "list page in Python, 50 rows × 8", "", drawn, "same table, |date filters", plain)
    for what in SEARCHES:
        yield Line("lists", what, note=NOT_BUILT)


def _against_floor(kind: str, size: str, said: dict[str, Any]) -> Iterator[Line]:
    floor = said["floor"]
    for what, sql, whole, queries in said["measured"]:
        note = f"{queries} queries; the call in Python altogether {whole * 1000:.1f} ms" if queries else ""
        yield Line("lists", f"{what}, {kind}", size, sql, beside="SELECT by primary key", theirs=floor,
                   ratio=ratio(sql, floor), runs=str(said["times"]), note=note)  # fmt: skip


def _asked(kind: str, size: str, found: Measured) -> Iterator[Line]:
    if found.seconds is None:
        yield Line("lists", f"queries of pages, {kind}", size, note=found.why)
        return
    for what, (queries, seconds) in found.said["pages"].items():
        yield Line("lists", f"{what}, {kind}", size, seconds, note=f"{queries} queries, signed in, look written")
