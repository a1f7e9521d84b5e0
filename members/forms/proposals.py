"""Forms of a proposal: the fields of the officer's own form, the paper it rests on, an answer."""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import Any, ClassVar

from .acts import PAPER, ActForm, PaperForm, reason
from .fields import WordsField


@cache
def proposing(form: type[ActForm], fields: tuple[str, ...]) -> type[ActForm]:
    """The form of a correction as a unit fills it in: those of its fields that are proposed, why, and the paper that
    shows it."""
    why = reason("đề nghị")
    left_out = dict.fromkeys(set(form.base_fields) - {*fields, *ActForm.base_fields})
    paper = {name: copy(PaperForm.base_fields[name]) for name in PAPER}
    own = [name for name in (*(form.field_order or ()), *form.base_fields) if name in fields]
    said = {**left_out, "why": why, **paper, "field_order": [*own, "why", *PAPER]}
    return type(f"Propose{form.__name__}", (Proposing, form), said)


class Proposing(ActForm):
    """`act` keeps apart what is proposed, and what it rests on."""

    weighed = ()
    papers: ClassVar[dict[str, str]] = {"decision": ""}

    def begin_with(self, row: Any, *names: str) -> None:
        """The paper of a proposal is its own, not the one that stands."""
        for name in names:
            if name in self.fields:
                self.fields[name].initial = getattr(row, name)

    def act(self) -> dict[str, Any]:
        given = super().act()
        # Doubts are the officer's to weigh, who answers the whole of it.
        del given["passed"]
        own = {name: given.pop(name) for name in ("why", "seen", "decision") if name in given}
        return {"given": given, **own}


class RefuseForm(ActForm):
    why = WordsField(
        label="Lý do không ghi", max_length=300,
        help_text="Nơi đề nghị đọc được. Ví dụ thẻ đảng viên ghi như sổ. Không ghi nhận xét về con người",
    )  # fmt: skip


class WithdrawForm(ActForm):
    """Nothing is asked."""
