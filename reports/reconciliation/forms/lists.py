"""A committee sends its list."""

from __future__ import annotations

from typing import Any

from django import forms

from kit.reading.limits import DEFAULT_LIMITS
from members.forms.base import Form


class FilesField(forms.FileField):
    """One file or several: a cell each."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(FilesField, self).clean(one, initial) for one in (data or [None])]


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class ListForm(Form):
    """The committee's workbook, or one for each of its cells.

    `anyway` is shown only when the program has asked whether it is the right one."""

    file = FilesField(
        label="Danh sách của đảng ủy",
        help_text="Bảng tính Excel hoặc CSV. Mỗi chi bộ một tệp thì chọn tất cả một lần: giữ phím Ctrl rồi bấm "
        f"từng tệp. Nhiều nhất {DEFAULT_LIMITS.files} tệp, gộp lại 10 MB",
        widget=FilesInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )
    anyway = forms.BooleanField(label="Đúng tệp này, vẫn gửi", required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def ask(self, sentence: str) -> None:
        """Show the tick, with what makes the program ask."""
        self.fields["anyway"].widget = forms.CheckboxInput()
        self.add_error("anyway", f"{sentence} Đúng thì chọn lại tệp, đánh dấu ô này rồi gửi.")
