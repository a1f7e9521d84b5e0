"""A committee's list through the queue of jobs, and a round of a whole district, from opening to the report."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from bench import committee_lists, workbook
from bench.databases import Database, district
from bench.running import Clock, ratio, step
from bench.table import Line, line

STEPS, SIZE, COMMITTEES, FEW = "bench.reconciliation_steps", 10_000, 40, 4


def lines(clock: Clock, large: bool) -> Iterator[Line]:
    (file,) = committee_lists.made(SIZE, 1)
    plain = step(clock, STEPS, "openpyxl_values", file=file)
    sent = step(clock, STEPS, "one_list", database=ground(1), fresh=True, file=file)
    note = "{queries} queries, told {told} times, {differences} differences".format(**sent.said) if sent.said else ""
    yield line("reconciliation", "one list, as a job", SIZE, sent, "openpyxl, all values", plain, note)
    stopped = step(clock, STEPS, "cancelled", database=ground(1), fresh=True, file=file, runs=1)
    note = "stopped {after:.2f} s after the wish; rows left: {left}; sent again: {differences} differences".format(
        **stopped.said) if stopped.said else ""  # fmt: skip
    yield line("reconciliation", "cancelled half way, sent again", SIZE, stopped, note=note)
    yield from _whole_round(clock)


def _whole_round(clock: Clock) -> Iterator[Line]:
    """The same people in many committees and in few: what is asked of the database once must not grow."""
    many, few = (
        step(clock, STEPS, "a_round", database=ground(count), fresh=True, runs=1,
             files=committee_lists.made(SIZE, count))
        for count in (COMMITTEES, FEW)
    )  # fmt: skip
    if not many.said or not few.said:
        yield Line("reconciliation", "a round", f"{SIZE}", note=many.why or few.why)
        return
    for what, (seconds, queries) in many.said["done"].items():
        other, fewer = few.said["done"][what]
        note = f"{queries} queries; {FEW} committees: {fewer}"
        yield Line("reconciliation", f"{what}, {COMMITTEES} committees", f"{SIZE}", seconds, many.memory,
                   f"{FEW} committees", other, few.memory, ratio(seconds, other), "1/1", note)  # fmt: skip


@cache
def ground(committees: int) -> Database:
    """A small district with accounts, and the people of the workbook in so many committees."""
    made = district("postgresql", 300).copy()
    made.manage("import_members", workbook.made(SIZE, committees), "--create-organisations")
    made.vacuum()
    return made
