"""The act that is open: what it is called, who does it, what it has written so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from django.db import models, transaction

from members.errors import Doubt
from members.loading import Table
from members.models import Member


@dataclass(eq=False, slots=True)
class OpenAct:
    """An act under way: what it is called, who does it, what it has written so far."""

    verb: str
    by: Actor
    why: str = ""
    inside: OpenAct | None = None
    member: int | None = None
    organisation: int | None = None
    for_organisation: int | None = None
    changes: list[dict[str, Any]] = field(default_factory=list)
    # New rows of `enter_many`, in words only when they are written down.
    entered: list[tuple[Table, int, Sequence[Any]]] = field(default_factory=list)
    notes: dict[str, Any] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    touched: defaultdict[type[models.Model], set[int]] = field(default_factory=lambda: defaultdict(set))
    begun: list[OpenAct] = field(default_factory=list)
    number: int = 0
    # It only asks, or answers who asked: no record is another one, and forms that are open on it stay good.
    asks: bool = False
    # Of its line: known as soon as the values are written, the seal (of the newest line) as the last thing.
    pk: int = 0
    digest: str = ""
    seal: str = ""

    @property
    def root(self) -> OpenAct:
        return self.inside.root if self.inside else self

    @property
    def says_something(self) -> bool:
        return bool(self.changes or self.entered or self.notes or self.digest)


class Actor(Protocol):
    """Who acts: an account, or the machine under the name of a system user (see `rights`)."""

    @property
    def account_id(self) -> int | None: ...

    @property
    def name(self) -> str: ...

    @property
    def day(self) -> date: ...


opened: ContextVar[OpenAct | None] = ContextVar("act", default=None)


def current() -> OpenAct:
    act = opened.get()
    if act is None:
        raise RuntimeError("Ghi dữ liệu ngoài một việc có tên")
    return act


@contextmanager
def tried() -> Iterator[None]:
    """Part of the open act that may be refused while the rest goes on: what is refused is neither written nor noted."""
    begun = current().root.begun
    before = len(begun)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        del begun[before:]
        raise


def acts_inside(mine: OpenAct) -> list[OpenAct]:
    """Acts begun inside this one, however deep, in the order in which they were begun."""
    inside: dict[int, list[OpenAct]] = {}
    for one in mine.root.begun:
        if one.inside is not None:
            inside.setdefault(id(one.inside), []).append(one)

    def below(outer: OpenAct) -> Iterator[OpenAct]:
        for one in inside.get(id(outer), ()):
            yield one
            yield from below(one)

    return list(below(mine))


def begin_many(verb: str, count: int) -> list[OpenAct]:
    """Lines for `count` acts of one kind inside the open one (an import, a sample): no transaction of their own."""
    outer = current()
    made = [OpenAct(verb=verb, by=outer.by, inside=outer) for _ in range(count)]
    outer.root.begun.extend(made)
    return made


def concerns(*, member: int | None = None, organisation: int | None = None, acting_for: int | None = None) -> None:
    """Say whom or what the open act is about, and for which organisation it is done."""
    mine = current()
    mine.for_organisation = acting_for or mine.for_organisation
    if member:
        mine.member = member
        mine.touched[Member].add(member)
    if organisation:
        mine.organisation = organisation


def only_asks() -> None:
    """The open act changes no record by itself, and is done in nobody's place."""
    current().asks, current().for_organisation = True, None


def note(**values: Any) -> None:
    """Further values of the line that are no change of a row (a number, a paper, a file's checksum)."""
    current().notes.update({key: plain(value) for key, value in values.items()})


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, models.Model):
        return value.pk
    return value
