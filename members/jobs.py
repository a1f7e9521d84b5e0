"""Long work off the request: asked, claimed by one worker, told of by progress, cancelled, tried again, kept a while.

A worker that is killed stops saying that it lives; after two minutes its job counts as failed and may be tried again.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from members import rights, scope
from members.errors import Refusal
from members.models import Account, Job, Organisation
from members.models.files import KEPT, SILENT

log = logging.getLogger("register.jobs")
BEAT_SECONDS = 5
LONGEST_REFUSAL = 300
# Longer than any piece of work takes.
ORPHANED = timedelta(days=1)


class Cancelled(Exception):
    """The person who asked does not want it any more."""


class Beat:
    """Says from beside the work that it lives, how far it is where the work itself could not tell, and hears whether
    somebody still waits for it."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.untold: dict[str, int] = {}
        self.cancelled = False

    def once(self) -> None:
        """One beat. Raises OperationalError where somebody else writes for too long."""
        live = Job.objects.filter(pk=self.job.pk, finished_at__isnull=True)
        live.update(heard_at=timezone.now(), **self.untold)
        self.cancelled = live.filter(cancelled_at__isnull=False).exists()


@dataclass
class Work:
    """What the function of a job is given: who asked, for what, where the file goes, and how to tell of progress."""

    job: Job
    actor: rights.Actor
    to: BinaryIO
    beat: Beat

    def progress(self, done: int, total: int) -> None:
        """Tell how far it is; raises Cancelled when nobody waits for it any more."""
        now = timezone.now()
        live = Job.objects.filter(pk=self.job.pk, cancelled_at__isnull=True)
        try:
            with transaction.atomic():
                told = bool(live.update(done=done, total=total, heard_at=now))
        except OperationalError:
            # Whoever reads a long list sees the register of one moment, and may write nothing on SQLite once somebody
            # else has written: the beat, which reads no list, tells instead.
            self.beat.untold = {"done": done, "total": total}
            told = not self.beat.cancelled
        else:
            self.beat.untold = {}
        if not told:
            raise Cancelled

    def finish(self) -> None:
        """Done, in the transaction of what was done: who cancels from here on is too late, who cancelled before
        (Cancelled is raised) finds nothing written."""
        live = Job.objects.filter(pk=self.job.pk, cancelled_at__isnull=True)
        if not live.update(finished_at=timezone.now()):
            raise Cancelled


Function = Callable[[Work], str]
# Whether somebody may take today what jobs of one kind have left, by what each was asked for: of many in as many
# questions as of one.
Door = Callable[[rights.Actor, Sequence[Mapping[str, Any]]], list[bool]]


@dataclass(frozen=True)
class Kind:
    """`function(work)` writes into `work.to` and answers the name of the file, which is taken by who comes through its
    `door`: by nobody where it has none. Work that leaves no file answers "" and names the page of its upload on which
    its result is seen. `counts`: what its progress is counted in. `kept`: for how long what it has left is there."""

    function: Function
    door: Door | None = None
    page: str = ""
    counts: str = "người"
    kept: timedelta = KEPT


_kinds: dict[str, Kind] = {}


# Of a job whose kind is known no more: no door, and what most have. It is never run.
UNKNOWN = Kind(lambda work: "")


def kind(
    name: str, function: Function, *, door: Door | None = None, page: str = "", counts: str = "người",
    kept: timedelta = KEPT,
) -> None:  # fmt: skip
    """Make a kind of job known; what is said of it, `Kind` explains."""
    _kinds[name] = Kind(function, door, page, counts, kept)


def _kind_of(job: Job) -> Kind:
    return _kinds.get(job.kind, UNKNOWN)


def kinds_of_files() -> list[str]:
    """The kinds of job that leave a file."""
    return sorted(name for name, one in _kinds.items() if not one.page)


def to_take(jobs: Iterable[Job], actor: rights.Actor, at: datetime) -> set[int]:
    """Those of them whose file is there and is still for this actor, asked in the scope of today: a role that ended
    takes its files along."""
    of_kind: dict[Door, list[Job]] = {}
    for job in jobs:
        opens = _kind_of(job).door
        if opens and job.file_path and job.state(at) == "done" and path_of(job).exists():
            of_kind.setdefault(opens, []).append(job)
    return {
        job.pk
        for opens, some in of_kind.items()
        for job, may in zip(some, opens(actor, [one.asked for one in some]), strict=True)
        if may
    }


def is_lost(job: Job, at: datetime) -> bool:
    """Whether it was done and has left a file that is not on the disk any more."""
    return not page_of(job) and job.state(at) == "done" and not (job.file_path and path_of(job).exists())


def read_lists(actor: rights.Actor, asked: Sequence[Mapping[str, Any]]) -> list[bool]:
    """The door of what names everybody in the organisations asked for."""
    wanted = {one.get("organisation", 0) for one in asked}
    if scope.current().shuts(scope.LISTS):
        return [False] * len(asked)
    here = Organisation.objects.filter(scope.current().mine(scope.LISTS, "") or Q(), pk__in=wanted)
    mine = set(here.values_list("pk", flat=True))
    return [one.get("organisation", 0) in mine for one in asked]


def counted_in(job: Job) -> str:
    """What the progress of this job is counted in; of a kind that is known no more, what most count."""
    return _kind_of(job).counts


