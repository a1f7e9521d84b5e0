"""Forms of an import: the file, and how a sheet is read."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from members.importing.columns import offered as columns_offered
from members.importing.columns import twice
from members.importing.vocabulary import LABELS

from .base import Form
from .fields import DayField, OrganisationField

SENT = "Bảng tính XLSX, XLS, ODS hoặc CSV, nhiều nhất 10 MB"
# What the window for choosing files offers first; what a file is, is seen from its content.
ENDINGS = forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"})

# A sheet has no more rows than that.
LAST_ROW = 1_048_576


class FileForm(Form):
    file = forms.FileField(label="Tệp danh sách", help_text=SENT, widget=ENDINGS)
    organisation = OrganisationField(label="Của tổ chức", required=False)
    create_organisations = forms.BooleanField(label="Lập các tổ chức chưa có trong sổ", required=False)

    def offer(self, actor: Any) -> None:
        self.fields["organisation"].offer(actor.day, empty="cả đảng bộ")


class FilledForm(Form):
    file = forms.FileField(label="Bảng đã điền", help_text="Tệp XLSX lấy từ chương trình, nhiều nhất 10 MB")


class ReadingForm(Form):
    """Which row holds the heads, and what each column is. One field a column, named by its letter."""

    header_row = forms.IntegerField(
        label="Dòng tiêu đề", min_value=1, max_value=LAST_ROW, widget=forms.TextInput(attrs={"class": "count low"})
    )

    def __init__(self, *args: Any, sheet: dict[str, Any], **given: Any) -> None:
        columns = sheet["columns"]
        initial = {f"cot_{one['letter']}": one["word"] for one in columns}
        super().__init__(*args, initial={"header_row": sheet["header_row"]} | initial, **given)
        kinds = columns_offered()
        known = {word for word, _ in kinds}
        self.sheet = sheet
        for one in columns:
            more = [(one["word"], one["label"])] if one["word"] not in known else []
            self.fields[f"cot_{one['letter']}"] = forms.ChoiceField(
                label=f"Cột {one['letter']} được đọc là", choices=kinds + more, required=False,
                widget=forms.Select(attrs={"class": "low"}),
            )  # fmt: skip
        self._say_all()

    def words(self) -> dict[str, str]:
        """Letter → what the column was taken for."""
        return {name.removeprefix("cot_"): word for name, word in self.cleaned_data.items() if name[:4] == "cot_"}

    def keeps_row(self) -> bool:
        """Another row of heads is read anew: what was said of the columns was said under the old ones."""
        return bool(self.cleaned_data["header_row"] == self.sheet["header_row"]) and self.sheet["columns"] != []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "header_row" not in cleaned or not self.keeps_row():
            return cleaned
        words = self.words()
        for fact in twice(words):
            self.add_error(None, f"{LABELS.get(fact, 'Số thứ tự')} được chọn cho hai cột; giữ một cột.")
        if not any("full_name" in word.split(";") for word in words.values()):
            self.add_error(None, "Chọn cột họ và tên.")
        return cleaned


class CompareForm(Form):
    """A committee's list, the day it is of, and whose it is where the file does not say."""

    file = forms.FileField(label="Danh sách của đảng ủy", help_text=SENT, widget=ENDINGS)
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
