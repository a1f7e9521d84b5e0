"""An Khê has signed on 30/6 for Páo of Thôn 1, Ún and Mỉ, a probationer, of Thôn 2; it is 20/7 now. For tests of what
comes later."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from reports.reconciliation.models import RoundKind
from tests.ground import laid
from tests.reports import play
from tests.reports.conftest import NOON, make

LATER = date(2026, 7, 20)


def signed_by_both():
    cast = make()
    play.person("Hà Thị Mỉ", cast.tree.sibling, "44444444", sex="f", official_on=None)
    play.signed_light(play.of(play.opened(kind=RoundKind.NUMBERS), cast.tree.committee))
    return cast


ground = laid(signed_by_both, NOON)


@pytest.fixture
def cast(ground, db):
    with time_machine.travel("2026-07-20 05:00:00+00:00", tick=True):
        yield ground.found()
