"""Tests: a quick hasher, plain static files, everything else as in an office."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "REGISTER_VAR" not in os.environ:
    _own = os.environ["REGISTER_VAR"] = tempfile.mkdtemp(prefix="register-test-")
    atexit.register(shutil.rmtree, _own, ignore_errors=True)

from .base import *  # noqa: F403
from .base import DATABASES, STORAGES, VAR

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = Path(VAR) / "static"
DATABASES["default"].setdefault("TEST", {})
GALLERY = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
