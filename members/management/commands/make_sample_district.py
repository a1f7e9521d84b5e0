"""Make a made-up district in an empty database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from members import scope
from members.commanding import OfficeCommand
from members.models import Organisation
from members.sample import bulk, cases, demo, lists
from members.sample.plans import make_plan

SAMPLE_DAY = date(2026, 6, 30)


class Command(OfficeCommand):
    help = "Lập một đảng bộ mẫu (toàn bộ là dữ liệu bịa) trong cơ sở dữ liệu còn trống."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--members", metavar="N", type=int, default=3000, help="số đảng viên đang sinh hoạt")
        parser.add_argument("--seed", metavar="S", default="1", help="cùng số thì cùng dữ liệu")
        parser.add_argument("--years", metavar="N", type=int, default=20, help="số năm có số liệu")
        day = "ngày cuối của dữ liệu (mặc định 2026-06-30; với --demo: hôm nay)"
        parser.add_argument("--day", metavar="DATE", type=date.fromisoformat, help=day)
        lists_help = "thư mục ghi thêm năm tệp danh sách mẫu của các đảng ủy; trùng tên, trùng ngày nhiều như thật"
        parser.add_argument("--demo", action="store_true", help="thêm tài khoản dùng thử và cài đặt của cơ quan")
        parser.add_argument("--lists", metavar="DIR", type=Path, help=lists_help)
        parser.add_argument("--level", choices=lists.LEVELS, default="normal", help="mức sai sót của các danh sách")

    def carry_out(self, **options: Any) -> None:
        actor = self.actor(options)
        day = options["day"] or (actor.day if options["demo"] else SAMPLE_DAY)
        if Organisation.unscoped.exists():
            self.refuse("Sổ đã có tổ chức: dữ liệu mẫu chỉ lập trong cơ sở dữ liệu còn trống.")
        try:
            alike = options["lists"] is not None
            plan = make_plan(options["members"], options["seed"], day, options["years"], alike=alike)
        except ValueError as error:
            self.refuse(str(error))
        by = replace(actor, day=day)
        bulk.apply(plan, by=by)
        with scope.opened(scope.whole_register(day)):
            self.stdout.write("\n".join(cases.lines(day)))
        if options["lists"]:
            lists.write(plan, options["lists"], options["level"])
        if options["demo"]:
            self.stdout.write("\n".join(demo.make(plan, by=by)))
