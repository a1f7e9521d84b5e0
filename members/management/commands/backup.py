"""Write the whole register into one file and print its path."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone

from members import backups
from members.commanding import OfficeCommand
from members.errors import Refusal


class Command(OfficeCommand):
    help = "Sao lưu cơ sở dữ liệu và tệp vào một tệp, in đường dẫn của nó."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("folder", metavar="DIR", nargs="?", help="thư mục để tệp sao lưu")
        parser.add_argument("--recipient", metavar="KEYFILE", help="tệp khóa công khai: chỉ ai giữ khóa bí mật mở được")
        parser.add_argument("--make-key", metavar="KEYFILE", help="lập một cặp khóa mới, rồi dừng")

    def carry_out(self, **options: Any) -> None:
        if options["make_key"] and (options["folder"] or options["recipient"]):
            raise Refusal("--make-key chỉ lập khóa, không sao lưu: chạy riêng, rồi sao lưu với --recipient.")
        if options["make_key"]:
            self.stdout.write(str(backups.make_key(Path(options["make_key"]))))
            return
        if not options["folder"]:
            raise Refusal("Ghi thư mục để tệp sao lưu.")
        recipient = Path(options["recipient"]) if options["recipient"] else None
        by = self.actor(options)
        self.stdout.write(str(backups.take(Path(options["folder"]), recipient=recipient, by=by, at=timezone.now())))
