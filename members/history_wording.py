"""Lines of the history and proposals in the words of an office: what the history and the pages of both show."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from kit.calendar import PartialDate, print_day
from members import history, office, rights, tree
from members.importing.grounds import of_code
from members.models import Act, Decision, Evidence, Finding, Kind, Member, Number, Proposal, RoleKind, Setting
from members.models.findings import cells_by_field
from members.procedure import VERBS
from members.procedure.acting import BY_ITSELF
from members.procedure.proposals import model_of
from members.regulations import RULES
from members.rights import proposed_fields
from members.wording import NOTHING, column, finding, masked, of_any_kind, paper

# Columns that say nothing to a reader of the history.
SILENT = frozenset({"member_id", "membership_id", "recognition", "birth_precision", "assumed"})


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
    # Where it is taken back, for whom may.
    back: str = ""
    # The page of the line, and whom it is about where that is not said already.
    href: str = ""
    about: str = ""
    about_href: str = ""
    # Of whom it is besides, each with the page; what is said of those beyond, whom the page of the line names.
    whose: tuple[tuple[str, str], ...] = ()
    more: str = ""
    # Members who are named by it beside whom the line is about.
    members: tuple[int, ...] = ()


def _cells(kept: str) -> str:
    """Where the fields of a person stood in a sheet: full_name:C4 is "Họ và tên C4"."""
    return ", ".join(f"{column(name)} {cell}" for name, cell in cells_by_field(kept).items())


# Values that the history says otherwise than they are kept: whole card numbers are shown on asking, codes never.
IN_WORDS = {
    (Number, "value"): masked, (Finding, "code"): finding, (Finding, "field"): column, (Evidence, "cells"): _cells,
}  # fmt: skip


# Lines that nobody asks for by a verb: the machine's own, and the made-up district's.
WITHOUT_VERB = BY_ITSELF | {"make_sample_district": "lập đảng bộ mẫu"}


def line(act: Act) -> Line:
    """A line of the history in words; values that were reduced are said to be gone."""
    verb = VERBS.get(act.verb)
    who = act.actor
    if act.for_organisation_id and RoleKind.CELL in rights.VERBS.get(act.verb, ()):
        who = f"{who}, thay {_name(act.for_organisation_id, timezone.localtime(act.at).date())}"
    at = timezone.localtime(act.at).strftime("%H:%M %d/%m/%Y")
    body = act.values_row.said()
    day = timezone.localtime(act.at).date()
    told = _without_what_went_on(body.get("changes", ()))
    changes = tuple(one for change in told for one in _changes(change, day, body.get("notes", {})))
    what = verb.title if verb else WITHOUT_VERB.get(act.verb, "việc của chương trình")
    return Line(at, who, what, body.get("why", ""), changes, _passed(body))


def _without_what_went_on(changes: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """A change of an organisation from a day on divides one of its terms: the second half is a new row that begins as
    the first was. Only from when it is, is told of that; not what was so before, nor that the first half ends there."""
    terms = [change["f"] for change in changes if change["m"] == "term"]
    ends = {f["until"][1] for f in terms if "until" in f and f["until"][1]}
    begins = {f["since"][1] for f in terms if "since" in f and f["since"][1]}
    divided = ends & begins
    return [_only_when(change, divided) if change["m"] == "term" else change for change in changes]


def _only_when(change: dict[str, Any], divided: set[str]) -> dict[str, Any]:
    said = dict(change["f"])
    if change.get("op") == "new" and said.get("since", ("", ""))[1] in divided:
        said = {"since": said["since"]}
    elif change.get("op") != "new" and said.get("until", ("", ""))[1] in divided:
        said.pop("until")
    return change | {"f": said}


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


def _name(organisation: int, day: date) -> str:
    """What the cell was called when it was acted for."""
    return tree.name_on(organisation, day) or "chi bộ"


def _changes(change: dict[str, Any], day: date, notes: dict[str, Any]) -> list[Change]:
    """What changed in one row, each value named with its row where the row is not the person; a finding says the rule
    it follows from, as it was on the day of the act."""
    if change["m"] == "setting":
        return _setting(change, notes)
    if change["m"] == "proposal":
        asked = {name: after for name, (_, after) in change["f"].items()}
        return _proposed(asked["verb"], asked["values"]) if "values" in asked else []
    model = history.table_of(change["m"])
    fields = {field.attname: field for field in model._meta.concrete_fields}
    # A table of another app says by itself which of its columns are marks of the program.
    silent = SILENT | getattr(model, "SILENT", frozenset())
    prefix = "" if model is Member else notes.get("kind", "") if model is Kind else str(model._meta.verbose_name)
    said, is_new = [], change.get("op") == "new"
    for name, (before, after) in change["f"].items():
        field = fields.get(name)
        if field is None or name in silent or field.is_relation:
            continue
        if name == BIRTH:
            before, after = _births(change)
            said.append(Change(of_row(prefix, str(field.verbose_name)), "" if is_new else before, after))
            continue
        said_as = IN_WORDS.get((model, name)) or (of_any_kind if name in _mixed(model) else None)
        say = functools.partial(_said, field, said_as)
        was = "" if is_new else say(before)
        said.append(Change(of_row(prefix, str(field.verbose_name)), was, say(after)))
    if model is Kind and "may_stand_under" in change["f"]:
        before, after = (", ".join(some) or NOTHING for some in notes["under"])
        said.append(Change(of_row(prefix, "đứng dưới"), before, after))
    if model is Finding and (code := _either(change, "code")):
        rule = of_code(code, _either(change, "field"), day)
        said.append(Change(of_row(prefix, "theo quy định"), "", rule))
    return said


BIRTH = "birth_on"


def _births(change: dict[str, Any]) -> tuple[str, str]:
    """A birth before and after as far as it was known: a year alone is no first of January. A line of before this was
    kept with it says of a first day only what is sure."""
    days = change["f"][BIRTH]
    known = change["f"].get("birth_precision") or [_surely(day or "") for day in days]
    before, after = (_birth_said(day, far) for day, far in zip(days, known, strict=True))
    return before, after


def _surely(day: str) -> str:
    return "y" if day.endswith("-01-01") else "m" if day.endswith("-01") else "d"


def _birth_said(day: str | None, known: str | None) -> str:
    if not day:
        return NOTHING
    return str(PartialDate.parse(day[: {"y": 4, "m": 7}.get(known or "d", 10)]))


def _setting(change: dict[str, Any], notes: dict[str, Any]) -> list[Change]:
    """Which entry of the office, what it said, and of which days. Lines of before did not say which one they changed:
    the row does while it stands."""
    key = _either(change, "key") or notes.get("setting", "")
    key = key or Setting.objects.filter(pk=change["id"]).values_list("key", flat=True).first() or ""
    called = office.called(key)
    words: dict[str, tuple[str, Callable[[str], str]]] = {
        "value": (called, functools.partial(office.in_words, key)),
        "since": (f"{called}, từ ngày", _day_said), "until": (f"{called}, đến trước ngày", _day_said),
    }  # fmt: skip
    said = []
    for name in (name for name in words if name in change["f"]):
        label, say = words[name]
        before, after = (say(value) if value else NOTHING for value in change["f"][name])
        said.append(Change(label, "" if change.get("op") == "new" else before, after))
    return said


def _day_said(value: str) -> str:
    return print_day(date.fromisoformat(value))


def _mixed(model: Any) -> frozenset[str]:
    """Columns of another app's table that hold a value of any kind."""
    mixed: frozenset[str] = getattr(model, "MIXED", frozenset())
    return mixed


