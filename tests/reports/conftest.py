"""The cast of most tests of a reconciliation: a committee whose two people a list may name, somebody of another one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from kit.calendar import PartialDate
from reports.reconciliation.models import Reconciliation
from tests import builders
from tests.ground import Ground, laid
from tests.reports import play

NOON = "2026-06-30 05:00:00+00:00"


def make() -> builders.Cast:
    made = builders.make_cast()
    play.person("Sùng A Páo", made.tree.cell, "11111111")
    play.person("Lò Văn Ún", made.tree.sibling, "22222222", PartialDate(1970, 2, 9))
    play.person("Vừ Mí Kẻ", made.tree.other_cell, "33333333", PartialDate(1982, 7, 21))
    return made


ground = laid(make, NOON)


@pytest.fixture
def cast(ground: Ground, db: None) -> Iterator[builders.Cast]:
    """On the closing day, at noon."""
    with time_machine.travel(NOON, tick=True):
        yield ground.found()


@pytest.fixture
def own(cast: builders.Cast) -> Reconciliation:
    return play.of(play.opened(), cast.tree.committee)
