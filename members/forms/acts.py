"""Base of the forms that call one verb: what the page was made from, a paper, a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from members.errors import Doubt, Doubted, Refusal
from members.procedure import Paper, Passed
from members.regulations import RULES, Shown, shown

from . import opened, passing
from .base import Drafted
from .fields import DayField, WordsField

WHY = "why"
LONGEST_OF_LINK = 40
REASON_HINT = "Căn cứ để {act}: giấy tờ nào, vì sao. Không ghi nhận xét về con người"


class ActForm(Drafted):
    """`act` answers the keywords for the verb. `seen` is the number of the act the page was made from, `opened` what
    it showed.

    Where a rule that does not refuse doubts what was sent, the form comes back and asks for a paper and a tick.
    `weighed` are the rules that may: the page says them before anything is sent.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    opened = opened.field()
    weighed: tuple[str, ...] = ()
    # Fields that a link to the page may fill beforehand: what a list said of the person.
    filled_by_links: tuple[str, ...] = ()
    # A template of what stands behind the act's own fields.
    also = ""
    # Whether the act may be asked for its reason once it turns out to change what was signed.
    gives_reason = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.doubts: list[tuple[str, Shown]] = []
        if passing.SHOWN in self.typed:
            self.fields.update(passing.fields())
            self.doubts = passing.remembered(self.typed[passing.SHOWN])

    @property
    def typed(self) -> QueryDict:
        """What was typed: as it was sent, or as a draft keeps it; empty on a page that is opened."""
        return self.data if self.is_bound else self.draft if self.draft is not None else QueryDict()

    def open(self, seen: int, asked: QueryDict | None = None) -> None:
        """Note what the page shows when it is opened. Asked once the choices are offered. What the link `asked` to fill
        in is shown as if it had been typed."""
        filled = {name: said for name in self.filled_by_links
                  if asked and name in self.fields and (said := asked.get(name, "")[:LONGEST_OF_LINK])}  # fmt: skip
        for name, said in filled.items():
            self.fields[name].initial = said
        shown_before = opened.shown_by(self) | {name: [] for name in filled}
        self.initial = {"seen": seen, opened.NAME: opened.written(shown_before)}

    def may_give_reason(self) -> None:
        """The act takes a reason: where one was asked for, its field stands here again."""
        self.gives_reason = True
        if WHY in self.typed:
            self.fields.setdefault(WHY, reason(required=False))

    def own(self) -> list[BoundField]:
        """The fields of the act itself, without those that answer a doubt."""
        return [self[name] for name in self.fields if name not in passing.NAMES]

    def answers(self) -> list[BoundField]:
        """The fields that answer a doubt; none before one was raised."""
        return [self[name] for name in self.fields if name in passing.NAMES]

    def weighed_rules(self, day: date) -> list[Shown]:
        """The rules that may ask for a paper, as the page says them on `day`."""
        return [shown(RULES[key], day) for key in self.weighed]

    def foresee(self, target: Any) -> list[Doubt]:
        """What is already doubtful about the facts as they stand, before anything is sent."""
        return []

    # What `offer` found to say of it.
    says: Sequence[str] = ()

    def told(self) -> list[str]:
        """What else the act does to what stands, as the page says it above the fields."""
        return list(self.says)

    def act(self) -> dict[str, Any]:
        """What was typed, ready for the verb: a paper from its three fields, the rest by name."""
        papers = {keyword: [f"{prefix}{part}" for part in PAPER] for keyword, prefix in self.papers.items()}
        apart = {"seen", opened.NAME, *passing.NAMES}.union(*papers.values())
        given = {key: value for key, value in self.cleaned_data.items() if key not in apart}
        for keyword, (number, signed_on, body) in papers.items():
            if number in self.cleaned_data:
                said = self.cleaned_data
                given[keyword] = Paper(said[number], said[signed_on] or None, said[body])
        if self.cleaned_data.get("seen") is not None:
            given["seen"] = self.cleaned_data["seen"]
        return {**given, "passed": self.passed()}

    # Keyword of the verb: how the names of its three fields begin.
    papers: ClassVar[dict[str, str]] = {"decision": ""}

    def begin_with(self, row: Any, *names: str) -> None:
        """Show what stands, in those of these fields that the form has, and in those of its papers."""
        for name in names:
            if name in self.fields:
                self.fields[name].initial = getattr(row, name)
        for keyword, prefix in self.papers.items():
            if (decision := getattr(row, keyword, None)) is not None and f"{prefix}number" in self.fields:
                for part in PAPER:
                    self.fields[f"{prefix}{part}"].initial = getattr(decision, part)

    def passed(self) -> Passed:
        """What was answered to doubts, as the verb takes it."""
        return passing.answer(self.cleaned_data)

    def refuse(self, refusal: Refusal) -> None:
        """Put the sentence of a refusal at its field; where the form has no such field, on top. A doubt asks."""
        if isinstance(refusal, Doubted):
            self._ask(refusal)
            return
        if refusal.field == WHY and self.gives_reason:
            self.fields.setdefault(WHY, reason(required=False)).required = True
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)

    def _ask(self, doubted: Doubted) -> None:
        """Show the doubts with the fields that answer them. What was shown before and not answered whole is said
        at its field; a doubt that is new takes the tick away, for nobody has seen it yet."""
        again = self.passed().marks.issuperset(one.mark for one in doubted.doubts)
        self.fields.update(passing.fields())
        self.doubts = passing.said(doubted.doubts)
        for name in passing.NEEDED:
            # Only now: whoever mends what was typed needs none of them.
            self.fields[name].required = True
        self.data = self.data.copy()
        self.data[passing.SHOWN] = passing.marks(doubted.doubts)
        if not again:
            self.data.pop(passing.TICK, None)
            return
        for name in passing.NEEDED:
            if not self.cleaned_data.get(name):
                self.add_error(name, self.fields[name].error_messages["required"])

    def shown_people(self) -> list[int] | None:
        """People whom this page names as the answer to a search: a look, noted like any other. None where nothing was
        asked; nobody, where the answer was that there may be somebody elsewhere."""
        return None

    def offer(self, actor: Any, target: Any) -> None:
        """Fill choices that depend on who asks and about whom."""


