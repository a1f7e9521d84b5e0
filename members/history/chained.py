"""Acts become lines of the chain, last thing before their transaction commits."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

from django.db import connection

from members import chain, witness
from members.loading import Table
from members.models import Act, ActValues

from .opened import OpenAct
from .rows import told

MANY = 20
NOTHING: Any = ()
EMPTY: Any = MappingProxyType({})
LINES = Table(
    Act, "number", "at", "verb", "account_id", "actor", "for_organisation_id", "member_id", "organisation_id", "inside",
    "digest", "previous", "seal",
)  # fmt: skip
VALUES = Table(ActValues, "act_id", "salt", "body")


def _day(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)


# An encoder that is kept: json.dumps makes one for each line. What is said never holds itself; looking for that is a
# third of the work.
_BODY = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False, default=_day
).encode


def body_of(one: OpenAct) -> str:
    said: dict[str, Any] = {"changes": [*one.changes, *(told(*entered) for entered in one.entered)]}
    if one.why:
        said["why"] = one.why
    if one.notes:
        said["notes"] = one.notes
    return _BODY(said)


def keep_values(acts: Sequence[OpenAct]) -> None:
    """Write what these acts say, for good; an act of many keeps none of it in memory. Their lines come at the end."""
    rows = []
    for one, pk in zip(acts, LINES.new_ids(len(acts)), strict=True):
        salt, body = secrets.token_hex(16), body_of(one)
        one.pk, one.digest = pk, chain.digest_of(salt, body)
        _shed(one)
        rows.append((pk, salt, body))
    VALUES.write(rows)


def _shed(one: OpenAct) -> None:
    """What an act says is written. Of a hundred thousand in one transaction only the lines are still to come: what each
    has nothing in is let go, too."""
    one.changes = one.entered = NOTHING
    for name in ("doubts", "begun"):
        if one.inside is not None and not getattr(one, name):
            setattr(one, name, NOTHING)
    for name in ("notes", "touched"):
        if not getattr(one, name):
            setattr(one, name, EMPTY)


def write_lines(root: OpenAct) -> None:
    """All acts of one transaction become lines, last thing before it commits: the chain is locked only then."""
    keep_values([one for one in root.begun if not one.digest])
    chain.lock("acts")
    newest = Act.objects.order_by("-number").values_list("number", "seal").first()
    number, previous = newest or (0, chain.GENESIS)
    LINES.write(_lines(root, number, previous), [one.pk for one in root.begun])
    _mark_touched(root.begun)
    witness.keep_after_commit("acts", root.begun[-1].number, root.seal)


def _lines(root: OpenAct, number: int, previous: str) -> Iterator[tuple[Any, ...]]:
    """Each sealed with the one before it; the outermost act keeps the newest seal."""
    # The line says when it was written; no rule ever reads this clock.
    at = datetime.now(UTC)
    said, kept = chain.instant(at), connection.ops.adapt_datetimefield_value(at)
    for one in root.begun:
        number += 1
        one.number = number
        what = (
            one.verb, one.by.account_id, one.by.name, one.for_organisation, one.member, one.organisation,
            one.inside.number if one.inside else None, one.digest,
        )  # fmt: skip
        root.seal = chain.sealed(previous, number, said, *what)
        yield number, kept, *what, previous, root.seal
        previous = root.seal


def _mark_touched(acts: list[OpenAct]) -> None:
    """Rows know the newest act that touched them: what an open form is held against."""
    known = {model for one in acts for model in one.touched if hasattr(model, "changed_by")}
    for model in sorted(known, key=lambda one: one._meta.label):
        newest: dict[int, int] = {}
        for one in acts:
            if not one.asks:
                newest.update(dict.fromkeys(one.touched.get(model, ()), one.number))
        if len(newest) > MANY:
            # A whole import is one change to whoever had a form open: the newest of those that touched such a row, for
            # a line after it, about something else, changed none of them.
            pks, last = sorted(newest), max(newest.values())
            for start in range(0, len(pks), 500):
                model._base_manager.filter(pk__in=pks[start : start + 500]).update(changed_by=last)
            continue
        for pk, number in newest.items():
            model._base_manager.filter(pk=pk).update(changed_by=number)


def number_of(one: OpenAct) -> int:
    """The number that the line of an act begun here will have; nobody else ends a chain until this one does."""
    chain.lock("acts")
    newest = Act.objects.order_by("-number").first()
    return (newest.number if newest else 0) + one.root.begun.index(one) + 1
