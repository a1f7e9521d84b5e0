"""Forms of an import: the file, and how a sheet is read."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from members.importing.vocabulary import LABELS

from .base import Form
from .fields import DayField, OrganisationField

# A sheet has no more rows than that.
LAST_ROW = 1_048_576


class FileForm(Form):
    file = forms.FileField(label="Tệp danh sách", help_text="Bảng tính XLSX hoặc CSV, nhiều nhất 10 MB")
    organisation = OrganisationField(label="Của tổ chức", required=False)
    create_organisations = forms.BooleanField(label="Lập các tổ chức chưa có trong sổ", required=False)

    def offer(self, actor: Any) -> None:
        self.fields["organisation"].offer(actor.day, empty="cả đảng bộ")


class ReadingForm(Form):
    """Which row holds the heads, and what each column is. One field a column, named by its letter."""

    header_row = forms.IntegerField(
        label="Dòng tiêu đề", min_value=1, max_value=LAST_ROW, widget=forms.TextInput(attrs={"class": "count"})
    )

    def __init__(self, *args: Any, heads: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        kinds = [("", "không lưu"), *LABELS.items()]
        for letter, head in heads:
            self.fields[f"cot_{letter}"] = forms.ChoiceField(
                label=f"Cột {letter}: {head[:60]}", choices=kinds, required=False
            )
        self._say_all()

    def columns(self) -> dict[str, str]:
        """field → letter, as the reader takes it."""
        return {
            kind: name.removeprefix("cot_") for name, kind in self.cleaned_data.items() if name[:4] == "cot_" and kind
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = [kind for name, kind in cleaned.items() if name.startswith("cot_") and kind]
        for kind in {one for one in chosen if chosen.count(one) > 1}:
            self.add_error(None, f"{LABELS[kind]} được chọn cho hai cột; giữ một cột.")
        if "full_name" not in chosen:
            self.add_error(None, "Chọn cột họ và tên.")
        return cleaned


class CompareForm(Form):
    """A committee's list, the day it is of, and whose it is where the file does not say."""

    file = forms.FileField(label="Danh sách của đảng ủy", help_text="Bảng tính XLSX hoặc CSV, nhiều nhất 10 MB")
    day = DayField(label="Ngày đối chiếu")
    organisation = OrganisationField(label="Của tổ chức", required=False)

    def offer(self, actor: Any) -> None:
        self.today = actor.day
        self.fields["organisation"].offer(actor.day, empty="theo tên ghi trong từng trang")

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError("Ngày đó chưa đến.")
        return day
