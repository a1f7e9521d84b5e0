"""What the deciding level notes of a resolution: when it came, by how much its decision takes longer."""

from __future__ import annotations

from typing import Any

from django import forms

from admissions.models import Noted
from members.forms.acts import PAPER, ActForm, PaperForm, ReasonForm
from members.forms.fields import DayField


def longer() -> forms.IntegerField:
    return forms.IntegerField(label="Số ngày làm việc gia hạn", min_value=1, max_value=999)


class CameForm(ActForm):
    day = DayField(label="Ngày nhận nghị quyết")


class LongerForm(PaperForm):
    weighed = ("admission.extension_wd", "recognition.extension_wd")
    day = DayField(label="Ngày gia hạn")
    wd = longer()
    field_order = ["day", "wd"]


class CorrectHandlingForm(ReasonForm):
    weighed = ("admission.extension_wd", "recognition.extension_wd")
    day = DayField(label="Ngày")
    wd = longer()
    number, signed_on, body = (PaperForm.base_fields[name] for name in PAPER)
    field_order = ["day", "wd", *PAPER, "why"]

    def offer(self, actor: Any, target: Any) -> None:
        if target.noted == Noted.CAME:
            self.weighed = ()
            for name in ("wd", *PAPER):
                del self.fields[name]
        self.begin_with(target, "day", "wd", "decision")

    def act(self) -> dict[str, Any]:
        given = super().act()
        if not given.get("decision"):
            given.pop("decision", None)
        return given
