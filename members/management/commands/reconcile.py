"""Compare a workbook with the records; nothing is written to the records."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.utils import timezone

from kit.calendar import print_day
from kit.reading import Refused, open_workbook
from members import comparing, looks, papers, rights, tree
from members.commanding import OfficeCommand, day_written, organisation_of, sent, write_json
from members.errors import Refusal
from members.importing import tables_of
from members.loading import uncollected


class Command(OfficeCommand):
    help = "Đối khớp danh sách với sổ vào một ngày."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", metavar="FILE", help="tệp danh sách")
        parser.add_argument("--as-of", metavar="YYYY-MM-DD", required=True, help="ngày đối khớp")
        parser.add_argument("--organisation", metavar="CODE", help="mã tổ chức của danh sách")
        parser.add_argument("--json", metavar="OUT", required=True, help="ghi kết quả ra tệp JSON")

    @uncollected()
    def carry_out(self, **options: Any) -> None:
        by = self.actor(options)
        try:
            day = date.fromisoformat(options["as_of"])
        except ValueError as error:
            # What is no day at all is told as what it is.
            day_written(options["as_of"])
            raise Refusal("Ghi ngày đối khớp theo dạng năm-tháng-ngày, ví dụ 2026-06-30.") from error
        if day > by.day:
            raise Refusal(f"Ngày đối khớp {print_day(day)} chưa đến.")
        # As every list of a day: before the register began it would answer that nobody was there.
        papers.check_day(day, by.day)
        if not tree.has_head(day):
            raise Refusal(papers.NO_ORGANISATION)
        organisation = organisation_of(options["organisation"], day)
        # As on the screen: a list is held against everybody, so that who stands elsewhere is found.
        rights.check_sees_whole(by)
        path = sent(options["file"])
        try:
            book = open_workbook(path.name, path.read_bytes())
        except OSError as error:
            raise Refusal(f"Không mở được tệp {path.name}.") from error
        except Refused as refused:
            raise Refusal(refused.sentence) from refused
        self.progress("Đang đối khớp …")
        found = comparing.compare(tables_of(book.sheets), day=day, organisation=organisation)
        asked = {"tep": book.checksum, "ngay": day.isoformat()}
        looks.looked(by, "reconcile", found.told_of, organisation=organisation, asked=asked, at=timezone.now())
        write_json(options["json"], comparing.report(book.name, day, found))
        matched = sum(row.record is not None for row in found.rows)
        self.stdout.write(
            f"Danh sách {len(found.rows)}, sổ {found.records}, khớp {matched}, "
            f"chỉ có trong sổ {len(found.only_in_records)}."
        )
