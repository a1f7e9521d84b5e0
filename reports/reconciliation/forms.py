"""Forms of a reconciliation: a round, more time, a list, numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django import forms

from kit.calendar import PartialDate, half_year
from kit.reading.limits import DEFAULT_LIMITS
from members.forms.acts import ActForm, ReasonForm
from members.forms.base import Form
from members.forms.fields import DayField, OrganisationField, PartialDateField, WordsField
from members.importing.organisations import key as cell_key
from members.models import DepartureKind, ExemptionReason, Organisation
from members.procedure import Paper
from reports.reconciliation.models import Answer, Choice, CommitteeNumbers, Postponement, RoundKind, Signing
from reports.reconciliation.procedure import gathering, rounds
from reports.reconciliation.rules.corrections import Asked

# A list comes some weeks after the half year; so long is asked for when nobody says otherwise.
USUAL_DAYS = 15
# So long after its end a half year is still the one that is meant.
STILL_MEANT = timedelta(days=60)


class CommitteesField(forms.TypedMultipleChoiceField):
    """Grass-roots organisations of a day, to be ticked."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **given: Any) -> None:
        super().__init__(coerce=int, **given)

    def clean(self, value: Any) -> list[Organisation]:
        return [Organisation(pk=pk) for pk in super().clean(value)]


class OpenForm(ActForm):
    """The period, until when lists are asked for, how it is compared, and with whom."""

    since = DayField(label="Từ ngày")
    closing_day = DayField(label="Ngày cuối kỳ", help_text="Hai bên so với nhau vào ngày này")
    due_on = DayField(label="Hạn gửi danh sách")
    kind = forms.ChoiceField(label="Cách đối khớp", choices=RoundKind.choices, widget=forms.RadioSelect)
    committees = CommitteesField(
        label="Chỉ với những nơi này", required=False, help_text="Không chọn nơi nào thì mở với tất cả"
    )

    def offer(self, actor: Any, target: Any) -> None:
        since, until = half_year(actor.day - STILL_MEANT)
        closing = until - timedelta(days=1)
        due = max(actor.day, closing + timedelta(days=USUAL_DAYS))
        said = {"since": since, "closing_day": closing, "due_on": due, "kind": RoundKind.FULL}
        for name, value in said.items():
            self.fields[name].initial = value
        self.fields["committees"].choices = rounds.committees_on(closing)

    def act(self) -> dict[str, Any]:
        given = super().act()
        given["until"] = given.pop("closing_day") + timedelta(days=1)
        given["committees"] = given["committees"] or None
        return {name: given[name] for name in ("since", "until", "due_on", "kind", "committees")}


class AddForm(ActForm):
    committees = CommitteesField(label="Thêm những nơi này")

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["committees"].choices = rounds.left_out(target)

    def act(self) -> dict[str, Any]:
        return {"committees": super().act()["committees"]}


class PostponeForm(ReasonForm):
    due_on = DayField(label="Hạn mới")
    why = WordsField(
        label="Lý do gia hạn",
        max_length=Postponement._meta.get_field("reason").max_length,
        help_text="Ví dụ mưa lũ, chưa họp được. Không ghi nhận xét về con người",
    )

    field_order = ("due_on", "why")

    def act(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("due_on", "why")}


def _count(label: str) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"class": "count", "inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, min_value=0, max_value=100_000, widget=widget)


class NumbersForm(ActForm):
    """The committee's own numbers on the closing day."""

    total = _count("Đảng viên")
    official = _count("Chính thức")
    probationary = _count("Dự bị")
    women = _count("Nữ")
    exempt = _count("Miễn sinh hoạt")
    away = _count("Sinh hoạt tạm thời nơi khác")
    guests = _count("Tạm thời ở đây (không tính)")

    def offer(self, actor: Any, target: Any) -> None:
        known = CommitteeNumbers.objects.filter(reconciliation=target).first()
        for kind in CommitteeNumbers.KINDS:
            self.fields[kind].initial = getattr(known, kind) if known else None

    def act(self) -> dict[str, Any]:
        return {"numbers": {kind: self.cleaned_data[kind] for kind in CommitteeNumbers.KINDS}}


