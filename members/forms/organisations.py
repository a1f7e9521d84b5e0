"""Forms about an organisation, each for one verb."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms

from kit import names
from kit.calendar import print_day
from members import kept
from members.errors import Refusal, RuleBroken
from members.models import Kind, Place, Role, Sector, Term
from members.procedure import closing, tree
from members.registry import OpenCase

from . import opened, under_way
from .acts import PAPER, WHY, PaperForm, ReasonForm
from .fields import DayField, OrganisationField, PlacesField, WordsField, places_in_order


class KindField(forms.ModelChoiceField):
    def __init__(self, **given: Any) -> None:
        super().__init__(queryset=Kind.objects.all(), empty_label="chọn loại", **given)

    def label_from_instance(self, kind: Kind) -> str:
        """One that is used no more is offered too: what is noted late may have taken it while it was."""
        return f"{kind.name} (thôi dùng từ {print_day(kind.retired_on)})" if kind.retired_on else kind.name

    def to_python(self, value: Any) -> Kind | None:
        # Unreadable signs are refused by a validator that has a sentence of its own, in English.
        try:
            return super().to_python(value)
        except forms.ValidationError as error:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from error


def now_of(target: Any, actor: Any) -> Term | None:
    return Term.objects.on(actor.day).filter(organisation=target).select_related("kind").first()


class TermForm(PaperForm):
    """What an organisation is from a day on. It shows what holds today; the day may lie long before: only what was
    typed over is said of it, the rest stays as it was then."""

    about_term: ClassVar[tuple[str, ...]] = ()

    def act(self) -> dict[str, Any]:
        left = opened.left(self)
        return {name: value for name, value in super().act().items() if name not in self.about_term or name not in left}


class TwinAsked:
    """Asks, where there is one of that name under the same parent already, whether another one is meant."""

    known: Term | None = None
    fields: dict[str, Any]
    cleaned_data: dict[str, Any]
    typed: Any

    def ask_of_twin(self, parent: Any, own: Any = None) -> None:
        """Asked only where there is one: else the field is no part of the form."""
        name = names.loose(names.clean(str(self.typed.get("name", ""))))
        here = Term.objects.filter(parent=parent, until=None).exclude(organisation=own) if name else ()
        self.known = next((term for term in here if names.loose(term.name) == name), None)
        if self.known is None:
            del self.fields["twin"]

    def clean_twin(self) -> bool:
        if not self.cleaned_data["twin"] and self.known is not None:
            raise forms.ValidationError(f"{self.known.name} đã có ở đây; đánh dấu nếu đúng là tổ chức khác cùng tên.")
        return True


class NameForm(TwinAsked, TermForm):
    name = WordsField(label="Tên đầy đủ", max_length=160)
    short_name = WordsField(label="Tên gọi tắt", max_length=80, required=False, help_text="Để trống thì lấy từ tên")
    code = WordsField(label="Mã tổ chức", max_length=30, required=False)
    day = DayField(label="Từ ngày")
    twin = forms.BooleanField(label="Vẫn đổi: đây là một tổ chức khác cùng tên", required=False)
    field_order = ["name", "short_name", "code", "day", "twin"]
    about_term = ("name", "short_name", "code")

    def offer(self, actor: Any, target: Any) -> None:
        term = now_of(target, actor)
        self.ask_of_twin(term.parent_id if term else None, target)
        if term is not None:
            for name in self.about_term:
                self.fields[name].initial = getattr(term, name)
            if term.short_name == tree.short_of(term.name):
                # Taken from the name, and goes with it.
                self.fields["short_name"].initial = ""

    def act(self) -> dict[str, Any]:
        given = super().act()
        given.pop("twin", None)
        return given


class NewForm(TwinAsked, PaperForm):
    name = WordsField(label="Tên đầy đủ", max_length=160, help_text="Ví dụ Chi bộ Thôn 3")
    short_name = WordsField(label="Tên gọi tắt", max_length=80, required=False, help_text="Để trống thì lấy từ tên")
    kind = KindField(label="Loại tổ chức")
    sector = forms.ChoiceField(label="Loại hình", choices=Sector.choices)
    code = WordsField(label="Mã tổ chức", max_length=30, required=False)
    in_private_enterprise = forms.BooleanField(label="Trong doanh nghiệp tư nhân", required=False)
    day = DayField(label="Lập từ ngày")
    twin = forms.BooleanField(label="Vẫn lập: đây là một tổ chức khác cùng tên", required=False)
    field_order = ["name", "short_name", "kind", "sector", "code", "in_private_enterprise", "day", "twin"]

    def offer(self, actor: Any, target: Any) -> None:
        term = now_of(target, actor)
        if term is not None:
            self.fields["kind"].queryset = Kind.objects.filter(may_stand_under=term.kind)
        self.ask_of_twin(target)

    def act(self) -> dict[str, Any]:
        given = super().act()
        for name in ("seen", "twin"):
            given.pop(name, None)
        return given


class KindForm(TermForm):
    kind = KindField(label="Loại tổ chức")
    sector = forms.ChoiceField(label="Loại hình", choices=Sector.choices)
    in_private_enterprise = forms.BooleanField(label="Trong doanh nghiệp tư nhân", required=False)
    day = DayField(label="Từ ngày")
    field_order = ["kind", "sector", "in_private_enterprise", "day"]
    about_term = ("kind", "sector", "in_private_enterprise")

    def offer(self, actor: Any, target: Any) -> None:
        if (term := now_of(target, actor)) is not None:
            self.fields["kind"].initial = term.kind_id
            self.fields["sector"].initial = term.sector
            self.fields["in_private_enterprise"].initial = term.in_private_enterprise


class AreaForm(PaperForm):
    places = PlacesField(
        label="Các thôn, tổ thuộc địa bàn", queryset=Place.objects.all(),
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    day = DayField(label="Từ ngày")
    field_order = ["places", "day"]

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["places"].choices = places_in_order()
        if (term := now_of(target, actor)) is not None:
            self.fields["places"].initial = list(term.places.values_list("pk", flat=True))


class TouchingForm(PaperForm):
    """What is under way there, and what becomes of it, stands above the fields."""

    cases: Sequence[OpenCase] = ()

    def shown_people(self) -> list[int] | None:
        return under_way.people(self.cases)


class ParentForm(TouchingForm):
    parent = OrganisationField(label="Trực thuộc")
    day = DayField(label="Từ ngày")
    field_order = ["parent", "day"]

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["parent"].offer(actor.day)
        self.cases = under_way.of_moving(target.pk, actor.day)
        self.says = under_way.said(under_way.MOVING, self.cases)


class CloseForm(TouchingForm):
    day = DayField(label="Kết thúc từ ngày")
    successor = OrganisationField(label="Nơi kế tục", required=False)
    field_order = ["day", "successor"]

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["successor"].offer(actor.day, empty="không có")
        self.cases = under_way.of_ending(target.pk, actor.day)
        self.says = under_way.said(under_way.ENDING, self.cases)


class TermDayForm(ReasonForm):
    since = DayField(label="Ngày thay đổi đúng")
    field_order = ["since", "why"]

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["since"].initial = target.since

    def refuse(self, refusal: Refusal) -> None:
        """Only the day is typed here: what it does to those above and below is said at it, too."""
        if isinstance(refusal, RuleBroken) and refusal.field not in (None, *self.fields, WHY):
            refusal.field = "since"
        super().refuse(refusal)


def _whose(roles: Sequence[Role], day: date) -> list[str]:
    """Whose roles they are, confirmed or not; where they are at more than one place, at which."""
    units = {one.organisation_id for one in roles}
    where = {pk: f", {name}" for pk, name in kept.called(units, day).items()} if len(units) > 1 else {}
    return [f"{one.account.full_name}{where.get(one.organisation_id, '')} "
            f"({'đã' if one.confirmed_on else 'chờ'} xác nhận)" for one in roles]  # fmt: skip


class ClosingForm(PaperForm, ReasonForm):
    day = DayField(label="Kết thúc từ ngày")
    successor = OrganisationField(label="Nơi kế tục", required=False)
    field_order = ["day", "successor", *PAPER, "why"]

    def offer(self, actor: Any, target: Any) -> None:
        self.target, self.today = target, actor.day
        self.begin_with(target, "day")
        field = self.fields["successor"]
        # Where it stood then, or where it goes on now: the right one may be younger than the wrong day.
        field.offer(*{target.day: None, actor.day: None}, empty="không có")
        field.initial = target.successor_id or ""
        if target.successor_id is not None and target.successor_id not in dict(field.choices):
            # Another part's: it stays as it is, for a choice without it would take it away.
            del self.fields["successor"]

    def told(self) -> list[str]:
        """What keeps an earlier day out, who ends on the new day too, whose role goes with the successor."""
        closure, day = self.target, print_day(self.target.day)
        offices = closing.offices_with(closure)
        earlier = closing.why_not_earlier(closure, closure.day - timedelta(days=1), offices)
        ended = [f"{one.get_office_display()} {one.member.full_name}" for one in offices]
        roles = _whose(closing.roles_carried(closure, self.today), self.today)
        said = [f"Chưa ghi sớm hơn {day} được: {earlier[:1].lower()}{earlier[1:]}." if earlier else "",
                f"Thôi giữ chức vụ theo ngày kết thúc mới: {'; '.join(ended)}." if ended else "",
                "Đổi nơi kế tục thì vai trò đã theo sang đó thôi từ hôm nay, và chờ xác nhận ở nơi kế tục mới: "
                f"{'; '.join(roles)}." if roles else ""]  # fmt: skip
        return [sentence for sentence in said if sentence]
