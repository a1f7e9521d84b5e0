"""A file that a job has left is taken with the rights of the day on which it is taken, whatever kind of job it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members import doubles, jobs, procedure
from members.models import Account, Job, Role
from tests import builders
from tests.builders import MACHINE
from tests.security.test_pages import ground, play
from tests.signing_in import signed_in

__all__ = ["ground", "play"]
pytestmark = [pytest.mark.django_db]
# What each kind of job is asked for in this play, and by whom.
ASKED = {
    "roster": ("officer", lambda cast, things, register: {"organisation": cast.tree.district.pk}),
    "own-list": (
        "officer",
        lambda cast, things, register: {"organisation": cast.tree.district.pk, "wish": {"columns": ["cu-tru"]}},
    ),
    "viewed": ("officer", lambda cast, things, register: {"member": things["own"]["person"]}),
    "admission-paper": (
        "officer", lambda cast, things, register: {"applicant": things["own"]["applicant"], "paper": "progress"},
    ),
    "admission-list": (
        "officer", lambda cast, things, register: {"organisation": cast.tree.district.pk, "paper": "sources"},
    ),
    "course-list": ("officer", lambda cast, things, register: {"course": things["own"]["course"]}),
    "admission-year": ("officer", lambda cast, things, register: {"since": "2026-01-01", "until": "2026-06-30"}),
    "slips": ("administrator", lambda cast, things, register: {"accounts": [register["account"]]}),
    "round-report": ("officer", lambda cast, things, register: {"round": register["round"]}),
    "remarked-list": (
        "committee_secretary",
        lambda cast, things, register: {
            "reconciliation": things["own"]["reconciliation"], "organisation": cast.tree.committee.pk,
        },
    ),
}  # fmt: skip


def drawn(kind: str, play) -> tuple[Account, Job]:
    """A job of that kind that has left its file, and whose it is."""
    cast, things, register = play
    role, asked = ASKED[kind]
    who = getattr(cast, role)
    job = jobs.ask(who, kind, "tệp", asked(cast, things, register), at=timezone.now())
    Job.objects.filter(pk=job.pk).update(
        started_at=timezone.now(), finished_at=timezone.now(), file_path=f"{kind}-{job.pk}", file_name="tep.pdf"
    )
    job.refresh_from_db()
    jobs.path_of(job).parent.mkdir(parents=True, exist_ok=True)
    jobs.path_of(job).write_bytes(b"names")
    return who, job


def taken(client: Client, job: Job) -> int:
    answer = client.get(reverse("job-file", args=[job.pk]))
    if answer.status_code == 200:
        # Read to its end as a browser does: closed by hand, the connection to the database would go with it.
        assert b"".join(answer.streaming_content) == b"names"
    return answer.status_code


def link(job: Job) -> str:
    return f'href="{reverse("job-file", args=[job.pk])}"'


def end_roles(who: Account) -> None:
    for role in Role.unscoped.filter(account=who):
        procedure.roles.end_role(role, by=MACHINE, day=date(2026, 6, 30))


@pytest.mark.parametrize("kind", jobs.kinds_of_files())
def test_a_role_that_ended_takes_the_file_of_every_kind_of_job_along(play, kind):
    who, job = drawn(kind, play)
    client = signed_in(who)
    assert taken(client, job) == 200
    assert "Lấy tệp" in client.get(reverse("job", args=[job.pk])).content.decode()
    assert link(job) in client.get(reverse("jobs")).content.decode()
    end_roles(who)
    assert taken(client, job) == 404
    listed = client.get(reverse("jobs")).content.decode()
    assert link(job) not in listed and "không còn thuộc phạm vi của đồng chí" in listed
    page = client.get(reverse("job", args=[job.pk])).content.decode()
    assert "Lấy tệp" not in page and "không còn thuộc phạm vi của đồng chí" in page


@pytest.mark.parametrize("kind", [one for one in jobs.kinds_of_files() if one != "slips"])
def test_who_only_keeps_accounts_now_takes_no_names(play, kind):
    who, job = drawn(kind, play)
    end_roles(who)
    builders.role(who, "administrator", play[0].tree.district)
    assert taken(signed_in(who), job) == 404


def test_who_only_reads_lists_now_takes_no_list_of_homes(play):
    who, job = drawn("own-list", play)
    end_roles(who)
    builders.role(who, "reader", play[0].tree.district)
    assert taken(signed_in(who), job) == 404


def test_a_kind_of_job_that_names_no_door_opens_none(play, monkeypatch):
    who, job = drawn("roster", play)
    monkeypatch.setitem(jobs._kinds, "roster", replace(jobs._kinds["roster"], door=None))
    assert taken(signed_in(who), job) == 404


def test_a_job_that_leaves_no_file_has_none_to_take(play):
    who = play[0].officer
    job = jobs.ask(who, doubles.KIND, "tìm hồ sơ trùng", {}, at=timezone.now())
    Job.objects.filter(pk=job.pk).update(started_at=timezone.now(), finished_at=timezone.now())
    assert taken(signed_in(who), job) == 404


def test_what_a_blocked_account_has_asked_for_is_not_made(play):
    cast, _, register = play
    job = jobs.ask(cast.administrator, "slips", "phiếu", {"accounts": [register["account"]]}, at=timezone.now())
    before = Account.objects.get(pk=register["account"]).password
    procedure.roles.block_account(cast.administrator, by=MACHINE)
    jobs.run_waiting(timezone.now())
    job.refresh_from_db()
    assert (job.refusal, job.file_path) == ("Tài khoản đã bị khóa.", "")
    assert Account.objects.get(pk=register["account"]).password == before


def test_the_list_of_jobs_asks_for_the_doors_of_many_files_as_often_as_for_one(play):
    cast = play[0]
    counts = []
    for _ in range(2):
        for kind in jobs.kinds_of_files():
            if ASKED[kind][0] == "officer":
                drawn(kind, play)
        client = signed_in(cast.officer)
        client.get(reverse("jobs"))
        with CaptureQueriesContext(connection) as captured:
            page = client.get(reverse("jobs")).content.decode()
        counts.append((len(captured), page.count('/tep/"')))
    (few, once), (many, twice) = counts
    assert few == many and (once, twice) == (8, 16)


def test_a_file_that_is_gone_from_the_disk_is_not_offered(play):
    who, job = drawn("roster", play)
    jobs.path_of(job).unlink()
    client = signed_in(who)
    for page in (reverse("jobs"), reverse("job", args=[job.pk])):
        shown = client.get(page).content.decode()
        assert link(job) not in shown
        assert "Tệp không còn trên máy chủ" in shown and "không còn thuộc phạm vi" not in shown
    assert taken(client, job) == 404
