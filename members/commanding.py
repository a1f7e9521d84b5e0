"""How the commands of an office behave: one Vietnamese line and exit code 2 when refused, progress on a terminal."""

from __future__ import annotations

import getpass
import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils import timezone

from members import rights
from members.errors import Refusal
from members.models import Account, Organisation, Term


class OfficeCommand(BaseCommand):
    """`carry_out(**options)` does the work; a Refusal becomes the line and the exit code."""

    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--by", metavar="NAME", help="tên tài khoản thực hiện; không ghi thì là máy chủ")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.carry_out(**options)
        except Refusal as refusal:
            self.refuse(refusal.sentence)
        except DatabaseError as error:
            if "no such table" not in str(error) and "does not exist" not in str(error):
                raise
            self.refuse("Cơ sở dữ liệu chưa được lập; chạy manage.py migrate trước.")

    def refuse(self, sentence: str) -> NoReturn:
        """One line on standard error, exit code 2."""
        self.stderr.style_func = None
        self.stderr.write(" ".join(sentence.split()))
        sys.exit(2)

    def carry_out(self, **options: Any) -> None:
        """What this command does. Raises Refusal."""
        raise TypeError(f"{type(self).__module__} has no carry_out")

    def actor(self, options: dict[str, Any]) -> rights.Actor:
        """The account of `--by` with its roles of today, else the machine under the system user's name."""
        day = timezone.localdate()
        if not options.get("by"):
            return rights.machine(system_user(), day)
        account = Account.objects.filter(username=options["by"].lower(), is_active=True).first()
        if account is None:
            raise Refusal(f"Không có tài khoản “{options['by']}” đang dùng được.")
        return rights.actor_for(account, day)

    def progress(self, sentence: str) -> None:
        if sys.stderr.isatty():
            self.stderr.write(sentence)


def system_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "không rõ"


def organisation_of(code: str | None, day: Any) -> Organisation | None:
    """The organisation with this code on that day. Raises Refusal for an unknown one."""
    if not code:
        return None
    term = Term.unscoped.on(day).filter(code=code).select_related("organisation").first()
    if term is None:
        raise Refusal(f"Không có tổ chức mang mã “{code}”.")
    return term.organisation


def write_json(path: str, said: Any) -> None:
    """Raises Refusal when the file can't be written."""
    try:
        Path(path).write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError as error:
        raise Refusal(f"Không ghi được tệp {path}.") from error
