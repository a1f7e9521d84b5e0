"""The workbook of an upload: kept encrypted for who sent it, opened safely, forgotten when settled."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils.timezone import localtime

from kit.reading import Refused, Workbook, open_workbook, refuse_unread
from kit.reading.several import together
from members import office
from members.errors import Refusal, Refusals
from members.importing import SheetChoice
from members.models import Account, Organisation, ReadingChoice, Upload, UploadPart
from members.sealing import cipher, decrypted

RECONCILED = "reconcile"
LONGEST_NAME = 160
# What its sender calls it, and its bytes.
File = tuple[str, bytes]
Found = TypeVar("Found")


def opened(name: str, data: bytes) -> Workbook:
    """The workbook, or a Refusal at the field `file` with the opener's sentence."""
    with _at_the_file():
        return open_workbook(name, data)


@contextmanager
def _at_the_file() -> Iterator[None]:
    """What the opener refuses is said at the field `file`."""
    try:
        yield
    except Refused as refused:
        raise Refusal(refused.sentence, field="file") from refused


def _of_each(files: Iterable[File], do: Callable[[str, bytes], Found]) -> list[Found]:
    """What `do` makes of each file. Raises Refusals with a sentence for each that it refuses."""
    found, refused = list[Found](), list[str]()
    for name, data in files:
        try:
            found.append(do(name, data))
        except Refusal as refusal:
            refused.append(f"{name}: {refusal.sentence}")
    if refused:
        raise Refusals(refused, field="file")
    return found


def _check_can_be_read(name: str, data: bytes) -> None:
    """Nothing is kept that is no table by its outside: a long one is read later. Raises Refusal."""
    with _at_the_file():
        refuse_unread(name, data)


def stored_name(name: str) -> str:
    """Of a long name its ending too, by which the file is read again."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(dot + ending)]}{dot}{ending}"


def keep(
    account: Account, name: str, data: bytes, *, purpose: str, at: datetime,
    organisation: Organisation | None = None, create_organisations: bool = False, result: dict[str, Any] | None = None,
) -> Upload:  # fmt: skip
    """Keep a workbook; only the safe opener ever opens it. Raises Refusal for what can't be one."""
    _check_can_be_read(name, data)
    return Upload.objects.create(
        account=account, organisation=organisation, purpose=purpose, file_name=stored_name(name),
        checksum=hashlib.sha256(data).hexdigest(), sealed=cipher().encrypt(data), at=at,
        create_organisations=create_organisations, result=result or {},
    )  # fmt: skip


def keep_several(
    account: Account, files: Sequence[File], *, purpose: str, at: datetime, organisation: Organisation | None = None
) -> Upload:
    """Keep files that are one list together; their order makes no other list of them. One file is kept as it is.
    Raises Refusal where one of them can't be a workbook."""
    if len(files) == 1:
        return keep(account, *files[0], purpose=purpose, at=at, organisation=organisation)
    _of_each(files, _check_can_be_read)
    sums = sorted(hashlib.sha256(data).hexdigest() for _, data in files)
    return Upload.objects.create(
        account=account, organisation=organisation, purpose=purpose, file_name=_called([name for name, _ in files]),
        checksum=hashlib.sha256(" ".join(sums).encode()).hexdigest(), at=at,
        sealed=cipher().encrypt(b"".join(data for _, data in files)),
        files=[[stored_name(name), len(data)] for name, data in files],
    )  # fmt: skip


def _called(names: Sequence[str]) -> str:
    """ "3 tệp: thon-1.xlsx, thon-2.xlsx, thon-3.xlsx", as far as it fits."""
    said = f"{len(names)} tệp: {', '.join(names)}"
    return said if len(said) <= LONGEST_NAME else f"{said[: LONGEST_NAME - 1]}…"


def names_of(upload: Upload) -> list[str]:
    """What its files are called, where there are several."""
    return [name for name, _ in upload.files]


def files_of(upload: Upload) -> list[File]:
    """Each file with its name, as it was sent. Raises Refusal when the content is gone."""
    content = content_of(upload)
    if not upload.files:
        return [(upload.file_name, content)]
    found, start = list[File](), 0
    for name, size in upload.files:
        found.append((name, content[start : start + size]))
        start += size
    return found


def book_of(upload: Upload) -> Workbook:
    """The workbook of an upload that is not settled yet; of several files their sheets together. Raises Refusal when
    its content is gone, Refusals with a sentence for each file that can't be read."""
    files = files_of(upload)
    if not upload.files:
        return opened(*files[0])
    books = _of_each(files, opened)
    with _at_the_file():
        return together(books, upload.file_name, upload.checksum)


