"""A program that is killed in the middle of its work leaves nothing half-done, and says so."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from tests.members.importing.files import national, people
from tests.scripts.office import office

pytestmark = [pytest.mark.long, pytest.mark.postgres, pytest.mark.django_db]

# Asks for the list of the whole district; prints the id of the job.
ASK = """
from django.utils.timezone import now
officer = Account.objects.filter(username="can-bo").first()
if officer is None:
    by = rights.machine("kiểm thử", today)
    top = Term.unscoped.on(datetime.date(2026, 6, 30)).get(parent=None).organisation
    officer = procedure.roles.create_account(
        by=by, username="can-bo", full_name="Ma Văn Thượng", password="mat-khau-2026-thu")
    procedure.roles.confirm_role(
        procedure.roles.grant_role(officer, by=by, kind="officer", organisation=top, day=today), by=by)
with scope.opened(scope.whole_register(today)):
    top = Term.unscoped.on(datetime.date(2026, 6, 30)).get(parent=None).organisation
    job = printing.ask(officer, top, datetime.date(2026, 6, 30), "roster", "pdf", why="thử", at=now())
    print(job.pk)
"""
STATE = "job = Job.objects.get(pk={pk}); print(job.state(timezone.now()), job.done, job.checksum or '-')"
LATER = "Job.objects.filter(finished_at=None).update(heard_at=timezone.now() - datetime.timedelta(minutes=3))"
AGAIN = "print(jobs.try_again(Job.objects.get(pk={pk}), at=timezone.now()).pk)"

# A real command, killed by the system when it writes for the nth time what begins with these words.
KILLED = """
import os, signal, sys, django
django.setup()
from django.core.management import call_command
from django.db import connection
left, beginnings, words = int(sys.argv[1]), tuple(sys.argv[2].split("|")), sys.argv[3:]
def count(execute, sql, params, many, context):
    global left
    if sql.lstrip().upper().startswith(beginnings):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)
with connection.execute_wrapper(count):
    call_command(*words)
"""
WRITES, JOB_IS_MOVED_ON = "INSERT|UPDATE", 'UPDATE "MEMBERS_JOB"'
COUNTS = """
import json
from django.apps import apps
print(json.dumps({m.__name__: m._base_manager.count() for m in apps.get_app_config("members").get_models()}))
"""


@pytest.fixture
def here(tmp_path: Path):
    with office(tmp_path) as made:
        yield made


def test_a_killed_worker_says_failed_try_again_and_the_second_try_gives_the_same_bytes(here):
    here.manage("make_sample_district", "--members", "1500", "--seed", "5")
    whole = here.ask(ASK)
    here.manage("work", "--once")
    _, done, checksum = here.ask(STATE.format(pk=whole)).split()
    assert (int(done), len(checksum)) == (int(done) or 1, 64)
    for path in (here.folder / "media" / "jobs").glob("*"):
        path.unlink()

    killed = here.ask(ASK)
    # Taken, some of it done and said, then gone.
    code, said = here.run("-c", KILLED, "3", JOB_IS_MOVED_ON, "work", "--once")
    assert code == -signal.SIGKILL, said
    assert here.ask(STATE.format(pk=killed)).split()[0] == "running"
    here.ask(LATER)
    here.manage("work", "--once")
    assert here.ask(STATE.format(pk=killed)).split()[::2] == ["failed", "-"]

    again = here.ask(AGAIN.format(pk=killed))
    assert again != killed
    here.manage("work", "--once")
    assert here.ask(STATE.format(pk=again)).split() == ["done", done, checksum]
    here.manage("verify_log")


def test_a_killed_import_leaves_nothing_half_written_and_can_be_repeated(here, tmp_path):
    path = tmp_path / "ds.xlsx"
    path.write_bytes(national(*people(150)))
    before = json.loads(here.ask(COUNTS))
    killed, code = 0, -signal.SIGKILL
    while code == -signal.SIGKILL:
        code, said = here.run(
            "-c", KILLED, str(1 + 3 * killed), WRITES, "import_members", str(path), "--create-organisations"
        )
        if code == -signal.SIGKILL:
            killed += 1
            assert json.loads(here.ask(COUNTS)) == before, f"{killed} times killed"
    # The last try had fewer writes than it was given.
    assert (code, "Thêm mới 150" in said) == (0, True), said
    assert killed >= 2
    here.manage("verify_log")
    assert json.loads(here.ask(COUNTS))["Member"] == 150
