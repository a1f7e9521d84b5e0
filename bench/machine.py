"""On what it was measured, and with which versions."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = (
    "django", "psycopg", "reportlab", "weasyprint", "openpyxl", "xlsxwriter", "django-import-export", "tablib",
    "python-calamine", "fpdf2", "typst", "numpy", "rapidfuzz", "splink", "recordlinkage",
)  # fmt: skip


def about() -> dict[str, str]:
    return {
        "processor": _processor(), "cores": str(os.cpu_count()), "memory": _memory(), "system": platform.platform(),
        "python": platform.python_version(), "sqlite": sqlite3.sqlite_version, "postgresql": _postgresql(),
        "load before": f"{os.getloadavg()[0]:.1f}", **{name: _version(name) for name in LIBRARIES},
    }  # fmt: skip


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _processor() -> str:
    names = (line for line in _read("/proc/cpuinfo").splitlines() if line.startswith("model name"))
    return next(names, "").partition(":")[2].strip() or platform.machine()


def _memory() -> str:
    kilobytes = next((line.split()[1] for line in _read("/proc/meminfo").splitlines() if "MemTotal" in line), "0")
    return f"{int(kilobytes) / 1024 / 1024:.1f} GB"


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""


def _postgresql() -> str:
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not programs:
        return "not installed"
    said = subprocess.run([str(programs[-1]), "--version"], capture_output=True, text=True, check=False).stdout
    return f"{said.split()[2] if said else '?'} (private cluster, fsync off)"
