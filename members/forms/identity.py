"""Forms about who somebody is and by what he belongs: entered, and corrected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.crypto import salted_hmac

from kit import names
from members import known
from members.errors import Doubt
from members.known import Known
from members.models import NumberKind, Occupation, Schooling, Sex, Theory
from members.procedure.people import NumberGiven, birth_of
from members.rules import people as rules

from .acts import ActForm, ReasonForm, paper_fields
from .fields import DayField, OrganisationField, PartialDateField, WordsField, choice_of
from .name_changes import in_letters

# The tick that somebody who may be known already is another person.
ANOTHER = "another"
AGES = ("admission.age_min", "admission.age_max")
OFFICIAL = ("probation.months", "recognition.official_date")
DIGITS = ("card.old_digits", "card.new_digits")


class PlainFields(ActForm):
    """Identity as the register keeps it."""

    full_name = WordsField(label="Họ và tên", max_length=120, help_text="Như ghi trên thẻ đảng viên")
    other_names = WordsField(label="Tên gọi khác", max_length=160, required=False)
    sex = choice_of("Giới tính", Sex, radio=True)
    birth = PartialDateField(label="Ngày sinh", required=False)
    profile_number = WordsField(label="Số lý lịch", max_length=40, required=False)

    def clean_full_name(self) -> str:
        return in_letters(self.cleaned_data["full_name"], "Ghi họ và tên bằng chữ.")


ADMISSION = paper_fields("admission_", "quyết định kết nạp")
RECOGNITION = paper_fields("recognition_", "quyết định công nhận")


class SpellPapers(ActForm):
    """The decisions by which somebody was admitted and recognised."""

    papers: ClassVar[dict[str, str]] = {"admission_decision": "admission_", "recognition_decision": "recognition_"}
    admission_number, admission_signed_on, admission_body = ADMISSION.values()
    recognition_number, recognition_signed_on, recognition_body = RECOGNITION.values()


def _mark(told: Sequence[Known], found: Sequence[Known], asked: str) -> str:
    """Who was found: those who are told of by their ids, the others by what tells nothing of them, also not that they
    are the same for whom somebody asked otherwise (`asked`: by whom, and everything that was typed)."""
    shown = {one.member for one in told}
    others = sorted(one.member for one in found if one.member not in shown)
    said = ",".join(str(one.member) for one in told)
    return f"{said}+{salted_hmac('known', f'{others} {asked}').hexdigest()[:16]}" if others else said


class EnterForm(PlainFields, SpellPapers):
    """A person becomes known to the register."""

    weighed = (*AGES, *OFFICIAL, *DIGITS)
    organisation = OrganisationField(label="Chi bộ")
    admitted_on = DayField(label="Ngày vào Đảng", required=False)
    official_on = DayField(label="Ngày chính thức", required=False, help_text="Để trống nếu còn dự bị")
    since = DayField(label="Sinh hoạt ở chi bộ này từ ngày", required=False, help_text="Để trống nếu từ ngày vào Đảng")
    card8 = WordsField(label="Số thẻ theo Quyết định 85", max_length=20, required=False, help_text="8 chữ số")
    card12 = WordsField(label="Số thẻ 12 số", max_length=20, required=False)
    field_order = [
        *PlainFields.base_fields, "organisation", "admitted_on", *ADMISSION, "official_on", *RECOGNITION, "since",
    ]  # fmt: skip

    def clean_full_name(self) -> str:
        return names.cased(super().clean_full_name())

    may_be: Sequence[Known] = ()
    # Of them those whom the reader may be told of; of the others only that there may be one.
    in_sight: Sequence[Known] = ()
    # Somebody may be meant of whom the reader may be told nothing.
    elsewhere = False
    actor: Any = None

    def clean(self) -> dict[str, Any] | None:
        """A paper of a recognition that is not said to have happened would be lost. Somebody who may be known already
        is shown, and the reader says that this is another person."""
        said = self.cleaned_data
        if not self.errors:
            self._ask_whether_known()
        if "official_on" in said and said["official_on"] is None and any(said.get(name) for name in RECOGNITION):
            self.add_error("official_on", "Có quyết định công nhận thì ghi ngày chính thức")
        return super().clean()

    def offer(self, actor: Any, target: Any) -> None:
        self.actor = actor
        self.fields["organisation"].offer(actor.day, cells_only=True, empty="chọn chi bộ")
        # From the page of a cell: that cell. A committee is none of the choices.
        self.fields["organisation"].initial = target.pk

    def act(self) -> dict[str, Any]:
        given = super().act()
        cards = ((NumberKind.CARD_8, given.pop("card8")), (NumberKind.CARD_12, given.pop("card12")))
        given["numbers"] = [NumberGiven(kind, value) for kind, value in cards if value]
        for name in ("seen", ANOTHER):
            given.pop(name, None)
        return given

    def _ask_whether_known(self) -> None:
        said = self.cleaned_data
        cards = [said["card8"], said["card12"]]
        self.may_be = known.doubles(
            said["full_name"], said["birth"], cards, self.actor.day, sex=said["sex"],
            admitted=said["admitted_on"], official=said["official_on"],
        )  # fmt: skip
        if not self.may_be:
            return
        seen = known.in_sight(self.may_be, self.actor)
        self.in_sight, self.elsewhere = seen[: known.MOST], len(self.may_be) > len(seen)
        # The tick answers those who are shown, and nobody who came meanwhile.
        typed = [said["full_name"], said["birth"], cards, said["sex"], said["admitted_on"], said["official_on"]]
        shown = _mark(self.in_sight, self.may_be, repr([self.actor.account_id, *map(str, typed)]))
        self.fields[ANOTHER] = forms.BooleanField(
            label="Vẫn ghi: đây là một người khác", required=False, widget=forms.CheckboxInput(attrs={"value": shown})
        )
        if self.data.get(ANOTHER) != shown:
            self.data = self.data.copy()
            self.data.pop(ANOTHER, None)
            self.add_error(ANOTHER, "Có thể người này đã có trong sổ. Xem ở trên; đánh dấu nếu đúng là người khác.")

    def shown_people(self) -> list[int] | None:
        return [one.member for one in self.in_sight] if self.may_be else None


SLIP = "Như ghi trên thẻ đảng viên. Đổi tên theo quyết định không phải là sửa: cán bộ tổ chức ghi thành việc riêng"


class CorrectMemberForm(PlainFields, ReasonForm):
    weighed = AGES
    schooling = choice_of("Học vấn phổ thông", Schooling)
    theory = choice_of("Lý luận chính trị", Theory)
    occupation = choice_of("Nghề nghiệp", Occupation)
    field_order = ["full_name", "other_names", "sex", "birth", "profile_number", "schooling", "theory", "occupation"]

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["full_name"].help_text = SLIP
        self.begin_with(target, *(name for name in self.fields if hasattr(target, name)))
        self.fields["birth"].initial = birth_of(target)


class CorrectMembershipForm(SpellPapers, ReasonForm):
    weighed = (*AGES, *OFFICIAL)
    admitted_on = DayField(label="Ngày vào Đảng", required=False, help_text="Ngày lễ kết nạp, ví dụ 18/5/2009")
    official_on = DayField(label="Ngày chính thức", required=False)
    field_order = ["admitted_on", *ADMISSION, "official_on", *RECOGNITION, "why"]

    def offer(self, actor: Any, target: Any) -> None:
        self.begin_with(target, "admitted_on", "official_on")

    def foresee(self, target: Any) -> list[Doubt]:
        return [
            *rules.doubts_admission(birth_of(target.member), target.admitted_on),
            *rules.doubts_official(target.admitted_on, target.official_on),
        ]
