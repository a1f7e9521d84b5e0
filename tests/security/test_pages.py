"""Every address × every role: own, sibling's, parent's and foreign things; ended role; nobody signed in.

What the answers say of people outside one's part is held in `test_leaks.py`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from members import jobs, procedure
from members.models import Account, Act, Holiday, Placement, Role
from tests import builders
from tests.admissions import play as admissions
from tests.builders import MACHINE
from tests.ground import laid
from tests.reports import play as reconciliations
from tests.security.pages import PAGES, PART, PEOPLE, REGISTER, SENT_BY, Page, address, opens
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
NOON = "2026-06-30 05:00:00+00:00"


def routes(patterns=None):
    """Names of all addresses. An address without a name fails here."""
    for one in patterns or get_resolver().url_patterns:
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns)
        elif isinstance(one, URLPattern):
            assert one.name, f"{one.pattern} has no name"
            yield one.name


def test_every_address_stands_in_the_table_and_nothing_else():
    assert set(routes()) == set(PAGES)


APPLICANTS = {"own": "Thào Thị Dí", "sibling": "Cư Seo Pháng", "foreign": "Lùng Văn Tỏa"}


def make():
    cast = builders.with_part_officer(builders.make_cast())
    things = {
        "own": builders.things_of(cast.tree.cell, "Giàng Seo Lử"),
        "sibling": builders.things_of(cast.tree.sibling, "Sùng Thị Chấu"),
        "foreign": builders.things_of(cast.tree.other_cell, "Lò Văn Pảo"),
    }
    for place, where in (("parent", cast.tree.committee), ("above", cast.tree.district)):
        things[place] = {"organisation": where.pk, "term": where.terms(manager="unscoped").get().pk}
    holiday = procedure.office.note_holiday(by=MACHINE, day=date(2026, 9, 2), name="Quốc khánh")
    setting = procedure.office.set_office(by=MACHINE, key="place_name", value="Vân Sơn", day=date(2026, 1, 1))
    spare = builders.account("du-bi", "Nông Văn Dự")
    role = procedure.roles.grant_role(spare, by=MACHINE, kind="cell", organisation=cast.tree.cell, day=date(2026, 1, 1))
    job = jobs.ask(spare, "roster", "việc của người khác", {}, at=timezone.now())
    left = builders.leaver("Vàng Mí Sính", cast.tree.cell)
    reconciled = reconciliations.things(cast.tree, "Giàng Seo Lử", "Lò Văn Pảo")
    for place, where in (("own", cast.tree.cell), ("sibling", cast.tree.sibling), ("foreign", cast.tree.other_cell)):
        things[place] |= reconciled[place] | {"closure": builders.closed_into(where, f"Chi bộ {place}").pk}
        things[place] |= admissions.things(where, APPLICANTS[place])
    register = {
        **reconciled[""],
        "leaver": left.pk,
        "job": job.pk,
        "upload": builders.sent_list(cast.officer),
        "compared": builders.compared_list(cast.officer),
        "filled": builders.filled_sheet(cast.officer),
        "kept": builders.kept_list(cast.second_officer, cast.tree.district),
        "holiday": holiday.pk,
        "kind": builders.kind("part").pk,
        "setting": setting.pk,
        "account": spare.pk,
        "role": role.pk,
        "renewal": builders.renewal(cast.tree),
        **builders.plan(cast.tree),
    }
    return cast, things, register


ground = laid(make, NOON)


@pytest.fixture
def play(ground, db):
    with time_machine.travel(NOON, tick=True):
        yield ground.found()


ROLES = {
    "officer": "officer", "committee": "committee_secretary", "cell": "cell_secretary", "reader": "reader",
    "administrator": "administrator", "part": "part_officer",
}  # fmt: skip
ACCOUNTS = ("account", "role")
# Things of a committee in a round.
OF_COMMITTEES = ("reconciliation", "light", "sent_file", "signed")
# Which places lie in each role's part; `parent` and `above` are the organisations over one's own cell.
EVERYWHERE = {"own", "sibling", "foreign", "parent", "above"}
REACH = {
    "officer": EVERYWHERE,
    "reader": EVERYWHERE,
    "administrator": EVERYWHERE,
    "committee": {"own", "sibling", "parent"},
    "part": {"own", "sibling", "parent"},
    "cell": {"own"},
}


def places_of(page: Page) -> tuple[str, ...]:
    """Above a cell stand organisations; people and their facts are in cells."""
    if page.kind in ("organisation", "term"):
        return ("own", "sibling", "foreign", "parent", "above")
    return ("own", "sibling", "foreign") if page.kind else ("own",)


def expected(name: str, role: str, place: str) -> set[int]:
    """200 for who may, 404 outside one's part, 403 (or 404 for who opens nobody) inside without the right."""
    page, may = PAGES[name], opens(name, role)
    # 409: a preview that was never shown is not carried out.
    fine = {200, 302, 409, 422}
    about_people = page.kind not in (
        "", "organisation", "term", "closure", "account", "role", "holiday", "setting", "kind",
        "authorisation", "target", "enterprise", "enterprise_link",
    )  # fmt: skip
    if page.kind in ("job", "kept"):
        return {404}
    if page.kind in OF_COMMITTEES:
        # A cell is in no reconciliation; an administrator reads no list; a reader reads numbers alone.
        if role in ("cell", "administrator") or place not in REACH[role]:
            return {404}
        return fine if may else {403}
    if page.kind == "upload" and role == "part":
        # He may; the file is somebody else's.
        return {404}
    if page.kind in REGISTER:
        return fine if may else {403}
    if place not in REACH[role]:
        return {404}
    if about_people and role not in (*PEOPLE, PART):
        # An office is on the tree that a reader sees; ending it is not.
        return {403, 404} if page.kind == "holding" else {404}
    if may:
        return fine
    return {403, 404} if role == "administrator" else {403}


