"""What is kept for a while and nobody else may read: packed and encrypted; its key stands outside the database."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


class Unreadable(ValueError):
    """The key has changed, or what was kept is damaged."""


def cipher() -> Fernet:
    """The key is made from the secret of this installation."""
    from cryptography.fernet import Fernet  # here, not above: few processes keep anything

    secret = hashlib.sha256(b"uploads:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(secret))


def sealed(said: Any) -> bytes:
    """What JSON can say, packed and encrypted."""
    packed = zlib.compress(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(), 6)
    return cipher().encrypt(packed)


def opened(kept: bytes) -> Any:
    """What was sealed. Raises Unreadable."""
    from cryptography.fernet import InvalidToken

    try:
        return json.loads(zlib.decompress(cipher().decrypt(bytes(kept))))
    except (InvalidToken, zlib.error, ValueError) as error:
        raise Unreadable(str(error)) from error
