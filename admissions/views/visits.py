"""Visits to new, young and hard-pressed members: the list of a part for a period with its counts, their pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from admissions import forms, procedure
from admissions.models import SupportVisit, VisitKind
from admissions.procedure import visiting
from admissions.rules.visits import check_period
from admissions.views.acts import OFF
from admissions.views.files import opening
from kit.calendar import print_day
from members import door, kept, looks, rights, scope, tree
from members.errors import RuleBroken
from members.models import Member, Organisation, Placement, Term
from members.tables import Cell, Head, rows
from members.timeline import Moment
from members.views.acts import ActPage, view
from members.views.paging import beside, by_row

HEADS = [Head("Chi bộ"), *(Head(f"{kind.label[0].upper()}{kind.label[1:]}", number=True) for kind in VisitKind)]


@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """The visits of one's part in a period, from the newest, and how many of each kind. This year, unless asked."""
    opening(request)
    today = request.actor.day
    form = forms.VisitsAskedForm(request.GET if request.GET else None)
    if not form.is_bound:
        form.initial = {"since": print_day(date(today.year, 1, 1)), "until": print_day(today)}
    form.fields["place"].offer(today, empty="cả phần mình phụ trách")  # type: ignore[attr-defined]
    place, since, until = _asked(form, today)
    found = SupportVisit.objects.filter(day__gte=since, day__lte=until)
    if place is not None:
        here = Placement.objects.on(today).official().filter(tree.under(place.pk, today))
        found = found.filter(member__in=here.values("member"))
    kinds = list(found.values_list("member", "kind"))
    counts = Counter(kind for _, kind in kinds)
    page = by_row(request, found.select_related("member", "visitor"), "-day", "-pk")
    looks.looked(request.actor, "visits", [one.member_id for one in page.rows], at=timezone.now())
    asked = {"place": place.pk if place else "", "since": print_day(since), "until": print_day(until)}
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    context = {
        "form": form, "since": print_day(since), "until": print_day(until), "heads": HEADS,
        "visits": _told(page.rows, today), "cells": rows(HEADS, _by_cell(kinds, today)), "total": sum(counts.values()),
        "counts": [(kind.label, counts[kind.value]) for kind in VisitKind], "cell": _cell(place, today),
        "pages": beside(page, query),
    }  # fmt: skip
    return render(request, "admissions/visits.html", context, status=422 if form.errors else 200)


def _asked(form: forms.VisitsAskedForm, today: date) -> tuple[Organisation | None, date, date]:
    """Where, from when, until when. A period the wrong way round says so and is not asked."""
    usual = (date(today.year, 1, 1), today)
    if not form.is_bound or not form.is_valid():
        return None, *usual
    said = form.cleaned_data
    since, until = said["since"] or usual[0], said["until"] or usual[1]
    try:
        check_period(since, until)
    except RuleBroken as broken:
        form.add_error("until", broken.sentence)
        return said["place"], *usual
    return said["place"], since, until


def _cell(place: Organisation | None, today: date) -> int | None:
    """The cell whose members one may write a visit for: that which was asked for, or the only one of one's part."""
    cells = Term.objects.on(today).filter(kind__holds_members=True)
    mine = cells.filter(organisation=place) if place is not None else cells
    found = list(mine.values_list("organisation", flat=True)[:2])
    return found[0] if len(found) == 1 else None


def _told(found: Iterable[SupportVisit], day: date) -> list[dict[str, str]]:
    """Each visit in words, with where it is put right and taken back."""
    found = list(found)
    cells = visiting.cells_of_people([one.member_id for one in found], day)
    named = kept.called(set(cells.values()), day)
    return [
        {
            "name": one.member.full_name, "href": reverse("person", args=[one.member_id]),
            "cell": named.get(cells.get(one.member_id, 0), ""), "kind": one.get_kind_display(),
            "day": print_day(one.day), "by": paid_by(one), "edit": reverse("correct-visit", args=[one.pk]),
            "off": reverse("take-back-visit", args=[one.pk]),
        }
        for one in found
    ]  # fmt: skip


def _by_cell(kinds: Iterable[tuple[int, str]], day: date) -> list[list[Cell]]:
    """How many of each kind in each cell that has one, by name."""
    kinds = list(kinds)
    cells = visiting.cells_of_people({member for member, _ in kinds}, day)
    named = kept.called(set(cells.values()), day)
    many = Counter((cells.get(member, 0), kind) for member, kind in kinds)
    found = sorted({cell for cell, _ in many}, key=lambda cell: named.get(cell, ""))
    return [
        [Cell(named.get(cell, "không ở chi bộ nào")),
         *(Cell(str(many[cell, kind.value]), none=not many[cell, kind.value]) for kind in VisitKind)]
        for cell in found
    ]  # fmt: skip


def paid_by(one: SupportVisit) -> str:
    return one.visitor.full_name if one.visitor is not None else one.name


def of_person(member: Member, day: date) -> list[Moment]:
    """{store timeline}: the visits by that day, as dated facts of whose page was opened."""
    found = SupportVisit.objects.filter(member=member, day__lte=day).select_related("visitor").order_by("day", "pk")
    return [Moment(one.day, f"Được thăm hỏi ({one.get_kind_display()}): {paid_by(one)}") for one in found]


def _case(target: Any, actor: rights.Actor) -> rights.Case:
    if isinstance(target, Organisation):
        return rights.case_of_organisation(target)
    return rights.case_of_person(target.member_id, actor.day)


def _record(target: Organisation, by: rights.Actor, given: dict[str, Any]) -> Any:
    return procedure.record_visit(given.pop("member"), by=by, **given)


def _back(target: Any) -> str:
    return reverse("visits")


record = view(ActPage(
    verb="record_visit", form=forms.VisitForm, find=door.organisation_or_404, case=_case, call=_record, back=_back,
    heading=lambda target: kept.called({target.pk}, scope.current().day).get(target.pk, ""),
    subject=lambda target: None,
    hint="Chỉ ghi loại, ngày và người đến thăm. Lý do, hoàn cảnh không ghi vào chương trình.",
))  # fmt: skip


def _page(verb: str, form: Any, **more: Any) -> Any:
    function = getattr(procedure, verb)
    return view(ActPage(
        verb=verb, form=form, find=lambda request, pk: door.get_or_404(SupportVisit, pk), case=_case,
        call=lambda target, by, given: function(target, by=by, **given), back=_back,
        heading=lambda target: target.member.full_name, subject=lambda target: None, **more,
    ))  # fmt: skip


correct = _page("correct_visit", forms.CorrectVisitForm)
take_back = _page("take_back_visit", forms.TakeBackForm, **OFF)
