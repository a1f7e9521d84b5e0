"""Who stands in the register and in no cell, as the officer's page lists them."""

from html import unescape

import pytest
import time_machine
from django.urls import reverse

from members.models import Placement
from members.views import people
from tests import builders
from tests.builders import TODAY
from tests.members.test_session import enter

pytestmark = pytest.mark.django_db


@time_machine.travel(f"{TODAY}T05:00:00Z", tick=True)
def test_a_long_list_says_how_many_there_are_and_that_it_goes_on(client, monkeypatch):
    cell = builders.make_cast().tree.cell
    for name in ("Lò Văn Ún", "Sùng A Páo"):
        builders.member(name, cell)
    # As a list is imported that names no cell.
    Placement.unscoped.all().delete()
    enter(client)

    def page():
        return unescape(client.get(reverse("unplaced")).content.decode())

    assert "người đầu" not in page() and "Lò Văn Ún" in page() and "Sùng A Páo" in page()
    monkeypatch.setattr(people, "UNPLACED", 1)
    assert "Có 2 người; đây là 1 người đầu" in page()
