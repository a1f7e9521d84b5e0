"""Workbooks that are being settled: kept encrypted for who sent them, opened safely, forgotten when settled."""

from __future__ import annotations

import base64
import hashlib
from datetime import date, datetime
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import transaction

from kit.reading import Refused, Workbook, open_workbook
from members.errors import Refusal
from members.importing import SheetChoice
from members.models import Account, Organisation, ReadingChoice, Upload
from members.models.files import KEPT


def _cipher() -> Fernet:
    """The key is made from the secret of this installation, which stands outside the database."""
    secret = hashlib.sha256(b"uploads:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(secret))


def opened(name: str, data: bytes) -> Workbook:
    """The workbook, or a Refusal at the field `file` with the opener's sentence."""
    try:
        return open_workbook(name, data)
    except Refused as refused:
        raise Refusal(str(refused), field="file") from refused


def keep(
    account: Account, book: Workbook, data: bytes, *, purpose: str, at: datetime,
    organisation: Organisation | None = None, create_organisations: bool = False,
) -> Upload:  # fmt: skip
    """Keep a workbook that the safe opener let through; of a long name its ending too, by which it is read again."""
    stem, dot, ending = book.name.rpartition(".")
    name = f"{stem[: 160 - len(dot + ending)]}{dot}{ending}"
    return Upload.objects.create(
        account=account, organisation=organisation, purpose=purpose, file_name=name, checksum=book.checksum,
        sealed=_cipher().encrypt(data), at=at, create_organisations=create_organisations,
    )  # fmt: skip


def book_of(upload: Upload) -> Workbook:
    """The workbook of an upload that is not settled yet. Raises Refusal when its content is gone."""
    if not upload.sealed:
        raise Refusal("Tệp này đã xử lý xong, nội dung không còn giữ.")
    return opened(upload.file_name, _cipher().decrypt(bytes(upload.sealed)))


def choices_of(upload: Upload) -> dict[str, SheetChoice]:
    """How its sheets are read: as chosen now, else as this committee's sheets were read the last time."""
    said = {one.sheet: {"header_row": one.header_row, "columns": one.columns}
            for one in ReadingChoice.objects.filter(organisation=upload.organisation)}  # fmt: skip
    said |= upload.choices
    return {name: SheetChoice(header_row=one["header_row"], columns=one["columns"]) for name, one in said.items()}


def choose(upload: Upload, sheet: str, header_row: int, columns: dict[str, str]) -> None:
    """A person corrected how a sheet is read; remembered for the committee too."""
    with transaction.atomic():
        upload.choices = upload.choices | {sheet: {"header_row": header_row, "columns": columns}}
        upload.save(update_fields=["choices"])
        ReadingChoice.objects.update_or_create(
            organisation=upload.organisation, sheet=sheet[:80],
            defaults={"header_row": header_row, "columns": columns},
        )  # fmt: skip


def settle(upload: Upload, result: dict[str, Any], *, at: datetime) -> None:
    """Done with it: the content goes, checksum and what came of it stay."""
    Upload.objects.filter(pk=upload.pk).update(sealed=b"", settled_at=at, result=result)


def note_day(upload: Upload, day: date) -> None:
    """The day a list is compared for."""
    Upload.objects.filter(pk=upload.pk).update(result={"day": day.isoformat()})


def day_of(upload: Upload) -> date:
    return date.fromisoformat(upload.result["day"])


def sweep(now: datetime) -> int:
    """Contents older than their time go; answers how many."""
    return Upload.objects.filter(at__lt=now - KEPT).exclude(sealed=b"").update(sealed=b"")


def mine(account: Account, purpose: str) -> Any:
    """Uploads of one account, newest first. Nobody else sees them."""
    return Upload.objects.filter(account=account, purpose=purpose).order_by("-at")
