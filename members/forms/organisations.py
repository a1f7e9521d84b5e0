"""Forms about an organisation, each for one verb."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from kit import names
from members import figures, finding, kept, wording
from members.models import Kind, Member, Office, OfficeHolding, Place, Placement, Sector, Term

from .acts import PAPER, PaperForm, ReasonForm
from .fields import DayField, OrganisationField, PlacesField, WordsField

# So many can be read in one list; of more one is sought, among so many hits, of which so many are shown.
CHOSEN_FROM, SOUGHT, OFFERED = 100, 200, 20
SEEK_FIRST = "Gõ tên hoặc số thẻ của đảng viên ở ô tìm"


class KindField(forms.ModelChoiceField):
    def __init__(self, **given: Any) -> None:
        super().__init__(queryset=Kind.objects.all(), empty_label="chọn loại", **given)

    def to_python(self, value: Any) -> Kind | None:
        # Unreadable signs are refused by a validator that has a sentence of its own, in English.
        try:
            return super().to_python(value)
        except forms.ValidationError as error:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from error


def _now(target: Any, actor: Any) -> Term | None:
    return Term.objects.on(actor.day).filter(organisation=target).select_related("kind").first()


class NameForm(PaperForm):
    name = WordsField(label="Tên đầy đủ", max_length=160)
    short_name = WordsField(label="Tên gọi tắt", max_length=80, required=False, help_text="Để trống thì lấy từ tên")
    code = WordsField(label="Mã tổ chức", max_length=30, required=False)
    day = DayField(label="Từ ngày")
    field_order = ["name", "short_name", "code", "day"]

    def offer(self, actor: Any, target: Any) -> None:
        if (term := _now(target, actor)) is not None:
            for name in ("name", "short_name", "code"):
                self.fields[name].initial = getattr(term, name)


class NewForm(PaperForm):
    name = WordsField(label="Tên đầy đủ", max_length=160, help_text="Ví dụ Chi bộ Thôn 3")
    short_name = WordsField(label="Tên gọi tắt", max_length=80, required=False, help_text="Để trống thì lấy từ tên")
    kind = KindField(label="Loại tổ chức")
    sector = forms.ChoiceField(label="Loại hình", choices=Sector.choices)
    code = WordsField(label="Mã tổ chức", max_length=30, required=False)
    in_private_enterprise = forms.BooleanField(label="Trong doanh nghiệp tư nhân", required=False)
    day = DayField(label="Lập từ ngày")
    twin = forms.BooleanField(label="Vẫn lập: đây là một tổ chức khác cùng tên", required=False)
    field_order = ["name", "short_name", "kind", "sector", "code", "in_private_enterprise", "day", "twin"]
    known: Term | None = None

    def offer(self, actor: Any, target: Any) -> None:
        self.target = target
        term = _now(target, actor)
        if term is not None:
            self.fields["kind"].queryset = Kind.objects.filter(may_stand_under=term.kind)
        # Asked only where there is one of that name already.
        self.known = self._known(str(self.typed.get("name", "")))
        if self.known is None:
            del self.fields["twin"]

    def _known(self, name: str) -> Term | None:
        if not name:
            return None
        here = Term.objects.filter(parent=self.target, until=None)
        return next((term for term in here if names.loose(term.name) == names.loose(names.clean(name))), None)

    def clean_twin(self) -> bool:
        if not self.cleaned_data["twin"] and self.known is not None:
            raise forms.ValidationError(f"{self.known.name} đã có ở đây; đánh dấu nếu đúng là tổ chức khác cùng tên.")
        return True

    def act(self) -> dict[str, Any]:
        given = super().act()
        for name in ("seen", "twin"):
            given.pop(name, None)
        return given


class KindForm(PaperForm):
    kind = KindField(label="Loại tổ chức")
    sector = forms.ChoiceField(label="Loại hình", choices=Sector.choices)
    in_private_enterprise = forms.BooleanField(label="Trong doanh nghiệp tư nhân", required=False)
    day = DayField(label="Từ ngày")
    field_order = ["kind", "sector", "in_private_enterprise", "day"]

    def offer(self, actor: Any, target: Any) -> None:
        if (term := _now(target, actor)) is not None:
            self.fields["kind"].initial = term.kind_id
            self.fields["sector"].initial = term.sector
            self.fields["in_private_enterprise"].initial = term.in_private_enterprise


class AreaForm(PaperForm):
    places = PlacesField(
        label="Các thôn, tổ thuộc địa bàn", queryset=Place.objects.order_by("within__name", "name"),
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    day = DayField(label="Từ ngày")
    field_order = ["places", "day"]

    def offer(self, actor: Any, target: Any) -> None:
        if (term := _now(target, actor)) is not None:
            self.fields["places"].initial = list(term.places.values_list("pk", flat=True))


class ParentForm(PaperForm):
    parent = OrganisationField(label="Trực thuộc")
    day = DayField(label="Từ ngày")
    field_order = ["parent", "day"]

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["parent"].offer(actor.day)


class CloseForm(PaperForm):
    day = DayField(label="Kết thúc từ ngày")
    successor = OrganisationField(label="Nơi kế tục", required=False)
    field_order = ["day", "successor"]

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["successor"].offer(actor.day, empty="không có")


class TermDayForm(ReasonForm):
    since = DayField(label="Ngày thay đổi đúng")
    field_order = ["since", "why"]

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["since"].initial = target.since


class HolderForm(PaperForm):
    """Who holds an office here: a person placed in this organisation or under it.

    In a small place one chooses from all; in a large one types some of the name, sends, and chooses among the hits.
    """

    seek = WordsField(
        label="Tìm đảng viên", max_length=60, required=False,
        help_text="Họ tên hoặc một phần tên, thêm năm sinh; hoặc số thẻ. Bấm Ghi vào sổ để tìm, rồi chọn đúng người",
    )  # fmt: skip
    member = forms.ChoiceField(label="Đảng viên")
    office = forms.ChoiceField(label="Chức vụ", choices=Office.choices)
    day = DayField(label="Từ ngày")
    until = DayField(label="Đến trước ngày", required=False)
    field_order = ["seek", "member", "office", "day", "until"]

    def offer(self, actor: Any, target: Any) -> None:
        self.hits: list[int] = []
        rows = figures.counted(target, actor.day)
        if rows.count() <= CHOSEN_FROM:
            del self.fields["seek"]
            here = rows.order_by("member__sort_key").select_related("member")
            short = kept.short_names({one.organisation_id for one in here}, actor.day)
            told = [
                (one.member_id, _told(one.member.full_name, wording.birth(one.member), short.get(one.organisation_id)))
                for one in here
            ]
            self.fields["member"].choices = [("", "chọn đảng viên"), *told]
            return
        self._offer_hits(rows, actor)

    def _offer_hits(self, rows: QuerySet[Placement], actor: Any) -> None:
        """Only who was sought is offered; before that there is nobody to choose."""
        text = names.clean(str(self.typed.get("seek", "")).replace("\x00", ""))[:60]
        field = self.fields["member"]
        field.widget = forms.RadioSelect()
        field.error_messages["required"] = "Chọn đúng người trong những người tìm thấy" if text else SEEK_FIRST
        if not text:
            del self.fields["member"]
            self.fields["seek"].required = self.is_bound
            self.fields["seek"].error_messages["required"] = SEEK_FIRST
            return
        found = finding.people(text, actor.day, limit=SOUGHT)
        here = set(rows.filter(member__in=[hit.member for hit in found.hits]).values_list("member", flat=True))
        hits = [hit for hit in found.hits if hit.member in here]
        self.hits = [hit.member for hit in hits[:OFFERED]]
        field.choices = [(hit.member, _told(hit.full_name, hit.birth, hit.cell)) for hit in hits[:OFFERED]]
        if not hits:
            field.error_messages["required"] = f"Không tìm thấy “{text}” ở đây, gõ lại"
        elif found.more or len(hits) > OFFERED:
            field.help_text = "Còn người khác: gõ thêm tên đệm, năm sinh hoặc số thẻ ở ô tìm"

    def shown_people(self) -> list[int] | None:
        return self.hits or None

    def act(self) -> dict[str, Any]:
        given = super().act()
        given.pop("seek", None)
        return given

    def clean_member(self) -> Member:
        return Member.objects.get(pk=self.cleaned_data["member"])


def _told(full_name: str, birth: str, cell: str | None) -> str:
    """Enough to tell two people of one name apart."""
    return ", ".join(part for part in (full_name, f"sinh {birth}" if birth else "", cell) if part)


class EndOfficeForm(PaperForm):
    day = DayField(label="Thôi giữ chức vụ từ ngày")
    field_order = ["day"]


class NamesField(WordsField):
    """Names, one on each line; a birth behind a comma where two share a name."""

    widget = forms.Textarea

    def __init__(self, **given: Any) -> None:
        given.setdefault("help_text", "Mỗi dòng một người")
        super().__init__(max_length=4000, required=False, **given)
        self.widget.attrs["rows"] = 3

    def to_python(self, value: Any) -> str:
        return "\n".join(filter(None, (names.clean(line) for line in str(value or "").splitlines())))


class CongressForm(PaperForm):
    """The whole of who holds an office from that day on, by name; who holds one now stands there already."""

    day = DayField(label="Từ ngày", help_text="Ngày đại hội, hoặc ngày quyết định chỉ định có hiệu lực")
    secretary = WordsField(label="Bí thư", max_length=160, required=False)
    deputies = NamesField(label="Phó bí thư")
    standing = NamesField(label="Ủy viên ban thường vụ")
    others = NamesField(label="Cấp ủy viên, chi ủy viên khác")
    field_order = ["day", "secretary", "deputies", "standing", "others"]
    offices: dict[str, str] = {}

    def offer(self, actor: Any, target: Any) -> None:
        self.actor, self.target = actor, target
        term = _now(target, actor)
        self.in_cell = bool(term and term.kind.holds_members)
        if self.in_cell:
            del self.fields["standing"]
        self.offices = {"secretary": Office.SECRETARY, "deputies": Office.DEPUTY, "standing": Office.STANDING,
                        "others": Office.CELL_COMMITTEE if self.in_cell else Office.COMMITTEE}  # fmt: skip
        held = OfficeHolding.objects.on(actor.day).filter(organisation=target).select_related("member")
        for name, office in self.offices.items():
            if name in self.fields:
                lines = [one.member.full_name for one in held if one.office == office]
                self.fields[name].initial = "\n".join(lines)

    def clean(self) -> dict[str, Any]:
        """Every name is somebody in the register, told apart by birth where two share it."""
        cleaned = super().clean() or self.cleaned_data
        self.chosen: list[tuple[Member, str]] = []
        for name, office in self.offices.items():
            for line in str(cleaned.get(name) or "").splitlines():
                full_name, _, birth = (part.strip() for part in line.partition(","))
                if not full_name:
                    continue
                try:
                    self.chosen.append((finding.meant(full_name, birth, self.target, self.actor.day), office))
                except finding.NotOne as error:
                    hint = " Ghi như: Nguyễn Văn An, 12/4/1987." if error.several else ""
                    self.add_error(name, f"{error.sentence}{hint}")
        return cleaned

    def act(self) -> dict[str, Any]:
        given = super().act()
        return {key: given[key] for key in ("day", "decision", "seen", "passed") if key in given} | {
            "chosen": self.chosen
        }


class CorrectOfficeForm(PaperForm, ReasonForm):
    office = forms.ChoiceField(label="Chức vụ", choices=Office.choices)
    since = DayField(label="Từ ngày")
    until = DayField(label="Đến trước ngày", required=False, help_text="Để trống nếu còn giữ")
    field_order = ["office", "since", "until", *PAPER, "why"]

    def offer(self, actor: Any, target: Any) -> None:
        self.begin_with(target, "office", "since", "until")
