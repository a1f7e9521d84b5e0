"""Short words of tests that open pages of a reconciliation through the client."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.reconciliation.models import Reconciliation


def text(answer: HttpResponse) -> str:
    """What stands in the content of a page, without its frame."""
    body = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(body)).split())


def send(client: Client, one: Reconciliation, data: bytes, **given: str) -> Any:
    file = SimpleUploadedFile("an-khe.xlsx", data)
    return client.post(reverse("send-list", args=[one.pk]), {"file": file, "seen": "0", **given})


def questions(client: Client, address: str) -> list[str]:
    """What the page asks of the database, opened a second time."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [one["sql"] for one in captured.captured_queries if not one["sql"].startswith(("SAVE", "REL", "BEG", "COM"))]
