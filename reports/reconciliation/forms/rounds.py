"""A round is opened, committees are added, one of them is given more time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from kit.calendar import half_year
from members.forms.acts import ActForm, ReasonForm
from members.forms.fields import DayField, WordsField
from members.models import Organisation
from reports.reconciliation.models import Postponement, RoundKind
from reports.reconciliation.procedure import rounds

# A list comes some weeks after the half year; so long is asked for when nobody says otherwise.
USUAL_DAYS = 15
# So long after its end a half year is still the one that is meant.
STILL_MEANT = timedelta(days=60)


NOT_THERE = "Có nơi không phải tổ chức cơ sở đảng vào ngày cuối kỳ. Dưới đây là những nơi có vào ngày ấy; chọn lại."


class CommitteesField(forms.TypedMultipleChoiceField):
    """Grass-roots organisations of a day, to be ticked."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **given: Any) -> None:
        super().__init__(coerce=int, error_messages={"invalid_choice": NOT_THERE}, **given)

    def clean(self, value: Any) -> list[Organisation]:
        return [Organisation(pk=pk) for pk in super().clean(value)]


class OpenForm(ActForm):
    """The period, until when lists are asked for, how it is compared, and with whom."""

    since = DayField(label="Từ ngày")
    closing_day = DayField(label="Ngày cuối kỳ", help_text="Hai bên so với nhau vào ngày này")
    due_on = DayField(label="Hạn gửi danh sách")
    kind = forms.ChoiceField(label="Cách đối khớp", choices=RoundKind.choices, widget=forms.RadioSelect)
    committees = CommitteesField(
        label="Chỉ với những nơi này", required=False,
        help_text="Những nơi có vào ngày cuối kỳ; không chọn nơi nào thì mở với tất cả",
    )  # fmt: skip

    def offer(self, actor: Any, target: Any) -> None:
        since, until = half_year(actor.day - STILL_MEANT)
        closing = until - timedelta(days=1)
        due = max(actor.day, closing + timedelta(days=USUAL_DAYS))
        said = {"since": since, "closing_day": closing, "due_on": due, "kind": RoundKind.FULL}
        for name, value in said.items():
            self.fields[name].initial = value
        self.fields["committees"].choices = rounds.committees_on(self._closing_day() or closing)

    def _closing_day(self) -> date | None:
        """The one that was typed: who takes part is read of that day. None where it is none."""
        try:
            typed: date | None = self.fields["closing_day"].clean(self.typed.get("closing_day"))
        except forms.ValidationError:
            return None
        return typed

    def act(self) -> dict[str, Any]:
        given = super().act()
        given["until"] = given.pop("closing_day") + timedelta(days=1)
        given["committees"] = given["committees"] or None
        return {name: given[name] for name in ("since", "until", "due_on", "kind", "committees")}


class AddForm(ActForm):
    committees = CommitteesField(label="Thêm những nơi này")

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["committees"].choices = rounds.left_out(target)

    def act(self) -> dict[str, Any]:
        return {"committees": super().act()["committees"]}


class PostponeForm(ReasonForm):
    due_on = DayField(label="Hạn mới")
    why = WordsField(
        label="Lý do gia hạn",
        max_length=Postponement._meta.get_field("reason").max_length,
        help_text="Ví dụ mưa lũ, chưa họp được. Không ghi nhận xét về con người",
    )

    field_order = ("due_on", "why")

    def act(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("due_on", "why")}
