"""A private enterprise as it is typed in, the Party organisation in it, who works there."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from admissions.models import Applicant, Enterprise
from admissions.procedure import enterprises
from members import tree
from members.forms import opened
from members.forms.acts import ActForm, ReasonForm
from members.forms.fields import DayField, OrganisationField, WordsField
from members.models import Term

from .person import MemberField

HINT = "Như trong giấy đăng ký; không ghi gì khác về doanh nghiệp"


def _in_order(terms: Any) -> list[tuple[int, str]]:
    return sorted(terms.values_list("organisation", "name"), key=lambda one: (tree.order_key(one[1]), one[0]))


def _name() -> forms.Field:
    return WordsField(label="Tên doanh nghiệp", max_length=120, help_text=HINT)


class EnterEnterpriseForm(ActForm):
    """In the area of one of the committees of the grass roots."""

    area = OrganisationField(label="Đảng ủy của địa bàn")
    name = _name()
    day = DayField(label="Có trong sổ từ ngày")
    filled_by_links = ("area",)

    def offer(self, actor: Any, target: Any) -> None:
        rows = Term.objects.on(actor.day).filter(kind__is_grass_roots=True, kind__holds_members=False)
        found = _in_order(rows)
        field = self.fields["area"]
        field.choices = [("", "chọn đảng ủy"), *found]  # type: ignore[attr-defined]
        if len(found) == 1:
            field.initial = found[0][0]

    def act(self) -> dict[str, Any]:
        given = super().act()
        given.pop("seen", None)
        return given


class CorrectEnterpriseForm(ReasonForm):
    name = _name()
    since = DayField(label="Có trong sổ từ ngày")
    until = DayField(label="Thôi hoạt động từ ngày", required=False, help_text="Để trống nếu đang hoạt động")
    field_order = ["name", "since", "until", "why"]

    def offer(self, actor: Any, target: Enterprise) -> None:
        self.begin_with(target, "name", "since", "until")

    def act(self) -> dict[str, Any]:
        """What was left as it was shown is not sent again: somebody may have written it since."""
        given = super().act()
        return {key: value for key, value in given.items() if key not in opened.left(self)}


class EndEnterpriseForm(ActForm):
    day = DayField(label="Thôi hoạt động từ ngày")


class LinkForm(ActForm):
    """One of those whose term says that it is in a private enterprise."""

    organisation = OrganisationField(label="Tổ chức đảng trong doanh nghiệp")
    day = DayField(label="Từ ngày")

    def offer(self, actor: Any, target: Any) -> None:
        found = _in_order(Term.objects.on(actor.day).filter(in_private_enterprise=True))
        self.fields["organisation"].choices = [("", "chọn tổ chức"), *found]  # type: ignore[attr-defined]

    def told(self) -> list[str]:
        if len(self.fields["organisation"].choices) > 1:  # type: ignore[attr-defined]
            return []
        return ["Chưa tổ chức nào ở phần mình được ghi là trong doanh nghiệp tư nhân: ghi ở trang của tổ chức trước."]


class EndLinkForm(ActForm):
    day = DayField(label="Thôi từ ngày")


class ApplicantField(forms.ChoiceField):
    """Which there are to choose from is said when the form is made."""

    def offer(self, people: dict[int, str]) -> None:
        self.choices = [("", "chọn người xin vào Đảng"), *people.items()]

    def clean(self, value: Any) -> Applicant | None:
        value = super().clean(value)
        return Applicant.objects.get(pk=value) if value else None


class WorkerForm(ActForm):
    """Of the cells of the area: a member or somebody on the way into the Party."""

    shown: ClassVar[dict[int, str]] = {}
    member = MemberField(label="Đảng viên", required=False)
    applicant = ApplicantField(label="Hoặc người xin vào Đảng", required=False)
    day = DayField(label="Làm ở đó từ ngày")

    def offer(self, actor: Any, target: Enterprise) -> None:
        self.shown, files = enterprises.people_of_area(target.area_id, actor.day)  # type: ignore[misc]
        self.fields["member"].offer(self.shown, "chọn đảng viên")  # type: ignore[attr-defined]
        self.fields["applicant"].offer(files)  # type: ignore[attr-defined]

    def shown_people(self) -> list[int] | None:
        return list(self.shown)
