"""What is kept for a while and nobody else may read: packed and encrypted; its key stands outside the database."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

# What opening raises where the key has changed or the content was damaged.
UNREADABLE = (InvalidToken, zlib.error, ValueError)


def cipher() -> Fernet:
    """The key is made from the secret of this installation."""
    secret = hashlib.sha256(b"uploads:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(secret))


def sealed(said: Any) -> bytes:
    """What JSON can say, packed and encrypted."""
    packed = zlib.compress(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(), 6)
    return cipher().encrypt(packed)


def opened(kept: bytes) -> Any:
    """What was sealed. Raises one of UNREADABLE."""
    return json.loads(zlib.decompress(cipher().decrypt(bytes(kept))))
