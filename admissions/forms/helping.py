"""Who helps an applicant or a probationer, as it is typed in."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from admissions.models import Applicant
from admissions.procedure import helping, introducing
from kit.calendar import print_day
from members.forms.acts import PAPER, ActForm, PaperForm, ReasonForm
from members.forms.fields import DayField

from .introducers import typed_day
from .person import MemberField


class HelperFields(ActForm):
    """The list of the cell, on the typed day or today."""

    weighed = ("admission.helper",)
    # Before the form is offered to anybody: nobody.
    shown: ClassVar[dict[int, str]] = {}
    member = MemberField(label="Đảng viên giúp đỡ")

    def offer_members(self, file: Applicant, today: date, stands: int | None = None, *, name: str = "day") -> None:
        listed = introducing.cell_list(file, typed_day(self.typed, today, name), today)
        self.shown = listed | (introducing.names_of([stands]) if stands else {})  # type: ignore[misc]
        self.fields["member"].offer(self.shown, "chọn trong chi bộ")  # type: ignore[attr-defined]

    def shown_people(self) -> list[int] | None:
        return list(self.shown)


class HelperForm(HelperFields, PaperForm):
    """Another helper ends the one before."""

    day = DayField(label="Giúp đỡ từ ngày", help_text="Đang có người giúp đỡ thì người ấy thôi từ ngày này")
    field_order = ["member", "day", *PAPER]

    def offer(self, actor: Any, target: Any) -> None:
        self.offer_members(target, actor.day)
        self.fields["number"].label = "Số văn bản phân công"


class EndHelperForm(ActForm):
    day = DayField(label="Thôi giúp đỡ từ ngày")


class CorrectHelperForm(HelperFields, ReasonForm):
    """What was recorded wrongly of an assignment."""

    since = DayField(label="Giúp đỡ từ ngày")
    until = DayField(label="Thôi giúp đỡ từ ngày", required=False, help_text="Để trống nếu đang giúp đỡ")
    number, signed_on, body = (PaperForm.base_fields[name] for name in PAPER)
    field_order = ["member", "since", "until", *PAPER, "why"]

    def offer(self, actor: Any, target: Any) -> None:
        self.offer_members(target.applicant, actor.day, target.member_id, name="since")
        self.begin_with(target, "since", "until", "decision")
        self.fields["member"].initial = target.member_id


class RemarkForm(ActForm):
    """That the helper remarked, and when; nothing of what was said."""

    day = DayField(label="Ngày nhận xét")

    def offer(self, actor: Any, target: Any) -> None:
        """On which days the rule takes one."""
        one = helping.help_of(target)
        ends = f"đến {print_day(one.until)}, ngày thôi giúp đỡ" if one.until else "đến nay"
        self.fields["day"].help_text = f"Từ {print_day(one.since)} {ends}"
