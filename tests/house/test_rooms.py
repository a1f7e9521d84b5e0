"""Every file stands in a known room: who looks for a rule, a verb or a page knows where to look."""

from pathlib import Path

import pytest

from tests.house.source import APPS, ROOT, relative

APP = {
    "apps", "models", "procedure", "rules", "forms", "tables", "filters", "views", "urls", "attention", "figures",
    "papers", "management", "migrations",
}  # fmt: skip
MEMBERS = {
    "regulations", "standing", "scope", "history", "registry", "jobs", "importing", "known", "rights", "calendar",
    "chain", "tree", "successors", "sample", "templatetags", "middleware", "context",
    # What the frame, the history and the member page needed besides: each says at its head what it is for.
    "unused", "sessions", "sealing", "drafts", "repeats",
    "checks", "door", "finding", "naming", "selecting", "issuing", "kept", "entries", "errors",
    "backups", "called", "conditions", "filling", "trend", "movements", "doubles", "merged",
    "lines", "lists", "loading", "lockout", "looks", "office", "passwords", "timeline",
    "witness", "wording", "commanding", "comparing", "printing", "rosters", "slips", "starting", "uploads", "verifying",
    "viewed", "whose", "help", "guide", "usage", "history_wording",
}  # fmt: skip
ROOMS = {
    **dict.fromkeys(APPS, APP | {"help", "sample", "filling"}),
    "members": APP | MEMBERS,
    # Two smaller apps live here, each with the rooms of an app.
    "reports": APP | {"reconciliation", "annual", "statistics", "snapshots", "catalogue"},
    "reports/reconciliation": APP | {"help", "sample"},
    "reports/annual": APP | {"snapshots"},
    "kit": {"names", "calendar", "reading", "matching", "drawing"},
    "config": {"settings", "formats", "urls", "wsgi"},
}
SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "manager2", "process_data"}


def rooms_of(folder: Path) -> set[str]:
    """Names of the modules and packages standing directly in this folder."""
    return {
        entry.stem
        for entry in folder.iterdir()
        if entry.suffix == ".py" or (entry.is_dir() and any(entry.rglob("*.py")))
    } - {"__init__", "__pycache__"}


@pytest.mark.parametrize("place", ROOMS)
def test_every_room_is_a_known_one(place):
    folder = ROOT / place
    assert not folder.exists() or rooms_of(folder) - ROOMS[place] == set()


def test_no_name_says_nothing():
    names = [path for floor in (*APPS, "kit", "config", "tests") for path in (ROOT / floor).rglob("*.py")]
    assert [relative(path) for path in names if SAY_NOTHING & {path.stem, *path.relative_to(ROOT).parts}] == []


def test_a_room_nobody_knows_is_seen(tmp_path):
    (tmp_path / "__init__.py").touch()
    (tmp_path / "utils.py").touch()
    (tmp_path / "extras").mkdir()
    (tmp_path / "extras" / "one.py").touch()
    assert rooms_of(tmp_path) == {"utils", "extras"}
