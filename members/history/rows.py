"""The only writer of facts: rows are made, changed and taken away, and each act notes before and after."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.apps import apps
from django.db import models

from members.loading import Table
from members.models import Closure, Member, Organisation, Term

from .opened import OpenAct, current, plain

OWN_APP = "members"
# Made from other columns by the writer: not worth a word in the history.
DERIVED = frozenset({"fold", "other_fold", "sort_key", "changed_by"})
# What was done to a row: made, changed, taken away, its many-to-many set.
NEW, SET, GONE, LINKS = "new", "set", "gone", "links"
UNSAID = (None, "", False)
# Columns that say one thing: a line that tells of the one keeps the other, or a day would be read that nobody knows.
TOGETHER = (("birth_on", "birth_precision"),)
Row = TypeVar("Row", bound=models.Model)


@cache
def table_name(model: type[models.Model]) -> str:
    """How lines name a table: those of the members by the model's name alone, those of other apps with theirs."""
    meta = model._meta
    return str(meta.model_name) if meta.app_label == OWN_APP else meta.label_lower


def table_of(name: str) -> type[models.Model]:
    """The table that a line names."""
    return apps.get_model(name if "." in name else f"{OWN_APP}.{name}")


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


def told(table: Table, pk: int, row: Sequence[Any]) -> dict[str, Any]:
    name, columns = _words_of(table)
    said = {column: (None, row[at]) for at, column in columns if row[at] or row[at] not in UNSAID}
    return {"m": name, "id": pk, "op": NEW, "f": said}


@cache
def _words_of(table: Table) -> tuple[str, list[tuple[int, str]]]:
    """How lines name it, and where in a row stand the columns that they tell of: asked once, not of each row."""
    return table_name(table.model), [(at, one) for at, one in enumerate(table.columns) if one not in DERIVED]


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
        row.save(update_fields=[attname_of(row, name) for name in values])
        _noted(mine, row, SET, different)
    return row


def _set(row: models.Model, values: dict[str, Any]) -> dict[str, list[Any]]:
    """Put values on a row; answers what differs, as [before, after] by column."""
    different = {}
    for name, value in values.items():
        attname = attname_of(row, name)
        before = plain(getattr(row, attname))
        setattr(row, name, value)
        after = plain(getattr(row, attname))
        if before != after and name not in DERIVED:
            different[attname] = [before, after]
    return different | {name: [plain(getattr(row, name))] * 2 for name in beside(different)}


def beside(different: Collection[str]) -> list[str]:
    """Which columns are kept with those that differ, though they stay as they are."""
    return [name for pair in TOGETHER for name in pair if name not in different and not {*pair}.isdisjoint(different)]


def attname_of(row: models.Model, name: str) -> str:
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
