"""Base of the forms that call one verb: what the page was made from, a paper, a reason."""

from __future__ import annotations

from typing import Any

from django import forms

from members.errors import Refusal
from members.procedure import Paper

from .base import Form
from .fields import DayField, WordsField

REASON_HINT = "Căn cứ để sửa: giấy tờ nào, vì sao. Không ghi nhận xét về con người"


class ActForm(Form):
    """`act` answers the keywords for the verb. `seen` is the number of the act the page was made from."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def act(self) -> dict[str, Any]:
        """What was typed, ready for the verb: a paper from its three fields, the rest by name."""
        given = {key: value for key, value in self.cleaned_data.items() if key != "seen" and key not in PAPER}
        if "number" in self.cleaned_data:
            given[self.paper_name] = Paper(*(self.cleaned_data[key] or None if key == "signed_on" else
                                             self.cleaned_data[key] for key in PAPER))  # fmt: skip
        if self.cleaned_data.get("seen") is not None:
            given["seen"] = self.cleaned_data["seen"]
        return given

    paper_name = "decision"

    def refuse(self, refusal: Refusal) -> None:
        """Put the sentence of a refusal at its field; where the form has no such field, on top."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)

    def offer(self, actor: Any, target: Any) -> None:
        """Fill choices that depend on who asks and about whom."""


PAPER = ("number", "signed_on", "body")


class PaperForm(ActForm):
    """A form whose fact rests on a paper."""

    number = WordsField(label="Số giấy tờ", max_length=60, required=False, help_text="Ví dụ 12-QĐ/HU")
    signed_on = DayField(label="Ngày ký", required=False)
    body = WordsField(label="Cơ quan ban hành", max_length=160, required=False)


class ReasonForm(ActForm):
    """A correction: it asks why."""

    why = WordsField(label="Lý do sửa", max_length=300, help_text=REASON_HINT)
