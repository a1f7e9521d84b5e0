"""Forms of an import: the file, and how a sheet is read."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms

from kit.reading.heads import NAME
from kit.reading.limits import DEFAULT_LIMITS, together_too_large, too_large
from members.errors import Refusal
from members.importing.columns import columns_of, twice
from members.importing.columns import offered as columns_offered
from members.importing.vocabulary import LABELS
from members.rights import sees_whole

from .acts import reason
from .base import Form
from .fields import DayField, OrganisationField

SENT = "Bảng tính XLSX, XLS, ODS hoặc CSV, nhiều nhất 10 MB"
# What the page says of a file that would be sent in vain; it is refused here all the same.
BOUNDS: dict[str, Any] = {
    "data-most": DEFAULT_LIMITS.file_bytes, "data-over": too_large(), "data-together": together_too_large(),
}  # fmt: skip
# What the window for choosing files offers first; what a file is, is seen from its content.
ENDINGS: dict[str, Any] = {"accept": ".xlsx,.xls,.ods,.csv"} | BOUNDS

# A sheet has no more rows than that.
LAST_ROW = 1_048_576


# What a row may be said to be; the last is to be read as the program reads it by itself.
AS_RECOGNISED = "tu-nhan"
ROWS_AS = (
    ("", "chọn"), ("person", "đảng viên"), ("nobody", "không phải đảng viên"), ("section", "tên chi bộ"),
    (AS_RECOGNISED, "đọc như chương trình tự nhận ra"),
)  # fmt: skip
MOST_ROWS = 500


def _ends(piece: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,7})(?:-(\d{1,7}))?", piece, re.ASCII)
    if found is None:
        raise forms.ValidationError("Ghi số dòng như trong tệp, ví dụ 12 hoặc 15-18, 20.")
    return int(found[1]), int(found[2] or found[1])


class FileForm(Form):
    file = forms.FileField(label="Tệp danh sách", help_text=SENT, widget=forms.ClearableFileInput(attrs=ENDINGS))
    organisation = OrganisationField(label="Của tổ chức", required=False)
    create_organisations = forms.BooleanField(label="Lập các tổ chức chưa có trong sổ", required=False)

    def offer(self, actor: Any) -> None:
        """Who keeps a part says into which organisation of it."""
        whole = sees_whole(actor)
        self.fields["organisation"].required = not whole
        self.fields["organisation"].offer(actor.day, empty="cả đảng bộ" if whole else "chọn tổ chức")


class CorrectingForm(Form):
    """One reason for all that a list corrects, and for all that it changes of what was signed."""

    why = reason()


class FilledForm(Form):
    """`own`: a list that the office keeps is read as well."""

    file = forms.FileField(
        label="Bảng đã điền", help_text="Tệp XLSX lấy từ chương trình, nhiều nhất 10 MB",
        widget=forms.ClearableFileInput(attrs=BOUNDS),
    )  # fmt: skip

    def __init__(self, *args: Any, own: bool = False, **given: Any) -> None:
        super().__init__(*args, **given)
        if own:
            self.fields["file"].label = "Bảng đã điền, hoặc danh sách riêng"
            self.fields["file"].help_text = "Tệp XLSX lấy từ chương trình hoặc của cơ quan, nhiều nhất 10 MB"


class ReadingForm(Form):
    """Which row holds the heads, and what each column is. One field a column, named by its letter."""

    header_row = forms.IntegerField(
        label="Dòng tiêu đề", min_value=1, max_value=LAST_ROW, widget=forms.TextInput(attrs={"class": "count low"})
    )

    rows = forms.CharField(
        label="Dòng đọc sai", required=False, max_length=200, help_text="Số dòng, ví dụ 12 hoặc 15-18, 20",
        widget=forms.TextInput(attrs={"class": "low"}),
    )  # fmt: skip
    rows_as = forms.ChoiceField(
        label="Những dòng ấy là", required=False, choices=ROWS_AS, widget=forms.Select(attrs={"class": "low"})
    )

    def __init__(self, *args: Any, sheet: dict[str, Any], **given: Any) -> None:
        columns = sheet["columns"]
        initial = {f"cot_{one['letter']}": one["word"] for one in columns} | {"rows": "", "rows_as": ""}
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

    def refuse_reading(self, refusal: Refusal) -> None:
        """What came of reading it so, at the column it speaks of, else at the row of heads."""
        self.add_error(refusal.field if refusal.field in self.fields else "header_row", refusal.sentence)

    def said_rows(self) -> list[tuple[int, str]]:
        """(number, what the row is) for every row that was named; "" for as it is recognised."""
        word = self.cleaned_data["rows_as"]
        return [(number, "" if word == AS_RECOGNISED else word) for number in self.cleaned_data["rows"]]

    def clean_rows(self) -> list[int]:
        """ "15-18, 20" as numbers of rows under the heads."""
        said = self.cleaned_data["rows"]
        numbers: set[int] = set()
        for piece in filter(None, re.split(r"[,;\s]+", re.sub(r"\s*-\s*", "-", said))):
            first, last = _ends(piece)
            if first > last or len(numbers) + last - first > MOST_ROWS:
                raise forms.ValidationError(f"Mỗi lần nhiều nhất {MOST_ROWS} dòng, số nhỏ trước số lớn.")
            numbers |= set(range(first, last + 1))
        top, bottom = self.sheet["header_row"], (self.sheet.get("windows") or [[0, LAST_ROW]])[-1][1]
        wrong = [number for number in numbers if not top < number <= bottom]
        if wrong:
            raise forms.ValidationError(f"Dòng {min(wrong)} không nằm dưới tiêu đề của danh sách này.")
        return sorted(numbers)

    def keeps_row(self) -> bool:
        """Another row of heads is read anew: what was said of the columns was said under the old ones."""
        return bool(self.cleaned_data["header_row"] == self.sheet["header_row"]) and self.sheet["columns"] != []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "rows" in cleaned and bool(cleaned["rows"]) != bool(cleaned.get("rows_as")):
            missing = "rows_as" if cleaned["rows"] else "rows"
            self.add_error(
                missing, "Chọn những dòng ấy là gì." if cleaned["rows"] else "Ghi số của những dòng đọc sai."
            )
        if "header_row" not in cleaned or not self.keeps_row():
            return cleaned
        self._check_columns(self.words())
        return cleaned

    def _check_columns(self, words: dict[str, str]) -> None:
        """Each thing that is wrong is said at a column: of two that hold the same at the second, of the name where it
        stood."""
        for fact in twice(words):
            *first, last = columns_of(fact, words)
            said = (
                f"{LABELS.get(fact, 'Số thứ tự')} được chọn cho hai cột; giữ một cột: {', '.join(first)} hoặc {last}."
            )
            self.add_error(f"cot_{last}", said)
        if words and not columns_of(NAME, words):
            stood = columns_of(NAME, {one["letter"]: one["word"] for one in self.sheet["columns"]})
            self.add_error(f"cot_{(stood or list(words))[0]}", "Chọn cột họ và tên.")


class CompareForm(Form):
    """A committee's list, the day it is of, and whose it is where the file does not say."""

    file = forms.FileField(
        label="Danh sách của đảng ủy", help_text=SENT, widget=forms.ClearableFileInput(attrs=ENDINGS)
    )
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
