"""Forms about a person's recognition, numbers, residence and places; and those that ask for a reason alone."""

from __future__ import annotations

from typing import Any

from django import forms

from kit.calendar import print_day
from members import kept, scope, wording
from members.errors import Doubt
from members.models import Exemption, Membership, Number, NumberKind, OfficeHolding, PlacementKind
from members.procedure.people import borne_by_another
from members.rules import people as rules

from .acts import PAPER, ActForm, PaperForm, ReasonForm, reason
from .fields import DayField, ElsewhereField, OrganisationField, PlaceField, WordsField, choice_of
from .identity import DIGITS, OFFICIAL


class RecogniseForm(PaperForm):
    weighed = OFFICIAL[1:]
    official_on = DayField(label="Ngày chính thức", help_text="Ngày hết thời gian dự bị, dù họp hoặc quyết định muộn")
    field_order = ["official_on"]

    def offer(self, actor: Any, target: Any) -> None:
        """The day on which the probation ended can be known: it is said."""
        spell = Membership.objects.filter(member=target, official_on=None).in_order().last()
        if spell is not None and spell.admitted_on is not None:
            due = print_day(rules.probation_end(spell.admitted_on))
            self.fields["official_on"].help_text = f"Ngày hết dự bị là {due}, dù họp hoặc quyết định muộn"


BORNE = (
    "Số thẻ này đang ghi cho người khác. Tìm theo số thẻ để xem của ai, sửa bên ghi sai; đánh dấu nếu đúng là hai "
    "người cùng số."
)


class BorneAsked:
    """Asks, where somebody else bears the number that was typed, whether it is meant all the same."""

    is_borne = False
    fields: dict[str, Any]
    cleaned_data: dict[str, Any]
    typed: Any

    def ask_of_other(self, member: int, kind: str) -> None:
        """Asked only where there is one: else the field is no part of the form."""
        if "shared" not in self.fields:
            return
        written = str(self.typed.get("value", ""))
        self.is_borne = bool(written and kind) and borne_by_another(member, kind, written)
        if not self.is_borne:
            del self.fields["shared"]

    def clean_shared(self) -> bool:
        if not self.cleaned_data["shared"] and self.is_borne:
            raise forms.ValidationError(BORNE)
        return True

    def act(self) -> dict[str, Any]:
        given: dict[str, Any] = super().act()  # type: ignore[misc]
        given.pop("shared", None)
        return given


def shared() -> forms.BooleanField:
    return forms.BooleanField(label="Vẫn ghi: đúng là hai người cùng số thẻ", required=False)


class NumberForm(BorneAsked, ActForm):
    weighed = DIGITS
    kind = choice_of("Loại số", NumberKind, required=True, radio=True)
    value = WordsField(label="Số thẻ", max_length=20, help_text="Gõ cả số 0 ở đầu")
    day = DayField(label="Từ ngày")
    source = WordsField(label="Nguồn", max_length=80, required=False, help_text="Ví dụ thẻ, danh sách phát thẻ")
    shared = shared()

    def offer(self, actor: Any, target: Any) -> None:
        self.ask_of_other(target.pk, str(self.typed.get("kind", "")))


class CorrectNumberForm(BorneAsked, ReasonForm):
    weighed = DIGITS
    value = WordsField(label="Số thẻ đúng", max_length=20)
    since = DayField(label="Từ ngày", required=False)
    until = DayField(label="Đến trước ngày", required=False)
    shared = shared()
    field_order = ["value", "since", "until", "shared", "why"]

    def offer(self, actor: Any, target: Any) -> None:
        self.ask_of_other(target.member_id, target.kind)
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

    filled_by_links = ("organisation", "day")
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
        called = kept.called({one.organisation_id for one in held}, self.today)
        return [
            Doubt(
                "office.left",
                f"Đang giữ chức vụ {one.get_office_display()} {called.get(one.organisation_id, '')}, chuyển sinh hoạt "
                "không tự kết thúc chức vụ: ghi thôi giữ chức vụ, hoặc để lại.", self.today,
            )
            for one in held
        ]  # fmt: skip


class PlaceForm(PaperForm):
    filled_by_links = ("organisation", "day")
    organisation = OrganisationField(label="Chi bộ")
    day = DayField(label="Từ ngày")
    field_order = ["organisation", "day"]

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["organisation"].offer(actor.day, cells_only=True, empty="chọn chi bộ")


class AnywhereForm(PaperForm):
    """Somewhere: a cell of the viewer's part, another one of the register by its name, or a place outside."""

    organisation = OrganisationField(label="Chi bộ nhận", required=False)
    elsewhere = ElsewhereField(
        label="Hoặc chi bộ khác có trong sổ", max_length=160, required=False,
        help_text="Đúng mã, hoặc đúng tên, ví dụ Chi bộ Thôn 3, Đảng bộ xã Tân Lập. Nơi ấy sẽ thấy đồng chí này",
    )  # fmt: skip
    outside = WordsField(
        label="Hoặc nơi ngoài đảng bộ", max_length=160, required=False, help_text="Ví dụ Đảng bộ phường Tân Lập"
    )
    day = DayField(label="Từ ngày")
    field_order = ["organisation", "elsewhere", "outside", "day"]

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


class TemporaryForm(AnywhereForm):
    weighed = ("transfer.temp_min_months", "transfer.temp_max_months", "transfer.temp_study_max_months")
    until = DayField(label="Đến trước ngày", required=False, help_text="Ngày trở về chi bộ cũ")
    study = forms.BooleanField(label="Đi học tập trung", required=False)
    field_order = ["organisation", "elsewhere", "outside", "day", "until", "study"]


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


class PurposeForm(ActForm):
    """Why a person who has left is opened."""

    why = WordsField(label="Mục đích mở", max_length=200, help_text="Ví dụ xác nhận tuổi Đảng, phục hồi đảng tịch")


class WhyForm(ReasonForm):
    """Only the reason is asked."""


class RemoveForm(ReasonForm):
    """Why it is taken off; the page says what."""

    why = reason("bỏ")
    row: Number | Exemption | None = None

    def offer(self, actor: Any, target: Any) -> None:
        self.row = target

    def told(self) -> list[str]:
        if self.row is None:
            return []
        what = wording.card(self.row) if isinstance(self.row, Number) else f"Miễn: {self.row.get_reason_display()}"
        ends = f", đến {wording.last_day(self.row.until)}" if self.row.until else ""
        return [f"{what}, từ {wording.day(self.row.since, 'trước')}{ends}."]


class RevertForm(ReasonForm):
    why = reason("hoàn lại")
