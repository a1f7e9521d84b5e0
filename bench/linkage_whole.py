"""`manage.py reconcile` as a person types it, held against the truth; and plain reading of the same workbook."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.databases import scratch
from bench.linkage_sets import DAY
from bench.linkage_steps import measured
from bench.running import load


def reconcile(folder: str) -> dict[str, Any]:
    """Step: the command in this process, so that its peak memory is this one's; its start is not part of the time."""
    from io import StringIO

    from django.core.management import call_command

    out = scratch() / "reconcile.json"
    book = str(Path(folder) / "committees.xlsx")
    load("kit.reading.excel", "kit.matching.linkage")
    begun = time.perf_counter()
    call_command("reconcile", book, "--as-of", DAY, "--json", str(out), stdout=StringIO())
    taken = time.perf_counter() - begun
    return {"seconds": taken, **_against_truth(Path(folder), json.loads(out.read_text(encoding="utf-8")))}


def _against_truth(folder: Path, said: dict[str, Any]) -> dict[str, Any]:
    with (folder / "truth.csv").open(encoding="utf-8") as file:
        truth = {(row["sheet"], int(row["row"])): row["member_id"] for row in csv.DictReader(file)}
    answered = {(row["sheet"], row["row"]): row for row in said["rows"]}
    rows = [{"truth": member} for member in truth.values()]
    linked = {at: answered[place]["member"] for at, place in enumerate(truth)
              if place in answered and answered[place]["member"]}  # fmt: skip
    sure = [(truth.get(place, ""), row["member"]) for place, row in answered.items() if row["sure"]]
    return {
        **measured(rows, linked), "rows": len(truth), "found": len(truth.keys() & answered.keys()),
        "phantom": len(answered.keys() - truth.keys()), "sure": len(sure),
        "sure_wrong": sum(true != member for true, member in sure),
    }  # fmt: skip


def openpyxl_values(folder: str) -> dict[str, Any]:
    """Step: every value of every sheet, read-only."""
    import openpyxl

    begun = time.perf_counter()
    book = openpyxl.load_workbook(Path(folder) / "committees.xlsx", read_only=True, data_only=True)
    cells = sum(value is not None for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)
                for value in row)  # fmt: skip
    return {"seconds": time.perf_counter() - begun, "cells": cells}


def command(folder: str) -> dict[str, Any]:
    """Step: the same from the shell, start to end."""
    out, book = str(scratch() / "reconcile.json"), str(Path(folder) / "committees.xlsx")
    begun = time.perf_counter()
    subprocess.run([sys.executable, "manage.py", "reconcile", book, "--as-of", DAY, "--json", out], check=True,
                   capture_output=True)  # fmt: skip
    return {"seconds": time.perf_counter() - begun}
