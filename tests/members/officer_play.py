"""A small district at noon, laid once for a file, and who signs in there: for tests that send forms. A file with a
ground of its own names it `ground`, too."""

from __future__ import annotations

import pytest
import time_machine

from tests import builders
from tests.builders import TODAY
from tests.ground import laid
from tests.signing_in import signed_in

NOON = f"{TODAY}T05:00:00Z"

ground = laid(builders.make_cast, NOON)


@pytest.fixture
def cast(ground, db):
    with time_machine.travel(NOON, tick=True):
        yield ground.found()


@pytest.fixture
def officer(cast):
    return signed_in(cast.officer)
