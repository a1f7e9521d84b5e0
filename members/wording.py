"""Facts and lines of the history in the words of an office: what the member page and the history show."""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from kit.calendar import PartialDate, print_day
from members import history, office, rights, tree
from members.importing.grounds import of_code
from members.importing.problems import OF_COLUMN
from members.importing.vocabulary import LABELS
from members.models import Act, Decision, Evidence, Finding, Kind, Member, Number, Proposal, RoleKind, Setting, Sex
from members.procedure import VERBS
from members.procedure.acting import BY_ITSELF
from members.procedure.people import Born, birth_of
from members.procedure.proposals import model_of
from members.regulations import RULES
from members.rights import proposed_fields


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


NOTHING = "chưa có"
# Columns that say nothing to a reader of the history.
SILENT = frozenset({"member_id", "membership_id", "recognition", "birth_precision", "assumed"})


def day(value: date | None, nothing: str = NOTHING) -> str:
    return print_day(value) if value else nothing


def last_day(until: date) -> str:
    """The day before an excluded end: what papers call "đến ngày"."""
    return print_day(until - timedelta(days=1))


def moment(at: datetime) -> str:
    """`14:05 ngày 25/11/2026`."""
    local = timezone.localtime(at)
    return f"{local:%H:%M} ngày {print_day(local.date())}"


def birth(member: Born) -> str:
    known = birth_of(member)
    return str(known) if known else ""


def paper(decision: Decision | None) -> str:
    """ "Quyết định số 12-QĐ/HU, 01/3/2020, Huyện ủy" as far as it is known."""
    if decision is None:
        return ""
    signed = print_day(decision.signed_on) if decision.signed_on else ""
    number = f"Số {decision.number}" if decision.number else ""
    return ", ".join(part for part in (number, signed, decision.body) if part)


def begun(words: str) -> str:
    """The same words at the beginning of a sentence; what is written large inside them (Đảng, Trung ương) stays."""
    return words[:1].upper() + words[1:]


def number(value: int) -> str:
    """1.234 as offices write it."""
    return f"{value:,}".replace(",", ".")


def left(days: int) -> str:
    """How many days a term has left, negative once it is over; its last day is in time."""
    if days < 0:
        return f"quá hạn {number(-days)} ngày"
    return f"còn {number(days)} ngày" if days else "hôm nay là ngày cuối"


def decimal(value: float | None) -> str:
    """4,2; a dash where nothing can be said."""
    return "–" if value is None else f"{value:.1f}".replace(".", ",")


def masked(number: str) -> str:
    """All but the last three digits hidden."""
    hidden = "•" * max(0, len(number) - 3)
    return f"{hidden[:2]} {hidden[2:]} {number[-3:]}".replace("  ", " ").strip()


def card(number: Number) -> str:
    """Kind of a card number and as much of it as is always shown."""
    kind = str(number.get_kind_display())
    return f"{kind[:1].upper()}{kind[1:]} {masked(number.value)}"


def masked_beside(number: str, others: Iterable[str]) -> str:
    """As far as is needed to choose between this number and others: the last three digits, and those that the other
    one has not or has otherwise. Where more than the last three is seen of either, both stand sign under sign."""
    known, last = list(others), len(number) - 3
    apart = {at for one in known for at in _apart(number, one)}
    if not (any(at < last for at in apart) or any(at < len(one) - 3 for one in known for at in _apart(one, number))):
        return masked(number)
    return "".join(digit if at in apart or at >= last else "•" for at, digit in enumerate(number))


def masked_alike(sides: Sequence[Sequence[str]]) -> list[list[str]]:
    """The numbers of two or three sides beside each other: of those of one length the same places are seen on every
    side. A number is held against those of its own length, else, where those have none of theirs, against all."""
    return [
        [masked_beside(one, _held_against(one, side, [other for other in sides if other is not side])) for one in side]
        for side in sides
    ]


def _held_against(number: str, own: Sequence[str], others: Sequence[Sequence[str]]) -> list[str]:
    found: list[str] = []
    lengths = {len(one) for one in own}
    for other in others:
        same = [one for one in other if len(one) == len(number)]
        found += same or [one for one in other if len(one) not in lengths]
    return found


def _apart(number: str, other: str) -> Iterator[int]:
    """The places of `number` at which it is not as the other: of two lengths, what stands between that with which both
    begin and that with which both end."""
    if len(number) == len(other):
        yield from (at for at, (a, b) in enumerate(zip(number, other, strict=True)) if a != b)
        return
    begin = _alike(number, other)
    yield from range(begin, len(number) - _alike(number[begin:][::-1], other[begin:][::-1]))


def _alike(one: str, other: str) -> int:
    """How many signs both begin with."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def of_any_kind(said: str) -> str:
    """What a list said of anything, as a page says it: a day, a sex, card numbers masked."""
    if said in Sex.values:
        return str(Sex(said).label)
    if "-" in said:
        with contextlib.suppress(ValueError):
            return str(PartialDate.parse(said))
    return re.sub(r"\b\d{8,}\b", lambda found: masked(found[0]), said)


# What a list said of a column that could not become a fact; and what is said of the whole row.
OF_A_COLUMN = {
    "unreadable": "chưa đọc được", "incomplete": "chưa đủ ngày, tháng, năm", "future": "chưa đến",
    "implausible": "khó có thật", "missing": "chưa có",
}  # fmt: skip
OF_A_ROW = {
    "dates_out_of_order": "Ngày chính thức trước ngày vào Đảng", "card_short": "Số thẻ thiếu chữ số",
    "status_unknown": "Trạng thái chưa hiểu", "status_day_missing": "Trạng thái không có ngày",
    "age_at_admission": "Chưa đủ tuổi vào ngày vào Đảng", "does_not_fit": "Ngày không khớp với những gì đã ghi",
}  # fmt: skip
COLUMNS = LABELS | {"birth": LABELS["birth_date"]}


def finding(code: str) -> str:
    """The difficulty a list made, in words: birth_date_unreadable is "Ngày sinh chưa đọc được"."""
    name, _, kind = code.rpartition("_")
    if kind in OF_COLUMN and name in COLUMNS:
        return f"{COLUMNS[name]} {OF_A_COLUMN[kind]}"
    return OF_A_ROW.get(code, "Giá trị chưa ghi được vào sổ")


def column(name: str) -> str:
    return COLUMNS.get(name, "cột khác")


def cells(kept: str) -> str:
    """Where the fields of a person stood in a sheet: full_name:C4 is "Họ và tên C4"."""
    return ", ".join(f"{column(name)} {cell}" for name, _, cell in (one.rpartition(":") for one in kept.split()))


# Values that the history says otherwise than they are kept: whole card numbers are shown on asking, codes never.
IN_WORDS = {
    (Number, "value"): masked, (Finding, "code"): finding, (Finding, "field"): column, (Evidence, "cells"): cells,
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
