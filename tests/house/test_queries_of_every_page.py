"""No page asks the database more often because there is more of anything: people, units, accounts, files, rounds."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members import jobs, procedure, uploads
from members.models import Member, PossibleDouble
from tests import builders
from tests.builders import MACHINE, PAPER, TODAY
from tests.security.pages import ADMINISTRATOR, CELL, OFFICER, PAGES, address
from tests.security.test_pages import NOON, make
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
# An address that answers with a file or another address is no page.
NO_PAGES = {"login", "first-start", "logout", "job-file", "empty-sheet", "kept-list", "list-sent", "minutes-draft",
            "minutes-signed", "guide-picture"}  # fmt: skip
TRANSACTION = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def asked_by_each(things, clients):
    """{page: how many statements it asked the second time}."""
    answer = {}
    for name, page in PAGES.items():
        if page.method != "get" or name in NO_PAGES:
            continue
        role = next((one for one in (OFFICER, CELL) if one in page.allowed), ADMINISTRATOR if page.allowed else OFFICER)
        client = clients[role]
        where = address(name, things)
        assert client.get(where, follow=True).status_code == 200, name
        with CaptureQueriesContext(connection) as captured:
            client.get(where, follow=True)
        answer[name] = sum(not one["sql"].startswith(TRANSACTION) for one in captured.captured_queries)
    return answer


def grow(cast, things, numbers):
    """One more of each thing that a page lists, for each number."""
    now = timezone.now()
    builders.crowd(10 * len(numbers), cast.tree.cell)
    for number in numbers:
        cell = builders.organisation(f"Chi bộ Thôn số {number}", "cell", cast.tree.committee)
        builders.organisation(f"Đảng bộ xã số {number}", "committee", cast.tree.district)
        day = date(2021, 1, 1 + number)
        one = builders.member(f"Phàn Thị Số {number}", cell)
        other = builders.member(f"Phàn Thị Số {number}", cast.tree.cell)
        builders.things_of(cell, f"Tải Văn Thứ {number}")
        builders.leaver(f"Chảo Văn Số {number}", cast.tree.cell)
        PossibleDouble.unscoped.create(first=one, second=other, bits=3.0, why=[], found_on=TODAY)
        procedure.proposals.propose(
            one, by=MACHINE, why="theo giấy khai sinh", verb="correct_member", given={"sex": "f"}
        )
        someone = Member.unscoped.get(pk=things["person"])
        procedure.people.note_residence(someone, by=MACHINE, address=f"Thôn {number}", day=day)
        procedure.standing.discipline(someone, by=MACHINE, day=day, form="warning")
        procedure.office.note_holiday(by=MACHINE, day=day.replace(year=2027), name=f"Ngày thứ {number}")
        procedure.office.set_office(by=MACHINE, key="place_name", value=f"Vân Sơn {number}", day=day)
        procedure.kinds.add_kind(by=MACHINE, name=f"cấp thứ {number}", under=[builders.kind("committee")])
        spare = builders.account(f"du-bi-{number}", f"Nông Văn Dự {number}")
        procedure.roles.grant_role(spare, by=MACHINE, kind="cell", organisation=cell, day=date(2026, 1, 1))
        jobs.ask(cast.officer, "roster", f"Danh sách {number}", {"n": number}, at=now)
        builders.kept_list(cast.officer, cast.tree.district, f"Nữ đảng viên {number}")
        uploads.keep(cast.officer, f"so-{number}.csv", builders.SHEET, purpose="import", at=now)
        builders.compared_list(cast.officer)
        builders.filled_sheet(cast.officer)
        procedure.reorganisation.draw_reorganisation(by=MACHINE, name=f"Sắp xếp {number}", day=TODAY, decision=PAPER)


def test_no_page_asks_more_often_because_there_is_more():
    with time_machine.travel(NOON, tick=False):
        cast, things, register = make()
        mine = things["own"] | register
        mine["job"] = jobs.ask(cast.officer, "roster", "Danh sách đảng viên", {}, at=timezone.now()).pk
        clients = {
            OFFICER: signed_in(cast.officer),
            CELL: signed_in(cast.cell_secretary),
            ADMINISTRATOR: signed_in(cast.administrator),
        }
        grow(cast, mine, range(2))
        before = asked_by_each(mine, clients)
        grow(cast, mine, range(2, 12))
        after = asked_by_each(mine, clients)
    assert {name: (before[name], after[name]) for name in before if after[name] > before[name]} == {}
