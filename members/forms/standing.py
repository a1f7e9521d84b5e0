"""Forms about how somebody stands: exempt, suspended, disciplined, gone, introduced to the residence."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from members.models import DepartureKind, DisciplineForm, ExemptionReason, Membership

from .acts import PAPER, PaperForm, ReasonForm, paper_fields
from .fields import DayField, WordsField, choice_of


class ExemptForm(PaperForm):
    filled_by_links = ("day",)
    # Nothing is chosen beforehand: a clause nobody chose would be written as if it had been.
    reason = forms.ChoiceField(label="Điều khoản miễn", choices=[("", "chọn điều khoản"), *ExemptionReason.choices])
    day = DayField(label="Từ ngày")
    until = DayField(label="Đến trước ngày", required=False, help_text="Để trống nếu miễn lâu dài")
    requested_on = DayField(label="Ngày đề nghị", required=False)
    reported_on = DayField(label="Ngày báo cáo cấp trên", required=False)
    number = WordsField(label="Số nghị quyết của chi bộ", max_length=60, required=False, help_text="Ví dụ 05-NQ/CB")
    signed_on = DayField(label="Ngày nghị quyết", required=False)
    body = WordsField(label="Chi bộ ra nghị quyết", max_length=160, required=False)
    field_order = ["reason", "day", "until", "requested_on", "number", "signed_on", "body", "reported_on"]


class CorrectPeriodForm(PaperForm, ReasonForm):
    """Other days, or another paper, for something that holds for a while."""

    since = DayField(label="Từ ngày")
    until = DayField(label="Đến trước ngày", required=False)
    field_order = ["since", "until", *PAPER, "why"]

    def offer(self, actor: Any, target: Any) -> None:
        self.begin_with(target, "since", "until")


class CorrectExemptionForm(ExemptForm, ReasonForm):
    day = None
    since = DayField(label="Từ ngày", required=False)
    field_order = ["reason", "since", "until", "requested_on", *PAPER, "reported_on", "why"]

    def offer(self, actor: Any, target: Any) -> None:
        self.begin_with(target, "reason", "since", "until", "requested_on", "reported_on")


class CorrectIntroductionForm(CorrectPeriodForm):
    to = WordsField(label="Giới thiệu đến", max_length=160)
    field_order = ["to", "since", "until", *PAPER, "why"]

    def offer(self, actor: Any, target: Any) -> None:
        self.begin_with(target, "to", "since", "until")


class SuspendForm(PaperForm):
    day = DayField(label="Từ ngày")
    until = DayField(label="Đến trước ngày", required=False)
    field_order = ["day", "until"]


class DisciplinePage(PaperForm):
    form = choice_of("Hình thức", DisciplineForm, required=True, radio=True)
    day = DayField(label="Ngày có hiệu lực")
    field_order = ["form", "day"]


class CorrectDisciplineForm(PaperForm, ReasonForm):
    form = choice_of("Hình thức", DisciplineForm, required=True, radio=True)
    day = DayField(label="Ngày có hiệu lực")
    field_order = ["form", "day", *PAPER, "why"]

    def offer(self, actor: Any, target: Any) -> None:
        self.begin_with(target, "form", "day")


class DepartForm(PaperForm):
    filled_by_links = ("kind", "day")
    kind = choice_of("Hình thức", DepartureKind, required=True, radio=True)
    day = DayField(label="Từ ngày", help_text="Ngày từ trần, hoặc ngày quyết định có hiệu lực")
    field_order = ["kind", "day"]


RETURN = paper_fields("return_", "quyết định trở lại")


class CorrectDepartureForm(PaperForm, ReasonForm):
    papers: ClassVar[dict[str, str]] = {"decision": "", "return_decision": "return_"}
    kind = choice_of("Hình thức", DepartureKind, required=True, radio=True)
    since = DayField(label="Từ ngày")
    until = DayField(label="Ngày trở lại danh sách", required=False)
    return_number, return_signed_on, return_body = RETURN.values()
    field_order = ["kind", "since", *PAPER, "until", *RETURN, "why"]

    def offer(self, actor: Any, target: Any) -> None:
        again = Membership.objects.filter(member=target.membership.member_id, admitted_on=target.until)
        if target.until is None or again.exclude(pk=target.membership_id).exists():
            # To come back is an act of its own; who was admitted again has that day corrected as an admission.
            for name in ("until", *RETURN):
                self.fields.pop(name, None)
        self.begin_with(target, "kind", "since", "until")


class IntroduceForm(PaperForm):
    to = WordsField(label="Giới thiệu đến", max_length=160, help_text="Chi bộ, đảng bộ nơi cư trú")
    day = DayField(label="Từ ngày")
    field_order = ["to", "day"]
