"""The fields that answer a doubt: the paper that allows it, one tick, and what was shown when it was ticked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from members.errors import Doubt
from members.procedure import Paper, Passed
from members.regulations import RULES, Shown, shown

from .fields import DayField, WordsField

SHOWN, TICK = "doubted", "passed"
NEEDED = ("passed_number", "passed_signed_on", "passed_body", TICK)
NAMES = (SHOWN, *NEEDED)


def fields() -> dict[str, forms.Field]:
    """Not required by themselves: whether they are needed, the verb says. Then each has a sentence of its own."""
    return {
        SHOWN: forms.CharField(widget=forms.HiddenInput, required=False),
        "passed_number": WordsField(
            label="Số giấy tờ cho phép", max_length=60, required=False, help_text="Giấy không có số thì ghi: không số",
            error_messages={"required": "Ghi số của giấy tờ cho phép"},
        ),
        "passed_signed_on": DayField(
            label="Ngày ký giấy tờ cho phép", required=False,
            error_messages={"required": "Ghi ngày ký của giấy tờ cho phép"},
        ),
        "passed_body": WordsField(
            label="Cơ quan ban hành giấy tờ cho phép", max_length=160, required=False,
            error_messages={"required": "Ghi cơ quan ban hành giấy tờ cho phép"},
        ),
        TICK: forms.BooleanField(
            label="Vẫn ghi, có giấy tờ này", required=False,
            error_messages={"required": "Đánh dấu vào ô “Vẫn ghi, có giấy tờ này” nếu vẫn ghi"},
        ),
    }  # fmt: skip


def answer(cleaned: dict[str, Any]) -> Passed:
    paper = Paper(*(cleaned.get(name) or None if name == "passed_signed_on" else cleaned.get(name) or ""
                    for name in NEEDED[:3]))  # fmt: skip
    return Passed(frozenset((cleaned.get(SHOWN) or "").split()), bool(cleaned.get(TICK)), paper)


def marks(doubts: Iterable[Doubt]) -> str:
    return " ".join(sorted(one.mark for one in doubts))


def said(doubts: Iterable[Doubt]) -> list[tuple[str, Shown]]:
    """Each sentence with the rule it comes from, as the rule is on its day."""
    return [(one.sentence, shown(RULES[one.rule], one.day)) for one in doubts]


def remembered(shown_before: str) -> list[tuple[str, Shown]]:
    """The rules that were doubted when the form was last shown, where another slip keeps the verb from being asked."""
    found = []
    for mark in shown_before.split():
        key, _, rest = mark.partition("/")
        try:
            rule = shown(RULES[key], date.fromisoformat(rest.partition("/")[0]))
        except (KeyError, ValueError):
            continue
        found.append((f"Cần giấy tờ: {rule.title[:1].lower()}{rule.title[1:]}.", rule))
    return found
