"""The line of days of one organisation: what each day changed of it, never what stayed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, QuerySet, prefetch_related_objects

from members import kept, successors, wording
from members.models import Closure, Decision, Organisation, Term

BEFORE = "từ trước"
# Column: how a change of it is said; the old value, the new one.
CHANGES = {
    "name": "đổi tên từ “{}” thành “{}”", "short_name": "đổi tên gọi tắt từ “{}” thành “{}”",
    "kind": "đổi loại từ {} thành {}", "sector": "đổi loại hình từ {} thành {}",
    "code": "đổi mã tổ chức từ {} thành {}", "places": "đổi địa bàn từ {} thành {}",
}  # fmt: skip
MOVED = "chuyển từ {} về trực thuộc {}"
PRIVATE = {True: "ghi là ở trong doanh nghiệp tư nhân", False: "không còn ghi là ở trong doanh nghiệp tư nhân"}
NONE, SAME = "chưa ghi", "ghi lại, không đổi tên, loại, nơi trực thuộc"


@dataclass(frozen=True)
class Change:
    """What one day changed; `term`: the term that began with it, whose day may be put right."""

    since: date | None
    words: str
    paper: str
    term: int | None = None
    name: str = ""

    @property
    def when(self) -> str:
        return wording.day(self.since, BEFORE)


def terms_of(organisation: Organisation) -> list[Term]:
    """Its terms from the first on, with kinds and decisions."""
    rows: QuerySet[Term] = Term.objects.filter(organisation=organisation)
    return list(rows.order_by(F("since").asc(nulls_first=True)).select_related("decision", "kind"))


def changes(organisation: Organisation, terms: Sequence[Term]) -> list[Change]:
    """From the beginning on, who was taken in among them; how it ended stands apart. `terms`: by `terms_of`."""
    if len(terms) > 1:
        prefetch_related_objects(terms, "places")
    taken = _taken_in(organisation)
    made = [
        Change(term.since, _sentence(_of(before, term, taken.pop(term.since, None))), wording.paper(term.decision),
               term.pk, term.name)
        for before, term in zip([None, *terms], terms, strict=False)
    ]  # fmt: skip
    made += [Change(day, _sentence([_received(one)]), wording.paper(one.decision)) for day, one in taken.items() if day]
    return sorted(made, key=lambda one: one.since or date.min)


@dataclass
class _Taken:
    """Those that ended on one day and are carried on by it, as they were last called."""

    names: list[str]
    decision: Decision | None


def _taken_in(organisation: Organisation) -> dict[date | None, _Taken]:
    by_day = defaultdict[date, list[Closure]](list)
    for one in successors.carried_on(organisation.pk):
        by_day[one.day].append(one)
    found: dict[date | None, _Taken] = {}
    for day, ended in by_day.items():
        called = kept.full_names([one.organisation_id for one in ended], _day_before(day))
        found[day] = _Taken([called.get(one.organisation_id, "") for one in ended], ended[0].decision)
    return found


def _received(one: _Taken) -> str:
    return f"sáp nhập vào đây: {', '.join(one.names)}"


def _of(before: Term | None, term: Term, taken: _Taken | None) -> list[str]:
    if before is None:
        return [_beginning(term, taken)]
    said = list(_changed(before, term))
    return [*(said or ([] if taken else [SAME])), *([_received(taken)] if taken else [])]


def _beginning(term: Term, taken: _Taken | None) -> str:
    under = f", trực thuộc {_called(term.parent_id, term.since)}" if term.parent_id else ""
    said = f"{'thành lập' if term.since else 'đã có'} {term.name} ({term.kind.name}){under}"
    return f"{said}, kế tục {', '.join(taken.names)}" if taken else said


def _changed(before: Term, term: Term) -> Iterator[str]:
    for column, words in CHANGES.items():
        old, new = _value(before, column), _value(term, column)
        if old != new and not (column == "short_name" and before.name != term.name):
            yield words.format(old or NONE, new or NONE)
    if before.parent_id != term.parent_id and term.since is not None:
        # What it stood under may have ended as this began.
        old, new = _called(before.parent_id, _day_before(term.since)), _called(term.parent_id, term.since)
        yield MOVED.format(old, new)
    if before.in_private_enterprise != term.in_private_enterprise:
        yield PRIVATE[term.in_private_enterprise]


def _value(term: Term, column: str) -> str:
    if column == "places":
        return ", ".join(sorted(place.name for place in term.places.all()))
    if column == "sector":
        return str(term.get_sector_display())
    return term.kind.name if column == "kind" else str(getattr(term, column))


def _day_before(day: date) -> date:
    return day - timedelta(days=1)


def _called(organisation: int | None, day: date | None) -> str:
    if organisation is None:
        return "cấp trên ngoài sổ này"
    return kept.called([organisation], day or date.min).get(organisation, "")


def _sentence(parts: Sequence[str]) -> str:
    said = "; ".join(parts)
    return said[:1].upper() + said[1:]
