"""What was read of a workbook, in pieces of one page: each packed and encrypted with the key of the workbook, so that
a page of a long list opens one piece and no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction

from members import sealing
from members.models import Upload, UploadPart

PAGE = 50
BATCH = 200
HEAD = "head"
Piece = tuple[str, int, Any]


def pages(name: str, items: Iterable[Any], size: int = PAGE) -> Iterator[Piece]:
    """Items as numbered pieces of `size`."""
    rest, number = iter(items), 0
    while some := list(islice(rest, size)):
        yield name, number, some
        number += 1


def keep(upload: Upload, pieces: Iterable[Piece]) -> None:
    """These pieces instead of the ones that were there."""

    def sealed(piece: Piece) -> UploadPart:
        name, number, said = piece
        return UploadPart(upload=upload, name=name, number=number, sealed=sealing.sealed(said))

    with transaction.atomic():
        UploadPart.objects.filter(upload=upload).delete()
        UploadPart.objects.bulk_create(map(sealed, pieces), batch_size=BATCH)


def piece(upload: Upload, name: str, number: int = 0) -> Any:
    """One piece; None where there is none."""
    found = UploadPart.objects.filter(upload=upload, name=name, number=number).values_list("sealed", flat=True).first()
    return None if found is None else sealing.opened(bytes(found))


def head(upload: Upload) -> dict[str, Any] | None:
    """What stands on every page of the upload; None while it was not read."""
    found: dict[str, Any] | None = piece(upload, HEAD)
    return found
