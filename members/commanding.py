"""What every public command shares: for whom it acts, and a refusal as one line with exit code 2."""

from __future__ import annotations

import getpass
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from members import rights, scope
from members.errors import Refusal
from members.models import Account


class RegisterCommand(BaseCommand):
    """A command that carries out `carry_out(options, actor)`; a Refusal becomes one Vietnamese line and code 2."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--by", metavar="NAME", help="tên đăng nhập của người mà lệnh làm thay")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            actor = self.actor(options.get("by"))
            self.carry_out(options, actor)
        except Refusal as refusal:
            self.refuse(refusal.sentence)
        except DatabaseError as error:
            if "no such table" in str(error) or "does not exist" in str(error):
                self.refuse("Cơ sở dữ liệu chưa được lập; chạy manage.py migrate trước.")
            raise

    def carry_out(self, options: dict[str, Any], actor: rights.Actor) -> None:
        raise TypeError("carry_out")

    def refuse(self, sentence: str) -> None:
        self.stderr.write(" ".join(sentence.split()))
        sys.exit(2)

    def actor(self, username: str | None) -> rights.Actor:
        today = timezone.localdate()
        if not username:
            return rights.machine(_system_user(), today)
        account = Account.objects.filter(username=username.lower(), is_active=True).first()
        if account is None:
            raise Refusal(f"Không có tài khoản {username}.")
        return rights.actor_for(account, today)

    def scope_of(self, actor: rights.Actor) -> scope.Scope:
        return rights.scope_of(actor)


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "không rõ"
