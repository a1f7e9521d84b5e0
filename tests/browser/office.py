"""The cast at noon and one member, for plays that work on a single person."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from kit.calendar import PartialDate
from members import scope
from members.models import Member
from tests import builders

NOON = "2026-06-30 05:00:00+00:00"


@pytest.fixture
def cast(live_server):
    with time_machine.travel(NOON, tick=True):
        yield builders.make_cast()


@pytest.fixture
def someone(cast):
    return builders.member("Giàng Seo Lử", cast.tree.cell, birth=PartialDate(1970, 4, 12))


def born(member: Member) -> date | None:
    with scope.opened(scope.whole_register(date(2026, 6, 30))):
        found: date | None = Member.objects.get(pk=member.pk).birth_on
    return found
