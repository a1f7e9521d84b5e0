"""Rows of the answer: one thing measured, ours beside theirs. Nothing here judges."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass

from bench.running import Measured, ratio

NOT_BUILT = "not built"
HEADS = ("what", "size", "ours", "MB", "beside", "theirs", "MB", "ours/theirs", "runs", "note")
WIDTHS = (40, 9, 11, 6, 32, 11, 6, 12, 5, 0)


@dataclass(frozen=True)
class Line:
    """Times in seconds, memory in MB; `beside` names what stands on the other side."""

    group: str
    what: str
    size: str = ""
    ours: float | None = None
    memory: float | None = None
    beside: str = ""
    theirs: float | None = None
    their_memory: float | None = None
    ratio: str = ""
    runs: str = ""
    note: str = ""


def line(
    group: str, what: str, size: int | str, ours: Measured, beside: str = "", theirs: Measured | None = None,
    note: str = "", times: float = 1,
) -> Line:  # fmt: skip
    """`times`: the other side was measured at a part of the size and grows with it."""
    other = theirs or Measured()
    seconds = other.seconds * times if other.seconds is not None else None
    why = "; ".join(part for part in (ours.why, f"{beside}: {other.why}" if other.why else "", note) if part)
    runs = f"{ours.runs}/{other.runs}" if theirs else str(ours.runs)
    return Line(group, what, str(size), ours.seconds, ours.memory, beside, seconds, other.memory,
                ratio(ours.seconds, seconds), runs, why)  # fmt: skip


def seconds(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value * 1000:.2f} ms" if value < 0.1 else f"{value:.2f} s"


def show(line: Line) -> None:
    def memory(value: float | None) -> str:
        return f"{value:.0f}" if value is not None else ""

    cells = (
        line.what, line.size, seconds(line.ours) if line.ours is not None else "–", memory(line.memory), line.beside,
        seconds(line.theirs) if line.beside else "", memory(line.their_memory), line.ratio, line.runs, line.note,
    )  # fmt: skip
    _write(cells)


def show_heads(group: str) -> None:
    sys.stdout.write(f"\n== {group}\n")
    _write(HEADS)


def _write(cells: tuple[str, ...]) -> None:
    said = " ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True))
    sys.stdout.write(said.rstrip() + "\n")
    sys.stdout.flush()


def as_json(line: Line) -> dict[str, object]:
    return {key: value for key, value in asdict(line).items() if value not in (None, "")}
