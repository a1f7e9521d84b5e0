"""What the office has settled for itself, and its holidays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from members import door, history, lines, rights, wording
from members import office as words
from members.forms.office import HolidayForm, SettingForm, WhyForm
from members.models import Holiday, Setting
from members.procedure import office as procedure
from members.tables import Cell, Head, rows
from members.views.acts import refused_in
from members.views.drafts import keeps, typed_before
from members.views.paging import by_row

REGISTER = rights.case_of_organisation(None)


def _may_or_403(request: HttpRequest, verb: str) -> None:
    if not _may(request, verb):
        raise PermissionDenied


def _may(request: HttpRequest, verb: str) -> bool:
    return rights.may(request.actor, verb, REGISTER)


def _who_wrote(request: HttpRequest, *verbs: str) -> dict[str, Any]:
    """Who wrote what is on this page, newest first: for who keeps the settings, as the page is."""
    found = lines.part(history.lines().filter(verb__in=verbs), "number", **door.beside(request))
    return {"part": found, "lines": lines.told(found.rows, request.actor, subjects=False)}


@keeps("ghi cài đặt của cơ quan", lambda request: _may_or_403(request, "set_office"))
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    _may_or_403(request, "set_office")
    form = SettingForm(request.POST or None, draft=typed_before(request))
    if request.method == "POST" and form.is_valid():
        with refused_in(form):
            procedure.set_office(by=request.actor, **form.act())
            messages.success(request, "Đã ghi cài đặt.")
            return redirect("office")
    standing = list(Setting.objects.filter(key__in=words.KEYS).order_by("key", "since"))
    form.open_at(standing)
    told = [*map(_row, standing), *_unwritten(standing, request.actor.day)]
    context = {"form": form, "heads": HEADS, "rows": rows(HEADS, told),
               "may_holidays": _may(request, "note_holiday"), "may_kinds": _may(request, "add_kind")}  # fmt: skip
    context |= _who_wrote(request, "set_office", "take_back_setting")
    return render(request, "members/office.html", context, status=422 if form.errors else 200)


HEADS = [Head("Mục"), Head("Nội dung"), Head("Từ ngày"), Head("Đến ngày"), Head("Việc", hidden=True)]


def _row(one: Setting) -> list[Cell]:
    until = wording.last_day(one.until) if one.until else ""
    return [
        Cell(words.KEYS[one.key][0]), Cell(words.in_words(one.key, one.value)),
        Cell(wording.day(one.since, "từ trước")), Cell(until or "nay"),
        Cell("Bỏ", reverse("take-back-setting", args=[one.pk]), label=f"Bỏ {_named(one)}"),
    ]  # fmt: skip


def _unwritten(standing: list[Setting], day: date) -> list[list[Cell]]:
    """What counts today without anybody having written it: the program's own value."""
    written = {one.key for one in standing if one.holds_on(day)}
    missing = [(said, default) for key, (said, default) in words.KEYS.items() if default and key not in written]
    return [[Cell(said), Cell(default), Cell("chưa ghi, theo chương trình"), Cell("nay"), Cell("")]
            for said, default in missing]  # fmt: skip


def _named(one: Setting) -> str:
    return f"{words.called(one.key)}, {words.in_words(one.key, one.value) or 'để trống'}"


def _to_take_back(request: HttpRequest, pk: int) -> Setting:
    _may_or_403(request, "take_back_setting")
    return get_object_or_404(Setting, pk=pk)


@keeps("bỏ một mục cài đặt", _to_take_back)
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    setting = _to_take_back(request, pk)
    return _with_reason(
        request, procedure.take_back_setting, setting, heading=_named(setting), title="bỏ một mục cài đặt",
        back="office", done="Đã bỏ mục cài đặt.",
    )  # fmt: skip


def _with_reason(
    request: HttpRequest, act: Callable[..., Any], row: Setting | Holiday, *, heading: str, title: str, back: str,
    done: str,
) -> HttpResponse:  # fmt: skip
    """One entry of the office is taken away, and why; `back`: the page on which it stood."""
    form = WhyForm(request.POST or None, draft=typed_before(request))
    if request.method == "POST" and form.is_valid():
        with refused_in(form):
            act(row, by=request.actor, why=form.cleaned_data["why"])
            messages.success(request, done)
            return redirect(back)
    context = {"form": form, "heading": heading, "title": title, "back": reverse(back)}
    return render(request, "members/act.html", context, status=422 if form.errors else 200)


@keeps("ghi ngày nghỉ", lambda request: _may_or_403(request, "note_holiday"))
@require_http_methods(["GET", "HEAD", "POST"])
def holidays(request: HttpRequest) -> HttpResponse:
    """Who keeps the settings reads them; who notes holidays writes and takes away."""
    _may_or_403(request, "note_holiday" if request.method == "POST" else "set_office")
    form = HolidayForm(request.POST or None, draft=typed_before(request))
    if request.method == "POST" and form.is_valid():
        with refused_in(form):
            noted = procedure.note_holidays(by=request.actor, **form.act())
            messages.success(request, words.noted([one.day for one in noted], is_worked=noted[0].is_worked))
            return redirect("holidays")
    found = by_row(request, Holiday.objects.all(), "-day", "-pk")
    listed = [
        {"pk": one.pk, "day": wording.day(one.day), "name": one.name, "is_worked": one.is_worked} for one in found.rows
    ]
    context = {"form": form, "holidays": listed, "days": found, "may": _may(request, "note_holiday")}
    context |= _who_wrote(request, "note_holiday", "remove_holiday")
    return render(request, "members/holidays.html", context, status=422 if form.errors else 200)


def _to_remove(request: HttpRequest, pk: int) -> Holiday:
    _may_or_403(request, "remove_holiday")
    return get_object_or_404(Holiday, pk=pk)


@keeps("bỏ ngày nghỉ", _to_remove)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_holiday(request: HttpRequest, pk: int) -> HttpResponse:
    holiday = _to_remove(request, pk)
    return _with_reason(
        request, procedure.remove_holiday, holiday, heading=holiday.name, title="bỏ ngày nghỉ", back="holidays",
        done="Đã bỏ ngày nghỉ.",
    )  # fmt: skip