def expected_of_sent(name: str, role: str, place: str) -> set[int]:
    """The same for what is sent: some pages are read by more than those who write."""
    reads_only = role not in SENT_BY.get(name, (role,)) and opens(name, role)
    return {403} if reads_only else expected(name, role, place)


def misjudged(name: str, role: str, status: int, places: Iterable[str]) -> list[str]:
    """In which of these places of a page the table says otherwise than this answer."""
    page = PAGES[name]
    if opens(name, role) and page.kind in ACCOUNTS and page.method == "post":
        return []
    return [
        f"{name} {place}: {status}, expected {told}" for place in places
        if place in places_of(page) and status not in (told := expected(name, role, place))
    ]  # fmt: skip


def asked_here(role: str, name: str, *, long: bool) -> bool:
    """On SQLite the walk of `test_leaks` asks whoever reads a part alone, on each day and with somebody else's account:
    there the officer is left, and accounts. PostgreSQL is asked by one role that the page opens to, and by all of them
    with `--long`: who may is decided before the database is."""
    if connection.vendor == "postgresql":
        return long or role == next((one for one in ROLES if opens(name, one)), role)
    return role == "officer" or PAGES[name].kind in ACCOUNTS


@pytest.mark.postgres
@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_what_the_table_says_and_nothing_else(play, role, request):
    """And to read a page changes no fact."""
    cast, things, register = play
    long = request.config.getoption("--long")
    client = signed_in(getattr(cast, ROLES[role]))
    wrong = []
    for name, page in PAGES.items():
        if page.public or name == "logout" or not asked_here(role, name, long=long):
            continue
        # Places share some of their things: an address is asked once, and its answer held against each of them.
        found = defaultdict(list)
        for place in places_of(page):
            found[address(name, things[place] | register)].append(place)
        for target, places in found.items():
            facts = (Act.objects.count(), Holiday.objects.count())
            wrong += misjudged(name, role, getattr(client, page.method)(target).status_code, places)
            if page.method == "get" and facts != (Act.objects.count(), Holiday.objects.count()):
                wrong.append(f"{name} {places}: to read it has changed a fact")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", ROLES)
def test_a_form_takes_what_is_sent_from_whom_the_table_names_and_from_nobody_else(play, role):
    """Sent empty: who may is told what is missing; who may not is refused before anything is read."""
    cast, things, register = play
    client = signed_in(getattr(cast, ROLES[role]))
    wrong, asked = [], 0
    for name, page in PAGES.items():
        if page.public or page.method != "get" or name in ("logout", "password"):
            continue
        found = {}
        for place in places_of(page):
            target = address(name, things[place] | register)
            if target not in found:
                found[target] = client.post(target).status_code
            status = found[target]
            asked += status != 405
            if status != 405 and status not in expected_of_sent(name, role, place):
                wrong.append(f"{name} {place}: {status}, expected {expected_of_sent(name, role, place)}")
    assert not wrong, "\n".join(wrong)
    assert asked > 50


@pytest.mark.postgres
def test_who_is_not_signed_in_goes_to_the_login(play):
    _, things, register = play
    for name, page in PAGES.items():
        if not page.public:
            answer = getattr(Client(), page.method)(address(name, things["own"] | register))
            assert answer.status_code == 302, name
            assert answer["Location"].startswith(reverse("login")), name


@pytest.mark.postgres
def test_a_role_that_ended_yesterday_opens_nothing(play):
    cast, things, register = play
    for role in Role.unscoped.filter(account=cast.cell_secretary):
        procedure.roles.end_role(role, by=MACHINE, day=date(2026, 6, 30))
    client = signed_in(cast.cell_secretary)
    opened = [
        name for name, page in PAGES.items()
        if page.kind and page.kind not in ("job", "kept", "account") and not page.public
        and getattr(client, page.method)(address(name, things["own"] | register)).status_code not in (403, 404)
    ]  # fmt: skip
    assert opened == []


@pytest.mark.postgres
def test_a_role_nobody_confirmed_opens_nothing(play):
    _, things, register = play
    client = signed_in(Account.objects.get(pk=register["account"]))
    assert client.get(reverse("person", args=[things["own"]["person"]])).status_code == 404


@pytest.mark.postgres
def test_a_right_that_is_withdrawn_ends_at_once(play):
    cast, things, _ = play
    client = signed_in(cast.cell_secretary)
    target = reverse("person", args=[things["own"]["person"]])
    assert client.get(target).status_code == 200
    procedure.roles.end_role(Role.unscoped.get(account=cast.cell_secretary), by=MACHINE, day=date(2026, 6, 30))
    assert client.get(target).status_code == 404


@pytest.mark.postgres
def test_a_closed_cell_belongs_to_its_successor(play):
    cast, _, _ = play
    day = date(2026, 6, 1)
    for one in Placement.unscoped.on(day).official().filter(organisation=cast.tree.sibling):
        procedure.places.move(one.member, by=MACHINE, organisation=cast.tree.cell, day=day)
    procedure.tree.close_organisation(cast.tree.sibling, by=MACHINE, day=date(2026, 6, 15), successor=cast.tree.cell)
    client = signed_in(cast.cell_secretary)
    assert client.get(reverse("organisation", args=[cast.tree.sibling.pk])).status_code == 200
    past = client.get(reverse("people", args=[cast.tree.sibling.pk]), {"ngay": "01/05/2026"})
    assert "Sùng Thị Chấu" in past.content.decode()
