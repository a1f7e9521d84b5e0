"""A file that was sent: read, held against the register, then written by its verb; at once or as a job."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from members import jobs, rights, uploads
from members.errors import Refusal
from members.jobs import Work
from members.models import Account, Job, Upload
from members.rights import Actor
from members.uploads import parts, work
from members.uploads.keeping import RECONCILED
from reports.reconciliation.models import Reconciliation, SentList
from reports.reconciliation.procedure import lists, reading
from reports.reconciliation.procedure.held import Told, hold
from reports.reconciliation.rules import lists as rules

RECEIVE, AGAIN = "receive-list", "compare-again"
GONE = "Đợt đối khớp hoặc danh sách này không còn."


def check_may(one: Reconciliation, *, by: Actor) -> None:
    """Before anything is read for somebody. Raises NotAllowed."""
    rights.check_may(by, "receive_list", rights.case_of_organisation(one.organisation_id))


def keep(one: Reconciliation, name: str, data: bytes, *, account: Account, at: datetime) -> Upload:
    """Keep the file until the signing. Raises RuleBroken for the one that counts already."""
    kept = uploads.keep(account, name, data, purpose=RECONCILED, at=at, organisation=one.organisation)
    rules.check_another_file(lists.newest_of(one), kept.checksum)
    return kept


def receive(
    one: Reconciliation, upload: Upload, *, by: Actor, seen: int, anyway: bool = False, told: Told | None = None,
    before_commit: Callable[[], None] | None = None,
) -> SentList:  # fmt: skip
    """Read a kept file, compare it with the whole register, and let its verb write what came of it.

    `anyway`: a person has said that it is meant although its titles or its people speak of something else. Raises
    RuleBroken, Refusal for a file without a list, and `rules.Asked`.
    """
    check_may(one, by=by)
    book, choices = uploads.book_of(upload), uploads.choices_of(upload)
    tables = reading.tables_of(book, choices)
    reading.check_titles(tables, one, anyway=anyway)
    held = hold(book, one, by=by, told=told)
    rules.check_known(held.rows, held.known, anyway=anyway)
    with transaction.atomic():
        sent: SentList = lists.receive_list(one, by=by, upload=upload, held=held, seen=seen)
        parts.keep(upload, reading.pieces(book, tables, choices, one))
        if before_commit is not None:
            before_commit()
    return sent


def again(
    sent: SentList, *, by: Actor, told: Told | None = None, before_commit: Callable[[], None] | None = None
) -> SentList:
    """Compare the list that counts with the records as they stand now. Raises RuleBroken when nothing has changed."""
    check_may(sent.reconciliation, by=by)
    held = hold(uploads.book_of(sent.upload), sent.reconciliation, by=by, told=told)
    with transaction.atomic():
        row: SentList = lists.compare_again(sent, by=by, held=held)
        if before_commit is not None:
            before_commit()
    return row


def is_long(upload: Upload) -> bool:
    """Whether it takes longer than a page may."""
    return work.is_long_to_read(upload)


def ask(account: Account, kind: str, upload: Upload, *, at: datetime, **asked: Any) -> Job:
    """The job that does it for who asks."""
    said = {RECEIVE: "Nhận danh sách", AGAIN: "So lại danh sách"}[kind]
    return jobs.ask(account, kind, f"{said} {upload.file_name}"[:200], {"upload": upload.pk, **asked}, at=at)


def receive_job(job: Work) -> str:
    one = Reconciliation.objects.filter(pk=job.job.asked["reconciliation"]).select_related("round").first()
    upload = Upload.objects.filter(pk=job.job.asked["upload"], purpose=RECONCILED, account=job.job.account).first()
    if one is None or upload is None:
        raise Refusal(GONE)
    try:
        receive(one, upload, by=job.actor, seen=job.job.asked["seen"], anyway=job.job.asked["anyway"],
                told=job.progress, before_commit=job.finish)  # fmt: skip
    except Refusal:
        uploads.drop(upload)
        raise
    return ""


def again_job(job: Work) -> str:
    sent = SentList.objects.filter(upload=job.job.asked["upload"]).select_related("reconciliation__round", "upload")
    if (one := sent.first()) is None:
        raise Refusal(GONE)
    again(one, by=job.actor, told=job.progress, before_commit=job.finish)
    return ""
