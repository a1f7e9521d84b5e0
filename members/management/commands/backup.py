"""Write the whole register into one file and print its path."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone

from members import backups
from members.commanding import OfficeCommand
from members.errors import Refusal

KEY_MADE = "Đã lập khóa, nửa công khai ở {}."


class Command(OfficeCommand):
    help = "Sao lưu cơ sở dữ liệu và tệp vào một tệp, in đường dẫn của nó."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("folder", metavar="DIR", nargs="?", help="thư mục để tệp sao lưu")
        parser.add_argument("--recipient", metavar="KEYFILE", help="tệp khóa công khai: chỉ ai giữ khóa bí mật mở được")
        parser.add_argument(
            "--make-key", metavar="KEYFILE", help="lập một cặp khóa mới; có DIR thì sao lưu cho khóa ấy, không thì dừng"
        )

    def carry_out(self, **options: Any) -> None:
        made = backups.make_key(Path(options["make_key"])) if options["make_key"] else None
        if made is not None and not options["folder"]:
            self.stdout.write(str(made))
            return
        if not options["folder"]:
            raise Refusal("Ghi thư mục để tệp sao lưu.")
        recipient = Path(options["recipient"]) if options["recipient"] else made
        try:
            by = self.actor(options)
            to = backups.take(Path(options["folder"]), recipient=recipient, by=by, at=timezone.now())
        except Refusal as refusal:
            raise Refusal(f"{refusal.sentence} {KEY_MADE.format(made)}" if made else refusal.sentence) from refusal
        if made is not None:
            self.stderr.write(KEY_MADE.format(made))
        self.stdout.write(str(to))
