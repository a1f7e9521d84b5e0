"""Every page of the program with something on it, to be walked in the browser (see `conftest`)."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from kit.calendar import PartialDate
from members import jobs, procedure
from members.models import RoleKind
from tests import builders
from tests.admissions import play as admissions
from tests.builders import MACHINE, PASSWORD
from tests.reports import play as reconciliations
from tests.security.pages import CELL, OFFICER, PAGES, address

NOON = "2026-06-30 05:00:00+00:00"
# An address that answers with a file or another address is no page.
NO_PAGES = {"login", "first-start", "job-file", "empty-sheet", "organisations", "kept-list", "guide-picture",
            "list-sent", "settling", "spelling", "minutes-draft", "minutes-signed"}  # fmt: skip
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
    one, other, *_ = [
        builders.member(f"Hoàng Thị Người Thứ {number}", cast.tree.cell, sex="f", birth=PartialDate(1980 + number))
        for number in range(12)
    ]
    things["holiday"] = procedure.office.note_holiday(by=MACHINE, day=date(2026, 9, 2), name="Quốc khánh").pk
    place = {"key": "place_name", "value": "Vân Sơn", "day": date(2026, 1, 1)}
    things["setting"] = procedure.office.set_office(by=MACHINE, **place).pk
    for key in ("committee_parent", "signer_post"):
        procedure.office.set_office(by=MACHINE, key=key, value="Ban Tổ chức - Nội vụ khu vực Vân Sơn", day=None)
    things["kind"] = builders.kind("part").pk
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
    reconciled = reconciliations.things(cast.tree, "Giàng Seo Lử", "Lò Văn Pảo")
    things |= reconciled[""] | reconciled["own"] | admissions.things(cast.tree.cell, "Thào Thị Dí")
    things["filled"] = builders.filled_sheet(cast.officer)
    things["kept"] = builders.kept_list(cast.officer, cast.tree.district)
    things |= builders.plan(cast.tree)
    things["closure"] = builders.closed_into(cast.tree.cell).pk
    # Two who may be one: a person and himself have nothing to choose between. Nor does a file come in twice.
    came = admissions.found(cast.tree.cell, "Cư Thị Sống")
    return {name: address(name, things) for name in SHOWN} | {
        "merge": reverse("merge", args=[one.pk, other.pk]), "came-in": reverse("came-in", args=[came.pk]),
    }  # fmt: skip


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
