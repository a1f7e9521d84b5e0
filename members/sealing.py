"""What is kept for a while and nobody else may read: packed and encrypted; its key stands outside the database."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from typing import TYPE_CHECKING, Any

from django.conf import settings

from members.errors import Refusal

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


OTHER_KEY = (
    "Tệp đã gửi không mở lại được: máy chủ nay dùng khóa khác với khóa lúc nhận tệp (thường gặp sau khi khôi phục sang "
    "máy khác). Gửi lại tệp; quản trị máy chủ đặt lại khóa cũ thì mở được."
)


class Unreadable(Refusal):
    """The key has changed, or what was kept is damaged."""

    def __init__(self) -> None:
        super().__init__(OTHER_KEY, field="file")


def cipher() -> Fernet:
    """The key is made from the secret of this installation."""
    from cryptography.fernet import Fernet  # here, not above: few processes keep anything

    secret = hashlib.sha256(b"uploads:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(secret))


def sealed(said: Any) -> bytes:
    """What JSON can say, packed and encrypted."""
    packed = zlib.compress(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(), 6)
    return cipher().encrypt(packed)


def decrypted(kept: bytes | memoryview) -> bytes:
    """The bytes that were encrypted with the key of this installation. Raises Unreadable."""
    from cryptography.fernet import InvalidToken

    try:
        return cipher().decrypt(bytes(kept))
    except InvalidToken as error:
        raise Unreadable from error


def opened(kept: bytes) -> Any:
    """What was sealed. Raises Unreadable."""
    try:
        return json.loads(zlib.decompress(decrypted(kept)))
    except (zlib.error, ValueError) as error:
        raise Unreadable from error
