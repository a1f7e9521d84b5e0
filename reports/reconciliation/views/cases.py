"""The names behind a number of a round: its differences of one kind, one standing, one committee, by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kit import names
from kit.calendar import print_day
from members import door, kept, looks, rights, wording
from members.tables import Cell, Head, rows
from reports.reconciliation import figures
from reports.reconciliation.models import Answer, Difference, Kind, Reconciliation, Round, SentList, Standing
from reports.reconciliation.rules import sentences, sides
from reports.reconciliation.rules.overview import OPEN, Overview
from reports.reconciliation.views import doors
from reports.reconciliation.views.parts import title

PAGE = 50
# How an address says how a difference stands.
WAYS = {
    "sua-danh-sach": Standing.FIX_LIST, "ghi-so": Standing.FIX_RECORD, "de-ca-hai": Standing.BOTH,
    "het-lech": Standing.GONE, "cho-giay-to": Standing.WAIT, "cho-co-so": Standing.COMMITTEE,
    "cho-can-bo": Standing.OFFICER,
}  # fmt: skip
OPEN_ONES, OVERDUE, COME_BACK = "con-mo", "qua-han", "lap-lai"
SAID = {OPEN_ONES: "còn mở", OVERDUE: "giấy tờ quá hạn", COME_BACK: "lặp lại từ đợt trước"}
SHAPES = {Standing.WAIT: "waits", Standing.COMMITTEE: "now", Standing.OFFICER: "now"}
ASKED = ("noi", "loai", "nhom", "cach")
HEADS = [Head("Người"), Head("Nơi đối khớp"), Head("Lệch gì"), Head("Đến đâu")]


@dataclass(frozen=True)
class Linker:
    """Addresses of the names behind the numbers of a round; "" for who reads numbers alone."""

    opened: frozenset[int]

    def to(self, one: Overview, *, line: Any = None, **asked: str) -> str:
        """Of the whole round, or of one committee in it. `asked`: loai, nhom, cach."""
        pks = {line.row.pk} if line is not None else {each.row.pk for each in one.lines}
        if not pks & self.opened:
            return ""
        given = {"noi": str(line.row.pk)} | asked if line is not None else asked
        query = urlencode(given)
        return reverse("round-cases", args=[one.round.pk]) + (f"?{query}" if query else "")


def linker(actor: rights.Actor, some: Sequence[Overview]) -> Linker:
    """For who acts for a committee."""
    return Linker(figures.opened_by(actor, [line.row for one in some for line in one.lines]))


@require_safe
def cases(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody behind one number, answered or not; each leads to the page on which it is settled."""
    one = doors.round_or_404(request, pk)
    here = list(Reconciliation.objects.filter(round=one).select_related("round"))
    mine = figures.opened_by(request.actor, here)
    opened = {row.pk: row for row in here if row.pk in mine}
    if not one.is_full:
        raise Http404
    if not opened:
        raise PermissionDenied
    chosen, wish, words = _wished(request, one, opened)
    found = _marked(*figures.points_of(sorted(chosen), wish))
    part, onward = _part(found, request.GET.get("sau", ""))
    named = kept.full_names({row.organisation_id for row in chosen.values()}, one.closing_day)
    told = _told(part, {each: named.get(row.organisation_id, "") for each, row in chosen.items()}, request.actor.day)
    asked = {"dot": str(one.pk), **_asked(request)}
    looks.looked(request.actor, "round-cases", told.people, asked=asked, at=timezone.now())
    context = {
        "round": one, "title": title(one), "words": words, "count": wording.number(len(found)), "heads": HEADS,
        "rows": rows(HEADS, told.rows), "first": _query(request) if request.GET.get("sau") else "",
        "next": _query(request, sau=onward) if onward else "",
    }  # fmt: skip
    return render(request, "reports/round_cases.html", context)


def _query(request: HttpRequest, **more: str) -> str:
    return "?" + urlencode(_asked(request) | more)


def _asked(request: HttpRequest) -> dict[str, str]:
    """The words of the address that say which cases."""
    return {name: request.GET[name] for name in ASKED if name in request.GET}