def _either(change: dict[str, Any], name: str) -> str:
    """What a row said that came or went."""
    before, after = change["f"].get(name, ("", ""))
    return after or before or ""


def of_row(row: str, name: str) -> str:
    """A field named with its row, "Vai trò" alone for the field of that name."""
    return name if row in ("", name) else f"{row}, {name}"


def _proposed(verb: str, values: dict[str, list[Any]]) -> list[Change]:
    """What a proposal would change, in the words of the register."""
    return [
        Change(_label(verb, name), *(_valued(verb, name, one) for one in values[name]))
        for name in _ordered(verb, values)
    ]


def _ordered(verb: str, values: Iterable[str]) -> list[str]:
    """Fields in the order of the form; JSON in the database keeps none."""
    return [name for name in proposed_fields(verb) if name in values]


def _label(verb: str, name: str) -> str:
    return "ngày sinh" if name == "birth" else str(model_of(verb)._meta.get_field(name).verbose_name)


def _valued(verb: str, name: str, value: Any) -> str:
    if name == "birth":
        return str(PartialDate.parse(value)) if value else NOTHING
    return _said(model_of(verb)._meta.get_field(name), None, value)


def proposed(proposal: Proposal) -> list[Change]:
    """Each proposed field: before and after."""
    return _proposed(proposal.verb, proposal.values)


def changed_since(proposal: Proposal, changed: dict[str, tuple[Any, Any]]) -> list[Change]:
    """What the register has come to say since, in the fields that were proposed."""
    return _proposed(proposal.verb, {name: list(pair) for name, pair in changed.items()})


@dataclass(frozen=True)
class Asked:
    """A proposal as people read it: `what` without any value; `state` with its kind as the component draws it."""

    title: str
    what: str
    unit: str
    who: str
    sent: str
    reason: str
    paper: str
    kind: str
    state: str
    answer: str


def proposal(one: Proposal) -> Asked:
    """Told of a row as `models.proposals.told` reads it, with its unit's name."""
    title = VERBS[one.verb].title
    fields = ", ".join(_label(one.verb, name) for name in _ordered(one.verb, one.values))
    kind, state = _outcome(one)
    return Asked(
        title=title, what=f"sửa {fields}" if fields in title else f"{title}: {fields}", unit=one.unit,
        who=one.account.full_name if one.account else "", sent=print_day(one.sent_on), reason=one.reason,
        paper=paper(one.decision), kind=kind, state=state, answer=one.refused_because,
    )  # fmt: skip


def _outcome(one: Proposal) -> tuple[str, str]:
    if one.closed_on is None:
        return "waits", "Chờ cán bộ tổ chức"
    day_words = print_day(one.closed_on)
    if one.entered:
        return "done", f"Đã ghi {day_words}"
    return "locked", f"Đã rút {day_words}" if one.withdrawn else f"Không ghi {day_words}"


def _said(field: Any, otherwise: Callable[[str], str] | None, value: Any) -> str:
    """A value as the history says it; `otherwise` says it in place of what is kept. A row that came or went says
    nothing on one side."""
    if value in (None, ""):
        return NOTHING
    if otherwise is not None:
        return otherwise(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "có" if value else "không"
    if field.get_internal_type() == "DateField":
        return print_day(date.fromisoformat(value))
    return str(value)
