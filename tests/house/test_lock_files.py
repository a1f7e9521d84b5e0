"""The lock: exact versions with hashes, no address, nothing forgotten."""

import re

import pytest

from tests.house.source import ROOT

FOLDER = ROOT / "requirements"
LOCKS = sorted(FOLDER.glob("*.txt"))
PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)(\[[a-z0-9,_-]+\])?==\S+( ;.*)? \\$")
NAME = re.compile(r"^[A-Za-z0-9._-]+")


def named(path) -> set[str]:
    """Normalised names that an input file asks for, those of the files it includes too."""
    names: set[str] = set()
    for line in path.read_text().splitlines():
        if line.startswith("-r "):
            names |= named(path.parent / line[3:].strip())
        elif found := NAME.match(line):
            names.add(normal(found[0]))
    return names


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def packages(path) -> dict[str, list[str]]:
    """Package → its hashes."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in path.read_text().splitlines():
        if line.startswith("    --hash=sha256:"):
            found[name].append(line)
        else:
            match = PIN.match(line)
            assert match, f"{path.name}: {line}"
            name = normal(match["name"])
            found[name] = []
    return found


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_address_and_sets_no_option(lock):
    bad = [line for line in lock.read_text().splitlines() if "://" in line or line.startswith("-")]
    assert bad == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_has_its_hashes(lock):
    assert [name for name, hashes in packages(lock).items() if not hashes] == []


@pytest.mark.parametrize("wish", sorted(FOLDER.glob("*.in")), ids=lambda path: path.name)
def test_every_direct_dependency_is_locked(wish):
    assert named(wish) - packages(wish.with_suffix(".txt")).keys() == set()


def test_tests_run_with_what_the_office_runs():
    office = (FOLDER / "prod.txt").read_text()
    pins = {line for line in office.splitlines() if "==" in line}
    assert pins - set((FOLDER / "dev.txt").read_text().splitlines()) == set()
