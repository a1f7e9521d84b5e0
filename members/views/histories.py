"""Who did what, when, for whom and why: of an organisation, of a person, and one act whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from members import door, history, history_wording, lines, looks, rights, whose, wording
from members.models import Account, Act
from members.procedure import revert
from members.views.organisations import path_of


@require_safe
def of_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    here = door.organisation_or_404(request, pk)
    if not door.opens_people_of(here):
        raise PermissionDenied
    found = lines.part(lines.about_organisation(here, request.actor), "number", **door.beside(request))
    today = request.actor.day
    shown = lines.told(found.rows, request.actor)
    if people := _people(found.rows, shown):
        looks.looked(request.actor, "organisation-history", people, organisation=here, at=timezone.now())
    name = lines.names({pk}, today)[pk]
    context = {
        "heading": name, "back": reverse("organisation", args=[pk]), "lines": _one_name(shown, name),
        "part": found, "path": path_of(request, here, today),
    }  # fmt: skip
    return render(request, "members/history.html", context)


def _people(acts: list[Act], shown: list[history_wording.Line]) -> list[int]:
    """The people of whom these lines tell: of those that are read whole."""
    about = {act.member_id for act, said in zip(acts, shown, strict=True) if act.member_id and said.href}
    return sorted(about | {pk for said in shown for pk in said.members})


def _one_name(shown: list[history_wording.Line], name: str) -> list[history_wording.Line]:
    """The organisation or the account whose page it is need not be said on each line."""
    return [replace(one, about="", about_href="") if one.about == name else _without(one, name) for one in shown]


def _without(one: history_wording.Line, name: str) -> history_wording.Line:
    return replace(one, about=one.about.removesuffix(f", {name}").removeprefix(f"{name}, "))


@require_safe
def of_person(request: HttpRequest, pk: int) -> HttpResponse:
    member = door.person_or_404(request, pk)
    found = lines.part(history.lines_about(member), "number", **door.beside(request))
    looks.looked(request.actor, "person-history", [pk], at=timezone.now())
    may = rights.may(request.actor, "revert", rights.case_of_person(pk, request.actor.day))
    offered = revert.offered(found.rows) if may else set()
    shown = [
        replace(said, back=reverse("revert", args=[one.pk]) if one.number in offered else "")
        for one, said in zip(found.rows, lines.told(found.rows, request.actor, subjects=False), strict=True)
    ]
    context = {
        "heading": member.full_name, "back": reverse("person", args=[pk]), "lines": shown, "part": found, "path": [],
    }  # fmt: skip
    return render(request, "members/history.html", context)


SIGN_IN = "dang-nhap"


@require_safe
def of_account(request: HttpRequest, pk: int) -> HttpResponse:
    """What an account has done, as far as the officer's part reaches; who only keeps accounts reads what and when.
    Beside it what was done to the account: its roles, wrong tries, passwords."""
    if not lines.keeps_accounts(request.actor):
        raise PermissionDenied
    who = get_object_or_404(Account, pk=pk)
    signs_in = request.GET.get("phan") == SIGN_IN
    rows = lines.about_account(who) if signs_in else lines.done_by(who)
    found = lines.part(rows, "number", **door.beside(request), phan=SIGN_IN if signs_in else "")
    whole = signs_in or rights.sees_whole(request.actor)
    shown = lines.told(found.rows, request.actor)
    if not whole:
        shown = [history_wording.Line(one.at, one.who, one.what, "", ()) for one in shown]
    elif people := _people(found.rows, shown):
        looks.looked(request.actor, "account-history", people, asked={"tai-khoan": pk}, at=timezone.now())
    if signs_in:
        shown = _one_name(shown, who.full_name)
        shown = [replace(said, why=_from_machine(one)) for one, said in zip(found.rows, shown, strict=True)]
    address = reverse("account-history", args=[pk])
    context = {
        "account": who, "lines": shown, "part": found, "whole": whole, "tabs": [
            {"label": "Việc đã làm", "href": address, "current": not signs_in},
            {"label": "Vai trò, đăng nhập, mật khẩu", "href": f"{address}?phan={SIGN_IN}", "current": signs_in},
        ],
    }  # fmt: skip
    return render(request, "members/account_history.html", context)


def _from_machine(act: Act) -> str:
    address = act.values_row.said().get("notes", {}).get("address", "")
    return f"từ máy {address}" if address else ""


@require_safe
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """One act whole, and those it belongs with."""
    act = door.line_or_404(request, pk)
    actor = request.actor
    inner = lines.part(lines.inside(act, actor), "number", **door.beside(request))
    shown = lines.told(inner.rows, actor)
    (told,) = whose.told_of([act])
    named = {act.member_id, *(one.member for one in told)} - {None}
    if people := sorted({*_people(inner.rows, shown), *named}):
        looks.looked(actor, "line", people, asked={"viec": act.number}, at=timezone.now())
    said = history_wording.line(act)
    notes = act.values_row.said().get("notes", {})
    about, href = lines.subject(act, actor)
    context: dict[str, Any] = {
        "act": act, "said": said, "number": wording.number(act.number), "about": about, "about_href": href,
        "told": told, "changes": [*said.changes, *lines.linked(act)], "is_reduced": not act.values_row.body,
        "from_machine": notes.get("address", ""), "username": notes.get("username", ""),
        "outside": _link(lines.outside(act, actor)), "taken_back": _link(lines.taken_back_by(act, actor)),
        "takes_back": _link(lines.numbered(notes.get("reverted"), actor)),
        "back": reverse("revert", args=[pk]) if lines.may_go_back(act, actor) else "",
        "lines": shown, "part": inner,
    }  # fmt: skip
    return render(request, "members/line.html", context)


def _link(act: Act | None) -> dict[str, str] | None:
    if act is None:
        return None
    said = history_wording.line(act)
    return {"href": reverse("line", args=[act.pk]), "words": f"{said.what[:1].upper()}{said.what[1:]}, {said.at}",
            "who": said.who}  # fmt: skip
