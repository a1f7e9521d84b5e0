"""Promises of our own: checking the history, starting a command."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from bench.databases import district
from bench.running import Clock, step
from bench.table import NOT_BUILT, Line, line

BENCH = "bench.other"


def lines(clock: Clock, large: bool) -> Iterator[Line]:
    for kind in ("postgresql", "sqlite"):
        checked = step(clock, BENCH, "verify_log", database=district(kind, 10_000))
        note = "{acts} lines, {looks} looks: {rate:,.0f} lines/s, breaks: {breaks}".format(**checked.said) \
            if checked.said else ""  # fmt: skip
        yield line("other", f"verify_log, {kind}", 10_000, checked, note=note)
    started = step(clock, BENCH, "check", database=district("sqlite", 10_000))
    yield line("other", "manage.py check, start to end", "", started)
    yield Line("other", "backup", beside="pg_dump -Fc", note=NOT_BUILT)


def verify_log() -> dict[str, Any]:
    from members import verifying

    begun = time.perf_counter()
    report = verifying.verify()
    taken = time.perf_counter() - begun
    said = {"acts": report.acts, "looks": report.looks, "breaks": len(report.breaks)}
    return {"seconds": taken, "rate": (report.acts + report.looks) / taken, **said}


def check() -> dict[str, Any]:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "manage.py", "check"], check=True, capture_output=True)
    return {"seconds": time.perf_counter() - begun}
