"""Put a backup back: into an absent or empty database, or with --replace in the place of a full one."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from members import backups, rights
from members.commanding import OfficeCommand, sent, system_user
from members.errors import Refusal


class Command(OfficeCommand):
    help = "Khôi phục sổ từ một tệp sao lưu."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="tệp sao lưu")
        parser.add_argument("--key", metavar="KEYFILE", help="tệp khóa bí mật, khi tệp sao lưu đã mã hóa")
        parser.add_argument("--replace", action="store_true", help="thay dữ liệu đang có")
        parser.add_argument("--by", metavar="NAME", help="không dùng ở lệnh này: khôi phục là việc của máy chủ")

    def carry_out(self, **options: Any) -> None:
        # Accounts of the database that goes say nothing about the one that comes: the machine acts.
        if options["by"]:
            raise Refusal("Khôi phục thay cả danh sách tài khoản nên là việc của máy chủ; bỏ --by.")
        # Whoever runs this may have a wide mask; what comes back holds everybody.
        before = os.umask(0o077)
        try:
            self._put_back(**options)
        finally:
            os.umask(before)

    def _put_back(self, **options: Any) -> None:
        by = rights.machine(system_user(), timezone.localdate())
        key = Path(options["key"]) if options["key"] else None
        done = backups.put_back(sent(options["file"]), key=key, replace=options["replace"], by=by)
        made = timezone.localtime(datetime.fromisoformat(done.made_at))
        self.stdout.write(f"Đã khôi phục sổ của lúc {made:%H:%M ngày %d/%m/%Y}, lịch sử đến dòng {done.lines}.")
