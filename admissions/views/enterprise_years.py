"""The last five years of private enterprises side by side: of each area, or of each enterprise of one area. The
standing committee reads the numbers of the areas; the register behind them is of who writes there (0149, 0151)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from admissions.figures.enterprise_years import InYear, in_years
from admissions.figures.enterprises import Sum
from admissions.papers.printing import reads, sees
from admissions.views.enterprises import own_part
from kit.calendar import print_day
from members import door, kept, scope, tree, wording
from members.tables import Cell, Head, rows

# (what is counted, its name in a sum, where the names stand on the page of an enterprise)
COUNTED = (
    ("Đảng viên", "members", "dang-vien"), ("Người xin vào Đảng", "applicants", "xin-vao"),
    ("Kết nạp trong năm", "admitted", "ket-nap"),
)  # fmt: skip
NOTHING = Sum(0, 0, 0, 0, 0)
TOTAL = "Tổng"


@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """For the day asked, of each area or of the one that is asked for."""
    if not sees(request.actor):
        raise PermissionDenied
    day, sentence = door.day_asked(request)
    leads = reads(request.actor)
    area = door.number(request.GET.get("noi")) if leads else None
    query = {"ngay": print_day(day)}
    here = urlencode(query | ({"noi": str(area)} if area else {}))
    # Who reads lists alone is told how many there are in what the lists show, and no name.
    with scope.opened(own_part() if leads else scope.current().all_as(scope.LISTS)):
        context = _shown(day, area, leads=leads) | {
            "day": print_day(day), "sentence": sentence, "leads": leads,
            "area": kept.called({area}, day).get(area, "") if area else "",
            "back": f"{reverse('enterprises')}?{here}" if leads else reverse("year"), "all": f"?{urlencode(query)}",
        }  # fmt: skip
    return render(request, "admissions/enterprise_years.html", context, status=422 if sentence else 200)


def _shown(day: date, area: int | None, *, leads: bool) -> dict[str, Any]:
    """Lines of areas; of one area its enterprises, whose numbers open to the names."""
    found, every, areas = in_years(day)
    if area is None:
        named = kept.called(set(areas.values()), day)
        order = sorted(set(areas.values()), key=lambda pk: (tree.order_key(named[pk]), pk))
        lines = [line for pk in order for line in _of_area(pk, named[pk], found, day, leads=leads)]
        whole = [_sum(list(year.of_area.values())) for year in found]
    else:
        own = [pk for pk in every if areas[pk] == area]
        order = sorted(own, key=lambda pk: (every[pk].sort_key, pk))
        lines = [line for pk in order for line in _of_enterprise(pk, every[pk].name, found)]
        whole = [year.of_area.get(area, NOTHING) for year in found]
    lines += [
        [Cell(TOTAL), Cell(words), *(_number(getattr(one, what), "", words) for one in whole)]
        for words, what, _ in (COUNTED if lines else ())
    ]
    heads = [Head("Địa bàn" if area is None else "Doanh nghiệp"), Head("Số liệu"),
             *(Head(_year(one.day, day), number=True) for one in found)]  # fmt: skip
    return {"heads": heads, "rows": rows(heads, lines)}


def _year(at: date, day: date) -> str:
    return f"{at.year}, đến {print_day(at)}" if at == day else str(at.year)


def _sum(some: Sequence[Sum]) -> Sum:
    """An organisation, and who was noted, stand in one area: of areas the numbers add up."""
    return Sum(*(sum(numbers) for numbers in zip(*some, strict=True))) if some else NOTHING


def _of_area(pk: int, name: str, years: Sequence[InYear], day: date, *, leads: bool) -> Iterator[list[Cell]]:
    href = f"?{urlencode({'ngay': print_day(day), 'noi': str(pk)})}" if leads else ""
    for words, what, _ in COUNTED:
        numbers = [getattr(year.of_area.get(pk, NOTHING), what) for year in years]
        yield [Cell(name), Cell(words), *(_number(one, href, f"{words}, {name}") for one in numbers)]


def _of_enterprise(pk: int, name: str, years: Sequence[InYear]) -> Iterator[list[Cell]]:
    page = reverse("enterprise", args=[pk])
    for words, what, at in COUNTED:
        cells = [
            _number(getattr(year.of_enterprise.get(pk, NOTHING), what),
                    f"{page}?{urlencode({'ngay': print_day(year.day)})}#{at}", f"{words}, {name}")
            for year in years
        ]  # fmt: skip
        yield [Cell(name, page), Cell(words), *cells]


def _number(number: int, href: str, label: str) -> Cell:
    return Cell(wording.number(number), href if number else "", none=not number, label=f"{number}: {label}")
