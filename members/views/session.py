"""Signing in and out, one's own password and look of the tables."""

import datetime
import ipaddress
import logging

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from members import lines, lockout, middleware, rights, starting
from members.errors import Refusal
from members.forms.accounts import LoginForm, PasswordForm
from members.models import Account
from members.procedure import accounts as procedure
from members.views import ended

log = logging.getLogger("register.session")
WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng. Gõ lại cả hai; chú ý phím Caps Lock và bộ gõ tiếng Việt."


def client_address(request: HttpRequest) -> str:
    """IP address of the machine that asks. Only a proxy of ours may say it is somebody else."""
    address = request.META.get("REMOTE_ADDR", "")
    if address in settings.TRUSTED_PROXIES:
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return "0.0.0.0"  # noqa: S104


def local_address(request: HttpRequest, wanted: str) -> str:
    """`wanted` when it is an address of this program, else the start page. A word alone would be a page's name."""
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return settings.LOGIN_REDIRECT_URL


@method_decorator([login_not_required, sensitive_post_parameters("password")], name="dispatch")
class Login(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect(local_address(request, request.GET.get("next", "")))
        return self._page(request, LoginForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = LoginForm(request.POST)
        if not form.is_valid():
            return self._page(request, form)
        username, now, address = form.cleaned_data["username"], timezone.now(), client_address(request)
        until = lockout.locked_until(username=username, address=address, at=now)
        if until:
            log.warning("sign-in refused: locked, address %s", address)
            form.add_error(None, locked_sentence(until))
            return self._page(request, form)
        account = authenticate(request, username=username, password=form.cleaned_data["password"])
        if not isinstance(account, Account):
            return self._wrong(request, form, username, address, now)
        return self._enter(request, account, address)

    def _wrong(
        self, request: HttpRequest, form: LoginForm, username: str, address: str, now: datetime.datetime
    ) -> HttpResponse:
        procedure.note_login_failure(username=username, address=address, at=now, day=timezone.localdate(now))
        # The typed name is not logged: people type their password there.
        log.warning("sign-in failed, address %s", address)
        until = lockout.locked_until(username=username, address=address, at=now)
        form.add_error(None, locked_sentence(until) if until else WRONG)
        return self._page(request, form)

    def _enter(self, request: HttpRequest, account: Account, address: str) -> HttpResponse:
        procedure.forget_login_failures(username=account.username, address=address)
        login(request, account)
        middleware.begin_session(request, address)
        log.info("signed in: account %s, address %s", account.pk, address)
        wanted = "" if ended.is_another(account, request.POST.get(ended.WHOSE, "")) else request.POST.get("next", "")
        return redirect(local_address(request, wanted))

    def _page(self, request: HttpRequest, form: LoginForm) -> HttpResponse:
        context = {
            "form": form,
            "next": request.POST.get("next", request.GET.get("next", "")),
            "whose": request.POST.get(ended.WHOSE, request.GET.get(ended.WHOSE, "")),
            "not_begun": not starting.begun(),
            "idle_minutes": settings.IDLE_MINUTES if ended.ENDED in request.GET else 0,
            "kept": ended.KEPT in request.GET,
            "not_done": ended.NOT_DONE in request.GET,
        }
        return render(request, "members/login.html", context, status=422 if form.is_bound else 200)


def locked_sentence(until: datetime.datetime) -> str:
    at = timezone.localtime(until) + datetime.timedelta(minutes=1)
    return f"Đã gõ sai nhiều lần. Chờ đến {at:%H:%M} rồi đăng nhập lại, hoặc gặp văn phòng để được cấp lại mật khẩu."


@method_decorator(login_not_required, name="dispatch")
class Logout(View):
    """Only by POST: a picture on another page must not sign anybody out."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("today")

    def post(self, request: HttpRequest) -> HttpResponse:
        logout(request)
        response = redirect("login")
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


@require_POST
def rows(request: HttpRequest) -> HttpResponse:
    """Tables with higher or lower rows from now on, back on the page where it was asked."""
    procedure.keep_rows(request.user, dense=request.POST.get("dong") == "day")
    return redirect(local_address(request, request.POST.get("next", "")))


@method_decorator(sensitive_post_parameters("old", "new", "again"), name="dispatch")
class Password(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, PasswordForm(account=request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PasswordForm(request.POST, account=request.user)
        if form.is_valid() and self._change(request, form):
            messages.success(request, "Đã đổi mật khẩu. Những máy khác đang đăng nhập tên này đã bị đăng xuất.")
            return redirect(local_address(request, request.GET.get("next", "")))
        return self._page(request, form)

    def _change(self, request: HttpRequest, form: PasswordForm) -> bool:
        actor = rights.actor_for(request.user, timezone.localdate())
        try:
            account = procedure.change_password(request.user, new=form.cleaned_data["new"], by=actor)
        except Refusal as refused:
            form.add_error("new", refused.sentence)
            return False
        except ValidationError as refused:
            form.add_error("new", refused)
            return False
        update_session_auth_hash(request, account)
        log.info("password changed: account %s", account.pk)
        return True

    def _page(self, request: HttpRequest, form: PasswordForm) -> HttpResponse:
        forced = request.user.must_change_password
        context = {"form": form, "forced": forced, "given": lines.of_password(request.user) if forced else ()}
        return render(request, "members/password.html", context, status=422 if form.is_bound else 200)
