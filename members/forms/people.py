"""Forms about a person, each for one verb."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.crypto import salted_hmac

from kit.calendar import print_day
from members import kept, known, scope
from members.errors import Doubt
from members.known import Known
from members.models import (
    DepartureKind,
    DisciplineForm,
    ExemptionReason,
    Membership,
    NumberKind,
    Occupation,
    OfficeHolding,
    PlacementKind,
    Schooling,
    Sex,
    Theory,
)
from members.procedure.people import NumberGiven, birth_of
from members.rules import people as rules

from .acts import PAPER, REASON_HINT, ActForm, PaperForm, ReasonForm, paper_fields
from .fields import DayField, ElsewhereField, OrganisationField, PartialDateField, PlaceField, WordsField
from .name_changes import in_letters


def _choice(label: str, kinds: Any, *, required: bool = False, radio: bool = False) -> forms.ChoiceField:
    choices = kinds.choices if required else [("", "chưa rõ"), *kinds.choices]
    widget = forms.RadioSelect if radio else forms.Select
    return forms.ChoiceField(label=label, choices=choices, required=required, widget=widget)


# The tick that somebody who may be known already is another person.
ANOTHER = "another"
AGES = ("admission.age_min", "admission.age_max")
OFFICIAL = ("probation.months", "recognition.official_date")
DIGITS = ("card.old_digits", "card.new_digits")


class PlainFields(ActForm):
    """Identity as the register keeps it."""

    full_name = WordsField(label="Họ và tên", max_length=120, help_text="Như ghi trên thẻ đảng viên")
    other_names = WordsField(label="Tên gọi khác", max_length=160, required=False)
    sex = _choice("Giới tính", Sex, radio=True)
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

    may_be: Sequence[Known] = ()
    # Of them those whom the reader may be told of; of the others only that there may be one.
    told: Sequence[Known] = ()
    is_elsewhere = False
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
        self.told, self.is_elsewhere = seen[: known.MOST], len(self.may_be) > len(seen)
        # The tick answers those who are shown, and nobody who came meanwhile.
        typed = [said["full_name"], said["birth"], cards, said["sex"], said["admitted_on"], said["official_on"]]
        shown = _mark(self.told, self.may_be, repr([self.actor.account_id, *map(str, typed)]))
        self.fields[ANOTHER] = forms.BooleanField(
            label="Vẫn ghi: đây là một người khác", required=False, widget=forms.CheckboxInput(attrs={"value": shown})
        )
        if self.data.get(ANOTHER) != shown:
            self.data = self.data.copy()
            self.data.pop(ANOTHER, None)
            self.add_error(ANOTHER, "Có thể người này đã có trong sổ. Xem ở trên; đánh dấu nếu đúng là người khác.")

    def shown_people(self) -> list[int] | None:
        return [one.member for one in self.told] if self.may_be else None

    def elsewhere(self) -> bool:
        """Somebody may be meant of whom the reader may be told nothing."""
        return self.is_elsewhere


SLIP = "Như ghi trên thẻ đảng viên. Đổi tên theo quyết định không phải là sửa: cán bộ tổ chức ghi thành việc riêng"


class CorrectMemberForm(PlainFields, ReasonForm):
    weighed = AGES
    schooling = _choice("Học vấn phổ thông", Schooling)
    theory = _choice("Lý luận chính trị", Theory)
    occupation = _choice("Nghề nghiệp", Occupation)
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
            *rules.doubts_admission(target.member.birth_on, target.admitted_on),
            *rules.doubts_official(target.admitted_on, target.official_on),
        ]


class RecogniseForm(PaperForm):
    weighed = OFFICIAL[1:]
    official_on = DayField(label="Ngày chính thức", help_text="Ngày hết thời gian dự bị, dù họp hoặc quyết định muộn")
    field_order = ["official_on"]

    def offer(self, actor: Any, target: Any) -> None:
        """The day on which the probation ended can be known: it is said."""
        spell = Membership.objects.filter(member=target, official_on=None).order_by("admitted_on").last()
        if spell is not None and spell.admitted_on is not None:
            due = print_day(rules.probation_end(spell.admitted_on))
            self.fields["official_on"].help_text = f"Ngày hết dự bị là {due}, dù họp hoặc quyết định muộn"


class NumberForm(ActForm):
    weighed = DIGITS
    kind = _choice("Loại số", NumberKind, required=True, radio=True)
    value = WordsField(label="Số thẻ", max_length=20, help_text="Gõ cả số 0 ở đầu")
    day = DayField(label="Từ ngày")
    source = WordsField(label="Nguồn", max_length=80, required=False, help_text="Ví dụ thẻ, danh sách phát thẻ")


class CorrectNumberForm(ReasonForm):
    weighed = DIGITS
    value = WordsField(label="Số thẻ đúng", max_length=20)
    since = DayField(label="Từ ngày", required=False)
    until = DayField(label="Đến trước ngày", required=False)
    field_order = ["value", "since", "until", "why"]

    def offer(self, actor: Any, target: Any) -> None:
        # The whole number is shown on request only; whoever corrects it types it.
        self.begin_with(target, "since", "until")


class ResidenceForm(ActForm):
    address = WordsField(label="Nơi cư trú", max_length=200, help_text="Ví dụ Thôn 3, xã An Khê")
    place = PlaceField(label="Địa bàn", required=False)
    day = DayField(label="Từ ngày")

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["place"].offer()


class CorrectResidenceForm(ReasonForm):
    address = WordsField(label="Nơi cư trú", max_length=200)
    place = PlaceField(label="Địa bàn", required=False)
    since = DayField(label="Từ ngày", required=False)
    until = DayField(label="Đến trước ngày", required=False)
    field_order = ["address", "place", "since", "until", "why"]

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["place"].offer()
        self.begin_with(target, "address", "since", "until")
        self.fields["place"].initial = target.place_id


class MoveForm(PaperForm):
    """Offices are not moved along: the page says which are held, so that they are ended or left on purpose."""

    organisation = OrganisationField(label="Chi bộ chuyển đến")
    day = DayField(label="Từ ngày")
    let_go_on = DayField(label="Ngày giới thiệu", required=False, help_text="Ngày trên giấy giới thiệu sinh hoạt đảng")
    received_on = DayField(label="Ngày nơi đến tiếp nhận", required=False, help_text="Để trống nếu chưa tiếp nhận")
    field_order = ["organisation", "day", "let_go_on", "received_on"]

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["organisation"].offer(actor.day, cells_only=True, empty="chọn chi bộ")
        self.today = actor.day

    def foresee(self, target: Any) -> list[Doubt]:
        held = list(OfficeHolding.objects.on(self.today).filter(member=target))
        called = kept.full_names({one.organisation_id for one in held}, self.today)
        return [
            Doubt(
                "office.left",
                f"Đang giữ chức vụ {one.get_office_display()} {called.get(one.organisation_id, '')}, chuyển sinh hoạt "
                "không tự kết thúc chức vụ: ghi thôi giữ chức vụ, hoặc để lại.", self.today,
            )
            for one in held
        ]  # fmt: skip


class PlaceForm(PaperForm):
    organisation = OrganisationField(label="Chi bộ")
    day = DayField(label="Từ ngày")
    field_order = ["organisation", "day"]

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["organisation"].offer(actor.day, cells_only=True, empty="chọn chi bộ")


class TemporaryForm(PaperForm):
    weighed = ("transfer.temp_min_months", "transfer.temp_max_months", "transfer.temp_study_max_months")
    organisation = OrganisationField(label="Chi bộ nhận", required=False)
    elsewhere = ElsewhereField(
        label="Hoặc chi bộ khác có trong sổ", max_length=160, required=False,
        help_text="Đúng mã, hoặc đúng tên, ví dụ Chi bộ Thôn 3, Đảng bộ xã Tân Lập. Nơi ấy sẽ thấy đồng chí này",
    )  # fmt: skip
    outside = WordsField(
        label="Hoặc nơi ngoài đảng bộ", max_length=160, required=False, help_text="Ví dụ Đảng bộ phường Tân Lập"
    )
    day = DayField(label="Từ ngày")
    until = DayField(label="Đến trước ngày", required=False, help_text="Ngày trở về chi bộ cũ")
    study = forms.BooleanField(label="Đi học tập trung", required=False)
    field_order = ["organisation", "elsewhere", "outside", "day", "until", "study"]

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["organisation"].offer(actor.day, cells_only=True, empty="nơi khác, ghi ở dưới")
        if scope.TREE in scope.current().whole:
            # Who sees the whole tree chooses from it.
            del self.fields["elsewhere"]
        else:
            self.fields["elsewhere"].offer(actor.day)

    def clean(self) -> dict[str, Any]:
        """One cell, chosen or named."""
        cleaned = super().clean() or self.cleaned_data
        named = cleaned.pop("elsewhere", None)
        if named is not None and cleaned.get("organisation") is not None:
            self.add_error("elsewhere", "Chỉ ghi một nơi: đã chọn chi bộ nhận ở trên.")
        elif named is not None:
            cleaned["organisation"] = named
        return cleaned


class DayForm(ActForm):
    """Something ends, or happens, on a day."""

    day = DayField(label="Ngày")


class CorrectPlacementForm(PaperForm, ReasonForm):
    """A place that is not the right one is corrected to another cell or, for a stay, to a place outside."""

    weighed = TemporaryForm.weighed
    organisation = OrganisationField(label="Chi bộ đúng", required=False)
    outside = WordsField(label="Hoặc nơi ngoài đảng bộ", max_length=160, required=False)
    since = DayField(label="Ngày bắt đầu đúng", required=False)
    until = DayField(label="Đến trước ngày", required=False, help_text="Để trống nếu còn sinh hoạt ở đây")
    let_go_on = DayField(label="Ngày giới thiệu", required=False)
    received_on = DayField(label="Ngày nơi đến tiếp nhận", required=False)
    field_order = ["organisation", "outside", "since", "until", "let_go_on", "received_on", *PAPER, "why"]

    def offer(self, actor: Any, target: Any) -> None:
        if target.kind == PlacementKind.OFFICIAL:
            self.fields.pop("outside", None)
        if "organisation" in self.fields:
            self.fields["organisation"].offer(actor.day, cells_only=True, empty="như đã ghi")
        self.begin_with(target, "outside", "since", "until", "let_go_on", "received_on")
        self.left = target.organisation_id, target.outside

    def act(self) -> dict[str, Any]:
        """Only another place than the one that stands is a correction of it."""
        given = super().act()
        if given.get("organisation") is not None and given["organisation"].pk == self.left[0]:
            del given["organisation"]
        if given.get("outside") == self.left[1]:
            del given["outside"]
        return given


class ExemptForm(PaperForm):
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
    form = _choice("Hình thức", DisciplineForm, required=True, radio=True)
    day = DayField(label="Ngày có hiệu lực")
    field_order = ["form", "day"]


class CorrectDisciplineForm(PaperForm, ReasonForm):
    form = _choice("Hình thức", DisciplineForm, required=True, radio=True)
    day = DayField(label="Ngày có hiệu lực")
    field_order = ["form", "day", *PAPER, "why"]

    def offer(self, actor: Any, target: Any) -> None:
        self.begin_with(target, "form", "day")


class DepartForm(PaperForm):
    kind = _choice("Hình thức", DepartureKind, required=True, radio=True)
    day = DayField(label="Từ ngày", help_text="Ngày từ trần, hoặc ngày quyết định có hiệu lực")
    field_order = ["kind", "day"]


RETURN = paper_fields("return_", "quyết định trở lại")


class CorrectDepartureForm(PaperForm, ReasonForm):
    papers: ClassVar[dict[str, str]] = {"decision": "", "return_decision": "return_"}
    kind = _choice("Hình thức", DepartureKind, required=True, radio=True)
    since = DayField(label="Từ ngày")
    until = DayField(label="Ngày trở lại danh sách", required=False)
    return_number, return_signed_on, return_body = RETURN.values()
    field_order = ["kind", "since", *PAPER, "until", *RETURN, "why"]

    def offer(self, actor: Any, target: Any) -> None:
        if target.until is None:
            # To come back is an act of its own.
            for name in ("until", *RETURN):
                self.fields.pop(name, None)
        self.begin_with(target, "kind", "since", "until")


class IntroduceForm(PaperForm):
    to = WordsField(label="Giới thiệu đến", max_length=160, help_text="Chi bộ, đảng bộ nơi cư trú")
    day = DayField(label="Từ ngày")
    field_order = ["to", "day"]


class PurposeForm(ActForm):
    """Why a person who has left is opened."""

    why = WordsField(label="Mục đích mở", max_length=200, help_text="Ví dụ xác nhận tuổi Đảng, phục hồi đảng tịch")


class WhyForm(ReasonForm):
    """Only the reason is asked."""


class RevertForm(ReasonForm):
    why = WordsField(label="Lý do hoàn lại", max_length=300, help_text=REASON_HINT)
