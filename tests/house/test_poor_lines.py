"""Every form carries its one-time mark, every form that writes facts keeps what is half typed; or a reason says why
not."""

import ast
import re
from datetime import datetime

import pytest
import time_machine
from django.urls import resolve

from members import drafts
from members.models import Act, Job, Sending, Upload
from members.views import ended
from tests.ground import laid
from tests.house.source import ROOT, functions, last_name, product_files, relative, tree
from tests.security.pages import PAGES
from tests.security.test_nonsense import Play, taken_back
from tests.security.test_pages import NOON

ONCE, KEEPS, LINE = "{{ frame.once }}", '{% include "frame/keeps.html" %}', '{% include "frame/kept.html" %}'
FORM = re.compile(r"<form\b((?:\{%.*?%\}|[^>])*)>(.*?)</form>", re.S)
# Addresses that take a form without a mark, and why a repeat does no harm.
HARMLESS = {
    "login": "nobody is known yet; a second sign-in is one more session",
    "logout": "who has left has left",
    "password": "a repeat is refused, for the old password is right no more; nothing of a password is kept",
    "first-start": "nobody is known yet; the second finds a register that has begun",
    "table-rows": "higher or lower, as it was asked last",
    "find": "a question",
    "accounts": "a question",
    "find-hints": "a question",
    "card": "a look: seen twice, noted twice",
    "keep-draft": "the newest stands in the place of the one before",
    "drop-draft": "what is gone is gone",
    "gallery": "a page of examples",
}
# Pages that take a form and keep no draft of it.
NO_DRAFT = {
    "admission-lists": "which list, and a purpose, which belongs to the minute in which it is asked",
    "login": "a password", "password": "a password", "first-start": "nobody is known yet",
    "find": "a few letters", "accounts": "a few letters", "imports": "a file, kept as soon as it is sent",
    "comparisons": "a file",
    "send-list": "a file", "list-reading": "columns of a file that is kept",
    "sheet": "a file", "import-reading": "columns of a file that is kept", "slips": "ticks, and a second look at them",
    "probationers-without-file": "ticks on a list that is another one once a file is opened",
    "waiting-roles": "ticks, and a second look at them",
    "leaver": "one purpose, which belongs to the minute in which it is asked", "gallery": "a page of examples",
}  # fmt: skip
# Pages whose form stands there once something was chosen in the address: a cell of which people go.
CHOSEN_FIRST = {"reorganisation-tach": ("tu", "organisation")}


def forms():
    """(where, attributes, content) of every form of every template that is sent by POST."""
    for path in sorted((ROOT / "templates").rglob("*.html")):
        for attributes, content in FORM.findall(path.read_text(encoding="utf-8")):
            if 'method="post"' in attributes:
                yield relative(path), attributes, content


def sends_to(where, attributes):
    """The name of the address; of a form that goes to its own page the name of its template."""
    found = re.search(r"action=\"\{% url '([\w-]+)'", attributes)
    return found[1] if found else where.rpartition("/")[2].removesuffix(".html").replace("_", "-")


def test_every_form_carries_a_mark_or_a_repeat_of_it_is_harmless():
    found = list(forms())
    assert len(found) > 35
    bare = {sends_to(where, attributes) for where, attributes, content in found if ONCE not in content}
    # The examples of components go nowhere.
    assert bare - {"field"} <= set(HARMLESS)
    marked = [sends_to(where, attributes) for where, attributes, content in found if ONCE in content]
    assert set(marked) & set(HARMLESS) == set(), "take it from the list"
    assert all(content.count(ONCE) <= 1 for _, _, content in found)


def test_a_form_that_keeps_drafts_says_how_it_goes():
    for where, attributes, content in forms():
        assert (KEEPS in attributes) == (LINE in content), where
        if KEEPS in attributes:
            assert "data-keep" in attributes and 'type="password"' not in content, where
            assert '{% include "frame/draft.html" %}' in (ROOT / where).read_text(encoding="utf-8"), where


ground = laid(Play, NOON)


@pytest.fixture
def walk(ground, db):
    with time_machine.travel(NOON, tick=True):
        yield ground.found()


