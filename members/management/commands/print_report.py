"""Print a paper of the catalogue from the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction
from django.utils import timezone

from kit.calendar import FIRST_YEAR, LAST_YEAR, period_of
from members import looks, papers, registry, rights, scope
from members.commanding import OfficeCommand, day_written, target, written
from members.errors import Refusal
from members.models import Organisation, Term
from members.registry import Paper, PaperAsked, PaperMade

# Which options say for when a paper is; a paper takes those that it names.
WHEN = ("as_of", "year", "period", "round")
# A number of a round; a longer one no database holds.
LONGEST = 9


class Command(OfficeCommand):
    help = "In một biểu mẫu ra tệp PDF hoặc XLSX."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("name", metavar="NAME", nargs="?", help="tên biểu mẫu; xem --list")
        parser.add_argument("--organisation", metavar="CODE", help="mã tổ chức; không ghi thì cả đảng bộ")
        when = parser.add_mutually_exclusive_group()
        when.add_argument("--as-of", metavar="NGÀY", help="ngày của số liệu; không ghi thì hôm nay")
        when.add_argument("--year", metavar="NĂM", help="năm của số liệu; không ghi thì năm mới nhất")
        when.add_argument("--period", metavar="KỲ", help="2026-H1, 2026-Q1 hoặc NGÀY..NGÀY (ngày sau không tính)")
        when.add_argument("--round", metavar="SỐ", help="số của đợt; không ghi thì đợt mới nhất")
        parser.add_argument("--format", choices=("pdf", "xlsx"), help="không ghi thì theo đuôi tệp, rồi pdf")
        parser.add_argument("--output", metavar="FILE", help="tệp kết quả")
        parser.add_argument("--list", action="store_true", help="liệt kê các biểu mẫu")

    def carry_out(self, **options: Any) -> None:
        actor = self.actor(options)
        if options["list"]:
            for name, paper in registry.entries("papers").items():
                self.stdout.write(f"{name}\t{paper.title}")
            return
        paper = _paper(options)
        if not options["output"]:
            raise Refusal("Ghi tệp kết quả: --output FILE.")
        to = target(options["output"])
        with scope.opened(rights.scope_of(actor)):
            self._print(paper, _asked(options, to, actor.day), to, actor, options["name"])

    def _print(self, paper: Paper, asked: PaperAsked, to: Path, actor: rights.Actor, name: str) -> None:
        at = timezone.now()
        with written(to) as file:
            made = paper.write(
                file, asked, actor, lambda day: papers.about(actor, day, "in bằng lệnh print_report", at)
            )
        _looked(actor, made, {"name": name, "day": made.day.isoformat(), "kind": asked.kind}, at)


def _looked(actor: rights.Actor, made: PaperMade, asked: dict[str, Any], at: Any) -> None:
    with transaction.atomic():
        looks.looked(actor, "print_report", made.people, organisation=made.organisation, asked=asked, at=at)


def _paper(options: dict[str, Any]) -> Paper:
    """The paper of that name, which takes the options that were given. Raises Refusal."""
    name = options["name"]
    paper: Paper | None = registry.entry("papers", name) if name else None
    if paper is None:
        raise Refusal(f"Không có biểu mẫu {name}; xem print_report --list." if name else "Ghi tên biểu mẫu.")
    for option in WHEN:
        if options[option] is not None and option not in paper.takes:
            raise Refusal(f"Biểu mẫu {name} không nhận --{option.replace('_', '-')}.")
    return paper


def _asked(options: dict[str, Any], to: Path, today: date) -> PaperAsked:
    day = day_written(options["as_of"]) if options["as_of"] else None
    return PaperAsked(
        kind=options["format"] or ("xlsx" if to.suffix.lower() == ".xlsx" else "pdf"), day=day,
        organisation=_organisation(options["organisation"], day or today) if options["organisation"] else None,
        period=_days(options),
        round=_number(options["round"]) if options["round"] is not None else None,
    )  # fmt: skip


def _days(options: dict[str, Any]) -> tuple[date, date] | None:
    """The period, or the year."""
    if options["year"] is not None:
        year = _number(options["year"]) if len(options["year"]) == 4 else 0
        if not FIRST_YEAR <= year < LAST_YEAR:
            raise Refusal(f"Năm {options['year']} không đúng dạng bốn chữ số.")
        return date(year, 1, 1), date(year + 1, 1, 1)
    return _period(options["period"]) if options["period"] is not None else None


def _period(written: str) -> tuple[date, date]:
    try:
        return period_of(written)
    except ValueError as error:
        raise Refusal(f"Kỳ {written} không đúng dạng NĂM-H1, NĂM-Q1 hoặc NGÀY..NGÀY.") from error


def _number(written: str) -> int:
    if not (written.isascii() and written.isdigit()) or len(written) > LONGEST:
        raise Refusal(f"Đợt {written} không phải là số của một đợt.")
    return int(written)


def _organisation(code: str, day: date) -> Organisation:
    term = Term.objects.on(day).filter(code=code).select_related("organisation").first()
    term = term or Term.objects.filter(code=code).select_related("organisation").order_by("-since").first()
    if term is None:
        raise Refusal(f"Không có tổ chức mang mã {code}.")
    return term.organisation
