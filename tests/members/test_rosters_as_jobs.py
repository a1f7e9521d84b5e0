"""A roster that is asked for is drawn by the worker: in whose scope, how long it stays, what a killed worker leaves."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone

from members import jobs, procedure
from members.errors import Refusal
from members.models import Job, Role
from tests import builders
from tests.builders import MACHINE, PASSWORD, TODAY
from tests.members.test_rosters import asked, people_of_the_play, text_of

pytestmark = pytest.mark.django_db


def test_a_job_draws_in_the_scope_of_who_asked(tmp_path):
    cast = builders.make_cast()
    people_of_the_play(cast.tree)
    with pytest.raises(Refusal):
        asked(cast, cast.committee_secretary, cast.tree.district)
    job = asked(cast, cast.committee_secretary, cast.tree.committee)
    jobs.run_waiting(timezone.now())
    job.refresh_from_db()
    said = "\n".join(text_of(jobs.path_of(job).read_bytes()))
    assert "Giàng Seo Lử" in said
    assert job.state(timezone.now()) == "done"
    assert job.file_name.endswith("2026-06-30.pdf")


def test_a_role_that_ended_before_the_job_ran_gets_no_file():
    cast = builders.make_cast()
    people_of_the_play(cast.tree)
    job = asked(cast, cast.committee_secretary, cast.tree.committee)
    for role in Role.unscoped.filter(account=cast.committee_secretary):
        procedure.roles.end_role(role, by=MACHINE, day=TODAY)
    jobs.run_waiting(timezone.now())
    job.refresh_from_db()
    assert job.state(timezone.now()) == "failed"
    assert job.refusal == "Tổ chức này không còn thuộc phạm vi của đồng chí."


def test_a_file_made_earlier_stays_behind_when_the_role_ends(client):
    with time_machine.travel(f"{TODAY}T05:00:00Z", tick=True):
        cast = builders.make_cast()
        people_of_the_play(cast.tree)
        who = cast.committee_secretary
        job = asked(cast, who, cast.tree.committee)
        jobs.run_waiting(timezone.now())
        assert client.post(reverse("login"), {"username": who.username, "password": PASSWORD}).status_code == 302
        taken = client.get(reverse("job-file", args=[job.pk]))
        assert taken.status_code == 200
        assert b"".join(taken.streaming_content).startswith(b"%PDF")
        for role in Role.unscoped.filter(account=who):
            procedure.roles.end_role(role, by=MACHINE, day=TODAY)
        assert client.get(reverse("job-file", args=[job.pk])).status_code == 404


def test_the_same_wish_is_not_queued_twice():
    cast = builders.make_cast()
    assert asked(cast, cast.officer, cast.tree.cell) == asked(cast, cast.officer, cast.tree.cell)
    assert Job.objects.count() == 1


def test_a_killed_worker_leaves_failed_try_again():
    cast = builders.make_cast()
    job = asked(cast, cast.officer, cast.tree.cell)
    began = timezone.now()
    taken = jobs.claim(began)
    assert taken.state(began + timedelta(seconds=30)) == "running"
    later = began + timedelta(minutes=3)
    assert taken.state(later) == "failed"
    again = jobs.try_again(taken, at=later)
    assert again != job
    assert again.state(later) == "waiting"


@contextmanager
def somebody_writes():
    """At a desk with one file of data: who reads a long list may not write any more. Yields what was refused."""
    refused = []

    def busy(execute, sql, params, many, context):
        if sql.startswith('UPDATE "members_job" SET "done"'):
            refused.append(sql)
            raise OperationalError("database is locked")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(busy):
        yield refused


def test_a_job_that_can_not_tell_how_far_it_is_goes_on():
    cast = builders.make_cast()
    people_of_the_play(cast.tree)
    job = asked(cast, cast.officer, cast.tree.cell)
    taken = jobs.claim(timezone.now())
    with somebody_writes() as refused:
        jobs.run(taken)
    job.refresh_from_db()
    assert refused
    assert (job.state(timezone.now()), job.done) == ("done", 0)


def test_what_it_can_not_tell_is_told_beside_it_and_a_cancel_is_heard():
    cast = builders.make_cast()
    job = asked(cast, cast.officer, cast.tree.cell)
    beat = jobs.Beat(jobs.claim(timezone.now()))
    work = jobs.Work(job, builders.actor(cast.officer), BytesIO(), beat)
    with somebody_writes():
        work.progress(40, 120)
        beat.once()
        job.refresh_from_db()
        assert (job.done, job.total) == (40, 120)
        jobs.cancel(job, at=timezone.now())
        beat.once()
        with pytest.raises(jobs.Cancelled):
            work.progress(80, 120)


def test_a_cancelled_job_leaves_no_file():
    cast = builders.make_cast()
    people_of_the_play(cast.tree)
    job = asked(cast, cast.officer, cast.tree.cell)
    taken = jobs.claim(timezone.now())
    jobs.cancel(job, at=timezone.now())
    jobs.run(taken)
    job.refresh_from_db()
    assert (job.state(timezone.now()), job.file_path) == ("cancelled", "")


def drawn():
    """A job whose file is there."""
    cast = builders.make_cast()
    people_of_the_play(cast.tree)
    job = asked(cast, cast.officer, cast.tree.cell)
    jobs.run_waiting(timezone.now())
    job.refresh_from_db()
    return job


def test_old_files_go_after_their_time():
    job = drawn()
    path = jobs.path_of(job)
    assert jobs.sweep(timezone.now()) == 0
    assert path.exists()
    assert jobs.sweep(timezone.now() + timedelta(days=31)) == 1
    assert not path.exists()


def test_what_a_killed_worker_had_begun_to_write_goes_within_a_day():
    job = drawn()
    begun = jobs.path_of(job).with_name("0" * 32)
    begun.write_bytes(b"%PDF")
    jobs.sweep(timezone.now() + timedelta(hours=1))
    assert begun.exists()
    jobs.sweep(timezone.now() + timedelta(days=2))
    assert not begun.exists()
    assert jobs.path_of(job).exists()
