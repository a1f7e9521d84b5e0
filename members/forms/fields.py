"""Fields that read what people type: a day, a date known in part, a clean text, an organisation of one's part."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from kit import names
from kit.calendar import PartialDate, YearOutside, parse_day, print_day
from members import kept, tree
from members.models import Organisation, Place, Term

from .base import named

DAY_HINT = "Ví dụ 03/02/1998"


def _day_input() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "day", "inputmode": "numeric", "autocomplete": "off"})


class DayField(forms.Field):
    """A whole day in any usual writing; answers a date, None when nothing was typed and nothing is asked."""

    widget = forms.TextInput

    def __init__(self, **given: Any) -> None:
        given.setdefault("help_text", DAY_HINT)
        super().__init__(widget=_day_input(), **given)

    def to_python(self, value: Any) -> date | None:
        if value in (None, ""):
            return None
        if isinstance(value, date):
            return value
        try:
            return parse_day(names.clean(str(value)))
        except YearOutside as error:
            raise forms.ValidationError(str(error), code="invalid") from error
        except ValueError as error:
            sentence = f"Nhập {named(str(self.label))} theo dạng ngày/tháng/năm, ví dụ 03/02/1998"
            raise forms.ValidationError(sentence, code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return print_day(value) if isinstance(value, date) else value


class PartialDateField(DayField):
    """A day, a month and year, or a year: what is known."""

    def __init__(self, **given: Any) -> None:
        given.setdefault("help_text", "Ví dụ 12/4/1987; chỉ biết tháng thì ghi 4/1987, chỉ biết năm thì ghi 1987")
        super().__init__(**given)

    def to_python(self, value: Any) -> Any:
        if value in (None, ""):
            return None
        if isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(names.clean(str(value)))
        except YearOutside as error:
            raise forms.ValidationError(str(error), code="invalid") from error
        except ValueError as error:
            raise forms.ValidationError(f"Nhập {named(str(self.label))} như 12/4/1987, 4/1987 hoặc 1987") from error

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, PartialDate) else value


class WordsField(forms.CharField):
    """One line of text, composed and without stray blanks, however the keyboard sent it."""

    def to_python(self, value: Any) -> str:
        return names.clean(super().to_python(value) or "")


class OrganisationField(forms.ChoiceField):
    """One organisation of the viewer's part; which, is said when the form is made (`offer`)."""

    def offer(self, *days: date, cells_only: bool = False, empty: str = "chọn tổ chức") -> None:
        """Those that stand on one of these days, called as on the first of them, in the order of the tree's pages."""
        named: dict[int, str] = {}
        for day in days:
            rows = Term.objects.on(day).exclude(organisation__in=list(named))
            if cells_only:
                rows = rows.filter(kind__holds_members=True)
            told = list(rows.values_list("organisation", "name", "parent", "kind__rank"))
            parents = kept.short_names({parent for _, _, parent, _ in told if parent}, day)
            told.sort(key=lambda one: (one[3], tree.order_key(one[1]), tree.order_key(parents.get(one[2], ""))))
            named |= {pk: f"{name} ({parents[parent]})" if parent in parents else name for pk, name, parent, _ in told}
        self.choices = [("", empty), *named.items()]

    def clean(self, value: Any) -> Organisation | None:
        value = super().clean(value)
        return Organisation.objects.get(pk=value) if value else None


class ElsewhereField(WordsField):
    """A cell outside the viewer's part, by its exact code or name: no list of what others have is shown."""

    def offer(self, day: date) -> None:
        self.day = day

    def clean(self, value: Any) -> Organisation | None:
        written = super().clean(value)
        if not written:
            return None
        found = tree.cells_called(written, self.day)
        if not found:
            raise forms.ValidationError("Trong sổ không có chi bộ nào mang đúng mã hoặc tên này.", code="invalid")
        if len(found) > 1:
            sentence = "Có nhiều chi bộ cùng tên này; ghi mã tổ chức, hoặc thêm tên đảng bộ sau tên chi bộ."
            raise forms.ValidationError(sentence, code="invalid")
        return found[0]


def _place_order(place: Place) -> tuple[str, str]:
    return tree.order_key(place.within.name if place.within else ""), tree.order_key(place.name)


def places_in_order() -> list[tuple[int, str]]:
    """(id, name and the one it lies in) of every known place: Thôn 2 before Thôn 10, place by place."""
    rows = sorted(Place.objects.select_related("within"), key=_place_order)
    return [(place.pk, f"{place.name}, {place.within.name}" if place.within else place.name) for place in rows]


class PlaceField(forms.ChoiceField):
    """One known place, by its name and the one it lies in."""

    def offer(self) -> None:
        self.choices = [("", "chưa rõ"), *places_in_order()]

    def clean(self, value: Any) -> Place | None:
        value = super().clean(value)
        return Place.objects.get(pk=value) if value else None


class PlacesField(forms.ModelMultipleChoiceField):
    """Several known places."""

    def clean(self, value: Any) -> Any:
        """A number that no database has is no choice, like any other that is not offered."""
        try:
            return super().clean(value)
        except OverflowError as error:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from error


class CountField(forms.IntegerField):
    """How many people, up to `most`; `missing`: how it is asked for where the label says of how many."""

    def __init__(self, label: str, *, most: int, missing: str = "", **given: Any) -> None:
        super().__init__(
            label=label, min_value=0, max_value=most,
            widget=forms.TextInput(attrs={"class": "count", "inputmode": "numeric", "autocomplete": "off"}),
            error_messages={
                "invalid": "Ghi số người bằng chữ số", "min_value": "Ghi số người từ 0 trở lên",
                "max_value": f"Ghi số người không quá {most}",
                "required": missing or f"Ghi số người ở mục {label}",
            }, **given,
        )  # fmt: skip


def choice_of(label: str, kinds: Any, *, required: bool = False, radio: bool = False) -> forms.ChoiceField:
    choices = kinds.choices if required else [("", "chưa rõ"), *kinds.choices]
    widget = forms.RadioSelect if radio else forms.Select
    return forms.ChoiceField(label=label, choices=choices, required=required, widget=widget)
