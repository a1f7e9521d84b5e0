"""Forms about the kinds of organisations that the office keeps."""

from __future__ import annotations

from typing import Any

from django import forms

from members.errors import Refusal, RuleBroken
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
        self.now = {"name": [target.name], "under": [str(pk) for pk in self.fields["under"].initial]}
        self.begin_with(target, "name", "holds_members", "is_grass_roots", "may_be_root")
        if target.terms.exists():
            # Figures and places of the past were counted by these.
            for name in ("holds_members", "is_grass_roots", "may_be_root"):
                del self.fields[name]

    def act(self) -> dict[str, Any]:
        left, shown = opened.left(self), opened.read(self.data.get(opened.NAME, ""))
        given = {name: value for name, value in super().act().items() if name == "why" or name not in left}
        if "name" in given and "name" in shown:
            given["seen_name"] = "".join(shown["name"])
        if "under" in given and "under" in shown:
            given["seen_under"] = [int(pk) for pk in shown["under"] if pk.isdecimal()]
        return given

    def refuse(self, refusal: Refusal) -> None:
        """Whoever sends it again has read what somebody else wrote."""
        super().refuse(refusal)
        if isinstance(refusal, RuleBroken) and refusal.rule == "history.changed":
            self.data = self.data.copy()
            shown = opened.read(self.data.get(opened.NAME, ""))
            self.data[opened.NAME] = opened.written({**shown, refusal.field: self.now[refusal.field]})


class RetireForm(ActForm):
    day = DayField(label="Thôi dùng từ ngày")

    def act(self) -> dict[str, Any]:
        return {"day": self.cleaned_data["day"]}


class TakeBackForm(ActForm):
    why = reason("dùng lại")

    def act(self) -> dict[str, Any]:
        return {"why": self.cleaned_data["why"]}
