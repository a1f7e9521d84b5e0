"""What somebody had open and somebody else took off meanwhile: who did it and when, and what was typed here."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from members import door, history_wording, kept, lines, looks, wording
from members.forms import opened
from members.forms.acts import ActForm
from members.forms.fields import OrganisationField
from members.models import Member
from members.views.drafts import typed_before


def told(request: HttpRequest, gone: door.TakenOff, form: type[ActForm], title: str) -> HttpResponse:
    """The page of what is there no more. Nothing was written; what was sent, or kept as a draft, can be read here."""
    about, actor = gone.about, request.actor
    shown = lines.told([gone.act], actor, subjects=False)
    if isinstance(about, Member):
        heading, named = about.full_name, {about.pk}
    else:
        heading = kept.called([about.pk], actor.day).get(about.pk, "Tổ chức")
        named = {gone.act.member_id} - {None} if shown[0].href else set()
    if named:
        looks.looked(actor, "taken-off", sorted(named), asked={"viec": gone.act.number}, at=timezone.now())
    typed = request.POST if request.method == "POST" else typed_before(request)
    page = "person" if isinstance(about, Member) else "organisation"
    context = {
        "title": title, "heading": heading, "back": reverse(page, args=[about.pk]),
        "all_lines": reverse(f"{page}-history", args=[about.pk]), "who": _who(request, gone),
        "lines": shown, "sent": request.method == "POST",
        "typed": list(_typed(form, typed, request)) if typed else [],
    }  # fmt: skip
    return render(request, "members/taken_off.html", context, status=HTTPStatus.CONFLICT)


def _who(request: HttpRequest, gone: door.TakenOff) -> str:
    own = gone.act.account_id == request.actor.account_id
    who = "chính đồng chí, ở một trang khác" if own else history_wording.line(gone.act).who
    return f"{who}, {wording.moment(gone.act.at)}"


def _typed(form: type[ActForm], typed: QueryDict, request: HttpRequest) -> Iterator[tuple[str, str]]:
    """(label, words) of every field that was not left as the page had shown it."""
    filled = form(data=typed)
    filled.may_give_reason()
    left = opened.left(filled)
    for name, field in filled.fields.items():
        if name in left or isinstance(field.widget, forms.HiddenInput):
            continue
        words = [_words(field, one.strip(), request) for one in typed.getlist(name)]
        if said := ", ".join(filter(None, words)):
            yield str(field.label), said


def _words(field: forms.Field, value: str, request: HttpRequest) -> str:
    """A value as the form showed it: what was chosen from a list is sent as a code."""
    if isinstance(field, forms.BooleanField):
        return value and "có"
    if isinstance(field, OrganisationField):
        field.offer(request.actor.day)
    if isinstance(field, forms.ChoiceField):
        return next((str(label) for code, label in field.choices if str(code) == value), "")
    return value
