"""What the guide for the server tells to type works as it stands there."""

import re

import pytest
from django.core.management import call_command
from django.utils import timezone

from members.forms.beginning import KEYS
from members.models import Account, Role
from tests.house.source import ROOT
from tests.members.test_first_start import SAID

OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_an_office_begins_as_the_guide_says(tmp_path, capsys):
    template, start = re.findall(r"manage\.py first_start (--\S+) /var/lib/register/(\S+)", OPERATIONS)
    file = tmp_path / template[1]
    call_command("first_start", template[0], str(file))
    filled = file.read_text(encoding="utf-8")
    for name, key in KEYS.items():
        filled = filled.replace(f'{key} = ""', f'{key} = "{SAID[name]}"')
    file.write_text(filled, encoding="utf-8")
    call_command("first_start", start[0], str(tmp_path / start[1]))
    held = Role.unscoped.valid_on(timezone.localdate()).values_list("account__username", "kind")
    assert set(held) == {("can-bo", "officer"), ("quan-tri", "administrator")}
    assert all(Account.objects.values_list("must_change_password", flat=True))


def test_the_packages_to_carry_along_are_those_that_the_setup_asks_for():
    (asked,) = re.findall(r"RUN_PACKAGES=\((.*?)\)", (ROOT / "bin" / "_lib.sh").read_text(encoding="utf-8"))
    (carried,) = re.findall(r"--download-only .*?\\\n *(.*?)\n", OPERATIONS)
    assert carried == asked


def test_long_addresses_reach_the_program_which_answers_in_vietnamese():
    """gunicorn's own answer to a line longer than its limit is an English page; 8190 is the most it takes."""
    demo = (ROOT / "bin" / "demo").read_text(encoding="utf-8")
    assert all("--limit-request-line 8190" in text for text in (OPERATIONS, demo))
    assert all(f"error_page {status} @" in OPERATIONS for status in (413, 414))
