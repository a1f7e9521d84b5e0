"""A browser without a screen, signed in as one of the cast."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from members.models import Account
from tests.builders import PASSWORD


def signed_in(account: Account) -> Client:
    client = Client()
    answer = client.post(reverse("login"), {"username": account.username, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return client
