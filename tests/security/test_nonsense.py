"""Whatever an address is asked or a field is filled with, the answer is a page of the house, nothing half-done stays.

Walks the addresses, the fields of their forms and the words that views read, so that a new one is tried by itself.
Every try is taken back, so that the next one finds the same register.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from members import jobs, procedure
from members.models import Account, Act, ActValues
from members.procedure.acting import BY_ITSELF
from tests import builders
from tests.admissions import play as admissions
from tests.builders import MACHINE, PASSWORD
from tests.ground import Ground, laid
from tests.house.test_templates import Reader
from tests.reports import play as reconciliations
from tests.security.pages import ADMINISTRATOR, CELL, COMMITTEE, OFFICER, PAGES, address
from tests.security.test_pages import NOON, ROLES

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
ROOT = Path(__file__).resolve().parents[2]
VIEWS = ("members/views", "reports/reconciliation/views")

RIGHT_TO_LEFT = "\N{RIGHT-TO-LEFT OVERRIDE}"
# What a page is asked with, or what is typed into a field.
TYPED = {
    "no day": "30/02/2024",
    "zeros": "00/00/0000",
    "last year": "31/12/9999",
    "huge": "9" * 40,
    "negative": "-1",
    "unreadable": "a\x00b",
    "backwards": f"Lò{RIGHT_TO_LEFT}Văn",
    "long": "Ă" * 300,
    "marks": "'\"><b>%s{{0}}\\",
    "other digits": "\N{ARABIC-INDIC DIGIT ONE}\N{SUPERSCRIPT TWO}",
}
# So many of these a short run tries on each address.
SHORT = 2
# Seen in what was written, nonsense has got in.
NEVER_KEPT = re.compile(rf"\\u0000|\x00|{RIGHT_TO_LEFT}|\\u202e")
# Names of their own language, and the page on which developers see the parts of pages.
NAMES, OF_DEVELOPERS = re.compile("Times New Roman"), "gallery"
TRIED_AS = (OFFICER, ADMINISTRATOR, COMMITTEE, CELL)
FINE = {200, 302, 400, 403, 404, 405, 409, 413, 422}
VIETNAMESE = re.compile("[àáạảãâầấậẩẫăằắặẳẵèéẹẻẽêềếệểễìíịỉĩòóọỏõôồốộổỗơờớợởỡùúụủũưừứựửữỳýỵỷỹđ]", re.I)


def asked_words() -> list[str]:
    """Every word that a view or the door reads from an address or a form that is no form of the house."""
    files = [*(path for place in VIEWS for path in (ROOT / place).glob("*.py")), ROOT / "members" / "door.py"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    return sorted(set(re.findall(r"""\.get(?:list)?\(\s*"([a-z_-]+)\"""", text)))


WORDS = asked_words()


class Play:
    """The register, and one client for each role."""

    def __init__(self) -> None:
        cast = builders.with_part_officer(builders.make_cast())
        self.things = builders.things_of(cast.tree.cell, "Giàng Seo Lử")
        spare = builders.account("du-bi", "Nông Văn Dự")
        granted = procedure.roles.grant_role(
            spare, by=MACHINE, kind="cell", organisation=cast.tree.cell, day=date(2026, 1, 1)
        )
        holiday = procedure.office.note_holiday(by=MACHINE, day=date(2026, 9, 2), name="Quốc khánh")
        setting = procedure.office.set_office(by=MACHINE, key="place_name", value="Vân Sơn", day=date(2026, 1, 1))
        job = jobs.ask(cast.officer, "roster", "việc của mình", {}, at=builders.timezone.now())
        reconciled = reconciliations.things(cast.tree, "Giàng Seo Lử", "Lò Văn Pảo")
        self.things |= {
            **reconciled[""], **reconciled["own"], **admissions.things(cast.tree.cell, "Thào Thị Dí"),
            "leaver": builders.leaver("Vàng Mí Sính", cast.tree.cell).pk, "job": job.pk, "holiday": holiday.pk,
            "setting": setting.pk, "kind": builders.kind("part").pk,
            "upload": builders.sent_list(cast.officer), "compared": builders.compared_list(cast.officer),
            "filled": builders.filled_sheet(cast.officer), "kept": builders.kept_list(cast.officer, cast.tree.district),
            "account": spare.pk, "role": granted.pk, "renewal": builders.renewal(cast.tree), **builders.plan(cast.tree),
            "closure": builders.closed_into(cast.tree.cell).pk,
        }  # fmt: skip
        # Of the person of every kind of fact something waits: no merge, no form.
        self.doubles = [builders.member("Vừ Mí Lử", cast.tree.cell).pk for _ in range(2)]
        self.clients = {role: self._signed_in(getattr(cast, name)) for role, name in ROLES.items()}
        self.clients[""] = Client(raise_request_exception=False)

    def _signed_in(self, account: Account) -> Client:
        client = Client(raise_request_exception=False)
        client.post(reverse("login"), {"username": account.username, "password": PASSWORD})
        return client

    def client_for(self, name: str) -> Client:
        """Who gets furthest on this page."""
        page = PAGES[name]
        if page.public:
            return self.clients[""]
        return self.clients[next((role for role in TRIED_AS if role in page.allowed), OFFICER)]

    def address(self, name: str) -> str:
        return reverse(name, args=self.doubles) if name == "merge" else address(name, self.things)