def _wished(
    request: HttpRequest, one: Round, opened: dict[int, Reconciliation]
) -> tuple[dict[int, Reconciliation], figures.Wish, str]:
    """(the committees, what is asked for, the same in words). Raises Http404 for a word that is none."""
    chosen, kinds, words = opened, None, []
    if (place := request.GET.get("noi")) is not None:
        at = door.number(place)
        if at not in opened:
            raise Http404
        chosen = {at: opened[at]}
        words += kept.full_names([opened[at].organisation_id], one.closing_day).values()
    if (kind := request.GET.get("loai")) is not None:
        if kind not in Kind.values:
            raise Http404
        kinds, words = (Kind(kind),), [*words, str(Kind(kind).label)]
    elif (pile := request.GET.get("nhom")) is not None:
        known = figures.pile_of(pile)
        if known.word != pile:
            raise Http404
        kinds, words = known.kinds, [*words, known.title.lower()]
    way = request.GET.get("cach")
    if way is not None and way not in {*WAYS, *SAID}:
        raise Http404
    wish = figures.Wish(
        kinds=kinds, standings=tuple(OPEN) if way == OPEN_ONES else (WAYS[way],) if way in WAYS else None,
        before=figures.before(one) if way == COME_BACK else None,
        overdue_on=request.actor.day if way == OVERDUE else None,
    )  # fmt: skip
    if way is not None:
        words.append(str(WAYS[way].label) if way in WAYS else SAID[way])
    return chosen, wish, ", ".join(words)


# A place in the order of names: its key, then what it is and its number.
Mark = tuple[str, str, int]


def _marked(answered: Any, rest: Any) -> list[Mark]:
    """Everything asked for in the order of names. An answer keeps no place in that order: it is made here."""
    marks = [(names.sort_key(name), "t", pk) for name, pk in answered.values_list("name", "pk")]
    return sorted(marks + [(key, "l", pk) for key, pk in rest.values_list("sort_key", "pk")])


def _part(found: list[Mark], behind: str) -> tuple[list[Mark], str]:
    """The page behind a mark, and the mark of its last one where more come; from the start for a mark that is gone."""
    places = {f"{what}{pk}": at + 1 for at, (_, what, pk) in enumerate(found)}
    start = places.get(behind, 0)
    part = found[start : start + PAGE]
    return part, f"{part[-1][1]}{part[-1][2]}" if start + PAGE < len(found) else ""


@dataclass(frozen=True)
class Told:
    rows: list[list[Cell]]
    people: list[int]


def _told(part: list[Mark], named: dict[int, str], day: date) -> Told:
    answers = (
        Answer.objects.filter(pk__in=[pk for _, what, pk in part if what == "t"])
        .stood()
        .annotate(of=F("reconciliation"))
    )
    rest = Difference.objects.filter(pk__in=[pk for _, what, pk in part if what == "l"]).stood()
    known: dict[tuple[str, int], Any] = {("t", one.pk): one for one in answers}
    known |= {("l", one.pk): one for one in rest.annotate(of=F("list__reconciliation"))}
    some = [known[what, pk] for _, what, pk in part if (what, pk) in known]
    lists = SentList.objects.newest().filter(reconciliation__in={one.of for one in some})
    points = Difference.objects.filter(list__in=lists, key__in={one.key for one in some})
    at = {(rec, key): pk for rec, key, pk in points.values_list("list__reconciliation", "key", "pk")}
    return Told(
        [_row(one, named[one.of], at.get((one.of, one.key)), day) for one in some],
        sorted({one.member_id for one in some if one.member_id}),
    )  # fmt: skip


def _row(one: Any, place: str, point: int | None, day: date) -> list[Cell]:
    """A difference that is there no more is read where its answer stands."""
    where = reverse("difference", args=[one.of, point]) if point else reverse(
        "answers", args=[one.of])  # fmt: skip
    kind, standing = str(Kind(one.kind).label), Standing(one.standing)
    head = sentences.FIELDS.get(one.field, "")
    due = getattr(one, "due_on", None) if standing is Standing.WAIT else None
    words = str(standing.label).capitalize() + (f" đến {print_day(due)}" if due else "")
    return [
        Cell(one.name, where, more=one.cell), Cell(place),
        Cell(head, more="" if one.kind in sides.OF_FIELD.values() else kind) if head else Cell(kind.capitalize()),
        Cell(words, state="late" if due and due < day else SHAPES.get(standing, "done")),
    ]  # fmt: skip
