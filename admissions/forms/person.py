"""One member who is chosen from a list."""

from __future__ import annotations

from typing import Any

from django import forms

from admissions.procedure import introducing
from members.models import Member


class MemberField(forms.ChoiceField):
    """Which members there are to choose from is said when the form is made."""

    def offer(self, people: dict[int, str], empty: str) -> None:
        self.choices = [("", empty), *people.items()]

    def clean(self, value: Any) -> Member | None:
        value = super().clean(value)
        return introducing.member_of(int(value)) if value else None
