"""Make a made-up district in an empty database."""

from __future__ import annotations

import getpass
import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from members import rights, scope
from members.models import Organisation
from members.sample import bulk, cases, demo, lists
from members.sample.plans import make_plan

SAMPLE_DAY = date(2026, 6, 30)


class Command(BaseCommand):
    help = "Lập một đảng bộ mẫu (toàn bộ là dữ liệu bịa) trong cơ sở dữ liệu còn trống."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--members", type=int, default=3000, help="số đảng viên đang sinh hoạt")
        parser.add_argument("--seed", default="1", help="cùng số thì cùng dữ liệu")
        parser.add_argument("--years", type=int, default=20, help="số năm có số liệu")
        day = "ngày cuối của dữ liệu (mặc định 2026-06-30; với --demo: hôm nay)"
        parser.add_argument("--day", type=date.fromisoformat, help=day)
        parser.add_argument("--demo", action="store_true", help="thêm tài khoản dùng thử và cài đặt của cơ quan")

        parser.add_argument("--lists", type=Path, help="thư mục ghi thêm năm tệp danh sách mẫu của các đảng ủy")
        parser.add_argument("--level", choices=lists.LEVELS, default="normal", help="mức sai sót của các danh sách")

    def handle(self, *args: Any, **options: Any) -> None:
        day = options["day"] or (date.today() if options["demo"] else SAMPLE_DAY)  # noqa: DTZ011
        if Organisation.unscoped.exists():
            self._refuse("Sổ đã có tổ chức: dữ liệu mẫu chỉ lập trong cơ sở dữ liệu còn trống.")
        try:
            plan = make_plan(options["members"], options["seed"], day, options["years"])
        except ValueError as error:
            self._refuse(str(error))
        by = rights.machine(getpass.getuser(), day)
        bulk.apply(plan, by=by)
        with scope.opened(scope.whole_register(day)):
            self.stdout.write("\n".join(cases.lines(day)))
        if options["lists"]:
            lists.write(plan, options["lists"], options["level"])
        if options["demo"]:
            self.stdout.write("\n".join(demo.make(plan, by=by)))

    def _refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(2)
