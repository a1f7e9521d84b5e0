"""Whatever stands on the line of a command, it answers with one Vietnamese sentence and code 2, or does its work."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import transaction

from members.models import Act
from tests import builders
from tests.house.test_commands import command, own_commands
from tests.house.test_messages import LETTERS
from tests.security.test_nonsense import NOON, RIGHT_TO_LEFT, TYPED

pytestmark = [pytest.mark.django_db]
# What a shell can hand over: no zero byte, but any other, also one that is no letter.
WORDS = {name: word for name, word in TYPED.items() if "\x00" not in word} | {
    "nothing": "", "blank": " ", "half a letter": "\udcff\udcfe", "iso": "2024-02-30", "iso zeros": "0000-00-00",
    "last iso": "9999-12-31", "first iso": "0001-01-01", "other month": "2026-13-01", "option": "--",
}  # fmt: skip
# What each command needs to do its work; LIST, PEOPLE, OUT and FOLDER are there, and may be read and written.
LINES: dict[str, list[str]] = {
    "import_members": ["LIST", "--dry-run"],
    "reconcile": ["LIST", "--as-of", "2026-06-30", "--json", "OUT"],
    "link_records": ["PEOPLE", "PEOPLE", "--json", "OUT"],
    "print_report": ["roster-short", "--output", "OUT"],
    "make_sample_district": ["--members", "3"],
    "make_sample_round": [],
    "make_sample_admissions": [],
    "restore": ["LIST"],
    "verify_log": [],
    "first_start": ["--file", "LIST"],
    "renew_password": ["can-bo"],
    "work": ["--once"],
}
# A backup is a copy by a connection of its own, which waits for the transaction of a test: see test_backups.py.
ELSEWHERE = {"backup"}


@pytest.fixture(autouse=True)
def one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command closes every connection at its end; here it would take the transaction of the test with it."""
    monkeypatch.setattr("django.core.management.base.connections.close_all", lambda: None)


@pytest.fixture
def here(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "folder").mkdir()
    (tmp_path / "an-khe.csv").write_bytes(builders.LIST)
    (tmp_path / "people.csv").write_text("id,full_name\n1,Sùng A Páo\n", encoding="utf-8")
    # No ordinary file, and nothing of the machine's own: a real device could be replaced by a result.
    os.mkfifo(tmp_path / "folder" / "ong-dan")
    return {
        "LIST": str(tmp_path / "an-khe.csv"),
        "PEOPLE": str(tmp_path / "people.csv"),
        "OUT": str(tmp_path / "out.pdf"),
        "FOLDER": str(tmp_path / "folder"),
        "DEVICE": str(tmp_path / "folder" / "ong-dan"),
    }


@pytest.fixture
def register() -> Any:
    with time_machine.travel(NOON, tick=True):
        yield builders.make_cast()


def paths(here: dict[str, str]) -> dict[str, str]:
    folder = here["FOLDER"]
    return {
        "missing": f"{folder}/khong/co.csv", "a folder": folder, "long path": f"{folder}/{'ă' * 300}.csv",
        "backwards": f"{folder}/{RIGHT_TO_LEFT}.csv", "a device": here["DEVICE"],
        "below a file": f"{here['LIST']}/x.pdf", "not ours": "/proc/1/x.pdf", "no letter": f"{folder}/\udcff.csv",
    }  # fmt: skip


def tries(name: str, here: dict[str, str]) -> list[list[str]]:
    """The line with each of its values in turn, and with each other option, made nonsense."""
    line = [here.get(word, word) for word in LINES[name]]
    nonsense = [*WORDS.values(), *paths(here).values()]
    found = [[*line[:at], word, *line[at + 1 :]] for at, one in enumerate(line) if one[:2] != "--" for word in nonsense]
    actions = command(name).create_parser("manage.py", name)._actions
    for action in actions:
        if action.option_strings and action.nargs is None and not action.const and action.dest not in DJANGO:
            found += [[*line, f"{action.option_strings[-1]}={word}"] for word in nonsense]
    return found


# Options that every command of Django has.
DJANGO = {"settings", "pythonpath", "verbosity", "help", "version"}


def test_each_command_of_an_office_is_tried():
    assert set(LINES) == own_commands() - ELSEWHERE


@pytest.mark.parametrize("name", sorted(LINES))
def test_a_line_of_nonsense_is_answered_in_one_sentence(name, here, register, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path / "folder")
    wrong = []
    for line in tries(name, here):
        with transaction.atomic():
            before = Act.objects.count()
            if said := answered(name, line, capsys):
                wrong.append(f"{ascii(line)[-90:]}: {said}")
            elif said is None and Act.objects.count() > before:
                wrong.append(f"{ascii(line)[-90:]}: refused, and wrote")
            transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong[:40])


def answered(name: str, line: list[str], capsys: Any) -> str | None:
    """What is wrong with the answer; None for a good refusal, "" for done work."""
    try:
        command(name).run_from_argv(["manage.py", name, *line])
    except SystemExit as stopped:
        said = capsys.readouterr().err
        if stopped.code in (0, None):
            return ""
        if stopped.code != 2 or said.count("\n") != 1 or not LETTERS.search(said):
            return f"code {stopped.code}, said {said[:150]!r}"
        return None
    except Exception as error:
        capsys.readouterr()
        return f"{type(error).__name__}: {error}"[:200]
    capsys.readouterr()
    return ""


@pytest.mark.parametrize(
    "line", [["print_report", "roster-short", "--output"], ["reconcile", "LIST", "--as-of", "2026-06-30", "--json"]]
)
def test_a_result_never_takes_the_name_of_a_device(line, here, register, capsys):
    device = Path(here["DEVICE"])
    name, *rest = [here.get(word, word) for word in line]
    assert answered(name, [*rest, str(device)], capsys) is None
    assert device.is_fifo()
