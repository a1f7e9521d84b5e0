"""The history, and the only writer of facts.

A verb opens an act; `create`, `change` and `remove` write rows and note before and after by themselves; when the
outermost act ends, every act inside it becomes one line of the chain, in the same transaction. An act that raises
leaves neither facts nor lines.
"""

from __future__ import annotations

import json
import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from django.apps import apps
from django.db import connection, models, transaction

from members import chain, kept, witness
from members.errors import Doubt
from members.loading import Table
from members.models import Account, Act, ActValues, Closure, Member, Organisation, Term

OWN_APP = "members"
# Made from other columns by the writer: not worth a word in the history.
DERIVED = frozenset({"fold", "other_fold", "sort_key", "changed_by"})
MANY = 20
# What was done to a row: made, changed, taken away, its many-to-many set.
NEW, SET, GONE, LINKS = "new", "set", "gone", "links"
UNSAID = (None, "", False)
# Columns that say one thing: a line that tells of the one keeps the other, or a day would be read that nobody knows.
TOGETHER = (("birth_on", "birth_precision"),)
NOTHING: Any = ()
EMPTY: Any = MappingProxyType({})
LINES = Table(
    Act, "number", "at", "verb", "account_id", "actor", "for_organisation_id", "member_id", "organisation_id", "inside",
    "digest", "previous", "seal",
)  # fmt: skip
VALUES = Table(ActValues, "act_id", "salt", "body")
Row = TypeVar("Row", bound=models.Model)


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


_open: ContextVar[OpenAct | None] = ContextVar("act", default=None)


def current() -> OpenAct:
    act = _open.get()
    if act is None:
        raise RuntimeError("Ghi dữ liệu ngoài một việc có tên")
    return act


@contextmanager
def act(verb: str, *, by: Actor, why: str = "") -> Iterator[OpenAct]:
    """One named act in one transaction; an act inside an act gets a line of its own that says so."""
    outer = _open.get()
    mine = OpenAct(verb=verb, by=by, why=why, inside=outer)
    begun = mine.root.begun
    before = len(begun)
    begun.append(mine)
    token = _open.set(mine)
    try:
        with transaction.atomic():
            yield mine
            if outer is None:
                _write_lines(mine)
    except BaseException:
        del begun[before:]
        # An index of a day's tree that was laid in this transaction is gone with it: no page may go by it.
        kept.forget()
        raise
    finally:
        _open.reset(token)


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


def number_of(one: OpenAct) -> int:
    """The number that the line of an act begun here will have; nobody else ends a chain until this one does."""
    chain.lock("acts")
    newest = Act.objects.order_by("-number").first()
    return (newest.number if newest else 0) + one.root.begun.index(one) + 1


def note(**values: Any) -> None:
    """Further values of the line that are no change of a row (a number, a paper, a file's checksum)."""
    current().notes.update({key: plain(value) for key, value in values.items()})


@cache
def table_name(model: type[models.Model]) -> str:
    """How lines name a table: those of the members by the model's name alone, those of other apps with theirs."""
    meta = model._meta
    return str(meta.model_name) if meta.app_label == OWN_APP else meta.label_lower


def table_of(name: str) -> type[models.Model]:
    """The table that a line names."""
    return apps.get_model(name if "." in name else f"{OWN_APP}.{name}")


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, models.Model):
        return value.pk
    return value


def create(model: type[Row], **values: Any) -> Row:
    """Write a new row and note it."""
    mine, row = current(), model(**values)
    row.save(force_insert=True)
    _noted(mine, row, NEW, _all_new(row))
    return row


def create_many(rows: Sequence[Row], acts: Sequence[OpenAct]) -> None:
    """Write rows of one table at once; each is noted in the act beside it.

    Nobody can have had a form open on persons that are new; an act about known ones says so by `touched`.
    """
    if not rows:
        return
    type(rows[0])._base_manager.bulk_create(rows, batch_size=1000)
    for row, mine in zip(rows, acts, strict=True):
        mine.changes.append({"m": table_name(type(row)), "id": row.pk, "op": NEW, "f": _all_new(row)})


def enter_many(table: Table, rows: Sequence[Sequence[Any]], acts: Sequence[OpenAct]) -> list[int]:
    """Write new rows given as tuples; each is noted in the act beside it. Answers their ids."""
    if not rows:
        return []
    ids = table.new_ids(len(rows))
    table.write(rows, ids)
    for pk, row, mine in zip(ids, rows, acts, strict=True):
        mine.entered.append((table, pk, row))
    return ids


def _told(table: Table, pk: int, row: Sequence[Any]) -> dict[str, Any]:
    values = zip(table.columns, row, strict=True)
    said = {name: (None, value) for name, value in values if (value or value not in UNSAID) and name not in DERIVED}
    return {"m": table_name(table.model), "id": pk, "op": NEW, "f": said}


def change_many(changes: Sequence[tuple[Row, dict[str, Any], OpenAct]]) -> None:
    """Write new values of rows of one table at once; what differs is noted in the act beside each row."""
    changed: list[Row] = []
    columns: set[str] = set()
    for row, values, mine in changes:
        different = _set(row, values)
        if different:
            changed.append(row)
            columns.update(values)
            _noted(mine, row, SET, different)
    if changed:
        type(changed[0])._base_manager.bulk_update(changed, sorted(columns), batch_size=500)


