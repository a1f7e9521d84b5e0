"""Importing a workbook into an empty database: the whole command beside django-import-export."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

from bench import workbook
from bench.databases import empty
from bench.running import Clock, Measured, load, ratio, step
from bench.table import Line, line

BENCH = "bench.importing"
OTHERS = "bench.import_baselines"
SMALL, SIZE, LARGE = 1_000, 10_000, 100_000


def lines(clock: Clock, large: bool) -> Iterator[Line]:
    whole: dict[str, Measured] = {}
    for kind in ("postgresql", "sqlite"):
        whole[kind] = _command(clock, kind, SIZE)
        yield from _beside(clock, kind, whole[kind])
        again = step(clock, BENCH, "import_again", database=empty(kind), fresh=True, file=workbook.made(SIZE))
        note = f"{ratio(again.seconds, whole[kind].seconds)} of the first; lines written: {again.said.get('written')}"
        yield line("import", f"second import of the same, {kind}", SIZE, again, "first import", whole[kind], note)
    yield from _reading(clock)
    yield from _writing(clock)
    few = _command(clock, "postgresql", SMALL)
    yield line("import", "queries", f"{SMALL}", few, note=f"{few.said.get('queries')} queries")
    yield line("import", "queries", f"{SIZE}", whole["postgresql"],
               note=f"{whole['postgresql'].said.get('queries')} queries")  # fmt: skip
    if large:
        many = _command(clock, "postgresql", LARGE, runs=1)
        more = (many.memory or 0) - (whole["postgresql"].memory or 0)
        note = f"{many.said.get('queries')} queries; memory {more:+.0f} MB over {SIZE}"
        yield line("import", "whole import, postgresql", LARGE, many, note=note)


def _command(clock: Clock, kind: str, size: int, runs: int = 3) -> Measured:
    file = workbook.made(size)
    return step(clock, BENCH, "import_file", database=empty(kind), fresh=True, runs=runs, file=file)


def _beside(clock: Clock, kind: str, ours: Measured) -> Iterator[Line]:
    file = workbook.made(SIZE)
    for function, name in (("defaults", "import-export, defaults"), ("tuned", "import-export, bulk, cached")):
        theirs = step(clock, OTHERS, function, database=empty(kind), fresh=True, file=file)
        note = "reading {reading:.2f} s of theirs, {queries} queries".format(**theirs.said) if theirs.said else ""
        yield line("import", f"whole import, {kind}", SIZE, ours, name, theirs, note)


def _reading(clock: Clock) -> Iterator[Line]:
    file = workbook.made(SIZE)
    ours = step(clock, BENCH, "read", database=empty("sqlite"), file=file)
    for function, name in (("openpyxl_read", "openpyxl read-only, normalised"), ("calamine_read", "calamine (limit)")):
        yield line("import", "reading step", SIZE, ours, name, step(clock, OTHERS, function, file=file))


def _writing(clock: Clock) -> Iterator[Line]:
    base, file = empty("postgresql"), workbook.made(SIZE)
    ours = step(clock, BENCH, "write", database=base, fresh=True, file=file)
    note = "open {opening:.2f} s, plan {planning:.2f} s, write {seconds:.2f} s".format(**ours.said) if ours.said else ""
    bulk = step(clock, OTHERS, "bulk_create", database=base, fresh=True)
    yield line("import", "writing step (with history)", SIZE, ours, "bulk_create of members alone", bulk, note)
    copy = step(clock, OTHERS, "copy", database=base, fresh=True)
    yield line("import", "writing step (with history)", SIZE, ours, "COPY of members alone", copy)


@contextmanager
def counted() -> Iterator[list[int]]:
    """A list of one number: queries asked inside."""
    from django.db import connection

    asked = [0]

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked[0] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield asked


def import_file(file: str) -> dict[str, Any]:
    """Step: the command as a person types it."""
    from django.core.management import call_command

    load("kit.reading.excel")
    begun, said = time.perf_counter(), StringIO()
    with counted() as asked:
        call_command("import_members", file, "--create-organisations", stdout=said)
    return {"seconds": time.perf_counter() - begun, "queries": asked[0], "said": said.getvalue()}


def import_again(file: str) -> dict[str, Any]:
    """Step: the same file a second time, in a process that imported it before."""
    from members.models import Act

    import_file(file)
    before = Act.objects.count()
    return {**import_file(file), "written": Act.objects.count() - before}


def read(file: str) -> dict[str, Any]:
    """Step: open, recognise, every fact of every row taken and made into values."""
    from datetime import date

    from kit.reading import open_workbook
    from kit.reading.layout import recognise
    from members.importing.facts import given
    from members.importing.vocabulary import VOCABULARY

    load("kit.reading.excel")
    begun = time.perf_counter()
    path = Path(file)
    book = open_workbook(path.name, path.read_bytes())
    table = recognise(book.sheets[0], VOCABULARY)
    facts = [given(person, table.sheet, date(2026, 6, 30)) for person in table.rows] if table else []
    return {"seconds": time.perf_counter() - begun, "rows": len(facts)}


def write(file: str) -> dict[str, Any]:
    """Step: the three parts of the import apart; measured is the writing."""
    from datetime import date

    from kit.reading import open_workbook
    from members import rights
    from members.importing import apply, make_plan

    load("kit.reading.excel")
    path, by = Path(file), rights.machine("bench", date(2026, 6, 30))
    begun = time.perf_counter()
    book = open_workbook(path.name, path.read_bytes())
    opened = time.perf_counter()
    plan = make_plan(book, by=by, create_organisations=True)
    planned = time.perf_counter()
    apply(plan, by=by)
    end = time.perf_counter()
    return {"seconds": end - planned, "opening": opened - begun, "planning": planned - opened}
