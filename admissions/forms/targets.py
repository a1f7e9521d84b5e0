"""A target of admissions for a year: how many, by which decision."""

from __future__ import annotations

from typing import Any

from django import forms

from admissions.rules.targets import MOST
from members.forms.acts import PaperForm
from members.forms.fields import CountField, DayField


class TargetForm(PaperForm):
    year = forms.IntegerField(
        label="Năm", widget=forms.TextInput(attrs={"class": "count", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Ghi năm bằng bốn chữ số, ví dụ 2026"},
    )  # fmt: skip
    many = CountField("Số người kết nạp", most=MOST, missing="Nhập số người kết nạp")
    day = DayField(label="Ngày giao")
    filled_by_links = ("year",)
    field_order = ["year", "many", "day"]

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["year"].initial = actor.day.year
