"""Print a paper of the catalogue from the command line."""

from __future__ import annotations

import contextlib
from datetime import date
from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction
from django.utils import timezone

from kit.calendar import PartialDate
from members import looks, papers, rights, scope
from members.commanding import OfficeCommand, target
from members.errors import Refusal
from members.models import Organisation, Term


class Command(OfficeCommand):
    help = "In một biểu mẫu ra tệp PDF hoặc XLSX."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("name", nargs="?", help="tên biểu mẫu; xem --list")
        parser.add_argument("--organisation", metavar="CODE", help="mã tổ chức; không ghi thì cả đảng bộ")
        parser.add_argument("--as-of", metavar="NGÀY", help="ngày của số liệu; không ghi thì hôm nay")
        parser.add_argument("--format", choices=("pdf", "xlsx"), help="không ghi thì theo đuôi tệp, rồi pdf")
        parser.add_argument("--output", metavar="FILE")
        parser.add_argument("--list", action="store_true", help="liệt kê các biểu mẫu")

    def carry_out(self, **options: Any) -> None:
        actor = self.actor(options)
        if options["list"]:
            for name, form in papers.FORMS.items():
                self.stdout.write(f"{name}\t{form.title.capitalize()}")
            return
        name = options["name"]
        if name not in papers.FORMS:
            raise Refusal(f"Không có biểu mẫu {name}; xem print_report --list." if name else "Ghi tên biểu mẫu.")
        if not options["output"]:
            raise Refusal("Ghi tệp kết quả: --output FILE.")
        day = _day(options["as_of"], actor.day)
        papers.check_day(day, actor.day)
        with scope.opened(rights.scope_of(actor)):
            self._print(name, _organisation(options["organisation"], day), day, options, actor)

    def _print(self, name: str, organisation: Organisation, day: date, options: dict[str, Any], actor: Any) -> None:
        to = target(options["output"])
        kind = options["format"] or ("xlsx" if to.suffix.lower() == ".xlsx" else "pdf")
        fresh, at = to.with_name(f".{to.name}.part"), timezone.now()
        about = papers.about(actor, day, "in bằng lệnh print_report", at)
        try:
            with fresh.open("wb") as file:
                seen = papers.print_roster(file, name, organisation, day, by=actor, kind=kind, about=about)
            fresh.replace(to)
        except OSError as error:
            raise Refusal(f"Không ghi được tệp {to}: {error.strerror}.") from error
        finally:
            # Where nothing could be written, nothing is left to take away.
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
        asked = {"name": name, "day": day.isoformat(), "kind": kind}
        with transaction.atomic():
            looks.looked(actor, "print_report", seen, organisation=organisation, asked=asked, at=at)


def _day(written: str | None, today: date) -> date:
    if not written:
        return today
    try:
        known = PartialDate.parse(written)
    except ValueError as error:
        raise Refusal(f"Ngày {written} không đúng dạng NĂM-THÁNG-NGÀY.") from error
    if known.day is None:
        raise Refusal(f"Ngày {written} chưa đủ ngày, tháng, năm.")
    return known.earliest()


def _organisation(code: str | None, day: date) -> Organisation:
    if code:
        term = Term.objects.on(day).filter(code=code).select_related("organisation").first()
        term = term or Term.objects.filter(code=code).select_related("organisation").order_by("-since").first()
        if term is None:
            raise Refusal(f"Không có tổ chức mang mã {code}.")
        return term.organisation
    root = Term.objects.on(day).filter(parent=None).select_related("organisation").first()
    if root is None:
        raise Refusal("Sổ chưa có tổ chức nào vào ngày đó.")
    return root.organisation
