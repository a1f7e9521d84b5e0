"""A committee sends its list, or takes back one that was sent by mistake."""

from __future__ import annotations

from typing import Any

from django import forms

from kit.calendar import print_day
from kit.reading.limits import DEFAULT_LIMITS
from members import wording
from members.forms.acts import ReasonForm
from members.forms.base import Form
from members.forms.fields import WordsField
from members.forms.imports import ENDINGS, ReadingForm
from reports.reconciliation.models import MistakenList, SentList


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
        help_text="Bảng tính Excel, LibreOffice (.ods) hoặc CSV. Mỗi chi bộ một tệp thì chọn tất cả một lần: "
        f"giữ phím Ctrl rồi bấm từng tệp. Nhiều nhất {DEFAULT_LIMITS.files} tệp, gộp lại 10 MB",
        widget=FilesInput(attrs=ENDINGS),
    )
    anyway = forms.BooleanField(label="Đúng tệp này, vẫn gửi", required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def ask(self, sentence: str) -> None:
        """Show the tick, with what makes the program ask."""
        self.fields["anyway"].widget = forms.CheckboxInput()
        self.add_error("anyway", f"{sentence} Đúng thì chọn lại tệp, đánh dấu ô này rồi gửi.")


class ColumnsForm(ReadingForm):
    """Where the names stand in a file that was kept, and what else its columns are; see `ListForm` for the rest."""

    anyway = forms.BooleanField(label="Đúng tệp này, vẫn gửi", required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def ask(self, sentence: str) -> None:
        """Show the tick, with what makes the program ask."""
        self.fields["anyway"].widget = forms.CheckboxInput()
        self.add_error("anyway", f"{sentence} Đúng thì đánh dấu ô này rồi bấm lần nữa.")


def sendings(one: Any) -> list[tuple[int, str]]:
    """The lists of a committee that stand, the newest first, which is the one that counts: [(list, words)]."""
    rows = SentList.objects.filter(reconciliation=one).select_related("upload").defer("upload__sealed")
    return [(row.pk, _told(row, counts=not at)) for at, row in enumerate(rows.order_by("-number"))]


def _told(one: SentList, *, counts: bool) -> str:
    said = f"Lần {one.number}, gửi {print_day(one.sent_on)}: {one.upload.file_name}, {wording.number(one.rows)} người"
    return f"{said} (đang so với sổ)" if counts else said


class MistakenForm(ReasonForm):
    """Which list, and why it is none of this committee for this period."""

    sending = forms.TypedChoiceField(
        label="Danh sách nào", coerce=int, widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Danh sách này vừa được rút. Chọn trong những danh sách còn lại"},
    )  # fmt: skip
    why = WordsField(
        label="Vì sao là gửi nhầm",
        max_length=MistakenList._meta.get_field("reason").max_length,
        help_text="Ví dụ: danh sách của kỳ trước, của đảng bộ khác. Không ghi nhận xét về con người",
    )

    field_order = ("sending", "why")

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["sending"].choices = found = sendings(target)
        self.fields["sending"].initial = found[0][0] if len(found) == 1 else None

    def act(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("sending", "why")}
