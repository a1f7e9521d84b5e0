"""A vote as it is typed in: its numbers, and only those people who count otherwise than the register says."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from admissions.models import RecognitionKind, StepKind
from admissions.procedure import Named, bases, probation, spells
from admissions.procedure.reading import File, read
from admissions.rules import gathering, recognition, steps
from admissions.rules.bases import TAKEN_IN, TAKEN_OUT, left_out_words
from admissions.rules.votes import MOST, enough_words
from kit import names
from kit.calendar import print_day
from members.errors import RuleBroken
from members.forms.acts import PaperForm, paper_fields
from members.forms.fields import CountField, DayField
from members.regulations import RULES, Shown, shown
from members.standing import VoteBase, VoterReason

R = VoterReason
# How long a typed name may be, and how many may be typed.
LONGEST_NAME, MOST_NAMES = 120, 400
COUNTED, NOT_COUNTED = "tính", "không tính"


class NamesField(forms.CharField):
    """One name a line; answers the list."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label, required=False, max_length=MOST_NAMES * 40, help_text="Mỗi dòng một họ tên",
            widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        )  # fmt: skip

    def clean(self, value: Any) -> Any:
        found = [name for line in super().clean(value).splitlines() if (name := names.clean(line))]
        if any(len(name) > LONGEST_NAME for name in found):
            raise forms.ValidationError(f"Mỗi họ tên nhiều nhất {LONGEST_NAME} chữ.", code="invalid")
        return found


class PersonField(forms.ChoiceField):
    """Whether one person counts; what is wrong with the choice names the person as he is called."""

    sentences: dict[str, str]


def _names(kind: StepKind) -> dict[str, VoterReason]:
    """Fields in which people are typed whom the register does not count, each with its reason."""
    return {f"added_{one}": one for one in TAKEN_IN[kind] if one != R.KEPT}


class VoteForm(PaperForm):
    """A vote with its numbers. The resolution is left empty where too few were for it.

    The base is computed for the day of the meeting; its list stands on the page, everybody as the register says. Where
    the list of the typed day is another one than the page had shown, the form comes back with it and asks again."""

    kind = StepKind.CELL
    # Before the form is offered to anybody: nobody on the list.
    base_of, moved, on, no_meeting = VoteBase(()), False, date.min, ""
    added: ClassVar[dict[str, VoterReason]] = _names(StepKind.CELL)
    weighed = ("admission.small_cell", "admission.certificate_months", "admission.dossier_months")
    by_rules: tuple[str, ...] = ("admission.cell_quorum", "admission.quorum_base", "admission.small_cell")
    also = "admissions/parts/base.html"
    day = DayField(label="Ngày họp")
    attending = forms.MultipleChoiceField(
        label="Miễn sinh hoạt hoặc tạm thời nơi khác nhưng có dự họp", required=False,
        widget=forms.CheckboxSelectMultiple, help_text="Đánh dấu ai có dự: người ấy được tính vào tổng số",
    )  # fmt: skip
    present = CountField("Có mặt", most=MOST)
    in_favour = CountField("Tán thành", most=MOST)
    against = CountField("Không tán thành", most=MOST)
    invalid = CountField("Phiếu không hợp lệ", most=MOST, required=False)
    base = CountField("Tổng số ghi trong biên bản", most=MOST, required=False)
    listed = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ["day", "attending", "present", "in_favour", "against", "invalid", "base"]

    def offer(self, actor: Any, target: Any) -> None:
        self.no_meeting = self._why_no_meeting(actor.day, target)
        # Of a day on which nobody can have met there is no list to look through.
        self.on = actor.day if self.no_meeting else self._day(actor.day)
        self.base_of = bases.base_of(self.kind, bases.body_of(self.kind, target, self.on), self.on)
        self.fields["number"].help_text = "Để trống nếu không đủ phiếu tán thành"
        self.fields["base"].help_text = self._base_hint()
        self._offer_people()
        self.moved = self._note_list()

    def _typed_day(self) -> date | None:
        try:
            day: date | None = DayField(label="", required=False).clean(self.typed.get("day", ""))
        except forms.ValidationError:
            return None
        return day

    def _day(self, today: date) -> date:
        """The typed day of the meeting; today before one is typed, or for one that is none."""
        return self._typed_day() or today

    def _why_no_meeting(self, today: date, target: Any) -> str:
        """Why nobody can have met on the typed day: it has not come, or does not lie between the steps around it."""
        day = self._typed_day()
        if day is None:
            return ""
        try:
            self.check_day(read(target, today), day, today)
        except RuleBroken as broken:
            return broken.sentence if broken.field == "day" else ""
        return ""

    def check_day(self, file: File, day: date, today: date) -> None:
        """Raises RuleBroken."""
        steps.check_day(file.way, self.kind, day, today)

    def _base_hint(self) -> str:
        return f"Để trống thì lấy số chương trình tính: {len(self.base_of.counted)}, cùng những người nêu tên"

    def _offer_people(self) -> None:
        told = [
            (one.member, f"{one.name} · {_why(one.reason)}") for one in self.base_of.left_out if one.reason != R.LATER
        ]
        if told:
            self.fields["attending"].choices = told  # type: ignore[attr-defined]
        else:
            del self.fields["attending"]
        taken_out = [(one.value, one.label) for one in TAKEN_OUT[self.kind]]
        for one in self.base_of.counted:
            self._offer(one.member, one.name, [("", COUNTED), *taken_out])
        for one in self.base_of.left_out:
            counts = R.COME if one.reason == R.LATER else R.KEPT
            called = f"{one.name} · {_why(one.reason)}"
            self._offer(one.member, called, [("", NOT_COUNTED), (counts.value, counts.label)])
        for name, reason in self.added.items():
            self.fields[name] = NamesField(f"Tính thêm: {reason.label}")

    def _offer(self, member: int, name: str, choices: list[tuple[str, str]]) -> None:
        field = PersonField(label=name, choices=choices, required=False)
        field.sentences = {"invalid_choice": f"Chọn lý do trong danh sách: {name}"}
        field.widget.attrs["class"] = "low"
        self.fields[f"why_{member}"] = field

    def _note_list(self) -> bool:
        """Whether the list is another one than the page had shown; from here on the page shows this one."""
        mark = _mark(self.base_of)
        self.fields["listed"].initial = mark
        before = self.typed.get("listed")
        typed: QueryDict | None = self.data if self.is_bound else self.draft
        if typed is not None:
            typed = typed.copy()
            typed["listed"] = mark
            if self.is_bound:
                self.data = typed
            else:
                self.draft = typed
        return self.is_bound and before is not None and before != mark

    def clean(self) -> Any:
        if self.no_meeting:
            self.add_error("day", self.no_meeting)
        elif self.moved:
            sentence = (
                f"Danh sách những người được tính bên dưới là của ngày {print_day(self.on)}, khác danh sách lúc mở "
                "trang. Xem lại rồi bấm lần nữa."
            )
            self.add_error("day", sentence)
        return super().clean()

    def told(self) -> list[str]:
        """What the register counts, and how many have to be for it."""
        found = [enough_words(self.kind, len(self.base_of.counted), self.on), left_out_words(self.base_of, self.on)]
        return [one for one in found if one]

    def own(self) -> list[BoundField]:
        apart = {one.name for one in (*self.everybody(), *self.more())}
        return [one for one in super().own() if one.name not in apart]

    def everybody(self) -> list[BoundField]:
        """A choice for each person of the list, set to what the register says."""
        return [self[name] for name in self.fields if name.startswith("why_")]

    def more(self) -> list[BoundField]:
        """Where people are typed whom the register does not count."""
        return [self[name] for name in self.added]

    @property
    def rules(self) -> list[Shown]:
        """By which rules somebody counts, as they are on that day, each with how sure it is."""
        return [shown(RULES[key], self.on) for key in self.by_rules]

    @property
    def list_day(self) -> str:
        return print_day(self.on)

    @property
    def is_open(self) -> bool:
        """The list stands open where something about it was typed or refused, or where it is another one."""
        said = [*self.everybody(), *self.more()]
        refused = any(one.errors for one in (*said, self["base"]))
        return self.moved or refused or any(self.typed.get(one.name) for one in said)

    def shown_people(self) -> list[int] | None:
        return [one.member for one in (*self.base_of.counted, *self.base_of.left_out)]

    def act(self) -> dict[str, Any]:
        given = super().act()
        given.pop("listed", None)
        said = {name: given.pop(name, None) for name in [*given] if name.startswith(("why_", "added_"))}
        given["invalid"] = given.get("invalid") or 0
        if self.kind == StepKind.CELL:
            given["attending"] = {int(one) for one in given.get("attending", ())}
        given["named"] = [
            *(Named(why, int(name[len("why_") :])) for name, why in said.items() if why and name not in self.added),
            *(Named(reason, name=one) for name, reason in self.added.items() for one in said.get(name) or ()),
        ]  # fmt: skip
        return given


