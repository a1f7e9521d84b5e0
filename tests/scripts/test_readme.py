"""The README's two commands, typed in a copy of the project as a newcomer would."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT

pytestmark = pytest.mark.long
NOT_COPIED = shutil.ignore_patterns(".venv", ".git", "var", "__pycache__", ".*_cache", ".hypothesis")
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def clone(tmp_path) -> Path:
    return Path(shutil.copytree(ROOT, tmp_path / "clone", ignore=NOT_COPIED))


def typed(clone: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs the words with nothing of this test run's environment but the virtual environment."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment["REGISTER_VENV"] = sys.prefix
    return subprocess.run(
        words, cwd=clone, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )


def test_the_readme_starts_with_two_commands():
    blocks = re.findall(r"```sh\n(.*?)```", README, re.S)
    assert [block.split() for block in blocks] == [["bin/demo"], ["bin/demo", "bin/test"]]


def test_the_demo_is_made_and_made_again_quickly(clone):
    first = typed(clone, "bin/demo", "--no-serve")
    assert first.returncode == 0, first.stderr
    assert re.search(r"http://127\.0\.0\.1:\d+/", first.stdout)
    database = clone / "var" / "demo.sqlite3"
    assert database.stat().st_mode & 0o077 == 0
    made = database.stat().st_ino
    assert typed(clone, "bin/demo", "--no-serve").returncode == 0
    assert database.stat().st_ino == made
    assert typed(clone, "bin/demo", "--no-serve", "--fresh").returncode == 0
    assert (clone / "var" / "static" / "staticfiles.json").exists()


def test_a_demo_without_sense_is_refused_in_one_line(clone):
    answer = typed(clone, "bin/demo", "--port", "abc")
    assert answer.returncode == 1
    assert answer.stderr.splitlines() == ["Cổng phải là một số: abc"]


def test_one_test_is_run_by_its_name(clone):
    answer = typed(clone, "bin/test", "-k", "test_a_lock_names_no_address")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert re.match(r"\d+ passed", answer.stdout.splitlines()[-1])


def test_a_failing_test_fails_the_command(clone):
    (clone / "tests" / "test_wrong.py").write_text("def test_wrong():\n    assert False\n")
    assert typed(clone, "bin/test", "tests/test_wrong.py").returncode == 1
