"""The pages of a plan of reorganisation, opened by the officer: the ground of their tests, and how they are sent."""

from __future__ import annotations

import pytest
import time_machine
from django.urls import reverse

from tests import builders
from tests.ground import laid
from tests.members.test_session import enter

NOON = "2026-06-30 05:00:00+00:00"


def three_in_each():
    """Three official members in each of the village cells."""
    cast = builders.make_cast()
    for cell in (cast.tree.cell, cast.tree.sibling, cast.tree.other_cell):
        for number in range(3):
            builders.member(f"{cell.pk} Người Thứ {number}", cell)
    return cast


ground = laid(three_in_each, NOON)


@pytest.fixture
def play(ground, client, db):
    with time_machine.travel(NOON, tick=False):
        enter(client)
        yield ground.found()


def page(client, plan, name="reorganisation", **query):
    return client.get(reverse(name, args=[plan.pk]), query)


def send(client, plan, name, /, **given):
    return client.post(reverse(name, args=[plan.pk]), {"seen": str(plan.version), **given})


def apply(client, plan, **given):
    plan.refresh_from_db()
    return send(client, plan, "apply-reorganisation", **given)
