"""First passwords given anew: by the administrator alone, or asked by him and given by an officer who is another."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from members import repeats, rights, wording
from members.errors import NotAllowed, Refusal, why_not_yet
from members.models import Account, PasswordRenewal
from members.passwords import first_password
from members.procedure import renewing as procedure
from members.views.acts import by_button

ASKED = "Đã đề nghị cấp lại mật khẩu. Cán bộ tổ chức xác nhận rồi đưa mật khẩu đầu cho người dùng."


def of_page(request: HttpRequest, account: Account) -> dict[str, Any]:
    """What the page of an account says of its password, and which buttons stand there for this reader."""
    actor = request.actor
    waits = procedure.waiting(account)
    why_two = why_not_yet(lambda: procedure.check_alone(account, actor))
    why_not_ask = why_not_yet(lambda: procedure.check_ask(account, actor))
    why_not = why_not_yet(lambda: procedure.check_confirm(waits, actor)) if waits else ""
    may_ask = bool(why_two) and rights.may(actor, "ask_renewal", procedure.REGISTER)
    return {
        "may_reset": not why_two and rights.may(actor, "reset_password", procedure.REGISTER), "why_two": why_two,
        "may_ask": may_ask and not why_not_ask, "why_not_ask": why_not_ask if may_ask and not waits else "",
        "renewal": waits, "renewal_asked": wording.day(waits.asked_on) if waits else "",
        "may_confirm": bool(waits) and not why_not and rights.may(actor, "confirm_renewal", procedure.REGISTER),
        "why_not_confirm": why_not,
        "may_drop": bool(waits) and rights.may(actor, "drop_renewal", procedure.REGISTER),
    }  # fmt: skip


@require_POST
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    who = get_object_or_404(Account, pk=pk)
    return _given(request, who, lambda password: procedure.reset_password(who, by=request.actor, password=password))


@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    who = get_object_or_404(Account, pk=pk)
    return by_button(
        request, lambda: procedure.ask_renewal(who, by=request.actor), said=ASKED, back="account", pk=who.pk
    )


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The password is shown to who confirms, once, and to nobody else."""
    renewal = get_object_or_404(PasswordRenewal.objects.select_related("account"), pk=pk)
    return _given(
        request, renewal.account,
        lambda password: procedure.confirm_renewal(renewal, by=request.actor, password=password),
    )  # fmt: skip


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    renewal = get_object_or_404(PasswordRenewal, pk=pk)
    return by_button(
        request, lambda: procedure.drop_renewal(renewal, by=request.actor),
        said="Đã bỏ đề nghị cấp lại mật khẩu; mật khẩu chưa đổi.", back="account", pk=renewal.account_id,
    )  # fmt: skip


def _given(request: HttpRequest, who: Account, give: Any) -> HttpResponse:
    password = first_password()
    try:
        give(password)
    except NotAllowed as error:
        raise PermissionDenied from error
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
        return repeats.undone(redirect("account", pk=who.pk))
    return shown_once(request, who, password)


def shown_once(request: HttpRequest, who: Account, password: str) -> HttpResponse:
    """A first password is on no second page, also not for who sends the form again."""
    page = render(request, "members/first_password.html", {
        "account": who, "password": password,
        "may_grant": rights.may(request.actor, "grant_role", procedure.REGISTER),
    })  # fmt: skip
    return repeats.leads(page, reverse("account", args=[who.pk]))
