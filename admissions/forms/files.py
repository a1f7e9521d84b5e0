"""Who a file is about: opened, put right, stopped, taken up."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from admissions.models import Backing, StopKind
from admissions.procedure import readmitting
from admissions.procedure.reading import read
from admissions.rules.people import why_not_refused
from kit import names
from members.forms.acts import PAPER, ActForm, PaperForm, ReasonForm, paper_fields, reason
from members.forms.fields import DayField, OrganisationField, PartialDateField, WordsField, choice_of
from members.forms.name_changes import in_letters
from members.forms.people import AnywhereForm
from members.models import Occupation, Schooling, Sex
from members.procedure.people import birth_of

NO_DIGITS = "Họ và tên trên giấy tờ không có chữ số; hai người cùng tên thì ghi đủ ngày sinh để phân biệt."


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


YES, NO = "co", "khong"


def again_field() -> forms.ChoiceField:
    """Asked where the register knows who left under that name and birth; nothing more of that person is told."""
    return forms.ChoiceField(
        label="Kết nạp lại", required=False, widget=forms.RadioSelect,
        choices=[(YES, "đúng là người ấy, xin kết nạp lại"), (NO, "người khác, trùng họ tên và ngày sinh")],
    )  # fmt: skip


def said(given: dict[str, Any]) -> dict[str, Any]:
    """What was answered, as the verb takes it."""
    answer = given.pop("again", "")
    return given | ({"again": answer == YES} if answer else {})


class OpenFileForm(PersonFields, PaperForm):
    """Somebody comes into the source of a cell. Of somebody who bears the name and the birth of one who left the Party
    it asks whether it is the same person."""

    weighed: tuple[str, ...] = ("admission.age_min", "admission.age_max", "admission.education_min")
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

        self.today = actor.day
        if self.typed.get("again"):
            self._ask_again()

    def clean_full_name(self) -> str:
        """As on the papers that it will be written on."""
        name = names.cased(super().clean_full_name())
        if any(sign.isdigit() for sign in name):
            raise forms.ValidationError(NO_DIGITS)
        return name

    def _ask_again(self) -> None:
        self.fields["again"] = again_field()
        self.fields["again"].required = True
        self.weighed = (*self.weighed, "readmission.times")
        self.order_fields(["organisation", "full_name", "again"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        typed = not {"full_name", "birth"} & set(self.errors)
        if typed and readmitting.may_be_elsewhere(cleaned["full_name"], cleaned["birth"], self.today):
            self.weighed = (*self.weighed, "readmission.months")
        known = "again" not in self.fields and typed
        if known and (sentence := readmitting.why_asked(cleaned["full_name"], cleaned["birth"], self.today)):
            self._ask_again()
            self.add_error("again", sentence)
        return cleaned

    def act(self) -> dict[str, Any]:
        given = super().act()
        given.pop("seen", None)
        return said(given)


CLEARING = paper_fields("clearing_", "giấy xóa án tích")
EXCEPTION = paper_fields("exception_", "văn bản đồng ý xét trường hợp riêng")


class CorrectFileForm(ReasonForm, PersonFields):
    """What is said of the person; the consent to somebody over age or with little schooling."""

    weighed: tuple[str, ...] = ("admission.over_age_authority", "admission.education_remote")
    papers: ClassVar[dict[str, str]] = {"exception": "exception_", "clearing": "clearing_"}
    exception_number, exception_signed_on, exception_body = EXCEPTION.values()
    again = again_field()
    cleared_on = DayField(
        label="Ngày được xóa án tích", required=False,
        help_text="Chỉ ghi ngày và số giấy khi hồ sơ có giấy xóa án tích; không ghi gì khác",
    )  # fmt: skip
    clearing_number, clearing_signed_on, clearing_body = CLEARING.values()
    field_order = [*PersonFields.base_fields, "again", "cleared_on", *CLEARING, *EXCEPTION, "why"]

    def offer(self, actor: Any, target: Any) -> None:
        self.begin_with(target, "full_name", "sex", "schooling", "occupation", "backing", "exception")
        self.fields["birth"].initial = birth_of(target)
        if not target.backing:
            # Opened for a probationer: who introduced is not known, and not asked.
            del self.fields["backing"]
        self._offer_again(readmitting.row_of(target), bool(readmitting.former_of(target, actor.day)))
        if target.member_id:
            self.fields.pop("again", None)

    def _offer_again(self, row: Any, asked: bool) -> None:
        """Whether it is a re-admission where the register knows such a person; a sentence only of a re-admission."""
        if row is None:
            for name in ("cleared_on", *CLEARING):
                del self.fields[name]
        else:
            self.begin_with(row, "cleared_on", "clearing")
        if row is not None or asked:
            self.weighed = (*self.weighed, "readmission.times", "readmission.after_sentence_months")
        if row is None and not asked:
            del self.fields["again"]
        else:
            self.fields["again"].initial = YES if row is not None else NO

    def act(self) -> dict[str, Any]:
        given = said(super().act())
        # Nothing typed takes no paper away.
        for name in ("exception", "clearing", "cleared_on"):
            if not given.get(name):
                given.pop(name, None)
        return given


class StopForm(PaperForm):
    """The file goes no further."""

    # Whoever hands the file over has a page of its own.
    kind = forms.ChoiceField(
        label="Vì sao thôi xét", choices=[one for one in StopKind.choices if one[0] != StopKind.HANDED],
        widget=forms.RadioSelect,
    )  # fmt: skip
    day = DayField(label="Từ ngày")
    field_order = ["kind", "day"]

    def offer(self, actor: Any, target: Any) -> None:
        """Before the cell has resolved nobody above has refused anything: the page says so."""
        field = self.fields["kind"]
        if why := why_not_refused(read(target, actor.day).way):
            field.choices, field.help_text = [one for one in field.choices if one[0] != StopKind.REFUSED], why


class HandOverForm(AnywhereForm):
    """The file of who applies goes to where the person goes."""

    def offer(self, actor: Any, target: Any) -> None:
        super().offer(actor, target)
        if "elsewhere" in self.fields:
            self.fields[
                "elsewhere"
            ].help_text = "Đúng mã, hoặc đúng tên, ví dụ Chi bộ Thôn 3, Đảng bộ xã Tân Lập. Nơi ấy sẽ thấy cả hồ sơ này"


class CorrectHandOverForm(ReasonForm):
    """The paper of a hand-over alone."""

    number, signed_on, body = (PaperForm.base_fields[name] for name in PAPER)
    field_order = [*PAPER, "why"]

    def offer(self, actor: Any, target: Any) -> None:
        self.begin_with(target, "decision")


class CameInForm(PaperForm):
    """It came from where the register knows nothing of."""

    outside = WordsField(
        label="Nơi chuyển hồ sơ đến đây", max_length=160, help_text="Ví dụ Đảng ủy phường Tân Lập, tỉnh bạn"
    )
    day = DayField(label="Ngày hồ sơ chuyển đến")
    field_order = ["outside", "day"]


class TakeUpForm(ReasonForm):
    why = reason("xét tiếp")
