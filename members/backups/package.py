"""What is in a backup file: a tar of a manifest and parts, each with its checksum; plain, or encrypted as a whole."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from members.errors import Refusal

FORMAT = 1
MANIFEST, DATABASE, MEDIA, WITNESS = "manifest.json", "database", "media.tar", "witness.json"
PARTS = (DATABASE, MEDIA, WITNESS)
DAMAGED = "Tệp sao lưu bị hỏng hoặc không phải tệp sao lưu của chương trình này."
CHUNK = 1 << 20


@dataclass
class Manifest:
    """`newest` are number and seal of the newest line of each chain; `migrations` the newest of each app; `parts`
    name → [bytes, SHA-256]."""

    made_at: str
    engine: str
    mark: str
    newest: dict[str, list[Any]]
    migrations: dict[str, str]
    format: int = FORMAT
    parts: dict[str, list[Any]] = field(default_factory=dict)


def pack(folder: Path, manifest: Manifest, to: Path) -> None:
    """Write `manifest` and the parts that lie in `folder` into one tar."""
    for name in PARTS:
        manifest.parts[name] = [(folder / name).stat().st_size, checksum(folder / name)]
    said = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
    with tarfile.open(to, "w") as tar:
        head = tarfile.TarInfo(MANIFEST)
        head.size = len(said)
        tar.addfile(head, io.BytesIO(said))
        for name in PARTS:
            tar.add(folder / name, arcname=name)


def unpack(file: Path, into: Path) -> Manifest:
    """Lay the parts into a folder and hold each against its checksum. Raises Refusal for anything else than ours."""
    try:
        with tarfile.open(file, "r:") as tar:
            manifest = _manifest(tar)
            for name in PARTS:
                _lay(tar, name, into / name)
    except (tarfile.TarError, KeyError, ValueError, TypeError, EOFError, UnicodeDecodeError) as error:
        raise Refusal(DAMAGED) from error
    for name, (size, digest) in manifest.parts.items():
        part = into / name
        if name not in PARTS or part.stat().st_size != size or checksum(part) != digest:
            raise Refusal(DAMAGED)
    if set(manifest.parts) != set(PARTS):
        raise Refusal(DAMAGED)
    return manifest


def _manifest(tar: tarfile.TarFile) -> Manifest:
    file = tar.extractfile(MANIFEST)
    said = json.loads(file.read(CHUNK)) if file else {}
    if said.get("format") != FORMAT:
        raise Refusal("Tệp sao lưu do phiên bản khác của chương trình làm ra, phiên bản này không đọc được.")
    return Manifest(**said)


def _lay(tar: tarfile.TarFile, name: str, to: Path) -> None:
    file = tar.extractfile(name)
    if file is None:
        raise Refusal(DAMAGED)
    with to.open("wb") as out:
        while piece := file.read(CHUNK):
            out.write(piece)


def checksum(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def pack_tree(folder: Path, to: Path) -> None:
    """All ordinary files below a folder, by their path in it; an absent folder is an empty one."""
    with tarfile.open(to, "w") as tar:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                tar.add(path, arcname=path.relative_to(folder).as_posix())


def unpack_tree(file: Path, folder: Path) -> None:
    """The files back under a folder; a path that leads out of it, a link or a device is no file of ours."""
    folder.mkdir(parents=True, exist_ok=True)
    root = folder.resolve()
    try:
        with tarfile.open(file, "r:") as tar:
            for member in tar:
                to = (root / member.name).resolve()
                if not member.isfile() or not to.is_relative_to(root):
                    raise Refusal(DAMAGED)
                to.parent.mkdir(parents=True, exist_ok=True)
                _lay(tar, member.name, to)
    except tarfile.TarError as error:
        raise Refusal(DAMAGED) from error
