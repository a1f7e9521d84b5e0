"""Forms about the kinds of organisations that the office keeps."""

from __future__ import annotations

from typing import Any

from django import forms

from members.models import Kind

from . import opened
from .acts import ActForm, reason
from .fields import DayField, PlacesField, WordsField


class KindForm(ActForm):
    """A kind: its name, what it may stand under, what it is."""

    name = WordsField(label="Tên loại", max_length=80, help_text="Ví dụ liên đảng bộ")
    under = PlacesField(
        label="Đứng dưới các loại", queryset=Kind.objects.filter(holds_members=False),
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    holds_members = forms.BooleanField(label="Đảng viên sinh hoạt trực tiếp ở đây, như chi bộ", required=False)
    is_grass_roots = forms.BooleanField(label="Là tổ chức cơ sở đảng", required=False)
    may_be_root = forms.BooleanField(label="Có thể đứng đầu sổ", required=False)

    def act(self) -> dict[str, Any]:
        names = ("name", "under", "holds_members", "is_grass_roots", "may_be_root", "why")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class CorrectKindForm(KindForm):
    """Only what was typed over is corrected: somebody else may have corrected the rest meanwhile."""

    why = reason()

    def offer(self, actor: Any, target: Kind) -> None:
        self.fields["under"].queryset = Kind.objects.filter(holds_members=False).exclude(pk=target.pk)
        self.fields["under"].initial = list(target.may_stand_under.values_list("pk", flat=True))
        self.begin_with(target, "name", "holds_members", "is_grass_roots", "may_be_root")
        if target.terms.exists():
            # Figures and places of the past were counted by these.
            for name in ("holds_members", "is_grass_roots", "may_be_root"):
                del self.fields[name]

    def act(self) -> dict[str, Any]:
        left = opened.left(self)
        return {name: value for name, value in super().act().items() if name == "why" or name not in left}


class RetireForm(ActForm):
    day = DayField(label="Thôi dùng từ ngày")

    def act(self) -> dict[str, Any]:
        return {"day": self.cleaned_data["day"]}


class TakeBackForm(ActForm):
    why = reason("dùng lại")

    def act(self) -> dict[str, Any]:
        return {"why": self.cleaned_data["why"]}
