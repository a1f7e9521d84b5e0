"""Every page of the program as an officer sees it, on a telephone and at a desk."""

from datetime import date

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone

from members import jobs, procedure
from members.models import RoleKind
from tests import builders
from tests.browser.conftest import GRAVE
from tests.builders import MACHINE, PASSWORD
from tests.security.pages import CELL, OFFICER, PAGES, address

NOON = "2026-06-30 05:00:00+00:00"
LARGEST = 200_000
# An address that answers with a file or another address is no page.
NO_PAGES = {"login", "first-start", "job-file", "empty-sheet", "organisations", "kept-list", "guide-picture"}
SHOWN = sorted(name for name, page in PAGES.items() if page.method == "get" and name not in NO_PAGES)


def sign_in(page, username="can-bo"):
    page.goto(reverse("login"))
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.click("button.main")


@pytest.fixture
def noon():
    with time_machine.travel(NOON, tick=True):
        yield


@pytest.fixture
def addresses(noon, live_server):
    """{name: address} of every page for an officer who also keeps accounts, with a person of every kind of fact."""
    cast = builders.make_cast()
    builders.role(cast.officer, RoleKind.ADMINISTRATOR, cast.tree.district)
    things = builders.things_of(cast.tree.cell, "Giàng Seo Lử")
    for number in range(12):
        builders.member(f"Hoàng Thị Người Thứ {number}", cast.tree.cell, sex="f")
    things["holiday"] = procedure.office.note_holiday(by=MACHINE, day=date(2026, 9, 2), name="Quốc khánh").pk
    for key in ("committee_parent", "signer_post"):
        procedure.office.set_office(by=MACHINE, key=key, value="Ban Tổ chức - Nội vụ khu vực Vân Sơn", day=None)
    things["account"] = cast.cell_secretary.pk
    things["role"] = procedure.roles.grant_role(
        cast.reader, by=MACHINE, kind="cell", organisation=cast.tree.sibling, day=date(2026, 1, 1)
    ).pk
    job = jobs.ask(cast.officer, "roster", "Danh sách đảng viên, Chi bộ Thôn 1", {}, at=timezone.now())
    jobs.cancel(job, at=timezone.now())
    things["job"] = job.pk
    things["upload"] = builders.sent_list(cast.officer)
    things["leaver"] = builders.leaver("Vàng Mí Sính", cast.tree.cell).pk
    things["compared"] = builders.compared_list(cast.officer)
    things["filled"] = builders.filled_sheet(cast.officer)
    things["kept"] = builders.kept_list(cast.officer, cast.tree.district)
    things |= builders.plan(cast.tree)
    return {name: address(name, things) for name in SHOWN}


def grave_findings(page):
    return [
        f"{finding['impact']} {finding['id']}: {node['html'][:200]}"
        for finding in Axe().run(page).response["violations"]
        if finding["impact"] in GRAVE
        for node in finding["nodes"]
    ]


def runs_over(page):
    """How many points the document is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def open_each(page, addresses):
    """Each page as an officer sees it; what a unit alone may open, as the secretary of the cell."""
    for username, as_unit in (("bi-thu-thon", True), ("can-bo", False)):
        page.context.clear_cookies()
        sign_in(page, username)
        for name, where in addresses.items():
            unit_alone = OFFICER not in PAGES[name].allowed and CELL in PAGES[name].allowed
            if unit_alone != as_unit:
                continue
            answer = page.goto(where)
            assert answer.status == 200, f"{name}: {answer.status}"
            yield name, answer


@pytest.mark.parametrize("width", [360, 1366])
def test_every_page_can_be_used_by_everybody_and_none_is_pushed_sideways(page, addresses, width):
    page.set_viewport_size({"width": width, "height": 800})
    found = []
    for name, _ in open_each(page, addresses):
        if (points := runs_over(page)) > 0:
            found.append(f"{name}: {points} points too wide")
        found += [f"{name} {said}" for said in grave_findings(page)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("medium", ["screen", "print"])
def test_a_long_path_leaves_search_and_name_on_the_first_line(page, noon, live_server, medium):
    cast = builders.make_cast()
    part = builders.organisation("Đảng bộ bộ phận Khu chợ trung tâm Vân Sơn", "part", cast.tree.committee)
    cell = builders.organisation("Chi bộ Trường Trung học phổ thông số 1 Vân Sơn", "cell", part)
    sign_in(page)
    page.goto(reverse("organisation", args=[cell.pk]))
    page.emulate_media(media=medium)
    office, who = (page.locator(f".top .{name}").bounding_box() for name in ("office", "who"))
    assert who["y"] < office["y"] + office["height"] / 2
    assert who["x"] > office["x"] + office["width"]


def test_every_page_is_small_vietnamese_and_named_for_what_it_shows(page, addresses):
    complaints, wrong = [], []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    office = "Sổ đảng viên"
    for name, answer in open_each(page, addresses):
        if len(answer.body()) >= LARGEST:
            wrong.append(f"{name}: {len(answer.body())} bytes")
        if page.get_attribute("html", "lang") != "vi":
            wrong.append(f"{name}: language")
        words, _, after = page.title().rpartition(" – ")
        if not words.strip() or not after or words.startswith(office):
            wrong.append(f"{name}: title {page.title()!r}")
        if page.locator("h1").count() != 1 and name != "gallery":
            wrong.append(f"{name}: {page.locator('h1').count()} headings of the first order")
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
        if len(ids) != len(set(ids)):
            wrong.append(f"{name}: ids repeated {sorted({one for one in ids if ids.count(one) > 1})}")
    assert not wrong, "\n".join(wrong)
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_login_can_be_used_by_everybody(page, noon, live_server, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(reverse("login"))
    assert grave_findings(page) == []
    assert runs_over(page) == 0
    page.click("button.main")
    assert page.title().startswith("Lỗi: ")
    assert grave_findings(page) == []
