"""The README's commands, typed in a copy of the project as a newcomer would."""

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


# Every row of the README's table of commands, in an order in which somebody could type them, with its exit code.
TYPED = (
    ("bin/setup", 0),
    ("bin/demo --no-serve", 0),
    ("bin/test -k test_a_lock_names_no_address", 0),
    ("manage.py migrate --verbosity 0", 0),
    ("manage.py verify_log", 0),
    ("manage.py first_start --template var/first.toml", 0),
    ("manage.py first_start --file var/first.toml", 2),
    ("manage.py make_sample_district --members 120 --seed 7 --years 5 --lists var/lists --level hard", 0),
    ("manage.py make_sample_district --members 120 --seed 7", 2),
    # Nobody there could send a list; `bin/demo` makes one where somebody can.
    ("manage.py make_sample_round", 2),
    ("manage.py make_sample_admissions", 0),
    ("manage.py make_sample_admissions", 2),
    ("manage.py import_members var/lists/national.xlsx --leave-rejected --json var/import.json", 0),
    ("manage.py import_members README.md --dry-run", 2),
    ("manage.py reconcile var/lists/committees.xlsx --as-of 2026-06-30 --json var/reconcile.json", 0),
    ("manage.py link_records tests/data/left.csv tests/data/right.csv --json var/links.json", 0),
    ("manage.py link_records README.md README.md --json var/links.json", 2),
    ("manage.py print_report --list", 0),
    ("manage.py print_report roster --as-of 2026-06-30 --format xlsx --output var/roster.xlsx", 0),
    ("manage.py print_report roster-short --output var/roster.pdf", 0),
    # `bin/demo` names accounts; a district without them has none to renew.
    ("manage.py renew_password can-bo", 2),
    ("manage.py work --once", 0),
    ("manage.py backup var", 0),
    ("manage.py backup var/nowhere", 2),
    ("manage.py restore README.md --replace", 2),
    ("manage.py verify_log", 0),
)
SOMEBODY = "id,full_name,birth_date\n1,Giàng Seo Phừ,1970-02-03\n2,Lò Thị Mai,1981-11-05\n"
# One asks the package registry for new versions, the other measures for minutes.
NOT_TYPED = {"bin/lock", "bin/bench"}


@pytest.fixture
def clone(tmp_path) -> Path:
    return Path(shutil.copytree(ROOT, tmp_path / "clone", ignore=NOT_COPIED))


def typed(clone: Path, *words: str, **given: str) -> subprocess.CompletedProcess[str]:
    """Runs the words with nothing of this test run's environment but the virtual environment."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | given
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


def name_of(command: str) -> str:
    first, *others = command.split()
    return f"{first} {others[0]}" if first == "manage.py" else first


def test_every_command_of_the_table_is_typed_here():
    rows = re.findall(r"^\| `((?:bin/|manage\.py )[a-z_]+)", README, re.M)
    assert len(rows) >= 11
    assert set(rows) == {name_of(command) for command, _ in TYPED} - {"manage.py migrate"} | NOT_TYPED


def test_the_commands_of_the_table_answer_as_it_says(clone, tmp_path):
    for name in ("left", "right"):
        (clone / "tests" / "data" / f"{name}.csv").write_text(SOMEBODY, encoding="utf-8")
    for command, code in TYPED:
        first, *others = command.split()
        script = [sys.executable, "manage.py"] if first == "manage.py" else [first]
        answer = typed(clone, *script, *others, DATABASE_URL=f"sqlite:///{tmp_path}/office.sqlite3")
        assert answer.returncode == code, (command, answer.stdout, answer.stderr)
        if code == 2:
            assert len(answer.stderr.splitlines()) == 1, (command, answer.stderr)
    assert '"1"' in (clone / "var" / "links.json").read_text(encoding="utf-8")
    for name in ("import.json", "reconcile.json", "roster.xlsx", "roster.pdf"):
        assert (clone / "var" / name).stat().st_size > 200, name


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
