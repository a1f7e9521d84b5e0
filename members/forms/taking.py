"""Taking a file out: which one, and for what. Stands in one line above what is taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django import forms

from .base import Form
from .fields import WordsField

PURPOSE = "muc-dich"
LONGEST = 200


class Choice(NamedTuple):
    """What there is to choose from: the name and label of the field, its choices, and what is said of any other."""

    name: str
    label: str
    choices: Iterable[tuple[str, str]]
    other: str


class TakingForm(Form):
    """The choice, where there is one, and the purpose; `missing` is said where that is not written. What was typed
    stands there again."""

    def __init__(
        self, data: Mapping[str, str] | None = None, *, missing: str = "Ghi mục đích in", choice: Choice | None = None,
        label: str = "Mục đích",
    ) -> None:  # fmt: skip
        super().__init__(data, auto_id="%s")
        self.choice = choice
        if choice is not None:
            self._add(choice.name, forms.ChoiceField(label=choice.label, choices=list(choice.choices)),
                      required=choice.other, invalid_choice=choice.other)  # fmt: skip
        typed = forms.TextInput(attrs={"autocomplete": "off"})
        self._add(PURPOSE, WordsField(label=label, max_length=LONGEST, widget=typed), required=missing)

    def _add(self, name: str, field: Any, **sentences: str) -> None:
        field.sentences = sentences
        self.fields[name] = field

    @property
    def why(self) -> str:
        return str(self.cleaned_data[PURPOSE])

    @property
    def chosen(self) -> str:
        return str(self.cleaned_data[self.choice.name]) if self.choice is not None else ""
