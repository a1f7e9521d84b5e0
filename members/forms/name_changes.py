"""Forms of a name changed by decision."""

from __future__ import annotations

from typing import Any

from django import forms

from kit import names
from members.errors import RuleBroken
from members.rules.people import check_full_name

from .acts import PAPER, PaperForm, ReasonForm
from .base import Form
from .fields import DayField, WordsField

CIVIL = "Phải có số, hoặc ít nhất ngày ký. Ví dụ 15/QĐ-UBND"


class NameChangeForm(PaperForm):
    """The new name is typed whole: nothing stands in its box that might be sent as it is."""

    full_name = WordsField(label="Họ và tên mới", max_length=120, help_text="Cả họ, chữ đệm và tên")
    day = DayField(label="Mang tên mới từ ngày", help_text="Ngày quyết định có hiệu lực, ví dụ 03/02/2024")
    number = WordsField(label="Số quyết định", max_length=60, required=False, help_text=CIVIL)
    field_order = ["full_name", "day", *PAPER]

    def clean_full_name(self) -> str:
        return in_letters(self.cleaned_data["full_name"], "Ghi họ và tên mới bằng chữ.")


class NamedFromForm(Form):
    """From when on a name that a unit has proposed is borne, where it is no slip."""

    day = DayField(label="Mang tên mới từ ngày", help_text="Ngày quyết định có hiệu lực, ví dụ 03/02/2024")


class CorrectNameChangeForm(PaperForm, ReasonForm):
    former = WordsField(label="Tên trước đó", max_length=120, help_text="Tên mới thì sửa ở “Sửa” cạnh họ và tên")
    day = DayField(label="Mang tên mới từ ngày")
    number = WordsField(label="Số quyết định", max_length=60, required=False, help_text=CIVIL)
    field_order = ["former", "day", *PAPER, "why"]

    def clean_former(self) -> str:
        return in_letters(self.cleaned_data["former"], "Ghi tên trước đó bằng chữ.")

    def offer(self, actor: Any, target: Any) -> None:
        self.begin_with(target, "former", "day")


def in_letters(name: str, sentence: str) -> str:
    """A name has letters, and no sign that no list of people has. Raises ValidationError."""
    if not names.fold(name):
        raise forms.ValidationError(sentence)
    try:
        check_full_name(name)
    except RuleBroken as broken:
        raise forms.ValidationError(broken.sentence) from broken
    return name
