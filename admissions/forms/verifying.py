"""Where a profile is sent to be verified, and the answer."""

from __future__ import annotations

from typing import Any

from django import forms

from admissions.models import Conclusion
from members.forms.acts import PAPER, ActForm, PaperForm, ReasonForm
from members.forms.fields import DayField, WordsField

PLACE_HINT = "Chỉ ghi tên nơi; không ghi tên người thân, nội dung thẩm tra, không ghi nhận xét về con người"


def place() -> WordsField:
    return WordsField(label="Nơi thẩm tra", max_length=120, help_text=PLACE_HINT)


def conclusion() -> forms.ChoiceField:
    return forms.ChoiceField(label="Kết luận", choices=Conclusion.choices, widget=forms.RadioSelect)


class SendForm(ActForm):
    place = place()
    sent_on = DayField(label="Ngày gửi")


class AnswerForm(PaperForm):
    """That an answer came, and which: its day, its paper, one of three conclusions."""

    answered_on = DayField(label="Ngày trả lời")
    conclusion = conclusion()
    field_order = ["answered_on", "conclusion"]


class CorrectSendingForm(ReasonForm):
    place = place()
    sent_on = DayField(label="Ngày gửi")
    answered_on = DayField(label="Ngày trả lời")
    conclusion = conclusion()
    number, signed_on, body = (PaperForm.base_fields[name] for name in PAPER)
    field_order = ["place", "sent_on", "answered_on", "conclusion", *PAPER, "why"]

    def offer(self, actor: Any, target: Any) -> None:
        if target.answered_on is None:
            for name in ("answered_on", "conclusion", *PAPER):
                del self.fields[name]
        self.begin_with(target, "place", "sent_on", "answered_on", "conclusion", "decision")

    def act(self) -> dict[str, Any]:
        given = super().act()
        if not given.get("decision"):
            given.pop("decision", None)
        return given
