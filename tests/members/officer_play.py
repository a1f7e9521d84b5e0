"""A small district at noon, laid once for a file, and who signs in there: for tests that send forms. A file with a
ground of its own names it `ground`, too."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from members.models import Account
from tests import builders
from tests.builders import PASSWORD, TODAY
from tests.ground import laid

NOON = f"{TODAY}T05:00:00Z"

ground = laid(builders.make_cast, NOON)


@pytest.fixture
def cast(ground, db):
    with time_machine.travel(NOON, tick=True):
        yield ground.found()


def signed_in(account: Account) -> Client:
    client = Client()
    assert client.post(reverse("login"), {"username": account.username, "password": PASSWORD}).status_code == 302
    return client


@pytest.fixture
def officer(cast):
    return signed_in(cast.officer)
