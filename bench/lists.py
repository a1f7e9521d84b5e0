"""Lists, counts and searches, in the scope of each role, beside a SELECT by primary key in the same process.

Ratios are of medians. Where the machine has other work, a short statement fits between and a longer one does not: the
ratio of the least times stands in the note.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bench.databases import district
from bench.running import Clock, Measured, ratio, step
from bench.table import Line, line

BENCH = "bench.lists_steps"


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


def _against_floor(kind: str, size: str, said: dict[str, Any]) -> Iterator[Line]:
    floor, least = said["floor"]
    first = 0.0
    for what, took in said["measured"]:
        note = f"least {took['least'] * 1000:.2f} ms = {ratio(took['least'], least)}"
        if what.startswith("first page"):
            first = took["middle"]
        elif what.startswith("next page"):
            note += f"; {ratio(took['middle'], first)} of the first page"
        if took["queries"]:
            note += f"; {took['queries']} statements, in Python altogether {took['whole'] * 1000:.1f} ms"
        yield Line("lists", f"{what}, {kind}", size, took["middle"], beside="SELECT by primary key", theirs=floor,
                   ratio=ratio(took["middle"], floor), runs=str(said["times"]), note=note)  # fmt: skip


def _asked(kind: str, size: str, found: Measured) -> Iterator[Line]:
    if found.seconds is None:
        yield Line("lists", f"queries of pages, {kind}", size, note=found.why)
        return
    for what, (queries, middle, least) in found.said["pages"].items():
        note = f"{queries} queries, signed in, look written; least {least * 1000:.0f} ms"
        yield Line("lists", f"{what}, {kind}", size, middle, note=note)
