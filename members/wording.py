"""Facts and lines of the history in the words of an office: what the member page and the history show."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.utils import timezone

from kit.calendar import print_day
from members.models import Act, Decision, Member
from members.procedure import VERBS
from members.procedure.acting import BY_ITSELF
from members.procedure.people import birth_of
from members.regulations import RULES


@dataclass(frozen=True)
class Change:
    """One value before and after, in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """One act as people read it."""

    at: str
    who: str
    what: str
    why: str
    changes: tuple[Change, ...]
    passed: tuple[str, ...] = ()


NOTHING = "chưa có"
# Columns that say nothing to a reader of the history.
SILENT = frozenset({"member_id", "membership_id", "recognition", "birth_precision", "assumed"})


def day(value: date | None, nothing: str = NOTHING) -> str:
    return print_day(value) if value else nothing


def last_day(until: date) -> str:
    """The day before an excluded end: what papers call "đến ngày"."""
    return print_day(until - timedelta(days=1))


def birth(member: Member) -> str:
    known = birth_of(member)
    return str(known) if known else ""


def paper(decision: Decision | None) -> str:
    """ "Quyết định số 12-QĐ/HU, 01/3/2020, Huyện ủy" as far as it is known."""
    if decision is None:
        return ""
    signed = print_day(decision.signed_on) if decision.signed_on else ""
    number = f"Số {decision.number}" if decision.number else ""
    return ", ".join(part for part in (number, signed, decision.body) if part)


def number(value: int) -> str:
    """1.234 as offices write it."""
    return f"{value:,}".replace(",", ".")


def masked(number: str) -> str:
    """All but the last three digits hidden."""
    hidden = "•" * max(0, len(number) - 3)
    return f"{hidden[:2]} {hidden[2:]} {number[-3:]}".replace("  ", " ").strip()


def line(act: Act) -> Line:
    """A line of the history in words; values that were reduced are said to be gone."""
    verb = VERBS.get(act.verb)
    who = act.actor
    if act.for_organisation_id:
        who = f"{who}, thay chi bộ"
    at = timezone.localtime(act.at).strftime("%H:%M %d/%m/%Y")
    body = json.loads(act.values_row.body) if act.values_row.body else {}
    changes = tuple(one for change in body.get("changes", ()) for one in _changes(change))
    what = verb.title if verb else BY_ITSELF.get(act.verb, act.verb)
    return Line(at, who, what, body.get("why", ""), changes, _passed(body))


def _passed(body: dict[str, Any]) -> tuple[str, ...]:
    """What rules that do not refuse found odd, and the paper with which it was written all the same."""
    notes = body.get("notes", {})
    said = tuple(f"Khác quy định “{RULES[one['rule']].title}”: {one['said']}" for one in notes.get("doubts", ())
                 if one["rule"] in RULES)  # fmt: skip
    with_paper = notes.get("passed")
    if not with_paper:
        return said
    signed = date.fromisoformat(with_paper["signed_on"])
    return (*said, f"Giấy tờ cho phép: {paper(Decision(**{**with_paper, 'signed_on': signed}))}.")


def _changes(change: dict[str, Any]) -> list[Change]:
    """What changed in one row, each value named with its row where the row is not the person."""
    model = apps.get_model("members", change["m"])
    fields = {field.attname: field for field in model._meta.concrete_fields}
    prefix = "" if model is Member else f"{model._meta.verbose_name}, "
    said = []
    for name, (before, after) in change["f"].items():
        field = fields.get(name)
        if field is None or name in SILENT or field.is_relation:
            continue
        was = "" if change.get("op") == "new" else _said(field, before)
        said.append(Change(f"{prefix}{field.verbose_name}", was, _said(field, after)))
    return said


def _said(field: Any, value: Any) -> str:
    if value in (None, ""):
        return NOTHING
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "có" if value else "không"
    if field.get_internal_type() == "DateField":
        return print_day(date.fromisoformat(value))
    return str(value)
