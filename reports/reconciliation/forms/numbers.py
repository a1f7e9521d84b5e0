"""The numbers of a light round."""

from __future__ import annotations

from typing import Any

from django import forms

from members.forms.acts import ActForm
from reports.reconciliation.models import CommitteeNumbers


def count(label: str) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"class": "count", "inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, min_value=0, max_value=100_000, widget=widget)


class NumbersForm(ActForm):
    """The committee's own numbers on the closing day."""

    total = count("Đảng viên")
    official = count("Chính thức")
    probationary = count("Dự bị")
    women = count("Nữ")
    exempt = count("Miễn sinh hoạt")
    away = count("Sinh hoạt tạm thời nơi khác")
    guests = count("Tạm thời ở đây (không tính)")

    def offer(self, actor: Any, target: Any) -> None:
        known = CommitteeNumbers.objects.filter(reconciliation=target).first()
        for kind in CommitteeNumbers.KINDS:
            self.fields[kind].initial = getattr(known, kind) if known else None

    def act(self) -> dict[str, Any]:
        return {"numbers": {kind: self.cleaned_data[kind] for kind in CommitteeNumbers.KINDS}}