def remove_many(rows: Sequence[tuple[Row, OpenAct]]) -> None:
    """Take rows of one table away; the act beside each keeps all it said."""
    if not rows:
        return
    for row, mine in rows:
        _noted(mine, row, GONE, {name: [value, None] for name, (_, value) in _all_new(row).items()})
    type(rows[0][0])._base_manager.filter(pk__in=[row.pk for row, _ in rows]).delete()


def change(row: Row, **values: Any) -> Row:
    """Write new values of a row and note what differs. Nothing differs: nothing is written."""
    mine, different = current(), _set(row, values)
    if different:
        row.save(update_fields=[_attname(row, name) for name in values])
        _noted(mine, row, SET, different)
    return row


def _set(row: models.Model, values: dict[str, Any]) -> dict[str, list[Any]]:
    """Put values on a row; answers what differs, as [before, after] by column."""
    different = {}
    for name, value in values.items():
        attname = _attname(row, name)
        before = plain(getattr(row, attname))
        setattr(row, name, value)
        after = plain(getattr(row, attname))
        if before != after and name not in DERIVED:
            different[attname] = [before, after]
    return different | {name: [plain(getattr(row, name))] * 2 for name in beside(different)}


def beside(different: Collection[str]) -> list[str]:
    """Which columns are kept with those that differ, though they stay as they are."""
    return [name for pair in TOGETHER for name in pair if name not in different and not {*pair}.isdisjoint(different)]


def _attname(row: models.Model, name: str) -> str:
    return next(f.attname for f in row._meta.concrete_fields if name in (f.name, f.attname))


def remove(row: models.Model) -> None:
    """Take a row away (a fact entered by mistake); the line keeps all it said."""
    _noted(current(), row, GONE, {name: [value, None] for name, (_, value) in _all_new(row).items()})
    row.delete()


def set_links(row: models.Model, name: str, others: Iterable[models.Model]) -> None:
    """Write a many-to-many and note it."""
    mine, manager = current(), getattr(row, name)
    before = sorted(manager.values_list("pk", flat=True))
    after = sorted(other.pk for other in others)
    if before != after:
        manager.set(after)
        _noted(mine, row, LINKS, {name: [before, after]})


def _all_new(row: models.Model) -> dict[str, list[Any]]:
    fields = [f for f in row._meta.concrete_fields if not f.primary_key and f.name not in DERIVED]
    values = {f.attname: plain(getattr(row, f.attname)) for f in fields}
    return {name: [None, value] for name, value in values.items() if value not in UNSAID}


def _noted(mine: OpenAct, row: models.Model, what: str, values: dict[str, Any]) -> None:
    mine.changes.append({"m": table_name(type(row)), "id": row.pk, "op": what, "f": values})
    if isinstance(row, Member | Organisation):
        mine.touched[type(row)].add(row.pk)
    if (member := getattr(row, "member_id", None)) is not None:
        mine.touched[Member].add(member)
    # Only what an organisation itself is: who stands in it is no change of it, and is not locked with it.
    if isinstance(row, Term | Closure):
        mine.touched[Organisation].add(row.organisation_id)
    if (membership := getattr(row, "membership", None)) is not None:
        mine.touched[Member].add(membership.member_id)


# --- the chain ---


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
    said: dict[str, Any] = {"changes": [*one.changes, *(_told(*entered) for entered in one.entered)]}
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


def _write_lines(root: OpenAct) -> None:
    """All acts of one transaction become lines, last thing before it commits: the chain is locked only then."""
    keep_values([one for one in root.begun if not one.digest])
    chain.lock("acts")
    newest = Act.objects.order_by("-number").first()
    number, previous = (newest.number, newest.seal) if newest else (0, chain.GENESIS)
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
            # A whole import is one change to whoever had a form open.
            pks = sorted(newest)
            for start in range(0, len(pks), 500):
                model._base_manager.filter(pk__in=pks[start : start + 500]).update(changed_by=acts[-1].number)
            continue
        for pk, number in newest.items():
            model._base_manager.filter(pk=pk).update(changed_by=number)


def lines_about(subject: Member | Organisation, after: int = 0) -> models.QuerySet[Act]:
    """Lines about one person or one organisation, newest first."""
    about = {"member": subject} if isinstance(subject, Member) else {"organisation": subject}
    return (
        Act.objects.filter(number__gt=after, **about)
        .select_related("values_row", "account", "for_organisation")
        .order_by("-number")
    )


def lines_about_account(account: Account) -> models.QuerySet[Act]:
    """Lines that name one account as what they are about, whoever did it."""
    said = models.Q(values_row__body__contains=f'"id":{account.pk},"m":"account"')
    for ending in (",", "}"):
        said |= models.Q(values_row__body__contains=f'"account":{account.pk}{ending}')
    return lines().filter(said)


def lines() -> models.QuerySet[Act]:
    """All lines with what they say; the door decides who reads which."""
    return Act.objects.select_related("values_row", "account", "member")
