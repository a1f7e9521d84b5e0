"""Writing a backup: a line, a dump of one moment, media, witness, one file that appears only when it is whole."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from members import witness
from members.backups import disk, engines, keys, package
from members.errors import Refusal
from members.models import Act, LookBlock, Register
from members.procedure import backups as procedure
from members.rights import Actor

PLAIN_REFUSED = "Máy của cơ quan không viết bản sao lưu để ngỏ; ghi --recipient TỆP-KHÓA-CÔNG-KHAI."


def take(folder: Path, *, recipient: Path | None, by: Actor, at: datetime) -> Path:
    """Write database and media into one new file in `folder`; answers its path.

    `recipient` is the file of a public key. Raises Refusal where it is missing and may not be, and for a folder that
    can't be written. A line that it begins is written first, so that the backup holds it too and nobody takes a copy
    without one; that it was taken is said once the file is there, so one that was killed counts as none. Where no file
    comes of it, another line says that.
    """
    if recipient is None and not settings.BACKUP_MAY_BE_PLAIN:
        raise Refusal(PLAIN_REFUSED)
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise Refusal(f"Không ghi được vào thư mục {folder}.")
    to = folder / f"so-dang-vien-{timezone.localtime(at):%Y-%m-%d-%H%M%S}{'.age' if recipient else '.tar'}"
    if to.exists():
        raise Refusal(f"Đã có tệp {to}.")
    procedure.begin_backup(by=by, file=to.name, sealed=recipient is not None)
    try:
        with working_folder() as scratch:
            fresh = scratch / "file"
            _write(scratch, fresh, at)
            _hand_over(fresh, recipient, to)
    except Exception:
        procedure.fail_backup(by=by, file=to.name)
        raise
    procedure.take_backup(by=by, file=to.name, sealed=recipient is not None)
    return to


@contextmanager
def working_folder() -> Iterator[Path]:
    """A folder that only this user may read, beside the data and gone afterwards. Raises Refusal where the
    disk does not take what is written into it, with the reason."""
    try:
        settings.VAR.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="backup-", dir=settings.VAR) as made:
            yield Path(made)
    except OSError as error:
        raise disk.refusal(error, settings.VAR) from error


def _write(scratch: Path, fresh: Path, at: datetime) -> None:
    manifest = engines.dump(scratch / package.DATABASE, lambda: _manifest(at))
    package.pack_tree(Path(settings.MEDIA_ROOT), scratch / package.MEDIA)
    kept = witness.path()
    (scratch / package.WITNESS).write_bytes(kept.read_bytes() if kept.exists() else b"{}")
    package.pack(scratch, manifest, fresh)


def _manifest(at: datetime) -> package.Manifest:
    return package.Manifest(
        made_at=at.isoformat(), engine=engines.engine(), mark=Register.objects.values_list("mark", flat=True).get(),
        newest=newest_lines(), migrations=applied_migrations(),
    )  # fmt: skip


def newest_lines() -> dict[str, list[Any]]:
    """{chain: [number, seal] of its newest line}; a chain without lines is left out."""
    rows = {"acts": Act.objects, "looks": LookBlock.objects}
    found = {name: own.order_by("-number").values_list("number", "seal").first() for name, own in rows.items()}
    return {name: list(one) for name, one in found.items() if one}


def applied_migrations() -> dict[str, str]:
    """{app: name of its newest migration}."""
    rows = MigrationRecorder.Migration.objects.order_by("app", "name").values_list("app", "name")
    return dict(rows)


def _hand_over(fresh: Path, recipient: Path | None, to: Path) -> None:
    """The name appears only once the file is whole and on the disk."""
    part = to.with_name(f".{to.name}.part")
    try:
        if recipient is not None:
            keys.seal(fresh, recipient, part)
        else:
            shutil.copyfile(fresh, part)
        part.chmod(0o600)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.rename(to)
    except OSError as error:
        raise disk.refusal(error, to.parent, what=f"Không ghi được tệp sao lưu vào {to.parent}") from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
