"""Runs steps as child processes, three times and more unless a run takes over a minute; keeps to the time given."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from bench.databases import Database

RUNS = 3
LONG = 60.0


@dataclass(frozen=True)
class Measured:
    """Medians over the runs. `seconds` and `memory` (MB) are None when it could not be measured, `why` says then
    why; `said` is what the last run answered beside, `all_said` what each did."""

    seconds: float | None = None
    memory: float | None = None
    runs: int = 0
    why: str = ""
    said: dict[str, Any] = field(default_factory=dict)
    all_said: tuple[dict[str, Any], ...] = ()

    def over(self, other: Measured) -> str:
        """The ratio of both times, as "0.21×"; empty when one of them is missing."""
        return ratio(self.seconds, other.seconds)


def ratio(ours: float | None, theirs: float | None) -> str:
    if ours is None or not theirs:
        return ""
    found = ours / theirs
    return f"{found:.3f}×" if found < 0.1 else f"{found:.2f}×" if found < 10 else f"{found:.0f}×"


def load(*modules: str) -> None:
    """What is loaded on first use is loaded before the clock starts, on both sides."""
    for name in modules:
        importlib.import_module(name)


class Clock:
    """How much of the time given is left."""

    def __init__(self, minutes: float) -> None:
        self.end = time.monotonic() + minutes * 60

    def is_up(self) -> bool:
        return time.monotonic() >= self.end

    def left(self) -> float:
        return max(1.0, self.end - time.monotonic())


def step(
    clock: Clock, module: str, function: str, *, database: Database | None = None, fresh: bool = False,
    runs: int = RUNS, **arguments: Any,
) -> Measured:  # fmt: skip
    """Run `function(**arguments)` of `module`. With `fresh` each run gets a copy of `database`, thrown away after."""
    answers: list[dict[str, Any]] = []
    while len(answers) < runs and not clock.is_up():
        used = database.copy() if database is not None and fresh else database
        answer = _child(module, function, arguments, used, clock.left())
        if used is not None and used is not database:
            used.drop()
        if "seconds" not in answer:
            return Measured(why=_why(answer))
        answers.append(answer)
        if answer["seconds"] > LONG:
            break
    if not answers:
        return Measured(why="time was up")
    return Measured(
        median(one["seconds"] for one in answers), median(one["memory"] for one in answers), len(answers),
        said=answers[-1], all_said=tuple(answers),
    )  # fmt: skip


def _why(answer: dict[str, Any]) -> str:
    if answer.get("missing"):
        return f"not installed: {answer['missing']}"
    return answer.get("failed") or "no answer"


def _child(
    module: str, function: str, arguments: dict[str, Any], database: Database | None, seconds: float
) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.child", module, function, json.dumps(arguments)]
    environment = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "WEB_DATABASE_URL")}
    if database is not None:
        environment |= database.environment()
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return {"failed": "time was up"}
    try:
        answer = json.loads(done.stdout.strip().splitlines()[-1])
    except (IndexError, ValueError):
        answer = {"failed": f"exit {done.returncode}"}
    if "seconds" not in answer and not answer.get("missing"):
        sys.stderr.write(done.stderr[-1500:])
    return answer
