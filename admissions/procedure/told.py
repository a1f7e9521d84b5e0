"""Store told: whom and what the rows of one line of the history belong to. A line keeps what a row says of itself; a
row of a file says of whom it is only by pointing there, so the page of the act follows the pointers and names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model
from django.urls import reverse

from admissions.models import Applicant, Course, Enterprise, Helper, Step, Vote
from members import history
from members.models import Member
from members.registry import Told

# Rows that stand between: whoever points at them is about the same file.
BETWEEN: frozenset[type[Model]] = frozenset({Helper, Step, Vote})
APP = "admissions"


def told_of(changes: Iterable[Mapping[str, Any]]) -> list[Told]:
    """The files, classes, enterprises and members of these changed rows, as far as the reader's part reaches; each
    once. `changes` as the line keeps them: {"m": table, "id": row, "f": {column: [before, after]}}."""
    found: defaultdict[tuple[type[Model], str], set[int]] = defaultdict(set)
    for change in changes:
        model = history.table_of(change["m"])
        if model._meta.app_label == APP:
            _follow(model, change["id"], change["f"], found)
    return [told for (model, label), pks in found.items() for told in _named(model, label, pks)]


def _follow(
    model: type[Model], pk: int, said: Mapping[str, Any], found: defaultdict[tuple[type[Model], str], set[int]]
) -> None:
    if model is Applicant:
        found[Applicant, _label(Applicant)].add(pk)
    pointers = [field for field in model._meta.concrete_fields if field.is_relation]
    now = model.unscoped.filter(pk=pk)  # type: ignore[attr-defined]
    row = now.values(*(field.attname for field in pointers)).first() or {}
    for field in pointers:
        target: Any = field.related_model
        pks = {one for one in (*said.get(field.attname, ()), row.get(field.attname)) if one}
        if target in (Applicant, Course, Enterprise):
            found[target, _label(target)] |= pks
        elif target is Member and model is not Applicant:
            found[Member, _label(model)] |= pks
        elif target in BETWEEN:
            for one in pks:
                _follow(target, one, {}, found)


def _label(model: type[Model]) -> str:
    said = str(model._meta.verbose_name)
    return said[:1].upper() + said[1:]


def _named(model: type[Model], label: str, pks: set[int]) -> list[Told]:
    """Through the scope: of who is out of the reader's part nothing is said."""
    if model is Member:
        rows = Member.objects.filter(pk__in=pks).order_by("sort_key", "pk")
        return [Told(label, one.full_name, reverse("person", args=[one.pk]), one.pk) for one in rows]
    if model is Applicant:
        files = Applicant.objects.filter(pk__in=pks).order_by("sort_key", "pk")
        return [Told(label, one.full_name, reverse("applicant", args=[one.pk]), one.member_id) for one in files]
    door = "course" if model is Course else "enterprise"
    some = model.objects.filter(pk__in=pks).order_by("pk")  # type: ignore[attr-defined]
    return [Told(label, one.name, reverse(door, args=[one.pk])) for one in some]
