"""A visit as it is typed in, in one line: whom, which kind, when, by whom; and the period that a list is asked for."""

from __future__ import annotations

from typing import Any, ClassVar

from admissions.models import SupportVisit, VisitKind
from admissions.procedure import visiting
from members.forms.acts import ActForm, ReasonForm
from members.forms.base import Form
from members.forms.fields import DayField, OrganisationField, WordsField, choice_of

from .person import MemberField

NAME_HINT = "Chỉ ghi khi không có trong danh sách chọn; không ghi lý do, hoàn cảnh"


class VisitFields(ActForm):
    # Before the form is offered to anybody: nobody.
    shown: ClassVar[dict[int, str]] = {}
    kind = choice_of("Loại thăm hỏi", VisitKind, required=True, radio=True)
    day = DayField(label="Ngày thăm")
    visitor = MemberField(label="Người đến thăm", required=False)
    name = WordsField(label="Họ tên người đến thăm ở nơi khác", max_length=120, required=False, help_text=NAME_HINT)

    def offer_visitors(self, people: dict[int, str]) -> None:
        self.shown = people  # type: ignore[misc]
        self.fields["visitor"].offer(people, "chọn người")  # type: ignore[attr-defined]

    def shown_people(self) -> list[int] | None:
        return list(self.shown)


class VisitForm(VisitFields):
    """Of a cell: whom it visited."""

    people: ClassVar[dict[int, str]] = {}
    member = MemberField(label="Đảng viên được thăm")
    field_order = ["member", *VisitFields.base_fields]

    def offer(self, actor: Any, target: Any) -> None:
        self.people = visiting.cell_people(target.pk, actor.day)  # type: ignore[misc]
        self.fields["member"].offer(self.people, "chọn đảng viên")  # type: ignore[attr-defined]
        self.offer_visitors(visiting.visitors(target.pk, actor.day))

    def told(self) -> list[str]:
        return [] if self.people else ["Nơi này không có đảng viên sinh hoạt: chọn một chi bộ ở trang Thăm hỏi."]


class CorrectVisitForm(ReasonForm, VisitFields):
    field_order = [*VisitFields.base_fields, "why"]

    def offer(self, actor: Any, target: SupportVisit) -> None:
        cell = visiting.cells_of_people([target.member_id], actor.day).get(target.member_id)
        people = visiting.visitors(cell, actor.day) if cell else {}
        if target.visitor is not None:
            people = people | {target.visitor.pk: target.visitor.full_name}
        self.offer_visitors({pk: name for pk, name in people.items() if pk != target.member_id})
        self.begin_with(target, "kind", "day", "name")
        self.fields["visitor"].initial = target.visitor_id


class VisitsAskedForm(Form):
    """Where and from when to when; both days are in."""

    place = OrganisationField(label="Nơi", required=False)
    since = DayField(label="Từ ngày", required=False, help_text="")
    until = DayField(label="Đến hết ngày", required=False, help_text="")
