"""A list over many files as it is asked for: which, of where, for which days, as which kind of file, and what for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from admissions.rules.papers import OF_MANY
from kit.calendar import print_day
from members import papers
from members.forms.base import Form
from members.forms.fields import DayField, OrganisationField, WordsField
from members.forms.taking import LONGEST

CHOICES = [(one.code, one.title) for one in OF_MANY]
FILES = [(kind, f"{words[0].upper()}{words[1:]}") for kind, words in papers.FILES.items()]


class PrintListForm(Form):
    """Both days are in; the source is of today, whatever the days say."""

    today: date | None = None
    paper = forms.ChoiceField(label="Danh sách, sổ", choices=CHOICES)
    place = OrganisationField(label="Nơi")
    since = DayField(label="Từ ngày", required=False, help_text="Danh sách nguồn luôn tính đến hôm nay")
    until = DayField(label="Đến hết ngày", required=False, help_text="")
    kind = forms.ChoiceField(label="Loại tệp", choices=FILES)
    why = WordsField(
        label="Mục đích", max_length=LONGEST, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Ghi mục đích in, ví dụ: họp xét kết nạp quý III"},
    )  # fmt: skip

    def offer(self, today: date) -> None:
        """This year and the widest place of one's part, unless said otherwise."""
        self.today = today
        field: Any = self.fields["place"]
        field.offer(today)
        widest = next((pk for pk, _ in field.choices if pk), "")
        if not self.is_bound:
            self.initial = {"since": print_day(date(today.year, 1, 1)), "until": print_day(today), "place": widest}

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.today is None:
            return said
        since = said.get("since") or date(self.today.year, 1, 1)
        until = said.get("until") or self.today
        if until > self.today:
            self.add_error("until", f"Ngày cuối không sau hôm nay, {print_day(self.today)}.")
        elif since > until:
            self.add_error("until", f"Ngày cuối không trước ngày đầu, {print_day(since)}.")
        return said | {"period": (since, until + timedelta(days=1))}
