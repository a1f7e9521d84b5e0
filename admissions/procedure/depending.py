"""Store dependants: what was recorded in files on the ground of a change of the tree, and keeps that change from being
taken back: 0141."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import DateField, Model

from admissions.models import (
    VOTED,
    Applicant,
    Handling,
    RecognitionKind,
    RecognitionStep,
    Step,
    StepKind,
    Vote,
    Voter,
    Worker,
)
from admissions.models.steps import BY_COMMITTEE
from admissions.procedure.doing import verb_of
from admissions.procedure.reading import leading
from admissions.procedure.told import ABOUT, APP, BETWEEN
from admissions.procedure.voting import ON_PROBATION
from members import history
from members.models import Act, Departure, Membership, Term
from members.procedure.acting import VERBS
from members.registry import Undone

# Lines about a person that a decision of a file leaves: the table, its day, its paper.
TABLES: dict[str, tuple[Any, str, str]] = {
    "recognise": (Membership, "official_on", "recognition_decision"),
    "depart": (Departure, "since", "decision"),
}
OPENS, VOTES = "take_over", frozenset({*map(verb_of, VOTED), *ON_PROBATION.values()})
# Who works in an enterprise stands on no cell.
ELSEWHERE: frozenset[type[Model]] = frozenset({Worker})
# What the committee above the cell, or the part-committee, has done.
ABOVE = frozenset({StepKind.CERTIFIED, StepKind.APPRAISAL, StepKind.DECISION})


class Row(NamedTuple):
    """A row of a file as it is by now: the last day that it tells of, None where it tells of none."""

    file: int
    last: date | None
    row: Any


class Decided(NamedTuple):
    """A decision of a file that stands: the number of its line, and the file."""

    number: int
    file: int


class Files(NamedTuple):
    """Files by number: those that followed to another cell, or along with whom they admitted, and those that other
    committees stand above since."""

    followed: frozenset[int]
    under: frozenset[int]


def dependants(undone: Undone) -> list[Act]:
    """Later lines of files, newest first, of which something still stands that was done on that day or later: in a file
    that followed from a cell that ended, or along with whoever was moved; by what stands above its cell, in a file of a
    cell that came under another one or is of another kind; a vote with a member who was moved in its base; a file that
    was opened where a probationer was moved to. As many questions for many files as for one."""
    votes = _votes_of(undone.moved, undone.since)
    lines = list(_lines(undone, votes))
    rows = _rows(lines)
    decided = _decided(undone)
    files = _files({*(one.file for one in rows.values()), *(one.file for one in decided)}, undone)
    found = {one.number for one in decided if one.file in files.followed | files.under}
    found |= {
        line.number for line in lines if any(_stands(line, row, files, votes, undone) for row in _rows_of(line, rows))
    }
    return list(Act.objects.filter(number__in=found).select_related("values_row").order_by("-number")) if found else []


def _lines(undone: Undone, votes: set[int]) -> Iterable[Act]:
    """Later lines of files. On the place of somebody whom no file has admitted stand votes, and nothing else."""
    verbs = _of_files()
    if not (undone.ended or undone.changed or Applicant.unscoped.filter(member__in=undone.moved).exists()):
        verbs = [name for name in verbs if votes and name in VOTES]
    rows = Act.objects.filter(number__gt=undone.number, verb__in=verbs).select_related("values_row")
    return rows.order_by("-number") if verbs else ()


def _of_files() -> list[str]:
    return [name for name, one in VERBS.items() if one.about == ABOUT]


def _changes(line: Act) -> list[Mapping[str, Any]]:
    """What it wrote into tables of files, without what it took away."""
    some = line.values_row.said().get("changes", ())
    return [one for one in some if one["op"] != history.GONE and _path(history.table_of(one["m"]))]


def _path(model: type[Model]) -> str:
    """How a row of that table points at its file; "" where it is of none."""
    if model is Applicant:
        return "pk"
    if model._meta.app_label != APP or model in ELSEWHERE:
        return ""
    for field in model._meta.concrete_fields:
        if field.related_model is Applicant:
            return field.attname
        if field.related_model is not None and field.related_model in BETWEEN:
            return f"{field.name}__applicant_id"
    return ""


def _rows(lines: Iterable[Act]) -> dict[tuple[str, int], Row]:
    wanted = defaultdict[str, set[int]](set)
    for change in (change for line in lines for change in _changes(line)):
        wanted[change["m"]].add(change["id"])
    found = {}
    for name, pks in wanted.items():
        model: Any = history.table_of(name)
        path, days = _path(model), [one.attname for one in model._meta.concrete_fields if isinstance(one, DateField)]
        rows = model.unscoped.filter(pk__in=pks)
        files = dict(rows.values_list("pk", path))
        for row in rows:
            known = [day for day in (getattr(row, column) for column in days) if day is not None]
            found[name, row.pk] = Row(files[row.pk], max(known, default=None), row)
    return found


def _rows_of(line: Act, rows: Mapping[tuple[str, int], Row]) -> list[Row]:
    keys = [(one["m"], one["id"]) for one in _changes(line)]
    return [rows[key] for key in keys if key in rows]


def _files(pks: set[int], undone: Undone) -> Files:
    """Which of these files the change reached, by the cell that led each on the day before."""
    eve = undone.since - timedelta(days=1) if undone.since > date.min else undone.since
    rows = list(Applicant.unscoped.filter(pk__in=pks)) if pks else []
    cells = leading(rows, eve)
    above = dict(Term.unscoped.on(eve).values_list("organisation", "parent")) if undone.changed else {}
    return Files(
        frozenset(one.pk for one in rows if cells[one.pk] in undone.ended or one.member_id in undone.moved),
        frozenset(pk for pk, cell in cells.items() if not undone.changed.isdisjoint(_over(cell, above))),
    )


def _over(cell: int, above: Mapping[int, int | None]) -> Sequence[int]:
    found: list[int] = []
    at: int | None = cell
    while at is not None and at not in found:
        found.append(at)
        at = above.get(at)
    return found


def _votes_of(members: frozenset[int], since: date) -> set[int]:
    """Votes from that day on in the base of which one of these members is named."""
    rows = Voter.unscoped.filter(member__in=members, vote__day__gte=since)
    return set(rows.values_list("vote", flat=True)) if members else set()


def _stands(line: Act, one: Row, files: Files, votes: set[int], undone: Undone) -> bool:
    if isinstance(one.row, Applicant):
        return line.verb == OPENS and one.row.member_id in undone.moved
    if one.last is not None and one.last < undone.since:
        return False
    if one.file in files.followed or (isinstance(one.row, Vote) and one.row.pk in votes):
        return True
    return one.file in files.under and _is_from_above(one.row)


def _is_from_above(row: Any) -> bool:
    if isinstance(row, Vote):
        return row.kind in BY_COMMITTEE
    if isinstance(row, RecognitionStep):
        return row.kind == RecognitionKind.APPRAISAL
    return isinstance(row, Handling) or (isinstance(row, Step) and row.kind in ABOVE)


def _decided(undone: Undone) -> list[Decided]:
    """The later decisions of files that still stand and tell of that day or a later one: somebody is official, or out
    of the lists, by what a file said of it last. That its day or its paper was put right since takes nothing back."""
    of_whom = {} if undone.ended or undone.changed else {"member__in": undone.moved}
    admitted = Applicant.unscoped.filter(member__isnull=False, **of_whom).values("member")
    rows = Act.objects.filter(number__gt=undone.number, verb__in=TABLES, member__in=admitted)
    last: dict[tuple[str, int], Act] = {}
    for line in rows.select_related("values_row").order_by("number"):
        name = history.table_name(TABLES[line.verb][0])
        last |= {(line.verb, one["id"]): line for one in line.values_row.said().get("changes", ()) if one["m"] == name}
    inside = Act.objects.filter(number__in={one.inside for one in last.values()}, verb__in=_of_files())
    outer = set(inside.values_list("number", flat=True)) if last else set()
    mine = {key: line for key, line in last.items() if line.inside in outer}
    members = {line.member_id for line in mine.values()}
    files = dict(Applicant.unscoped.filter(member__in=members).order_by("pk").values_list("member", "pk"))
    found = []
    for verb, (model, _, ground) in TABLES.items():
        pks = [pk for (one, pk) in mine if one == verb]
        for row in model.unscoped.filter(pk__in=pks).select_related(ground) if pks else ():
            line = mine[verb, row.pk]
            if _still_tells(line, row, undone.since):
                found.append(Decided(line.inside or 0, files[line.member_id or 0]))
    return found


def _still_tells(line: Act, row: Any, since: date) -> bool:
    """The row as it is by now, with the day of its paper; without one, by the days that the line said."""
    _, column, ground = TABLES[line.verb]
    day, paper = getattr(row, column), getattr(row, ground)
    if line.verb == "recognise" and day is None:
        return False
    if paper is not None and paper.signed_on is not None:
        return any(one >= since for one in (day, paper.signed_on) if one is not None)
    changes = line.values_row.said().get("changes", ())
    return any(_is_day_since(day, since) for one in changes for pair in one["f"].values() for day in pair[1:])


def _is_day_since(value: Any, since: date) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value) >= since
    except ValueError:
        return False