def page_of(job: Job) -> str:
    """The name of the page that shows what came of it; empty for a job that leaves a file."""
    return _kind_of(job).page


def ask(account: Account, name: str, title: str, asked: dict[str, Any], *, at: datetime) -> Job:
    """Put a job in the queue. The same wish that is still waiting or running is not asked twice.

    Raises KeyError for an unknown kind.
    """
    _kinds[name]
    with transaction.atomic():
        Account.objects.select_for_update(no_key=True).get(pk=account.pk)
        for other in Job.objects.filter(account=account, kind=name, asked=asked, finished_at__isnull=True):
            if other.state(at) in ("waiting", "running"):
                return other
        return Job.objects.create(account=account, kind=name, title=title, asked=asked, asked_at=at)


def cancel(job: Job, *, at: datetime) -> None:
    Job.objects.filter(pk=job.pk, finished_at__isnull=True).update(cancelled_at=at)


def try_again(job: Job, *, at: datetime) -> Job:
    """A new job with the same wish."""
    return ask(job.account, job.kind, job.title, job.asked, at=at)


def kept_for(job: Job) -> timedelta:
    """How long what it has left is kept."""
    return _kind_of(job).kept


def path_of(job: Job) -> Path:
    return Path(settings.MEDIA_ROOT) / "jobs" / job.file_path


def claim(now: datetime) -> Job | None:
    """The oldest job nobody works on, taken by exactly one worker."""
    with transaction.atomic():
        waiting = Job.objects.filter(started_at__isnull=True, cancelled_at__isnull=True).order_by("asked_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        job = waiting.first()
        if job is None:
            return None
        job.started_at = job.heard_at = now
        job.save(update_fields=["started_at", "heard_at"])
        return job


def run(job: Job) -> None:
    """Carry out a claimed job in the scope that the person who asked has today; never raises."""
    folder = Path(settings.MEDIA_ROOT) / "jobs"
    folder.mkdir(parents=True, exist_ok=True)
    name = secrets.token_hex(16)
    beat = Beat(job)
    stop = _beating(beat)
    try:
        with (folder / name).open("wb") as to:
            if not job.account.is_active:
                raise Refusal("Tài khoản đã bị khóa.")
            actor = rights.actor_for(job.account, timezone.localdate())
            with scope.opened(rights.scope_of(actor)):
                file_name = _kinds[job.kind].function(Work(job, actor, to, beat))
        if file_name:
            _finish(job, file_name=file_name, file_path=name, checksum=_checksum(folder / name))
        else:
            (folder / name).unlink()
            _finish(job)
    except Cancelled:
        (folder / name).unlink(missing_ok=True)
    except Refusal as refusal:
        (folder / name).unlink(missing_ok=True)
        _finish(job, refusal=refusal.sentence[:LONGEST_REFUSAL])
    except Exception:
        log.exception("job %s failed", job.pk)
        (folder / name).unlink(missing_ok=True)
        _finish(job, refusal="Việc bị dừng giữa chừng. Hãy thử lại; nếu vẫn lỗi, báo văn phòng.")
    finally:
        stop.set()


def _finish(job: Job, **values: Any) -> None:
    Job.objects.filter(pk=job.pk, cancelled_at__isnull=True).update(finished_at=timezone.now(), **values)


def _beating(beat: Beat) -> threading.Event:
    """Beats from a thread of its own, until the event is set."""
    stop = threading.Event()

    def go_on() -> None:
        while not stop.wait(BEAT_SECONDS):
            # While the worker writes, SQLite lets nobody else write: the next beat is heard.
            with suppress(OperationalError):
                beat.once()
        connection.close()

    threading.Thread(target=go_on, daemon=True).start()
    return stop


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def nobody_takes(found: Iterable[Job], now: datetime) -> set[int]:
    """Those of these jobs that wait longer than a worker may be silent, while none has been heard of: it stands still,
    or was never started."""
    waiting = {job.pk for job in found if job.state(now) == "waiting" and now - job.asked_at > SILENT}
    if waiting and Job.objects.filter(Q(heard_at__gt=now - SILENT) | Q(finished_at__gt=now - SILENT)).exists():
        return set()
    return waiting


def run_waiting(now: datetime) -> int:
    """Run everything that waits; answers how many there were."""
    count = 0
    while (job := claim(now)) is not None:
        run(job)
        count += 1
    return count


def sweep(now: datetime) -> int:
    """Files and jobs older than their time go; answers how many jobs there were."""
    old = Job.objects.filter(asked_at__lt=now - KEPT)
    for name, one in _kinds.items():
        if one.kept != KEPT:
            old |= Job.objects.filter(kind=name, asked_at__lt=now - one.kept)
    count = old.count()
    for job in old.exclude(file_path=""):
        path_of(job).unlink(missing_ok=True)
    old.delete()
    _sweep_orphans(now)
    return count


def _sweep_orphans(now: datetime) -> None:
    """What a killed worker had begun to write: no job knows of it, and there are names in it."""
    known = set(Job.objects.exclude(file_path="").values_list("file_path", flat=True))
    for path in (Path(settings.MEDIA_ROOT) / "jobs").glob("*"):
        if path.name not in known and path.stat().st_mtime < (now - ORPHANED).timestamp():
            path.unlink(missing_ok=True)


def mine(account: Account) -> Any:
    """Jobs of one account, newest first. Nobody else sees them."""
    return Job.objects.filter(account=account).order_by("-asked_at")