ground = laid(Play, NOON)


@pytest.fixture
def play(ground: Ground, db: None) -> Iterator[Play]:
    with time_machine.travel(NOON, tick=True):
        yield ground.found()


@contextmanager
def taken_back(client: Client) -> Iterator[None]:
    cookies = client.cookies.copy()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


def written() -> int:
    """Lines of the history, without those of wrong passwords."""
    return Act.objects.exclude(verb__in=BY_ITSELF).count()


def wrong_with(answer: Any, name: str = "") -> str:
    """What is wrong with the answer itself; "" for nothing."""
    if answer.status_code not in FINE:
        return f"status {answer.status_code}"
    if "text/html" not in answer.get("Content-Type", "") or answer.status_code == 302:
        return ""
    text = answer.content.decode()
    reader = Reader()
    reader.feed(NAMES.sub("", text))
    if reader.words and name != OF_DEVELOPERS:
        return f"English: {reader.words[:3]}"
    if answer.status_code >= 400 and ('lang="vi"' not in text or not VIETNAMESE.search(text)):
        return "no page of the house"
    return ""


def tried(client: Client, name: str, target: str, data: Any, method: str = "get", **more: Any) -> str:
    """What is wrong with this try; "" for nothing. What a refusal has written, and what nonsense was kept, counts."""
    with taken_back(client):
        before = written()
        answer = getattr(client, method)(target, data, **more)
        if said := wrong_with(answer, name):
            return f"{name} {target[:60]}: {said}"
        lines = written() - before
        if lines and (method == "get" or answer.status_code >= 400):
            return f"{name}: {lines} lines written, status {answer.status_code}"
        newest = ActValues.objects.order_by("-pk").values_list("body", flat=True)[:lines]
        return f"{name}: nonsense was kept" if any(NEVER_KEPT.search(body) for body in newest) else ""


def got() -> list[str]:
    return [name for name, page in PAGES.items() if page.method == "get"]


def turned(words: list[str], turn: int) -> dict[str, str]:
    """Something else in each word; after as many turns as there is nonsense, each word had each."""
    return {word: list(TYPED.values())[(at + turn) % len(TYPED)] for at, word in enumerate(words)}


def fails(wrong: list[str]) -> None:
    found = [one for one in wrong if one]
    assert not found, "\n".join(found)


def test_the_words_that_views_read_are_found():
    assert {"ngay", "xem", "next", "plan", "q"} <= set(WORDS)


def asked_with(play: Play, turns: int) -> list[str]:
    return [
        tried(play.client_for(name), name, play.address(name), turned(WORDS, turn + at))
        for at, name in enumerate(got()) for turn in range(turns)
    ]  # fmt: skip


def test_an_address_asked_with_nonsense_answers_in_the_house(play):
    fails(asked_with(play, SHORT))


@pytest.mark.long
def test_an_address_asked_with_every_nonsense_in_every_word_answers_in_the_house(play):
    fails(asked_with(play, len(TYPED)))


IDS = {"nothing": "0", "huge": "9" * 40, "beyond the database": str(2**63), "negative": "-1", "no digits": "abc",
       "other digits": "\N{ARABIC-INDIC DIGIT ONE}", "blank": "%20", "unreadable": "1%00"}  # fmt: skip


def of_something_else(play: Play, numbers: list[str], each: int) -> list[str]:
    wrong = []
    for at, (name, page) in enumerate(PAGES.items()):
        if not page.kind or page.public:
            continue
        for number in [numbers[(each * at + turn) % len(numbers)] for turn in range(each)]:
            other = re.sub(r"/\d+/", f"/{number}/", play.address(name), count=1)
            wrong.append(tried(play.client_for(name), name, other, {}, page.method))
    return wrong


def test_an_address_of_something_that_cannot_be_answers_in_the_house(play):
    """Huge, negative and unreadable numbers in the path."""
    fails(of_something_else(play, list(IDS.values()), SHORT))


@pytest.mark.long
def test_an_address_with_the_number_of_anything_else_answers_in_the_house(play):
    numbers = sorted({*IDS.values(), *(str(pk) for pk in play.things.values())})
    fails(of_something_else(play, numbers, len(numbers)))


@pytest.mark.parametrize("tail", ["", "a" * 3000, "%00", "%E2%80%AE", "%FF", "../../etc/passwd", "%2e%2e/", "?" * 50])
def test_an_address_that_does_not_exist_answers_in_the_house(play, tail):
    for role in ("", OFFICER):
        answer = play.clients[role].get(f"/khong-co/{tail}")
        assert answer.status_code in (302, 404)
        assert not wrong_with(answer)


