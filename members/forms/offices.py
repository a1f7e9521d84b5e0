"""Forms about who holds an office of an organisation, each for one verb."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from kit import names
from members import figures, finding, kept, naming, wording
from members.models import Member, Office, OfficeHolding, Placement

from .acts import PAPER, PaperForm, ReasonForm
from .fields import DayField, WordsField
from .organisations import now_of

# So many can be read in one list; of more one is sought, among so many hits, of which so many are shown.
CHOSEN_FROM, SOUGHT, OFFERED = 100, 200, 20
SEEK_FIRST = "Gõ tên hoặc số thẻ của đảng viên ở ô tìm"


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
    instead_of = forms.BooleanField(required=False)
    day = DayField(label="Từ ngày")
    until = DayField(label="Đến trước ngày", required=False)
    field_order = ["seek", "member", "office", "instead_of", "day", "until"]

    def offer(self, actor: Any, target: Any) -> None:
        self._offer_to_hand_over(actor, target)
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

    def _offer_to_hand_over(self, actor: Any, target: Any) -> None:
        """Who is secretary may be followed in the same act; asked only where there is one."""
        held = OfficeHolding.objects.on(actor.day).filter(organisation=target, office=Office.SECRETARY)
        self.former = held.select_related("member").first()
        self.fields["office"].help_text = "Phó bí thư nay giữ bí thư thì thôi giữ phó bí thư từ ngày ấy"
        if self.former is None:
            del self.fields["instead_of"]
            return
        since = wording.day(self.former.since)
        self.fields[
            "instead_of"
        ].label = f"Thay đồng chí {self.former.member.full_name}, bí thư từ {since}: thôi giữ từ cùng ngày"
        self.fields[
            "instead_of"
        ].help_text = (
            "Tài khoản không đổi theo: quản trị hệ thống thôi vai trò của người trước, giao vai trò cho người mới"
        )

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
        if given.pop("instead_of", False):
            given["instead_of"] = self.former
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
        term = now_of(target, actor)
        self.in_cell = bool(term and term.kind.holds_members)
        if self.in_cell:
            del self.fields["standing"]
        self.offices = {"secretary": Office.SECRETARY, "deputies": Office.DEPUTY, "standing": Office.STANDING,
                        "others": Office.CELL_COMMITTEE if self.in_cell else Office.COMMITTEE}  # fmt: skip
        held = list(OfficeHolding.objects.on(actor.day).filter(organisation=target).select_related("member"))
        written = naming.told_apart([one.member for one in held], target, actor.day)
        self.holding = {name: {written[one.member_id]: one.member for one in held if one.office == office}
                        for name, office in self.offices.items()}  # fmt: skip
        for name, lines in self.holding.items():
            if name in self.fields:
                self.fields[name].initial = "\n".join(lines)

    def clean(self) -> dict[str, Any]:
        """Every name is somebody in the register, told apart by birth where two share it."""
        cleaned = super().clean() or self.cleaned_data
        self.chosen: list[tuple[Member, str]] = []
        for name, office in self.offices.items():
            for line in str(cleaned.get(name) or "").splitlines():
                try:
                    self.chosen += [(member, office) for member in self._meant(name, line)]
                except naming.NotOne as error:
                    hint = " Ghi như: Nguyễn Văn An, 12/4/1987." if error.several else ""
                    self.add_error(name, f"{error.sentence}{hint}")
        return cleaned

    def _meant(self, name: str, line: str) -> list[Member]:
        """Whom a line means; nobody where it has no name. As the page itself wrote it, it is who held that office,
        also where he is active elsewhere by now. Raises NotOne."""
        if line in self.holding[name]:
            return [self.holding[name][line]]
        full_name, _, birth = (part.strip() for part in line.partition(","))
        holders = [member for lines in self.holding.values() for member in lines.values()]
        return [naming.meant(full_name, birth, self.target, self.actor.day, holders)] if full_name else []

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