PAPER = ("number", "signed_on", "body")


class PaperForm(ActForm):
    """A form whose fact rests on a paper."""

    number = WordsField(label="Số giấy tờ", max_length=60, required=False, help_text="Ví dụ 12-QĐ/HU")
    signed_on = DayField(label="Ngày ký", required=False)
    body = WordsField(label="Cơ quan ban hành", max_length=160, required=False)


def paper_fields(prefix: str, of: str) -> dict[str, forms.Field]:
    """The three fields of one paper among several: whose, stands in each label."""
    return {
        f"{prefix}number": WordsField(label=f"Số {of}", max_length=60, required=False, help_text="Ví dụ 12-QĐ/HU"),
        f"{prefix}signed_on": DayField(label=f"Ngày ký {of}", required=False),
        f"{prefix}body": WordsField(label=f"Cơ quan ban hành {of}", max_length=160, required=False),
    }


def reason(act: str = "sửa", *, required: bool = True) -> forms.Field:
    """Why somebody does it; `act` in a word or two."""
    return WordsField(label=f"Lý do {act}", max_length=300, required=required, help_text=REASON_HINT.format(act=act))


class ReasonForm(ActForm):
    """A correction: it asks why. What a page did not send at all stays as it is; what it sent empty is emptied."""

    why = reason()

    def act(self) -> dict[str, Any]:
        given = super().act()
        first = {keyword: f"{prefix}number" for keyword, prefix in self.papers.items()}
        asked = {key: first.get(key, key) for key in given}
        return {key: value for key, value in given.items()
                if asked[key] not in self.fields or asked[key] in self.data}  # fmt: skip
