"""A migration's name says what it does."""

import re

from tests.house.source import APPS, ROOT, relative

SAYS_SOMETHING = re.compile(r"^\d{4}_(?!auto)(?!.*_auto_)[a-z0-9_]{3,}$")


def test_every_migration_is_named():
    files = [path for app in APPS for path in (ROOT / app / "migrations").glob("[0-9]*.py")]
    assert files
    assert [relative(path) for path in files if not SAYS_SOMETHING.match(path.stem)] == []


def test_a_name_given_by_the_machine_is_refused():
    assert not SAYS_SOMETHING.match("0002_auto_20261124_0028")
    assert SAYS_SOMETHING.match("0002_organisation_terms")
