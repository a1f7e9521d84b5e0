"""All points of spelling alone are answered together."""

from __future__ import annotations

from typing import Any

from django import forms

from members.forms.acts import ActForm
from reports.reconciliation.models import Choice


class SpellingForm(ActForm):
    """All points of spelling alone, answered together as they were shown."""

    choice = forms.ChoiceField(label="Trả lời chung", widget=forms.RadioSelect)
    mark = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def offer(self, actor: Any, target: Any) -> None:
        mark, enters = target
        words = {Choice.FIX_LIST: "Giữ như sổ, cơ sở sửa danh sách"}
        words[Choice.FIX_RECORD] = "Viết như danh sách, sửa sổ" if enters else "Viết như danh sách, cán bộ tổ chức ghi"
        self.fields["choice"].choices = [(one.value, said) for one, said in words.items()]
        self.fields["mark"].initial = mark

    def act(self) -> dict[str, Any]:
        return {"choice": self.cleaned_data["choice"], "mark": self.cleaned_data["mark"]}
