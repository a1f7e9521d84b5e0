"""Is the history whole, to the newest line? Exit code 0 whole, 1 broken, 2 could not be checked."""

from __future__ import annotations

import sys
from typing import Any

from django.db import DatabaseError

from members import verifying
from members.commanding import OfficeCommand
from members.errors import Refusal

SHOWN = 20


class Command(OfficeCommand):
    help = "Kiểm tra lịch sử: số thứ tự, mã niêm, giá trị và bản chứng ngoài cơ sở dữ liệu."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            # It only reads and leaves no line: whoever is named must be somebody.
            self.actor(options)
            report = verifying.verify()
        except verifying.CannotCheck as error:
            self.stderr.write(str(error))
            sys.exit(2)
        except Refusal as refusal:
            self.refuse(refusal.sentence)
        except DatabaseError:
            self.stderr.write("Không kiểm tra được: không đọc được cơ sở dữ liệu.")
            sys.exit(2)
        for sentence in report.breaks[:SHOWN]:
            self.stderr.write(sentence)
        if len(report.breaks) > SHOWN:
            self.stderr.write(f"… và {len(report.breaks) - SHOWN} chỗ khác.")
        self.stdout.write(said(report))
        if report.breaks:
            sys.exit(1)
        if report.unwitnessed:
            self.stderr.write("Không có bản chứng ngoài cơ sở dữ liệu, không biết phần cuối có còn đủ không.")
            sys.exit(2)


def said(report: verifying.Report) -> str:
    """One line that says how it stands."""
    state = f"Lịch sử bị đứt ở {len(report.breaks)} chỗ" if report.breaks else "Lịch sử nguyên vẹn"
    parts = [f"{state}: {report.acts} dòng, {report.looks} lần xem trong {report.blocks} khối"]
    if report.unsealed:
        parts.append(f"{report.unsealed} lần xem chưa niêm")
    parts += [f"{count} giá trị được gỡ bởi dòng {number}" for number, count in sorted(report.reduced.items())]
    parts += [f"khôi phục từ bản sao lưu ở dòng {number}" for number in report.restores]
    return "; ".join(parts) + "."
