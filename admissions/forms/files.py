"""Who a file is about: opened, put right, stopped, taken up."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from admissions.models import Backing, StopKind
from members.forms.acts import ActForm, PaperForm, ReasonForm, paper_fields, reason
from members.forms.fields import DayField, OrganisationField, PartialDateField, WordsField, choice_of
from members.forms.name_changes import in_letters
from members.models import Occupation, Schooling, Sex
from members.procedure.people import birth_of


class PersonFields(ActForm):
    """Who it is, as far as the rules of an admission ask."""

    full_name = WordsField(label="Họ và tên", max_length=120, help_text="Như ghi trên giấy khai sinh, căn cước")
    sex = choice_of("Giới tính", Sex, radio=True)
    birth = PartialDateField(label="Ngày sinh", required=False)
    schooling = choice_of("Học vấn phổ thông", Schooling)
    occupation = choice_of("Nghề nghiệp", Occupation)
    backing = forms.ChoiceField(label="Người giới thiệu", choices=Backing.choices, widget=forms.RadioSelect)

    def clean_full_name(self) -> str:
        return in_letters(self.cleaned_data["full_name"], "Ghi họ và tên bằng chữ.")


class OpenFileForm(PersonFields, PaperForm):
    """Somebody comes into the source of a cell."""

    weighed = ("admission.age_min", "admission.age_max", "admission.education_min")
    organisation = OrganisationField(label="Chi bộ")
    day = DayField(label="Ngày đưa vào danh sách nguồn")
    field_order = ["organisation", *PersonFields.base_fields, "day"]

    def offer(self, actor: Any, target: Any) -> None:
        field = self.fields["organisation"]
        field.offer(actor.day, cells_only=True, empty="chọn chi bộ")
        self.fields["backing"].initial = Backing.YOUTH
        # A cell has one: its own.
        if len(field.choices) == 2:
            field.initial = field.choices[1][0]

    def act(self) -> dict[str, Any]:
        given = super().act()
        given.pop("seen", None)
        return given


EXCEPTION = paper_fields("exception_", "văn bản đồng ý xét trường hợp riêng")


class CorrectFileForm(ReasonForm, PersonFields):
    """What is said of the person; the consent to somebody over age or with little schooling."""

    weighed = ("admission.over_age_authority", "admission.education_remote")
    papers: ClassVar[dict[str, str]] = {"exception": "exception_"}
    exception_number, exception_signed_on, exception_body = EXCEPTION.values()
    field_order = [*PersonFields.base_fields, *EXCEPTION, "why"]

    def offer(self, actor: Any, target: Any) -> None:
        self.begin_with(target, "full_name", "sex", "schooling", "occupation", "backing", "exception")
        self.fields["birth"].initial = birth_of(target)

    def act(self) -> dict[str, Any]:
        given = super().act()
        # Nothing typed takes no paper away.
        if not given.get("exception"):
            given.pop("exception", None)
        return given


class StopForm(PaperForm):
    """The file goes no further."""

    kind = choice_of("Vì sao thôi xét", StopKind, required=True, radio=True)
    day = DayField(label="Từ ngày")
    field_order = ["kind", "day"]


class TakeUpForm(ReasonForm):
    why = reason("xét tiếp")
