"""How a verb says no. Each carries one sentence for the person at the screen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


class Refusal(Exception):
    """A request that can't be done as it was asked; `field` names the input it is about."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence, self.field = sentence, field


class RuleBroken(Refusal):
    """A rule stands in the way. `rule` is its key in the regulations, or a word for plain arithmetic."""

    def __init__(self, rule: str, sentence: str, *, field: str | None = None, others: Sequence[str] = ()) -> None:
        super().__init__(sentence, field=field)
        self.rule, self.others = rule, tuple(others)


@dataclass(frozen=True)
class Doubt:
    """What a rule that does not refuse finds odd: its key, the sentence, the day whose version was asked."""

    rule: str
    sentence: str
    day: date

    @property
    def mark(self) -> str:
        """What a page sends back: who ticks has seen exactly this sentence, not another one of the same rule."""
        return f"{self.rule}/{self.day.isoformat()}/{hashlib.sha256(self.sentence.encode()).hexdigest()[:12]}"


class Refusals(Refusal):
    """Several things stand in the way at once, a sentence for each: the files of one sending."""

    def __init__(self, sentences: Sequence[str], *, field: str | None = None) -> None:
        super().__init__(" ".join(sentences), field=field)
        self.sentences = tuple(sentences)


class Doubted(Refusal):
    """Written by a form only with a tick and a paper for each of these."""

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        super().__init__(" ".join(one.sentence for one in doubts))
        self.doubts = tuple(doubts)


class NotAllowed(Refusal):
    """The role of this account does not reach so far."""


def who_wrote(own: bool) -> str:
    """Who wrote meanwhile, as a sentence begins: oneself on another page, or somebody else."""
    return "Ở một trang khác, đồng chí" if own else "Người khác"


class Outdated(Refusal):
    """The same thing was changed since the page was opened; `since` is the number of the act it was made from, `own`:
    whoever sends the page did so, and nobody else."""

    def __init__(self, since: int, *, own: bool = False) -> None:
        super().__init__(f"{who_wrote(own)} vừa sửa hồ sơ này. Xem chỗ đã đổi rồi ghi lại.")
        self.since, self.own = since, own


def why_not_yet(check: Callable[[], Any]) -> str:
    """The sentence of what a rule refuses; "" where the step is open."""
    found = broken_by(check)
    return found.sentence if found is not None else ""


def broken_by(check: Callable[[], Any]) -> RuleBroken | None:
    """The rule that refuses; None where the step is open."""
    try:
        check()
    except RuleBroken as broken:
        return broken
    return None
