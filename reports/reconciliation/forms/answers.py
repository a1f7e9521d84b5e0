"""One difference is answered, with what its correction asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms

from kit.calendar import PartialDate
from members.forms.acts import ActForm
from members.forms.fields import DayField, OrganisationField, PartialDateField, WordsField
from members.importing.organisations import key as cell_key
from members.models import DepartureKind, ExemptionReason
from members.procedure import Paper
from reports.reconciliation.models import Answer, Choice
from reports.reconciliation.rules.corrections import Asked

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
        if asked.kind == "words":
            return WordsField(max_length=160, **given)
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
