"""The page of all clocks, and the lines of the start page: what runs out when, of whom, whose work it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from admissions.procedure.running import Running, level_of, running
from admissions.rules import clocks
from admissions.rules.clocks import LADDER, WORDS, Kind
from admissions.views.clocks import SHORT, rule_words, state, whose
from admissions.views.files import opening
from kit.calendar import print_day
from members import door, kept, looks, wording
from members.registry import Attention
from members.regulations import RULES, shown
from members.rights import Actor
from members.tables import Cell, Head, rows

PAGE = 50
# In the address: those alone of which the start page told.
TOLD = "da-bao"
# On the start page the checks of the records say these by their own lines.
SAID_BY_CHECKS = frozenset({Kind.REVIEW})
HEADS = [Head("Họ và tên"), Head("Chi bộ"), Head("Việc"), Head("Ngày cuối"), Head("Còn"), Head("Việc của")]


@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """Every clock of my part that has reached the first rung, what ends first first; from the line of the start page
    those alone of which it told."""
    opening(request)
    day = request.actor.day
    found = running(day)
    many = Counter(one.clock.kind for one in found)
    kind = next((one for one in Kind if one.value == request.GET.get("viec")), None)
    level = level_of(request.actor) if request.GET.get("chi") == TOLD else None
    meant = [
        one for one in found
        if (kind is None or one.clock.kind is kind) and (level is None or one.clock.told(level, day))
    ]  # fmt: skip
    at = min(max(door.number(request.GET.get("trang")) or 1, 1), max(-(-len(meant) // PAGE), 1))
    shown_now = meant[PAGE * (at - 1) : PAGE * at]
    named = kept.full_names({one.cell for one in shown_now}, day)
    looks.looked(request.actor, "deadlines", sorted({one.member for one in shown_now if one.member}), at=timezone.now())
    context = {
        "tabs": _tabs(kind, many, len(found)), "day_words": wording.day(day),
        "ladder": ", ".join(map(str, LADDER)), "ahead": LADDER[0],
        "rule": shown(RULES[clocks.RULE[kind]], day) if kind else None, "total": wording.number(len(meant)),
        "heads": HEADS, "rows": rows(HEADS, (_row(one, named, day) for one in shown_now)),
        "pages": _pages(kind, at, more=PAGE * at < len(meant), told=level is not None),
        "all": (f"?viec={kind}" if kind else "?") if level is not None else "",
    }  # fmt: skip
    return render(request, "admissions/deadlines.html", context)


def _tabs(kind: Kind | None, many: Counter[Kind], total: int) -> list[dict[str, Any]]:
    """All of them, then each that somebody is reached by, or that is open."""
    tabs = [{"label": f"Tất cả ({total})", "href": "?", "current": kind is None}]
    return tabs + [
        {"label": f"{SHORT[one]} ({many[one]})", "href": f"?viec={one}", "current": one is kind}
        for one in Kind if many[one] or one is kind
    ]  # fmt: skip


def _pages(kind: Kind | None, at: int, *, more: bool, told: bool) -> dict[str, str]:
    of = f"{f'&viec={kind}' if kind else ''}{f'&chi={TOLD}' if told else ''}"
    return {
        "first": f"?{of.removeprefix('&')}" if at > 1 else "", "previous": f"?trang={at - 1}{of}" if at > 1 else "",
        "next": f"?trang={at + 1}{of}" if more else "",
    }  # fmt: skip


def _row(one: Running, named: dict[int, str], day: date) -> list[Cell]:
    left = one.clock.left(day)
    return [
        Cell(one.name, _href(one)), Cell(named.get(one.cell, "")), Cell(WORDS[one.clock.kind]),
        Cell(print_day(one.clock.last)), Cell(wording.left(left), state=state(left)), Cell(whose(one.clock)),
    ]  # fmt: skip


def _href(one: Running) -> str:
    if one.applicant is not None:
        return reverse("applicant", args=[one.applicant])
    return reverse("person", args=[one.member])


def waiting(actor: Actor, here: Any, day: date) -> list[Attention]:
    """One line for each kind of clock of which this actor is to be told by now: how many, which ends first."""
    level = level_of(actor)
    if level is None:
        return []
    told: dict[Kind, list[Running]] = {}
    found = running(day)
    meant = [one for one in found if one.clock.told(level, day)]
    for one in meant:
        if one.clock.kind not in SAID_BY_CHECKS:
            told.setdefault(one.clock.kind, []).append(one)
    untold = [one for one in meant if not one.is_told]
    lines = [_line(kind, some, day) for kind, some in told.items()]
    return [*lines, *([_without(untold, day)] if untold else []), *_of_review(found, day)]


def _of_review(found: Sequence[Running], day: date) -> Iterator[Attention]:
    """To the lines of the checks of the review, when the term of the cell ends of whoever is the first."""
    for key, over in (("probation_over", True), ("review_due", False)):
        of_it = (one for one in found if one.clock.kind is Kind.REVIEW and (one.clock.left(day) < 0) is over)
        if (first := next(of_it, None)) is not None:
            left = first.clock.left(day)
            yield Attention(
                key=f"days-of-{key}", kind="", when=wording.left(left).capitalize(), what="",
                why=f"Sớm nhất: {first.name}, ngày cuối {print_day(first.clock.last)}.", rule="", href="", act="",
                left=left, beside=key,
            )  # fmt: skip


def _without(some: Sequence[Running], day: date) -> Attention:
    """Whose months end within the ladder, or are over, while no file tells of them: on the rungs of their clock."""
    first, over = some[0], sum(one.clock.kind is Kind.REVIEW for one in some)
    left = first.clock.left(day)
    whom = f"{first.name}, {WORDS[first.clock.kind]}, ngày cuối {print_day(first.clock.last)}"
    return Attention(
        key="probationers-without-file", kind="late" if left < 0 else "now", when=wording.left(left).capitalize(),
        what=f"Dự bị chưa có hồ sơ, sắp hết hoặc đã hết 12 tháng: {wording.number(len(some))} người",
        why=f"{f'{wording.number(over)} người đã hết 12 tháng. ' if over else ''}Sớm nhất: {whom}. "
            "Lập hồ sơ để xét công nhận.",
        rule=rule_words(Kind.PROBATION, first.clock.since), href=reverse("probationers-without-file"),
        act="Lập hồ sơ", order=3 if left < 0 else 72, left=left,
    )  # fmt: skip


def _line(kind: Kind, some: Sequence[Running], day: date) -> Attention:
    first = some[0]
    left, late = first.clock.left(day), sum(one.clock.left(day) < 0 for one in some)
    what = f"{wording.number(len(some))} người"
    whom = f"{first.name}, ngày cuối {print_day(first.clock.last)}"
    over = f"{wording.number(late)} người đã quá hạn. " if late else ""
    return Attention(
        key=f"clock-{kind}", kind="late" if late else "now", when=wording.left(left).capitalize(),
        what=f"{WORDS[kind][0].upper()}{WORDS[kind][1:]}: {what}",
        why=f"{over}Sớm nhất: {whom}. Việc của {whose(first.clock)}.", rule=rule_words(kind, first.clock.since),
        href=f"{reverse('deadlines')}?viec={kind}&chi={TOLD}" if len(some) > 1 else _href(first),
        act="Xem từng người" if len(some) > 1 else "Mở hồ sơ", order=3 if late else 72, left=left,
    )  # fmt: skip
