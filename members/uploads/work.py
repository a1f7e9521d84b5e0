"""What is done with an upload: read, held against the register, written. A short list at once, a long one as a job."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from kit.reading import Workbook
from kit.reading.heads import BIRTH
from kit.reading.table import Table
from members import comparing, jobs, rights
from members.errors import NotAllowed, Refusal
from members.importing import Plan, SheetChoice, apply, check_why, make_plan, report, tables_of
from members.importing.columns import words_of
from members.importing.plan import Told
from members.importing.sheets import heads_over
from members.jobs import Work
from members.models import Account, Job, Upload
from members.rights import Actor
from members.uploads import comparisons, parts, plans
from members.uploads.keeping import book_of, choices_of, choose, day_of, drop, settle
from members.uploads.nameless import alike
from members.uploads.ways import left_over

# About a second of reading and comparing on a desk: measured 0.2 s for 600 rows (50 KB), 1.2 s for 1,500 (120 KB),
# 5 s for 3,000 (240 KB).
LONG_ROWS, LONG_BYTES = 1_500, 150_000
GONE = "Tệp không còn được giữ. Hãy gửi lại tệp."
CHANGED = "Sổ đã được sửa sau khi đồng chí xem. Chưa ghi gì; xem lại rồi bấm lần nữa."
READ, WRITE, COMPARE = "read-list", "write-list", "compare-list"


class Stale(Refusal):
    """The register is not as it was shown; what would be done now is shown in its place."""


def is_long(upload: Upload) -> bool:
    """Whether reading it takes longer than a page may: as it was when it was read, else by its size and rows."""
    head = parts.head(upload)
    return head["is_long"] if head else is_long_to_read(upload)


def is_long_to_read(upload: Upload, book: Workbook | None = None) -> bool:
    """The same of a file of which nothing was read yet."""
    return len(upload.sealed) * 3 // 4 > LONG_BYTES or _rows(book or book_of(upload)) > LONG_ROWS


def _rows(book: Workbook) -> int:
    return sum(len(sheet.rows) for sheet in book.sheets)


def _plan(
    upload: Upload, by: Actor, choices: dict[str, SheetChoice], book: Workbook, **how: Any
) -> tuple[Workbook, Plan]:
    plan = make_plan(book, by=by, organisation=upload.organisation, choices=choices,
                     create_organisations=upload.create_organisations, **how)  # fmt: skip
    return book, plan


def read(upload: Upload, by: Actor, *, choice: dict[str, Any] | None = None, told: Told | None = None) -> None:
    """Read the list, hold it against the register, keep what its pages show. `choice` (sheet, header_row, columns,
    rows: pairs of number and word) is what a person said of one sheet; it counts, and is remembered, only when a list
    comes of it.

    Raises NotAllowed, and Refusal for a file without a list.
    """
    choices, book = choices_of(upload), book_of(upload)
    said = add_choice(book, choices, choice)
    was = plans.mark(by.day)
    # A head that names nobody is shown, so that a person says where the names stand.
    asks = choice is None or choice["columns"] is None
    book, plan = _plan(upload, by, choices, book, keep_tables=True, may_ask=asks, told=told)
    check_said(said, plan.tables)
    with transaction.atomic():
        parts.keep(upload, plans.pieces(book, plan, choices, was, is_long=is_long_to_read(upload, book)))
        for one in said:
            remember(upload, one, choices[one["sheet"]], plan.tables)


def add_choice(
    book: Workbook, choices: dict[str, SheetChoice], choice: dict[str, Any] | None
) -> list[dict[str, Any]]:  # fmt: skip
    """Put what a person said of a sheet beside what was said before; answers it for each sheet that it counts for."""
    said = list(alike(book.sheets, choices, choice)) if choice is not None else []
    for one in said:
        choices[one["sheet"]] = as_said(one, choices.get(one["sheet"]))
    return said


def check_said(said: Iterable[dict[str, Any]], tables: Iterable[Table]) -> None:
    """No value is lost by what a person said of columns: of two that hold a birth, Nam beside Nữ, each row fills one.
    Raises Refusal at the column."""
    sheets = {one["sheet"] for one in said if one["columns"]}
    for table in tables:
        for row in table.rows if table.sheet in sheets else ():
            if len(filled := row.both(BIRTH)) > 1:
                sentence = f"Ngày sinh được chọn cho hai cột nhưng dòng {row.number} ghi cả hai; giữ một cột: "
                raise Refusal(f"{sentence}{' hoặc '.join(filled)}.", field=f"cot_{filled[-1]}")


def as_said(choice: dict[str, Any], known: SheetChoice | None) -> SheetChoice:
    """How a sheet is read by `choice` (as in `read`); what was said before of rows stands beside what is said of them
    now, by their numbers."""
    rows: dict[int | str, str] = {
        **((known and known.rows) or {}),
        **{int(n): word for n, word in choice.get("rows", ())},
    }
    return SheetChoice(choice["header_row"], choice["columns"], rows)


def remember(upload: Upload, choice: dict[str, Any], said: SheetChoice, tables: Iterable[Table]) -> None:
    """Keep what a person said of a sheet, for this upload and for the next one of its organisation."""
    table = next((table for table in tables if table.sheet == choice["sheet"]), None)
    columns = choice["columns"] or (table.said if table else None)
    heads = _heads(table, choice["header_row"], columns or {})
    choose(upload, choice["sheet"], choice["header_row"], columns, _remembered(said, table), heads)


def _heads(table: Table | None, row: int, columns: Mapping[str, str]) -> dict[str, str]:
    """What stands over the columns that a person named."""
    cells = table.grid.rows.get(row) if table and table.grid else None
    return heads_over(cells, words_of(columns)) if cells else {}


def _remembered(choice: SheetChoice, table: Table | None) -> dict[str, str]:
    """What was said of rows, by what they say; a row that is to be read as it is recognised is forgotten."""
    said = {mark: word for mark, word in (choice.rows or {}).items() if isinstance(mark, str)}
    said |= table.said_rows if table else {}
    return {mark: word for mark, word in said.items() if word}


def compare(upload: Upload, by: Actor, *, told: Told | None = None) -> None:
    """Hold a committee's list against the records and keep what its page shows. Raises NotAllowed and Refusal."""
    if not rights.sees_whole(by):
        raise NotAllowed("Đối chiếu với toàn bộ sổ chỉ dành cho cán bộ của cả đảng bộ.")
    was = plans.mark(by.day)
    book = book_of(upload)
    tables = tables_of(book.sheets, choices_of(upload))
    found = comparing.compare(tables, day=day_of(upload), organisation=upload.organisation, told=told)
    parts.keep(upload, comparisons.pieces(found, was, is_long=is_long_to_read(upload, book)))


