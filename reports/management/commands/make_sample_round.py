"""Make a made-up round of reconciliation in a made-up district."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from members.commanding import OfficeCommand
from members.errors import Refusal
from members.models import Account, Organisation
from reports.reconciliation import sample
from reports.reconciliation.models import Round


class Command(OfficeCommand):
    help = "Lập một đợt đối khớp mẫu trong đảng bộ mẫu (toàn bộ là dữ liệu bịa)."

    def carry_out(self, **options: Any) -> None:
        if not Organisation.unscoped.exists():
            raise Refusal("Sổ chưa có tổ chức nào: lập đảng bộ mẫu trước.")
        if not Account.objects.exists():
            raise Refusal("Sổ chưa có tài khoản nào để gửi danh sách: lập đảng bộ mẫu với --demo.")
        if Round.objects.exists():
            raise Refusal("Sổ đã có đợt đối khớp: đợt mẫu chỉ lập khi chưa có đợt nào.")
        by = self.actor(options)
        self.progress("Đang lập đợt đối khớp mẫu …")
        self.stdout.write("\n".join(sample.make(by=by, at=timezone.now())))
