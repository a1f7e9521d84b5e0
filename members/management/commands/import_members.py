"""Import a list of members as from the screen."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone

from kit.reading import Refused, Workbook, open_workbook
from members import looks
from members.commanding import OfficeCommand, organisation_of, sent, write_json
from members.errors import Refusal
from members.importing import Outcome, apply, check_rejected, make_plan, report, signed
from members.loading import uncollected

# Nobody is asked where a command runs: the line says what it was.
BY_COMMAND = "nhập bằng lệnh từ tệp {}, không ghi lý do"


class Command(OfficeCommand):
    help = "Nhập danh sách đảng viên từ tệp .xlsx, .xls, .ods hoặc .csv."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", metavar="FILE", help="tệp danh sách")
        parser.add_argument("--organisation", metavar="CODE", help="mã tổ chức mà danh sách thuộc về")
        parser.add_argument("--create-organisations", action="store_true", help="lập tổ chức chưa có trong sổ")
        parser.add_argument("--sheet", metavar="NAME", help="chỉ đọc trang tính này")
        parser.add_argument(
            "--leave-rejected", action="store_true", help="nhập các dòng còn lại khi có dòng không nhận"
        )
        parser.add_argument(
            "--why", metavar="TEXT", default="", help="lý do, khi danh sách sửa điều sổ đã ghi hoặc đổi điều đã ký"
        )
        parser.add_argument("--dry-run", action="store_true", help="chỉ xem, không ghi")
        parser.add_argument("--json", metavar="OUT", help="ghi kết quả ra tệp JSON")

    @uncollected()
    def carry_out(self, **options: Any) -> None:
        by = self.actor(options)
        # The file is held by no name here: it is gone from memory before anything is written.
        organisation = organisation_of(options["organisation"], by.day)
        plan = make_plan(
            self._opened(sent(options["file"])), by=by, organisation=organisation,
            sheet=options["sheet"], create_organisations=options["create_organisations"],
        )  # fmt: skip
        self.progress(f"Đã đọc {len(plan.rows)} dòng, đang ghi …")
        if options["dry_run"] or options["json"] or plan.of(Outcome.REJECTED):
            # Before anything is told of those whom the register knows.
            asked = {"tep": plan.checksum, "ngay": by.day.isoformat()}
            looks.looked(by, "import_members", plan.told_of, organisation=organisation, asked=asked, at=timezone.now())
        if options["json"]:
            # Written before anything may refuse: it lists all that stands in the way.
            write_json(options["json"], report(plan, None))
        if options["dry_run"]:
            applied = None
            check_rejected(plan, leave_rejected=options["leave_rejected"])
        else:
            asks = plan.corrected or signed.touched(plan).rows
            why = options["why"].strip() or (BY_COMMAND.format(plan.file) if asks else "")
            applied = apply(plan, by=by, leave_rejected=options["leave_rejected"], why=why[:300])
            if options["json"]:
                self._tell(options["json"], report(plan, applied))
        said = report(plan, applied)
        self.stdout.write(
            f"Thêm mới {said['created']}, sửa {said['changed']}, không đổi {said['unchanged']}, "
            f"không nhận {said['rejected']}, cần xem lại {len(said['problems'])} chỗ."
        )
        unread = sum(len(sheet.unread) for sheet in plan.sheets)
        if unread:
            self.stdout.write(
                f"{unread} chỗ trong tệp có thể là người mà không đọc được; tệp JSON nêu từng dòng, lý do."
            )

    def _tell(self, path: str, said: dict[str, Any]) -> None:
        """The list stands in the register by now: that is no refusal any more. What was written before it says that
        nothing was applied: nobody may take it for the result."""
        try:
            write_json(path, said)
        except Refusal as refusal:
            try:
                Path(path).unlink(missing_ok=True)
                left = "Tệp viết trước khi nhập đã bỏ đi."
            except OSError:
                left = "Tệp đang có ở đó viết từ trước khi nhập, không dùng được."
            self.stderr.write(f"Danh sách đã nhập xong. {refusal.sentence} {left}")

    def _opened(self, path: Path) -> Workbook:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise Refusal(f"Không mở được tệp {path.name}.") from error
        self.progress("Đang đọc tệp …")
        try:
            return open_workbook(path.name, data)
        except Refused as refused:
            raise Refusal(refused.sentence) from refused
