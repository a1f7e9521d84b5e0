"""A first password given at the server: where no second officer is there to confirm it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from members import passwords
from members.commanding import OfficeCommand
from members.errors import Refusal
from members.models import Account
from members.procedure import renewing


class Command(OfficeCommand):
    help = "Cấp lại mật khẩu cho một tài khoản và in mật khẩu đầu một lần; lịch sử ghi là máy chủ cấp."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("account", metavar="TÀI-KHOẢN", help="tên đăng nhập của người được cấp lại")

    def carry_out(self, **options: Any) -> None:
        username = options["account"].strip().lower()
        account = Account.objects.filter(username=username).first()
        if account is None:
            raise Refusal(f"Không có tài khoản “{options['account']}”.")
        if not account.is_active:
            raise Refusal(f"Tài khoản “{username}” đang khóa; mở khóa trước rồi cấp lại mật khẩu.")
        password = passwords.first_password()
        renewing.reset_password(account, by=self.actor(options), password=password)
        self.stdout.write(f"Mật khẩu đầu của {account.full_name} ({account.username}): {password}")
        self.stdout.write("Đưa tận tay; người dùng phải đổi ngay khi đăng nhập.")
