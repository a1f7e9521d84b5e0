"""A page offers no door that is shut to who reads it: every link of the pages that a role starts from opens."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from django.urls import resolve

from members import filling
from tests.security.pages import PAGES, address, opens
from tests.security.test_pages import ROLES, ground, play
from tests.signing_in import signed_in

__all__ = ["ground", "play"]
pytestmark = pytest.mark.django_db
# Pages about nothing, and the ones that a day begins with: one's own organisation, somebody in it, an account.
STARTS = ("", "organisation", "person", "account")
# Of links that differ by which row alone, so many are opened in a short run: lines, checks, quarters.
OF_ONE_KIND = 3


def starts(role: str, things: dict[str, int]) -> list[str]:
    found = [
        address(name, things) for name, page in PAGES.items()
        if page.kind in STARTS and page.method == "get" and not page.public and opens(name, role)
    ]  # fmt: skip
    if role in ("officer", "administrator"):
        found += [f"/bang/{key}/" for key in filling.kinds() if role == "officer" or key == "tai-khoan"]
    return found


def links(page: str, text: str) -> set[str]:
    """Addresses of this program that the page leads to, each without what is asked of it."""
    written = (urljoin(page, html.unescape(said)) for said in re.findall(r'href="([^"#]+)', text))
    return {one for one in written if not urlsplit(one).netloc and not urlsplit(one).path.startswith("/static/")}


def some_of_each_kind(offered: list[str]) -> list[str]:
    """A kind: one page of the program, asked for the same."""
    kinds = defaultdict(list)
    for link in offered:
        parts = urlsplit(link)
        asked = tuple(sorted(name for name, _ in parse_qsl(parts.query, keep_blank_values=True)))
        kinds[resolve(parts.path).url_name, asked].append(link)
    return [link for links in kinds.values() for link in links[:OF_ONE_KIND]]


@pytest.mark.parametrize("role", ROLES)
def test_every_link_of_the_start_pages_opens_for_who_reads_it(play, role, request):
    cast, things, register = play
    client = signed_in(getattr(cast, ROLES[role]))
    offered: dict[str, str] = {}
    for page in starts(role, things["own"] | register):
        answer = client.get(page)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            for link in links(page, answer.content.decode()):
                offered.setdefault(link, page)
    opened = sorted(offered) if request.config.getoption("--long") else some_of_each_kind(sorted(offered))
    shut = [
        f"{link} on {offered[link]}: {status}" for link in opened
        if (status := client.get(link).status_code) not in (200, 302)
    ]  # fmt: skip
    assert len(offered) > 5
    assert not shut, "\n".join(shut)
