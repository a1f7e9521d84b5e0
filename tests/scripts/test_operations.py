"""What the guide for the server tells to type works as it stands there."""

import re

import pytest
from django.utils import timezone

from members.models import Account, Role
from tests.house.source import ROOT

OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_the_first_two_accounts_are_made_as_the_guide_says():
    (block,) = re.findall(r"```python\n(.*?)```", OPERATIONS, re.DOTALL)
    exec(compile(block, "operations.md", "exec"), {})  # noqa: S102
    held = Role.unscoped.valid_on(timezone.localdate()).values_list("account__username", "kind")
    assert set(held) == {("can-bo", "officer"), ("quan-tri", "administrator")}
    assert all(Account.objects.values_list("must_change_password", flat=True))


def test_the_packages_to_carry_along_are_those_that_the_setup_asks_for():
    (asked,) = re.findall(r"RUN_PACKAGES=\((.*?)\)", (ROOT / "bin" / "_lib.sh").read_text(encoding="utf-8"))
    (carried,) = re.findall(r"--download-only .*?\\\n *(.*?)\n", OPERATIONS)
    assert carried == asked