class FilesField(forms.FileField):
    """One file or several: a cell each."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(FilesField, self).clean(one, initial) for one in (data or [None])]


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class ListForm(Form):
    """The committee's workbook, or one for each of its cells.

    `anyway` is shown only when the program has asked whether it is the right one."""

    file = FilesField(
        label="Danh sách của đảng ủy",
        help_text="Bảng tính Excel hoặc CSV. Mỗi chi bộ một tệp thì chọn tất cả một lần: giữ phím Ctrl rồi bấm "
        f"từng tệp. Nhiều nhất {DEFAULT_LIMITS.files} tệp, gộp lại 10 MB",
        widget=FilesInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )
    anyway = forms.BooleanField(label="Đúng tệp này, vẫn gửi", required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def ask(self, sentence: str) -> None:
        """Show the tick, with what makes the program ask."""
        self.fields["anyway"].widget = forms.CheckboxInput()
        self.add_error("anyway", f"{sentence} Đúng thì chọn lại tệp, đánh dấu ô này rồi gửi.")


# What was typed for a correction, as it is kept and as its field shows it.
TYPED: dict[str, Any] = {"day": date.fromisoformat, "partial": PartialDate.parse}


class AnswerForm(ActForm):
    """One difference: a choice with the fields of that choice, and those that the correction of our record asks."""

    choice = forms.ChoiceField(label="Cách trả lời", choices=Choice.choices, widget=forms.RadioSelect)
    number = WordsField(label="Giấy tờ số", max_length=60, required=False)
    signed_on = DayField(label="Ngày ký", required=False, help_text="")
    body = WordsField(label="Nơi ban hành", max_length=160, required=False)
    due_on = DayField(label="Đến ngày", required=False, help_text="")
    reason = WordsField(label="Lý do", max_length=300, required=False, help_text="Không ghi nhận xét về con người")
    # Whose answer the page showed: the number of its line, 0 for none.
    answered = forms.IntegerField(widget=forms.HiddenInput, required=False)

    PAPER = ("number", "signed_on", "body")

    def offer(self, actor: Any, target: Shown) -> None:
        self.shown = target
        offered = [one for one in Choice if one in target.offered]
        self.fields["choice"].choices = [(one.value, target.words[one]) for one in offered]
        known = target.known
        self.fields["choice"].initial = known.choice if known else target.proposed
        self.fields["answered"].initial = known.act if known else 0
        for asked in target.asks:
            self.fields[asked.name] = self._asked(asked, actor, target)
            if (listed := target.listed.get(asked.name)) is not None:
                self.fields[asked.name].initial = listed
            if known is not None and (said := known.given.get(asked.name)):
                self.fields[asked.name].initial = TYPED.get(asked.kind, str)(said)
        if known is not None:
            said = {"number": known.paper_number, "signed_on": known.paper_on, "body": known.paper_body,
                    "due_on": known.due_on, "reason": known.reason}  # fmt: skip
            for name, value in said.items():
                self.fields[name].initial = value

    @staticmethod
    def _asked(asked: Asked, actor: Any, target: Shown) -> forms.Field:
        given = {"label": asked.label, "required": False, "help_text": asked.hint}
        if asked.kind == "day":
            return DayField(**given)
        if asked.kind == "partial":
            return PartialDateField(**given)
        if asked.kind == "departure":
            return forms.ChoiceField(choices=[("", "chưa chọn"), *DepartureKind.choices], **given)
        if asked.kind == "exemption":
            return forms.ChoiceField(choices=[("", "chưa chọn"), *ExemptionReason.choices], **given)
        field = OrganisationField(**given)
        if asked.kind == "anywhere":
            field.offer(actor.day, cells_only=True, empty="chưa chọn")
        else:
            field.choices = [("", "chọn chi bộ"), *target.cells]
            field.initial = next((pk for pk, name in target.cells if cell_key(name) == cell_key(target.cell)), None)
        return field

    def act(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "choice": said["choice"], "seen": said["answered"] or 0, "due_on": said["due_on"],
            "paper": Paper(said["number"], said["signed_on"], said["body"]), "reason": said["reason"],
            "given": {one.name: said[one.name] or None for one in self.shown.asks},
        }  # fmt: skip

    def see(self, known: Answer | None) -> None:
        """The page now shows this answer."""
        self.data = self.data.copy()
        self.data["answered"] = str(known.act if known else 0)

    def ways(self) -> list[Way]:
        """Each choice with its key and its fields, for the page."""
        asks = [one.name for one in self.shown.asks]
        of = {Choice.FIX_RECORD: [*asks, *self.PAPER], Choice.WAIT: ["due_on"], Choice.BOTH: ["reason"]}
        chosen = str(self["choice"].value() or "")
        return [
            Way(str(key), value, words, value == chosen, [self[name] for name in of.get(Choice(value), [])],
                self.shown.hints.get(Choice(value), ""))
            for key, (value, words) in enumerate(self.fields["choice"].choices, 1)
        ]  # fmt: skip


@dataclass
class Shown:
    """What a form needs of the difference it answers: the choices and their words, what is proposed, the answer there
    is, what a correction asks, the cells of the committee, the cell the list names."""

    offered: tuple[Choice, ...]
    words: dict[Choice, str]
    proposed: str
    known: Answer | None
    asks: tuple[Asked, ...] = ()
    cells: Sequence[tuple[int, str]] = ()
    cell: str = ""
    hints: dict[Choice, str] = field(default_factory=dict)
    # What the list itself says of what a correction asks.
    listed: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Way:
    """One choice as it is shown: its key on the keyboard, value and words, whether it is preselected, its fields."""

    key: str
    value: str
    words: str
    checked: bool
    fields: list[Any]
    hint: str = ""


class SpellingForm(ActForm):
    """All points of spelling alone, answered together as they were shown."""

    choice = forms.ChoiceField(label="Trả lời chung", widget=forms.RadioSelect)
    mark = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def offer(self, actor: Any, target: Any) -> None:
        mark, enters = target
        words = {Choice.FIX_LIST: "Giữ như sổ, cơ sở sửa danh sách"}
        words[Choice.FIX_RECORD] = "Viết như danh sách, sửa sổ" if enters else "Viết như danh sách, cán bộ tổ chức ghi"
        self.fields["choice"].choices = [(one.value, said) for one, said in words.items()]
        self.fields["mark"].initial = mark

    def act(self) -> dict[str, Any]:
        return {"choice": self.cleaned_data["choice"], "mark": self.cleaned_data["mark"]}


class OnPaperForm(ReasonForm):
    """The committee agreed on paper: the office says on which, and about which minutes (`digest`)."""

    why = WordsField(
        label="Theo giấy tờ nào của đảng ủy",
        max_length=200,
        help_text="Số và ngày của bản đảng ủy đã ký hoặc văn bản trả lời",
    )
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["digest"].initial = gathering.gather(target, by=actor).digest

    def act(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("why", "digest")}


NOBODY = "Ghi ai dự ở bên {side}, mỗi người một dòng"


class SignForm(ActForm):
    """Number, day, who took part, and how many files the office has counted."""

    number = WordsField(
        label="Số biên bản", max_length=Signing._meta.get_field("number").max_length, help_text="Ví dụ 02-BB/ĐU"
    )
    signed_on = DayField(label="Ngày ký")
    their_people = forms.CharField(
        label="Bên danh sách: ai dự, chức vụ gì",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=600,
        error_messages={"required": NOBODY.format(side="danh sách")},
        help_text="Mỗi người một dòng, ví dụ: Đồng chí Lý Thị Sua, Phó Bí thư",
    )
    our_people = forms.CharField(
        label="Bên hồ sơ: ai dự, chức vụ gì",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=600,
        error_messages={"required": NOBODY.format(side="hồ sơ")},
        help_text="Mỗi người một dòng",
    )
    files = _count("Số hồ sơ đảng viên đang giữ")

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["files"].required = False

    def act(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in ("number", "signed_on", "files")}
        lines = {name: self.cleaned_data[name].splitlines() for name in ("their_people", "our_people")}
        return given | lines
