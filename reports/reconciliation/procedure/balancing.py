"""The way from what was signed last time to the closing of this period, line by line, with names."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from kit.calendar import print_day
from members import called, figures, kept, movements, office, scope, wording
from members.merged import kept_of
from members.models import Act, Decision, Departure, DepartureKind, Member
from members.movements import Balance, Movement
from reports.reconciliation.models import AgreedPerson, Reconciliation, SignedMinutes, Signing
from reports.reconciliation.rules.minutes import SUM, BalanceLine, Named, closing_said, movement_lines

BEFORE = "Trước ngày {day}, ngày bắt đầu quản lý bằng sổ này, chưa có cân đối tăng, giảm."
# What may change who is counted on a past day.
COUNTS = ("placement", "departure", "membership", "term", "closure")


@dataclass(frozen=True)
class Said:
    """Names of everybody who moved, and of each movement its day, place and paper in words."""

    named: dict[int, str]
    papers: list[str]


def signed_before(one: Reconciliation) -> Signing | None:
    """The minutes that this committee signed for the period ending where this one begins."""
    return (
        Signing.unscoped.filter(
            reconciliation__organisation=one.organisation_id, reconciliation__round__until=one.round.since
        ).order_by("-signed_on", "-pk").first()
    )  # fmt: skip


def lines(
    one: Reconciliation, found: Balance | None, said: Said | None, *, whole: str, today: date
) -> tuple[list[BalanceLine], list[str]]:
    """(lines, notes beside them). `found` is None for a period that begins before the register does."""
    if found is None or said is None:
        first = office.first_day(today)
        return [], [BEFORE.format(day=print_day(first))] if first else []
    made = [*_opening(one, found), BalanceLine("A", "Đầu kỳ", len(found.opening), kind=SUM)]
    made += movement_lines(found, said.named, said.papers, whole=whole)
    came = sum(one.is_increase for one in found.movements)
    went = len(found.movements) - came
    made.append(
        BalanceLine(
            "D", "Cuối kỳ (D = A + B − C)", len(found.closing), kind=SUM,
            remark=closing_said(len(found.opening), came, went, len(found.closing)),
        )
    )  # fmt: skip
    return made, []


def balance_of(one: Reconciliation, *, today: date) -> Balance | None:
    """Read with sight of the whole register; None where the register begins only after the day of the opening."""
    first = office.first_day(today)
    if first is not None and one.round.since - timedelta(days=1) < first:
        return None
    return movements.balance(one.organisation, one.round.since, one.round.until)


def papers_of(found: Balance, day: date) -> Said:
    """In words: people called as on `day`, papers where one is known."""
    people = list(Member.unscoped.filter(pk__in={one.member for one in found.movements}))
    called.say(people, called.formers(day, [one.pk for one in people]))
    rows = Decision.objects.in_bulk({one.decision for one in found.movements if one.decision})
    words = [
        ", ".join(
            part for part in (print_day(one.day), _place(one), wording.paper(rows.get(one.decision or 0))) if part
        )
        for one in found.movements
    ]
    return Said({one.pk: one.full_name for one in people}, words)


def _place(one: Movement) -> str:
    if one.other is None:
        return ""
    day = one.day - timedelta(days=1) if one.is_increase else one.day
    return str(kept.full_names([one.other], day).get(one.other, ""))


# --- what was signed last time ---


def _opening(one: Reconciliation, found: Balance) -> list[BalanceLine]:
    """The closing that was signed last time, and each later correction of it with who, paper and day."""
    signing = signed_before(one)
    if signing is None:
        return []
    then = dict(AgreedPerson.unscoped.filter(signing=signing).values_list("member", "full_name"))
    number = f"Biên bản số {signing.number}" if signing.number else ""
    made = [BalanceLine("", f"Cuối kỳ trước, đã ký ngày {print_day(signing.signed_on)}", len(then), remark=number)]
    changed = _changed(signing, then, found.opening)
    for label, sign in (("Sửa sau khi ký, thêm", 1), ("Sửa sau khi ký, bớt", -1)):
        rows = [Named(name, corrections(pk, signing)) for pk, name, way in changed if way == sign]
        if rows:
            made.append(BalanceLine("", label, sign * len(rows), rows, shows_sign=True))
    return made


def _changed(signing: Signing, then: dict[int, str], now: frozenset[int]) -> list[tuple[int, str, int]]:
    """(person, name, 1 for who is counted now and was not, -1 for the other way round), by name. Who was signed for
    under a record that is part of another one by now is counted as that one; who was signed for twice, once less."""
    into = kept_of(then.keys() - now)
    still: dict[int, int] = {}
    for absorbed, one in sorted(into.items()):
        if one in now and one not in then:
            still.setdefault(one, absorbed)
    added = dict(Member.unscoped.filter(pk__in=now - then.keys() - still.keys()).values_list("pk", "full_name"))
    rows = [(pk, name, 1) for pk, name in added.items()]
    rows += [(pk, then[pk], -1) for pk in then.keys() - now - set(still.values())]
    return sorted(rows, key=lambda row: (row[1], row[0]))


def corrections_since(one: Reconciliation, signing: Signing, *, today: date) -> list[tuple[int, str, int, str]]:
    """Who is counted otherwise today on the closing day that was signed: (person, name, 1 or -1, by what)."""
    then = dict(AgreedPerson.unscoped.filter(signing=signing).values_list("member", "full_name"))
    with scope.opened(scope.whole_register(today)):
        rows = figures.counted(one.organisation, one.round.closing_day).order_by()
        now = frozenset(rows.values_list("member", flat=True))
        return [(pk, name, way, corrections(pk, signing)) for pk, name, way in _changed(signing, then, now)]


def corrections(member: int, signing: Signing) -> str:
    """What was done about that person since the signing that may have changed who was counted: the act with its
    paper, its day and its reason; the tree's own change where nothing was done about the person."""
    minutes = SignedMinutes.unscoped.filter(signing=signing).values_list("line", flat=True).first() or 0
    later = Act.objects.filter(member=member, number__gt=minutes).select_related("values_row").order_by("-number")
    for act in later:
        body = json.loads(act.values_row.body) if act.values_row.body else {}
        if any(change["m"] in COUNTS for change in body.get("changes", ())):
            what = _left(body["changes"]) or wording.line(act).what
            on = f"ghi vào sổ ngày {print_day(timezone.localtime(act.at).date())}"
            return ", ".join(part for part in (what, *_signed(body["changes"]), on, body.get("why", "")) if part)
    return "do sắp xếp tổ chức đảng"


def _left(changes: list[dict[str, Any]]) -> str:
    """ "từ trần ngày 20/6/2026"; "" for what is no departure, and for one that was taken back since."""
    pks = [change["id"] for change in changes if change["m"] == "departure"]
    found = Departure.unscoped.filter(pk__in=pks).first()
    if found is None:
        return ""
    return DepartureKind(found.kind).label + (f" ngày {print_day(found.since)}" if found.since else "")


def _signed(changes: list[dict[str, Any]]) -> list[str]:
    """Papers that the act wrote down."""
    rows = Decision.objects.filter(pk__in=[change["id"] for change in changes if change["m"] == "decision"])
    return [wording.paper(row) for row in rows]
