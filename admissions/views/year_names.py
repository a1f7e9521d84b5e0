"""The names behind one number of the year of admissions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from admissions import figures
from admissions.figures import FLOWS, NOWHERE, OPEN, RECOGNISED, Taken, Wait
from admissions.models import Applicant
from admissions.views import year_words as words
from admissions.views.asked import Asked, asked, tree_day
from admissions.views.groups import members_of
from admissions.views.progress import sees
from kit.calendar import print_day
from members import door, kept, looks, wording
from members.models import Member, Placement
from members.rules.people import probation_end
from members.tables import Cell, Head, rows
from members.views.paging import Part, beside, by_row

WAITING = [Head("Họ và tên"), Head("Chi bộ"), Head("Chờ bước"), Head("Từ ngày"), Head("Đã chờ, ngày", number=True)]
DONE = [Head("Họ và tên"), Head("Chi bộ"), Head("Bước"), Head("Đã làm trong, ngày", number=True)]
PEOPLE = [Head("Họ và tên"), Head("Nơi sinh hoạt ngày ấy"), Head("Ngày vào Đảng"), Head("Ngày chính thức")]
PROBATION = [Head("Họ và tên"), Head("Nơi sinh hoạt"), Head("Ngày vào Đảng"), Head("Hết 12 tháng dự bị")]


@require_safe
def year_names(request: HttpRequest) -> HttpResponse:
    """Who is counted: by which figure, in which period, of which line; as wide as the number itself, with links to what
    one opens. What is no figure and no line of mine is not there."""
    if not sees(request.actor):
        raise PermissionDenied
    today, key = request.actor.day, request.GET.get("gi", OPEN)
    at = asked(request, today)
    if at.form.errors:
        raise Http404
    title = _title(key)
    places = figures.places_on(tree_day(request, at, today))
    line, where = _line(request, places)
    page, heads, told, seen = _shown(request, key, at, places, line)
    query = at.names(key, line).partition("?")[2]
    said = {"gi": key, **at.words, **({"noi": where} if where else {})}
    looks.looked(request.actor, "year-names", seen, asked=said, at=timezone.now())
    kept_on = f"&cay={print_day(tree_day(request, at, today))}" if "cay" in request.GET else ""
    context = {
        "title": title, "where": where, "since": print_day(at.since), "day": print_day(at.day),
        "over": key in FLOWS or key.startswith(f"{figures.DONE}-"), "back": at.page(), "heads": heads,
        "rows": rows(heads, told), "pages": beside(page, f"{query}{kept_on}"),
    }  # fmt: skip
    return render(request, "admissions/year_names.html", context)


def _title(key: str) -> str:
    try:
        return words.named(key)
    except (KeyError, ValueError) as error:
        raise Http404 from error


def _line(request: HttpRequest, places: figures.Places) -> tuple[int | None, str]:
    """(the line that is asked for, None for all; how it is called)."""
    if "noi" not in request.GET:
        return None, ""
    line = door.number(request.GET["noi"])
    named = {one.organisation: one.name for one in places.lines} | {NOWHERE: words.NOWHERE}
    if line not in named:
        raise Http404
    return line, named[line]


def _shown(
    request: HttpRequest, key: str, at: Asked, places: figures.Places, line: int | None
) -> tuple[Part[Any], list[Head], list[list[Cell]], list[int]]:
    """(the page of rows, its columns, its cells, whom it shows)."""
    if key in FLOWS or key.startswith("du-bi-"):
        found = figures.people_behind(key, at.since, at.day, places, line).select_related("member", "membership")
        part = by_row(request, found, "member__sort_key", "pk")
        heads = PEOPLE if key in FLOWS else PROBATION
        return part, heads, _people(part.rows, key, at.day), [one.member_id for one in part.rows]
    files, said = figures.files_behind(key, at.since, at.day, places, line)
    page = by_row(request, files, "sort_key", "pk", seen=Applicant.listed)
    heads = DONE if key.startswith(f"{figures.DONE}-") else WAITING
    return page, heads, _files(page.rows, said, at.day), members_of(page.rows)


def _files(found: Sequence[Applicant], said: dict[int, Wait | Taken], day: date) -> list[list[Cell]]:
    opened = set(Applicant.objects.filter(pk__in=[one.pk for one in found]).values_list("pk", flat=True))
    named = kept.called({said[one.pk].cell for one in found}, day)
    return [
        [Cell(one.full_name, reverse("applicant", args=[one.pk]) if one.pk in opened else ""),
         Cell(named.get(said[one.pk].cell, "")), *_told(said[one.pk], day)]
        for one in found
    ]  # fmt: skip


def _told(one: Wait | Taken, day: date) -> list[Cell]:
    step = Cell(words.step(one.kind))
    if isinstance(one, Taken):
        return [step, Cell(wording.number(one.days))]
    if one.since is None:
        return [step, Cell("chưa rõ", none=True), Cell("–", none=True)]
    return [step, Cell(print_day(one.since)), Cell(wording.number((day - one.since).days))]


def _people(found: Sequence[Placement], key: str, day: date) -> list[list[Cell]]:
    opened, _ = Member.objects.opened_and_gone([one.member_id for one in found]) if found else (set(), set())
    named = kept.called({one.organisation_id for one in found if one.organisation_id}, day)
    return [
        [Cell(one.member.full_name, reverse("person", args=[one.member_id]) if one.member_id in opened else ""),
         Cell(named.get(one.organisation_id or 0, "")), _day(one.membership.admitted_on), _last(one, key, day)]
        for one in found
    ]  # fmt: skip


def _last(one: Placement, key: str, day: date) -> Cell:
    """When official; of somebody on probation when the months are over, and how many days that is from `day`."""
    spell = one.membership
    if key in FLOWS:
        return _day(spell.official_on if spell.recognition or key == RECOGNISED else None)
    if spell.admitted_on is None:
        return _day(None)
    ends = probation_end(spell.admitted_on)
    return Cell(f"{print_day(ends)} ({wording.left((ends - day).days)})")


def _day(day: date | None) -> Cell:
    return Cell(print_day(day)) if day else Cell("chưa có", none=True)
