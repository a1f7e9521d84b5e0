"""`python -m bench [groups] [--large] [--minutes N]`, called by bin/bench."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from bench import machine, table
from bench.running import Clock

GROUPS = {"pdf": "bench.pdf", "import": "bench.importing", "lists": "bench.lists", "linkage": "bench.linkage",
          "reconciliation": "bench.reconciliation", "other": "bench.other"}  # fmt: skip
LATER = ("load",)
OUT = Path("var/bench.json")


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench", description="Figures beside those of other libraries.")
    parser.add_argument("groups", nargs="*", metavar="group", help=", ".join((*GROUPS, *LATER)))
    parser.add_argument("--large", action="store_true", help="also 100,000 members")
    parser.add_argument("--minutes", type=float, default=90, metavar="N", help="stop measuring after so many minutes")
    options = parser.parse_args()
    if unknown := set(options.groups) - {*GROUPS, *LATER}:
        parser.error(f"unknown group: {', '.join(sorted(unknown))}")
    about, lines = machine.about(), []
    sys.stdout.write("\n".join(f"{key:22}{value}" for key, value in about.items()) + "\n")
    clock = Clock(options.minutes)
    for name in options.groups or (*GROUPS, *LATER):
        table.show_heads(name)
        for line in _lines(name, clock, options.large):
            table.show(line)
            lines.append(line)
            _keep(about, lines)
    sys.stdout.write(f"\n{os.path.relpath(OUT)}\n")
    return 0


def _lines(name: str, clock: Clock, large: bool) -> Iterable[table.Line]:
    if name in LATER:
        return [table.Line(name, name, note=f"{table.NOT_BUILT} (chưa có)")]
    return importlib.import_module(GROUPS[name]).lines(clock, large)


def _keep(about: dict[str, str], lines: list[table.Line]) -> None:
    """After every line, so that a run that is stopped leaves what it has."""
    OUT.parent.mkdir(parents=True, exist_ok=True)
    said = {"machine": about, "lines": [table.as_json(line) for line in lines]}
    OUT.write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
