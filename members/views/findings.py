"""What is to be looked at in the records of one organisation, each check with its number today, and how it went: the
numbers of the last quarters as known today."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from members import attention, checks, door, figures, kept, rights, trend, wording
from members.importing.grounds import of_code
from members.models import Organisation
from members.tables import Cell, Head
from members.tables import rows as table_rows
from members.views.organisations import absence, path_of, share, term_on, with_day

NONE = "–"


@require_safe
def findings(request: HttpRequest, pk: int) -> HttpResponse:
    if not door.sees_people(request):
        raise Http404
    here = door.organisation_or_404(request, pk)
    day, sentence = door.day_asked(request)
    term = term_on(here, day)
    gone = absence(request, here, day) if term is None else {}
    context: dict[str, Any] = {
        "organisation": here, "name": term.name if term else gone["name"], "absence": gone, "day": day,
        "day_words": wording.day(day), "is_past": day != request.actor.day, "sentence": sentence,
        "path": path_of(request, here, day),
        "page": with_day(reverse("organisation", args=[pk]), day, request.actor.day),
    }  # fmt: skip
    if term is not None:
        context |= _found(request, here, day)
    return render(request, "members/findings.html", context)


def _found(request: HttpRequest, here: Organisation, day: date) -> dict[str, Any]:
    rows = figures.counted(here, day)
    by_cell = checks.counts(day, rows)
    now = {key: sum(row[key] for row in by_cell.values()) for key in (trend.TOTAL, *(one.key for one in checks.CHECKS))}
    days = trend.quarter_ends(day)
    past = trend.past(here, days, request.actor.day)
    shown = [one for one in checks.CHECKS if now[one.key] or any((past[end] or {}).get(one.key) for end in days)]
    names = _units(here, day, by_cell, shown)
    may = rights.allowed(request.actor, rights.case_of_organisation(here)) if day == request.actor.day else set()
    heads = [Head("Điểm cần xem"), *_heads(days, day, request.actor.day)]
    return {
        "total": wording.number(now[trend.TOTAL]),
        "found": [
            {
                "title": check.title_on(day), "rule": check.rule_on(day), "value": wording.number(now[check.key]),
                "any": now[check.key], "share": share(now[check.key], now[trend.TOTAL]), "most": names[check.key],
                "words": _went(check.key, now, days, past), "who": attention.WHO.get(check.key, attention.OFFICER),
                "href": _list(request, here, day, check.key), "act": _act(check, may),
            }
            for check in shown
        ],
        "lists": _of_lists(rows, days[0], day) if now["finding_open"] else None,
        "last": f"{heads[-2].label}: ngày {wording.day(days[-1])}",
        "clean": [check.title_on(day) for check in checks.CHECKS if check not in shown],
        "heads": heads, "rows": table_rows(heads, _table(request, here, day, shown, now, past)),
    }  # fmt: skip


def _list(request: HttpRequest, here: Organisation, day: date, key: str) -> str:
    return with_day(reverse("people", args=[here.pk]), day, request.actor.day, loi=key)


def _act(check: checks.Check, may: set[str]) -> str:
    """Words of the button: what one may do about the names behind it."""
    if check.mend in may:
        return "Xem tên để sửa"
    return "Xem tên để đề nghị sửa" if rights.asking(check.mend) in may else "Xem tên"


def _units(here: Organisation, day: date, by_cell: checks.Counts, shown: list[checks.Check]) -> dict[str, str]:
    """Of each check the units with the most, by name; "" where nothing stands below."""
    most = trend.units(here, day, by_cell, [check.key for check in shown])
    names = kept.short_names({pk for own in most.values() for pk, _ in own}, day)
    return {key: ", ".join(f"{names.get(pk, '')} ({many})" for pk, many in own) for key, own in most.items()}


def _went(key: str, now: trend.Numbers, days: list[date], past: dict[date, trend.Numbers | None]) -> str:
    """How it went within a year, in words."""
    if key in trend.UNDATED:
        return "Không ghi ngày phát sinh: chỉ biết con số hôm nay."
    then = days[-trend.A_YEAR]
    before = past[then]
    if before is None:
        return f"Chưa có số liệu ngày {wording.day(then)}."
    change = now[key] - before.get(key, 0)
    said = f"ngày {wording.day(then)} ({wording.number(before.get(key, 0))})"
    if not change:
        return f"Bằng {said}."
    return f"{'Tăng' if change > 0 else 'Giảm'} {wording.number(abs(change))} so với {said}."


def _of_lists(rows: Any, since: date, day: date) -> dict[str, Any]:
    """What lists said and nobody has settled, by what it is, each with its rule; and how much was settled."""
    return {
        "parts": [
            {"words": wording.finding(code), "many": wording.number(many), "rule": of_code(code, field, day)}
            for code, field, many in trend.open_findings(rows)
        ],
        "settled": wording.number(trend.settled_since(rows, since)), "since": wording.day(since),
    }  # fmt: skip


def _heads(days: list[date], day: date, today: date) -> list[Head]:
    """Quarters as narrow as a column of a table, and the day itself."""
    quarters = [
        Head(f"{('I', 'II', 'III', 'IV')[end.month // 3 - 1]}/{end.year % 100:02d}", number=True) for end in days
    ]
    return [*quarters, Head("hôm nay" if day == today else wording.day(day), number=True)]


def _table(
    request: HttpRequest, here: Organisation, day: date, shown: list[checks.Check], now: trend.Numbers,
    past: dict[date, trend.Numbers | None],
) -> list[list[Cell]]:  # fmt: skip
    values = [[Cell("Đảng viên"), *(_cell(past[end], trend.TOTAL) for end in past), _cell(now, trend.TOTAL)]]
    for check in shown:
        cells = [_cell(past[end], check.key, _list(request, here, end, check.key)) for end in past]
        title = check.title_on(day)
        values.append([Cell(title), *cells, _cell(now, check.key, _list(request, here, day, check.key))])
    return values


def _cell(numbers: trend.Numbers | None, key: str, href: str = "") -> Cell:
    """A number, with the names of that day behind it; a dash where that day does not know it."""
    if numbers is None or (key in trend.UNDATED and key not in numbers):
        return Cell(NONE, none=True)
    many = numbers.get(key, 0)
    return Cell(wording.number(many), href=href if many else "", none=not many)
