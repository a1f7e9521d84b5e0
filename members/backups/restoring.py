"""Reading a backup back: everything is checked before anything is touched; then database, media, line and witness."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from members import kept, loading, witness
from members.backups import disk, engines, keys, package
from members.backups.taking import newest_lines, working_folder
from members.errors import Refusal
from members.models import Account, Act
from members.procedure import backups as procedure
from members.rights import Actor

FULL = "Cơ sở dữ liệu đang có dữ liệu; ghi --replace nếu muốn thay bằng bản sao lưu."


@dataclass(frozen=True)
class Restored:
    """`made_at` when the backup was taken; `lines` how many lines of the history it held."""

    made_at: str
    lines: int


def put_back(file: Path, *, key: Path | None, replace: bool, by: Actor) -> Restored:
    """Put a backup in the place of an absent or empty database; of a full one only with `replace`.

    Raises Refusal for a damaged or foreign file, a missing key, a full database, a disk that does not take the files:
    then nothing was changed. Where the folder of the files could not change hands although it did a moment before, the
    sentence says that the database is put back and what is left to do.
    """
    if not _is_file(file):
        raise Refusal(f"Không có tệp {file}.")
    if not replace and is_full():
        raise Refusal(FULL)
    with working_folder() as scratch:
        plain = file
        if keys.is_sealed(file):
            plain = scratch / "file"
            keys.unseal(file, key, plain)
        manifest = package.unpack(plain, scratch)
        _check_fits(manifest)
        with _media_beside(scratch / package.MEDIA) as fresh:
            engines.load(scratch / package.DATABASE)
            left = _put_media(fresh)
    call_command("migrate", verbosity=0, interactive=False)
    kept.forget()
    _leave_line(manifest, package.checksum(file), by)
    if left:
        raise Refusal(left)
    return Restored(manifest.made_at, (manifest.newest.get("acts") or [0])[0])


def _is_file(file: Path) -> bool:
    """A name too long for any file is none, as is one that a folder does not let us look at."""
    try:
        return file.is_file()
    except OSError:
        return False


def is_full() -> bool:
    """Somebody has begun to work with this database. One that is absent, or just made, is not full."""
    name = connection.settings_dict["NAME"]
    if engines.engine() == "sqlite" and not Path(name).exists():
        return False
    try:
        if Act._meta.db_table not in connection.introspection.table_names():
            return False
        return Act.objects.exists() or Account.objects.exists()
    except DatabaseError as error:
        raise Refusal("Không mở được cơ sở dữ liệu; lập nó trước như hướng dẫn vận hành.") from error


def _check_fits(manifest: package.Manifest) -> None:
    """The same kind of database, and nothing in it that this program does not know yet."""
    if manifest.engine != engines.engine():
        names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        asked, here = names.get(manifest.engine, manifest.engine), names[engines.engine()]
        raise Refusal(f"Bản sao lưu này của {asked}, máy này dùng {here}; khôi phục vào đúng loại.")
    known = set(MigrationLoader(None).disk_migrations or ())
    installed = {app.label for app in apps.get_app_configs()}
    if any((app, name) not in known for app, name in manifest.migrations.items() if app in installed):
        raise Refusal("Bản sao lưu do phiên bản mới hơn của chương trình làm ra; nâng cấp chương trình trước.")


@contextmanager
def _media_beside(packed: Path) -> Iterator[Path]:
    """The files laid out beside the folder in whose place they come, before anything is replaced; gone again where that
    came to nothing. Raises Refusal where there is no room for them, or the folder can't change hands."""
    here = Path(settings.MEDIA_ROOT)
    fresh, old = here.with_name(f"{here.name}.moi"), here.with_name(f"{here.name}.cu")
    try:
        try:
            _lay_out(packed, here, fresh, old)
        except OSError as error:
            raise disk.refusal(error, here, what=f"Chưa khôi phục gì: không thay được thư mục tệp {here}") from error
        yield fresh
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _lay_out(packed: Path, here: Path, fresh: Path, old: Path) -> None:
    here.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(fresh, ignore_errors=True)
    if old.exists() and not here.exists():
        # An earlier restore was killed between two steps: those are the only files there are.
        old.rename(here)
    shutil.rmtree(old, ignore_errors=True)
    package.unpack_tree(packed, fresh)
    if here.exists():
        # A folder that is a disk of its own can't be renamed: that is to be known before the database goes.
        here.rename(old)
        old.rename(here)


def _put_media(fresh: Path) -> str:
    """The folder changes hands in one step; the old one goes last. Answers what is left to do where it does not."""
    here = Path(settings.MEDIA_ROOT)
    old = here.with_name(f"{here.name}.cu")
    try:
        if here.exists():
            here.rename(old)
        fresh.rename(here)
    except OSError:
        done = "Cơ sở dữ liệu đã khôi phục, lịch sử đã ghi; riêng thư mục tệp chưa thay được"
        first = f"đổi tên {here} thành {old} trước, rồi " if here.exists() else ""
        return f"{done}: {first}đổi tên {fresh} thành {here}."
    shutil.rmtree(old, ignore_errors=True)
    return ""


def _leave_line(manifest: package.Manifest, checksum: str, by: Actor) -> None:
    """The restored history goes on with a line that names the restore, and the witness begins again from it.

    The old witness may know lines that this database never had; it is replaced, and the line says why.
    """
    witness.renew(newest_lines())
    procedure.restore_backup(by=by, made_at=manifest.made_at, checksum=checksum, newest=manifest.newest)
    loading.counted_anew(loading.MANY)
