"""What an own list is asked for, in an address; and keeping, printing it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from members import papers, rights
from members.selecting import columns, criteria, wish

from .acts import ActForm
from .base import Form
from .fields import DayField, WordsField

DAY = "ngay"
COLUMNS = "cot"
FIRST_YEAR = 1900
ORDERS = (("ten", "cả danh sách, theo tên"), ("chi-bo", "từng chi bộ"))


class WishForm(Form):
    """Day, criteria and columns. Sent by GET: an address with codes, years and days, which can be kept and sent on."""

    today: date | None = None

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields[DAY] = DayField(label="Danh sách của ngày", required=False, help_text="Để trống nếu là hôm nay")
        self.fields[criteria.FIGURE] = forms.ChoiceField(label="Gồm", choices=criteria.FIGURES, required=False)
        self.fields[criteria.CHECK] = _choice("Chỗ cần xem lại", ())
        for one in criteria.CRITERIA:
            self.fields[one.key] = _field(one)
        self.fields[COLUMNS] = forms.MultipleChoiceField(
            label="Cột", required=False, widget=forms.CheckboxSelectMultiple
        )
        self._say_all()

    def offer(self, actor: rights.Actor) -> None:
        """The columns this viewer may see, the day that is today, and the checks as its rules say them."""
        self.today = actor.day
        self.fields[criteria.CHECK].choices = _choices(criteria.checks_on(actor.day))
        offered = columns.offered(opens=rights.opens_people(actor))
        self.fields[COLUMNS].choices = [(one.key, one.head) for one in offered]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        day = said.get(DAY)
        if day is not None and self.today is not None and (sentence := papers.no_list(day, self.today)):
            self.add_error(DAY, sentence)
        return said

    def day(self) -> date:
        """The day asked for, else today. Raises ValueError before `offer`."""
        day = self.cleaned_data.get(DAY) or self.today
        if day is None:
            raise ValueError("offer() first")
        return day

    def wish(self) -> wish.Wish:
        said = self.cleaned_data
        asked = tuple((one.key, _plain(said[one.key])) for one in criteria.CRITERIA if said.get(one.key))
        return wish.Wish(
            figure=said.get(criteria.FIGURE) or "total", check=said.get(criteria.CHECK, ""), asked=asked,
            columns=tuple(said[COLUMNS]),
        )  # fmt: skip

    def who(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name != COLUMNS]


def _choice(label: str, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=_choices(choices), required=False)


def _choices(choices: Any) -> list[tuple[str, str]]:
    return [("", "không lọc"), *choices]


def _field(one: criteria.Criterion) -> forms.Field:
    if one.kind == criteria.DAY:
        return DayField(label=one.title, required=False)
    if one.kind == criteria.YEAR:
        return forms.IntegerField(
            label=one.title, required=False, min_value=FIRST_YEAR, max_value=9998,
            widget=forms.TextInput(attrs={"class": "count low", "inputmode": "numeric", "autocomplete": "off"}),
        )  # fmt: skip
    return _choice(one.title, one.choices)


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


class KeepForm(ActForm):
    name = WordsField(
        label="Tên danh sách", max_length=80,
        help_text="Ví dụ: Bí thư chi bộ thôn; không ghi nhận xét về con người",
    )  # fmt: skip
    shared = forms.BooleanField(label="Dùng chung trong đơn vị", required=False)


class PrintForm(Form):
    """How the list is taken out, and for what."""

    title = WordsField(label="Tiêu đề trên bản in", max_length=80, required=False)
    order = forms.ChoiceField(label="Xếp", choices=ORDERS)
    kind = forms.ChoiceField(label="Loại tệp", choices=list(papers.FILES.items()))
    why = WordsField(
        label="Mục đích", max_length=200, help_text="Ví dụ: trình ban thường vụ",
        error_messages={"required": "Ghi mục đích, ví dụ: trình ban thường vụ"},
    )  # fmt: skip
