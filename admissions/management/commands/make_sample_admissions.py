"""Make made-up files of admission in a made-up district."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from admissions import sample
from admissions.models import Applicant
from members.commanding import OfficeCommand
from members.errors import Refusal
from members.models import Organisation


class Command(OfficeCommand):
    help = "Lập các hồ sơ kết nạp mẫu trong đảng bộ mẫu (toàn bộ là dữ liệu bịa)."

    def carry_out(self, **options: Any) -> None:
        if not Organisation.unscoped.exists():
            raise Refusal("Sổ chưa có tổ chức nào: lập đảng bộ mẫu trước.")
        if Applicant.unscoped.exists():
            raise Refusal("Sổ đã có hồ sơ kết nạp: hồ sơ mẫu chỉ lập khi chưa có hồ sơ nào.")
        self.progress("Đang lập hồ sơ kết nạp mẫu …")
        with transaction.atomic():
            said = sample.make(by=self.actor(options))
        self.stdout.write(said)
