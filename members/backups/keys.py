"""Encryption of a backup: for the holder of a key (the age format, so that the tool `age` opens it too)."""

from __future__ import annotations

import os
from pathlib import Path

import pyrage

from members.backups.disk import NO_ROOM
from members.errors import Refusal

HEAD = b"age-encryption.org/"
RECIPIENT, IDENTITY = "age1", "AGE-SECRET-KEY-1"


def make_key(path: Path) -> Path:
    """Write a new secret key (only its owner may read it) and beside it the public half; answers the latter's path.

    Raises Refusal when there is such a file already or it can't be written: no key is ever overwritten.
    """
    identity = pyrage.x25519.Identity.generate()
    public = path.with_name(f"{path.name}.pub")
    try:
        for file, words, mode in ((path, str(identity), 0o600), (public, str(identity.to_public()), 0o644)):
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
            with os.fdopen(descriptor, "w") as out:
                out.write(f"{words}\n")
    except OSError as error:
        raise Refusal(f"Không viết được tệp khóa {path} (đã có tệp cùng tên?).") from error
    return public


def _line(path: Path, beginning: str, what: str) -> str:
    try:
        lines = path.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(f"Không đọc được tệp {what} {path}.") from error
    found = [line for line in lines if line.startswith(beginning)]
    if not found:
        raise Refusal(f"Tệp {path} không phải {what}.")
    return found[0]


def seal(plain: Path, recipient: Path, to: Path) -> None:
    """Encrypt a file for the holder of the key. Raises Refusal for a file that is no public key."""
    words = _line(recipient, RECIPIENT, "khóa công khai")
    try:
        key = pyrage.x25519.Recipient.from_str(words)
    except pyrage.RecipientError as error:
        raise Refusal(f"Tệp {recipient} không phải khóa công khai.") from error
    with plain.open("rb") as source, to.open("wb") as out:
        pyrage.encrypt_io(source, out, [key])


def is_sealed(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(len(HEAD)) == HEAD


def unseal(file: Path, identity: Path | None, to: Path) -> None:
    """Decrypt with the secret key. Raises Refusal without a key, with another one, or for a damaged file; OSError
    where there is no room for what comes out."""
    if identity is None:
        raise Refusal("Tệp sao lưu này đã mã hóa, cần tệp khóa: --key TỆP.")
    words = _line(identity, IDENTITY, "khóa bí mật")
    try:
        key = pyrage.x25519.Identity.from_str(words)
        with file.open("rb") as source, to.open("wb") as out:
            pyrage.decrypt_io(source, out, [key])
    except (pyrage.DecryptError, pyrage.IdentityError, OSError) as error:
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            raise
        raise Refusal("Không mở được tệp sao lưu bằng khóa này: sai khóa, hoặc tệp bị hỏng.") from error