def content_of(upload: Upload) -> bytes:
    """The file as it was sent. Raises Refusal when its content is gone, or was kept with another key."""
    if not upload.sealed:
        raise Refusal("Tệp này đã xử lý xong, nội dung không còn giữ.")
    return decrypted(upload.sealed)


def choices_of(upload: Upload) -> dict[str, SheetChoice]:
    """How its sheets are read: as chosen now, else as this committee's sheets were read the last time."""
    said = {one.sheet: {"header_row": one.header_row, "columns": one.columns, "rows": one.rows, "heads": one.heads}
            for one in ReadingChoice.objects.filter(organisation=upload.organisation)}  # fmt: skip
    said |= upload.choices
    return {
        name: SheetChoice(one["header_row"], one["columns"], one.get("rows"), one.get("heads"))
        for name, one in said.items()
    }  # fmt: skip


def choose(
    upload: Upload, sheet: str, header_row: int, columns: dict[str, str] | None, rows: dict[str, str],
    heads: Mapping[str, str],
) -> None:  # fmt: skip
    """A person corrected how a sheet is read; remembered for the committee too, under these heads, once there are
    columns."""
    with transaction.atomic():
        upload.choices = upload.choices | {sheet: {"header_row": header_row, "columns": columns, "rows": rows}}
        upload.save(update_fields=["choices"])
        if not columns:
            return
        ReadingChoice.objects.update_or_create(
            organisation=upload.organisation, sheet=sheet[:80],
            defaults={"header_row": header_row, "columns": columns, "rows": rows, "heads": dict(heads)},
        )  # fmt: skip


def settle(upload: Upload, result: dict[str, Any], *, at: datetime) -> None:
    """Done with it: the content and all that was read of it go, checksum and what came of it stay."""
    Upload.objects.filter(pk=upload.pk).update(sealed=b"", settled_at=at, result=result)
    UploadPart.objects.filter(upload=upload).delete()


def forget(uploads: Iterable[int]) -> None:
    """The contents of these are wanted no more, nor what was read of them."""
    wanted = list(uploads)
    Upload.objects.filter(pk__in=wanted).update(sealed=b"")
    UploadPart.objects.filter(upload__in=wanted).delete()


def drop(upload: Upload) -> None:
    """A file that holds no list is not kept."""
    Upload.objects.filter(pk=upload.pk, settled_at__isnull=True).delete()


def with_contents(some: Iterable[int]) -> set[int]:
    """Which of them could still be read; nothing of them is told."""
    return set(Upload.objects.filter(pk__in=list(some)).exclude(sealed=b"").values_list("pk", flat=True))


def note_day(upload: Upload, day: date) -> None:
    """The day a list is compared for."""
    Upload.objects.filter(pk=upload.pk).update(result={"day": day.isoformat()})


def note_asked(upload: Upload, sentence: str) -> None:
    """What is asked before a list comes of it."""
    Upload.objects.filter(pk=upload.pk).update(result={"asked": sentence})


def asked_of(upload: Upload) -> str:
    """The same; "" where nothing is."""
    return str(upload.result.get("asked", ""))


def day_of(upload: Upload) -> date:
    return date.fromisoformat(upload.result["day"])


def sweep(now: datetime) -> int:
    """Contents older than the office keeps them (a setting, 30 days at most) go, and what was read of them; answers how
    many. What was sent to be reconciled stays until the minutes are signed, if a list came of it: its parts are kept
    with the list. Without parts its job was cancelled or never ended."""
    holds_list = Q(purpose=RECONCILED) & Exists(UploadPart.objects.filter(upload=OuterRef("pk")))
    kept = timedelta(days=office.number("uploads_kept_days", localtime(now).date()))
    old = Upload.objects.filter(at__lt=now - kept).exclude(holds_list)
    UploadPart.objects.filter(upload__in=old).delete()
    return old.exclude(sealed=b"").update(sealed=b"")


def mine(account: Account, purpose: str) -> Any:
    """Uploads of one account, newest first. Nobody else sees them."""
    return Upload.objects.filter(account=account, purpose=purpose).order_by("-at")


def sent(account: Account, purpose: str) -> Any:
    """The same for a list of them: without the contents, but with `is_kept`, whether they are still there."""
    is_kept = ExpressionWrapper(~Q(sealed=b""), output_field=BooleanField())
    return mine(account, purpose).annotate(is_kept=is_kept).defer("sealed")