def write(
    upload: Upload, by: Actor, *, digest: str, leave_rejected: bool, at: datetime, why: str = "",
    told: Told | None = None, before_commit: Callable[[], None] | None = None,
) -> None:  # fmt: skip
    """Write what was shown, all or nothing; an upload that is settled already is left as it is. `why`: the reason of
    rows that change what was signed.

    `before_commit` is called last inside the transaction. Raises Stale when something else would be written than was
    shown (and shows that in its place), NotAllowed and Refusal as `apply` does.
    """
    _, plan = _plan(upload, by, choices_of(upload), book_of(upload), told=told)
    if plans.digest_of(plan) != digest:
        read(upload, by)
        raise Stale(CHANGED)
    check_why(plan, why)
    with transaction.atomic():
        if Upload.objects.select_for_update().get(pk=upload.pk).settled_at is None:
            said = report(plan, apply(plan, by=by, leave_rejected=leave_rejected, why=why))
            kept = {key: said[key] for key in ("created", "changed", "unchanged", "rejected", "organisations")}
            kept |= {"sheets": [sheet["name"] for sheet in said["sheets"]], "differs": left_over(plan)}
            settle(upload, kept, at=at)
        if before_commit is not None:
            before_commit()


def ask(account: Account, upload: Upload, kind: str, *, at: datetime, **asked: Any) -> Job:
    """The job that does it for who sent the file."""
    said = {READ: "Đọc", WRITE: "Ghi vào sổ", COMPARE: "Đối chiếu"}[kind]
    return jobs.ask(account, kind, f"{said} {upload.file_name}"[:200], {"upload": upload.pk, **asked}, at=at)


def under_way(account: Account, upload: Upload, now: datetime) -> Job | None:
    """The newest job about this upload, where it waits, runs or failed."""
    for job in jobs.mine(account).filter(kind__in=(READ, WRITE, COMPARE), asked__upload=upload.pk)[:1]:
        return job if job.state(now) in ("waiting", "running", "failed") else None
    return None


def _upload_of(job: Job) -> Upload:
    found = Upload.objects.filter(pk=job.asked["upload"], account=job.account).first()
    if found is None:
        raise Refusal(GONE)
    return found


def read_job(work: Work) -> str:
    upload = _upload_of(work.job)
    try:
        read(upload, work.actor, choice=work.job.asked.get("choice"), told=work.progress)
    except Refusal:
        if parts.head(upload) is None:
            drop(upload)
        raise
    return ""


def compare_job(work: Work) -> str:
    upload = _upload_of(work.job)
    try:
        compare(upload, work.actor, told=work.progress)
    except Refusal:
        if parts.head(upload) is None:
            drop(upload)
        raise
    return ""


def write_job(work: Work) -> str:
    upload, asked = _upload_of(work.job), work.job.asked
    if upload.settled_at is None:
        write(upload, work.actor, digest=asked["plan"], leave_rejected=asked["leave"], why=asked.get("why", ""),
              at=timezone.now(), told=work.progress, before_commit=work.finish)  # fmt: skip
    return ""
