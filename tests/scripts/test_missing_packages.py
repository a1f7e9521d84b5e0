"""A user who may not install is told once, in one line that can be pasted, what an administrator has to install."""

import os
import subprocess

import pytest

from tests.house.source import ROOT

LIBRARIES = {"python3-venv", "libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-liberation2"}
TESTS = {"postgresql", "poppler-utils", "libatomic1", "chromium-sandbox", "chromium"}


@pytest.fixture
def new_machine(tmp_path):
    """Nothing is installed, and who types is neither root nor may become it."""
    for name, does in {"id": "echo 1000", "sudo": "exit 1", "dpkg-query": "exit 1"}.items():
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{does}\n")
        program.chmod(0o755)
    return os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}"}


@pytest.mark.parametrize(
    ("line", "asked"), [("bin/setup", LIBRARIES), ("bin/demo --no-serve", LIBRARIES), ("bin/test", LIBRARIES | TESTS)]
)
def test_all_that_is_missing_is_named_at_once(new_machine, line, asked):
    ran = subprocess.run(line.split(), cwd=ROOT, env=new_machine, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr.count("\n"), ran.stdout) == (1, 1, "")
    said, _, named = ran.stderr.partition(" --no-install-recommends ")
    assert said == "Thiếu gói hệ thống, quản trị máy cần chạy: apt-get update && apt-get install"
    assert set(named.split()) == asked
