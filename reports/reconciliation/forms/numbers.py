"""The numbers of a light round."""

from __future__ import annotations

from typing import Any

from members.forms.acts import ActForm
from members.forms.fields import CountField
from reports.reconciliation.models import CommitteeNumbers

# More than any register holds.
MOST = 100_000


class NumbersForm(ActForm):
    """The committee's own numbers on the closing day."""

    total = CountField("Đảng viên", most=MOST)
    official = CountField("Chính thức", most=MOST)
    probationary = CountField("Dự bị", most=MOST)
    women = CountField("Nữ", most=MOST)
    exempt = CountField("Miễn sinh hoạt", most=MOST)
    away = CountField("Sinh hoạt tạm thời nơi khác", most=MOST)
    guests = CountField("Tạm thời ở đây (không tính)", most=MOST)

    def offer(self, actor: Any, target: Any) -> None:
        known = CommitteeNumbers.objects.filter(reconciliation=target).first()
        for kind in CommitteeNumbers.KINDS:
            self.fields[kind].initial = getattr(known, kind) if known else None

    def act(self) -> dict[str, Any]:
        return {"numbers": {kind: self.cleaned_data[kind] for kind in CommitteeNumbers.KINDS}}
