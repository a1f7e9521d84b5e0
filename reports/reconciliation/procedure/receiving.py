"""A file that was sent: read, held against the register, then written by its verb; at once or as a job."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from kit.reading.table import Table
from members import jobs, rights, tree, uploads
from members.errors import Refusal, RuleBroken
from members.importing import SheetChoice, tables_of
from members.importing.sheets import Nameless
from members.jobs import Work
from members.models import Account, Job, Upload
from members.rights import Actor
from members.uploads import parts, work
from members.uploads.keeping import RECONCILED, File
from reports.reconciliation.models import Reconciliation, SentList
from reports.reconciliation.procedure import lists, reading
from reports.reconciliation.procedure.held import Held, Told, hold
from reports.reconciliation.rules import lists as rules

RECEIVE, AGAIN = "receive-list", "compare-again"
GONE = "Đợt đối khớp hoặc danh sách này không còn."


def check_may(one: Reconciliation, *, by: Actor) -> None:
    """Before anything is read for somebody. Raises NotAllowed."""
    rights.check_may(by, "receive_list", rights.case_of_organisation(one.organisation_id))


def keep(one: Reconciliation, name: str, data: bytes, *, account: Account, at: datetime) -> Upload:
    """Keep the file until the signing. Raises RuleBroken for the one that counts already."""
    return keep_several(one, [(name, data)], account=account, at=at)


def keep_several(one: Reconciliation, files: Sequence[File], *, account: Account, at: datetime) -> Upload:
    """The same for files that are one list together, a cell each. Raises RuleBroken, too, for more than are read at
    once, and Refusals for those of which another one is the same."""
    rules.check_how_many([len(data) for _, data in files])
    rules.check_no_copies(files)
    kept = uploads.keep_several(account, files, purpose=RECONCILED, at=at, organisation=one.organisation)
    rules.check_another_file(lists.newest_of(one), kept.checksum)
    return kept


def receive(
    one: Reconciliation, upload: Upload, *, by: Actor, seen: int, anyway: bool = False,
    choice: dict[str, Any] | None = None, told: Told | None = None,
    before_commit: Callable[[], None] | None = None,
) -> SentList:  # fmt: skip
    """Read a kept file, compare it with the whole register, and let its verb write what came of it.

    `anyway`: a person has said that it is meant although its titles or its people speak of something else. `choice`:
    how a person said that a sheet is read, as `again` takes it. Raises RuleBroken, Refusal for a file without a list
    (Nameless where it asks which column holds the names), and `rules.Asked`.
    """
    check_may(one, by=by)
    _check_stands(one)
    book, choices = uploads.book_of(upload), uploads.choices_of(upload)
    said = work.add_choice(book, choices, choice)
    tables = tables_of(book.sheets, choices)
    work.check_said(said, tables)
    rules.check_all_are_lists(uploads.names_of(upload), {table.file for table in tables})
    reading.check_titles(tables, one, anyway=anyway)
    held = hold(tables, one, by=by, told=_before_writing(told))
    rules.check_known(held.rows, held.known, anyway=anyway)
    with transaction.atomic():
        sent: SentList = lists.receive_list(one, by=by, upload=upload, held=held, seen=seen)
        for each in said:
            work.remember(upload, each, choices[each["sheet"]], tables)
        parts.keep(upload, reading.pieces(book, tables, choices, one))
        if before_commit is not None:
            before_commit()
    return sent


def _before_writing(told: Told | None) -> Told | None:
    """Of four parts of the work the last is the writing, in one transaction: of that nobody hears before its end."""
    return told and (lambda done, total: told(done * 3 // 4, total))


def _check_stands(one: Reconciliation) -> None:
    """A committee that has ended before the closing day has no list: its people are in that of who took it in."""
    day = one.round.closing_day
    above = tree.named_above(one.organisation_id, day)
    rules.check_stands(tree.name_on(one.organisation_id, day), above[-1][1] if above else "cấp trên", day)


def again(
    sent: SentList, *, by: Actor, choice: dict[str, Any] | None = None, told: Told | None = None,
    before_commit: Callable[[], None] | None = None,
) -> None:  # fmt: skip
    """Compare the list that counts with the records as they stand now; with `choice` (sheet, header_row, columns,
    rows, as an import takes it) read as a person said, which is remembered for the committee once a list comes of it.

    Raises RuleBroken when nothing has changed and nothing was chosen, Refusal where no list comes of the choice.
    """
    one, upload = sent.reconciliation, sent.upload
    check_may(one, by=by)
    book, choices = uploads.book_of(upload), uploads.choices_of(upload)
    said = work.add_choice(book, choices, choice)
    tables = tables_of(book.sheets, choices)
    work.check_said(said, tables)
    held = hold(tables, one, by=by, told=_before_writing(told))
    with transaction.atomic():
        for each in said:
            _choose(upload, each, tables, choices[each["sheet"]])
        # How this committee's sheets are read may have been put right in an import meanwhile.
        parts.keep(upload, reading.pieces(book, tables, choices, one))
        _compare(sent, held, by=by, may_be_same=choice is not None)
        if before_commit is not None:
            before_commit()


def again_at_once(sent: SentList, *, by: Actor) -> bool:
    """The same in the middle of another act; False for a long list, which waits for “So lại với sổ”."""
    if is_long(sent.upload):
        return False
    with contextlib.suppress(Refusal):
        # Somebody else has compared it, or sent another list, meanwhile.
        again(sent, by=by)
    return True


def _choose(upload: Upload, choice: dict[str, Any], tables: list[Table], said: SheetChoice) -> None:
    if not any(table.sheet == choice["sheet"] for table in tables):
        raise Refusal("Đọc theo cách này thì trang tính không có danh sách nào.", field="header_row")
    work.remember(upload, choice, said, tables)


def _compare(sent: SentList, held: Held, *, by: Actor, may_be_same: bool) -> None:
    """Another reading may come to the same; nothing is written then."""
    try:
        lists.compare_again(sent, by=by, held=held)
    except RuleBroken as same:
        if not (may_be_same and same.rule == "history.same"):
            raise


def is_long(upload: Upload) -> bool:
    """Whether it takes longer than a page may."""
    return work.is_long_to_read(upload)


def ask(account: Account, kind: str, upload: Upload, *, at: datetime, **asked: Any) -> Job:
    """The job that does it for who asks."""
    said = {RECEIVE: "Nhận danh sách", AGAIN: "So lại danh sách"}[kind]
    return jobs.ask(account, kind, f"{said} {upload.file_name}"[:200], {"upload": upload.pk, **asked}, at=at)


def waiting(account: Account, pk: int) -> Upload | None:
    """A file of this account that was kept and is no list yet: it waits for who says where the names stand, or that it
    is meant."""
    waits = Upload.objects.filter(pk=pk, account=account, purpose=RECONCILED, sent_list__isnull=True)
    found: Upload | None = waits.exclude(sealed=b"").first()
    return found


def asked_for(upload: Upload) -> int | None:
    """The reconciliation for which a job was to receive this file."""
    newest = _newest_job(upload)
    return newest.asked["reconciliation"] if newest else None


def _newest_job(upload: Upload) -> Job | None:
    found: Job | None = jobs.mine(upload.account).filter(kind=RECEIVE, asked__upload=upload.pk).first()
    return found


def _but_upload(job: Job) -> dict[str, Any]:
    return {name: said for name, said in job.asked.items() if name != "upload"}


def ask_anyway(upload: Upload, *, at: datetime, seen: int) -> Job:
    """The job that was asked for this file once more, now that a person has said that it is meant. Raises Refusal
    where nothing of it is known any more."""
    newest = _newest_job(upload)
    if newest is None:
        raise Refusal(GONE)
    return ask(upload.account, RECEIVE, upload, at=at, **{**_but_upload(newest), "seen": seen, "anyway": True})


def receive_job(job: Work) -> str:
    one = Reconciliation.objects.filter(pk=job.job.asked["reconciliation"]).select_related("round").first()
    upload = Upload.objects.filter(pk=job.job.asked["upload"], purpose=RECONCILED, account=job.job.account).first()
    if one is None or upload is None:
        raise Refusal(GONE)
    try:
        receive(one, upload, by=job.actor, seen=job.job.asked["seen"], anyway=job.job.asked["anyway"],
                choice=job.job.asked.get("choice"), told=job.progress, before_commit=job.finish)  # fmt: skip
    except Nameless:
        # Kept until it is said which column holds the names, on the page that the job leads to.
        return ""
    except rules.Asked as asked:
        # Kept until it is said that it is meant, on the same page.
        uploads.note_asked(upload, asked.sentence)
        return ""
    except Refusal:
        uploads.drop(upload)
        raise
    return ""


def again_job(job: Work) -> str:
    sent = SentList.objects.filter(upload=job.job.asked["upload"]).select_related("reconciliation__round", "upload")
    if (one := sent.first()) is None:
        raise Refusal(GONE)
    again(one, by=job.actor, choice=job.job.asked.get("choice"), told=job.progress, before_commit=job.finish)
    return ""
