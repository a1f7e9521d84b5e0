"""Store told: whom and what the rows of lines of the history belong to. A line keeps what a row says of itself; a row
of a file says of whom it is only by pointing there, so whoever reads the line follows the pointers and names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.urls import reverse

from admissions.models import Applicant, Course, Enterprise, Helper, Step, Vote
from admissions.procedure.leading import stays_of
from members import history
from members.models import Act, Member
from members.procedure.acting import VERBS, verbs_about
from members.registry import Told

# Rows that stand between: whoever points at them is about the same file.
BETWEEN: frozenset[type[Model]] = frozenset({Helper, Step, Vote})
APP, ABOUT = "admissions", "applicant"
# {table: {row: {column: value}}}, of the columns that point somewhere.
Pointers = dict[type[Model], dict[int, dict[str, Any]]]
# {(table, how it is called here): rows}
Found = defaultdict[tuple[type[Model], str], set[int]]


def told_of(acts: Sequence[Act]) -> list[list[Told]]:
    """Of each of these lines the files, classes, enterprises and members of the rows that it changed, as far as the
    reader's part reaches; each once. Of an act of a file that changed none itself, those of the lines inside it: of
    whom it made official, or struck off, the file. As many questions for many lines as for one."""
    inside = _inside(acts)
    changed = [[*_own(one), *(change for inner in inside[one.number] for change in _own(inner))] for one in acts]
    rows = _pointers(changed)
    people = {inner.member_id for some in inside.values() for inner in some if inner.member_id}
    files = (
        dict(Applicant.objects.filter(member__in=people).order_by("pk").values_list("member", "pk")) if people else {}
    )
    found: list[Found] = []
    for one, some in zip(acts, changed, strict=True):
        here: Found = defaultdict(set)
        for change in some:
            _follow(history.table_of(change["m"]), change["id"], change["f"], rows, here)
        here[Applicant, _label(Applicant)] |= {
            files[inner.member_id] for inner in inside[one.number] if inner.member_id in files
        }
        found.append(here)
    return _named(found)


def is_all_own(by: history.Actor, since: int, file: Applicant) -> bool:
    """Whether this account wrote the last line that touched the file, and nobody else one of it after the line
    `since`."""
    if not history.is_own(by, Act.objects.filter(number=file.changed_by)):
        return False
    cells = {file.organisation_id, *(stay.organisation for stay in stays_of([file]).get(file.pk, ()))}
    lines = Act.objects.filter(number__gt=since, organisation__in=cells, verb__in=verbs_about(ABOUT))
    others = list(lines.exclude(account=by.account_id).select_related("values_row"))
    changed = [change for one in others for change in _own(one)]
    rows, found = _pointers([changed]), Found(set)
    for change in changed:
        _follow(history.table_of(change["m"]), change["id"], change["f"], rows, found)
    return file.pk not in found[Applicant, _label(Applicant)]


def _inside(acts: Sequence[Act]) -> defaultdict[int, list[Act]]:
    """{line of a file that changed nothing itself: the lines inside it}"""
    hollow = [one.number for one in acts if one.verb in VERBS and VERBS[one.verb].about == ABOUT and not _own(one)]
    found = defaultdict[int, list[Act]](list)
    rows = Act.objects.filter(inside__in=hollow).select_related("values_row").order_by("number")
    for one in rows if hollow else ():
        found[one.inside or 0].append(one)
    return found


def _own(act: Act) -> list[dict[str, Any]]:
    """What it changed in the tables of this app."""
    changes = act.values_row.said().get("changes", ())
    return [change for change in changes if history.table_of(change["m"])._meta.app_label == APP]


def _pointers(changed: Iterable[Iterable[Mapping[str, Any]]]) -> Pointers:
    """Of all these rows as they are by now, and of those between them and a file, what they point at."""
    wanted = defaultdict[type[Model], set[int]](set)
    for change in (change for some in changed for change in some):
        model = history.table_of(change["m"])
        wanted[model].add(change["id"])
        for field in _pointing(model):
            if field.related_model in BETWEEN:
                wanted[field.related_model] |= {pk for pk in change["f"].get(field.attname, ()) if pk}
    found: Pointers = defaultdict(dict)
    while wanted:
        beyond = defaultdict[type[Model], set[int]](set)
        for model, pks in wanted.items():
            rows: Any = model.unscoped  # type: ignore[attr-defined]
            for row in rows.filter(pk__in=pks).values("pk", *(field.attname for field in _pointing(model))):
                found[model][row["pk"]] = row
                for field in _pointing(model):
                    if field.related_model in BETWEEN and row[field.attname] not in {None, *found[field.related_model]}:
                        beyond[field.related_model].add(row[field.attname])
        wanted = beyond
    return found


def _pointing(model: type[Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.is_relation]


def _follow(model: type[Model], pk: int, said: Mapping[str, Any], rows: Pointers, found: Found) -> None:
    if model is Applicant:
        found[Applicant, _label(Applicant)].add(pk)
    row = rows[model].get(pk, {})
    for field in _pointing(model):
        target: Any = field.related_model
        pks = {one for one in (*said.get(field.attname, ()), row.get(field.attname)) if one}
        if target in (Applicant, Course, Enterprise):
            found[target, _label(target)] |= pks
        elif target is Member and model is not Applicant:
            found[Member, _label(model)] |= pks
        elif target in BETWEEN:
            for one in pks:
                _follow(target, one, {}, rows, found)


def _label(model: type[Model]) -> str:
    said = str(model._meta.verbose_name)
    return said[:1].upper() + said[1:]


# In this order they are named, each with its page.
DOORS: dict[type[Model], str] = {Applicant: "applicant", Course: "course", Enterprise: "enterprise", Member: "person"}


def _named(found: Sequence[Found]) -> list[list[Told]]:
    """Through the scope: of who is out of the reader's part nothing is said. A line is about the first kind of what it
    changed, whether the reader may see that or not."""
    rows: dict[type[Model], list[Any]] = {}
    for model in DOORS:
        pks = {pk for here in found for (of, _), some in here.items() if of is model for pk in some}
        order = ("sort_key", "pk") if model in (Applicant, Member) else ("pk",)
        asked = model.objects.filter(pk__in=pks).order_by(*order)  # type: ignore[attr-defined]
        rows[model] = list(asked) if pks else []
    return [
        [
            _told(label, row, about=(model, label) == first)
            for first in (_first(here),)
            for model in DOORS for (of, label), pks in here.items() if of is model
            for row in rows[model] if row.pk in pks
        ]
        for here in found
    ]  # fmt: skip


def _first(found: Found) -> tuple[type[Model], str] | None:
    return next(((of, label) for model in DOORS for (of, label), pks in found.items() if of is model and pks), None)


def _told(label: str, row: Any, *, about: bool) -> Told:
    is_person = isinstance(row, Member | Applicant)
    member = row.pk if isinstance(row, Member) else row.member_id if isinstance(row, Applicant) else None
    href = reverse(DOORS[type(row)], args=[row.pk])
    return Told(label, row.full_name if is_person else row.name, href, member, about)
