"""What the environment says of this installation. What is missing, or can't be read, is told in one sentence with the
name of its variable, never with its content: a password may stand there."""

from __future__ import annotations

import os
import warnings
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

DATABASES = ("django.db.backends.postgresql", "django.db.backends.sqlite3")


class Unusable(ImproperlyConfigured):
    """The sentence for who starts the program."""


def _misshapen(var: str) -> Unusable:
    return Unusable(f"Biến môi trường {var} không đúng dạng; xem docs/operations.md.")


class Environment(environ.Env):
    def get_value(
        self, var: str, cast: Any = None, default: Any = environ.Env.NOTSET, parse_default: bool = False
    ) -> Any:
        if default is self.NOTSET and not os.environ.get(var, "").strip():
            raise Unusable(f"Chưa đặt biến môi trường {var}; xem docs/operations.md.")
        try:
            return super().get_value(var, cast=cast, default=default, parse_default=parse_default)
        except (ImproperlyConfigured, ValueError) as error:
            raise _misshapen(var) from error

    def database(self, var: str, default: str) -> dict[str, Any]:
        """The database of this address: PostgreSQL or SQLite."""
        try:
            with warnings.catch_warnings():
                # It would print the address with its password.
                warnings.simplefilter("ignore")
                found: dict[str, Any] = self.db_url(var, default=default)
        except (ImproperlyConfigured, ValueError, KeyError) as error:
            raise _misshapen(var) from error
        if found.get("ENGINE") not in DATABASES:
            raise Unusable(f"Biến môi trường {var} không nêu PostgreSQL hay SQLite; xem docs/operations.md.")
        return found
