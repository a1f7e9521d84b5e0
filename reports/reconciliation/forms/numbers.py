"""The numbers of a light round."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from members.errors import Refusal, RuleBroken
from members.forms.acts import ActForm
from members.forms.fields import CountField
from reports.reconciliation.models import CommitteeNumbers

# More than any register holds.
MOST = 100_000


class NumbersForm(ActForm):
    """The committee's own numbers on the closing day."""

    # Before the form is offered: none.
    known: CommitteeNumbers | None = None
    total = CountField("Đảng viên", most=MOST)
    official = CountField("Chính thức", most=MOST)
    probationary = CountField("Dự bị", most=MOST)
    women = CountField("Nữ", most=MOST)
    exempt = CountField("Miễn sinh hoạt", most=MOST)
    away = CountField("Sinh hoạt tạm thời nơi khác", most=MOST)
    guests = CountField("Tạm thời ở đây (không tính)", most=MOST)

    def offer(self, actor: Any, target: Any) -> None:
        self.known = CommitteeNumbers.objects.filter(reconciliation=target).first()
        for kind in CommitteeNumbers.KINDS:
            self.fields[kind].initial = getattr(self.known, kind) if self.known else None

    def open(self, seen: int, asked: QueryDict | None = None) -> None:
        """Of what is about numbers, their version."""
        super().open(self._version(), asked)

    def _version(self) -> int:
        return self.known.version if self.known else 0

    def refuse(self, refusal: Refusal) -> None:
        """Told that others stand there by now, the next press is a decision about those."""
        super().refuse(refusal)
        if isinstance(refusal, RuleBroken) and refusal.rule == "history.changed":
            self.data = self.data.copy()
            self.data["seen"] = str(self._version())

    def act(self) -> dict[str, Any]:
        """A page that says nothing of which numbers it showed has shown none."""
        numbers = {kind: self.cleaned_data[kind] for kind in CommitteeNumbers.KINDS}
        return {"numbers": numbers, "version": self.cleaned_data.get("seen") or 0}
