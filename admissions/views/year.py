"""The year of admissions: against its targets and the year before, of each committee; where files wait and how long
each step takes; who is on probation for how long."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from admissions import figures
from admissions.figures import ADMITTED, NOWHERE, OPEN, RECOGNISED, Stage, Year
from admissions.rules.year import Left, Waits
from admissions.views import printing
from admissions.views import year_words as words
from admissions.views.asked import Asked, asked
from admissions.views.files import reads
from admissions.views.progress import sees
from kit.calendar import print_day
from kit.drawing import charts
from members import wording
from members.forms.taking import TakingForm
from members.tables import Cell, Head, rows

WHOLE = [Head("Số liệu"), Head("Kỳ này", number=True), Head("Cùng kỳ năm trước", number=True)]
CAME = [
    Head("Nơi"), Head("Chỉ tiêu năm", number=True), Head("Đã kết nạp", number=True), Head("So chỉ tiêu", number=True),
    Head("Kết nạp cùng kỳ năm trước", number=True), Head("Đã công nhận", number=True),
    Head("Công nhận cùng kỳ năm trước", number=True),
]  # fmt: skip
WAIT = [Head("Nơi"), Head("Đang xét", number=True), *(Head(words.WAITS[one], number=True) for one in Waits)]
STAGES = [
    Head("Bước"), Head("Hồ sơ đã làm", number=True), Head("Trung bình, ngày", number=True),
    Head("Hồ sơ đang chờ", number=True), Head("Đã chờ trung bình, ngày", number=True),
]  # fmt: skip
LEFT = [Head("Thời gian dự bị"), Head("Đảng viên", number=True)]


@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """My part in a period, this year up to today unless asked."""
    return _show(request, _asked(request), printing.of_year())


@require_POST
def print_(request: HttpRequest) -> HttpResponse:
    """Ask for the numbers of that period as a file; it is made by the worker and found under "Việc đang chạy"."""
    at, taking = _asked(request), printing.of_year(request.POST)
    if at.form.errors or not taking.is_valid():
        return _show(request, at, taking)
    return printing.ask_year(request, at.since, at.day, taking)


def _asked(request: HttpRequest) -> Asked:
    """Raises PermissionDenied."""
    if not sees(request.actor):
        raise PermissionDenied
    return asked(request, request.actor.day)


def _show(request: HttpRequest, at: Asked, taking: TakingForm) -> HttpResponse:
    today = request.actor.day
    found = figures.year_of(at.since, at.day)
    context = {
        "form": at.form, "since": print_day(at.since), "day": print_day(at.day), "tabs": _tabs(at, today),
        "said": _said(found), "whole_heads": WHOLE, "whole": rows(WHOLE, _whole(found, at)),
        **_by_line(found, at),
        "target_bars": _target_bars(found), "stage_heads": STAGES, "has_targets": found.has_targets,
        "stages": rows(STAGES, (_stage(one, at) for one in (*found.stages, *found.after))),
        "stage_bars": _stage_bars(found),
        "left_heads": LEFT, "left": rows(LEFT, _left(found, at)), "left_bars": _left_bars(found),
        "on_probation": wording.number(found.left.total()), "year": at.day.year,
        "leads": reads(request.actor),
        "enterprises": f"{reverse('enterprises')}?{urlencode({'ngay': print_day(at.day)})}",
        "enterprise_years": f"{reverse('enterprise-years')}?{urlencode({'ngay': print_day(at.day)})}",
        "taking": taking, "print_to": f"{reverse('print-year')}?{urlencode(at.words)}",
    }  # fmt: skip
    wrong = at.form.errors or (taking.is_bound and taking.errors)
    return render(request, "admissions/year.html", context, status=422 if wrong else 200)


def _tabs(at: Asked, today: date) -> list[dict[str, Any]]:
    """This year up to today, and each of the two before as a whole."""
    years = [(today.year, today), *((one, date(one, 12, 31)) for one in (today.year - 1, today.year - 2))]
    return [
        {"label": f"Năm {one}", "href": Asked(date(one, 1, 1), last, at.form).page(),
         "current": (at.since, at.day) == (date(one, 1, 1), last)}
        for one, last in years
    ]  # fmt: skip


def _said(found: Year) -> list[str]:
    """The year in words."""
    now, before = found.now[ADMITTED].total(), found.before[ADMITTED].total()
    more = f", {'hơn' if now > before else 'kém'} {wording.number(abs(now - before))}" if now != before else ""
    sentences = [f"Đã kết nạp {wording.number(now)} người; cùng kỳ năm trước {wording.number(before)} người{more}."]
    if (target := found.target) is not None:
        sentences.append(f"Chỉ tiêu năm {found.day.year} là {wording.number(target)} người: đạt {_share(now, target)}.")
    elif found.has_targets:
        sentences.append(f"Chưa ghi chỉ tiêu năm {found.day.year} của nơi nào.")
    sentences.append(f"Đang xét {wording.number(found.now[OPEN].total())} hồ sơ.")
    return sentences


def _share(part: int, whole: int | None) -> str:
    return f"{wording.decimal(100 * part / whole)}%" if whole else "–"


def _number(number: int, href: str, label: str) -> Cell:
    said = wording.number(number)
    return Cell(said, href if number else "", none=not number, label=f"{said}: {label}")


def _whole(found: Year, at: Asked) -> list[list[Cell]]:
    """Each figure of the whole part, beside that of the year before up to the same day."""
    earlier = at._replace(since=found.earlier_since, day=found.earlier)
    return [
        [Cell(label), _number(found.now[key].total(), at.names(key), label),
         _number(found.before[key].total(), earlier.names(key), f"{label}, cùng kỳ năm trước")]
        for key, label in words.FIGURES.items()
    ]  # fmt: skip


def _by_line(found: Year, at: Asked) -> dict[str, Any]:
    """Two tables with a line for each place and the sum of all: what came of it, and where the files are. What belongs
    to no place stands at the end, where there is any."""
    lines: list[tuple[int | None, str]] = [(line.organisation, line.name) for line in found.places.lines]
    if any(numbers[NOWHERE] for numbers in (*found.now.values(), *found.before.values())):
        lines.append((NOWHERE, words.NOWHERE))
    came, wait = ([make(found, at, *line) for line in (*lines, (None, "Cộng"))] for make in (_came, _waiting))
    *came_rows, came_foot = rows(CAME, came)
    *wait_rows, wait_foot = rows(WAIT, wait)
    return {"came_heads": CAME, "came": came_rows, "came_foot": came_foot,
            "wait_heads": WAIT, "wait": wait_rows, "wait_foot": wait_foot}  # fmt: skip


def _counted(numbers: figures.Numbers, key: str, line: int | None) -> int:
    """Of one line; of all, where `line` is None."""
    return numbers[key].total() if line is None else numbers[key][line]


def _came(found: Year, at: Asked, line: int | None, name: str) -> list[Cell]:
    earlier = at._replace(since=found.earlier_since, day=found.earlier, tree=found.day)
    target = found.target if line is None else found.target_of(line)

    def both(key: str) -> tuple[Cell, Cell]:
        label = f"{words.FIGURES[key]}, {name}"
        return (
            _number(_counted(found.now, key, line), at.names(key, line), label),
            _number(_counted(found.before, key, line), earlier.names(key, line), f"{label}, cùng kỳ năm trước"),
        )

    (admitted, admitted_before), recognised = both(ADMITTED), both(RECOGNISED)
    share = Cell(_share(_counted(found.now, ADMITTED, line), target), none=not target)
    return [Cell(name), _target(target, at, line, name), admitted, share, admitted_before, *recognised]


def _target(number: int | None, at: Asked, line: int | None, name: str) -> Cell:
    if number is None:
        return Cell("–", none=True)
    place = "" if line is None else f"&noi={line}"
    href = f"{reverse('targets')}?nam={at.day.year}{place}" if at.leads else ""
    return Cell(wording.number(number), href, label=f"{number}: chỉ tiêu, {name}")


def _waiting(found: Year, at: Asked, line: int | None, name: str) -> list[Cell]:
    return [
        Cell(name),
        *(_number(_counted(found.now, key, line), at.names(key, line), f"{words.FIGURES[key]}, {name}")
          for key in (OPEN, *Waits)),
    ]  # fmt: skip


def _target_bars(found: Year) -> list[charts.Bar]:
    """Of each line that has a target or admitted somebody: the longer of both, what was admitted dark."""
    amounts = []
    for pk, name in found.places.lines:
        target, admitted = found.target_of(pk), found.now[ADMITTED][pk]
        if target or admitted:
            of = "" if target is None else f"/{wording.number(target)}"
            said = f"{wording.number(admitted)}{of}"
            amounts.append(charts.Amount(name, said, float(max(target or 0, admitted)), float(admitted)))
    return charts.bars(amounts)


def _stage(one: Stage, at: Asked) -> list[Cell]:
    name = words.step(one.kind)
    return [
        Cell(name), _number(one.done, at.names(f"{figures.DONE}-{one.key}"), f"đã làm bước {name}"),
        Cell(wording.decimal(one.days), none=one.days is None),
        _number(one.waiting, at.names(f"{figures.AWAITED}-{one.key}"), f"đang chờ bước {name}"),
        Cell(wording.decimal(one.waited), none=one.waited is None),
    ]  # fmt: skip


def _stage_bars(found: Year) -> list[charts.Bar]:
    return charts.bars([
        charts.Amount(words.step(one.kind), wording.number(one.waiting), float(one.waiting))
        for one in (*found.stages, *found.after) if one.waiting
    ])  # fmt: skip


def _left(found: Year, at: Asked) -> list[list[Cell]]:
    return [
        [Cell(words.LEFT[one].capitalize()), _number(found.left[one], at.names(f"du-bi-{one}"), words.LEFT[one])]
        for one in Left if one != Left.UNKNOWN or found.left[one]
    ]  # fmt: skip


def _left_bars(found: Year) -> list[charts.Bar]:
    return charts.bars([
        charts.Amount(words.LEFT[one].capitalize(), wording.number(found.left[one]), float(found.left[one]))
        for one in Left if one != Left.UNKNOWN or found.left[one]
    ])  # fmt: skip
