"""Tests: a quick hasher, plain static files, everything else as in an office."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("REGISTER_VAR", tempfile.mkdtemp(prefix="register-test-"))

from .base import *  # noqa: F403
from .base import DATABASES, STORAGES, VAR

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = Path(VAR) / "static"
DATABASES["default"].setdefault("TEST", {})
GALLERY = True