class ProbationerVoteForm(VoteForm):
    """The cell's vote on a probationer, counted as on an applicant."""

    weighed = ("admission.small_cell", "recognition.max_votes")

    def check_day(self, file: File, day: date, today: date) -> None:
        recognition.check_over(spells.of_file(file.applicant), day, today)


class RecognitionVoteForm(ProbationerVoteForm):
    """On the recognition."""

    def check_day(self, file: File, day: date, today: date) -> None:
        super().check_day(file, day, today)
        gathering.check_day(probation.of_file(file).path, RecognitionKind.CELL, day, today)


class CommitteeVoteForm(VoteForm):
    """The committee's vote: where the register holds no terms of office, a paper says how many sit on it."""

    kind = StepKind.COMMITTEE
    added: ClassVar[dict[str, VoterReason]] = _names(StepKind.COMMITTEE)
    weighed = ()
    by_rules = ("admission.committee_quorum",)
    papers: ClassVar[dict[str, str]] = {"decision": "", "size": "size_"}
    size_number, size_signed_on, size_body = paper_fields("size_", "văn bản ghi số cấp ủy viên").values()
    base = CountField("Tổng số cấp ủy viên", most=MOST, required=False)
    field_order = [*VoteForm.field_order, "number", "signed_on", "body", "size_number", "size_signed_on", "size_body"]

    def offer(self, actor: Any, target: Any) -> None:
        super().offer(actor, target)
        if self.base_of.counted:
            self.fields["size_number"].help_text = "Chỉ ghi khi số cấp ủy viên theo văn bản khác danh sách của sổ"
        else:
            self.fields["base"].help_text = "Theo văn bản ghi số cấp ủy viên: sổ chưa ghi nhiệm kỳ của ai"


def _why(reason: VoterReason) -> str:
    return reason.label.split(",")[0]


def _mark(base: VoteBase) -> str:
    """Short for who stands on the list, and how."""
    said = ";".join(f"{one.member}:{one.reason.value}" for one in (*base.counted, *base.left_out))
    return hashlib.sha256(said.encode()).hexdigest()[:12]
