"""A round as a whole: what came, how its differences stand, of which kinds they are, and the rounds before it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kit.calendar import print_day
from members import wording
from members.forms.taking import Choice, TakingForm
from members.tables import Cell, Head, rows
from reports.reconciliation import figures
from reports.reconciliation.models import Round
from reports.reconciliation.papers import printing, trend
from reports.reconciliation.rules.overview import OPEN, Line, Overview
from reports.reconciliation.views import cases, doors
from reports.reconciliation.views.cases import COME_BACK, OPEN_ONES, OVERDUE, WAYS, Linker
from reports.reconciliation.views.parts import stated, title

HEADS = [
    Head("Nơi đối khớp"), Head("Đến đâu"), Head("Lệch", number=True),
    *(Head(str(way.label).capitalize(), number=True) for way in WAYS.values()), Head("Hạn giấy tờ", number=True),
]  # fmt: skip
LIGHT = [Head("Nơi đối khớp"), Head("Đến đâu"),
         *(Head(words, number=True) for words in ("Đảng viên", "Chính thức", "Dự bị"))]  # fmt: skip
KINDS = [Head("Loại lệch"), Head("Trường hợp", number=True), Head("Còn mở", number=True), Head("Nhiều nhất ở")]
SUM = "Cộng"
REPORT = Choice(
    "loai-tep", "Lấy báo cáo", (("pdf", "Báo cáo trình ban thường vụ, PDF"), ("xlsx", "Bảng tính")),
    "Chọn loại tệp trong danh sách",
)  # fmt: skip


def _taking(data: Any = None) -> TakingForm:
    return TakingForm(data, missing="Ghi mục đích in, ví dụ: trình ban thường vụ", choice=REPORT)


@require_safe
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, doors.round_or_404(request, pk), _taking())


def _show(request: HttpRequest, one: Round, taking: TakingForm) -> HttpResponse:
    """The figures of a round, each with the names behind it for who may read them."""
    day = request.actor.day
    past = figures.overviews(one, day)
    now, names = past[-1], cases.linker(request.actor, past)
    beside = [Head("Chỉ tiêu"), *(Head(trend.name(each), number=True) for each in past)]
    context = {
        "round": one, "title": title(one), "closing": print_day(one.closing_day), "due": print_day(one.due_on),
        "today": print_day(day), "glance": _glance(now, names), "may_print": printing.may_print(request.actor),
        "trend_heads": beside, "trend": rows(beside, _trend(past, names)), "past": len(past) > 1,
        "chart": trend.chart(past), "taking": taking,
        **(_full(now, names) if one.is_full else _light(now, names)),
    }  # fmt: skip
    return render(request, "reports/round_overview.html", context, status=422 if taking.errors else 200)


def _glance(now: Overview, names: Linker) -> list[dict[str, str]]:
    """The round in one line; what counts committees leads to the table of their names."""
    here = "#tung-noi"
    said = [("nơi trong đợt", len(now.lines), here), ("đã gửi", now.received, here), ("quá hạn", len(now.late), here),
            ("đã ký", now.signed, here)]  # fmt: skip
    if now.round.is_full:
        whole = now.whole
        said += [("trường hợp lệch", whole.total, names.to(now)), ("còn mở", whole.open, names.to(now, cach=OPEN_ONES)),
                 ("giấy tờ quá hạn", whole.overdue, names.to(now, cach=OVERDUE)),
                 ("lặp lại từ đợt trước", whole.come_back, names.to(now, cach=COME_BACK))]  # fmt: skip
    return [{"name": name, "value": wording.number(number), "href": href if number else ""}
            for name, number, href in said]  # fmt: skip


def _number(number: int | None, href: str, label: str = "", more: str = "") -> Cell:
    words = "–" if number is None else wording.number(number)
    return Cell(words, href if number else "", none=not number, label=f"{words}: {label}" if label else "", more=more)


def _full(now: Overview, names: Linker) -> dict[str, Any]:
    foot = [Cell(SUM), Cell(f"{now.received}/{len(now.lines)} đã gửi"), *_standings(now, names, None)]
    (summed,) = rows(HEADS, [foot])
    lines = [[*_begun(line, now, names), *_standings(now, names, line)] for line in now.lines]
    return {
        "heads": HEADS, "rows": rows(HEADS, lines), "foot": summed, "kind_heads": KINDS,
        "kinds": rows(KINDS, _kinds(now, names)), "by_place": _by_place(now, names),
    }  # fmt: skip


def _begun(line: Line, now: Overview, names: Linker) -> list[Cell]:
    """The committee, and how far it is."""
    said = stated(line.row, now.day)
    opens = line.row.pk in names.opened
    href = reverse("reconciliation", args=[line.row.pk]) if opens else ""
    return [Cell(line.name, href), Cell(said["words"], state=said["kind"])]


def _standings(now: Overview, names: Linker, line: Line | None) -> list[Cell]:
    """How many differ, how each of them stands, and the next day on which papers are due."""
    counts = now.whole if line is None else line.counts
    where = SUM.lower() if line is None else line.name
    total = _number(counts.total, names.to(now, line=line), f"lệch, {where}")
    ways = [
        _number(counts.of(standings=[way]), names.to(now, line=line, cach=word), f"{way.label}, {where}")
        for word, way in WAYS.items()
    ]
    due = Cell(print_day(counts.next_due), state="late" if counts.overdue else "") if counts.next_due else Cell("")
    return [total, *ways, due]


def _kinds(now: Overview, names: Linker) -> list[list[Cell]]:
    """Kinds that occur, the most first, and where."""
    return [
        [
            Cell(str(kind.label).capitalize()), _number(number, names.to(now, loai=kind.value), str(kind.label)),
            _number(now.whole.of([kind], OPEN), names.to(now, loai=kind.value, cach=OPEN_ONES),
                    f"{kind.label}, còn mở"),
            Cell(", ".join(f"{line.short or line.name} {wording.number(count)}" for line, count in now.most(kind))),
        ]
        for kind, number in now.whole.by_kind()
    ]  # fmt: skip


def _by_place(now: Overview, names: Linker) -> list[dict[str, Any]]:
    """Of each committee that differs in anything its kinds, the most first."""
    return [
        {"name": line.name, "kinds": [
            {"words": str(kind.label), "number": wording.number(number),
             "href": names.to(now, line=line, loai=kind.value)}
            for kind, number in line.counts.by_kind()
        ]}
        for line in now.lines if line.counts.total
    ]  # fmt: skip


def _light(now: Overview, names: Linker) -> dict[str, Any]:
    """What each committee counts; its page sets it beside what we count."""
    told = []
    for line in now.lines:
        place, state = _begun(line, now, names)
        told.append([place, state, *(_number(one, place.href) for one in now.noted(line))])
    foot = [Cell(SUM), Cell(f"{now.received}/{len(now.lines)} đã ghi"),
            *(_number(one, "") for one in now.noted(None))]  # fmt: skip
    (summed,) = rows(LIGHT, [foot])
    return {"heads": LIGHT, "rows": rows(LIGHT, told), "foot": summed}


def _trend(past: list[Overview], names: Linker) -> list[list[Cell]]:
    return [
        [Cell(measure.label), *(_measured(measure, one, names) for one in past)]
        for measure in trend.measures(is_full=past[-1].round.is_full)
    ]


def _measured(measure: trend.Measure, one: Overview, names: Linker) -> Cell:
    href = "" if measure.asked is None else names.to(one, **measure.asked)
    label = f"{measure.label.lower()}, {trend.name(one)}"
    return _number(measure.number(one), href, label, measure.small(one))


@require_POST
def print_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the report; it is made by the worker and found under "Việc đang chạy"."""
    one = doors.round_or_404(request, pk)
    if not printing.may_print(request.actor):
        raise PermissionDenied
    taking = _taking(request.POST)
    if not taking.is_valid():
        return _show(request, one, taking)
    job = printing.ask(request.user, one, title(one), taking.chosen, why=taking.why, at=timezone.now())
    return redirect("job", pk=job.pk)
