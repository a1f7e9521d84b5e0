"""The roster of an organisation as of a day, cell by cell, and asking for it as a file."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kit.calendar import parse_day
from members import door, figures, issuing, looks, office, papers, printing, rights, rosters, wording
from members.errors import Refusal
from members.forms.taking import Choice, TakingForm
from members.models import Organisation
from members.views.organisations import absence, children_of, path_of, term_on, with_day

# A page stays under 200 KB; longer rosters are read cell by cell or as a file.
LONGEST = 400
FILE = Choice(
    "mau", "Lấy tệp",
    (("roster.pdf", "Sổ danh sách đảng viên (Mẫu 7-HSĐV), PDF"), ("roster-short.pdf", "Danh sách rút gọn, PDF"),
     ("roster.xlsx", "Sổ danh sách đảng viên, bảng tính"), ("roster-short.xlsx", "Danh sách rút gọn, bảng tính")),
    "Chọn mẫu in và loại tệp trong danh sách",
)  # fmt: skip


def _here_or_404(request: HttpRequest, pk: int) -> Organisation:
    here = door.organisation_or_404(request, pk)
    if not door.sees_people(request):
        raise Http404
    return here


def _issued(request: HttpRequest, here: Organisation, day: date) -> dict[str, Any]:
    """In whose name a print goes out, what stays open on it, and where whoever may says it."""
    issued = issuing.issuer(request.actor, here, day)
    missing = [office.called(key) for key in issued.missing]
    links = []
    if issued.missing and rights.may(request.actor, "set_office", rights.case_of_organisation(None)):
        links.append({"href": reverse("office"), "label": "Ghi cài đặt của cơ quan"})
    if issued.secretary is not None:
        missing.append("Họ tên bí thư")
        case = rights.case_of_organisation(issued.secretary)
        if day == request.actor.day and rights.may(request.actor, "hold_office", case):
            links.append({"href": reverse("hold-office", args=[issued.secretary]), "label": "Ghi người giữ chức vụ"})
    return {"body": issued.body, "missing": "; ".join(missing), "links": links}


def _taking(data: Any = None) -> TakingForm:
    return TakingForm(data, missing="Ghi mục đích in, ví dụ: trình ban thường vụ", choice=FILE)


@require_safe
def roster(request: HttpRequest, pk: int) -> HttpResponse:
    here = _here_or_404(request, pk)
    return _show(request, here, *door.day_asked(request), _taking())


def _show(request: HttpRequest, here: Organisation, day: date, sentence: str, taking: TakingForm) -> HttpResponse:
    pk, today = here.pk, request.actor.day
    no_list = papers.no_list(day, today)
    total = 0 if no_list else figures.counted(here, day).count()
    cells = list(rosters.cells(here, day)) if total <= LONGEST and not no_list else []
    if cells:
        seen = [entry.member for cell in cells for entry in cell.entries]
        looks.looked(
            request.actor, "roster", seen, organisation=here, asked={"ngay": day.isoformat()}, at=timezone.now()
        )
    term = term_on(here, day)
    gone = absence(request, here, day) if term is None else {}
    context = {
        "issued": _issued(request, here, day) if term else None,
        "organisation": here, "name": term.name if term else gone["name"], "absence": gone,
        "day": day, "today": today, "day_words": wording.day(day),
        "sentence": sentence, "path": path_of(request, here, day), "cells": cells,
        "total": wording.number(total) if total else "",
        "totals": [] if no_list else rosters.totals(here, day),
        "no_list": no_list, "children": children_of(here, day, today) if total and not cells else None,
        "page": with_day(reverse("organisation", args=[pk]), day, today), "taking": taking,
        "address": reverse("roster", args=[pk]),
    }  # fmt: skip
    return render(request, "members/roster.html", context, status=422 if request.method == "POST" else 200)


def _day_sent(request: HttpRequest) -> tuple[date, str]:
    """The day of the page from which the file is asked; today and why, where it can't be shown."""
    today = request.actor.day
    try:
        day = parse_day(request.POST.get("ngay", ""))
    except ValueError as error:
        return today, door.why_unread(error)
    return (day, "") if day <= today else (today, papers.no_list(day, today))


@require_POST
def print_roster(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the file; it is made by the worker and found under "Việc đang chạy"."""
    here = _here_or_404(request, pk)
    day, sentence = _day_sent(request)
    taking = _taking(request.POST)
    # Of a day without a list the page says why.
    if taking.is_valid() and not sentence and not papers.no_list(day, request.actor.day):
        name, _, kind = taking.chosen.partition(".")
        try:
            job = printing.ask(request.user, here, day, name, kind, why=taking.why, at=timezone.now())
        except Refusal as refusal:
            sentence = refusal.sentence
        else:
            return redirect("job", pk=job.pk)
    return _show(request, here, day, sentence, taking)
