"""Differences as the minutes tell them: what each side says, how it was settled, what is still open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet

from kit.calendar import print_day
from kit.names import sort_key
from reports.reconciliation.models import Answer, Choice, Difference, Kind, Reconciliation
from reports.reconciliation.rules import sentences
from reports.reconciliation.rules.minutes import ASKED_ANEW, CORRECTED, GONE, Case, Open
from reports.reconciliation.rules.sides import OF_OFFICER

UNANSWERED, NOT_ENTERED = "Chưa trả lời", "chờ cán bộ ghi vào sổ"
LISTED, NOT_LISTED, NOT_IN_RECORDS = "Có tên", "Không có tên", "Không có"


def unanswered(one: Reconciliation) -> QuerySet[Difference]:
    """Points of the list that counts to which nobody has said anything yet."""
    rows: QuerySet[Difference] = Difference.unscoped.counted().unanswered().filter(list__reconciliation=one)
    return rows


def waiting(one: Reconciliation) -> int:
    """How many points keep the minutes from being confirmed: unanswered, or to be entered by the officer."""
    return unanswered(one).count() + Answer.unscoped.filter(reconciliation=one).asked().count()


def told(one: Reconciliation) -> list[Any]:
    """What was answered, by name, as `AnswerWords.told` reads it."""
    return sorted(Answer.unscoped.filter(reconciliation=one).told(), key=lambda row: (sort_key(row.name), row.pk))


def cases_of(one: Reconciliation, said: Iterable[Any]) -> list[Case]:
    """Every point by name, those still without an answer last; `said`: what was answered."""
    settled = [_case(row, _settled(row)) for row in said]
    rest = unanswered(one).order_by("sort_key", "pk")
    return settled + [replace(_case(row, UNANSWERED), answered=False) for row in rest]


def left_open(said: Iterable[Any]) -> list[Open]:
    """What waits for papers, by its due day; of what still differs: a corrected list or record has settled the rest."""
    waits = [row for row in said if row.choice == Choice.WAIT and row.is_open]
    return [
        Open(
            f"Đồng chí {row.name}: {Kind(row.kind).label}, {sentences.WAITS_FOR.get(Kind(row.kind), 'chờ giấy tờ')}",
            "Bên hồ sơ" if row.kind in OF_OFFICER else "Bên danh sách", print_day(row.due_on),
        )
        for row in sorted(waits, key=lambda row: row.due_on)
    ]  # fmt: skip


def _case(row: Answer | Difference, settled: str) -> Case:
    return Case(row.name, row.cell, _theirs(row), _ours(row), settled)


def _theirs(row: Answer | Difference) -> str:
    if row.field in sentences.FIELDS:
        return _value(row.field, row.list_value)
    if row.kind == Kind.ONLY_OURS:
        return NOT_LISTED
    if row.kind == Kind.TWICE:
        return sentences.twice(row.list_value, row.sheet)
    return _begun(row.list_value) if row.kind == Kind.UNCLEAR else f"{LISTED}, {row.list_value}"


def _value(field: str, value: str) -> str:
    """ "Ngày sinh: 04/6/1965"; a cell is called one already."""
    said = sentences.value(field, value)
    return said if field == "unit" else f"{sentences.FIELDS[field]}: {said}"


def _ours(row: Answer | Difference) -> str:
    if row.field in sentences.FIELDS:
        return _value(row.field, row.record_value)
    if row.kind == Kind.ELSEWHERE:
        return sentences.ANSWERED_ABOVE
    said = row.record_value
    return _begun(said) if said else NOT_IN_RECORDS if row.kind == Kind.ONLY_THEIRS else "–"


def _begun(said: str) -> str:
    """With a capital to begin with; names in it stay as they are written."""
    return said[:1].upper() + said[1:]


def _settled(row: Answer) -> str:
    """How it was settled: the choice, its paper, its reason, until when it waits; of what is no difference any more
    that it is none, except of what was entered in our record. `row` as read by `told`."""
    if row.choice != Choice.FIX_RECORD and not row.is_open:  # type: ignore[attr-defined]
        if row.is_asked_anew:  # type: ignore[attr-defined]
            return ASKED_ANEW
        return CORRECTED if row.choice == Choice.FIX_LIST else GONE
    parts = [Choice(row.choice).label.capitalize()]
    if row.waits_on_officer:
        parts.append(NOT_ENTERED)
    return ", ".join([*parts, *sentences.paper_of(row), *sentences.terms_of(row)])