# What takes a form, found at the first test that asks: it is the same for all of them.
TAKES: list[str] = []


def taking(walk):
    """{name: (client, address)} of every address that takes a form."""
    if not TAKES:
        found = []
        for name in PAGES:
            client = walk.client_for(name)
            with taken_back(client):
                if client.post(walk.address(name)).status_code != 405:
                    found.append(name)
        TAKES.extend(found)
    return {name: (walk.client_for(name), walk.address(name)) for name in TAKES}


def chosen(walk, name):
    asked, thing = CHOSEN_FIRST.get(name, ("", ""))
    return {asked: walk.things[thing]} if asked else {}


def account_of(client):
    return int(client.session["_auth_user_id"])


def test_whatever_address_a_form_is_sent_to_the_second_is_led_where_the_first_was(walk):
    """A mark that was used up: nothing is done at any address, whatever is sent with it."""
    at, mark, acting = datetime.fromisoformat(NOON), "a" * 32, {}
    for name, (client, target) in taking(walk).items():
        if name not in HARMLESS:
            acting[name] = target
            Sending.objects.get_or_create(account_id=account_of(client), mark=mark,
                                          defaults={"said": "", "led_to": "/quy-dinh/", "at": at})  # fmt: skip
    before = [model.objects.count() for model in (Act, Job, Upload)]
    for name, target in acting.items():
        answer = walk.client_for(name).post(target, {"lan-gui": mark, "why": "thử", "day": "01/6/2026"})
        assert (answer.status_code, answer["Location"]) == (302, "/quy-dinh/"), name
    assert [model.objects.count() for model in (Act, Job, Upload)] == before
    assert len(acting) > 80


def test_every_reason_is_about_an_address_that_takes_a_form(walk):
    found = set(taking(walk))
    assert set(HARMLESS) - found <= {"gallery"}
    assert set(NO_DRAFT) - found <= {"gallery"}


def test_every_page_with_a_form_keeps_drafts_or_says_why_not(walk):
    for name, (client, target) in taking(walk).items():
        keeps = drafts.form_at(resolve(target)) is not None
        if PAGES[name].method == "post":
            assert not keeps, f"{name}: a button keeps nothing"
            continue
        assert keeps != (name in NO_DRAFT), name
        with taken_back(client):
            page = client.get(target, chosen(walk, name))
        if page.status_code == 200:
            text = page.content.decode()
            assert ('data-draft="/nhap-do/giu/"' in text, 'class="draft-line' in text) == (keeps, keeps), name


def refusals_that_lead_elsewhere(module):
    """Functions that say a warning or an error and redirect, and do not say that nothing was done."""
    for function in functions(module):
        calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
        warns = any(last_name(one.func) in ("warning", "error") and ast.unparse(one.func).startswith("messages.")
                    for one in calls)  # fmt: skip
        names = {last_name(one.func) for one in calls}
        if warns and "redirect" in names and "undone" not in names:
            yield function.name


# They answer a page that is only opened, or the one that was sent.
ONLY_SHOWN = {"filled", "shown", "slips"}


def test_a_redirect_that_says_why_not_is_not_called_done():
    found = {
        name
        for path in product_files("members", "admissions", "reports")
        for name in refusals_that_lead_elsewhere(tree(path))
    }
    assert found == ONLY_SHOWN
    planted = ast.parse("def f(request):\n    messages.error(request, 'x')\n    return redirect('today')\n")
    assert list(refusals_that_lead_elsewhere(planted)) == ["f"]


def test_after_a_break_only_what_writes_nothing_is_not_said_to_be_undone():
    assert set(HARMLESS) >= ended.WRITES_NOTHING


def test_what_is_opened_by_no_address_is_known(walk):
    """Nobody is led back there after a break: Django itself would answer 405."""
    for name, page in PAGES.items():
        with taken_back(client := walk.client_for(name)):
            shut = client.get(walk.address(name)).status_code == 405
        assert ended.takes_get(resolve(walk.address(name).partition("?")[0]).func) != shut, (name, page.method)
