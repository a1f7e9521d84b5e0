"""Accounts and roles: who signs in, for which organisation, confirmed by whom."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members import history_wording, jobs, kept, lines, lockout, rights, sessions, wording
from members import slips as printed
from members.errors import Refusal
from members.forms.office import AccountForm
from members.models import Account, Role
from members.passwords import first_password
from members.procedure import roles as procedure
from members.views import renewing
from members.views.acts import by_button
from members.views.drafts import keeps, typed_before

TAKEN_BACK = "tổ chức đã được hoàn lại"
REGISTER = rights.case_of_organisation(None)


def may_or_403(request: HttpRequest, verb: str) -> None:
    if not rights.may(request.actor, verb, REGISTER):
        raise PermissionDenied


def keeper_or_403(request: HttpRequest) -> None:
    if not request.actor.kinds() & {rights.ADMINISTRATOR, rights.OFFICER}:
        raise PermissionDenied


def in_part(actor: rights.Actor) -> QuerySet[Account]:
    """All accounts for who keeps those of the register; for who keeps a part, those with a role in it."""
    if actor.kinds_over_all() & {rights.ADMINISTRATOR, rights.OFFICER}:
        return Account.objects.all()
    return Account.objects.filter(pk__in=Role.objects.values("account"))


@keeps("lập tài khoản", lambda request: may_or_403(request, "create_account"))
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    may_or_403(request, "create_account")
    form = AccountForm(request.POST or None, draft=typed_before(request))
    if request.method == "POST" and form.is_valid():
        password = first_password()
        try:
            made = procedure.create_account(by=request.actor, password=password, **form.act())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return renewing.shown_once(request, made, password)
    context = {"form": form, "heading": "Tài khoản", "title": "lập tài khoản", "back": "/tai-khoan/"}
    return render(request, "members/act.html", context, status=422 if form.errors else 200)


@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponse:
    keeper_or_403(request)
    who = get_object_or_404(in_part(request.actor), pk=pk)
    rows = list(Role.objects.filter(account=who).select_related("confirmed_by", "granted_by").order_by("since"))
    names = kept.called((one.organisation_id for one in rows), request.actor.day)
    context = {
        "account": who,
        "roles": [_role(request, one, names) for one in rows],
        "may_grant": rights.may(request.actor, "grant_role", REGISTER),
        **renewing.of_page(request, who),
        "sessions": [_session(one) for one in sessions.open_of(who, timezone.now())],
        "may_end_session": rights.may(request.actor, "end_session", REGISTER),
        "keeps_all": lines.keeps_accounts(request.actor),
        "blocked": "" if who.is_active else _blocked(who),
        "may_unlock": lockout.is_locked(who.username, timezone.now())
        and rights.may(request.actor, "unlock_sign_in", REGISTER),
        "may_block": rights.may(request.actor, "block_account", REGISTER) and who != request.user,
    }
    return render(request, "members/account.html", context)


def _blocked(who: Account) -> str:
    """When it was blocked, by whom, why: the clock, or somebody."""
    line = lines.about_account(who).filter(verb="block_account").order_by("-number").first()
    if line is None:
        return ""
    said = history_wording.line(line)
    return f" từ {said.at}, {said.who}{f': {said.why}' if said.why else ''}"


def _session(one: sessions.Open) -> dict[str, str]:
    def said(at: datetime) -> str:
        local = timezone.localtime(at)
        return f"{local:%H:%M} {wording.day(local.date())}"

    return {"mark": one.mark, "address": one.address, "begun": said(one.signed_in), "seen": said(one.last_seen)}


def _role(request: HttpRequest, role: Role, names: dict[int, str]) -> dict[str, Any]:
    case = rights.case_of_organisation(role.organisation_id)
    try:
        procedure.check_confirm(role, request.actor)
        why_not = ""
    except Refusal as refusal:
        why_not = refusal.sentence
    goes_on = role.until is None or role.until > request.actor.day
    state, words = ("done", "Có hiệu lực") if role.confirmed_on else ("waits", "Chờ xác nhận")
    if not goes_on:
        state, words = "locked", "Đã thôi" if role.confirmed_on else "Chưa ai xác nhận"
    return {
        "state": state, "words": words,
        "pk": role.pk, "kind": role.get_kind_display(), "at": names.get(role.organisation_id, TAKEN_BACK),
        "since": wording.day(role.since), "until": wording.last_day(role.until) if role.until else "",
        "confirmed": wording.day(role.confirmed_on, ""), "by": role.confirmed_by, "granted": role.granted_by,
        "may_confirm": not why_not and rights.may(request.actor, "confirm_role", case), "why_not": why_not,
        "may_end": goes_on and rights.may(request.actor, "end_role", case),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def slips(request: HttpRequest) -> HttpResponse:
    """Who waits for a first password, by committee; the chosen ones get theirs on slips, printed as a job."""
    may_or_403(request, "give_first_passwords")
    day = request.actor.day
    waiting = printed.slips(printed.without_password(day), day)
    chosen = {one for one in request.POST.getlist("tai-khoan") if one.isdecimal()}
    if request.method == "POST":
        wanted = sorted(one.account for one in waiting if str(one.account) in chosen)
        if wanted:
            title = f"{printed.TITLE}, {len(wanted)} tài khoản"
            asked = {"accounts": wanted, "address": _address(request)}
            job = jobs.ask(request.user, "slips", title, asked, at=timezone.now())
            return redirect("job", pk=job.pk)
        messages.warning(request, "Chọn ít nhất một tài khoản.")
    groups: dict[str, list[printed.Slip]] = {}
    for one in waiting:
        groups.setdefault(one.committee, []).append(one)
    apart = list(printed.by_two_people(day))
    return render(request, "members/slips.html", {
        "groups": groups.items(), "count": len(waiting), "apart": apart, "address": _address(request),
    })  # fmt: skip


def _address(request: HttpRequest) -> str:
    """At which address this reader opened the program, for others to open it at; "" when he sits at the server."""
    host = request.get_host()
    return "" if host.rsplit(":", 1)[0] in ("127.0.0.1", "localhost", "[::1]") else request.build_absolute_uri("/")


@require_POST
def block(request: HttpRequest, pk: int) -> HttpResponse:
    who = get_object_or_404(Account, pk=pk)
    if who.is_active:
        return done(request, who.pk, "Đã khóa tài khoản.", procedure.block_account, who)
    opened = partial(procedure.unblock_account, at=timezone.now())
    return done(request, who.pk, "Đã mở khóa tài khoản.", opened, who)


@require_POST
def unlock(request: HttpRequest, pk: int) -> HttpResponse:
    who = get_object_or_404(Account, pk=pk)
    return done(request, who.pk, "Đã mở khóa đăng nhập; thử lại được ngay.", procedure.unlock_sign_in, who)


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    who = get_object_or_404(Account, pk=pk)
    ended = partial(procedure.end_session, mark=request.POST.get("phien", ""))
    return done(request, who.pk, "Đã kết thúc phiên đăng nhập.", ended, who)


def done(request: HttpRequest, account_pk: int, said: str, verb: Any, target: Any) -> HttpResponse:
    return by_button(request, partial(verb, target, by=request.actor), said=said, back="account", pk=account_pk)