def forms_in(answer: Any) -> list[forms.BaseForm]:
    """Every form that the page was drawn from."""
    found: dict[int, forms.BaseForm] = {}
    for context in answer.context or []:
        for layer in getattr(context, "dicts", [context]):
            for value in layer.values():
                if isinstance(value, forms.BaseForm):
                    found[id(value)] = value
    return list(found.values())


def plausible(field: forms.Field, value: Any) -> Any:
    """Something that the field takes: what stands in it, else a first choice, a day, a word."""
    if isinstance(field, forms.FileField):
        return None
    if value not in (None, "", [], False):
        return value
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        choices = [pk for pk, _ in field.choices if str(pk)]
        multiple = isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)
        return str(choices[0]) if choices and not multiple else ""
    if isinstance(field, forms.BooleanField):
        return ""
    if isinstance(field, forms.IntegerField):
        return "1"
    return "01/6/2026" if "Ngày" in str(field.label) or "ngày" in str(field.label) else "Thử 12345678"


def filled(form: forms.BaseForm) -> dict[str, Any]:
    said = {form.add_prefix(name): plausible(field, form[name].value()) for name, field in form.fields.items()}
    return {name: value for name, value in said.items() if value not in (None, "")}


FILES = {
    "empty": ("a.xlsx", b""), "noise": ("a.xlsx", bytes(range(256)) * 9), "zeros": ("a.csv", b"\x00" * 900),
    "no list": ("a.csv", "một,hai\n3,4\n".encode()), "program": ("a.exe", b"MZ" + b"\x90" * 99),
    "long name": ("ă" * 300 + ".csv", builders.LIST), "path": ("../../../etc/passwd", b"x"),
    "backwards": (f"a{RIGHT_TO_LEFT}vsc.exe", b"x"), "page": ("a.xls", b"<html></html>"),
}  # fmt: skip


def pages_with_forms(play: Play) -> Iterator[tuple[str, Client, str, forms.BaseForm]]:
    for name in got():
        client, target = play.client_for(name), play.address(name)
        with taken_back(client):
            found = forms_in(client.get(target))
        for form in found:
            yield name, client, target, form


def typed_wrong(play: Play, *, every: bool) -> list[str]:
    """All fields of a form at once; then one by one while the others hold something plausible, so that the verb is
    reached. `every`: each field with each nonsense, else every fifth, in turn."""
    wrong, turn, nonsense = [], 0, list(TYPED.values())
    for name, client, target, form in pages_with_forms(play):
        base = filled(form)
        fields = [form.add_prefix(field) for field in form.fields]
        wrong.append(tried(client, name, target, turned(fields, turn), "post"))
        for field in fields:
            turn += 1
            for value in nonsense if every else nonsense[turn // 5 % len(nonsense) :][: turn % 5 == 0]:
                if said := tried(client, name, target, {**base, field: value}, "post"):
                    wrong.append(f"{field} {ascii(value)[:20]}: {said}")
    return wrong


def test_a_field_filled_with_nonsense_gets_a_sentence(play):
    fails(typed_wrong(play, every=False))


@pytest.mark.long
def test_every_field_filled_with_every_nonsense_gets_a_sentence(play):
    fails(typed_wrong(play, every=True))


def test_a_file_that_is_nonsense_gets_a_sentence(play):
    wrong = []
    for name, client, target, form in pages_with_forms(play):
        for field in [field for field, kind in form.fields.items() if isinstance(kind, forms.FileField)]:
            for file, data in FILES.values():
                sent = {**filled(form), field: SimpleUploadedFile(file, data)}
                wrong.append(tried(client, name, target, sent, "post"))
    assert len(wrong) >= 3 * len(FILES)
    fails(wrong)


def test_an_act_without_a_form_refuses_nonsense(play):
    """Addresses that only take an act: nonsense in every word that they may read."""
    names = [name for name, page in PAGES.items() if page.method == "post"]
    fails([
        tried(play.client_for(name), name, play.address(name), turned(WORDS, turn), "post")
        for name in names for turn in range(SHORT)
    ])  # fmt: skip


BODIES = [b"\xff\xfe%%%", b"a=%00&b=%FF", b"&" * 900, b"full_name=" + b"x" * 5000]


def test_a_body_that_is_no_form_gets_a_page_of_the_house(play):
    typed = "application/x-www-form-urlencoded"
    fails([
        tried(play.client_for(name), name, play.address(name), BODIES[at % len(BODIES)], "post", content_type=typed)
        for at, name in enumerate(got())
    ])  # fmt: skip


def test_every_address_is_tried():
    assert {one.name for one in get_resolver().url_patterns if hasattr(one, "name")} <= set(PAGES)
