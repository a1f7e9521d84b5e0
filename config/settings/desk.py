"""One desk or the demo: plain HTTP on the loopback address, a key made once under var/."""

import os
import secrets
import sys

from .base import *  # noqa: F403
from .base import VAR, env
from .environment import Unusable


def _own_key() -> str:
    """Made at the first start. Raises Unusable."""
    kept = VAR / "secret-key"
    try:
        VAR.mkdir(parents=True, exist_ok=True)
        if not kept.exists():
            descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(60))
        return kept.read_text()
    except OSError as error:
        raise Unusable(f"Không đọc, ghi được {kept}: thư mục {VAR} phải là của người chạy chương trình.") from error


_key = _own_key()
SECRET_KEY = env.str("SECRET_KEY", default="") or _key
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
SAMPLE_DATA = env.bool("SAMPLE_DATA", default=False)
GALLERY = SAMPLE_DATA
BACKUP_MAY_BE_PLAIN = True
# Commands work without collected files; bin/demo collects them before it serves, which writes the manifest.
if "collectstatic" not in sys.argv and not (VAR / "static" / "staticfiles.json").exists():
    from .base import STORAGES

    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
